//! Tickets that are threads: what they will be called, where staff is told of them, and who of the staff has joined.

use crate::model::{ChannelId, MessageId, Ticket, TicketId, TicketThread, UserId};
use crate::store::engine::each;
use crate::store::{Store, StoreError};

/// More members than Discord lets a thread have.
const MOST_STAFF: i64 = 1_000;

impl Store {
    /// Remembers that a ticket that is `opening` becomes a thread; false if it is not `opening`.
    pub async fn set_ticket_thread(
        &self,
        id: TicketId,
        thread: &TicketThread,
    ) -> Result<bool, StoreError> {
        let updated = each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE tickets SET thread_parent_id = $2, thread_name = $3
                 WHERE id = $1 AND state = 'opening'",
            )
            .bind(id.as_i64())
            .bind(thread.parent.as_i64())
            .bind(&thread.name)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(updated > 0)
    }

    /// Remembers the message by which staff was told of a ticket.
    pub async fn set_ticket_notice(
        &self,
        id: TicketId,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<(), StoreError> {
        each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE tickets SET notice_channel_id = $2, notice_message_id = $3 WHERE id = $1",
            )
            .bind(id.as_i64())
            .bind(channel.as_i64())
            .bind(message.as_i64())
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Notes that one of the staff joins an open ticket; false if it is not `open`.
    pub async fn join_ticket(&self, ticket: &Ticket, user: UserId) -> Result<bool, StoreError> {
        let joined = each!(self.writer(), pool => {
            sqlx::query(
                "INSERT INTO ticket_staff (ticket_id, user_id)
                 SELECT id, $3 FROM tickets WHERE guild_id = $1 AND id = $2 AND state = 'open'
                 ON CONFLICT (ticket_id, user_id) DO UPDATE SET user_id = excluded.user_id",
            )
            .bind(ticket.guild.as_i64())
            .bind(ticket.id.as_i64())
            .bind(user.as_i64())
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(joined > 0)
    }

    /// The staff who have joined a ticket.
    pub async fn ticket_staff(&self, id: TicketId) -> Result<Vec<UserId>, StoreError> {
        let rows: Vec<i64> = each!(self.reader(), pool => {
            sqlx::query_scalar(
                "SELECT user_id FROM ticket_staff WHERE ticket_id = $1 ORDER BY user_id LIMIT $2",
            )
            .bind(id.as_i64())
            .bind(MOST_STAFF)
            .fetch_all(pool)
            .await
        })?;
        Ok(rows.into_iter().map(UserId::from_i64).collect())
    }
}
