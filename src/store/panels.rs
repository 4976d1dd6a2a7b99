//! `panels`.

use unicode_normalization::UnicodeNormalization as _;

use super::engine::each;
use super::events::queue_event;
use super::{Store, StoreError};
use crate::model::{
    ChannelId, Event, GuildId, MessageId, NewPanel, Panel, PanelId, RoleId, TicketMode,
};

/// More than a server can have channels for; keeps a runaway script from filling the memory.
const MOST_PANELS: i64 = 1_000;

#[derive(sqlx::FromRow)]
struct PanelRow {
    id: i64,
    guild_id: i64,
    title: String,
    description: Option<String>,
    button: Option<String>,
    emoji: Option<String>,
    colour: Option<i64>,
    channel_id: Option<i64>,
    category_id: Option<i64>,
    staff_role_id: Option<i64>,
    welcome: String,
    mode: Option<String>,
    message_id: Option<i64>,
    enabled: bool,
}

impl PanelRow {
    fn into_panel(self) -> Result<Panel, StoreError> {
        Ok(Panel {
            id: PanelId::from_i64(self.id),
            guild: GuildId::from_i64(self.guild_id),
            settings: NewPanel {
                title: self.title,
                description: self.description,
                button: self.button,
                emoji: self.emoji,
                colour: self.colour.and_then(|colour| colour.try_into().ok()),
                channel: self.channel_id.map(ChannelId::from_i64),
                category: self.category_id.map(ChannelId::from_i64),
                staff_role: self.staff_role_id.map(RoleId::from_i64),
                welcome: serde_json::from_str(&self.welcome).map_err(StoreError::unreadable)?,
                mode: self.mode.as_deref().and_then(TicketMode::named),
            },
            message: self.message_id.map(MessageId::from_i64),
            enabled: self.enabled,
        })
    }
}

macro_rules! columns {
    () => {
        "id, guild_id, title, description, button, emoji, colour, channel_id, category_id, staff_role_id, welcome, \
         mode, message_id, enabled"
    };
}

/// Binds what an admin chose, from `$1`.
macro_rules! bind_settings {
    ($query:expr, $panel:expr) => {
        $query
            .bind(&$panel.title)
            .bind(title_key(&$panel.title))
            .bind(&$panel.description)
            .bind(&$panel.button)
            .bind(&$panel.emoji)
            .bind($panel.colour.map(i64::from))
            .bind($panel.channel.map(ChannelId::as_i64))
            .bind($panel.category.map(ChannelId::as_i64))
            .bind($panel.staff_role.map(RoleId::as_i64))
            .bind(serde_json::to_string(&$panel.welcome).map_err(StoreError::unreadable)?)
            .bind($panel.mode.map(TicketMode::name))
    };
}

/// A title as it is compared: in any case, in whatever way its letters are composed.
fn title_key(title: &str) -> String {
    title.trim().to_lowercase().nfc().collect()
}

impl Store {
    /// Creates a panel (enabled, not posted) and queues the event that `event` builds for it, in one transaction.
    /// `NameTaken` if the title exists in any case.
    pub async fn insert_panel(
        &self,
        guild: GuildId,
        panel: &NewPanel,
        event: impl FnOnce(&Panel) -> Event + Send,
    ) -> Result<Panel, StoreError> {
        let mut transaction = self.begin_in(guild).await?;
        let row: PanelRow = each!(transaction.connection(), connection => {
            bind_settings!(
                sqlx::query_as(concat!(
                    "INSERT INTO panels (title, title_key, description, button, emoji, colour, channel_id, category_id,
                         staff_role_id, welcome, mode, guild_id, enabled)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING ",
                    columns!()
                )),
                panel
            )
            .bind(guild.as_i64())
            .bind(true)
            .fetch_one(connection)
            .await
        })
        .map_err(StoreError::name_taken)?;
        let panel = row.into_panel()?;
        queue_event(&mut transaction, &event(&panel)).await?;
        transaction.commit().await?;
        Ok(panel)
    }

    /// Replaces what an admin chose; false if there is no such panel in this server. `NameTaken` as with
    /// [`Self::insert_panel`].
    pub async fn update_panel(
        &self,
        guild: GuildId,
        id: PanelId,
        panel: &NewPanel,
    ) -> Result<bool, StoreError> {
        let updated = each!(self.writer(), pool => {
            bind_settings!(
                sqlx::query(
                    "UPDATE panels SET title = $1, title_key = $2, description = $3, button = $4, emoji = $5,
                         colour = $6, channel_id = $7, category_id = $8, staff_role_id = $9, welcome = $10, mode = $11
                     WHERE guild_id = $12 AND id = $13",
                ),
                panel
            )
            .bind(guild.as_i64())
            .bind(id.as_i64())
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })
        .map_err(StoreError::name_taken)?;
        Ok(updated > 0)
    }

    /// Turns a panel on or off; false if there is no such panel in this server.
    pub async fn enable_panel(
        &self,
        guild: GuildId,
        id: PanelId,
        enabled: bool,
    ) -> Result<bool, StoreError> {
        let updated = each!(self.writer(), pool => {
            sqlx::query("UPDATE panels SET enabled = $3 WHERE guild_id = $1 AND id = $2")
                .bind(guild.as_i64())
                .bind(id.as_i64())
                .bind(enabled)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(updated > 0)
    }

    /// Remembers the message that carries the button (and its channel); false if there is no such panel in this server.
    pub async fn set_panel_message(
        &self,
        guild: GuildId,
        id: PanelId,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<bool, StoreError> {
        let updated = each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE panels SET channel_id = $3, message_id = $4 WHERE guild_id = $1 AND id = $2",
            )
            .bind(guild.as_i64())
            .bind(id.as_i64())
            .bind(channel.as_i64())
            .bind(message.as_i64())
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(updated > 0)
    }

    /// Puts another message, or none, in the place of one that is gone; false if the panel has another one by now.
    pub async fn replace_panel_message(
        &self,
        guild: GuildId,
        id: PanelId,
        gone: MessageId,
        message: Option<MessageId>,
    ) -> Result<bool, StoreError> {
        let updated = each!(self.writer(), pool => {
            sqlx::query(
                "UPDATE panels SET message_id = $4 WHERE guild_id = $1 AND id = $2 AND message_id = $3",
            )
            .bind(guild.as_i64())
            .bind(id.as_i64())
            .bind(gone.as_i64())
            .bind(message.map(MessageId::as_i64))
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(updated > 0)
    }

    /// One panel of this server.
    pub async fn panel(&self, guild: GuildId, id: PanelId) -> Result<Option<Panel>, StoreError> {
        let row: Option<PanelRow> = each!(self.reader(), pool => {
            sqlx::query_as(concat!(
                "SELECT ", columns!(), " FROM panels WHERE guild_id = $1 AND id = $2"
            ))
            .bind(guild.as_i64())
            .bind(id.as_i64())
            .fetch_optional(pool)
            .await
        })?;
        row.map(PanelRow::into_panel).transpose()
    }

    /// One panel by its title in any case.
    pub async fn panel_by_title(
        &self,
        guild: GuildId,
        title: &str,
    ) -> Result<Option<Panel>, StoreError> {
        let row: Option<PanelRow> = each!(self.reader(), pool => {
            sqlx::query_as(concat!(
                "SELECT ", columns!(), " FROM panels WHERE guild_id = $1 AND title_key = $2"
            ))
            .bind(guild.as_i64())
            .bind(title_key(title))
            .fetch_optional(pool)
            .await
        })?;
        row.map(PanelRow::into_panel).transpose()
    }

    /// The server's panels, oldest first.
    pub async fn panels(&self, guild: GuildId) -> Result<Vec<Panel>, StoreError> {
        let rows: Vec<PanelRow> = each!(self.reader(), pool => {
            sqlx::query_as(concat!(
                "SELECT ", columns!(), " FROM panels WHERE guild_id = $1 ORDER BY id LIMIT $2"
            ))
            .bind(guild.as_i64())
            .bind(MOST_PANELS)
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(PanelRow::into_panel).collect()
    }

    /// Deletes a panel; its tickets stay, without a panel. False if there is no such panel in this server.
    pub async fn delete_panel(&self, guild: GuildId, id: PanelId) -> Result<bool, StoreError> {
        let deleted = each!(self.writer(), pool => {
            sqlx::query("DELETE FROM panels WHERE guild_id = $1 AND id = $2")
                .bind(guild.as_i64())
                .bind(id.as_i64())
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(deleted > 0)
    }
}
