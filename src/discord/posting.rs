//! The message of a panel: posted, kept up to date, taken away.

use serenity::all::{ChannelType, PartialChannel, Permissions};

use super::outbound::error::code;
use super::{Bot, DiscordError, Request, views};
use crate::model::{ChannelId, Failure, GuildId, MessageId, Outcome, Panel, Text};
use crate::settings;

/// What the bot needs where a panel stands.
const NEEDED: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::EMBED_LINKS);
/// Discord's numbers for text and announcement channels.
const KINDS: [u8; 2] = [0, 5];

/// What became of the message when its panel was changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Refreshed {
    /// It shows the panel as it is now.
    Shown,
    /// It was deleted by hand, or never posted.
    Gone,
}

/// The category that was chosen; Discord offers no others, but a check costs nothing.
pub fn category(chosen: Option<&PartialChannel>) -> Outcome<Option<ChannelId>> {
    match chosen {
        Some(channel) if channel.kind != ChannelType::Category => {
            Err(Failure::refused("panels-category-unfit"))
        }
        chosen => Ok(chosen.map(|channel| ChannelId::new(channel.id.get()))),
    }
}

/// Refuses a channel in which a panel cannot stand, before anything is stored.
pub async fn check(request: &Request, guild: GuildId, channel: ChannelId) -> Outcome<()> {
    let bot = &request.bot;
    let unfit = || {
        Text::new("panels-channel-unfit")
            .with("channel", format!("<#{channel}>"))
            .into()
    };
    let facts = match bot.outbound.channel(channel).await {
        Ok(facts) => facts,
        Err(error) if error.is_forbidden() => {
            return Err(bot
                .missing_permissions(guild, Some(channel), NEEDED, request.language())
                .await);
        }
        Err(error) if error.is_unknown() => return Err(unfit()),
        Err(error) => return Err(error.into()),
    };
    if facts.guild_id != Some(guild) || !KINDS.contains(&facts.kind) {
        return Err(unfit());
    }
    let may = bot.own_permissions(guild, Some(channel)).await?;
    if may.contains(NEEDED) {
        Ok(())
    } else {
        Err(bot
            .missing_permissions(guild, Some(channel), NEEDED, request.language())
            .await)
    }
}

/// Posts the panel's message.
pub async fn post(request: &Request, panel: &Panel, channel: ChannelId) -> Outcome<MessageId> {
    let bot = &request.bot;
    let mut message = view(bot, panel).await?;
    // Unique per command, so that an answer that was lost does not double the message.
    message.nonce = Some(format!("panel-{}", request.id));
    match bot.outbound.post(channel, &message).await {
        Ok(message) => Ok(message),
        Err(error) => Err(said(request, panel.guild, channel, error).await),
    }
}

/// Posts the panel's message anew where one was deleted.
pub async fn post_again(
    bot: &Bot,
    panel: &Panel,
    channel: ChannelId,
    gone: MessageId,
) -> Outcome<Result<MessageId, DiscordError>> {
    let mut message = view(bot, panel).await?;
    // Of several that notice the same deletion, all get the same message.
    message.nonce = Some(format!("again-{gone}"));
    Ok(bot.outbound.post(channel, &message).await)
}

/// Brings the posted message up to date.
pub async fn refresh(request: &Request, panel: &Panel) -> Outcome<Refreshed> {
    let (Some(channel), Some(message)) = (panel.settings.channel, panel.message) else {
        return Ok(Refreshed::Gone);
    };
    let bot = &request.bot;
    match bot
        .outbound
        .edit(channel, message, &view(bot, panel).await?)
        .await
    {
        Ok(()) => Ok(Refreshed::Shown),
        Err(error) if error.is_unknown() => Ok(Refreshed::Gone),
        Err(error) => Err(said(request, panel.guild, channel, error).await),
    }
}

/// Takes the posted message away; one that is gone already is no error.
pub async fn remove(bot: &Bot, panel: &Panel) -> Outcome<()> {
    let (Some(channel), Some(message)) = (panel.settings.channel, panel.message) else {
        return Ok(());
    };
    match bot.outbound.delete_message(channel, message).await {
        // What cannot be seen any more is as good as gone.
        Err(error) if error.is_forbidden() => Ok(()),
        other => Ok(other?),
    }
}

async fn view(bot: &Bot, panel: &Panel) -> Outcome<super::Message> {
    let language = settings::load(&bot.store, panel.guild).await?.language;
    Ok(views::panels::posted(panel, language))
}

/// What an admin can do about it, where that is known.
async fn said(
    request: &Request,
    guild: GuildId,
    channel: ChannelId,
    error: DiscordError,
) -> Failure {
    let named = || Text::new("panels-channel-unfit").with("channel", format!("<#{channel}>"));
    if error.is_forbidden() {
        request
            .bot
            .missing_permissions(guild, Some(channel), NEEDED, request.language())
            .await
    } else if error.is_unknown() {
        named().into()
    } else if refuses_emoji(&error) {
        Failure::refused("panels-emoji-refused")
    } else {
        error.into()
    }
}

/// Discord knows emoji that are none any more, or not here.
fn refuses_emoji(error: &DiscordError) -> bool {
    matches!(
        error,
        DiscordError::Refused { code: number, fields, .. }
            if *number == code::INVALID_FORM && fields.iter().any(|field| field.contains("emoji"))
    )
}
