//! What can go wrong in the database.

use crate::model::Failure;

/// A failed database call.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another row of that name exists.
    #[error("that name is taken")]
    NameTaken,
    /// The database did not answer as it should.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::fault(error)
    }
}
