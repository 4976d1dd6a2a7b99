//! Reactions.

use serde_json::{Value, json};

use super::{Channel, World};
use crate::{
    error::ApiError,
    gateway::{Event, Intents},
    id::Id,
};

/// One emoji under a message and who chose it.
#[derive(Clone, Debug)]
pub struct Reaction {
    /// The emoji: a character, or `name:id` of a custom one.
    pub emoji: String,
    /// Who reacted.
    pub users: Vec<Id>,
}

impl Reaction {
    /// The emoji as Discord sends it.
    pub fn emoji_payload(&self) -> Value {
        match self.emoji.rsplit_once(':') {
            Some((name, id)) => json!({ "id": id, "name": name }),
            None => json!({ "id": null, "name": self.emoji }),
        }
    }
}

impl World {
    /// Adds a reaction.
    pub fn react(
        &mut self,
        user: Id,
        channel: Id,
        message: Id,
        emoji: &str,
    ) -> Result<(), ApiError> {
        let found = self.message_mut(channel, message)?;
        let author = found.author;
        let place = found
            .reactions
            .iter()
            .position(|reaction| reaction.emoji == emoji);
        if place.is_none() && found.reactions.len() >= 20 {
            return Err(ApiError::too_many_reactions());
        }
        let place = place.unwrap_or_else(|| {
            found.reactions.push(Reaction {
                emoji: emoji.to_owned(),
                users: Vec::new(),
            });
            found.reactions.len() - 1
        });
        let reaction = &mut found.reactions[place];
        if reaction.users.contains(&user) {
            return Ok(());
        }
        reaction.users.push(user);
        let mut data = json!({
            "user_id": user, "channel_id": channel, "message_id": message, "message_author_id": author,
            "emoji": reaction.emoji_payload(), "burst": false, "burst_colors": [], "type": 0,
        });
        if let Some(guild) = self.channel(channel)?.guild
            && let Ok(member) = self.member_payload(guild, user)
        {
            data["member"] = member;
        }
        self.emit_reaction("MESSAGE_REACTION_ADD", channel, data);
        Ok(())
    }

    /// Takes a reaction back.
    pub fn unreact(
        &mut self,
        user: Id,
        channel: Id,
        message: Id,
        emoji: &str,
    ) -> Result<(), ApiError> {
        let found = self.message_mut(channel, message)?;
        let reaction = found
            .reactions
            .iter_mut()
            .find(|reaction| reaction.emoji == emoji && reaction.users.contains(&user))
            .ok_or_else(ApiError::unknown_emoji)?;
        reaction.users.retain(|other| *other != user);
        let emoji = reaction.emoji_payload();
        found
            .reactions
            .retain(|reaction| !reaction.users.is_empty());
        let data = json!({
            "user_id": user, "channel_id": channel, "message_id": message, "emoji": emoji,
            "burst": false, "type": 0,
        });
        self.emit_reaction("MESSAGE_REACTION_REMOVE", channel, data);
        Ok(())
    }

    /// Takes all reactions away.
    pub fn clear_reactions(&mut self, channel: Id, message: Id) -> Result<(), ApiError> {
        self.message_mut(channel, message)?.reactions.clear();
        let data = json!({ "channel_id": channel, "message_id": message });
        self.emit_reaction("MESSAGE_REACTION_REMOVE_ALL", channel, data);
        Ok(())
    }

    fn emit_reaction(&mut self, name: &'static str, channel: Id, mut data: Value) {
        let event = match self
            .channels
            .get(&channel)
            .and_then(|channel: &Channel| channel.guild)
        {
            Some(guild) => {
                data["guild_id"] = json!(guild);
                Event::in_guild(name, guild, Intents::GUILD_MESSAGE_REACTIONS, data)
            }
            None => Event::direct(name, Intents::DIRECT_MESSAGE_REACTIONS, data),
        };
        self.emit(event.seen_in(channel));
    }
}
