//! The servers that the bot is in, for `frontdesk check`.

use serde::Deserialize;
use serenity::all::{LightMethod, Permissions, Route};

use super::call::Call;
use super::{DiscordError, Outbound};
use crate::model::GuildId;

/// How many Discord gives at once.
const PAGE: usize = 200;

/// A server, and what the bot's roles allow it there.
#[derive(Clone, Debug, Deserialize)]
pub struct OwnGuild {
    /// The server.
    pub id: GuildId,
    /// Its name.
    pub name: String,
    /// What the roles sum up to.
    pub permissions: Permissions,
}

impl Outbound {
    /// All servers that the bot is in.
    pub async fn own_guilds(&self) -> Result<Vec<OwnGuild>, DiscordError> {
        let mut guilds: Vec<OwnGuild> = Vec::new();
        loop {
            let mut call =
                Call::new(LightMethod::Get, Route::UserMeGuilds).parameter("limit", &PAGE);
            if let Some(last) = guilds.last() {
                call = call.parameter("after", &last.id);
            }
            let page: Vec<OwnGuild> = self.ask(call).await?;
            let last = page.len() < PAGE;
            guilds.extend(page);
            if last {
                return Ok(guilds);
            }
        }
    }
}
