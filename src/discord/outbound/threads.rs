//! Threads: create, list, and who is in them.

use serde::Deserialize;
use serde_json::json;
use serenity::all::{
    ChannelId as LibraryChannelId, GuildId as LibraryGuildId, LightMethod, Route,
    UserId as LibraryUserId,
};

use super::call::Call;
use super::{DiscordError, Outbound};
use crate::model::{ChannelId, GuildId, UserId};

/// Discord's number for private threads.
pub const PRIVATE_THREAD: u8 = 12;

/// Whether a channel of this kind is a thread.
pub const fn is_thread(kind: u8) -> bool {
    matches!(kind, 10..=PRIVATE_THREAD)
}

/// The longest silence before Discord archives a thread, in minutes: a week.
const ARCHIVED_AFTER: u32 = 10_080;

/// What is asked about a thread.
#[derive(Clone, Debug, Deserialize)]
pub struct ThreadFacts {
    /// The thread.
    pub id: ChannelId,
    /// Discord's number for its kind.
    #[serde(rename = "type")]
    pub kind: u8,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Who created it.
    #[serde(default)]
    pub owner_id: Option<UserId>,
    /// The channel under which it stands.
    #[serde(default)]
    pub parent_id: Option<ChannelId>,
}

#[derive(Deserialize)]
struct Created {
    id: ChannelId,
}

#[derive(Deserialize)]
struct Active {
    threads: Vec<ThreadFacts>,
}

#[derive(Deserialize)]
struct Member {
    #[serde(default)]
    user_id: Option<UserId>,
}

impl Outbound {
    /// Creates a private thread to which only the bot adds people. Never tries twice when the first try may have worked.
    pub async fn create_thread(
        &self,
        parent: ChannelId,
        name: &str,
        reason: &str,
    ) -> Result<ChannelId, DiscordError> {
        let route = Route::ChannelThreads {
            channel_id: LibraryChannelId::new(parent.get()),
        };
        let call = Call::new(LightMethod::Post, route)
            .body(json!({
                "name": name,
                "type": PRIVATE_THREAD,
                "invitable": false,
                "auto_archive_duration": ARCHIVED_AFTER,
            }))
            .reason(Some(reason))
            .once();
        self.ask::<Created>(call).await.map(|created| created.id)
    }

    /// The threads of a server that are not archived, as far as the bot sees them.
    pub async fn active_threads(&self, guild: GuildId) -> Result<Vec<ThreadFacts>, DiscordError> {
        let route = Route::GuildThreadsActive {
            guild_id: LibraryGuildId::new(guild.get()),
        };
        let call = Call::new(LightMethod::Get, route);
        self.ask::<Active>(call).await.map(|active| active.threads)
    }

    /// Adds somebody to a thread; harmless for one who is in it.
    pub async fn add_thread_member(
        &self,
        thread: ChannelId,
        user: UserId,
    ) -> Result<(), DiscordError> {
        self.tell(Call::new(LightMethod::Put, member(thread, user)))
            .await
    }

    /// Removes somebody from a thread; harmless for one who is not in it.
    pub async fn remove_thread_member(
        &self,
        thread: ChannelId,
        user: UserId,
    ) -> Result<(), DiscordError> {
        let call = Call::new(LightMethod::Delete, member(thread, user));
        match self.tell(call).await {
            Err(error) if error.is_unknown() => Ok(()),
            other => other,
        }
    }

    /// Who is in a thread, or `None` where Discord does not tell: it does so only to bots with the
    /// [privileged intent](https://discord.com/developers/docs/resources/channel#list-thread-members) for members.
    pub async fn thread_members(
        &self,
        thread: ChannelId,
    ) -> Result<Option<Vec<UserId>>, DiscordError> {
        let route = Route::ChannelThreadMembers {
            channel_id: LibraryChannelId::new(thread.get()),
        };
        match self
            .ask::<Vec<Member>>(Call::new(LightMethod::Get, route))
            .await
        {
            Ok(members) => Ok(Some(
                members
                    .into_iter()
                    .filter_map(|member| member.user_id)
                    .collect(),
            )),
            Err(error) if error.is_forbidden() => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn member(thread: ChannelId, user: UserId) -> Route<'static> {
    Route::ChannelThreadMember {
        channel_id: LibraryChannelId::new(thread.get()),
        user_id: LibraryUserId::new(user.get()),
    }
}
