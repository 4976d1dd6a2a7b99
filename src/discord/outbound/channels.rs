//! Channels: create, list, look at, delete.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use serenity::all::{
    ChannelId as LibraryChannelId, GuildId as LibraryGuildId, LightMethod, PermissionOverwrite,
    Route,
};

use tokio::time::Instant;

use super::call::Call;
use super::{DiscordError, Outbound};
use crate::discord::appearance::Wish;
use crate::discord::overwrites::Overwrite;
use crate::model::{ChannelId, GuildId};

/// How long a change of a name is waited for: a used-up budget comes back after minutes.
const APPEARANCE: Duration = Duration::from_secs(5);

/// A text channel to be created.
#[derive(Clone, Debug, PartialEq)]
pub struct NewChannel {
    /// 1 to 100 characters.
    pub name: String,
    /// At most 1 024 characters.
    pub topic: String,
    /// The category.
    pub parent: Option<ChannelId>,
    /// Who may what.
    pub overwrites: Vec<Overwrite>,
}

/// What is asked about a channel.
#[derive(Clone, Debug, Deserialize)]
pub struct ChannelFacts {
    /// The channel.
    pub id: ChannelId,
    /// Discord's number for its kind: 0 is text, 4 a category, 5 announcements.
    #[serde(rename = "type")]
    pub kind: u8,
    /// The server, absent for direct messages.
    pub guild_id: Option<GuildId>,
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// The line under the name.
    #[serde(default)]
    pub topic: Option<String>,
    /// Its category.
    #[serde(default)]
    pub parent_id: Option<ChannelId>,
    /// Who may what.
    #[serde(default)]
    pub permission_overwrites: Vec<PermissionOverwrite>,
}

#[derive(Deserialize)]
struct Created {
    id: ChannelId,
}

impl Outbound {
    /// Creates a text channel. Never tries twice when the first try may have worked.
    pub async fn create_channel(
        &self,
        guild: GuildId,
        channel: &NewChannel,
        reason: &str,
    ) -> Result<ChannelId, DiscordError> {
        let overwrites: Vec<_> = channel.overwrites.iter().map(Overwrite::body).collect();
        let mut body = json!({
            "name": channel.name,
            "type": 0,
            "topic": channel.topic,
            "permission_overwrites": overwrites,
        });
        if let Some(parent) = channel.parent {
            body["parent_id"] = json!(parent);
        }
        let route = Route::GuildChannels {
            guild_id: LibraryGuildId::new(guild.get()),
        };
        let call = Call::new(LightMethod::Post, route)
            .body(body)
            .reason(Some(reason))
            .once();
        self.ask::<Created>(call).await.map(|created| created.id)
    }

    /// All channels of a server; no threads.
    pub async fn channels(&self, guild: GuildId) -> Result<Vec<ChannelFacts>, DiscordError> {
        let route = Route::GuildChannels {
            guild_id: LibraryGuildId::new(guild.get()),
        };
        self.ask(Call::new(LightMethod::Get, route)).await
    }

    /// One channel.
    pub async fn channel(&self, channel: ChannelId) -> Result<ChannelFacts, DiscordError> {
        let route = Route::Channel {
            channel_id: LibraryChannelId::new(channel.get()),
        };
        self.ask(Call::new(LightMethod::Get, route)).await
    }

    /// Changes a channel's name and topic, as far as they are wished for. Does not wait for Discord's budget.
    pub async fn set_appearance(
        &self,
        channel: ChannelId,
        wish: &Wish,
    ) -> Result<(), DiscordError> {
        let route = Route::Channel {
            channel_id: LibraryChannelId::new(channel.get()),
        };
        let call = Call::new(LightMethod::Patch, route)
            .body(json!(wish))
            .until(Instant::now() + APPEARANCE);
        self.tell(call).await
    }

    /// Replaces all overwrites of a channel.
    pub async fn set_overwrites(
        &self,
        channel: ChannelId,
        overwrites: &[Overwrite],
        reason: &str,
    ) -> Result<(), DiscordError> {
        let overwrites: Vec<_> = overwrites.iter().map(Overwrite::body).collect();
        let route = Route::Channel {
            channel_id: LibraryChannelId::new(channel.get()),
        };
        let call = Call::new(LightMethod::Patch, route)
            .body(json!({ "permission_overwrites": overwrites }))
            .reason(Some(reason));
        self.tell(call).await
    }

    /// Deletes a channel; one that is gone already is no error.
    pub async fn delete_channel(
        &self,
        channel: ChannelId,
        reason: &str,
    ) -> Result<(), DiscordError> {
        let route = Route::Channel {
            channel_id: LibraryChannelId::new(channel.get()),
        };
        let call = Call::new(LightMethod::Delete, route).reason(Some(reason));
        match self.tell(call).await {
            Err(error) if error.is_unknown() => Ok(()),
            other => other,
        }
    }
}
