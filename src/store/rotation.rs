//! Every sealed column, for `frontdesk secrets rotate`.

use super::engine::each;
use super::{Store, StoreError};
use crate::model::{GuildId, IntegrationId, TargetId};
use crate::vault::{Place, Sealed, TargetPart};

impl Store {
    /// Sealed values that are not under the key `key_id`, in the order of their places, after `after`, at most `limit`.
    pub async fn sealed_cells_not_under(
        &self,
        key_id: &str,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<(Place, Sealed)>, StoreError> {
        let left = |cells: &[_]| limit.saturating_sub(cells.len().try_into().unwrap_or(u32::MAX));
        let mut cells = Vec::new();
        if matches!(after, None | Some(Place::IntegrationManifest { .. })) {
            cells = self.manifests_not_under(key_id, after, limit).await?;
        }
        if left(&cells) > 0 && !matches!(after, Some(Place::NotifyTarget { .. })) {
            let more = self.secrets_not_under(key_id, after, left(&cells)).await;
            cells.extend(more?);
        }
        for part in [TargetPart::Url, TargetPart::Secret, TargetPart::OldSecret] {
            let passed =
                matches!(after, Some(Place::NotifyTarget { part: last, .. }) if *last > part);
            if left(&cells) > 0 && !passed {
                let more = self
                    .targets_not_under(key_id, part, after, left(&cells))
                    .await;
                cells.extend(more?);
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

    async fn targets_not_under(
        &self,
        key_id: &str,
        part: TargetPart,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<(Place, Sealed)>, StoreError> {
        let after = match after {
            Some(Place::NotifyTarget {
                target, part: last, ..
            }) if *last == part => target.as_i64(),
            _ => i64::MIN,
        };
        let header = Sealed::header(key_id);
        let text = match part {
            TargetPart::Url => {
                "SELECT guild_id, id, url FROM notify_targets
                 WHERE substr(url, 1, $1) <> $2 AND id > $3 ORDER BY id LIMIT $4"
            }
            TargetPart::Secret => {
                "SELECT guild_id, id, secret FROM notify_targets
                 WHERE substr(secret, 1, $1) <> $2 AND id > $3 ORDER BY id LIMIT $4"
            }
            TargetPart::OldSecret => {
                "SELECT guild_id, id, old_secret FROM notify_targets
                 WHERE substr(old_secret, 1, $1) <> $2 AND id > $3 ORDER BY id LIMIT $4"
            }
        };
        let rows: Vec<(i64, i64, Vec<u8>)> = each!(self.reader(), pool => {
            sqlx::query_as(text)
                .bind(header_length(&header))
                .bind(header.as_slice())
                .bind(after)
                .bind(i64::from(limit))
                .fetch_all(pool)
                .await
        })?;
        let cell = |(guild, target, value)| {
            let place = Place::NotifyTarget {
                guild: GuildId::from_i64(guild),
                target: TargetId::from_i64(target),
                part,
            };
            (place, Sealed::from_bytes(value))
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
            Place::NotifyTarget {
                guild,
                target,
                part,
            } => {
                let text = match part {
                    TargetPart::Url => {
                        "UPDATE notify_targets SET url = $1 WHERE url = $2 AND guild_id = $3 AND id = $4"
                    }
                    TargetPart::Secret => {
                        "UPDATE notify_targets SET secret = $1 WHERE secret = $2 AND guild_id = $3 AND id = $4"
                    }
                    TargetPart::OldSecret => {
                        "UPDATE notify_targets SET old_secret = $1
                         WHERE old_secret = $2 AND guild_id = $3 AND id = $4"
                    }
                };
                each!(self.writer(), pool => {
                    sqlx::query(text)
                        .bind(new.as_bytes())
                        .bind(old.as_bytes())
                        .bind(guild.as_i64())
                        .bind(target.as_i64())
                        .execute(pool)
                        .await
                        .map(|done| done.rows_affected())
                })
            }
        }?;
        Ok(replaced > 0)
    }
}

/// Postgres counts bytes in 32 bits.
fn header_length(header: &[u8]) -> i32 {
    header.len().try_into().unwrap_or(i32::MAX)
}
