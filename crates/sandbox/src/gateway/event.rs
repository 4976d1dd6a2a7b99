//! Events, and what of them a session may see.

use serde_json::{Value, json};

use super::Intents;
use crate::id::Id;

/// Something that happened, for those sessions that asked for it.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) name: &'static str,
    pub(crate) guild: Option<Id>,
    pub(crate) intents: Intents,
    /// The channel that the bot must see to be told.
    pub(crate) seen_in: Option<Id>,
    data: Value,
    private_content: bool,
}

impl Event {
    /// An event of a guild.
    pub(crate) fn in_guild(name: &'static str, guild: Id, intents: Intents, data: Value) -> Self {
        let guild = Some(guild);
        Self {
            name,
            guild,
            intents,
            seen_in: None,
            data,
            private_content: false,
        }
    }

    /// An event outside of guilds.
    pub(crate) fn direct(name: &'static str, intents: Intents, data: Value) -> Self {
        Self {
            name,
            guild: None,
            intents,
            seen_in: None,
            data,
            private_content: false,
        }
    }

    /// Only told to a bot that sees the channel.
    pub(crate) fn seen_in(self, channel: Id) -> Self {
        Self {
            seen_in: Some(channel),
            ..self
        }
    }

    /// Told without what a message says, unless the session has that privileged intent.
    pub(crate) fn with_private_content(self) -> Self {
        Self {
            private_content: true,
            ..self
        }
    }

    /// The data for a session with these intents.
    pub(crate) fn data_for(&self, intents: Intents) -> Value {
        let mut data = self.data.clone();
        if self.private_content && !intents.include(Intents::MESSAGE_CONTENT) {
            data["content"] = "".into();
            for list in ["embeds", "attachments", "components"] {
                data[list] = json!([]);
            }
        }
        data
    }
}

/// A guild as it is sent at the start: without presences only the bot itself is among the members.
pub(crate) fn trimmed_guild(mut guild: Value, intents: Intents, bot: &Value) -> Value {
    if !intents.include(Intents::GUILD_PRESENCES)
        && let Some(members) = guild["members"].as_array_mut()
    {
        members.retain(|member| member["user"]["id"] == *bot);
    }
    guild
}
