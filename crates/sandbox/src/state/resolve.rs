//! The full objects behind the ids in an interaction's options.

use serde_json::{Map, Value, json};

use super::{Attachment, World};
use crate::id::Id;

/// The ids that an interaction's options name.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Users (members, where there is a guild).
    pub users: Vec<Id>,
    /// Roles.
    pub roles: Vec<Id>,
    /// Channels.
    pub channels: Vec<Id>,
    /// Messages of the interaction's channel.
    pub messages: Vec<Id>,
    /// Uploaded files.
    pub attachments: Vec<Attachment>,
}

impl World {
    /// Discord's `resolved` for what is named by a user in a channel; none when nothing is.
    pub fn resolved(&self, user: Id, channel: Id, named: &Named) -> Option<Value> {
        let guild = self
            .channels
            .get(&channel)
            .and_then(|channel| channel.guild);
        let mut resolved = Map::new();
        let mut put = |kind: &str, id: Id, payload: Value| {
            let group = resolved.entry(kind).or_insert_with(|| json!({}));
            group[id.to_string()] = payload;
        };
        for id in &named.users {
            let Some(found) = self.users.get(id) else {
                continue;
            };
            put("users", *id, found.payload());
            if let Some(member) = guild.and_then(|guild| self.member(guild, *id).ok()) {
                let mut payload = member.partial_payload();
                payload["permissions"] = json!(self.permissions(*id, channel));
                put("members", *id, payload);
            }
        }
        for id in &named.roles {
            let role = guild.and_then(|guild| self.guilds.get(&guild)?.roles.get(id));
            if let Some(role) = role {
                put("roles", *id, role.payload());
            }
        }
        for id in &named.channels {
            let Some(found) = self.channels.get(id) else {
                continue;
            };
            let mut payload = self.channel_payload(found);
            payload["permissions"] = json!(self.permissions(user, *id));
            put("channels", *id, payload);
        }
        for id in &named.messages {
            if let Ok(message) = self.message(channel, *id) {
                put("messages", *id, self.message_payload(message));
            }
        }
        for attachment in &named.attachments {
            put("attachments", attachment.id, attachment.payload());
        }
        (!resolved.is_empty()).then_some(Value::Object(resolved))
    }
}
