//! `/panel send`

use serenity::all::PartialChannel;

use super::edit::relocate;
use crate::discord::{Context, Request, posting, suggest};
use crate::model::{ChannelId, Outcome, Text};
use crate::panels;
use crate::render::markdown;

/// Posts a panel's message anew; the old one goes.
#[poise::command(slash_command)]
pub(super) async fn send(
    context: Context<'_>,
    #[autocomplete = "suggest::panels"]
    #[max_length = 100]
    panel: String,
    #[channel_types("Text", "News")] channel: PartialChannel,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let panel = panels::find(&request.bot.store, guild, &panel).await?;
    let channel = ChannelId::new(channel.id.get());
    posting::check(&request, guild, channel).await?;
    relocate(&request, guild, &panel, channel).await?;
    let text = Text::new("panels-sent")
        .with("title", markdown::escape(&panel.settings.title))
        .with("channel", format!("<#{channel}>"));
    request.say(&text).await;
    Ok(())
}
