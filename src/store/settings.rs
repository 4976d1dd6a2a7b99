//! `guild_settings`: one row per setting that a server has set.

use std::collections::BTreeMap;

use super::engine::each;
use super::{Store, StoreError};
use crate::model::GuildId;

impl Store {
    /// What the server has set, by name, as text.
    pub async fn guild_settings(
        &self,
        guild: GuildId,
    ) -> Result<BTreeMap<String, String>, StoreError> {
        let rows: Vec<(String, String)> = each!(self.reader(), pool => {
            sqlx::query_as("SELECT name, value FROM guild_settings WHERE guild_id = $1")
                .bind(guild.as_i64())
                .fetch_all(pool)
                .await
        })?;
        Ok(rows.into_iter().collect())
    }

    /// Sets one.
    pub async fn set_guild_setting(
        &self,
        guild: GuildId,
        name: &str,
        value: &str,
    ) -> Result<(), StoreError> {
        each!(self.writer(), pool => {
            sqlx::query(
                "INSERT INTO guild_settings (guild_id, name, value) VALUES ($1, $2, $3)
                 ON CONFLICT (guild_id, name) DO UPDATE SET value = excluded.value",
            )
            .bind(guild.as_i64())
            .bind(name)
            .bind(value)
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Forgets one; whether it was set.
    pub async fn reset_guild_setting(
        &self,
        guild: GuildId,
        name: &str,
    ) -> Result<bool, StoreError> {
        let deleted = each!(self.writer(), pool => {
            sqlx::query("DELETE FROM guild_settings WHERE guild_id = $1 AND name = $2")
                .bind(guild.as_i64())
                .bind(name)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(deleted > 0)
    }
}
