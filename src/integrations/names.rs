//! Which integration a placeholder's name means: built-ins win, then the one activated first; `slug.name` is exact.

use super::Active;

/// Where a name leads: an index into the active integrations and one into its placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Which integration.
    pub integration: usize,
    /// Which of its placeholders.
    pub placeholder: usize,
}

/// Who provides a name; `None` if it is built in or nobody does.
pub fn provider(_active: &[Active], _name: &str) -> Option<Provider> {
    todo!()
}
