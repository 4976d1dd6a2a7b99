//! `blocked_guilds`: servers in which the operator lets the bot do nothing.

use chrono::{DateTime, Utc};

use super::engine::each;
use super::{Store, StoreError};
use crate::model::{GuildId, UserId};

/// More than any list shows.
const MOST: i64 = 1_000;

/// A blocked server.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockedGuild {
    /// The server.
    pub guild: GuildId,
    /// Why, as the operator wrote it.
    pub reason: Option<String>,
    /// Which operator.
    pub by: UserId,
    /// Since when.
    pub at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Columns {
    guild_id: i64,
    reason: Option<String>,
    blocked_by: i64,
    blocked_at: DateTime<Utc>,
}

impl Store {
    /// Blocks a server; false if it was already, in which case nothing changes.
    pub async fn block_guild(&self, blocked: &BlockedGuild) -> Result<bool, StoreError> {
        let inserted = each!(self.writer(), pool => {
            sqlx::query(
                "INSERT INTO blocked_guilds (guild_id, reason, blocked_by, blocked_at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (guild_id) DO NOTHING",
            )
            .bind(blocked.guild.as_i64())
            .bind(&blocked.reason)
            .bind(blocked.by.as_i64())
            .bind(blocked.at)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(inserted > 0)
    }

    /// Lets the bot work in a server again; false if it was not blocked.
    pub async fn unblock_guild(&self, guild: GuildId) -> Result<bool, StoreError> {
        let deleted = each!(self.writer(), pool => {
            sqlx::query("DELETE FROM blocked_guilds WHERE guild_id = $1")
                .bind(guild.as_i64())
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(deleted > 0)
    }

    /// Whether a server is blocked.
    pub async fn is_guild_blocked(&self, guild: GuildId) -> Result<bool, StoreError> {
        let found: Option<i64> = each!(self.reader(), pool => {
            sqlx::query_scalar("SELECT guild_id FROM blocked_guilds WHERE guild_id = $1")
                .bind(guild.as_i64())
                .fetch_optional(pool)
                .await
        })?;
        Ok(found.is_some())
    }

    /// The blocked servers, those blocked last first.
    pub async fn blocked_guilds(&self) -> Result<Vec<BlockedGuild>, StoreError> {
        let columns: Vec<Columns> = each!(self.reader(), pool => {
            sqlx::query_as(
                "SELECT guild_id, reason, blocked_by, blocked_at FROM blocked_guilds
                 ORDER BY blocked_at DESC, guild_id LIMIT $1",
            )
            .bind(MOST)
            .fetch_all(pool)
            .await
        })?;
        let blocked = columns.into_iter().map(|columns| BlockedGuild {
            guild: GuildId::from_i64(columns.guild_id),
            reason: columns.reason,
            by: UserId::from_i64(columns.blocked_by),
            at: columns.blocked_at,
        });
        Ok(blocked.collect())
    }
}
