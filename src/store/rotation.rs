//! Every sealed column, for `frontdesk secrets rotate`.

mod instance_settings;
mod runs;
mod targets;

use super::engine::each;
use super::{Store, StoreError};
use crate::model::{GuildId, IntegrationId};
use crate::vault::{Place, Sealed, TargetPart};

impl Store {
    /// Sealed values that are not under the key `key_id`, in the order of their places, after `after`, at most `limit`.
    pub async fn sealed_cells_not_under(
        &self,
        key_id: &str,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<(Place, Sealed)>, StoreError> {
        let mut cells = Vec::new();
        let first = after.map_or(0, stage);
        if first <= 1 {
            cells.extend(self.manifests_not_under(key_id, after, limit).await?);
        }
        if first <= 2 {
            let left = left(limit, &cells);
            cells.extend(self.secrets_not_under(key_id, after, left).await?);
        }
        if first <= 3 {
            let left = left(limit, &cells);
            cells.extend(self.published_not_under(key_id, after, left).await?);
        }
        if first <= 4 {
            let left = left(limit, &cells);
            cells.extend(self.answers_not_under(key_id, after, left).await?);
        }
        if first <= 5 {
            let left = left(limit, &cells);
            cells.extend(self.values_not_under(key_id, after, left).await?);
        }
        if first <= 6 {
            let left = left(limit, &cells);
            let settings = self.instance_settings_not_under(key_id, after, left);
            cells.extend(settings.await?);
        }
        for part in [TargetPart::Url, TargetPart::Secret, TargetPart::OldSecret] {
            let passed =
                matches!(after, Some(Place::NotifyTarget { part: last, .. }) if *last > part);
            if !passed {
                let left = left(limit, &cells);
                cells.extend(self.targets_not_under(key_id, part, after, left).await?);
            }
        }
        Ok(cells)
    }

    async fn manifests_not_under(
        &self,
        key_id: &str,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<(Place, Sealed)>, StoreError> {
        let after = match after {
            Some(Place::IntegrationManifest { integration }) => integration.as_i64(),
            _ => i64::MIN,
        };
        let header = Sealed::header(key_id);
        let rows: Vec<(i64, Vec<u8>)> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT id, manifest FROM integrations
                 WHERE substr(manifest, 1, $1) <> $2 AND id > $3 ORDER BY id LIMIT $4",
            )
            .bind(header_length(&header))
            .bind(header.as_slice())
            .bind(after)
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await
        })?;
        let cell = |(id, value)| {
            let integration = IntegrationId::from_i64(id);
            (
                Place::IntegrationManifest { integration },
                Sealed::from_bytes(value),
            )
        };
        Ok(rows.into_iter().map(cell).collect())
    }

    async fn secrets_not_under(
        &self,
        key_id: &str,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<(Place, Sealed)>, StoreError> {
        let (guild, integration, name) = match after {
            Some(Place::IntegrationSecret {
                guild,
                integration,
                name,
            }) => (guild.as_i64(), integration.as_i64(), name.as_str()),
            _ => (i64::MIN, i64::MIN, ""),
        };
        let header = Sealed::header(key_id);
        let rows: Vec<(i64, i64, String, Vec<u8>)> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT guild_id, integration_id, name, value FROM integration_secrets
                 WHERE substr(value, 1, $1) <> $2 AND (guild_id, integration_id, name) > ($3, $4, $5)
                 ORDER BY guild_id, integration_id, name LIMIT $6",
            )
            .bind(header_length(&header))
            .bind(header.as_slice())
            .bind(guild)
            .bind(integration)
            .bind(name)
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await
        })?;
        let cell = |(guild, integration, name, value)| {
            let place = Place::IntegrationSecret {
                guild: GuildId::from_i64(guild),
                integration: IntegrationId::from_i64(integration),
                name,
            };
            (place, Sealed::from_bytes(value))
        };
        Ok(rows.into_iter().map(cell).collect())
    }

    async fn published_not_under(
        &self,
        key_id: &str,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<(Place, Sealed)>, StoreError> {
        let after = match after {
            Some(Place::PublishedManifest { integration }) => integration.as_i64(),
            _ => i64::MIN,
        };
        let header = Sealed::header(key_id);
        let rows: Vec<(i64, Vec<u8>)> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT integration_id, manifest FROM publications
                 WHERE manifest IS NOT NULL AND substr(manifest, 1, $1) <> $2 AND integration_id > $3
                 ORDER BY integration_id LIMIT $4",
            )
            .bind(header_length(&header))
            .bind(header.as_slice())
            .bind(after)
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await
        })?;
        let cell = |(id, value)| {
            let integration = IntegrationId::from_i64(id);
            (
                Place::PublishedManifest { integration },
                Sealed::from_bytes(value),
            )
        };
        Ok(rows.into_iter().map(cell).collect())
    }

    /// Replaces a sealed value; false if it is no longer `old`.
    pub async fn replace_sealed(
        &self,
        place: &Place,
        old: &Sealed,
        new: &Sealed,
    ) -> Result<bool, StoreError> {
        let replaced = match place {
            Place::IntegrationManifest { integration } => each!(self.writer(), pool => {
                sqlx::query("UPDATE integrations SET manifest = $1 WHERE manifest = $2 AND id = $3")
                    .bind(new.as_bytes())
                    .bind(old.as_bytes())
                    .bind(integration.as_i64())
                    .execute(pool)
                    .await
                    .map(|done| done.rows_affected())
            }),
            Place::PublishedManifest { integration } => each!(self.writer(), pool => {
                sqlx::query(
                    "UPDATE publications SET manifest = $1 WHERE manifest = $2 AND integration_id = $3",
                )
                .bind(new.as_bytes())
                .bind(old.as_bytes())
                .bind(integration.as_i64())
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
            }),
            Place::IntegrationSecret {
                guild,
                integration,
                name,
            } => each!(self.writer(), pool => {
                sqlx::query(
                    "UPDATE integration_secrets SET value = $1
                     WHERE value = $2 AND guild_id = $3 AND integration_id = $4 AND name = $5",
                )
                .bind(new.as_bytes())
                .bind(old.as_bytes())
                .bind(guild.as_i64())
                .bind(integration.as_i64())
                .bind(name)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
            }),
            Place::CachedAnswer {
                guild,
                integration,
                request,
            } => {
                return self
                    .replace_answer((*guild, *integration, request), old, new)
                    .await;
            }
            Place::TicketValues {
                ticket,
                integration,
            } => return self.replace_values(*ticket, *integration, old, new).await,
            Place::NotifyTarget {
                guild,
                target,
                part,
            } => {
                return self
                    .replace_target((*guild, *target, *part), old, new)
                    .await;
            }
            Place::InstanceSetting { path } => return self.replace_setting(path, old, new).await,
        }?;
        Ok(replaced > 0)
    }
}

/// The tables, in the order in which they are gone through, from 1.
fn stage(place: &Place) -> u8 {
    match place {
        Place::IntegrationManifest { .. } => 1,
        Place::IntegrationSecret { .. } => 2,
        Place::PublishedManifest { .. } => 3,
        Place::CachedAnswer { .. } => 4,
        Place::TicketValues { .. } => 5,
        Place::InstanceSetting { .. } => 6,
        Place::NotifyTarget { .. } => 7,
    }
}

fn left(limit: u32, cells: &[(Place, Sealed)]) -> u32 {
    limit.saturating_sub(cells.len().try_into().unwrap_or(u32::MAX))
}

/// Postgres counts bytes in 32 bits.
fn header_length(header: &[u8]) -> i32 {
    header.len().try_into().unwrap_or(i32::MAX)
}
