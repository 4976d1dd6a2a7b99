//! The world at the start: a bot, a guild with the usual roles and channels, and four people.

use super::{
    Application, Channel, ChannelKind, Guild, Member, Overwrite, OverwriteKind, Role, RoleTags,
    User, World, application::ALL_PRIVILEGED,
};
use crate::{clock::Clock, id::Id, permissions::Permissions};

/// The ids of what the seed made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seed {
    /// The bot's user (and application).
    pub bot: Id,
    /// The guild.
    pub guild: Id,
    /// The guild's owner and admin.
    pub admin: Id,
    /// A member of staff.
    pub staff: Id,
    /// The member whom the tutorial's example API knows.
    pub member: Id,
    /// A member whom it does not know.
    pub other_member: Id,
    /// The role of admins.
    pub admin_role: Id,
    /// The role of staff.
    pub staff_role: Id,
    /// The bot's own role.
    pub bot_role: Id,
    /// #general.
    pub general: Id,
    /// #support.
    pub support: Id,
    /// The category "Tickets".
    pub tickets: Id,
    /// #transcripts, which only staff sees.
    pub transcripts: Id,
}

/// What @everyone may do in a new guild.
pub(crate) const EVERYONE: Permissions = Permissions(
    Permissions::CREATE_INSTANT_INVITE.0
        | Permissions::ADD_REACTIONS.0
        | Permissions::STREAM.0
        | Permissions::VIEW_CHANNEL.0
        | Permissions::SEND_MESSAGES.0
        | Permissions::EMBED_LINKS.0
        | Permissions::ATTACH_FILES.0
        | Permissions::READ_MESSAGE_HISTORY.0
        | Permissions::MENTION_EVERYONE.0
        | Permissions::USE_EXTERNAL_EMOJIS.0
        | Permissions::CONNECT.0
        | Permissions::SPEAK.0
        | Permissions::USE_VAD.0
        | Permissions::CHANGE_NICKNAME.0
        | Permissions::USE_APPLICATION_COMMANDS.0
        | Permissions::CREATE_PUBLIC_THREADS.0
        | Permissions::CREATE_PRIVATE_THREADS.0
        | Permissions::SEND_MESSAGES_IN_THREADS.0,
);

/// What an invited ticket bot is usually given.
pub(crate) const BOT: Permissions = Permissions(
    EVERYONE.0
        | Permissions::MANAGE_CHANNELS.0
        | Permissions::MANAGE_ROLES.0
        | Permissions::MANAGE_MESSAGES.0
        | Permissions::MANAGE_THREADS.0
        | Permissions::MANAGE_WEBHOOKS.0
        | Permissions::PIN_MESSAGES.0
        | Permissions::MANAGE_NICKNAMES.0,
);

impl Seed {
    const WORLD: Self = Self {
        bot: Id(1_000_000_000_000_000_001),
        guild: Id(1_000_000_000_000_000_100),
        admin: Id(1_000_000_000_000_000_010),
        staff: Id(1_000_000_000_000_000_011),
        member: Id(585_576_154_958_921_739),
        other_member: Id(1_000_000_000_000_000_012),
        admin_role: Id(1_000_000_000_000_000_110),
        staff_role: Id(1_000_000_000_000_000_111),
        bot_role: Id(1_000_000_000_000_000_112),
        general: Id(1_000_000_000_000_000_201),
        support: Id(1_000_000_000_000_000_202),
        tickets: Id(1_000_000_000_000_000_210),
        transcripts: Id(1_000_000_000_000_000_211),
    };

    /// Builds the world.
    pub(crate) fn plant(clock: Clock, url: String, token: String) -> World {
        let seed = Self::WORLD;
        let application = Application {
            id: seed.bot,
            bot: seed.bot,
            name: "Frontdesk".to_owned(),
            owner: seed.admin,
            token,
            flags: ALL_PRIVILEGED,
        };
        let mut world = World::new(clock, url, application);
        world.seed = seed;
        seed.people(&mut world);
        seed.server(&mut world);
        world
    }

    fn people(self, world: &mut World) {
        let mut bot = User::person(self.bot, "Frontdesk", "Frontdesk");
        bot.bot = true;
        bot.global_name = None;
        for user in [
            bot,
            User::person(self.admin, "ada", "Ada"),
            User::person(self.staff, "sam", "Sam"),
            User::person(self.member, "mika", "Mika"),
            User::person(self.other_member, "noor", "Noor"),
        ] {
            world.users.insert(user.id, user);
        }
    }

    fn server(self, world: &mut World) {
        let joined = world.now();
        let mut guild = Guild::new(self.guild, "Harbour Lights", self.admin, EVERYONE);
        let role = |id, name: &str, position, permissions, color| Role {
            id,
            name: name.to_owned(),
            position,
            permissions,
            color,
            hoist: true,
            ..Role::default()
        };
        let staff = EVERYONE | Permissions::MANAGE_MESSAGES | Permissions::MODERATE_MEMBERS;
        let mut bot_role = role(self.bot_role, "Frontdesk", 2, BOT, 0x58_65F2);
        bot_role.managed = true;
        bot_role.tags = RoleTags {
            bot: Some(self.bot),
        };
        for role in [
            role(self.staff_role, "Staff", 1, staff, 0x2E_CC71),
            bot_role,
            role(
                self.admin_role,
                "Admin",
                3,
                Permissions::ADMINISTRATOR,
                0xE7_4C3C,
            ),
        ] {
            guild.roles.insert(role.id, role);
        }
        for (user, roles) in [
            (self.bot, vec![self.bot_role]),
            (self.admin, vec![self.admin_role]),
            (self.staff, vec![self.staff_role]),
            (self.member, Vec::new()),
            (self.other_member, Vec::new()),
        ] {
            let member = Member {
                user,
                nick: None,
                roles,
                joined,
                timed_out_until: None,
            };
            guild.members.insert(user, member);
        }
        world.guilds.insert(self.guild, guild);
        self.channels(world);
    }

    fn channels(self, world: &mut World) {
        let category = |id, name, position| {
            let mut channel = Channel::new(id, ChannelKind::Category, Some(self.guild), name);
            channel.position = position;
            channel
        };
        let text = |id, name, parent, position| {
            let mut channel = Channel::new(id, ChannelKind::Text, Some(self.guild), name);
            channel.parent = Some(parent);
            channel.position = position;
            channel
        };
        let lobby = Id(self.general.0 - 1);
        let mut transcripts = text(self.transcripts, "transcripts", self.tickets, 0);
        let overwrite = |id, kind, allow, deny| Overwrite {
            id,
            kind,
            allow,
            deny,
        };
        let view = Permissions::VIEW_CHANNEL;
        transcripts.overwrites = vec![
            overwrite(self.guild, OverwriteKind::Role, Permissions::NONE, view),
            overwrite(
                self.staff_role,
                OverwriteKind::Role,
                view,
                Permissions::NONE,
            ),
            overwrite(self.bot_role, OverwriteKind::Role, view, Permissions::NONE),
        ];
        for channel in [
            category(lobby, "Lobby", 0),
            text(self.general, "general", lobby, 0),
            text(self.support, "support", lobby, 1),
            category(self.tickets, "Tickets", 1),
            transcripts,
        ] {
            world.channels.insert(channel.id, channel);
        }
    }
}

impl World {
    /// Adds another guild with the bot in it, one text channel, and an owner; the bot is told.
    pub fn add_guild(&mut self, name: &str, owner: Id) -> Result<Id, crate::error::ApiError> {
        self.user(owner)?;
        let (id, channel_id, role_id) = (self.next_id(), self.next_id(), self.next_id());
        let joined = self.now();
        let bot = self.bot();
        let mut guild = Guild::new(id, name, owner, EVERYONE);
        let role = Role {
            id: role_id,
            name: "Frontdesk".to_owned(),
            position: 1,
            permissions: BOT,
            managed: true,
            tags: RoleTags { bot: Some(bot) },
            ..Role::default()
        };
        guild.roles.insert(role_id, role);
        for (user, roles) in [(bot, vec![role_id]), (owner, Vec::new())] {
            let member = Member {
                user,
                nick: None,
                roles,
                joined,
                timed_out_until: None,
            };
            guild.members.insert(user, member);
        }
        self.guilds.insert(id, guild);
        let channel = Channel::new(channel_id, ChannelKind::Text, Some(id), "general");
        self.channels.insert(channel_id, channel);
        self.announce_guild(id)?;
        Ok(id)
    }
}
