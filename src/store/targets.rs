//! `notify_targets`: where a server's events go.

use chrono::{DateTime, Utc};

use super::engine::each;
use super::{Store, StoreError};
use crate::model::{EventKind, GuildId, TargetId, TargetKind, UserId};
use crate::vault::Sealed;

/// A target as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetRow {
    /// Its number.
    pub id: TargetId,
    /// Whose it is.
    pub guild: GuildId,
    /// Its name, unique in the server.
    pub name: String,
    /// What it is.
    pub kind: TargetKind,
    /// The address.
    pub url: Sealed,
    /// What signs.
    pub secret: Option<Sealed>,
    /// What signs beside it, and until when.
    pub old_secret: Option<(Sealed, DateTime<Utc>)>,
    /// What it wants to hear.
    pub events: Vec<EventKind>,
    /// Who added it.
    pub created_by: UserId,
    /// When.
    pub created_at: DateTime<Utc>,
    /// How it is.
    pub health: TargetHealth,
}

/// How a target is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TargetHealth {
    /// Nothing is sent before.
    pub rest_until: Option<DateTime<Utc>>,
    /// How many deliveries failed since the last that did not.
    pub failures: u32,
    /// The last delivery.
    pub last_success_at: Option<DateTime<Utc>>,
    /// The last failure.
    pub last_failure_at: Option<DateTime<Utc>>,
    /// What was wrong then.
    pub last_problem: Option<String>,
}

/// What came of adding a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsertTarget {
    /// It is there.
    Stored,
    /// The server has as many as it may.
    LimitReached,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    guild_id: i64,
    name: String,
    kind: String,
    url: Vec<u8>,
    secret: Option<Vec<u8>>,
    old_secret: Option<Vec<u8>>,
    old_secret_until: Option<DateTime<Utc>>,
    events: String,
    created_by: i64,
    created_at: DateTime<Utc>,
    rest_until: Option<DateTime<Utc>>,
    failures: i64,
    last_success_at: Option<DateTime<Utc>>,
    last_failure_at: Option<DateTime<Utc>>,
    last_problem: Option<String>,
}

impl Row {
    fn into_target(self) -> Result<TargetRow, StoreError> {
        let kind = TargetKind::parse(&self.kind)
            .ok_or_else(|| StoreError::unreadable("an unknown kind of target"))?;
        Ok(TargetRow {
            id: TargetId::from_i64(self.id),
            guild: GuildId::from_i64(self.guild_id),
            name: self.name,
            kind,
            url: Sealed::from_bytes(self.url),
            secret: self.secret.map(Sealed::from_bytes),
            old_secret: self
                .old_secret
                .map(Sealed::from_bytes)
                .zip(self.old_secret_until),
            // A type that only a newer version knows is none of this one's.
            events: self
                .events
                .split(',')
                .filter_map(EventKind::parse)
                .collect(),
            created_by: UserId::from_i64(self.created_by),
            created_at: self.created_at,
            health: TargetHealth {
                rest_until: self.rest_until,
                failures: self.failures.try_into().unwrap_or(u32::MAX),
                last_success_at: self.last_success_at,
                last_failure_at: self.last_failure_at,
                last_problem: self.last_problem,
            },
        })
    }
}

/// The types with a comma before and after each, so that one is found by what surrounds it.
fn framed(events: &[EventKind]) -> String {
    let mut framed = String::from(",");
    for event in events {
        framed.push_str(event.name());
        framed.push(',');
    }
    framed
}

impl Store {
    /// Adds a target unless the server has `limit`. [`StoreError::NameTaken`] if somebody else took the name meanwhile.
    pub async fn insert_target(
        &self,
        target: &TargetRow,
        limit: u32,
    ) -> Result<InsertTarget, StoreError> {
        let mut transaction = self.begin_in(target.guild).await?;
        let count: i64 = each!(transaction.connection(), connection => {
            sqlx::query_scalar("SELECT COUNT(*) FROM notify_targets WHERE guild_id = $1")
                .bind(target.guild.as_i64())
                .fetch_one(connection)
                .await
        })?;
        if count >= i64::from(limit) {
            return Ok(InsertTarget::LimitReached);
        }
        each!(transaction.connection(), connection => {
            sqlx::query(
                "INSERT INTO notify_targets
                 (id, guild_id, name, kind, url, secret, events, created_by, created_at, failures)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
            )
            .bind(target.id.as_i64())
            .bind(target.guild.as_i64())
            .bind(&target.name)
            .bind(target.kind.name())
            .bind(target.url.as_bytes())
            .bind(target.secret.as_ref().map(Sealed::as_bytes))
            .bind(framed(&target.events))
            .bind(target.created_by.as_i64())
            .bind(target.created_at)
            .execute(connection)
            .await
            .map(drop)
        })
        .map_err(StoreError::name_taken)?;
        transaction.commit().await?;
        Ok(InsertTarget::Stored)
    }

    /// The server's targets, by name.
    pub async fn targets(&self, guild: GuildId) -> Result<Vec<TargetRow>, StoreError> {
        let rows: Vec<Row> = each!(self.reader(), pool => {
            sqlx::query_as("SELECT * FROM notify_targets WHERE guild_id = $1 ORDER BY name")
                .bind(guild.as_i64())
                .fetch_all(pool)
                .await
        })?;
        rows.into_iter().map(Row::into_target).collect()
    }

    /// One target.
    pub async fn target(&self, id: TargetId) -> Result<Option<TargetRow>, StoreError> {
        let row: Option<Row> = each!(self.reader(), pool => {
            sqlx::query_as("SELECT * FROM notify_targets WHERE id = $1")
                .bind(id.as_i64())
                .fetch_optional(pool)
                .await
        })?;
        row.map(Row::into_target).transpose()
    }

    /// Removes a target with its deliveries; false if the server has none of that number.
    pub async fn delete_target(&self, guild: GuildId, id: TargetId) -> Result<bool, StoreError> {
        let deleted = each!(self.writer(), pool => {
            sqlx::query("DELETE FROM notify_targets WHERE guild_id = $1 AND id = $2")
                .bind(guild.as_i64())
                .bind(id.as_i64())
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(deleted > 0)
    }

    /// Gives a target a new secret, beside which the one it had signs until then.
    pub async fn rotate_target_secret(
        &self,
        guild: GuildId,
        id: TargetId,
        secret: &Sealed,
        old: &Sealed,
        old_until: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let updated = each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE notify_targets SET secret = $3, old_secret = $4, old_secret_until = $5
                 WHERE guild_id = $1 AND id = $2",
            )
            .bind(guild.as_i64())
            .bind(id.as_i64())
            .bind(secret.as_bytes())
            .bind(old.as_bytes())
            .bind(old_until)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(updated > 0)
    }

    /// Remembers that a target took something: it is well.
    pub async fn target_succeeded(
        &self,
        id: TargetId,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        Ok(each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE notify_targets SET failures = 0, rest_until = NULL, last_success_at = $2 WHERE id = $1",
            )
            .bind(id.as_i64())
            .bind(at)
            .execute(pool)
            .await
            .map(drop)
        })?)
    }

    /// Remembers that it did not, and until when it is left alone, if at all.
    pub async fn target_failed(
        &self,
        id: TargetId,
        at: DateTime<Utc>,
        problem: &str,
        rest_until: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        Ok(each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE notify_targets
                 SET failures = failures + 1, last_failure_at = $2, last_problem = $3, rest_until = $4
                 WHERE id = $1",
            )
            .bind(id.as_i64())
            .bind(at)
            .bind(problem)
            .bind(rest_until)
            .execute(pool)
            .await
            .map(drop)
        })?)
    }
}
