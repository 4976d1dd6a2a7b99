//! `integration_health`: the integrations that fail, since when, and who has been told.
//!
//! There is a row for each integration whose last fetch in a server failed. A success deletes it, so that the next
//! failure begins anew.

use chrono::{DateTime, TimeDelta, Utc};

use super::engine::each;
use super::events::queue_event;
use super::{Store, StoreError};
use crate::model::{Event, GuildId, IntegrationId};

/// How many notes are claimed at a time.
const CLAIMED: i64 = 50;

/// A fetch that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailedFetch {
    /// The server on whose behalf.
    pub guild: GuildId,
    /// The integration.
    pub integration: IntegrationId,
    /// When it started.
    pub at: DateTime<Utc>,
}

/// How it stands with an integration that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failing {
    /// When the first of the failures without a success since was.
    pub since: DateTime<Utc>,
    /// How many there are.
    pub failures: i64,
}

/// A note to the staff of a server that is to be posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailingNote {
    /// Where.
    pub guild: GuildId,
    /// Which integration.
    pub integration: IntegrationId,
    /// How it stands.
    pub failing: Failing,
}

impl Store {
    /// Counts a failure. Once there are `least` of them and the first is `after` ago, the event is queued and a note
    /// falls due, both once until the integration recovers; whether that happened now. One that is not active counts
    /// nothing.
    pub async fn count_failed_fetch(
        &self,
        fetch: &FailedFetch,
        least: u32,
        after: TimeDelta,
        event: impl FnOnce(Failing) -> Event + Send,
    ) -> Result<bool, StoreError> {
        let counted: Option<(DateTime<Utc>, i64, bool)> = each!(self.writer(), pool => {
            sqlx::query_as(
                "INSERT INTO integration_health (guild_id, integration_id, failing_since, failures, told)
                 SELECT guild_id, integration_id, $3, 1, FALSE FROM activations
                 WHERE guild_id = $1 AND integration_id = $2
                 ON CONFLICT (guild_id, integration_id)
                 DO UPDATE SET failures = integration_health.failures + 1
                 RETURNING failing_since, failures, told",
            )
            .bind(fetch.guild.as_i64())
            .bind(fetch.integration.as_i64())
            .bind(fetch.at)
            .fetch_optional(pool)
            .await
        })?;
        let Some((since, failures, false)) = counted else {
            return Ok(false);
        };
        if failures < i64::from(least) || fetch.at - since < after {
            return Ok(false);
        }
        self.tell_of_failures(fetch, event(Failing { since, failures }))
            .await
    }

    async fn tell_of_failures(
        &self,
        fetch: &FailedFetch,
        event: Event,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_in(fetch.guild).await?;
        let told = each!(transaction.connection(), connection => {
            sqlx::query(
                "UPDATE integration_health SET told = TRUE, note_due = $3
                 WHERE guild_id = $1 AND integration_id = $2 AND NOT told",
            )
            .bind(fetch.guild.as_i64())
            .bind(fetch.integration.as_i64())
            .bind(fetch.at)
            .execute(connection)
            .await
            .map(|done| done.rows_affected())
        })?;
        if told == 0 {
            return Ok(false);
        }
        queue_event(&mut transaction, &event).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// A fetch went well: what failed before counts no longer. Whether anything had.
    pub async fn forget_failed_fetches(
        &self,
        guild: GuildId,
        integration: IntegrationId,
    ) -> Result<bool, StoreError> {
        // Nearly always there is nothing to forget, and reading disturbs nobody.
        let failed: i64 = each!(self.reader(), pool => {
            sqlx::query_scalar(
                "SELECT COUNT(*) FROM integration_health WHERE guild_id = $1 AND integration_id = $2",
            )
            .bind(guild.as_i64())
            .bind(integration.as_i64())
            .fetch_one(pool)
            .await
        })?;
        if failed == 0 {
            return Ok(false);
        }
        let deleted = each!(self.writer(), pool => {
            sqlx::query("DELETE FROM integration_health WHERE guild_id = $1 AND integration_id = $2")
                .bind(guild.as_i64())
                .bind(integration.as_i64())
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(deleted > 0)
    }

    /// The notes that are due now, for the caller to post. If it does not say within that time that it has, they fall
    /// due again at `again_at`.
    pub async fn claim_failing_notes(
        &self,
        now: DateTime<Utc>,
        again_at: DateTime<Utc>,
    ) -> Result<Vec<FailingNote>, StoreError> {
        let rows: Vec<(i64, i64, DateTime<Utc>, i64)> = each!(self.writer(), pool => {
            sqlx::query_as(
                "UPDATE integration_health SET note_due = $2
                 WHERE note_due <= $1 AND (guild_id, integration_id) IN (
                     SELECT guild_id, integration_id FROM integration_health
                     WHERE note_due <= $1 ORDER BY note_due LIMIT $3)
                 RETURNING guild_id, integration_id, failing_since, failures",
            )
            .bind(now)
            .bind(again_at)
            .bind(CLAIMED)
            .fetch_all(pool)
            .await
        })?;
        let note = |(guild, integration, since, failures)| FailingNote {
            guild: GuildId::from_i64(guild),
            integration: IntegrationId::from_i64(integration),
            failing: Failing { since, failures },
        };
        Ok(rows.into_iter().map(note).collect())
    }

    /// A note was posted, or cannot be.
    pub async fn settle_failing_note(&self, note: &FailingNote) -> Result<(), StoreError> {
        each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE integration_health SET note_due = NULL
                 WHERE guild_id = $1 AND integration_id = $2 AND failing_since = $3",
            )
            .bind(note.guild.as_i64())
            .bind(note.integration.as_i64())
            .bind(note.failing.since)
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }
}
