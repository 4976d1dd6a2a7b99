//! Who works on a ticket, and who else is in it. Each change counts up the ticket's access version in its own transaction,
//! so that overwrites which a crash or a refusal kept from being written are found again.

use chrono::{DateTime, Utc};

use super::{TicketRow, columns};
use crate::model::{Event, GuildId, RoleId, Subject, Ticket, TicketId, TicketMembers, UserId};
use crate::store::engine::{Transaction, each};
use crate::store::events::queue_event;
use crate::store::{Store, StoreError};

/// More than one look at a server settles.
const MOST_BEHIND: i64 = 100;

impl Store {
    /// Makes `to` the claimer of an open ticket whose claimer is `from`, with the events; false if it is not `open` or
    /// somebody else was faster.
    pub async fn set_ticket_claimer(
        &self,
        ticket: &Ticket,
        from: Option<UserId>,
        to: Option<UserId>,
        at: DateTime<Utc>,
        events: &[Event],
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_in(ticket.guild).await?;
        let updated = each!(transaction.connection(), connection => {
            sqlx::query(
                "UPDATE tickets
                 SET claimed_by = $3, claimed_at = $4, access_version = access_version + 1
                 WHERE guild_id = $1 AND id = $2 AND state = 'open' AND claimed_by IS NOT DISTINCT FROM $5",
            )
            .bind(ticket.guild.as_i64())
            .bind(ticket.id.as_i64())
            .bind(to.map(UserId::as_i64))
            .bind(to.map(|_| at))
            .bind(from.map(UserId::as_i64))
            .execute(connection)
            .await
            .map(|done| done.rows_affected())
        })?;
        if updated == 0 {
            return Ok(false);
        }
        if let Some(claimer) = to {
            let (kind, id) = columns_of(Subject::Member(claimer));
            each!(transaction.connection(), connection => {
                sqlx::query(
                    "INSERT INTO ticket_members (ticket_id, kind, member_id, added) VALUES ($1, $2, $3, FALSE)
                     ON CONFLICT (ticket_id, kind, member_id) DO NOTHING",
                )
                .bind(ticket.id.as_i64())
                .bind(kind)
                .bind(id)
                .execute(connection)
                .await
                .map(drop)
            })?;
        }
        for event in events {
            queue_event(&mut transaction, event).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Adds somebody to an open ticket; false if it is not `open` or they are in it already.
    pub async fn add_ticket_member(
        &self,
        ticket: &Ticket,
        subject: Subject,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_in(ticket.guild).await?;
        if !is_open(&mut transaction, ticket).await? {
            return Ok(false);
        }
        let (kind, id) = columns_of(subject);
        let changed = each!(transaction.connection(), connection => {
            sqlx::query(
                "INSERT INTO ticket_members (ticket_id, kind, member_id, added) VALUES ($1, $2, $3, TRUE)
                 ON CONFLICT (ticket_id, kind, member_id) DO UPDATE SET added = TRUE
                     WHERE NOT ticket_members.added",
            )
            .bind(ticket.id.as_i64())
            .bind(kind)
            .bind(id)
            .execute(connection)
            .await
            .map(|done| done.rows_affected())
        })?;
        count_up(transaction, ticket, changed).await
    }

    /// Removes somebody who was added to an open ticket; false if it is not `open` or they were not.
    pub async fn remove_ticket_member(
        &self,
        ticket: &Ticket,
        subject: Subject,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_in(ticket.guild).await?;
        if !is_open(&mut transaction, ticket).await? {
            return Ok(false);
        }
        let (kind, id) = columns_of(subject);
        let changed = each!(transaction.connection(), connection => {
            sqlx::query(
                "UPDATE ticket_members SET added = FALSE
                 WHERE ticket_id = $1 AND kind = $2 AND member_id = $3 AND added",
            )
            .bind(ticket.id.as_i64())
            .bind(kind)
            .bind(id)
            .execute(connection)
            .await
            .map(|done| done.rows_affected())
        })?;
        count_up(transaction, ticket, changed).await
    }

    /// Whom the ticket's overwrites have ever been about, besides opener, staff and bot.
    pub async fn ticket_members(&self, ticket: &Ticket) -> Result<TicketMembers, StoreError> {
        let mut transaction = self.begin_reading().await?;
        let version: Option<i64> = each!(transaction.connection(), connection => {
            sqlx::query_scalar("SELECT access_version FROM tickets WHERE guild_id = $1 AND id = $2")
                .bind(ticket.guild.as_i64())
                .bind(ticket.id.as_i64())
                .fetch_optional(connection)
                .await
        })?;
        let rows: Vec<(String, i64, bool)> = each!(transaction.connection(), connection => {
            sqlx::query_as(
                "SELECT kind, member_id, added FROM ticket_members
                 WHERE ticket_id = $1 ORDER BY kind, member_id",
            )
            .bind(ticket.id.as_i64())
            .fetch_all(connection)
            .await
        })?;
        let mut members = TicketMembers {
            version: version.unwrap_or_default(),
            ..TicketMembers::default()
        };
        for (kind, id, added) in rows {
            let subject = if kind == "role" {
                Subject::Role(RoleId::from_i64(id))
            } else {
                Subject::Member(UserId::from_i64(id))
            };
            if added {
                members.added.push(subject);
            } else {
                members.former.push(subject);
            }
        }
        Ok(members)
    }

    /// Notes that the channel's overwrites are those of this version.
    pub async fn ticket_access_written(
        &self,
        id: TicketId,
        version: i64,
    ) -> Result<(), StoreError> {
        each!(self.writer(), pool => {
            sqlx::query("UPDATE tickets SET access_written = $2 WHERE id = $1 AND access_written < $2")
                .bind(id.as_i64())
                .bind(version)
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Open tickets of this server whose channels' overwrites are behind, oldest first.
    pub async fn tickets_with_access_behind(
        &self,
        guild: GuildId,
    ) -> Result<Vec<Ticket>, StoreError> {
        let rows: Vec<TicketRow> = each!(self.reader(), pool => {
            sqlx::query_as(concat!(
                "SELECT ", columns!(), " FROM tickets
                 WHERE guild_id = $1 AND access_version <> access_written AND state = 'open'
                 ORDER BY number LIMIT $2"
            ))
            .bind(guild.as_i64())
            .bind(MOST_BEHIND)
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(TicketRow::into_ticket).collect()
    }
}

fn columns_of(subject: Subject) -> (&'static str, i64) {
    match subject {
        Subject::Role(role) => ("role", role.as_i64()),
        Subject::Member(user) => ("user", user.as_i64()),
    }
}

async fn is_open(transaction: &mut Transaction, ticket: &Ticket) -> Result<bool, StoreError> {
    let found: Option<i64> = each!(transaction.connection(), connection => {
        sqlx::query_scalar("SELECT id FROM tickets WHERE guild_id = $1 AND id = $2 AND state = 'open'")
            .bind(ticket.guild.as_i64())
            .bind(ticket.id.as_i64())
            .fetch_optional(connection)
            .await
    })?;
    Ok(found.is_some())
}

/// Ends a change of the members, if it was one.
async fn count_up(
    mut transaction: Transaction,
    ticket: &Ticket,
    changed: u64,
) -> Result<bool, StoreError> {
    if changed == 0 {
        return Ok(false);
    }
    each!(transaction.connection(), connection => {
        sqlx::query("UPDATE tickets SET access_version = access_version + 1 WHERE id = $1")
            .bind(ticket.id.as_i64())
            .execute(connection)
            .await
            .map(drop)
    })?;
    transaction.commit().await?;
    Ok(true)
}
