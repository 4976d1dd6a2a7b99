//! `integrations`: manifests, sealed.

use chrono::{DateTime, Utc};

use super::engine::{Transaction, each};
use super::publications::{ApprovedRow, PublicationRow, Rejection, Wait};
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
    /// Whether it is in the catalogue, and what waits for an operator.
    pub publication: PublicationRow,
}

/// The columns of an integration `i` with its publication `p`, and the tables that they come from: the beginning of a
/// `SELECT`.
macro_rules! integration_columns {
    ($($before:literal)?) => {
        concat!(
            "SELECT ", $($before,)?
            "i.id, i.owner_id, i.name, i.slug, i.manifest, i.version, i.created_at,
             p.version AS approved_version, p.name AS approved_name, p.slug AS approved_slug,
             p.manifest AS approved_manifest, p.approved_at, p.withdrawn_at, p.queued_at, p.rejected_at, p.rejection,
             p.orphaned_at "
        )
    };
}
pub(super) use integration_columns;

/// The columns of `integrations` and `publications`.
#[derive(sqlx::FromRow)]
pub(super) struct IntegrationColumns {
    id: i64,
    owner_id: i64,
    name: String,
    slug: String,
    manifest: Vec<u8>,
    version: i64,
    created_at: DateTime<Utc>,
    approved_version: Option<i64>,
    approved_name: Option<String>,
    approved_slug: Option<String>,
    approved_manifest: Option<Vec<u8>>,
    approved_at: Option<DateTime<Utc>>,
    withdrawn_at: Option<DateTime<Utc>>,
    queued_at: Option<DateTime<Utc>>,
    rejected_at: Option<DateTime<Utc>>,
    rejection: Option<String>,
    orphaned_at: Option<DateTime<Utc>>,
}

impl IntegrationColumns {
    fn approved(&mut self) -> Option<ApprovedRow> {
        Some(ApprovedRow {
            version: self.approved_version?,
            name: self.approved_name.take()?,
            slug: self.approved_slug.take()?,
            manifest: Sealed::from_bytes(self.approved_manifest.take()?),
            at: self.approved_at?,
        })
    }
}

impl From<IntegrationColumns> for IntegrationRow {
    fn from(mut columns: IntegrationColumns) -> Self {
        Self {
            publication: PublicationRow {
                approved: columns.approved(),
                withdrawn_at: columns.withdrawn_at,
                queued_at: columns.queued_at,
                rejection: columns.rejected_at.map(|at| Rejection {
                    at,
                    reason: columns.rejection,
                }),
                orphaned_at: columns.orphaned_at,
            },
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
    /// false if it was changed in between or deleted. `NameTaken` if the owner, or a server in which it runs, has
    /// another of that slug.
    ///
    /// Where an approved version runs, the change waits for an operator as `wait` says, unless it waits already;
    /// `None` says that it is the approved version again.
    pub async fn update_integration(
        &self,
        row: &IntegrationRow,
        wait: Option<&Wait>,
    ) -> Result<bool, StoreError> {
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
        if !queue_change(&mut transaction, row.id, wait).await? {
            rename_activations(&mut transaction, row).await?;
        }
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
                concat!(
                    integration_columns!(),
                    "FROM integrations i LEFT JOIN publications p ON p.integration_id = i.id WHERE i.id = $1"
                ),
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
                concat!(
                    integration_columns!(),
                    "FROM integrations i LEFT JOIN publications p ON p.integration_id = i.id
                     WHERE i.owner_id = $1 ORDER BY i.created_at, i.id LIMIT $2"
                ),
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

    /// Whether a server in which it is active has another active one of this slug.
    pub async fn slug_is_active_beside(
        &self,
        id: IntegrationId,
        slug: &str,
    ) -> Result<bool, StoreError> {
        let others: i64 = each!(self.reader(), pool => {
            sqlx::query_scalar(
                "SELECT COUNT(*) FROM activations a JOIN activations other ON other.guild_id = a.guild_id
                 WHERE a.integration_id = $1 AND other.integration_id <> $1 AND other.slug = $2",
            )
            .bind(id.as_i64())
            .bind(slug)
            .fetch_one(pool)
            .await
        })?;
        Ok(others > 0)
    }
}

/// Lets a change wait where an approved version runs; whether one does.
async fn queue_change(
    transaction: &mut Transaction,
    id: IntegrationId,
    wait: Option<&Wait>,
) -> Result<bool, StoreError> {
    // The integration's row, which was just written, keeps others from it until the transaction ends.
    let waiting: Option<bool> = each!(transaction.connection(), connection => {
        sqlx::query_scalar(
            "SELECT queued_at IS NOT NULL FROM publications
             WHERE integration_id = $1 AND version IS NOT NULL AND withdrawn_at IS NULL",
        )
        .bind(id.as_i64())
        .fetch_optional(connection)
        .await
    })?;
    // One that waits for its first approval goes on waiting, and so does a withdrawn one.
    let Some(is_waiting) = waiting else {
        return Ok(false);
    };
    each!(transaction.connection(), connection => {
        sqlx::query(
            "UPDATE publications SET queued_at = CASE WHEN $2 THEN COALESCE(queued_at, $3) END
             WHERE integration_id = $1 AND version IS NOT NULL AND withdrawn_at IS NULL",
        )
        .bind(id.as_i64())
        .bind(wait.is_some())
        .bind(wait.map(|wait| wait.since))
        .execute(connection)
        .await
        .map(drop)
    })?;
    if let Some(wait) = wait.filter(|_| !is_waiting) {
        wait.put_job(transaction).await?;
    }
    Ok(true)
}

/// A private integration's new name counts at once where its owner activated it; where others did, while it was public,
/// they keep what they know it by.
pub(super) async fn rename_activations(
    transaction: &mut Transaction,
    row: &IntegrationRow,
) -> Result<(), StoreError> {
    each!(transaction.connection(), connection => {
        sqlx::query(
            "UPDATE activations SET slug = $2
             WHERE integration_id = $1 AND activated_by = $3 AND slug <> $2",
        )
        .bind(row.id.as_i64())
        .bind(&row.slug)
        .bind(row.owner.as_i64())
        .execute(connection)
        .await
        .map(drop)
    })
    .map_err(StoreError::name_taken)
}
