//! Panels: the messages with the button, found by title, changed by the options of `/panel`.

pub mod colour;
pub mod emoji;
pub mod options;
pub mod placeholders;
pub mod reposts;
pub mod welcome;

use chrono::{DateTime, Utc};
use serde_json::json;

pub use emoji::Emoji;
pub use options::Options;
pub use placeholders::Provider;
pub use reposts::Reposts;
pub use welcome::{FieldForm, FrameForm, WelcomeForm};

use crate::model::{
    ChannelId, Event, EventKind, Failure, GuildId, MessageId, NewPanel, Outcome, Panel, PanelId,
    Text, UserId, WelcomeTemplate,
};
use crate::render::markdown;
use crate::store::{Store, StoreError};

/// Creates a panel, not posted yet. Without a welcome message of its own its tickets begin with the usual greeting.
pub async fn create(
    store: &Store,
    guild: GuildId,
    by: UserId,
    now: DateTime<Utc>,
    options: &Options,
) -> Outcome<Panel> {
    let mut chosen = NewPanel::default();
    options.apply(guild, &mut chosen)?;
    store
        .insert_panel(guild, &chosen, |panel| Event {
            kind: EventKind::PanelCreated,
            guild,
            ticket: None,
            at: now,
            data: json!({
                "panel_id": panel.id,
                "title": panel.settings.title,
                "channel_id": panel.settings.channel,
                "created_by": by,
            }),
        })
        .await
        .map_err(|error| titled(error, &chosen.title))
}

/// Changes what the options name.
pub async fn edit(store: &Store, guild: GuildId, id: PanelId, options: &Options) -> Outcome<Panel> {
    change(store, guild, id, |chosen| options.apply(guild, chosen)).await
}

/// Changes the welcome message.
pub async fn edit_welcome(
    store: &Store,
    guild: GuildId,
    id: PanelId,
    edit: impl FnOnce(&mut WelcomeTemplate) -> Outcome<()>,
) -> Outcome<Panel> {
    change(store, guild, id, |chosen| edit(&mut chosen.welcome)).await
}

/// One panel of this server.
pub async fn get(store: &Store, guild: GuildId, id: PanelId) -> Outcome<Panel> {
    store.panel(guild, id).await?.ok_or_else(gone)
}

/// One panel by its title in any case.
pub async fn find(store: &Store, guild: GuildId, title: &str) -> Outcome<Panel> {
    store
        .panel_by_title(guild, title.trim())
        .await?
        .ok_or_else(|| {
            Text::new("panels-not-found")
                .with("title", markdown::escape(title.trim()))
                .into()
        })
}

/// The server's panels, oldest first.
pub async fn all(store: &Store, guild: GuildId) -> Outcome<Vec<Panel>> {
    Ok(store.panels(guild).await?)
}

/// Turns the button on or off; the answer is the panel as it is now.
pub async fn enable(store: &Store, guild: GuildId, id: PanelId, enabled: bool) -> Outcome<Panel> {
    if store.enable_panel(guild, id, enabled).await? {
        get(store, guild, id).await
    } else {
        Err(gone())
    }
}

/// Remembers the message that carries the button.
pub async fn posted(
    store: &Store,
    guild: GuildId,
    id: PanelId,
    channel: ChannelId,
    message: MessageId,
) -> Outcome<()> {
    if store.set_panel_message(guild, id, channel, message).await? {
        Ok(())
    } else {
        Err(gone())
    }
}

/// Puts another message, or none, in the place of one that was deleted; false if the panel was moved or deleted meanwhile.
pub async fn replaced(
    store: &Store,
    panel: &Panel,
    gone: MessageId,
    message: Option<MessageId>,
) -> Outcome<bool> {
    let replaced = store.replace_panel_message(panel.guild, panel.id, gone, message);
    Ok(replaced.await?)
}

/// Deletes a panel; its tickets stay.
pub async fn delete(store: &Store, guild: GuildId, id: PanelId) -> Outcome<()> {
    if store.delete_panel(guild, id).await? {
        Ok(())
    } else {
        Err(gone())
    }
}

async fn change(
    store: &Store,
    guild: GuildId,
    id: PanelId,
    edit: impl FnOnce(&mut NewPanel) -> Outcome<()>,
) -> Outcome<Panel> {
    let mut panel = get(store, guild, id).await?;
    edit(&mut panel.settings)?;
    let stored = store
        .update_panel(guild, id, &panel.settings)
        .await
        .map_err(|error| titled(error, &panel.settings.title))?;
    if stored { Ok(panel) } else { Err(gone()) }
}

fn titled(error: StoreError, title: &str) -> Failure {
    match error {
        StoreError::NameTaken => Text::new("panels-title-taken")
            .with("title", markdown::escape(title))
            .into(),
        other => other.into(),
    }
}

fn gone() -> Failure {
    Failure::refused("panels-gone")
}
