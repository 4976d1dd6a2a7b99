//! Channels of guilds, and direct messages.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::{Message, Thread, World};
use crate::{
    error::ApiError,
    gateway::{Event, Intents},
    id::Id,
    numbered::numbered,
    permissions::Permissions,
};

numbered! {
    /// What a channel is.
    ChannelKind {
        /// Text.
        Text = 0,
        /// A direct message.
        Direct = 1,
        /// Voice.
        Voice = 2,
        /// A category with other channels inside.
        Category = 4,
        /// Announcements.
        News = 5,
        /// A thread of an announcement channel.
        NewsThread = 10,
        /// A thread that everybody sees.
        PublicThread = 11,
        /// A thread that only its members see.
        PrivateThread = 12,
        /// A stage.
        Stage = 13,
        /// A forum.
        Forum = 15,
    }
}

numbered! {
    /// Whose permissions an overwrite changes.
    OverwriteKind {
        /// Everybody with a role.
        Role = 0,
        /// One member.
        Member = 1,
    }
}

/// A channel's change to the permissions of a role or member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overwrite {
    /// The role or member.
    pub id: Id,
    /// Which of the two it is.
    #[serde(rename = "type")]
    pub kind: OverwriteKind,
    /// What is allowed here.
    #[serde(default)]
    pub allow: Permissions,
    /// What is denied here.
    #[serde(default)]
    pub deny: Permissions,
}

/// A channel of any kind.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The channel's id.
    pub id: Id,
    /// What it is.
    pub kind: ChannelKind,
    /// The guild it is in; none for direct messages.
    pub guild: Option<Id>,
    /// Its name.
    pub name: String,
    /// Its topic.
    pub topic: Option<String>,
    /// Its category, or a thread's channel.
    pub parent: Option<Id>,
    /// Its place in the list.
    pub position: u32,
    /// Its permission overwrites.
    pub overwrites: Vec<Overwrite>,
    /// Whether it is for adults.
    pub nsfw: bool,
    /// The seconds between two messages of one member.
    pub slow_mode: u32,
    /// Who takes part in a direct message.
    pub recipients: Vec<Id>,
    /// What makes a thread of it.
    pub thread: Option<Thread>,
    /// Its messages, the ephemeral ones included.
    pub messages: BTreeMap<Id, Message>,
    pub(crate) renames: VecDeque<Instant>,
}

/// The fields with which a channel is created; for a change each is optional.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewChannel {
    /// The name.
    pub name: Option<String>,
    /// What it is to be.
    #[serde(rename = "type")]
    pub kind: Option<ChannelKind>,
    /// The topic; `Some(None)` takes it away.
    #[serde(deserialize_with = "present")]
    pub topic: Option<Option<String>>,
    /// The category; `Some(None)` takes it out.
    #[serde(rename = "parent_id", deserialize_with = "present")]
    pub parent: Option<Option<Id>>,
    /// The place in the list.
    pub position: Option<u32>,
    /// The overwrites.
    #[serde(rename = "permission_overwrites")]
    pub overwrites: Option<Vec<Overwrite>>,
    /// Whether it is for adults.
    pub nsfw: Option<bool>,
    /// The seconds between two messages of one member.
    #[serde(rename = "rate_limit_per_user")]
    pub slow_mode: Option<u32>,
    /// A thread's archiving.
    pub archived: Option<bool>,
    /// A thread's lock.
    pub locked: Option<bool>,
    /// Whether members of a private thread may add others.
    pub invitable: Option<bool>,
    /// Minutes of silence after which a thread is archived.
    pub auto_archive_duration: Option<u32>,
}

/// Tells `null` (`Some(None)`) from an absent field (`None`).
#[expect(clippy::option_option, reason = "the three cases are Discord's")]
pub(crate) fn present<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}

impl Channel {
    /// A channel with nothing in it.
    pub fn new(id: Id, kind: ChannelKind, guild: Option<Id>, name: &str) -> Self {
        Self {
            id,
            kind,
            guild,
            name: name.to_owned(),
            topic: None,
            parent: None,
            position: 0,
            overwrites: Vec::new(),
            nsfw: false,
            slow_mode: 0,
            recipients: Vec::new(),
            thread: None,
            messages: BTreeMap::new(),
            renames: VecDeque::new(),
        }
    }

    /// Whether this is a thread.
    pub fn is_thread(&self) -> bool {
        use ChannelKind::{NewsThread, PrivateThread, PublicThread};
        matches!(self.kind, NewsThread | PublicThread | PrivateThread)
    }

    /// Whether this is a private thread.
    pub fn is_private_thread(&self) -> bool {
        self.kind == ChannelKind::PrivateThread
    }

    /// Whether this is a thread that is not archived.
    pub fn is_active(&self) -> bool {
        self.thread.as_ref().is_some_and(|thread| !thread.archived)
    }

    /// Whether messages can be written here.
    pub fn takes_messages(&self) -> bool {
        !matches!(self.kind, ChannelKind::Category | ChannelKind::Forum)
    }

    /// The newest message that everybody sees.
    pub fn last_message(&self) -> Option<Id> {
        let mut seen = self
            .messages
            .values()
            .rev()
            .filter(|message| message.only_for.is_none());
        seen.next().map(|message| message.id)
    }
}

impl World {
    /// Lets ten minutes pass for the budget of a channel's name and topic.
    pub fn refill_renames(&mut self, channel: Id) {
        if let Some(channel) = self.channels.get_mut(&channel) {
            channel.renames.clear();
        }
    }

    /// The channel as Discord sends it.
    pub fn channel_payload(&self, channel: &Channel) -> Value {
        if channel.kind == ChannelKind::Direct {
            let others = channel
                .recipients
                .iter()
                .filter(|user| **user != self.bot());
            let recipients: Vec<_> = others
                .filter_map(|user| self.users.get(user))
                .map(super::User::payload)
                .collect();
            return json!({
                "id": channel.id, "type": channel.kind, "last_message_id": channel.last_message(),
                "flags": 0, "recipients": recipients,
            });
        }
        if channel.is_thread() {
            return self.thread_payload(channel);
        }
        let mut payload = json!({
            "id": channel.id,
            "type": channel.kind,
            "guild_id": channel.guild,
            "name": channel.name,
            "parent_id": channel.parent,
            "position": channel.position,
            "permission_overwrites": channel.overwrites,
            "nsfw": channel.nsfw,
            "flags": 0,
        });
        if channel.takes_messages() {
            payload["topic"] = json!(channel.topic);
            payload["last_message_id"] = json!(channel.last_message());
            payload["rate_limit_per_user"] = json!(channel.slow_mode);
        }
        if matches!(channel.kind, ChannelKind::Voice | ChannelKind::Stage) {
            payload["bitrate"] = 64_000.into();
            payload["user_limit"] = 0.into();
            payload["rtc_region"] = Value::Null;
        }
        payload
    }

    /// The channels of a guild that a user sees: categories and channels in their order, threads left out.
    pub fn channels_seen_by(&self, user: Id, guild: Id) -> Vec<&Channel> {
        let mut channels: Vec<_> = self
            .channels
            .values()
            .filter(|channel| channel.guild == Some(guild) && !channel.is_thread())
            .filter(|channel| self.can_see(user, channel.id))
            .collect();
        channels.sort_by_key(|channel| (channel.position, channel.id));
        channels
    }

    /// The direct-message channel of two users, opened when there is none.
    pub fn open_direct(&mut self, one: Id, other: Id) -> Result<Id, ApiError> {
        self.user(one)?;
        self.user(other)?;
        let between = |channel: &&Channel| {
            channel.kind == ChannelKind::Direct
                && channel.recipients.contains(&one)
                && channel.recipients.contains(&other)
        };
        if let Some(channel) = self.channels.values().find(between) {
            return Ok(channel.id);
        }
        let id = self.next_id();
        let mut channel = Channel::new(id, ChannelKind::Direct, None, "");
        channel.recipients = vec![one, other];
        self.channels.insert(id, channel);
        Ok(id)
    }

    /// Tells the gateway about a channel or thread.
    pub(crate) fn emit_channel(&mut self, verb: ChannelVerb, channel: &Channel) {
        let Some(guild) = channel.guild else { return };
        let name = match (channel.is_thread(), verb) {
            (false, ChannelVerb::Create) => "CHANNEL_CREATE",
            (false, ChannelVerb::Update) => "CHANNEL_UPDATE",
            (false, ChannelVerb::Delete) => "CHANNEL_DELETE",
            (true, ChannelVerb::Create) => "THREAD_CREATE",
            (true, ChannelVerb::Update) => "THREAD_UPDATE",
            (true, ChannelVerb::Delete) => "THREAD_DELETE",
        };
        let data = if channel.is_thread() && verb == ChannelVerb::Delete {
            json!({ "id": channel.id, "guild_id": guild, "parent_id": channel.parent, "type": channel.kind })
        } else {
            self.channel_payload(channel)
        };
        let mut event = Event::in_guild(name, guild, Intents::GUILDS, data);
        if channel.is_thread() && verb != ChannelVerb::Delete {
            event = event.seen_in(channel.id);
        }
        self.emit(event);
    }

    /// Changes a channel and tells the gateway.
    pub fn change_channel(
        &mut self,
        channel: Id,
        change: impl FnOnce(&mut Channel),
    ) -> Result<(), ApiError> {
        change(self.channel_mut(channel)?);
        let changed = self.channel(channel)?.clone_without_messages();
        self.emit_channel(ChannelVerb::Update, &changed);
        Ok(())
    }

    /// Removes a channel, its threads with it; a category's channels stay and lose their parent.
    pub fn delete_channel(&mut self, channel: Id) -> Result<Channel, ApiError> {
        let gone = self
            .channels
            .remove(&channel)
            .ok_or_else(ApiError::unknown_channel)?;
        let children: Vec<(Id, bool)> = self
            .channels
            .values()
            .filter(|child| child.parent == Some(channel))
            .map(|child| (child.id, child.is_thread()))
            .collect();
        for (child, is_thread) in children {
            if is_thread {
                self.channels.remove(&child);
            } else {
                self.change_channel(child, |child| child.parent = None)?;
            }
        }
        self.webhooks
            .retain(|_, webhook| webhook.channel != channel);
        self.emit_channel(ChannelVerb::Delete, &gone);
        Ok(gone)
    }
}

/// What happened to a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChannelVerb {
    Create,
    Update,
    Delete,
}

impl Channel {
    /// The channel for an event: everything but what was written in it (the last message's id excepted).
    fn clone_without_messages(&self) -> Self {
        let last = self
            .messages
            .values()
            .rev()
            .find(|message| message.only_for.is_none());
        let messages = last
            .map(|last| (last.id, last.clone()))
            .into_iter()
            .collect();
        Self {
            messages,
            overwrites: self.overwrites.clone(),
            recipients: self.recipients.clone(),
            thread: self.thread.clone(),
            name: self.name.clone(),
            topic: self.topic.clone(),
            renames: VecDeque::new(),
            ..*self
        }
    }
}
