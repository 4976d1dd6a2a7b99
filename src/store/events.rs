//! `events`: the outbox. Events are written by the transactions of other aggregates.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{Store, StoreError};
use crate::model::{GuildId, TicketId};

/// An event as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredEvent {
    /// Increases with each event.
    pub id: i64,
    /// The public `type`, such as `ticket.opened`.
    pub kind: String,
    /// Where.
    pub guild: GuildId,
    /// The ticket, if any.
    pub ticket: Option<TicketId>,
    /// The public `data`.
    pub data: Value,
    /// When it was queued.
    pub at: DateTime<Utc>,
}

impl Store {
    /// The server's events after `after` (0 for all), oldest first, at most `limit`.
    pub async fn events(
        &self,
        _guild: GuildId,
        _after: i64,
        _limit: u32,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        todo!()
    }
}
