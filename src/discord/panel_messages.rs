//! A panel whose message was deleted by hand is posted again.
//!
//! Discord tells of a deletion while the bot is connected; what happened in the meantime is looked for after every new
//! session. A panel that cannot be posted, or is deleted again and again, stands nowhere until an admin sends it.

use super::{Bot, CustomId, error, posting};
use crate::model::{ChannelId, GuildId, MessageId, Outcome, Panel};
use crate::panels;

/// Messages of a channel are gone.
pub(super) async fn gone(
    bot: &Bot,
    guild: GuildId,
    channel: ChannelId,
    messages: &[MessageId],
) -> Outcome<()> {
    for panel in panels::all(&bot.store, guild).await? {
        if let Some((place, message)) = place(&panel)
            && place == channel
            && messages.contains(&message)
        {
            restore(bot, &panel, channel, message).await?;
        }
    }
    Ok(())
}

/// A channel is gone, and with it whatever stood there.
pub(super) async fn channel_gone(bot: &Bot, guild: GuildId, channel: ChannelId) -> Outcome<()> {
    for panel in panels::all(&bot.store, guild).await? {
        if let Some((place, message)) = place(&panel)
            && place == channel
        {
            panels::replaced(&bot.store, &panel, message, None).await?;
        }
    }
    Ok(())
}

/// Looks whether every panel's message is where it was posted.
pub(super) async fn look(bot: &Bot, guild: GuildId) -> Outcome<()> {
    for panel in panels::all(&bot.store, guild).await? {
        let Some((channel, message)) = place(&panel) else {
            continue;
        };
        match bot.outbound.message_exists(channel, message).await {
            Ok(true) => {}
            Ok(false) => find_or_restore(bot, &panel, channel, message).await?,
            // What cannot be seen may be there.
            Err(error) if error.is_forbidden() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn place(panel: &Panel) -> Option<(ChannelId, MessageId)> {
    panel.settings.channel.zip(panel.message)
}

/// The program may have ended after it had posted the message and before that was stored.
async fn find_or_restore(
    bot: &Bot,
    panel: &Panel,
    channel: ChannelId,
    message: MessageId,
) -> Outcome<()> {
    let button = CustomId::OpenTicket { panel: panel.id }.to_string();
    let found = bot
        .outbound
        .find_message(channel, message, bot.user(), &button)
        .await;
    match found {
        Ok(Some(found)) => {
            panels::replaced(&bot.store, panel, message, Some(found)).await?;
            Ok(())
        }
        Ok(None) => restore(bot, panel, channel, message).await,
        Err(error) if error.is_unknown() || error.is_forbidden() => {
            restore(bot, panel, channel, message).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn restore(bot: &Bot, panel: &Panel, channel: ChannelId, gone: MessageId) -> Outcome<()> {
    let Some(_claim) = bot.under_way.claim(&format!("panel-{}", panel.id)) else {
        return Ok(());
    };
    // It may have been moved, deleted or restored since it was read.
    let Some(panel) = bot.store.panel(panel.guild, panel.id).await? else {
        return Ok(());
    };
    if place(&panel) != Some((channel, gone)) {
        return Ok(());
    }
    if !bot.reposts.allow(panel.id, bot.clock.now()) {
        tracing::warn!(panel.id = %panel.id, "a panel is deleted again and again: it stands nowhere until it is sent");
        panels::replaced(&bot.store, &panel, gone, None).await?;
        return Ok(());
    }
    match posting::post_again(bot, &panel, channel, gone).await? {
        Ok(message) => settle(bot, &panel, channel, gone, message).await,
        Err(error) if error.is_forbidden() || error.is_unknown() => {
            tracing::warn!(%error, panel.id = %panel.id, "a deleted panel cannot be posted again: it stands nowhere until it is sent");
            panels::replaced(&bot.store, &panel, gone, None).await?;
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// Remembers the new message; takes it away if the panel has gone elsewhere meanwhile.
async fn settle(
    bot: &Bot,
    panel: &Panel,
    channel: ChannelId,
    gone: MessageId,
    message: MessageId,
) -> Outcome<()> {
    if panels::replaced(&bot.store, panel, gone, Some(message)).await? {
        tracing::info!(panel.id = %panel.id, "a panel that was deleted by hand is posted again");
        return Ok(());
    }
    let now = bot.store.panel(panel.guild, panel.id).await?;
    if now.is_some_and(|now| now.message == Some(message)) {
        return Ok(());
    }
    if let Err(error) = bot.outbound.delete_message(channel, message).await {
        error::log(&error.into(), "a panel's message stands twice");
    }
    Ok(())
}
