//! `integrations`: manifests, sealed.

use chrono::{DateTime, Utc};

use super::engine::each;
use super::{Store, StoreError};
use crate::model::{GuildId, IntegrationId, UserId};
use crate::vault::Sealed;

/// More than any answer names; keeps a list of servers from filling the memory.
const MOST_GUILDS: i64 = 10_000;

/// More than a user may own.
const MOST_OWNED: i64 = 1_000;

/// An integration as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct IntegrationRow {
    /// The row.
    pub id: IntegrationId,
    /// Who created it.
    pub owner: UserId,
    /// Its name as typed.
    pub name: String,
    /// Its name in lower case with `_` for spaces: unique per owner, and among those active in a server.
    pub slug: String,
    /// The whole manifest as JSON, sealed for `Place::IntegrationManifest`.
    pub manifest: Sealed,
    /// Counts the changes, from 1: an update names the version that it was made from.
    pub version: i64,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

/// The columns of `integrations`.
#[derive(sqlx::FromRow)]
pub(super) struct IntegrationColumns {
    id: i64,
    owner_id: i64,
    name: String,
    slug: String,
    manifest: Vec<u8>,
    version: i64,
    created_at: DateTime<Utc>,
}

impl From<IntegrationColumns> for IntegrationRow {
    fn from(columns: IntegrationColumns) -> Self {
        Self {
            id: IntegrationId::from_i64(columns.id),
            owner: UserId::from_i64(columns.owner_id),
            name: columns.name,
            slug: columns.slug,
            manifest: Sealed::from_bytes(columns.manifest),
            version: columns.version,
            created_at: columns.created_at,
        }
    }
}

impl Store {
    /// Creates an integration, if its owner has fewer than `limit`; false if not. `NameTaken` if the owner has one
    /// of that slug.
    pub async fn insert_integration(
        &self,
        row: &IntegrationRow,
        limit: u32,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_for(row.owner).await?;
        let owned: i64 = each!(transaction.connection(), connection => {
            sqlx::query_scalar("SELECT COUNT(*) FROM integrations WHERE owner_id = $1")
                .bind(row.owner.as_i64())
                .fetch_one(connection)
                .await
        })?;
        if owned >= i64::from(limit) {
            return Ok(false);
        }
        each!(transaction.connection(), connection => {
            sqlx::query(
                "INSERT INTO integrations (id, owner_id, name, slug, manifest, version, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(row.id.as_i64())
            .bind(row.owner.as_i64())
            .bind(&row.name)
            .bind(&row.slug)
            .bind(row.manifest.as_bytes())
            .bind(row.version)
            .bind(row.created_at)
            .execute(connection)
            .await
            .map(drop)
        })
        .map_err(StoreError::name_taken)?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Replaces name, slug and manifest and counts the version up, if the stored version is still `row.version`;
    /// false if it was changed in between or deleted. `NameTaken` if the owner, or a server in which it is active, has
    /// another of that slug.
    pub async fn update_integration(&self, row: &IntegrationRow) -> Result<bool, StoreError> {
        let mut transaction = self.begin_for(row.owner).await?;
        let updated = each!(transaction.connection(), connection => {
            sqlx::query(
                "UPDATE integrations SET name = $3, slug = $4, manifest = $5, version = version + 1
                 WHERE id = $1 AND version = $2",
            )
            .bind(row.id.as_i64())
            .bind(row.version)
            .bind(&row.name)
            .bind(&row.slug)
            .bind(row.manifest.as_bytes())
            .execute(connection)
            .await
            .map(|done| done.rows_affected())
        })
        .map_err(StoreError::name_taken)?;
        if updated == 0 {
            return Ok(false);
        }
        each!(transaction.connection(), connection => {
            sqlx::query("UPDATE activations SET slug = $2 WHERE integration_id = $1 AND slug <> $2")
                .bind(row.id.as_i64())
                .bind(&row.slug)
                .execute(connection)
                .await
                .map(drop)
        })
        .map_err(StoreError::name_taken)?;
        transaction.commit().await?;
        Ok(true)
    }

    /// One integration.
    pub async fn integration(
        &self,
        id: IntegrationId,
    ) -> Result<Option<IntegrationRow>, StoreError> {
        let columns: Option<IntegrationColumns> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT id, owner_id, name, slug, manifest, version, created_at FROM integrations
                 WHERE id = $1",
            )
            .bind(id.as_i64())
            .fetch_optional(pool)
            .await
        })?;
        Ok(columns.map(IntegrationRow::from))
    }

    /// The integrations that a user owns, oldest first.
    pub async fn integrations_of(&self, owner: UserId) -> Result<Vec<IntegrationRow>, StoreError> {
        let columns: Vec<IntegrationColumns> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT id, owner_id, name, slug, manifest, version, created_at FROM integrations
                 WHERE owner_id = $1 ORDER BY created_at, id LIMIT $2",
            )
            .bind(owner.as_i64())
            .bind(MOST_OWNED)
            .fetch_all(pool)
            .await
        })?;
        Ok(columns.into_iter().map(IntegrationRow::from).collect())
    }

    /// Deletes an integration with every activation, secret and log line of it; false if this user owns no such.
    pub async fn delete_integration(
        &self,
        owner: UserId,
        id: IntegrationId,
    ) -> Result<bool, StoreError> {
        let deleted = each!(self.writer(), pool => {
            sqlx::query("DELETE FROM integrations WHERE owner_id = $1 AND id = $2")
                .bind(owner.as_i64())
                .bind(id.as_i64())
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(deleted > 0)
    }

    /// In how many servers it is active.
    pub async fn activation_count(&self, id: IntegrationId) -> Result<i64, StoreError> {
        Ok(each!(self.reader(), pool => {
            sqlx::query_scalar("SELECT COUNT(*) FROM activations WHERE integration_id = $1")
                .bind(id.as_i64())
                .fetch_one(pool)
                .await
        })?)
    }

    /// The servers in which it is active, in the order of activation; the first 10 000.
    pub async fn activation_guilds(&self, id: IntegrationId) -> Result<Vec<GuildId>, StoreError> {
        let guilds: Vec<i64> = each!(self.reader(), pool => {
            sqlx::query_scalar(
                "SELECT guild_id FROM activations WHERE integration_id = $1 ORDER BY id LIMIT $2",
            )
            .bind(id.as_i64())
            .bind(MOST_GUILDS)
            .fetch_all(pool)
            .await
        })?;
        Ok(guilds.into_iter().map(GuildId::from_i64).collect())
    }
}
