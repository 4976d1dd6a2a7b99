//! `instance_settings`: what the operator set for the whole instance, sealed.

use chrono::{DateTime, Utc};

use super::engine::each;
use super::{Store, StoreError};
use crate::vault::Sealed;

/// A setting of the instance as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct InstanceRow {
    /// The dotted path.
    pub path: String,
    /// The value, sealed for `Place::InstanceSetting`.
    pub value: Sealed,
    /// Whether it is masked whatever its path is called.
    pub is_secret: bool,
}

impl Store {
    /// Every setting of the instance, by path.
    pub async fn instance_settings(&self) -> Result<Vec<InstanceRow>, StoreError> {
        let rows: Vec<(String, Vec<u8>, bool)> = each!(self.reader(), pool => {
            sqlx::query_as("SELECT path, value, is_secret FROM instance_settings ORDER BY path")
                .fetch_all(pool)
                .await
        })?;
        let row = |(path, value, is_secret)| InstanceRow {
            path,
            value: Sealed::from_bytes(value),
            is_secret,
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Sets all of these or none. What was a secret stays one.
    pub async fn put_instance_settings(
        &self,
        rows: &[InstanceRow],
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for row in rows {
            each!(transaction.connection(), connection => {
                sqlx::query(
                    "INSERT INTO instance_settings (path, value, is_secret, changed_at)
                     VALUES ($1, $2, $3, $4)
                     ON CONFLICT (path) DO UPDATE SET value = excluded.value,
                         is_secret = (instance_settings.is_secret OR excluded.is_secret),
                         changed_at = excluded.changed_at",
                )
                .bind(&row.path)
                .bind(row.value.as_bytes())
                .bind(row.is_secret)
                .bind(at)
                .execute(connection)
                .await
                .map(drop)
            })?;
        }
        transaction.commit().await
    }

    /// Forgets a setting of the instance; whether it was set.
    pub async fn delete_instance_setting(&self, path: &str) -> Result<bool, StoreError> {
        let deleted = each!(self.writer(), pool => {
            sqlx::query("DELETE FROM instance_settings WHERE path = $1")
                .bind(path)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(deleted > 0)
    }
}
