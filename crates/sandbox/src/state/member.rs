//! Members of guilds.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{User, World};
use crate::{
    clock::stamp,
    error::ApiError,
    gateway::{Event, Intents},
    id::Id,
    permissions::Permissions,
};

/// A user's membership of a guild.
#[derive(Clone, Debug)]
pub struct Member {
    /// The user.
    pub user: Id,
    /// The name in this guild.
    pub nick: Option<String>,
    /// The roles, without @everyone.
    pub roles: Vec<Id>,
    /// When the user joined.
    pub joined: DateTime<Utc>,
    /// Until when the member may not take part.
    pub timed_out_until: Option<DateTime<Utc>>,
}

impl Member {
    /// The member as Discord sends it where the user is beside it (in messages).
    pub fn partial_payload(&self) -> Value {
        json!({
            "nick": self.nick,
            "avatar": null,
            "banner": null,
            "roles": self.roles,
            "joined_at": stamp(self.joined),
            "premium_since": null,
            "deaf": false,
            "mute": false,
            "flags": 0,
            "pending": false,
            "communication_disabled_until": self.timed_out_until.map(stamp),
            "unusual_dm_activity_until": null,
        })
    }

    /// The member as Discord sends it by itself.
    pub fn payload(&self, user: &User) -> Value {
        let mut payload = self.partial_payload();
        payload["user"] = user.payload();
        payload
    }

    /// The member as interactions carry it: with the permissions in the channel.
    pub fn interaction_payload(&self, user: &User, permissions: Permissions) -> Value {
        let mut payload = self.payload(user);
        payload["permissions"] = json!(permissions);
        payload
    }
}

impl World {
    /// A member with its user inside.
    pub fn member_payload(&self, guild: Id, user: Id) -> Result<Value, ApiError> {
        Ok(self.member(guild, user)?.payload(self.user(user)?))
    }

    /// Lets a user join a guild.
    pub fn join(&mut self, guild: Id, user: Id, roles: Vec<Id>) -> Result<(), ApiError> {
        self.user(user)?;
        let joined = self.now();
        let member = Member {
            user,
            nick: None,
            roles,
            joined,
            timed_out_until: None,
        };
        self.guild_mut(guild)?.members.insert(user, member);
        let mut data = self.member_payload(guild, user)?;
        data["guild_id"] = json!(guild);
        self.emit(Event::in_guild(
            "GUILD_MEMBER_ADD",
            guild,
            Intents::GUILD_MEMBERS,
            data,
        ));
        Ok(())
    }

    /// Lets a user leave a guild.
    pub fn leave(&mut self, guild: Id, user: Id) -> Result<(), ApiError> {
        let payload = self.user(user)?.payload();
        self.member(guild, user)?;
        if user == self.bot() {
            let data = json!({ "id": guild });
            self.emit(Event::in_guild(
                "GUILD_DELETE",
                guild,
                Intents::GUILDS,
                data,
            ));
        }
        self.guild_mut(guild)?
            .members
            .remove(&user)
            .ok_or_else(ApiError::unknown_member)?;
        let data = json!({ "guild_id": guild, "user": payload });
        self.emit(Event::in_guild(
            "GUILD_MEMBER_REMOVE",
            guild,
            Intents::GUILD_MEMBERS,
            data,
        ));
        Ok(())
    }

    /// Changes a member and tells the gateway.
    pub fn change_member(
        &mut self,
        guild: Id,
        user: Id,
        change: impl FnOnce(&mut Member),
    ) -> Result<(), ApiError> {
        let members = &mut self.guild_mut(guild)?.members;
        change(
            members
                .get_mut(&user)
                .ok_or_else(ApiError::unknown_member)?,
        );
        let mut data = self.member_payload(guild, user)?;
        data["guild_id"] = json!(guild);
        // What concerns the bot itself it is always told.
        let intents = if user == self.bot() {
            Intents::NONE
        } else {
            Intents::GUILD_MEMBERS
        };
        self.emit(Event::in_guild("GUILD_MEMBER_UPDATE", guild, intents, data));
        Ok(())
    }
}
