//! Why there is no picture.

use super::super::{FetchError, FetchFailed};

/// Why there is no picture. Says nothing about the target but what its bytes are.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ImageError {
    /// It could not be fetched.
    #[error("the picture cannot be fetched: {0}")]
    Fetch(FetchError),
    /// No place came free in time.
    #[error("too many pictures are being fetched")]
    Busy,
    /// No PNG, JPEG, GIF or WebP.
    #[error("the file is no picture of a kind that passes")]
    Kind,
    /// More bytes or pixels than pass.
    #[error("the picture is too large")]
    TooLarge,
    /// It cannot be decoded.
    #[error("the picture is damaged")]
    Damaged,
}

impl ImageError {
    /// A stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Fetch(error) => error.code(),
            Self::Busy => "busy",
            Self::Kind => "image-kind",
            Self::TooLarge => "too-large",
            Self::Damaged => "image-damaged",
        }
    }

    /// Whether it says nothing about the picture: another try may come at once.
    pub(super) fn is_passing(&self) -> bool {
        match self {
            Self::Busy => true,
            Self::Fetch(error) => matches!(
                error,
                FetchError::Busy | FetchError::RateLimited | FetchError::Resting { .. }
            ),
            Self::Kind | Self::TooLarge | Self::Damaged => false,
        }
    }
}

impl From<FetchFailed> for ImageError {
    fn from(failed: FetchFailed) -> Self {
        match failed.error {
            FetchError::TooLarge { .. } => Self::TooLarge,
            error => Self::Fetch(error),
        }
    }
}
