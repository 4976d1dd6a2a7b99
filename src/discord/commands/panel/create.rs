//! `/panel create`

use serenity::all::{PartialChannel, RoleId as LibraryRoleId};

use crate::discord::outbound::Message;
use crate::discord::{Context, Request, error, posting};
use crate::model::{ChannelId, Outcome, RoleId, Text, TicketMode};
use crate::panels::{self, Options};
use crate::render::markdown;

/// Makes a panel and posts it.
#[expect(clippy::too_many_arguments, reason = "one for each option")]
#[poise::command(slash_command)]
pub(super) async fn create(
    context: Context<'_>,
    title: String,
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
        title: Some(title),
        channel: channel.map(|channel| ChannelId::new(channel.id.get())),
        category: posting::category(category.as_ref())?,
        button,
        emoji,
        colour,
        mode,
        staff: staff.map(|role| RoleId::new(role.get())),
        description,
    };
    run(&request, options).await
}

/// Nothing is stored before it is known that the bot may post, and a panel that could not be posted is taken back.
async fn run(request: &Request, mut options: Options) -> Outcome<()> {
    let guild = request.managed_guild()?;
    let bot = &request.bot;
    let channel = options.channel.unwrap_or(request.channel);
    options.channel = Some(channel);
    posting::check(request, guild, channel).await?;
    let panel = panels::create(
        &bot.store,
        guild,
        request.caller.user,
        bot.clock.now(),
        &options,
    )
    .await?;
    let message = match posting::post(request, &panel, channel).await {
        Ok(message) => message,
        Err(failure) => {
            if let Err(undone) = panels::delete(&bot.store, guild, panel.id).await {
                error::log(&undone, "a panel that could not be posted stays");
            }
            return Err(failure);
        }
    };
    panels::posted(&bot.store, guild, panel.id, channel, message).await?;
    let text = Text::new("panels-created")
        .with("title", markdown::escape(&panel.settings.title))
        .with("channel", format!("<#{channel}>"));
    request.show(&Message::text(request.words(&text))).await;
    Ok(())
}
