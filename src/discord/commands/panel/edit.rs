//! `/panel edit`

use serenity::all::{PartialChannel, RoleId as LibraryRoleId};

use crate::discord::posting::{self, Refreshed};
use crate::discord::{Context, Request, error, suggest};
use crate::model::{ChannelId, Failure, GuildId, Outcome, Panel, RoleId, Text, TicketMode};
use crate::panels::{self, Options};
use crate::render::markdown;

/// Changes a panel and its message.
#[expect(clippy::too_many_arguments, reason = "one for each option")]
#[poise::command(slash_command)]
pub(super) async fn edit(
    context: Context<'_>,
    #[autocomplete = "suggest::panels"]
    #[max_length = 100]
    panel: String,
    title: Option<String>,
    #[channel_types("Text", "News")] channel: Option<PartialChannel>,
    #[channel_types("Category")] category: Option<PartialChannel>,
    button: Option<String>,
    emoji: Option<String>,
    colour: Option<String>,
    mode: Option<TicketMode>,
    staff: Option<LibraryRoleId>,
    description: Option<String>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let options = Options {
        title,
        channel: channel.map(|channel| ChannelId::new(channel.id.get())),
        category: posting::category(category.as_ref())?,
        button,
        emoji,
        colour,
        mode,
        staff: staff.map(|role| RoleId::new(role.get())),
        description,
    };
    run(&request, &panel, options).await
}

async fn run(request: &Request, title: &str, mut options: Options) -> Outcome<()> {
    let guild = request.managed_guild()?;
    if options.is_empty() {
        return Err(Failure::refused("panels-edit-nothing"));
    }
    let store = &request.bot.store;
    let before = panels::find(store, guild, title).await?;
    let target = options
        .channel
        .take()
        .filter(|channel| before.message.is_none() || before.settings.channel != Some(*channel));
    if let Some(channel) = target {
        posting::check(request, guild, channel).await?;
    }
    let panel = panels::edit(store, guild, before.id, &options).await?;
    let shown = match target {
        Some(channel) => relocate(request, guild, &panel, channel)
            .await
            .map(|()| Refreshed::Shown),
        None => posting::refresh(request, &panel).await,
    };
    let title = markdown::escape(&panel.settings.title);
    let problem = match shown {
        Ok(Refreshed::Shown) => None,
        Ok(Refreshed::Gone) => Some(Text::new("panels-message-gone")),
        Err(Failure::Refused(text)) => Some(text),
        Err(fault) => return Err(fault),
    };
    let text = match problem {
        None => Text::new("panels-edited").with("title", title),
        Some(problem) => Text::new("panels-edited-not-shown")
            .with("title", title)
            .lines("problem", vec![problem]),
    };
    request.say(&text).await;
    Ok(())
}

/// Posts the message in another channel, then takes the old one away.
pub(super) async fn relocate(
    request: &Request,
    guild: GuildId,
    panel: &Panel,
    channel: ChannelId,
) -> Outcome<()> {
    let message = posting::post(request, panel, channel).await?;
    panels::posted(&request.bot.store, guild, panel.id, channel, message).await?;
    if let Err(failure) = posting::remove(&request.bot, panel).await {
        error::log(&failure, "the old message of a panel stays");
    }
    Ok(())
}
