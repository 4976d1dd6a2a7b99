//! One model for who may see and write in a ticket's channel.
//!
//! Everything that changes a ticket's access changes a [`TicketAccess`] and writes all overwrites that follow from it, so
//! no change can lose a member.

use serde_json::{Value, json};
use serenity::all::Permissions;

use crate::model::{GuildId, RoleId, UserId};

/// A ticket's access, as people think of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketAccess {
    /// The server: its `@everyone` role has its id.
    pub guild: GuildId,
    /// The bot itself.
    pub bot: UserId,
    /// Who asked.
    pub opener: UserId,
    /// Who answers.
    pub staff_role: Option<RoleId>,
}

/// One overwrite of a channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overwrite {
    /// Whom it is about.
    pub subject: Subject,
    /// What they may.
    pub allow: Permissions,
    /// What they may not.
    pub deny: Permissions,
}

/// Whom an overwrite is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A role.
    Role(RoleId),
    /// A member.
    Member(UserId),
}

/// Without these a ticket is of no use.
const NEEDED: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::READ_MESSAGE_HISTORY);

/// Given as well, where the bot has them: Discord lets nobody give what they do not have.
const WELCOME: Permissions = Permissions::EMBED_LINKS
    .union(Permissions::ATTACH_FILES)
    .union(Permissions::ADD_REACTIONS);

/// What the bot must have in a ticket's channel to do its job.
pub const BOT_NEEDS: Permissions = NEEDED
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::MANAGE_CHANNELS);

impl TicketAccess {
    /// The overwrites, given what the bot itself may.
    pub fn overwrites(&self, bot_may: Permissions) -> Vec<Overwrite> {
        let people = NEEDED | (WELCOME & bot_may);
        let allow = |subject, allow| Overwrite {
            subject,
            allow,
            deny: Permissions::empty(),
        };
        let mut overwrites = vec![
            Overwrite {
                subject: Subject::Role(RoleId::new(self.guild.get())),
                allow: Permissions::empty(),
                deny: Permissions::VIEW_CHANNEL,
            },
            // Managing the channel is allowed to the bot by name, so that a category which denies it to everyone
            // cannot keep a ticket from being closed.
            allow(
                Subject::Member(self.bot),
                people | (BOT_NEEDS & (bot_may | NEEDED)),
            ),
            allow(Subject::Member(self.opener), people),
        ];
        // A staff role of `@everyone` would open the ticket to all.
        if let Some(role) = self
            .staff_role
            .filter(|role| role.get() != self.guild.get())
        {
            overwrites.push(allow(Subject::Role(role), people));
        }
        overwrites
    }
}

impl Overwrite {
    /// As Discord wants it.
    pub(super) fn body(&self) -> Value {
        let (id, kind) = match self.subject {
            Subject::Role(role) => (role.get(), 0),
            Subject::Member(user) => (user.get(), 1),
        };
        json!({
            "id": id.to_string(),
            "type": kind,
            // Numbers here, although Discord answers with strings: so says its description of this request.
            "allow": self.allow.bits(),
            "deny": self.deny.bits(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::permissions::{Member, in_channel};

    const GUILD: GuildId = GuildId::new(1);
    const STAFF: RoleId = RoleId::new(2);

    fn access(staff_role: Option<RoleId>) -> TicketAccess {
        TicketAccess {
            guild: GUILD,
            bot: UserId::new(10),
            opener: UserId::new(11),
            staff_role,
        }
    }

    fn sees(user: u64, roles: &[RoleId], overwrites: &[Overwrite]) -> bool {
        let everyone = Permissions::VIEW_CHANNEL | Permissions::SEND_MESSAGES;
        let member = Member {
            user: UserId::new(user),
            roles,
        };
        in_channel(everyone, GUILD, member, overwrites).view_channel()
    }

    #[test]
    fn opener_staff_and_bot_see_it_and_nobody_else() {
        let overwrites = access(Some(STAFF)).overwrites(Permissions::all());
        assert!(sees(10, &[], &overwrites));
        assert!(sees(11, &[], &overwrites));
        assert!(sees(12, &[STAFF], &overwrites));
        assert!(!sees(12, &[RoleId::new(3)], &overwrites));
    }

    #[test]
    fn everyone_as_staff_opens_nothing() {
        let overwrites = access(Some(RoleId::new(1))).overwrites(Permissions::all());
        assert!(!sees(12, &[], &overwrites));
        assert_eq!(overwrites.len(), 3);
    }

    #[test]
    fn nothing_is_given_that_the_bot_lacks() {
        let overwrites = access(Some(STAFF)).overwrites(NEEDED);
        for overwrite in overwrites {
            assert!(NEEDED.contains(overwrite.allow | overwrite.deny));
        }
    }
}
