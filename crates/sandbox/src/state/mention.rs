//! Whom a message pings.

use serde_json::Value;

use super::World;
use crate::{id::Id, permissions::Permissions};

/// The users and roles whom a message pings.
#[derive(Debug, Default)]
pub(crate) struct Pinged {
    pub(crate) users: Vec<Id>,
    pub(crate) roles: Vec<Id>,
    pub(crate) everyone: bool,
}

/// Reads the mentions in a text and keeps those that the sender allows and may make.
pub(crate) fn find(
    world: &World,
    author: Id,
    channel: Id,
    content: &str,
    allowed: Option<&Value>,
) -> Pinged {
    let may_ping_all = world
        .permissions(author, channel)
        .contains(Permissions::MENTION_EVERYONE);
    let guild = world
        .channels
        .get(&channel)
        .and_then(|channel| channel.guild);
    let guild = guild.and_then(|guild| world.guilds.get(&guild));
    let mut pinged = Pinged::default();
    for piece in content.split('<').skip(1) {
        let Some((inside, _)) = piece.split_once('>') else {
            continue;
        };
        if let Some(role) = inside
            .strip_prefix("@&")
            .and_then(|id| id.parse::<Id>().ok())
        {
            let mentionable = guild
                .and_then(|guild| guild.roles.get(&role))
                .is_some_and(|role| role.mentionable || may_ping_all);
            if mentionable && permitted(allowed, "roles", role) && !pinged.roles.contains(&role) {
                pinged.roles.push(role);
            }
        } else if let Some(user) = inside.strip_prefix('@') {
            let Ok(user) = user.trim_start_matches('!').parse::<Id>() else {
                continue;
            };
            let known = world.users.contains_key(&user);
            if known && permitted(allowed, "users", user) && !pinged.users.contains(&user) {
                pinged.users.push(user);
            }
        }
    }
    let calls_everyone = content.contains("@everyone") || content.contains("@here");
    pinged.everyone = calls_everyone && may_ping_all && parses(allowed, "everyone");
    pinged
}

fn parses(allowed: Option<&Value>, kind: &str) -> bool {
    let Some(allowed) = allowed.filter(|allowed| allowed.is_object()) else {
        return true;
    };
    allowed["parse"]
        .as_array()
        .is_some_and(|kinds| kinds.iter().any(|known| known == kind))
}

fn permitted(allowed: Option<&Value>, kind: &str, id: Id) -> bool {
    let listed = |allowed: &Value| {
        let id = id.to_string();
        allowed[kind]
            .as_array()
            .is_some_and(|ids| ids.iter().any(|other| *other == id))
    };
    parses(allowed, kind) || allowed.is_some_and(listed)
}
