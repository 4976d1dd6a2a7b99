//! Who may what: [Discord's rules](https://discord.com/developers/docs/topics/permissions#permission-hierarchy), evaluated
//! without asking anybody; and the sentence that names what is missing.

use serenity::all::{PermissionOverwrite, PermissionOverwriteType, Permissions};

use super::guilds::GuildFacts;
use super::outbound::channels::ChannelFacts;
use super::outbound::threads::is_thread;
use super::overwrites::{BOT_NEEDS, Overwrite};
use super::{Bot, Caller, DiscordError};
use crate::i18n;
use crate::model::{ChannelId, Failure, GuildId, Language, Outcome, RoleId, Subject, Text, UserId};

/// A member, as far as permissions go.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// The account.
    pub user: UserId,
    /// The roles, without `@everyone`.
    pub roles: &'a [RoleId],
}

/// What a member may in the server.
pub fn in_guild(guild: GuildId, facts: &GuildFacts, member: Member<'_>) -> Permissions {
    if facts.owner == member.user {
        return Permissions::all();
    }
    let everyone = RoleId::new(guild.get());
    let permissions = std::iter::once(&everyone)
        .chain(member.roles)
        .filter_map(|role| facts.roles.get(role))
        .fold(Permissions::empty(), |sum, role| sum | *role);
    if permissions.administrator() {
        Permissions::all()
    } else {
        permissions
    }
}

/// What a member who may `base` in the server may in a channel with these overwrites.
pub fn in_channel(
    base: Permissions,
    guild: GuildId,
    member: Member<'_>,
    overwrites: &[Overwrite],
) -> Permissions {
    if base.administrator() {
        return Permissions::all();
    }
    let everyone = Subject::Role(RoleId::new(guild.get()));
    let sums = |matches: &dyn Fn(Subject) -> bool| {
        overwrites
            .iter()
            .filter(|overwrite| matches(overwrite.subject))
            .fold(
                (Permissions::empty(), Permissions::empty()),
                |(allow, deny), overwrite| (allow | overwrite.allow, deny | overwrite.deny),
            )
    };
    let is_role = |subject: Subject| {
        subject != everyone
            && matches!(subject, Subject::Role(role) if member.roles.contains(&role))
    };
    let mut permissions = base;
    for (allow, deny) in [
        sums(&|subject| subject == everyone),
        sums(&is_role),
        sums(&|subject| subject == Subject::Member(member.user)),
    ] {
        permissions = (permissions - deny) | allow;
    }
    if permissions.view_channel() {
        permissions
    } else {
        Permissions::empty()
    }
}

/// The library's overwrites in our words.
pub fn overwrites(of: &[PermissionOverwrite]) -> Vec<Overwrite> {
    of.iter()
        .filter_map(|overwrite| {
            let subject = match overwrite.kind {
                PermissionOverwriteType::Role(role) => Subject::Role(RoleId::new(role.get())),
                PermissionOverwriteType::Member(user) => Subject::Member(UserId::new(user.get())),
                _ => return None,
            };
            Some(Overwrite {
                subject,
                allow: overwrite.allow,
                deny: overwrite.deny,
            })
        })
        .collect()
}

/// Whether these permissions make somebody an admin of the bot here.
pub fn manages(permissions: Permissions) -> bool {
    permissions.intersects(Permissions::ADMINISTRATOR | Permissions::MANAGE_GUILD)
}

impl Caller {
    /// Refuses whoever may not manage the server.
    pub fn must_manage(&self) -> Outcome<()> {
        if manages(self.permissions) {
            Ok(())
        } else {
            Err(Failure::Refused(Text::new("discord-admins-only")))
        }
    }
}

/// Permissions by the names that Discord's client shows.
pub fn names(permissions: Permissions, language: Language) -> String {
    const NAMED: [(Permissions, &str); 11] = [
        (
            Permissions::VIEW_CHANNEL,
            "discord-permission-view-channels",
        ),
        (
            Permissions::MANAGE_CHANNELS,
            "discord-permission-manage-channels",
        ),
        (
            Permissions::MANAGE_ROLES,
            "discord-permission-manage-permissions",
        ),
        (
            Permissions::SEND_MESSAGES,
            "discord-permission-send-messages",
        ),
        (Permissions::EMBED_LINKS, "discord-permission-embed-links"),
        (Permissions::ATTACH_FILES, "discord-permission-attach-files"),
        (
            Permissions::READ_MESSAGE_HISTORY,
            "discord-permission-read-message-history",
        ),
        (
            Permissions::ADD_REACTIONS,
            "discord-permission-add-reactions",
        ),
        (
            Permissions::CREATE_PRIVATE_THREADS,
            "discord-permission-create-private-threads",
        ),
        (
            Permissions::SEND_MESSAGES_IN_THREADS,
            "discord-permission-send-in-threads",
        ),
        (
            Permissions::MANAGE_THREADS,
            "discord-permission-manage-threads",
        ),
    ];
    let mut rest = permissions;
    let mut names = Vec::new();
    for (permission, id) in NAMED {
        if rest.contains(permission) {
            rest -= permission;
            names.push(format!("**{}**", i18n::words(language, &Text::new(id))));
        }
    }
    names.extend(
        rest.get_permission_names()
            .into_iter()
            .map(|name| format!("**{name}**")),
    );
    names.join(", ")
}

impl Bot {
    /// What the bot may in the server, or in one of its channels. Asked anew, because it is asked after a refusal.
    pub async fn own_permissions(
        &self,
        guild: GuildId,
        channel: Option<ChannelId>,
    ) -> Outcome<Permissions> {
        let me = self.user();
        let (answer, member, channel) = tokio::join!(
            self.outbound.guild(guild),
            self.outbound.member(guild, me),
            async {
                match channel {
                    Some(channel) => self.ruling_channel(channel).await.map(Some),
                    None => Ok(None),
                }
            },
        );
        let facts = GuildFacts::from(answer?);
        let roles = member?.map(|member| member.roles).unwrap_or_default();
        let member = Member {
            user: me,
            roles: &roles,
        };
        let base = in_guild(guild, &facts, member);
        match channel {
            Ok(None) => Ok(base),
            Ok(Some(channel)) => Ok(in_channel(
                base,
                guild,
                member,
                &overwrites(&channel.permission_overwrites),
            )),
            // What cannot be looked at cannot be used either.
            Err(error) if error.is_forbidden() => Ok(Permissions::empty()),
            Err(error) => Err(error.into()),
        }
    }

    /// The channel whose overwrites hold in a channel: itself, or for a thread the one under which it stands.
    async fn ruling_channel(&self, channel: ChannelId) -> Result<ChannelFacts, DiscordError> {
        let facts = self.outbound.channel(channel).await?;
        match facts.parent_id {
            Some(parent) if is_thread(facts.kind) => self.outbound.channel(parent).await,
            _ => Ok(facts),
        }
    }

    /// The sentence after Discord has refused something for want of a permission: which one, and where.
    pub async fn missing_permissions(
        &self,
        guild: GuildId,
        channel: Option<ChannelId>,
        needed: Permissions,
        language: Language,
    ) -> Failure {
        let has = match self.own_permissions(guild, channel).await {
            Ok(permissions) => permissions,
            Err(failure) => return failure,
        };
        missing(has, channel, needed, language)
    }
}

/// The sentence for what is missing; [`BOT_NEEDS`] all in all when the evaluation finds nothing.
pub(super) fn missing(
    has: Permissions,
    channel: Option<ChannelId>,
    needed: Permissions,
    language: Language,
) -> Failure {
    let mut lacking = needed - has;
    if lacking.is_empty() {
        lacking = needed | BOT_NEEDS;
    }
    let names = names(lacking, language);
    Failure::Refused(match channel {
        Some(channel) => Text::new("discord-missing-permissions-in-channel")
            .with("permissions", names)
            .with("channel", format!("<#{channel}>")),
        None => Text::new("discord-missing-permissions").with("permissions", names),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUILD: GuildId = GuildId::new(1);

    fn facts(roles: &[(u64, Permissions)]) -> GuildFacts {
        GuildFacts {
            name: "Server".to_owned(),
            owner: UserId::new(5),
            roles: roles
                .iter()
                .map(|(id, permissions)| (RoleId::new(*id), *permissions))
                .collect(),
        }
    }

    #[test]
    fn owner_and_administrator_may_everything() {
        let facts = facts(&[(1, Permissions::empty()), (2, Permissions::ADMINISTRATOR)]);
        let owner = Member {
            user: UserId::new(5),
            roles: &[],
        };
        let administrator = Member {
            user: UserId::new(6),
            roles: &[RoleId::new(2)],
        };
        assert_eq!(in_guild(GUILD, &facts, owner), Permissions::all());
        assert_eq!(in_guild(GUILD, &facts, administrator), Permissions::all());
    }

    #[test]
    fn a_role_allows_what_everyone_is_denied_and_a_member_what_a_role_is_denied() {
        let overwrite = |subject, allow, deny| Overwrite {
            subject,
            allow,
            deny,
        };
        let none = Permissions::empty();
        let base = Permissions::VIEW_CHANNEL;
        let send = Permissions::SEND_MESSAGES;
        let overwrites = [
            overwrite(Subject::Role(RoleId::new(1)), send, base),
            overwrite(Subject::Role(RoleId::new(2)), base, send),
            overwrite(Subject::Member(UserId::new(7)), send, none),
        ];
        let may = |user, roles: &[RoleId]| {
            let member = Member {
                user: UserId::new(user),
                roles,
            };
            in_channel(base, GUILD, member, &overwrites)
        };
        assert_eq!(may(6, &[]), none);
        assert_eq!(may(6, &[RoleId::new(2)]), base);
        assert_eq!(may(7, &[RoleId::new(2)]), base | send);
    }

    #[test]
    fn managing_is_what_discord_calls_manage_server() {
        assert!(manages(Permissions::MANAGE_GUILD));
        assert!(manages(Permissions::ADMINISTRATOR));
        assert!(!manages(Permissions::MANAGE_CHANNELS));
    }
}
