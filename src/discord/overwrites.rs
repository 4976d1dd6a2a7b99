//! One model for who may see and write in a ticket's channel.
//!
//! Everything that changes a ticket's access changes a [`TicketAccess`] and writes all overwrites that follow from it, so
//! no change can lose a member.

use serde_json::{Value, json};
use serenity::all::Permissions;

use crate::model::{ClaimMode, GuildId, RoleId, Subject, UserId};

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
    /// Who works on it, and what the other staff may then do.
    pub claim: Option<(UserId, ClaimMode)>,
    /// Who else was added.
    pub added: Vec<Subject>,
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

/// Without these a ticket is of no use.
const NEEDED: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::READ_MESSAGE_HISTORY);

/// Given as well, where the bot has them: Discord lets nobody give what they do not have.
const WELCOME: Permissions = Permissions::EMBED_LINKS
    .union(Permissions::ATTACH_FILES)
    .union(Permissions::ADD_REACTIONS);

/// What staff may not do in a ticket that somebody else has claimed for reading only.
const WRITING: Permissions = Permissions::SEND_MESSAGES
    .union(Permissions::ATTACH_FILES)
    .union(Permissions::EMBED_LINKS)
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
            let mode = self.claim.map_or(ClaimMode::Everyone, |(_, mode)| mode);
            match mode {
                ClaimMode::Everyone => overwrites.push(allow(Subject::Role(role), people)),
                ClaimMode::ReadOnly => overwrites.push(Overwrite {
                    subject: Subject::Role(role),
                    allow: people - WRITING,
                    deny: WRITING & (bot_may | NEEDED),
                }),
                ClaimMode::ClaimerOnly => {}
            }
        }
        let claimer = self.claim.map(|(claimer, _)| Subject::Member(claimer));
        for subject in claimer.into_iter().chain(self.added.iter().copied()) {
            match overwrites
                .iter_mut()
                .find(|overwrite| overwrite.subject == subject)
            {
                // Whoever was added by name may write, whatever a claim takes from their role.
                Some(overwrite) => {
                    overwrite.allow |= people;
                    overwrite.deny -= people;
                }
                None => overwrites.push(allow(subject, people)),
            }
        }
        overwrites
    }

    /// The overwrites to write over `current` ones: those that follow from the model, and those of an admin's own about
    /// whom the model has never said anything.
    pub fn replacing(
        &self,
        current: &[Overwrite],
        former: &[Subject],
        bot_may: Permissions,
    ) -> Vec<Overwrite> {
        let mut overwrites = self.overwrites(bot_may);
        let ours: Vec<Subject> = overwrites
            .iter()
            .map(|overwrite| overwrite.subject)
            .chain(former.iter().copied())
            .chain(self.staff_role.map(Subject::Role))
            .collect();
        overwrites.extend(
            current
                .iter()
                .filter(|overwrite| !ours.contains(&overwrite.subject)),
        );
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
            claim: None,
            added: Vec::new(),
        }
    }

    #[test]
    fn a_claim_takes_from_staff_and_never_from_opener_claimer_and_the_added() {
        let claimed = |mode| {
            let access = TicketAccess {
                claim: Some((UserId::new(12), mode)),
                added: vec![
                    Subject::Member(UserId::new(13)),
                    Subject::Role(RoleId::new(4)),
                ],
                ..access(Some(STAFF))
            };
            access.overwrites(Permissions::all())
        };
        let may = |user, roles: &[RoleId], overwrites: &[Overwrite]| {
            let everyone = Permissions::VIEW_CHANNEL | Permissions::SEND_MESSAGES;
            let member = Member {
                user: UserId::new(user),
                roles,
            };
            let may = in_channel(everyone, GUILD, member, overwrites);
            (may.view_channel(), may.send_messages())
        };
        for (mode, others) in [
            (ClaimMode::Everyone, (true, true)),
            (ClaimMode::ReadOnly, (true, false)),
            (ClaimMode::ClaimerOnly, (false, false)),
        ] {
            let overwrites = claimed(mode);
            assert_eq!(may(20, &[STAFF], &overwrites), others, "{mode:?}");
            assert_eq!(may(10, &[], &overwrites), (true, true), "the bot");
            assert_eq!(may(11, &[], &overwrites), (true, true), "the opener");
            assert_eq!(may(12, &[STAFF], &overwrites), (true, true), "the claimer");
            assert_eq!(
                may(13, &[STAFF], &overwrites),
                (true, true),
                "an added member"
            );
            assert_eq!(
                may(21, &[RoleId::new(4)], &overwrites),
                (true, true),
                "an added role"
            );
        }
    }

    #[test]
    fn an_admins_own_overwrites_stay_and_former_ones_of_ours_go() {
        let own = |subject| Overwrite {
            subject,
            allow: Permissions::VIEW_CHANNEL,
            deny: Permissions::empty(),
        };
        let (former, admins) = (
            Subject::Member(UserId::new(12)),
            Subject::Role(RoleId::new(9)),
        );
        let current = [own(former), own(admins), own(Subject::Role(STAFF))];
        let written = access(None).replacing(&current, &[former], Permissions::all());
        let about: Vec<_> = written.iter().map(|overwrite| overwrite.subject).collect();
        assert!(about.contains(&admins) && about.contains(&Subject::Role(STAFF)));
        assert!(!about.contains(&former));
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
