//! **Confirm** after `/panel delete`.

use crate::discord::{Request, error, posting};
use crate::model::{GuildId, Outcome, PanelId, Text};
use crate::panels;
use crate::render::markdown;

/// Deletes the panel, then its message: a message whose panel is gone says so when it is pressed.
pub(super) async fn confirmed(request: &Request, guild: GuildId, panel: PanelId) -> Outcome<()> {
    let store = &request.bot.store;
    let panel = panels::get(store, guild, panel).await?;
    panels::delete(store, guild, panel.id).await?;
    if let Err(failure) = posting::remove(&request.bot, &panel).await {
        error::log(&failure, "the message of a deleted panel stays");
    }
    let title = markdown::escape(&panel.settings.title);
    request
        .say(&Text::new("panels-deleted").with("title", title))
        .await;
    Ok(())
}
