//! A look at Discord without connecting: whose token it is, and what the bot lacks in each of its servers.

use super::gateway::GatewayError;
use super::outbound::Outbound;
use super::overwrites::BOT_NEEDS;
use super::permissions;
use crate::config::DiscordSettings;
use crate::model::Language;

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// The bot's name.
    pub bot: String,
    /// Its servers.
    pub guilds: Vec<ProbedGuild>,
}

/// A server that the bot is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProbedGuild {
    /// Its name.
    pub name: String,
    /// The permissions that the bot's roles do not give it there, by name; empty when all is well.
    pub missing: String,
}

/// Asks Discord.
pub async fn probe(settings: &DiscordSettings) -> Result<Probe, GatewayError> {
    let outbound = Outbound::new(settings)?;
    let bot = outbound.myself().await.map_err(GatewayError::from_answer)?;
    let guilds = outbound.own_guilds().await?;
    Ok(Probe {
        bot: bot.username,
        guilds: guilds
            .into_iter()
            .map(|guild| {
                let missing = if guild.permissions.administrator() {
                    serenity::all::Permissions::empty()
                } else {
                    BOT_NEEDS - guild.permissions
                };
                ProbedGuild {
                    name: guild.name,
                    missing: permissions::names(missing, Language::English).replace("**", ""),
                }
            })
            .collect(),
    })
}
