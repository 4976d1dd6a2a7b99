//! Guilds.

use std::{collections::BTreeMap, sync::LazyLock};

use serde_json::{Value, json};

use super::{Member, Role, World};
use crate::{
    clock::stamp,
    error::ApiError,
    gateway::{Event, Intents},
    id::Id,
    permissions::Permissions,
};

/// What a plain guild does not have; Discord sends `null`.
const ABSENT: [&str; 18] = [
    "icon",
    "description",
    "home_header",
    "splash",
    "discovery_splash",
    "banner",
    "application_id",
    "afk_channel_id",
    "system_channel_id",
    "widget_channel_id",
    "max_presences",
    "vanity_url_code",
    "rules_channel_id",
    "safety_alerts_channel_id",
    "public_updates_channel_id",
    "hub_type",
    "incidents_data",
    "inventory_settings",
];

/// A server.
#[derive(Clone, Debug)]
pub struct Guild {
    /// The guild's id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its owner, who may do everything.
    pub owner: Id,
    /// Its language.
    pub preferred_locale: String,
    /// Its roles; @everyone's id is the guild's.
    pub roles: BTreeMap<Id, Role>,
    /// Its members.
    pub members: BTreeMap<Id, Member>,
    /// Who is banned, and why.
    pub bans: BTreeMap<Id, Ban>,
    /// Features such as `COMMUNITY`.
    pub features: Vec<String>,
}

/// A ban.
#[derive(Clone, Debug)]
pub struct Ban {
    /// The reason that was given.
    pub reason: Option<String>,
}

impl Guild {
    /// A guild with nothing but its owner's id and @everyone.
    pub fn new(id: Id, name: &str, owner: Id, everyone: Permissions) -> Self {
        let role = Role {
            id,
            name: "@everyone".to_owned(),
            permissions: everyone,
            ..Role::default()
        };
        Self {
            id,
            name: name.to_owned(),
            owner,
            preferred_locale: "en-US".to_owned(),
            roles: BTreeMap::from([(id, role)]),
            members: BTreeMap::new(),
            bans: BTreeMap::new(),
            features: Vec::new(),
        }
    }

    /// The role that everybody has.
    pub fn everyone(&self) -> &Role {
        static NONE: LazyLock<Role> = LazyLock::new(Role::default);
        self.roles.get(&self.id).unwrap_or(&NONE)
    }
}

impl World {
    /// The guild as REST answers it.
    pub fn guild_payload(&self, guild: Id) -> Result<Value, ApiError> {
        let guild = self.guild(guild)?;
        let mut payload = json!({
            "id": guild.id,
            "name": guild.name,
            "owner_id": guild.owner,
            "region": "deprecated",
            "afk_timeout": 300,
            "system_channel_flags": 0,
            "widget_enabled": false,
            "verification_level": 0,
            "roles": guild.roles.values().map(Role::payload).collect::<Vec<_>>(),
            "default_message_notifications": 0,
            "mfa_level": 0,
            "explicit_content_filter": 0,
            "max_members": 500_000,
            "max_stage_video_channel_users": 50,
            "max_video_channel_users": 25,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "premium_progress_bar_enabled": false,
            "preferred_locale": guild.preferred_locale,
            "nsfw": false,
            "nsfw_level": 0,
            "emojis": [],
            "stickers": [],
            "features": guild.features,
        });
        for absent in ABSENT {
            payload[absent] = Value::Null;
        }
        Ok(payload)
    }

    /// The guild as `GUILD_CREATE` sends it: with members, channels and threads.
    pub fn guild_create_payload(&self, id: Id) -> Result<Value, ApiError> {
        let mut payload = self.guild_payload(id)?;
        let guild = self.guild(id)?;
        let bot = self.bot();
        let members: Vec<Value> = guild
            .members
            .keys()
            .filter_map(|user| self.member_payload(id, *user).ok())
            .collect();
        let (threads, channels): (Vec<_>, Vec<_>) = self
            .channels
            .values()
            .filter(|channel| channel.guild == Some(id))
            .partition(|channel| channel.is_thread());
        let channels: Vec<Value> = channels
            .into_iter()
            .map(|channel| self.channel_payload(channel))
            .collect();
        let threads: Vec<Value> = threads
            .into_iter()
            .filter(|thread| thread.is_active() && self.can_see(bot, thread.id))
            .map(|thread| self.thread_payload_for(thread, bot))
            .collect();
        payload["joined_at"] = json!(guild.members.get(&bot).map(|member| stamp(member.joined)));
        payload["large"] = false.into();
        payload["unavailable"] = false.into();
        payload["member_count"] = members.len().into();
        payload["members"] = members.into();
        payload["channels"] = channels.into();
        payload["threads"] = threads.into();
        for empty in [
            "voice_states",
            "presences",
            "stage_instances",
            "guild_scheduled_events",
            "soundboard_sounds",
            "embedded_activities",
        ] {
            payload[empty] = json!([]);
        }
        Ok(payload)
    }

    /// Changes a guild and tells the gateway.
    pub fn change_guild(
        &mut self,
        guild: Id,
        change: impl FnOnce(&mut Guild),
    ) -> Result<(), ApiError> {
        change(self.guild_mut(guild)?);
        let data = self.guild_payload(guild)?;
        self.emit(Event::in_guild(
            "GUILD_UPDATE",
            guild,
            Intents::GUILDS,
            data,
        ));
        Ok(())
    }

    /// The guilds that the bot is in.
    pub fn bot_guilds(&self) -> Vec<Id> {
        let bot = self.bot();
        let guilds = self
            .guilds
            .values()
            .filter(|guild| guild.members.contains_key(&bot));
        guilds.map(|guild| guild.id).collect()
    }
}
