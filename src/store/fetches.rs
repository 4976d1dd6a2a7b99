//! `integration_fetches`: the last fetches per server and integration, for `/integration log`.

use chrono::{DateTime, Utc};

use super::engine::each;
use super::{Store, StoreError};
use crate::model::{GuildId, IntegrationId};

/// How many are kept, and shown.
const KEPT: i64 = 50;

/// How the values of a fetch were come by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FetchSource {
    /// The target was asked.
    #[default]
    Fetched,
    /// The same request was under way already, and its answer served both.
    Shared,
    /// An earlier answer served: the target was not asked.
    Cached,
    /// The target was asked and failed, and an older answer served.
    Stale,
    /// An admin tested.
    Tested,
}

impl FetchSource {
    const ALL: [Self; 5] = [
        Self::Fetched,
        Self::Shared,
        Self::Cached,
        Self::Stale,
        Self::Tested,
    ];

    /// The name in the database.
    const fn name(self) -> &'static str {
        match self {
            Self::Fetched => "fetched",
            Self::Shared => "shared",
            Self::Cached => "cached",
            Self::Stale => "stale",
            Self::Tested => "tested",
        }
    }

    /// Whether a request of its own was made.
    pub const fn is_request(self) -> bool {
        matches!(self, Self::Fetched | Self::Stale | Self::Tested)
    }
}

/// One fetch: when, status, duration, error; no body, no secret.
#[derive(Clone, Debug, PartialEq)]
pub struct FetchRecord {
    /// The server on whose behalf.
    pub guild: GuildId,
    /// The integration.
    pub integration: IntegrationId,
    /// When it started.
    pub at: DateTime<Utc>,
    /// The HTTP status, if one arrived.
    pub status: Option<u16>,
    /// How long it took.
    pub duration_milliseconds: i64,
    /// The author's sentence on what was wrong, if anything was.
    pub error: Option<String>,
    /// How the values were come by.
    pub source: FetchSource,
}

#[derive(sqlx::FromRow)]
struct FetchRow {
    started_at: DateTime<Utc>,
    status: Option<i64>,
    duration_milliseconds: i64,
    error: Option<String>,
    source: String,
}

impl Store {
    /// Adds a record and drops what is older than the newest 50 of the same server and integration. An integration
    /// that was deleted meanwhile is no error.
    pub async fn record_fetch(&self, record: &FetchRecord) -> Result<(), StoreError> {
        match self.insert_fetch(record).await {
            Err(error) if error.is_missing_reference() => Ok(()),
            outcome => outcome,
        }
    }

    async fn insert_fetch(&self, record: &FetchRecord) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        each!(transaction.connection(), connection => {
            sqlx::query(
                "INSERT INTO integration_fetches
                 (guild_id, integration_id, started_at, status, duration_milliseconds, error, source)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(record.guild.as_i64())
            .bind(record.integration.as_i64())
            .bind(record.at)
            .bind(record.status.map(i64::from))
            .bind(record.duration_milliseconds)
            .bind(record.error.as_deref())
            .bind(record.source.name())
            .execute(connection)
            .await
            .map(drop)
        })?;
        each!(transaction.connection(), connection => {
            sqlx::query(
                "DELETE FROM integration_fetches
                 WHERE guild_id = $1 AND integration_id = $2 AND id <= (
                     SELECT id FROM integration_fetches WHERE guild_id = $1 AND integration_id = $2
                     ORDER BY id DESC LIMIT 1 OFFSET $3)",
            )
            .bind(record.guild.as_i64())
            .bind(record.integration.as_i64())
            .bind(KEPT)
            .execute(connection)
            .await
            .map(drop)
        })?;
        transaction.commit().await
    }

    /// The newest 50, newest first.
    pub async fn fetches(
        &self,
        guild: GuildId,
        integration: IntegrationId,
    ) -> Result<Vec<FetchRecord>, StoreError> {
        let rows: Vec<FetchRow> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT started_at, status, duration_milliseconds, error, source FROM integration_fetches
                 WHERE guild_id = $1 AND integration_id = $2 ORDER BY id DESC LIMIT $3",
            )
            .bind(guild.as_i64())
            .bind(integration.as_i64())
            .bind(KEPT)
            .fetch_all(pool)
            .await
        })?;
        let record = |row: FetchRow| FetchRecord {
            guild,
            integration,
            at: row.started_at,
            status: row.status.and_then(|status| status.try_into().ok()),
            duration_milliseconds: row.duration_milliseconds,
            error: row.error,
            source: FetchSource::ALL
                .into_iter()
                .find(|source| source.name() == row.source)
                .unwrap_or_default(),
        };
        Ok(rows.into_iter().map(record).collect())
    }
}
