//! `integration_fetches`: the last fetches per server and integration, for `/integration log`.

use chrono::{DateTime, Utc};

use super::{Store, StoreError};
use crate::model::{GuildId, IntegrationId};

/// One fetch: when, status, duration, error; no body, no secret.
#[derive(Clone, Debug, PartialEq)]
pub struct FetchRecord {
    /// The server on whose behalf.
    pub guild: GuildId,
    /// The integration.
    pub integration: IntegrationId,
    /// When it started.
    pub at: DateTime<Utc>,
    /// The HTTP status, if one arrived.
    pub status: Option<u16>,
    /// How long it took.
    pub duration_milliseconds: i64,
    /// The author's sentence on what was wrong, if anything was.
    pub error: Option<String>,
}

impl Store {
    /// Adds a record and drops what is older than the newest 50 of the same server and integration. An integration
    /// that was deleted meanwhile is no error.
    pub async fn record_fetch(&self, _record: &FetchRecord) -> Result<(), StoreError> {
        todo!()
    }

    /// The newest 50, newest first.
    pub async fn fetches(
        &self,
        _guild: GuildId,
        _integration: IntegrationId,
    ) -> Result<Vec<FetchRecord>, StoreError> {
        todo!()
    }
}
