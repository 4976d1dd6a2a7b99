//! The connection to Discord.

use url::Url;

use super::{Environment, Problems};
use crate::model::{GuildId, UserId};
use crate::vault::Secret;

/// Token, address and shards.
#[derive(Clone, Debug)]
pub struct DiscordSettings {
    /// `DISCORD_TOKEN`
    pub token: Secret,
    /// `DISCORD_API_URL`: replaces `https://discord.com`.
    pub api_url: Option<Url>,
    /// `FRONTDESK_SHARDS`
    pub shards: Shards,
    /// `FRONTDESK_OWNERS`
    pub owners: Vec<UserId>,
    /// `FRONTDESK_DEV_GUILD`: where commands are registered instead of globally, at once and for this server only.
    pub development_guild: Option<GuildId>,
}

/// Which shards this process runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shards {
    /// All of them, as many as Discord recommends.
    #[default]
    Auto,
    /// `first` to `last` of `total`.
    Range {
        /// The first one, from 0.
        first: u32,
        /// The last one.
        last: u32,
        /// How many there are over all processes.
        total: u32,
    },
}

impl DiscordSettings {
    /// These settings alone, whatever is wrong with them.
    pub fn read_as_it_is(environment: &Environment) -> Self {
        Self::read(environment, &mut Problems::default())
    }

    pub(super) fn read(environment: &Environment, problems: &mut Problems) -> Self {
        let token = environment.get("DISCORD_TOKEN").unwrap_or_default();
        if token.is_empty() {
            problems.add(
                "DISCORD_TOKEN",
                "is not set: create a bot at https://discord.com/developers/applications and copy its token there",
            );
        }
        Self {
            token: Secret::new(token.strip_prefix("Bot ").unwrap_or(token)),
            api_url: api_url(environment, problems),
            shards: shards(environment, problems),
            owners: environment.list(
                "FRONTDESK_OWNERS",
                "Discord user id: write ids with commas between",
                problems,
            ),
            development_guild: environment
                .list(
                    "FRONTDESK_DEV_GUILD",
                    "Discord server id: copy it from the server's context menu in developer mode",
                    problems,
                )
                .pop(),
        }
    }
}

fn api_url(environment: &Environment, problems: &mut Problems) -> Option<Url> {
    let text = environment.get("DISCORD_API_URL")?;
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Some(url),
        _ => {
            problems.add(
                "DISCORD_API_URL",
                format!(
                    "is `{text}`, which is no address of Discord's API: write it like `http://127.0.0.1:8787`, or leave it out"
                ),
            );
            None
        }
    }
}

fn shards(environment: &Environment, problems: &mut Problems) -> Shards {
    match environment.get("FRONTDESK_SHARDS") {
        None | Some("auto") => Shards::Auto,
        Some(text) => parse_range(text).unwrap_or_else(|| {
            problems.add(
                "FRONTDESK_SHARDS",
                format!("is `{text}`, which is no range of shards: write `auto`, or a range like `0-3/8`"),
            );
            Shards::Auto
        }),
    }
}

fn parse_range(text: &str) -> Option<Shards> {
    let (range, total) = text.split_once('/')?;
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    let (first, last, total) = (first.parse().ok()?, last.parse().ok()?, total.parse().ok()?);
    (first <= last && last < total).then_some(Shards::Range { first, last, total })
}
