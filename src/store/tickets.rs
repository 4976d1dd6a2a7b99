//! `tickets` and the per-server numbers.

mod threads;
mod transitions;
mod working;

use chrono::{DateTime, Utc};

use super::engine::each;
use super::{Store, StoreError};
use crate::model::{
    ChannelId, GuildId, MessageId, PanelId, Ticket, TicketCounts, TicketId, TicketState,
    TicketThread, UserId,
};

// Each statement about live tickets says `state <> 'closed'`, even where it says more: that is how SQLite knows that the
// index of live tickets serves.

/// More than Discord lets a server have channels and active threads.
const MOST_LIVE_TICKETS: i64 = 5_000;

#[derive(sqlx::FromRow)]
struct TicketRow {
    id: i64,
    guild_id: i64,
    number: i64,
    panel_id: Option<i64>,
    opener_id: i64,
    state: String,
    channel_id: Option<i64>,
    welcome_message_id: Option<i64>,
    thread_parent_id: Option<i64>,
    thread_name: Option<String>,
    notice_channel_id: Option<i64>,
    notice_message_id: Option<i64>,
    subject: Option<String>,
    reference: String,
    instance: String,
    opened_at: DateTime<Utc>,
    claimed_by: Option<i64>,
    closed_at: Option<DateTime<Utc>>,
    closed_by: Option<i64>,
    close_reason: Option<String>,
}

impl TicketRow {
    fn into_ticket(self) -> Result<Ticket, StoreError> {
        Ok(Ticket {
            id: TicketId::from_i64(self.id),
            guild: GuildId::from_i64(self.guild_id),
            number: self.number,
            panel: self.panel_id.map(PanelId::from_i64),
            opener: UserId::from_i64(self.opener_id),
            state: match self.state.as_str() {
                "opening" => TicketState::Opening,
                "open" => TicketState::Open,
                "closing" => TicketState::Closing,
                "closed" => TicketState::Closed,
                other => {
                    return Err(StoreError::unreadable(format!("no ticket state: {other}")));
                }
            },
            channel: self.channel_id.map(ChannelId::from_i64),
            thread: self
                .thread_parent_id
                .zip(self.thread_name)
                .map(|(parent, name)| TicketThread {
                    parent: ChannelId::from_i64(parent),
                    name,
                }),
            notice: self
                .notice_channel_id
                .zip(self.notice_message_id)
                .map(|(channel, message)| {
                    (ChannelId::from_i64(channel), MessageId::from_i64(message))
                }),
            welcome_message: self.welcome_message_id.map(MessageId::from_i64),
            subject: self.subject,
            reference: self.reference,
            instance: self.instance,
            opened_at: self.opened_at,
            claimed_by: self.claimed_by.map(UserId::from_i64),
            closed_at: self.closed_at,
            closed_by: self.closed_by.map(UserId::from_i64),
            close_reason: self.close_reason,
        })
    }
}

macro_rules! columns {
    () => {
        "id, guild_id, number, panel_id, opener_id, state, channel_id, welcome_message_id, subject, reference, \
         instance, opened_at, claimed_by, closed_at, closed_by, close_reason, thread_parent_id, thread_name, \
         notice_channel_id, notice_message_id"
    };
}
use columns;

impl Store {
    /// One ticket of this server.
    pub async fn ticket(&self, guild: GuildId, id: TicketId) -> Result<Option<Ticket>, StoreError> {
        let row: Option<TicketRow> = each!(self.reader(), pool => {
            sqlx::query_as(concat!(
                "SELECT ", columns!(), " FROM tickets WHERE guild_id = $1 AND id = $2"
            ))
            .bind(guild.as_i64())
            .bind(id.as_i64())
            .fetch_optional(pool)
            .await
        })?;
        row.map(TicketRow::into_ticket).transpose()
    }

    /// The ticket whose channel this is, in whatever state.
    pub async fn ticket_by_channel(
        &self,
        guild: GuildId,
        channel: ChannelId,
    ) -> Result<Option<Ticket>, StoreError> {
        let row: Option<TicketRow> = each!(self.reader(), pool => {
            sqlx::query_as(concat!(
                "SELECT ", columns!(), " FROM tickets WHERE guild_id = $1 AND channel_id = $2
                 ORDER BY number DESC LIMIT 1"
            ))
            .bind(guild.as_i64())
            .bind(channel.as_i64())
            .fetch_optional(pool)
            .await
        })?;
        row.map(TicketRow::into_ticket).transpose()
    }

    /// Tickets of this server that are `opening`, `open` or `closing`, oldest first.
    pub async fn live_tickets(&self, guild: GuildId) -> Result<Vec<Ticket>, StoreError> {
        let rows: Vec<TicketRow> = each!(self.reader(), pool => {
            sqlx::query_as(concat!(
                "SELECT ", columns!(), " FROM tickets WHERE guild_id = $1 AND state <> 'closed'
                 ORDER BY number LIMIT $2"
            ))
            .bind(guild.as_i64())
            .bind(MOST_LIVE_TICKETS)
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(TicketRow::into_ticket).collect()
    }

    /// The numbers behind `%open_tickets%` and its kin.
    pub async fn ticket_counts(
        &self,
        guild: GuildId,
        user: UserId,
    ) -> Result<TicketCounts, StoreError> {
        let (guild_open, guild_total, user_open, user_total) = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT
                     (SELECT COUNT(*) FROM tickets
                      WHERE guild_id = $1 AND state <> 'closed' AND state IN ('opening', 'open')),
                     (SELECT COUNT(*) FROM tickets WHERE guild_id = $1),
                     (SELECT COUNT(*) FROM tickets
                      WHERE guild_id = $1 AND opener_id = $2
                          AND state <> 'closed' AND state IN ('opening', 'open')),
                     (SELECT COUNT(*) FROM tickets WHERE guild_id = $1 AND opener_id = $2)",
            )
            .bind(guild.as_i64())
            .bind(user.as_i64())
            .fetch_one(pool)
            .await
        })?;
        Ok(TicketCounts {
            guild_open,
            guild_total,
            user_open,
            user_total,
        })
    }
}
