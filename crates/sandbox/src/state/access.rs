//! Who may do what where, by Discord's algorithm: base permissions, the category's roles, the channel's overwrites,
//! then what an absent permission takes away with it.

use super::{Channel, ChannelKind, Guild, OverwriteKind, World};
use crate::{error::ApiError, id::Id, permissions::Permissions};

/// What everybody may do in a direct message.
const DIRECT_MESSAGE: Permissions = Permissions(
    Permissions::ADD_REACTIONS.0
        | Permissions::VIEW_CHANNEL.0
        | Permissions::SEND_MESSAGES.0
        | Permissions::EMBED_LINKS.0
        | Permissions::ATTACH_FILES.0
        | Permissions::READ_MESSAGE_HISTORY.0
        | Permissions::MENTION_EVERYONE.0
        | Permissions::USE_EXTERNAL_EMOJIS.0
        | Permissions::USE_EXTERNAL_STICKERS.0
        | Permissions::USE_APPLICATION_COMMANDS.0
        | Permissions::PIN_MESSAGES.0,
);

impl World {
    /// What a user may do in a guild, before any channel's overwrites.
    pub fn guild_permissions(&self, guild: Id, user: Id) -> Permissions {
        self.guilds
            .get(&guild)
            .map_or(Permissions::NONE, |guild| self.base(guild, user))
    }

    fn base(&self, guild: &Guild, user: Id) -> Permissions {
        let Some(member) = guild.members.get(&user) else {
            return Permissions::NONE;
        };
        if guild.owner == user {
            return Permissions::ALL;
        }
        let mut permissions = guild.everyone().permissions;
        for role in member.roles.iter().filter_map(|role| guild.roles.get(role)) {
            permissions |= role.permissions;
        }
        if permissions.contains(Permissions::ADMINISTRATOR) {
            return Permissions::ALL;
        }
        if member
            .timed_out_until
            .is_some_and(|until| until > self.now())
        {
            return permissions & Permissions::TIMED_OUT;
        }
        permissions
    }

    /// What a user may do in a channel.
    pub fn permissions(&self, user: Id, channel: Id) -> Permissions {
        let Some(channel) = self.channels.get(&channel) else {
            return Permissions::NONE;
        };
        let Some(guild) = channel.guild.and_then(|guild| self.guilds.get(&guild)) else {
            let inside = channel.recipients.contains(&user);
            return if inside {
                DIRECT_MESSAGE
            } else {
                Permissions::NONE
            };
        };
        let ruled_by = if channel.is_thread() {
            channel.parent.and_then(|parent| self.channels.get(&parent))
        } else {
            Some(channel)
        };
        let Some(ruled_by) = ruled_by else {
            return Permissions::NONE;
        };
        let base = self.base(guild, user);
        if base.contains(Permissions::ADMINISTRATOR) {
            return base;
        }
        let granted = overwritten(guild, ruled_by, user, base);
        let mut permissions = implied(granted, channel);
        let timed_out = guild
            .members
            .get(&user)
            .and_then(|member| member.timed_out_until)
            .is_some_and(|until| until > self.now());
        if timed_out {
            permissions = permissions & Permissions::TIMED_OUT;
        }
        if channel.is_private_thread()
            && !permissions.contains(Permissions::MANAGE_THREADS)
            && !channel
                .thread
                .as_ref()
                .is_some_and(|thread| thread.members.contains_key(&user))
        {
            return Permissions::NONE;
        }
        permissions
    }

    /// Whether a user sees a channel at all.
    pub fn can_see(&self, user: Id, channel: Id) -> bool {
        self.permissions(user, channel)
            .contains(Permissions::VIEW_CHANNEL)
    }

    /// Demands permissions in a channel: 50001 when it is not even visible, 50013 when something else is missing.
    pub fn demand(&self, user: Id, channel: Id, wanted: Permissions) -> Result<(), ApiError> {
        self.channel(channel)?;
        let has = self.permissions(user, channel);
        if !has.contains(Permissions::VIEW_CHANNEL) {
            return Err(ApiError::missing_access());
        }
        if has.contains(wanted) {
            Ok(())
        } else {
            Err(ApiError::missing_permissions())
        }
    }

    /// Demands permissions in a guild: 10004 for those who are not in it, 50013 when something is missing.
    pub fn demand_in_guild(
        &self,
        user: Id,
        guild: Id,
        wanted: Permissions,
    ) -> Result<(), ApiError> {
        if !self.guild(guild)?.members.contains_key(&user) {
            return Err(ApiError::missing_access());
        }
        let has = self.guild_permissions(guild, user);
        if has.contains(wanted) {
            Ok(())
        } else {
            Err(ApiError::missing_permissions())
        }
    }

    /// The place of a user's highest role; the owner stands above all.
    pub fn rank(&self, guild: Id, user: Id) -> u32 {
        let Some(guild) = self.guilds.get(&guild) else {
            return 0;
        };
        if guild.owner == user {
            return u32::MAX;
        }
        let roles = guild
            .members
            .get(&user)
            .map(|member| member.roles.as_slice());
        let roles = roles
            .unwrap_or_default()
            .iter()
            .filter_map(|role| guild.roles.get(role));
        roles.map(|role| role.position).max().unwrap_or(0)
    }
}

/// Applies a channel's overwrites: @everyone's, then all roles' together, then the member's own.
fn overwritten(guild: &Guild, channel: &Channel, user: Id, base: Permissions) -> Permissions {
    let mut permissions = base;
    let of = |id: Id, kind: OverwriteKind| {
        channel
            .overwrites
            .iter()
            .find(|overwrite| overwrite.id == id && overwrite.kind == kind)
    };
    if let Some(overwrite) = of(guild.id, OverwriteKind::Role) {
        permissions = permissions.without(overwrite.deny).with(overwrite.allow);
    }
    let (mut allow, mut deny) = (Permissions::NONE, Permissions::NONE);
    let roles = guild
        .members
        .get(&user)
        .map(|member| member.roles.as_slice())
        .unwrap_or_default();
    for overwrite in roles
        .iter()
        .filter_map(|role| of(*role, OverwriteKind::Role))
    {
        allow |= overwrite.allow;
        deny |= overwrite.deny;
    }
    permissions = permissions.without(deny).with(allow);
    if let Some(overwrite) = of(user, OverwriteKind::Member) {
        permissions = permissions.without(overwrite.deny).with(overwrite.allow);
    }
    permissions
}

/// Takes away what an absent permission implies: without a view nothing, without writing no embeds and files.
fn implied(permissions: Permissions, channel: &Channel) -> Permissions {
    if !permissions.contains(Permissions::VIEW_CHANNEL) {
        return Permissions::NONE;
    }
    let writing = if channel.is_thread() {
        Permissions::SEND_MESSAGES_IN_THREADS
    } else {
        Permissions::SEND_MESSAGES
    };
    let mut permissions = permissions;
    if !permissions.contains(writing) {
        permissions = permissions.without(
            Permissions::SEND_TTS_MESSAGES
                | Permissions::EMBED_LINKS
                | Permissions::ATTACH_FILES
                | Permissions::MENTION_EVERYONE,
        );
    }
    if channel.is_thread() {
        // What `SEND_MESSAGES` says about the parent is no matter inside the thread.
        permissions = permissions.without(Permissions::SEND_MESSAGES);
        if permissions.contains(Permissions::SEND_MESSAGES_IN_THREADS) {
            permissions |= Permissions::SEND_MESSAGES;
        }
    }
    if channel.kind == ChannelKind::Voice && !permissions.contains(Permissions::CONNECT) {
        permissions = permissions
            .without(Permissions::SPEAK | Permissions::STREAM | Permissions::MOVE_MEMBERS);
    }
    permissions
}
