//! Roles.

use serde::Deserialize;
use serde_json::{Value, json};

use super::World;
use crate::{
    error::ApiError,
    gateway::{Event, Intents},
    id::Id,
    permissions::Permissions,
};

/// A role of a guild.
#[derive(Clone, Debug, Default)]
pub struct Role {
    /// The role's id; @everyone has the guild's.
    pub id: Id,
    /// The role's name.
    pub name: String,
    /// The colour of its members' names.
    pub color: u32,
    /// Whether its members are listed apart.
    pub hoist: bool,
    /// Its place: higher beats lower.
    pub position: u32,
    /// What it permits.
    pub permissions: Permissions,
    /// Whether an integration owns it (a bot's own role).
    pub managed: bool,
    /// Whether everybody may mention it.
    pub mentionable: bool,
    /// Whose role it is, for managed ones.
    pub tags: RoleTags,
}

/// What a managed role belongs to.
#[derive(Clone, Debug, Default)]
pub struct RoleTags {
    /// The bot whose role it is.
    pub bot: Option<Id>,
}

/// The fields with which a role is created or changed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewRole {
    /// The name.
    pub name: Option<String>,
    /// The permissions.
    pub permissions: Option<Permissions>,
    /// The colour.
    pub color: Option<u32>,
    /// Whether its members are listed apart.
    pub hoist: Option<bool>,
    /// Whether everybody may mention it.
    pub mentionable: Option<bool>,
}

impl NewRole {
    fn apply(self, role: &mut Role) {
        role.name = self.name.unwrap_or(std::mem::take(&mut role.name));
        role.permissions = self.permissions.unwrap_or(role.permissions);
        role.color = self.color.unwrap_or(role.color);
        role.hoist = self.hoist.unwrap_or(role.hoist);
        role.mentionable = self.mentionable.unwrap_or(role.mentionable);
    }
}

impl Role {
    /// The role as Discord sends it.
    pub fn payload(&self) -> Value {
        let mut payload = json!({
            "id": self.id,
            "name": self.name,
            "description": null,
            "color": self.color,
            "colors": { "primary_color": self.color, "secondary_color": null, "tertiary_color": null },
            "hoist": self.hoist,
            "icon": null,
            "unicode_emoji": null,
            "position": self.position,
            "permissions": self.permissions,
            "managed": self.managed,
            "mentionable": self.mentionable,
            "flags": 0,
        });
        if let Some(bot) = self.tags.bot {
            payload["tags"] = json!({ "bot_id": bot });
        }
        payload
    }
}

impl World {
    /// Creates a role above @everyone.
    pub fn create_role(&mut self, guild: Id, new: NewRole) -> Result<Id, ApiError> {
        let id = self.next_id();
        let everyone = self.guild(guild)?.everyone().permissions;
        let roles = &mut self.guild_mut(guild)?.roles;
        if roles.len() >= 250 {
            return Err(ApiError::too_many_roles());
        }
        let mut role = Role {
            id,
            name: "new role".to_owned(),
            position: 1,
            permissions: everyone,
            ..Role::default()
        };
        new.apply(&mut role);
        for other in roles.values_mut().filter(|other| other.position >= 1) {
            other.position += 1;
        }
        let data = json!({ "guild_id": guild, "role": role.payload() });
        roles.insert(id, role);
        self.emit(Event::in_guild(
            "GUILD_ROLE_CREATE",
            guild,
            Intents::GUILDS,
            data,
        ));
        Ok(id)
    }

    /// Changes a role.
    pub fn change_role(&mut self, guild: Id, role: Id, new: NewRole) -> Result<(), ApiError> {
        let roles = &mut self.guild_mut(guild)?.roles;
        let role = roles.get_mut(&role).ok_or_else(ApiError::unknown_role)?;
        new.apply(role);
        let data = json!({ "guild_id": guild, "role": role.payload() });
        self.emit(Event::in_guild(
            "GUILD_ROLE_UPDATE",
            guild,
            Intents::GUILDS,
            data,
        ));
        Ok(())
    }

    /// Deletes a role, and takes it from everybody who has it.
    pub fn delete_role(&mut self, guild: Id, role: Id) -> Result<(), ApiError> {
        let home = self.guild_mut(guild)?;
        if role == guild || home.roles.get(&role).is_some_and(|role| role.managed) {
            return Err(ApiError::invalid_role());
        }
        home.roles
            .remove(&role)
            .ok_or_else(ApiError::unknown_role)?;
        let holders: Vec<Id> = home
            .members
            .values()
            .filter(|member| member.roles.contains(&role))
            .map(|member| member.user)
            .collect();
        for channel in self
            .channels
            .values_mut()
            .filter(|channel| channel.guild == Some(guild))
        {
            channel.overwrites.retain(|overwrite| overwrite.id != role);
        }
        let data = json!({ "guild_id": guild, "role_id": role });
        self.emit(Event::in_guild(
            "GUILD_ROLE_DELETE",
            guild,
            Intents::GUILDS,
            data,
        ));
        for holder in holders {
            self.change_member(guild, holder, |member| {
                member.roles.retain(|held| *held != role);
            })?;
        }
        Ok(())
    }
}
