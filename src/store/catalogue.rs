//! Reading the catalogue and what waits for it, and what becomes of an erased owner's integrations.

use super::engine::each;
use super::integrations::{IntegrationColumns, integration_columns};
use super::publications::{Wait, locked};
use super::{IntegrationRow, Store, StoreError};
use crate::model::{IntegrationId, UserId};
use crate::vault::Sealed;

/// More than an operator reads.
const MOST_WAITING: i64 = 1_000;

/// Who owns what was handed over. Discord gives nobody this id, and slugs of the catalogue are unique.
const NOBODY: UserId = UserId::new(0);

impl Store {
    /// What waits for an operator, those that wait longest first; the first thousand.
    pub async fn waiting_publications(&self) -> Result<Vec<IntegrationRow>, StoreError> {
        let columns: Vec<IntegrationColumns> = each!(self.reader(), pool => {
            sqlx::query_as(concat!(
                integration_columns!(),
                "FROM publications p JOIN integrations i ON i.id = p.integration_id
                 WHERE p.queued_at IS NOT NULL OR p.orphaned_at IS NOT NULL
                 ORDER BY COALESCE(p.queued_at, p.orphaned_at), i.id LIMIT $1"
            ))
            .bind(MOST_WAITING)
            .fetch_all(pool)
            .await
        })?;
        Ok(columns.into_iter().map(IntegrationRow::from).collect())
    }

    /// The catalogue in the order of names: those that hold `search`, which is in lower case, and how many there are.
    pub async fn public_integrations(
        &self,
        search: &str,
        offset: i64,
        limit: i64,
    ) -> Result<(Vec<IntegrationRow>, i64), StoreError> {
        let pattern = format!("%{}%", escape_pattern(search));
        let mut transaction = self.begin_reading().await?;
        let count: i64 = each!(transaction.connection(), connection => {
            sqlx::query_scalar(
                "SELECT COUNT(*) FROM publications
                 WHERE version IS NOT NULL AND withdrawn_at IS NULL AND search LIKE $1 ESCAPE '!'",
            )
            .bind(&pattern)
            .fetch_one(connection)
            .await
        })?;
        let columns: Vec<IntegrationColumns> = each!(transaction.connection(), connection => {
            sqlx::query_as(concat!(
                integration_columns!(),
                "FROM publications p JOIN integrations i ON i.id = p.integration_id
                 WHERE p.version IS NOT NULL AND p.withdrawn_at IS NULL AND p.search LIKE $1 ESCAPE '!'
                 ORDER BY p.slug, i.id LIMIT $2 OFFSET $3"
            ))
            .bind(&pattern)
            .bind(limit)
            .bind(offset)
            .fetch_all(connection)
            .await
        })?;
        transaction.commit().await?;
        Ok((
            columns.into_iter().map(IntegrationRow::from).collect(),
            count,
        ))
    }

    /// The integration of this slug in the catalogue.
    pub async fn public_integration(
        &self,
        slug: &str,
    ) -> Result<Option<IntegrationRow>, StoreError> {
        let columns: Option<IntegrationColumns> = each!(self.reader(), pool => {
            sqlx::query_as(concat!(
                integration_columns!(),
                "FROM publications p JOIN integrations i ON i.id = p.integration_id
                 WHERE p.version IS NOT NULL AND p.withdrawn_at IS NULL AND p.slug = $1"
            ))
            .bind(slug)
            .fetch_optional(pool)
            .await
        })?;
        Ok(columns.map(IntegrationRow::from))
    }

    /// Takes the owner out of an integration of theirs that is in the catalogue, with all that they changed since it was
    /// approved: it becomes the approved version (`manifest`, sealed for `Place::IntegrationManifest`), belongs to
    /// nobody, and waits for an operator to remove it. False if it is not in the catalogue.
    pub async fn hand_over_integration(
        &self,
        owner: UserId,
        id: IntegrationId,
        manifest: &Sealed,
        wait: &Wait,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_for(owner).await?;
        let row = locked(&mut transaction, id).await?;
        let Some(row) = row.filter(|row| row.owner == owner) else {
            return Ok(false);
        };
        let Some(public) = row.publication.public() else {
            return Ok(false);
        };
        each!(transaction.connection(), connection => {
            sqlx::query(
                "UPDATE integrations SET owner_id = $2, name = $3, slug = $4, manifest = $5, version = version + 1
                 WHERE id = $1",
            )
            .bind(id.as_i64())
            .bind(NOBODY.as_i64())
            .bind(&public.name)
            .bind(&public.slug)
            .bind(manifest.as_bytes())
            .execute(connection)
            .await
            .map(drop)
        })?;
        each!(transaction.connection(), connection => {
            sqlx::query(
                "UPDATE publications SET orphaned_at = $2, queued_at = NULL, rejected_at = NULL, rejection = NULL
                 WHERE integration_id = $1",
            )
            .bind(id.as_i64())
            .bind(wait.since)
            .execute(connection)
            .await
            .map(drop)
        })?;
        wait.put_job(&mut transaction).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Deletes an integration whose owner was erased; false if it is none.
    pub async fn remove_orphan(&self, id: IntegrationId) -> Result<bool, StoreError> {
        let deleted = each!(self.writer(), pool => {
            sqlx::query(
                "DELETE FROM integrations WHERE id = $1 AND id IN
                     (SELECT integration_id FROM publications WHERE orphaned_at IS NOT NULL)",
            )
            .bind(id.as_i64())
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(deleted > 0)
    }
}

/// A text as it stands in a `LIKE` pattern with `!` as the escape.
fn escape_pattern(text: &str) -> String {
    text.chars()
        .flat_map(|character| {
            let escape = matches!(character, '!' | '%' | '_').then_some('!');
            escape.into_iter().chain([character])
        })
        .collect()
}
