//! `deliveries`: one row for each event and each target that wants to hear of it.
//!
//! They are written with the event, in the transaction that makes it true. What shares a target and a ticket shares a
//! *lane*, whose order is kept; each lane with something to deliver has one job.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::engine::{Transaction, each};
use super::jobs::nudge_job;
use super::{Store, StoreError};
use crate::model::{Event, EventKind, GuildId, NewJob, TargetId, TicketId};

/// The kind of job that empties a lane.
pub const DELIVER: &str = "notify.deliver";

/// Whether something was delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// Not yet.
    Pending,
    /// It was.
    Delivered,
    /// It will not be, unless somebody asks for another try.
    Dead,
}

impl DeliveryState {
    /// Its name, as it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Dead => "dead",
        }
    }
}

/// A delivery, with the event it tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// Its number.
    pub id: i64,
    /// Where to.
    pub target: TargetId,
    /// Whose it is.
    pub guild: GuildId,
    /// The ticket's number in the database, or 0.
    pub lane: i64,
    /// The event's number.
    pub event: i64,
    /// The event's `type`.
    pub kind: String,
    /// The event's `data`.
    pub data: Value,
    /// When the event happened.
    pub at: DateTime<Utc>,
    /// How far it is.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// When the time that it may take began.
    pub since: DateTime<Utc>,
    /// Not before.
    pub retry_at: Option<DateTime<Utc>>,
    /// When it was delivered, or given up.
    pub ended_at: Option<DateTime<Utc>>,
    /// What was wrong the last time.
    pub problem: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    target_id: i64,
    guild_id: i64,
    lane: i64,
    event_id: i64,
    kind: String,
    data: String,
    queued_at: DateTime<Utc>,
    state: String,
    attempts: i64,
    since: DateTime<Utc>,
    retry_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    problem: Option<String>,
}

impl Row {
    fn into_delivery(self) -> Result<Delivery, StoreError> {
        Ok(Delivery {
            id: self.id,
            target: TargetId::from_i64(self.target_id),
            guild: GuildId::from_i64(self.guild_id),
            lane: self.lane,
            event: self.event_id,
            kind: self.kind,
            data: serde_json::from_str(&self.data).map_err(StoreError::unreadable)?,
            at: self.queued_at,
            state: match self.state.as_str() {
                "delivered" => DeliveryState::Delivered,
                "dead" => DeliveryState::Dead,
                _ => DeliveryState::Pending,
            },
            attempts: self.attempts.try_into().unwrap_or(u32::MAX),
            since: self.since,
            retry_at: self.retry_at,
            ended_at: self.ended_at,
            problem: self.problem,
        })
    }
}

/// The job that empties a lane.
fn lane_job(target: TargetId, lane: i64, at: DateTime<Utc>) -> NewJob {
    NewJob {
        kind: DELIVER.to_owned(),
        key: format!("{target}:{lane}"),
        payload: json!({ "target": target, "lane": lane }),
        due_at: at,
    }
}

impl Store {
    /// The first in a lane that is still to be delivered.
    pub async fn next_delivery(
        &self,
        target: TargetId,
        lane: i64,
    ) -> Result<Option<Delivery>, StoreError> {
        let row: Option<Row> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT deliveries.*, events.kind, events.data, events.queued_at
                 FROM deliveries JOIN events ON events.id = deliveries.event_id
                 WHERE target_id = $1 AND lane = $2 AND state = 'pending' ORDER BY deliveries.id LIMIT 1",
            )
            .bind(target.as_i64())
            .bind(lane)
            .fetch_optional(pool)
            .await
        })?;
        row.map(Row::into_delivery).transpose()
    }

    /// Ends a delivery well, or for good.
    pub async fn end_delivery(
        &self,
        id: i64,
        state: DeliveryState,
        at: DateTime<Utc>,
        problem: Option<&str>,
    ) -> Result<(), StoreError> {
        Ok(each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE deliveries SET state = $2, ended_at = $3, problem = $4, attempts = attempts + 1
                 WHERE id = $1 AND state = 'pending'",
            )
            .bind(id)
            .bind(state.name())
            .bind(at)
            .bind(problem)
            .execute(pool)
            .await
            .map(drop)
        })?)
    }

    /// Puts a delivery off.
    pub async fn delay_delivery(
        &self,
        id: i64,
        until: DateTime<Utc>,
        problem: &str,
    ) -> Result<(), StoreError> {
        Ok(each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE deliveries SET retry_at = $2, problem = $3, attempts = attempts + 1
                 WHERE id = $1 AND state = 'pending'",
            )
            .bind(id)
            .bind(until)
            .bind(problem)
            .execute(pool)
            .await
            .map(drop)
        })?)
    }

    /// The newest deliveries of a server, or of one of its targets, newest first.
    pub async fn deliveries(
        &self,
        guild: GuildId,
        target: Option<TargetId>,
        limit: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let rows: Vec<Row> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT deliveries.*, events.kind, events.data, events.queued_at
                 FROM deliveries JOIN events ON events.id = deliveries.event_id
                 WHERE deliveries.guild_id = $1 AND ($2 IS NULL OR target_id = $2)
                 ORDER BY deliveries.id DESC LIMIT $3",
            )
            .bind(guild.as_i64())
            .bind(target.map(TargetId::as_i64))
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(Row::into_delivery).collect()
    }

    /// Has a dead delivery tried again, for as long as a new one; false if the server has no dead one of that number.
    pub async fn revive_delivery(
        &self,
        guild: GuildId,
        id: i64,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_in(guild).await?;
        let lane: Option<(i64, i64)> = each!(transaction.connection(), connection => {
            sqlx::query_as(
                "UPDATE deliveries
                 SET state = 'pending', attempts = 0, since = $3, retry_at = NULL, ended_at = NULL
                 WHERE guild_id = $1 AND id = $2 AND state = 'dead' RETURNING target_id, lane",
            )
            .bind(guild.as_i64())
            .bind(id)
            .bind(now)
            .fetch_optional(connection)
            .await
        })?;
        let Some((target, lane)) = lane else {
            return Ok(false);
        };
        let target = TargetId::from_i64(target);
        nudge_job(&mut transaction, &lane_job(target, lane, now)).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Forgets the deliveries that ended before a moment, and the events from before it of which none is left; how many
    /// of both.
    pub async fn prune_deliveries(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let deliveries = each!(self.writer(), pool => {
            sqlx::query("DELETE FROM deliveries WHERE state <> 'pending' AND ended_at < $1")
                .bind(before)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        let events = each!(self.writer(), pool => {
            sqlx::query(
                "DELETE FROM events WHERE queued_at < $1
                 AND NOT EXISTS (SELECT 1 FROM deliveries WHERE event_id = events.id)",
            )
            .bind(before)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(deliveries + events)
    }
}

/// Writes a delivery for each target that wants to hear of an event, and sees to it that each lane is emptied.
pub(super) async fn queue_deliveries(
    transaction: &mut Transaction,
    event: &Event,
    number: i64,
) -> Result<(), StoreError> {
    let lane = event.ticket.map_or(0, TicketId::as_i64);
    let targets: Vec<i64> = each!(transaction.connection(), connection => {
        sqlx::query_scalar(
            "INSERT INTO deliveries (target_id, guild_id, lane, event_id, state, attempts, since)
             SELECT id, guild_id, $2, $3, 'pending', 0, $4 FROM notify_targets
             WHERE guild_id = $1 AND events LIKE $5 RETURNING target_id",
        )
        .bind(event.guild.as_i64())
        .bind(lane)
        .bind(number)
        .bind(event.at)
        .bind(pattern(event.kind))
        .fetch_all(connection)
        .await
    })?;
    for target in targets {
        let job = lane_job(TargetId::from_i64(target), lane, event.at);
        nudge_job(transaction, &job).await?;
    }
    Ok(())
}

/// What finds a type in the list of a target. No type's name holds a character that `LIKE` reads.
fn pattern(kind: EventKind) -> String {
    format!("%,{},%", kind.name())
}
