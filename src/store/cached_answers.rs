//! `integration_cache`: what integrations answered, for a while.

use chrono::{DateTime, Utc};

use super::engine::each;
use super::{Store, StoreError};
use crate::model::{GuildId, IntegrationId, UserId};
use crate::vault::Sealed;

/// How many answers of one integration a server keeps.
const KEPT: i64 = 1_000;

/// What was asked: the address of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CachedRequest {
    /// The server on whose behalf.
    pub guild: GuildId,
    /// The integration.
    pub integration: IntegrationId,
    /// The keyed hash of the final request and all else that decides about the values.
    pub hash: Vec<u8>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct CachedAnswer {
    /// Whom it is about; `None` if it is the same for everybody.
    pub user: Option<UserId>,
    /// The values.
    pub answer: Sealed,
    /// When it was given.
    pub fetched_at: DateTime<Utc>,
    /// Until when it may serve.
    pub usable_until: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    user_id: Option<i64>,
    answer: Vec<u8>,
    fetched_at: DateTime<Utc>,
    usable_until: DateTime<Utc>,
}

impl Store {
    /// The answer to a request, unless it is too old to serve at all.
    pub async fn cached_answer(
        &self,
        request: &CachedRequest,
        now: DateTime<Utc>,
    ) -> Result<Option<CachedAnswer>, StoreError> {
        let row: Option<AnswerRow> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT user_id, answer, fetched_at, usable_until FROM integration_cache
                 WHERE guild_id = $1 AND integration_id = $2 AND request = $3 AND usable_until > $4",
            )
            .bind(request.guild.as_i64())
            .bind(request.integration.as_i64())
            .bind(request.hash.as_slice())
            .bind(now)
            .fetch_optional(pool)
            .await
        })?;
        Ok(row.map(|row| CachedAnswer {
            user: row.user_id.map(UserId::from_i64),
            answer: Sealed::from_bytes(row.answer),
            fetched_at: row.fetched_at,
            usable_until: row.usable_until,
        }))
    }

    /// Keeps an answer in place of an older one to the same request, and drops what is older than the newest 1 000 of
    /// that server and integration. An integration that was deactivated meanwhile is no error.
    pub async fn put_cached_answer(
        &self,
        request: &CachedRequest,
        answer: &CachedAnswer,
    ) -> Result<(), StoreError> {
        match self.write_cached_answer(request, answer).await {
            Err(error) if error.is_missing_reference() => Ok(()),
            outcome => outcome,
        }
    }

    async fn write_cached_answer(
        &self,
        request: &CachedRequest,
        answer: &CachedAnswer,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        each!(transaction.connection(), connection => {
            sqlx::query(
                "INSERT INTO integration_cache
                 (guild_id, integration_id, request, user_id, answer, fetched_at, usable_until)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (guild_id, integration_id, request) DO UPDATE SET
                     user_id = excluded.user_id, answer = excluded.answer,
                     fetched_at = excluded.fetched_at, usable_until = excluded.usable_until",
            )
            .bind(request.guild.as_i64())
            .bind(request.integration.as_i64())
            .bind(request.hash.as_slice())
            .bind(answer.user.map(UserId::as_i64))
            .bind(answer.answer.as_bytes())
            .bind(answer.fetched_at)
            .bind(answer.usable_until)
            .execute(connection)
            .await
            .map(drop)
        })?;
        each!(transaction.connection(), connection => {
            sqlx::query(
                "DELETE FROM integration_cache
                 WHERE guild_id = $1 AND integration_id = $2 AND fetched_at < (
                     SELECT fetched_at FROM integration_cache WHERE guild_id = $1 AND integration_id = $2
                     ORDER BY fetched_at DESC LIMIT 1 OFFSET $3)",
            )
            .bind(request.guild.as_i64())
            .bind(request.integration.as_i64())
            .bind(KEPT - 1)
            .execute(connection)
            .await
            .map(drop)
        })?;
        transaction.commit().await
    }

    /// Erases what is cached about a user, in every server; how many answers that were.
    pub async fn erase_user_cache(&self, user: UserId) -> Result<u64, StoreError> {
        Ok(each!(self.writer(), pool => {
            sqlx::query("DELETE FROM integration_cache WHERE user_id = $1")
                .bind(user.as_i64())
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?)
    }

    /// Erases at most `limit` answers that are too old to serve, the oldest first; how many that were.
    pub async fn prune_cached_answers(
        &self,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<u64, StoreError> {
        Ok(each!(self.writer(), pool => {
            sqlx::query(
                "DELETE FROM integration_cache WHERE (guild_id, integration_id, request) IN (
                     SELECT guild_id, integration_id, request FROM integration_cache
                     WHERE usable_until <= $1 ORDER BY usable_until LIMIT $2)",
            )
            .bind(now)
            .bind(i64::from(limit))
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?)
    }
}
