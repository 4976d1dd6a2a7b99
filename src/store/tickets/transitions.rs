//! `opening → open → closing → closed`: each step is one statement that names the state it comes from, so that of two
//! programs that try it one succeeds and the other is told.

use chrono::{DateTime, TimeDelta, Utc};

use super::{TicketRow, columns};
use crate::model::{
    ChannelId, Event, GuildId, MessageId, NewTicket, PanelId, Reservation, TicketId, UserId,
};
use crate::store::engine::{Transaction, each};
use crate::store::events::queue_event;
use crate::store::{Store, StoreError};

/// How long a press is remembered. Discord delivers again within minutes, after a resume, and an interaction's own token
/// lives for fifteen.
const INTERACTIONS_KEPT: TimeDelta = TimeDelta::days(1);

/// How many old presses a new one clears away, so that no press pays for a year of them.
const INTERACTIONS_CLEARED: i64 = 100;

impl Store {
    /// Takes the next number and writes the row in state `opening`, if the member has fewer than `limit` tickets that
    /// are not closed here; all in one transaction, so that two presses at once cannot both pass.
    pub async fn reserve_ticket(
        &self,
        ticket: &NewTicket,
        limit: u32,
    ) -> Result<Reservation, StoreError> {
        let mut transaction = self.begin_in(ticket.guild).await?;
        if !remember_interaction(&mut transaction, ticket).await? {
            return Ok(Reservation::Duplicate);
        }
        let (open, channel) = live_tickets_of(&mut transaction, ticket).await?;
        let reservation = if open >= i64::from(limit) {
            Reservation::LimitReached {
                open: open.try_into().unwrap_or(u32::MAX),
                channel: channel.map(ChannelId::from_i64),
            }
        } else {
            let number = next_number(&mut transaction, ticket.guild).await?;
            let row = insert_ticket(&mut transaction, ticket, number).await?;
            Reservation::Reserved(Box::new(row.into_ticket()?))
        };
        transaction.commit().await?;
        Ok(reservation)
    }

    /// Remembers the channel of a ticket that is `opening`; false if it is not.
    pub async fn set_ticket_channel(
        &self,
        id: TicketId,
        channel: ChannelId,
    ) -> Result<bool, StoreError> {
        let updated = each!(self.writer(), pool => {
            sqlx::query("UPDATE tickets SET channel_id = $2 WHERE id = $1 AND state = 'opening'")
                .bind(id.as_i64())
                .bind(channel.as_i64())
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(updated > 0)
    }

    /// `opening → open`, with the event; false if it was not `opening`.
    pub async fn confirm_ticket(
        &self,
        id: TicketId,
        welcome_message: MessageId,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_in(event.guild).await?;
        let updated = each!(transaction.connection(), connection => {
            sqlx::query(
                "UPDATE tickets SET state = 'open', welcome_message_id = $3
                 WHERE guild_id = $1 AND id = $2 AND state = 'opening'",
            )
            .bind(event.guild.as_i64())
            .bind(id.as_i64())
            .bind(welcome_message.as_i64())
            .execute(connection)
            .await
            .map(|done| done.rows_affected())
        })?;
        commit_with(transaction, updated, event).await
    }

    /// Removes a ticket that is `opening`; its number stays used. False if it was not `opening`.
    pub async fn undo_ticket(&self, id: TicketId) -> Result<bool, StoreError> {
        let deleted = each!(self.writer(), pool => {
            sqlx::query("DELETE FROM tickets WHERE id = $1 AND state = 'opening'")
                .bind(id.as_i64())
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(deleted > 0)
    }

    /// Makes a ticket between two steps the work of the program `to`, if it is still that of `from`: of two that take over
    /// what a crash left, one succeeds.
    pub async fn take_over_ticket(
        &self,
        id: TicketId,
        from: &str,
        to: &str,
    ) -> Result<bool, StoreError> {
        let updated = each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE tickets SET instance = $3
                 WHERE id = $1 AND instance = $2 AND state IN ('opening', 'closing')",
            )
            .bind(id.as_i64())
            .bind(from)
            .bind(to)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(updated > 0)
    }

    /// `open → closing`; false if it was not `open`: somebody else closes it.
    pub async fn begin_close_ticket(
        &self,
        id: TicketId,
        by: UserId,
        reason: Option<&str>,
        at: DateTime<Utc>,
        instance: &str,
    ) -> Result<bool, StoreError> {
        let updated = each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE tickets
                 SET state = 'closing', closed_by = $2, close_reason = $3, closed_at = $4, instance = $5
                 WHERE id = $1 AND state = 'open'",
            )
            .bind(id.as_i64())
            .bind(by.as_i64())
            .bind(reason)
            .bind(at)
            .bind(instance)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(updated > 0)
    }

    /// `closing → closed`, with the event; false if it was not `closing`.
    pub async fn finish_close_ticket(
        &self,
        id: TicketId,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_in(event.guild).await?;
        let updated = each!(transaction.connection(), connection => {
            sqlx::query(
                "UPDATE tickets SET state = 'closed'
                 WHERE guild_id = $1 AND id = $2 AND state = 'closing'",
            )
            .bind(event.guild.as_i64())
            .bind(id.as_i64())
            .execute(connection)
            .await
            .map(|done| done.rows_affected())
        })?;
        commit_with(transaction, updated, event).await
    }
}

/// Ends a transition: with its event if it took place.
async fn commit_with(
    mut transaction: Transaction,
    updated: u64,
    event: &Event,
) -> Result<bool, StoreError> {
    if updated == 0 {
        return Ok(false);
    }
    queue_event(&mut transaction, event).await?;
    transaction.commit().await?;
    Ok(true)
}

/// False if this interaction was there before. What is too old to come again is forgotten.
async fn remember_interaction(
    transaction: &mut Transaction,
    ticket: &NewTicket,
) -> Result<bool, StoreError> {
    let inserted = each!(transaction.connection(), connection => {
        sqlx::query(
            "INSERT INTO seen_interactions (interaction_id, guild_id, seen_at) VALUES ($1, $2, $3)
             ON CONFLICT (interaction_id) DO NOTHING",
        )
        .bind(ticket.interaction.as_i64())
        .bind(ticket.guild.as_i64())
        .bind(ticket.opened_at)
        .execute(connection)
        .await
        .map(|done| done.rows_affected())
    })?;
    each!(transaction.connection(), connection => {
        sqlx::query(
            "DELETE FROM seen_interactions WHERE interaction_id IN (
                 SELECT interaction_id FROM seen_interactions
                 WHERE guild_id = $1 AND seen_at < $2 ORDER BY seen_at LIMIT $3)",
        )
        .bind(ticket.guild.as_i64())
        .bind(ticket.opened_at - INTERACTIONS_KEPT)
        .bind(INTERACTIONS_CLEARED)
        .execute(connection)
        .await
        .map(drop)
    })?;
    Ok(inserted > 0)
}

/// How many tickets the opener has here that are not closed, and the channel of the newest of them that has one.
async fn live_tickets_of(
    transaction: &mut Transaction,
    ticket: &NewTicket,
) -> Result<(i64, Option<i64>), StoreError> {
    Ok(each!(transaction.connection(), connection => {
        sqlx::query_as(
            "SELECT
                 (SELECT COUNT(*) FROM tickets
                  WHERE guild_id = $1 AND opener_id = $2 AND state <> 'closed'),
                 (SELECT channel_id FROM tickets
                  WHERE guild_id = $1 AND opener_id = $2 AND state <> 'closed' AND channel_id IS NOT NULL
                  ORDER BY number DESC LIMIT 1)",
        )
        .bind(ticket.guild.as_i64())
        .bind(ticket.opener.as_i64())
        .fetch_one(connection)
        .await
    })?)
}

async fn next_number(transaction: &mut Transaction, guild: GuildId) -> Result<i64, StoreError> {
    Ok(each!(transaction.connection(), connection => {
        sqlx::query_scalar(
            "INSERT INTO guild_counters (guild_id, last_number) VALUES ($1, 1)
             ON CONFLICT (guild_id) DO UPDATE SET last_number = guild_counters.last_number + 1
             RETURNING last_number",
        )
        .bind(guild.as_i64())
        .fetch_one(connection)
        .await
    })?)
}

async fn insert_ticket(
    transaction: &mut Transaction,
    ticket: &NewTicket,
    number: i64,
) -> Result<TicketRow, StoreError> {
    Ok(each!(transaction.connection(), connection => {
        // A panel that was deleted since the press leaves a ticket without a panel.
        sqlx::query_as(concat!(
            "INSERT INTO tickets
             (guild_id, number, panel_id, opener_id, state, subject, reference, instance, opened_at)
             VALUES ($1, $2, (SELECT id FROM panels WHERE guild_id = $1 AND id = $3), $4, 'opening', $5, $6, $7, $8)
             RETURNING ",
            columns!()
        ))
        .bind(ticket.guild.as_i64())
        .bind(number)
        .bind(ticket.panel.map(PanelId::as_i64))
        .bind(ticket.opener.as_i64())
        .bind(&ticket.subject)
        .bind(&ticket.reference)
        .bind(&ticket.instance)
        .bind(ticket.opened_at)
        .fetch_one(connection)
        .await
    })?)
}
