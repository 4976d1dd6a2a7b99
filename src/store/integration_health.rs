//! `integration_health`: the integrations that fail, since when, and who has been told.
//!
//! There is a row for each integration whose last fetch in a server failed. A success deletes it, so that the next
//! failure begins anew.

use chrono::{DateTime, TimeDelta, Utc};

use super::engine::each;
use super::events::queue_event;
use super::jobs::put_job;
use super::{Store, StoreError};
use crate::model::{Event, GuildId, IntegrationId, NewJob};

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

impl Store {
    /// Counts a failure. Once there are `least` of them and the first is `after` ago, an event is queued and a job is put,
    /// both once until the integration recovers; whether that happened now. One that is not active counts nothing.
    pub async fn count_failed_fetch(
        &self,
        fetch: &FailedFetch,
        least: u32,
        after: TimeDelta,
        word: impl FnOnce(Failing) -> (Event, NewJob) + Send,
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
        let (event, job) = word(Failing { since, failures });
        self.tell_of_failures(fetch, &event, &job).await
    }

    async fn tell_of_failures(
        &self,
        fetch: &FailedFetch,
        event: &Event,
        job: &NewJob,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_in(fetch.guild).await?;
        let told = each!(transaction.connection(), connection => {
            sqlx::query(
                "UPDATE integration_health SET told = TRUE
                 WHERE guild_id = $1 AND integration_id = $2 AND NOT told",
            )
            .bind(fetch.guild.as_i64())
            .bind(fetch.integration.as_i64())
            .execute(connection)
            .await
            .map(|done| done.rows_affected())
        })?;
        if told == 0 {
            return Ok(false);
        }
        queue_event(&mut transaction, event).await?;
        put_job(&mut transaction, job).await?;
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
        if self.failing(guild, integration).await?.is_none() {
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

    /// How it stands with an integration in a server; `None` if its last fetch there went well.
    pub async fn failing(
        &self,
        guild: GuildId,
        integration: IntegrationId,
    ) -> Result<Option<Failing>, StoreError> {
        let row: Option<(DateTime<Utc>, i64)> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT failing_since, failures FROM integration_health
                 WHERE guild_id = $1 AND integration_id = $2",
            )
            .bind(guild.as_i64())
            .bind(integration.as_i64())
            .fetch_optional(pool)
            .await
        })?;
        Ok(row.map(|(since, failures)| Failing { since, failures }))
    }
}
