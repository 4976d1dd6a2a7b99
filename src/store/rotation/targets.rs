//! The sealed columns of `notify_targets`.

use super::header_length;
use crate::model::{GuildId, TargetId};
use crate::store::engine::each;
use crate::store::{Store, StoreError};
use crate::vault::{Place, Sealed, TargetPart};

impl Store {
    pub(super) async fn targets_not_under(
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

    pub(super) async fn replace_target(
        &self,
        (guild, target, part): (GuildId, TargetId, TargetPart),
        old: &Sealed,
        new: &Sealed,
    ) -> Result<bool, StoreError> {
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
        let updated = each!(self.writer(), pool => {
            sqlx::query(text)
                .bind(new.as_bytes())
                .bind(old.as_bytes())
                .bind(guild.as_i64())
                .bind(target.as_i64())
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(updated > 0)
    }
}
