//! Servers, their members, and the bot's own commands.

use serde::Deserialize;
use serde_json::Value;
use serenity::all::{
    ApplicationId, GuildId as LibraryGuildId, LightMethod, Permissions, Route,
    UserId as LibraryUserId,
};

use super::call::Call;
use super::{DiscordError, Outbound};
use crate::model::{GuildId, RoleId, UserId};

/// What is asked about a server.
#[derive(Clone, Debug, Deserialize)]
pub struct GuildAnswer {
    /// Its name.
    pub name: String,
    /// Its owner, who may everything.
    pub owner_id: UserId,
    /// Its roles.
    pub roles: Vec<RoleAnswer>,
}

/// What is asked about a role.
#[derive(Clone, Debug, Deserialize)]
pub struct RoleAnswer {
    /// The role.
    pub id: RoleId,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// What it allows in the server.
    pub permissions: Permissions,
}

/// What is asked about a member.
#[derive(Clone, Debug, Deserialize)]
pub struct MemberAnswer {
    /// The account.
    pub user: UserAnswer,
    /// The name in this server.
    #[serde(default)]
    pub nick: Option<String>,
    /// The roles, without `@everyone`.
    pub roles: Vec<RoleId>,
}

/// What is asked about an account.
#[derive(Clone, Debug, Deserialize)]
pub struct UserAnswer {
    /// The account.
    pub id: UserId,
    /// The unique name.
    pub username: String,
    /// The name that is shown.
    #[serde(default)]
    pub global_name: Option<String>,
    /// The hash of the picture.
    #[serde(default)]
    pub avatar: Option<String>,
}

impl UserAnswer {
    /// The picture's address.
    pub fn avatar_url(&self) -> String {
        const CDN: &str = "https://cdn.discordapp.com";
        match &self.avatar {
            Some(hash) => format!("{CDN}/avatars/{}/{hash}.png", self.id),
            None => format!("{CDN}/embed/avatars/{}.png", (self.id.get() >> 22) % 6),
        }
    }
}

#[derive(Deserialize)]
struct Gateway {
    shards: u32,
}

impl Outbound {
    /// How many shards Discord recommends; the first call of a start, which also proves the token.
    pub async fn recommended_shards(&self) -> Result<u32, DiscordError> {
        let call = Call::new(LightMethod::Get, Route::GatewayBot);
        self.ask::<Gateway>(call).await.map(|answer| answer.shards)
    }

    /// The bot's own account.
    pub async fn myself(&self) -> Result<UserAnswer, DiscordError> {
        self.ask(Call::new(LightMethod::Get, Route::UserMe)).await
    }

    /// A server.
    pub async fn guild(&self, guild: GuildId) -> Result<GuildAnswer, DiscordError> {
        let route = Route::Guild {
            guild_id: LibraryGuildId::new(guild.get()),
        };
        self.ask(Call::new(LightMethod::Get, route)).await
    }

    /// A member, if the user is one.
    pub async fn member(
        &self,
        guild: GuildId,
        user: UserId,
    ) -> Result<Option<MemberAnswer>, DiscordError> {
        let route = Route::GuildMember {
            guild_id: LibraryGuildId::new(guild.get()),
            user_id: LibraryUserId::new(user.get()),
        };
        match self.ask(Call::new(LightMethod::Get, route)).await {
            Ok(member) => Ok(Some(member)),
            Err(error) if error.is_unknown() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The commands that Discord knows, with all translations.
    pub async fn commands(
        &self,
        application: u64,
        guild: Option<GuildId>,
    ) -> Result<Vec<Value>, DiscordError> {
        let call = Call::new(LightMethod::Get, commands_route(application, guild))
            .parameter("with_localizations", &true);
        self.ask(call).await
    }

    /// Replaces all commands.
    pub async fn set_commands(
        &self,
        application: u64,
        guild: Option<GuildId>,
        commands: Value,
    ) -> Result<(), DiscordError> {
        let call = Call::new(LightMethod::Put, commands_route(application, guild)).body(commands);
        self.tell(call).await
    }
}

fn commands_route(application: u64, guild: Option<GuildId>) -> Route<'static> {
    let application_id = ApplicationId::new(application);
    match guild {
        Some(guild) => Route::GuildCommands {
            application_id,
            guild_id: LibraryGuildId::new(guild.get()),
        },
        None => Route::Commands { application_id },
    }
}
