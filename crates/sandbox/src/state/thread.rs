//! Threads.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Channel, ChannelKind, Message, World, channel::ChannelVerb};
use crate::{
    clock::stamp,
    error::ApiError,
    gateway::{Event, Intents},
    id::Id,
};

/// What a thread has beyond a channel.
#[derive(Clone, Debug)]
pub struct Thread {
    /// Who started it.
    pub owner: Id,
    /// Whether it is archived.
    pub archived: bool,
    /// Whether it is locked.
    pub locked: bool,
    /// Whether its members may add others (private threads).
    pub invitable: bool,
    /// Minutes of silence after which it is archived.
    pub auto_archive_minutes: u32,
    /// When its archiving last changed.
    pub archive_changed: DateTime<Utc>,
    /// Who is in it.
    pub members: BTreeMap<Id, ThreadMember>,
}

/// A member of a thread.
#[derive(Clone, Debug)]
pub struct ThreadMember {
    /// When the member came.
    pub joined: DateTime<Utc>,
}

/// The fields with which a thread is started.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewThread {
    /// The name.
    pub name: String,
    /// Minutes of silence after which it is archived.
    pub auto_archive_duration: Option<u32>,
    /// Public or private.
    #[serde(rename = "type")]
    pub kind: Option<ChannelKind>,
    /// Whether its members may add others.
    pub invitable: Option<bool>,
    /// The seconds between two messages of one member.
    pub rate_limit_per_user: Option<u32>,
}

impl World {
    /// The thread as Discord sends it.
    pub fn thread_payload(&self, channel: &Channel) -> Value {
        let Some(thread) = &channel.thread else {
            return Value::Null;
        };
        let count = channel
            .messages
            .values()
            .filter(|message| message.only_for.is_none())
            .count();
        let mut metadata = json!({
            "archived": thread.archived,
            "archive_timestamp": stamp(thread.archive_changed),
            "auto_archive_duration": thread.auto_archive_minutes,
            "locked": thread.locked,
            "create_timestamp": stamp(channel.id.created()),
        });
        if channel.is_private_thread() {
            metadata["invitable"] = thread.invitable.into();
        }
        json!({
            "id": channel.id,
            "type": channel.kind,
            "guild_id": channel.guild,
            "parent_id": channel.parent,
            "owner_id": thread.owner,
            "name": channel.name,
            "last_message_id": channel.last_message(),
            "message_count": count,
            "total_message_sent": count,
            "member_count": thread.members.len().min(50),
            "rate_limit_per_user": channel.slow_mode,
            "flags": 0,
            "bitrate": 64_000,
            "user_limit": 0,
            "rtc_region": null,
            "thread_metadata": metadata,
        })
    }

    /// The thread with the membership of one user.
    pub fn thread_payload_for(&self, channel: &Channel, user: Id) -> Value {
        let mut payload = self.thread_payload(channel);
        let member = channel
            .thread
            .as_ref()
            .and_then(|thread| thread.members.get(&user));
        if let Some(member) = member {
            payload["member"] = thread_member_payload(channel.id, user, member);
        }
        payload
    }

    /// Starts a thread; from a message it has the message's id.
    pub fn start_thread(
        &mut self,
        user: Id,
        parent: Id,
        message: Option<Id>,
        new: &NewThread,
    ) -> Result<Id, ApiError> {
        let kind = new.kind.unwrap_or(match message {
            Some(_) => ChannelKind::PublicThread,
            None => ChannelKind::PrivateThread,
        });
        let now = self.now();
        let id = match message {
            Some(message) if self.channels.contains_key(&message) => {
                return Err(ApiError::thread_exists());
            }
            Some(message) => message,
            None => self.next_id(),
        };
        let guild = self
            .channel(parent)?
            .guild
            .ok_or_else(ApiError::wrong_channel_type)?;
        let mut channel = Channel::new(id, kind, Some(guild), &new.name);
        channel.parent = Some(parent);
        channel.slow_mode = new.rate_limit_per_user.unwrap_or(0);
        channel.thread = Some(Thread {
            owner: user,
            archived: false,
            locked: false,
            invitable: new.invitable.unwrap_or(true),
            auto_archive_minutes: new.auto_archive_duration.unwrap_or(4_320),
            archive_changed: now,
            members: BTreeMap::from([(user, ThreadMember { joined: now })]),
        });
        self.channels.insert(id, channel.clone());
        let mut data = self.thread_payload_for(&channel, self.bot());
        data["newly_created"] = true.into();
        self.emit(Event::in_guild("THREAD_CREATE", guild, Intents::GUILDS, data).seen_in(id));
        if let Some(message) = message {
            self.change_message(parent, message, |message| message.has_thread = true)?;
        }
        Ok(id)
    }

    /// Adds somebody to a thread.
    pub fn join_thread(&mut self, thread: Id, user: Id) -> Result<(), ApiError> {
        let member = ThreadMember { joined: self.now() };
        self.user(user)?;
        let bot = self.bot();
        let saw = self.can_see(bot, thread);
        let channel = self.channel_mut(thread)?;
        let members = &mut channel
            .thread
            .as_mut()
            .ok_or_else(ApiError::wrong_channel_type)?
            .members;
        if members.contains_key(&user) {
            return Ok(());
        }
        members.insert(user, member.clone());
        let count = members.len();
        let channel = self.channel(thread)?.clone();
        let guild = channel.guild.ok_or_else(ApiError::wrong_channel_type)?;
        if user == bot && !saw {
            let data = self.thread_payload_for(&channel, bot);
            self.emit(Event::in_guild(
                "THREAD_CREATE",
                guild,
                Intents::GUILDS,
                data,
            ));
        }
        let mut added = thread_member_payload(thread, user, &member);
        added["member"] = self.member_payload(guild, user)?;
        added["presence"] = Value::Null;
        let data = json!({
            "id": thread, "guild_id": guild, "member_count": count.min(50), "added_members": [added],
        });
        self.emit_thread_members(guild, thread, user, data);
        Ok(())
    }

    /// The members of the roles that a message pinged; a role with many members calls nobody into a thread.
    pub(super) fn called(&self, message: &Message) -> Vec<Id> {
        const MOST: usize = 100;
        let guild = self
            .channel(message.channel)
            .ok()
            .and_then(|channel| self.guild(channel.guild?).ok());
        let Some(guild) = guild else {
            return Vec::new();
        };
        let members = |role: &Id| -> Vec<Id> {
            guild
                .members
                .iter()
                .filter(|(_, member)| member.roles.contains(role))
                .map(|(user, _)| *user)
                .collect()
        };
        let roles = message.pinged_roles.iter().map(members);
        roles
            .filter(|members| members.len() <= MOST)
            .flatten()
            .collect()
    }

    /// Who writes in a thread, or is mentioned there and sees its channel, becomes a member of it.
    pub(super) fn bring_into_thread(&mut self, thread: Id, users: &[Id]) -> Result<(), ApiError> {
        let Some(parent) = self.channel(thread)?.parent else {
            return Ok(());
        };
        if !self.channel(thread)?.is_thread() {
            return Ok(());
        }
        for user in users {
            if self.can_see(*user, parent) {
                self.join_thread(thread, *user)?;
            }
        }
        Ok(())
    }

    /// Takes somebody out of a thread.
    pub fn leave_thread(&mut self, thread: Id, user: Id) -> Result<(), ApiError> {
        let channel = self.channel_mut(thread)?;
        let guild = channel.guild.ok_or_else(ApiError::wrong_channel_type)?;
        let members = &mut channel
            .thread
            .as_mut()
            .ok_or_else(ApiError::wrong_channel_type)?
            .members;
        members.remove(&user).ok_or_else(ApiError::unknown_member)?;
        let count = members.len();
        let data = json!({
            "id": thread, "guild_id": guild, "member_count": count.min(50), "removed_member_ids": [user],
        });
        self.emit_thread_members(guild, thread, user, data);
        Ok(())
    }

    /// Without the members intent only what concerns the bot itself is told.
    fn emit_thread_members(&mut self, guild: Id, thread: Id, user: Id, data: Value) {
        let own = user == self.bot();
        let intents = if own {
            Intents::GUILDS
        } else {
            Intents::GUILD_MEMBERS
        };
        let event = Event::in_guild("THREAD_MEMBERS_UPDATE", guild, intents, data);
        self.emit(if own { event } else { event.seen_in(thread) });
    }

    /// Archives or reopens a thread and tells the gateway.
    pub fn set_archived(&mut self, thread: Id, archived: bool) -> Result<(), ApiError> {
        let now = self.now();
        self.change_channel(thread, |channel| {
            if let Some(thread) = &mut channel.thread {
                thread.archived = archived;
                thread.archive_changed = now;
            }
        })
    }

    /// Removes a thread.
    pub fn delete_thread(&mut self, thread: Id) -> Result<Channel, ApiError> {
        let gone = self
            .channels
            .remove(&thread)
            .ok_or_else(ApiError::unknown_channel)?;
        self.emit_channel(ChannelVerb::Delete, &gone);
        Ok(gone)
    }
}

/// A thread's member as Discord sends it.
pub(crate) fn thread_member_payload(thread: Id, user: Id, member: &ThreadMember) -> Value {
    json!({
        "id": thread, "user_id": user, "join_timestamp": stamp(member.joined), "flags": 1,
        "muted": false, "mute_config": null,
    })
}
