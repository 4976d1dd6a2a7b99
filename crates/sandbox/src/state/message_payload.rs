//! Messages as Discord sends them.

use serde_json::{Value, json};

use super::{InteractionKind, Message, MessageOrigin, World, flags};
use crate::{
    clock::stamp,
    gateway::{Event, Intents},
    id::Id,
};

impl World {
    /// The message as REST answers it.
    pub fn message_payload(&self, message: &Message) -> Value {
        let mut payload = self.bare_message_payload(message);
        if let Some(reply_to) = message.reply_to {
            let guild = self
                .channels
                .get(&message.channel)
                .and_then(|channel| channel.guild);
            payload["message_reference"] = json!({
                "type": 0, "message_id": reply_to, "channel_id": message.channel, "guild_id": guild,
            });
            let replied = self.message(message.channel, reply_to);
            payload["referenced_message"] =
                replied.map_or(Value::Null, |replied| self.bare_message_payload(replied));
        }
        payload
    }

    fn bare_message_payload(&self, message: &Message) -> Value {
        let users = message
            .pinged_users
            .iter()
            .filter_map(|user| self.users.get(user));
        let mut payload = json!({
            "id": message.id,
            "type": message.kind,
            "channel_id": message.channel,
            "author": self.author_payload(message),
            "content": message.content,
            "timestamp": stamp(message.written),
            "edited_timestamp": message.edited.map(stamp),
            "tts": false,
            "mention_everyone": message.pinged_everyone,
            "mentions": users.map(super::User::payload).collect::<Vec<_>>(),
            "mention_roles": message.pinged_roles,
            "attachments": message.attachments.iter().map(super::Attachment::payload).collect::<Vec<_>>(),
            "embeds": message.embeds,
            "components": message.components,
            "pinned": message.pinned,
            "flags": message.flags | if message.has_thread { flags::HAS_THREAD } else { 0 },
        });
        if let Some(nonce) = &message.nonce {
            payload["nonce"] = nonce.clone();
        }
        if !message.reactions.is_empty() {
            payload["reactions"] = self.reactions_payload(message);
        }
        if message.has_thread
            && let Some(thread) = self.channels.get(&message.id)
        {
            payload["thread"] = self.thread_payload(thread);
        }
        match &message.origin {
            MessageOrigin::Author => {}
            MessageOrigin::Webhook { id, .. } => payload["webhook_id"] = json!(id),
            MessageOrigin::Interaction(interaction) => {
                self.add_interaction(&mut payload, *interaction);
            }
        }
        payload
    }

    fn author_payload(&self, message: &Message) -> Value {
        if let MessageOrigin::Webhook { id, name, avatar } = &message.origin {
            return json!({
                "id": id, "username": name, "discriminator": "0000", "global_name": null,
                "avatar": avatar, "bot": true, "primary_guild": null, "public_flags": 0, "flags": 0,
            });
        }
        self.users
            .get(&message.author)
            .map_or(Value::Null, super::User::payload)
    }

    fn reactions_payload(&self, message: &Message) -> Value {
        let bot = self.bot();
        let one = |reaction: &super::Reaction| {
            json!({
                "emoji": reaction.emoji_payload(),
                "count": reaction.users.len(),
                "count_details": { "burst": 0, "normal": reaction.users.len() },
                "burst_colors": [],
                "me_burst": false,
                "burst_me": false,
                "burst_count": 0,
                "me": reaction.users.contains(&bot),
            })
        };
        message.reactions.iter().map(one).collect()
    }

    fn add_interaction(&self, payload: &mut Value, id: Id) {
        payload["application_id"] = json!(self.application.id);
        payload["webhook_id"] = json!(self.application.id);
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        let user = self.users.get(&interaction.user).map(super::User::payload);
        let mut metadata = json!({
            "id": interaction.id,
            "type": interaction.kind,
            "user": user,
            "authorizing_integration_owners": interaction.owners(),
        });
        match interaction.kind {
            InteractionKind::Command => {
                metadata["name"] = json!(interaction.command_name());
                metadata["command_type"] = interaction.data["type"].clone();
                payload["interaction"] = json!({
                    "id": interaction.id, "type": interaction.kind,
                    "name": interaction.command_name(), "user": user,
                });
            }
            InteractionKind::Component => {
                metadata["interacted_message_id"] = json!(interaction.message);
            }
            InteractionKind::ModalSubmit => {
                metadata["triggering_interaction_metadata"] = json!({
                    "id": interaction.opened_by, "type": 2, "user": user,
                    "authorizing_integration_owners": interaction.owners(),
                    "name": interaction.command_name(), "command_type": 1,
                });
            }
            InteractionKind::Autocomplete => {}
        }
        payload["interaction_metadata"] = metadata;
    }

    /// The message as the gateway sends it; ephemeral messages are not sent at all.
    pub(crate) fn message_event(&self, name: &'static str, message: &Message) -> Option<Event> {
        if message.only_for.is_some() {
            return None;
        }
        let mut data = self.message_payload(message);
        let channel = self.channels.get(&message.channel)?;
        data["channel_type"] = json!(channel.kind);
        let Some(guild) = channel.guild else {
            let event = Event::direct(name, Intents::DIRECT_MESSAGES, data);
            return Some(event.seen_in(channel.id));
        };
        data["guild_id"] = json!(guild);
        if let Ok(member) = self.member(guild, message.author)
            && !matches!(message.origin, MessageOrigin::Webhook { .. })
        {
            data["member"] = member.partial_payload();
        }
        let bot = self.bot();
        let event = Event::in_guild(name, guild, Intents::GUILD_MESSAGES, data);
        let event = event.seen_in(channel.id);
        let open = message.author == bot || message.pinged_users.contains(&bot);
        Some(if open {
            event
        } else {
            event.with_private_content()
        })
    }
}
