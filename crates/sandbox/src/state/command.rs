//! Application commands.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::World;
use crate::{id::Id, numbered::numbered, permissions::Permissions};

numbered! {
    /// How a command is run.
    CommandKind {
        /// Typed with a slash.
        Slash = 1,
        /// From a user's context menu.
        User = 2,
        /// From a message's context menu.
        Message = 3,
    }
}

numbered! {
    /// What an option takes.
    OptionKind {
        /// A subcommand.
        Subcommand = 1,
        /// A group of subcommands.
        SubcommandGroup = 2,
        /// A text.
        String = 3,
        /// A whole number.
        Integer = 4,
        /// Yes or no.
        Boolean = 5,
        /// A user.
        User = 6,
        /// A channel.
        Channel = 7,
        /// A role.
        Role = 8,
        /// A user or a role.
        Mentionable = 9,
        /// A number.
        Number = 10,
        /// A file.
        Attachment = 11,
    }
}

type Translations = Option<BTreeMap<String, String>>;

/// An application command.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Command {
    /// The command's id.
    #[serde(default)]
    pub id: Id,
    /// The application whose command it is.
    #[serde(default)]
    pub application_id: Id,
    /// A number that grows with every change.
    #[serde(default)]
    pub version: Id,
    /// The guild where it exists; none for global ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guild_id: Option<Id>,
    /// How it is run.
    #[serde(rename = "type", default = "slash")]
    pub kind: CommandKind,
    /// Its name.
    pub name: String,
    /// Its name in other languages.
    #[serde(default)]
    pub name_localizations: Translations,
    /// What it does.
    #[serde(default)]
    pub description: String,
    /// What it does, in other languages.
    #[serde(default)]
    pub description_localizations: Translations,
    /// Its options.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<CommandOption>,
    /// The permissions that a member needs to see it.
    #[serde(default)]
    pub default_member_permissions: Option<Permissions>,
    /// Whether it works in direct messages (the old field).
    #[serde(default)]
    pub dm_permission: Option<bool>,
    /// Where it works: guilds (0), direct messages with the bot (1), others (2).
    #[serde(default)]
    pub contexts: Option<Vec<u8>>,
    /// How the application may be installed for it.
    #[serde(default)]
    pub integration_types: Option<Vec<u8>>,
    /// Whether it is for adults.
    #[serde(default)]
    pub nsfw: bool,
}

/// An option of a command; subcommands and groups are options too.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CommandOption {
    /// What it takes.
    #[serde(rename = "type")]
    pub kind: OptionKind,
    /// Its name.
    pub name: String,
    /// Its name in other languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_localizations: Translations,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// What it is for, in other languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description_localizations: Translations,
    /// Whether it must be given.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// The only values that it takes: `name`, `value`, `name_localizations`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Value>,
    /// A subcommand's options, a group's subcommands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<CommandOption>,
    /// The kinds of channel that it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channel_types: Vec<u8>,
    /// The least number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_value: Option<serde_json::Number>,
    /// The greatest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_value: Option<serde_json::Number>,
    /// The least length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// The greatest length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Whether the bot completes it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub autocomplete: bool,
}

fn slash() -> CommandKind {
    CommandKind::Slash
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

impl Command {
    /// The command as Discord sends it.
    pub fn payload(&self) -> Value {
        let mut payload = json!(self);
        if self.guild_id.is_none() {
            let with_direct = self.dm_permission.unwrap_or(true);
            payload["dm_permission"] = with_direct.into();
        } else {
            payload["dm_permission"] = Value::Null;
        }
        payload["integration_types"] = json!(self.integration_types.clone().unwrap_or(vec![0]));
        payload
    }

    /// Whether it works in a guild, or in direct messages.
    pub fn works_in(&self, guild: Option<Id>) -> bool {
        match (guild, &self.contexts) {
            (Some(guild), contexts) => {
                self.guild_id.is_none_or(|own| own == guild)
                    && contexts
                        .as_ref()
                        .is_none_or(|contexts| contexts.contains(&0))
            }
            (None, Some(contexts)) => self.guild_id.is_none() && contexts.contains(&1),
            (None, None) => self.guild_id.is_none() && self.dm_permission.unwrap_or(true),
        }
    }
}

impl World {
    /// The commands that a user may run in a channel, those of the guild before global ones.
    pub fn commands_for(&self, user: Id, channel: Id) -> Vec<&Command> {
        let guild = self
            .channels
            .get(&channel)
            .and_then(|channel| channel.guild);
        let mut commands: Vec<_> = self
            .commands
            .values()
            .filter(|command| command.works_in(guild))
            .filter(|command| self.may_run(user, channel, command))
            .collect();
        commands.sort_by_key(|command| (command.name.clone(), command.guild_id.is_none()));
        commands.dedup_by(|second, first| second.name == first.name && second.kind == first.kind);
        commands
    }

    /// Installs a command, in the place of one with the same name and kind.
    pub(crate) fn put_command(&mut self, guild: Option<Id>, mut command: Command) -> (Id, bool) {
        let same = self.commands.values().find(|other| {
            other.guild_id == guild && other.kind == command.kind && other.name == command.name
        });
        let existing = same.map(|same| same.id);
        command.id = existing.unwrap_or_else(|| self.next_id());
        command.version = self.next_id();
        command.application_id = self.application.id;
        command.guild_id = guild;
        let id = command.id;
        self.commands.insert(id, command);
        (id, existing.is_none())
    }
}
