//! Why a request was refused or failed, in the author's terms.

use crate::model::Text;

/// A rule said no. `rule` is a stable, public name such as `ip-loopback`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The rule.
    pub rule: &'static str,
    /// One sentence with the mend.
    pub message: String,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// A rule said no, before any byte was sent.
    #[error("{}", .0.message)]
    Refused(Refusal),
}

impl FetchError {
    /// The sentence for the author, to be shown in their language (`fetch-error-…` in locales).
    pub fn text(&self) -> Text {
        todo!()
    }
}
