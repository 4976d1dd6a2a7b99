//! Which integration a placeholder's name means: built-ins win, then the one activated first; `slug.name` is exact.

use super::Active;
use crate::render::builtin::is_builtin;

/// Where a name leads: an index into the active integrations and one into its placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Which integration.
    pub integration: usize,
    /// Which of its placeholders.
    pub placeholder: usize,
}

/// Who provides a name; `None` if it is built in or nobody does.
pub fn provider(active: &[Active], name: &str) -> Option<Provider> {
    if is_builtin(name) {
        return None;
    }
    let (slug, name) = match name.split_once('.') {
        Some((slug, name)) => (Some(slug), name),
        None => (None, name),
    };
    active
        .iter()
        .enumerate()
        .filter(|(_, active)| slug.is_none_or(|slug| active.integration.manifest.slug() == slug))
        .find_map(|(integration, active)| {
            let placeholders = &active.integration.manifest.placeholders;
            let placeholder = placeholders
                .iter()
                .position(|placeholder| placeholder.name == name)?;
            Some(Provider {
                integration,
                placeholder,
            })
        })
}

/// What a bare name means instead of an integration's placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shadow<'a> {
    /// A built-in placeholder.
    BuiltIn,
    /// The integration of this name, which was activated earlier.
    Integration(&'a str),
}

/// What stands in front of the placeholder `name` of the integration with that slug, if anything does.
pub fn shadow<'a>(active: &'a [Active], slug: &str, name: &str) -> Option<Shadow<'a>> {
    if is_builtin(name) {
        return Some(Shadow::BuiltIn);
    }
    let first = &active[provider(active, name)?.integration]
        .integration
        .manifest;
    (first.slug() != slug).then_some(Shadow::Integration(&first.name))
}
