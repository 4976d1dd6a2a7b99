//! `/settings`

use serenity::all::CreateAutocompleteResponse;

use crate::discord::outbound::Message;
use crate::discord::{Context, Request, suggest, views};
use crate::i18n;
use crate::model::{ChannelId, GuildId, GuildSettings, Language, Outcome, RoleId, Text};
use crate::render::embed;
use crate::settings::{self, Directory, Kind, Setting};

/// Discord's number for categories.
const CATEGORY: u8 = 4;
/// For text channels.
const TEXT: u8 = 0;
/// For channels whose messages other servers can follow.
const ANNOUNCEMENTS: u8 = 5;

/// Discord offers the subcommands only.
#[expect(clippy::unused_async, reason = "the shape of every command")]
#[poise::command(
    slash_command,
    guild_only,
    subcommand_required,
    default_member_permissions = "MANAGE_GUILD",
    rename = "settings",
    subcommands("view", "set", "reset")
)]
pub(super) async fn command(_context: Context<'_>) -> Outcome<()> {
    Ok(())
}

/// Shows all settings.
#[poise::command(slash_command)]
async fn view(context: Context<'_>) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let view = settings::view(&request.bot.store, guild).await?;
    let message = views::settings::all(&view, request.language());
    request.show(&message).await;
    Ok(())
}

/// Sets one.
#[poise::command(slash_command)]
async fn set(
    context: Context<'_>,
    #[autocomplete = "names"]
    #[max_length = 100]
    setting: String,
    #[autocomplete = "values"]
    #[max_length = 1000]
    value: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let setting: Setting = setting.parse()?;
    let directory = directory(&request, guild, setting).await?;
    let store = &request.bot.store;
    let change = settings::set(store, guild, setting, &value, &directory).await?;
    let language = request.language();
    let shown = views::settings::value(setting, &change.view.settings, language);
    let text = Text::new("settings-set")
        .with("setting", setting.name())
        .with("value", shown);
    let mut words = i18n::words(language, &text);
    if !change.warnings.is_empty() {
        words = format!("{words}\n{}", views::remarks(language, &change.warnings));
    }
    request
        .show(&Message::text(embed::cut(&words, 2_000)))
        .await;
    Ok(())
}

/// Puts one back to its default.
#[poise::command(slash_command)]
async fn reset(
    context: Context<'_>,
    #[autocomplete = "names"]
    #[max_length = 100]
    setting: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let setting: Setting = setting.parse()?;
    let text = if settings::reset(&request.bot.store, guild, setting).await? {
        Text::new("settings-reset")
    } else {
        Text::new("settings-reset-already")
    };
    let default = views::settings::value(setting, &GuildSettings::default(), request.language());
    let text = text.with("setting", setting.name()).with("value", default);
    request.say(&text).await;
    Ok(())
}

/// What exists in the server, as far as the setting is about it.
async fn directory(request: &Request, guild: GuildId, setting: Setting) -> Outcome<Directory> {
    let outbound = &request.bot.outbound;
    Ok(match setting.kind() {
        Kind::Role => {
            let roles = outbound.guild(guild).await?.roles.into_iter();
            let everyone = RoleId::new(guild.get());
            Directory {
                roles: roles
                    .filter(|role| role.id != everyone)
                    .map(|role| (role.id, role.name))
                    .collect(),
                ..Directory::default()
            }
        }
        Kind::Category | Kind::Categories { .. } => Directory {
            categories: channels(request, guild, &[CATEGORY]).await?,
            ..Directory::default()
        },
        Kind::Channel => Directory {
            channels: channels(request, guild, &[TEXT, ANNOUNCEMENTS]).await?,
            ..Directory::default()
        },
        _ => Directory::default(),
    })
}

/// The server's channels of these kinds, by name.
async fn channels(
    request: &Request,
    guild: GuildId,
    kinds: &[u8],
) -> Outcome<Vec<(ChannelId, String)>> {
    let channels = request.bot.outbound.channels(guild).await?.into_iter();
    Ok(channels
        .filter(|channel| kinds.contains(&channel.kind))
        .map(|channel| (channel.id, channel.name.unwrap_or_default()))
        .collect())
}

#[expect(clippy::unused_async, reason = "the shape of every completion")]
async fn names(_context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    suggest::choices(Setting::ALL.map(|setting| setting.name().to_owned()), typed)
}

/// Values for the setting that has been named so far.
async fn values(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let request = Request::of(context).await;
    let setting = suggest::option(&context, "setting").and_then(|name| name.parse().ok());
    let (Ok(guild), Some(setting)) = (request.managed_guild(), setting) else {
        return CreateAutocompleteResponse::new();
    };
    let directory = directory(&request, guild, setting).await;
    let choices = offered(setting, &directory.unwrap_or_default(), request.language());
    suggest::labelled(choices, typed)
}

fn offered(setting: Setting, directory: &Directory, reader: Language) -> Vec<(String, String)> {
    match setting.kind() {
        Kind::Language => Language::ALL
            .map(|language| {
                let name = views::settings::native_name(language);
                (name.to_owned(), language.tag().to_owned())
            })
            .to_vec(),
        Kind::Count { least, most } => (least..=most)
            .map(|number| (number.to_string(), number.to_string()))
            .collect(),
        Kind::Role => {
            let roles = directory.roles.iter();
            roles
                .map(|(id, name)| (format!("@{name}"), id.to_string()))
                .collect()
        }
        Kind::Category | Kind::Categories { .. } => {
            let categories = directory.categories.iter();
            categories
                .map(|(id, name)| (name.clone(), id.to_string()))
                .collect()
        }
        Kind::Channel => {
            let channels = directory.channels.iter();
            channels
                .map(|(id, name)| (format!("#{name}"), id.to_string()))
                .collect()
        }
        Kind::Template { .. } => ["ticket-%id_padded%", "ticket-%id%", "%username%-%id%"]
            .map(|template| (template.to_owned(), template.to_owned()))
            .to_vec(),
        Kind::Choice(words) => words
            .iter()
            .map(|word| ((*word).to_owned(), (*word).to_owned()))
            .collect(),
        Kind::Switch => [(true, "on"), (false, "off")]
            .map(|(on, value)| (views::settings::switch(on, reader), value.to_owned()))
            .to_vec(),
    }
}
