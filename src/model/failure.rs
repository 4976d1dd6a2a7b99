//! Why something was not done: a sentence for the user, or a fault for the operator.

use std::error::Error;
use std::fmt;

use super::Text;

/// What a domain function answers when it does not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// The user can do something about it: the sentence says what.
    Refused(Text),
    /// The operator can: the user sees one fixed sentence and a number to quote, the log has the rest.
    Fault(Box<dyn Error + Send + Sync>),
}

/// The result of a domain function.
pub type Outcome<T> = Result<T, Failure>;

impl Failure {
    /// A refusal with the sentence `id`, without variables.
    pub fn refused(id: &'static str) -> Self {
        Self::Refused(Text::new(id))
    }

    /// A fault, from any error.
    pub fn fault(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Fault(error.into())
    }
}

impl From<Text> for Failure {
    fn from(text: Text) -> Self {
        Self::Refused(text)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(text) => write!(f, "refused: {}", text.id),
            Self::Fault(error) => error.fmt(f),
        }
    }
}

impl Error for Failure {}
