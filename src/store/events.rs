//! `events`: the outbox. Events are written by the transactions of other aggregates.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::deliveries::queue_deliveries;
use super::engine::{Transaction, each};
use super::{Store, StoreError};
use crate::model::{Event, GuildId, TicketId};

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

#[derive(sqlx::FromRow)]
struct EventRow {
    id: i64,
    kind: String,
    guild_id: i64,
    ticket_id: Option<i64>,
    data: String,
    queued_at: DateTime<Utc>,
}

impl EventRow {
    fn into_event(self) -> Result<StoredEvent, StoreError> {
        Ok(StoredEvent {
            id: self.id,
            kind: self.kind,
            guild: GuildId::from_i64(self.guild_id),
            ticket: self.ticket_id.map(TicketId::from_i64),
            data: serde_json::from_str(&self.data).map_err(StoreError::unreadable)?,
            at: self.queued_at,
        })
    }
}

impl Store {
    /// The server's events after `after` (0 for all), oldest first, at most `limit`.
    pub async fn events(
        &self,
        guild: GuildId,
        after: i64,
        limit: u32,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        let rows: Vec<EventRow> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT id, kind, guild_id, ticket_id, data, queued_at FROM events
                 WHERE guild_id = $1 AND id > $2 ORDER BY id LIMIT $3",
            )
            .bind(guild.as_i64())
            .bind(after)
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(EventRow::into_event).collect()
    }
}

impl Store {
    /// The first event of a ticket, which tells of its opening.
    pub async fn first_event(&self, ticket: TicketId) -> Result<Option<StoredEvent>, StoreError> {
        let row: Option<EventRow> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT id, kind, guild_id, ticket_id, data, queued_at FROM events
                 WHERE ticket_id = $1 ORDER BY id LIMIT 1",
            )
            .bind(ticket.as_i64())
            .fetch_optional(pool)
            .await
        })?;
        row.map(EventRow::into_event).transpose()
    }
}

/// Queues an event, and its deliveries, in the transaction that makes it true, which must have been begun in the event's
/// server.
pub(super) async fn queue_event(
    transaction: &mut Transaction,
    event: &Event,
) -> Result<(), StoreError> {
    let number: i64 = each!(transaction.connection(), connection => {
        sqlx::query_scalar(
            "INSERT INTO events (kind, guild_id, ticket_id, data, queued_at)
             VALUES ($1, $2, $3, $4, $5) RETURNING id",
        )
        .bind(event.kind.name())
        .bind(event.guild.as_i64())
        .bind(event.ticket.map(TicketId::as_i64))
        .bind(event.data.to_string())
        .bind(event.at)
        .fetch_one(connection)
        .await
    })?;
    queue_deliveries(transaction, event, number).await
}
