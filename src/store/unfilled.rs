//! `unfilled_welcomes`: welcome messages that wait for late values, so that a kill does not leave them waiting for ever.

use super::engine::each;
use super::{Store, StoreError};
use crate::model::{GuildId, TicketId};

/// More than a server has channels.
const MOST: i64 = 1_000;

impl Store {
    /// A ticket's welcome message is posted without some of its values; this program waits for them.
    pub async fn note_unfilled(
        &self,
        guild: GuildId,
        ticket: TicketId,
        instance: &str,
    ) -> Result<(), StoreError> {
        each!(self.writer(), pool => {
            sqlx::query(
                "INSERT INTO unfilled_welcomes (ticket_id, guild_id, instance) VALUES ($1, $2, $3)
                 ON CONFLICT (ticket_id) DO UPDATE SET instance = excluded.instance",
            )
            .bind(ticket.as_i64())
            .bind(guild.as_i64())
            .bind(instance)
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// The server's tickets whose welcome messages wait for values, and the programs that do.
    pub async fn unfilled(&self, guild: GuildId) -> Result<Vec<(TicketId, String)>, StoreError> {
        let rows: Vec<(i64, String)> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT ticket_id, instance FROM unfilled_welcomes
                 WHERE guild_id = $1 ORDER BY ticket_id LIMIT $2",
            )
            .bind(guild.as_i64())
            .bind(MOST)
            .fetch_all(pool)
            .await
        })?;
        Ok(rows
            .into_iter()
            .map(|(ticket, instance)| (TicketId::from_i64(ticket), instance))
            .collect())
    }

    /// Makes the waiting that of the program `to`, if it is still that of `from`.
    pub async fn take_over_unfilled(
        &self,
        ticket: TicketId,
        from: &str,
        to: &str,
    ) -> Result<bool, StoreError> {
        let updated = each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE unfilled_welcomes SET instance = $3 WHERE ticket_id = $1 AND instance = $2",
            )
            .bind(ticket.as_i64())
            .bind(from)
            .bind(to)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(updated > 0)
    }

    /// Nothing is waited for any more.
    pub async fn note_filled(&self, ticket: TicketId) -> Result<(), StoreError> {
        each!(self.writer(), pool => {
            sqlx::query("DELETE FROM unfilled_welcomes WHERE ticket_id = $1")
                .bind(ticket.as_i64())
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
