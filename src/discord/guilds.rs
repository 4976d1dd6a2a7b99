//! What is known about servers without asking: name, owner, roles.
//!
//! Discord tells them after connecting and whenever they change, so a press costs no request for them. It is not a cache of
//! the whole server: members, messages and channels are not kept.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use serenity::all::{Permissions, Role};

use super::outbound::GuildAnswer;
use super::{Bot, DiscordError};
use crate::model::{GuildId, RoleId, UserId};

/// One server.
#[derive(Clone, Debug, PartialEq)]
pub struct GuildFacts {
    /// Its name.
    pub name: String,
    /// Its owner.
    pub owner: UserId,
    /// What each role allows; `@everyone` has the server's id.
    pub roles: HashMap<RoleId, Permissions>,
}

impl From<GuildAnswer> for GuildFacts {
    fn from(answer: GuildAnswer) -> Self {
        Self {
            name: answer.name,
            owner: answer.owner_id,
            roles: answer
                .roles
                .into_iter()
                .map(|role| (role.id, role.permissions))
                .collect(),
        }
    }
}

impl GuildFacts {
    /// From what the gateway tells.
    pub(super) fn told<'a>(
        name: &str,
        owner: serenity::all::UserId,
        roles: impl Iterator<Item = &'a Role>,
    ) -> Self {
        Self {
            name: name.to_owned(),
            owner: UserId::new(owner.get()),
            roles: roles
                .map(|role| (RoleId::new(role.id.get()), role.permissions))
                .collect(),
        }
    }
}

/// All servers of this process.
#[derive(Debug, Default)]
pub struct Guilds(RwLock<HashMap<GuildId, GuildFacts>>);

impl Guilds {
    /// One server, if it is known.
    pub fn get(&self, guild: GuildId) -> Option<GuildFacts> {
        let guilds = self.0.read().unwrap_or_else(PoisonError::into_inner);
        guilds.get(&guild).cloned()
    }

    /// The servers by name.
    pub fn names(&self) -> Vec<(GuildId, String)> {
        let guilds = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let names = guilds.iter().map(|(id, facts)| (*id, facts.name.clone()));
        let mut names: Vec<_> = names.collect();
        names.sort_by(|one, other| (&one.1, one.0.get()).cmp(&(&other.1, other.0.get())));
        names
    }

    /// All that is known about a server, anew.
    pub fn put(&self, guild: GuildId, facts: GuildFacts) {
        self.write(|guilds| guilds.insert(guild, facts));
    }

    /// A server is gone, or the bot is.
    pub fn remove(&self, guild: GuildId) {
        self.write(|guilds| guilds.remove(&guild));
    }

    /// A role is new or changed, or (`None`) gone.
    pub fn put_role(&self, guild: GuildId, role: RoleId, permissions: Option<Permissions>) {
        self.write(|guilds| {
            let roles = &mut guilds.get_mut(&guild)?.roles;
            match permissions {
                Some(permissions) => roles.insert(role, permissions),
                None => roles.remove(&role),
            }
        });
    }

    fn write<T>(&self, change: impl FnOnce(&mut HashMap<GuildId, GuildFacts>) -> T) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Bot {
    /// A server: known, or asked for.
    pub async fn guild(&self, guild: GuildId) -> Result<GuildFacts, DiscordError> {
        if let Some(facts) = self.guilds.get(guild) {
            return Ok(facts);
        }
        let facts = GuildFacts::from(self.outbound.guild(guild).await?);
        self.guilds.put(guild, facts.clone());
        Ok(facts)
    }
}
