//! The connection over which events arrive.

use std::sync::{Arc, OnceLock};

use serenity::all::{ClientBuilder, GatewayIntents};

use super::bot::Bot;
use super::events::Handler;
use super::{DiscordError, commands, reconcile};
use crate::config::Shards;
use crate::model::UserId;

/// Servers, channels and roles, and which messages are deleted; interactions come without an intent. None of these is
/// privileged: what messages say is not told.
pub const INTENTS: GatewayIntents = GatewayIntents::GUILDS.union(GatewayIntents::GUILD_MESSAGES);

/// Why the connection could not be made, or ended.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// The token is wrong.
    #[error(
        "Discord refuses DISCORD_TOKEN: copy the bot's token again from https://discord.com/developers/applications"
    )]
    TokenRefused,
    /// Discord did not answer as it should.
    #[error("the connection to Discord could not be started: {0}")]
    Discord(#[from] DiscordError),
    /// The library gave up.
    #[error("the connection to Discord ended: {0}")]
    Library(String),
}

impl GatewayError {
    /// A refused token is told from every other trouble.
    pub fn from_answer(error: DiscordError) -> Self {
        match error {
            DiscordError::Refused { status: 401, .. } => Self::TokenRefused,
            other => Self::Discord(other),
        }
    }
}

impl Bot {
    /// Asks Discord who this bot is, which also proves the token.
    pub async fn identify(&self) -> Result<UserId, GatewayError> {
        if let Some(user) = self.user.get() {
            return Ok(*user);
        }
        let user = self
            .outbound
            .myself()
            .await
            .map_err(GatewayError::from_answer)?
            .id;
        Ok(*self.user.get_or_init(|| user))
    }
}

/// Connects and serves until a stop is asked for. Interactions that are under way then are finished by the lifecycle:
/// answering needs no gateway.
pub async fn serve(bot: Arc<Bot>, shards: Shards) -> Result<(), GatewayError> {
    bot.identify().await?;
    let recommended = bot
        .outbound
        .recommended_shards()
        .await
        .map_err(GatewayError::from_answer)?;
    bot.lifecycle
        .run_part("reconciler", reconcile::run(Arc::clone(&bot)));
    let manager = Arc::new(OnceLock::new());
    let handler = Handler::new(Arc::clone(&bot), commands::options(), Arc::clone(&manager));
    let outbound = bot.outbound.clone();
    let http = outbound.gateway_http();
    let mut client = ClientBuilder::new_with_http(http, INTENTS)
        .event_handler(handler)
        .await
        .map_err(ended)?;
    let shard_manager = Arc::clone(&client.shard_manager);
    // Nobody else sets it.
    let _ = manager.set(Arc::clone(&shard_manager));
    let running = async {
        match shards {
            Shards::Auto => client.start_shards(recommended.max(1)).await,
            Shards::Range { first, last, total } => {
                client.start_shard_range(first..last, total).await
            }
        }
    };
    let result = tokio::select! {
        result = running => result.map_err(ended),
        () = bot.lifecycle.stopping() => {
            shard_manager.shutdown_all().await;
            Ok(())
        }
    };
    bot.readiness.set(false);
    result
}

fn ended(error: serenity::Error) -> GatewayError {
    use serenity::gateway::GatewayError as Library;
    match error {
        serenity::Error::Gateway(Library::InvalidAuthentication) => GatewayError::TokenRefused,
        other => GatewayError::Library(other.to_string()),
    }
}
