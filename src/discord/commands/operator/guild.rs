//! `/operator guild block` and `unblock`

use serenity::all::CreateAutocompleteResponse;

use crate::discord::components::confirmation;
use crate::discord::components::operator::OperatorPress;
use crate::discord::outbound::Message;
use crate::discord::{Bot, Context, CustomId, Request, suggest};
use crate::model::{Failure, GuildId, Outcome, Text};
use crate::render::markdown;

/// Discord offers the subcommands only.
#[expect(clippy::unused_async, reason = "the shape of every command")]
#[poise::command(slash_command, subcommand_required, subcommands("block", "unblock"))]
pub(super) async fn guild(_context: Context<'_>) -> Outcome<()> {
    Ok(())
}

/// Asks whether the bot is to refuse everything in a server.
#[poise::command(slash_command)]
async fn block(
    context: Context<'_>,
    #[autocomplete = "connected"]
    #[max_length = 100]
    guild: String,
    #[max_length = 500] reason: Option<String>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    request.must_operate()?;
    let guild = parse(&request.bot, &guild)?;
    let name = name(&request.bot, guild);
    if request.bot.store.is_guild_blocked(guild).await? {
        return Err(Text::new("operator-guild-block-already")
            .with("guild", name)
            .into());
    }
    let user = request.caller.user;
    request.bot.operating.keep_reason(user, guild.get(), reason);
    let question = Text::new("operator-guild-block-question").with("guild", name);
    let confirm = CustomId::Operator(OperatorPress::Block(guild));
    let buttons = confirmation(request.language(), confirm);
    let message = Message::text(request.words(&question)).buttons(buttons);
    request.show(&message).await;
    Ok(())
}

/// Lets the bot work in a server again.
#[poise::command(slash_command)]
async fn unblock(
    context: Context<'_>,
    #[autocomplete = "blocked"]
    #[max_length = 100]
    guild: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    request.must_operate()?;
    let guild = parse(&request.bot, &guild)?;
    let id = if request.bot.store.unblock_guild(guild).await? {
        "operator-guild-unblock-done"
    } else {
        "operator-guild-unblock-not"
    };
    let text = Text::new(id).with("guild", name(&request.bot, guild));
    request.say(&text).await;
    Ok(())
}

/// The id of a server, or its name in any case where only one is called so.
fn parse(bot: &Bot, typed: &str) -> Outcome<GuildId> {
    let typed = typed.trim();
    if let Ok(id) = typed.parse::<i64>()
        && id > 0
    {
        return Ok(GuildId::from_i64(id));
    }
    let connected = bot.guilds.names().into_iter();
    let named: Vec<GuildId> = connected
        .filter(|(_, name)| name.to_lowercase() == typed.to_lowercase())
        .map(|(id, _)| id)
        .collect();
    match named.as_slice() {
        [guild] => Ok(*guild),
        _ => Err(Failure::refused("operator-guild-invalid")),
    }
}

/// A server for a sentence.
pub(in crate::discord) fn name(bot: &Bot, guild: GuildId) -> String {
    let id = markdown::code(&guild.to_string());
    match bot.guilds.get(guild) {
        Some(facts) => format!("{} ({id})", markdown::escape(&facts.name)),
        None => id,
    }
}

async fn connected(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let request = Request::of(context).await;
    let mut names = Vec::new();
    if request.must_operate().is_ok() {
        let guilds = request.bot.guilds.names().into_iter();
        names.extend(guilds.map(|(id, name)| (format!("{name} ({id})"), id.to_string())));
    }
    suggest::labelled(names, typed)
}

async fn blocked(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let request = Request::of(context).await;
    let mut names = Vec::new();
    if request.must_operate().is_ok() {
        let blocked = request.bot.store.blocked_guilds().await.unwrap_or_default();
        names.extend(blocked.into_iter().map(|blocked| {
            let id = blocked.guild;
            let known = request.bot.guilds.get(id);
            let name = known.map_or_else(|| id.to_string(), |facts| facts.name);
            let reason = blocked.reason.map(|reason| format!(": {reason}"));
            let label = format!("{name} ({id}){}", reason.unwrap_or_default());
            (label, id.to_string())
        }));
    }
    suggest::labelled(names, typed)
}
