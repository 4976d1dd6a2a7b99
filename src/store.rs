//! The database: the only room with SQL. SQLite (WAL) or Postgres, one text for both wherever both take it.

pub mod activations;
pub mod error;
pub mod events;
pub mod fetches;
pub mod integrations;
pub mod panels;
pub mod settings;
pub mod tickets;

pub use activations::{Activation, ActivationRow, PutActivation};
pub use error::StoreError;
pub use events::StoredEvent;
pub use fetches::FetchRecord;
pub use integrations::IntegrationRow;

/// A handle on the database; clones share the pool.
#[derive(Clone)]
pub struct Store {}

impl Store {
    /// Connects to `sqlite://…` or `postgres://…`; does not touch the schema.
    pub async fn connect(_url: &str) -> Result<Self, StoreError> {
        todo!()
    }

    /// Brings the schema to the current version.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        todo!()
    }

    /// One round trip, for readiness.
    pub async fn ping(&self) -> Result<(), StoreError> {
        todo!()
    }

    /// Closes the pool after what is under way.
    pub async fn close(&self) {
        todo!()
    }
}
