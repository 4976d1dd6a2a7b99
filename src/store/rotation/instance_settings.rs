//! The settings of the instance.

use super::header_length;
use crate::store::engine::each;
use crate::store::{Store, StoreError};
use crate::vault::{Place, Sealed};

impl Store {
    pub(super) async fn instance_settings_not_under(
        &self,
        key_id: &str,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<(Place, Sealed)>, StoreError> {
        let after = match after {
            Some(Place::InstanceSetting { path }) => path.as_str(),
            _ => "",
        };
        let header = Sealed::header(key_id);
        let rows: Vec<(String, Vec<u8>)> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT path, value FROM instance_settings
                 WHERE substr(value, 1, $1) <> $2 AND path > $3 ORDER BY path LIMIT $4",
            )
            .bind(header_length(&header))
            .bind(header.as_slice())
            .bind(after)
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await
        })?;
        let cell = |(path, value)| (Place::InstanceSetting { path }, Sealed::from_bytes(value));
        Ok(rows.into_iter().map(cell).collect())
    }

    pub(super) async fn replace_setting(
        &self,
        path: &str,
        old: &Sealed,
        new: &Sealed,
    ) -> Result<bool, StoreError> {
        let replaced = each!(self.writer(), pool => {
            sqlx::query("UPDATE instance_settings SET value = $1 WHERE value = $2 AND path = $3")
                .bind(new.as_bytes())
                .bind(old.as_bytes())
                .bind(path)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(replaced > 0)
    }
}
