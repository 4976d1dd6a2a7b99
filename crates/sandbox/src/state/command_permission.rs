//! Who may run which command: the command's default, and what a guild's admins changed.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Command, World};
use crate::{id::Id, permissions::Permissions};

/// An admin's rule about a command (or about all of the application's, under the application's id).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommandPermission {
    /// The role, user or channel.
    pub id: Id,
    /// Role (1), user (2) or channel (3).
    #[serde(rename = "type")]
    pub kind: u8,
    /// Allowed or denied.
    pub permission: bool,
}

impl World {
    /// Sets the rules of a command in a guild, as an admin does in the server's settings.
    pub fn permit_command(&mut self, guild: Id, command: Id, rules: Vec<CommandPermission>) {
        self.command_permissions.insert((guild, command), rules);
    }

    /// The rules of a command in a guild as Discord answers them.
    pub(crate) fn command_permission_payload(&self, guild: Id, command: Id) -> Option<Value> {
        let rules = self.command_permissions.get(&(guild, command))?;
        Some(json!({
            "id": command, "application_id": self.application.id, "guild_id": guild,
            "permissions": rules,
        }))
    }

    /// Whether a user may run a command in a channel.
    pub fn may_run(&self, user: Id, channel: Id, command: &Command) -> bool {
        let Some(guild) = self
            .channels
            .get(&channel)
            .and_then(|channel| channel.guild)
        else {
            return true;
        };
        let permissions = self.permissions(user, channel);
        if permissions.contains(Permissions::ADMINISTRATOR) {
            return true;
        }
        if !permissions.contains(Permissions::USE_APPLICATION_COMMANDS) {
            return false;
        }
        let own = self.command_permissions.get(&(guild, command.id));
        let whole = self.command_permissions.get(&(guild, self.application.id));
        let Some(rules) = own.or(whole) else {
            return has_default(permissions, command);
        };
        let find = |kind: u8, id: Id| {
            rules
                .iter()
                .find(|rule| rule.kind == kind && rule.id == id)
                .map(|rule| rule.permission)
        };
        let here = find(3, channel)
            .or_else(|| find(3, Id(guild.0 - 1)))
            .unwrap_or(true);
        if !here {
            return false;
        }
        if let Some(answer) = find(2, user) {
            return answer;
        }
        let held = self
            .member(guild, user)
            .map(|member| member.roles.clone())
            .unwrap_or_default();
        let answers: Vec<bool> = held.iter().filter_map(|role| find(1, *role)).collect();
        if !answers.is_empty() {
            return answers.contains(&true);
        }
        find(1, guild).unwrap_or_else(|| has_default(permissions, command))
    }
}

/// Whether the permissions are those that the command itself asks for; zero means admins only.
fn has_default(permissions: Permissions, command: &Command) -> bool {
    match command.default_member_permissions {
        None => true,
        Some(Permissions::NONE) => false,
        Some(wanted) => permissions.contains(wanted),
    }
}
