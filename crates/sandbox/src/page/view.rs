//! What one user sees, for the page to draw.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Refusal;
use crate::actor::{sidebar, somebody};
use crate::id::Id;
use crate::permissions::Permissions;
use crate::rest::Server;
use crate::state::{
    Channel, ChannelKind, Guild, Message, MessageOrigin, OverwriteKind, User, World, flags,
};

/// Who looks, and at which channel.
#[derive(Debug, Deserialize)]
pub(super) struct Look {
    user: String,
    channel: Option<Id>,
}

/// How many messages are shown.
const SHOWN: usize = 100;

/// `GET /sandbox/view?user=…&channel=…`: the sidebar, and a channel with its messages.
pub(super) async fn view(
    State(server): State<Server>,
    Query(look): Query<Look>,
) -> Result<Json<Value>, Refusal> {
    server.state.read(|world| {
        let user = whoever(world, &look.user)?;
        let bot = &world.users[&world.bot()];
        let guilds = world
            .guilds
            .values()
            .filter(|guild| guild.members.contains_key(&user));
        Ok(Json(json!({
            "me": person(world, user),
            "people": people(world),
            "bot": { "id": bot.id, "name": bot.username, "connected": world.bot_is_connected() },
            "guilds": guilds.map(|guild| guild_view(world, user, guild)).collect::<Vec<_>>(),
            "direct": direct(world, user),
            "channel": look.channel.and_then(|channel| channel_view(world, user, channel)),
            "names": names(world, user),
            "commands": world.commands.values().map(|command| command.version).max(),
        })))
    })
}

/// `GET /sandbox/commands?user=…&channel=…`: the commands that the user may run there.
pub(super) async fn commands(
    State(server): State<Server>,
    Query(look): Query<Look>,
) -> Result<Json<Value>, Refusal> {
    server.state.read(|world| {
        let user = whoever(world, &look.user)?;
        let commands = look
            .channel
            .map(|channel| world.commands_for(user, channel));
        Ok(Json(json!(commands.unwrap_or_default())))
    })
}

/// Somebody by id, name or part.
pub(super) fn whoever(world: &World, who: &str) -> Result<Id, Refusal> {
    somebody(world, who).ok_or_else(|| {
        Refusal(
            StatusCode::NOT_FOUND,
            format!("There is nobody called {who}."),
        )
    })
}

fn people(world: &World) -> Vec<Value> {
    let people = world.users.values().filter(|user| !user.bot);
    let mut people: Vec<_> = people
        .map(|user| (user.id, person(world, user.id)))
        .collect();
    // The seed's people in the order of the story, everybody else after them.
    let seed = world.seed;
    let order = [seed.admin, seed.staff, seed.member, seed.other_member];
    people.sort_by_key(|(id, _)| {
        order
            .iter()
            .position(|known| known == id)
            .unwrap_or(order.len())
    });
    people.into_iter().map(|(_, person)| person).collect()
}

fn person(world: &World, id: Id) -> Value {
    let user = world.users.get(&id);
    let roles = world
        .guilds
        .get(&world.seed.guild)
        .map(|guild| role_names(guild, id));
    json!({
        "id": id,
        "name": user.map(User::display_name),
        "username": user.map(|user| &user.username),
        "roles": roles,
    })
}

fn role_names(guild: &Guild, user: Id) -> Vec<&str> {
    let roles = guild
        .members
        .get(&user)
        .map(|member| member.roles.as_slice())
        .unwrap_or_default();
    roles
        .iter()
        .filter_map(|role| guild.roles.get(role))
        .map(|role| role.name.as_str())
        .collect()
}

fn guild_view(world: &World, user: Id, guild: &Guild) -> Value {
    let channel = |id: Id| {
        let channel = &world.channels[&id];
        let category = if channel.is_thread() {
            None
        } else {
            channel.parent
        };
        json!({
            "id": id,
            "name": channel.name,
            "type": channel.kind,
            "thread": channel.is_thread(),
            "category": category.and_then(|id| world.channels.get(&id)).map(|it| &it.name),
            "private": is_private(channel),
            "last": last(world, user, id),
        })
    };
    let channels: Vec<_> = sidebar(world, user, guild.id)
        .into_iter()
        .map(channel)
        .collect();
    let mut roles: Vec<_> = guild.roles.values().filter(|role| role.hoist).collect();
    roles.sort_by_key(|role| std::cmp::Reverse(role.position));
    let mut members: Vec<_> = guild.members.keys().copied().collect();
    members.sort();
    let roles: Vec<_> = roles
        .into_iter()
        .map(|role| {
            let mut with = Vec::new();
            members.retain(|user| {
                let has = guild.members[user].roles.contains(&role.id);
                if has {
                    with.push(*user);
                }
                !has
            });
            json!({ "name": role.name, "members": with })
        })
        .collect();
    json!({
        "id": guild.id, "name": guild.name, "channels": channels, "roles": roles, "others": members,
    })
}

fn is_private(channel: &Channel) -> bool {
    channel.is_private_thread()
        || channel.overwrites.iter().any(|overwrite| {
            Some(overwrite.id) == channel.guild
                && overwrite.kind == OverwriteKind::Role
                && overwrite.deny.contains(Permissions::VIEW_CHANNEL)
        })
}

fn last(world: &World, user: Id, channel: Id) -> Option<Id> {
    world
        .messages_seen_by(user, channel)
        .last()
        .map(|message| message.id)
}

fn direct(world: &World, user: Id) -> Vec<Value> {
    let channels = world.channels.values().filter(|channel| {
        channel.kind == ChannelKind::Direct && channel.recipients.contains(&user)
    });
    let other = |channel: &Channel| {
        let other = channel.recipients.iter().find(|other| **other != user)?;
        let name = world.users.get(other)?.display_name();
        Some(json!({
            "id": channel.id, "name": name, "user": other, "type": channel.kind,
            "last": last(world, user, channel.id),
        }))
    };
    channels.filter_map(other).collect()
}

fn channel_view(world: &World, user: Id, id: Id) -> Option<Value> {
    let channel = world
        .channels
        .get(&id)
        .filter(|_| world.can_see(user, id))?;
    let messages = world.messages_seen_by(user, id);
    let newest = messages.len().saturating_sub(SHOWN);
    let other = channel.recipients.iter().find(|other| **other != user);
    let other = other
        .and_then(|other| world.users.get(other))
        .map(User::display_name);
    let may = world.permissions(user, id);
    Some(json!({
        "id": id,
        "name": other.unwrap_or(&channel.name),
        "topic": channel.topic,
        "type": channel.kind,
        "guild": channel.guild,
        "private": is_private(channel),
        "writable": may.contains(Permissions::SEND_MESSAGES) && channel.takes_messages(),
        "messages": messages[newest..].iter().map(|it| message(world, it)).collect::<Vec<_>>(),
    }))
}

/// The message as Discord sends it, with what the page needs besides.
fn message(world: &World, message: &Message) -> Value {
    let mut payload = world.message_payload(message);
    let interaction = match message.origin {
        MessageOrigin::Interaction(id) => world.interactions.get(&id),
        _ => None,
    };
    payload["sandbox"] = json!({
        "ephemeral": message.flags & flags::EPHEMERAL != 0,
        "loading": message.flags & flags::LOADING != 0,
        "asked_by": interaction.map(|interaction| interaction.user),
        "command": interaction.filter(|it| it.opened_by.is_none() && it.message.is_none())
            .and_then(|interaction| interaction.command_name()),
    });
    payload
}

/// What the ids in texts are called; only of channels that the user sees.
fn names(world: &World, user: Id) -> Value {
    let (mut users, mut roles, mut channels) = (Map::new(), Map::new(), Map::new());
    for known in world.users.values() {
        let color = world
            .guilds
            .get(&world.seed.guild)
            .and_then(|guild| color(guild, known.id));
        let name = known.display_name();
        let entry =
            json!({ "name": name, "username": known.username, "bot": known.bot, "color": color });
        users.insert(known.id.to_string(), entry);
    }
    for guild in world
        .guilds
        .values()
        .filter(|guild| guild.members.contains_key(&user))
    {
        for role in guild.roles.values() {
            let entry = json!({ "name": role.name, "color": role.color, "guild": guild.id });
            roles.insert(role.id.to_string(), entry);
        }
    }
    for channel in world
        .channels
        .values()
        .filter(|channel| world.can_see(user, channel.id))
    {
        let entry = json!({ "name": channel.name, "type": channel.kind, "guild": channel.guild });
        channels.insert(channel.id.to_string(), entry);
    }
    json!({ "users": users, "roles": roles, "channels": channels })
}

/// The colour of a member's name: that of the highest role that has one.
fn color(guild: &Guild, user: Id) -> Option<u32> {
    let roles = guild
        .members
        .get(&user)?
        .roles
        .iter()
        .filter_map(|role| guild.roles.get(role));
    let colored = roles.filter(|role| role.color != 0);
    colored
        .max_by_key(|role| role.position)
        .map(|role| role.color)
}
