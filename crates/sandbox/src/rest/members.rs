//! Members and bans.

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::StatusCode,
    routing::{get, put},
};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Payload, Server, roles::demand_below};
use crate::{
    error::{ApiError, Form},
    gateway::{Event, Intents},
    id::Id,
    permissions::Permissions,
    state::{Ban, World},
};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/guilds/{guild}/members", get(list))
        .route("/guilds/{guild}/members/search", get(search))
        .route(
            "/guilds/{guild}/members/@me",
            axum::routing::patch(edit_own),
        )
        .route(
            "/guilds/{guild}/members/{user}",
            get(one).patch(edit).delete(kick),
        )
        .route(
            "/guilds/{guild}/members/{user}/roles/{role}",
            put(give).delete(take),
        )
        .route("/guilds/{guild}/bans", get(bans))
        .route(
            "/guilds/{guild}/bans/{user}",
            get(show_ban).put(ban).delete(unban),
        )
        .route("/users/@me/guilds/{guild}/member", get(own))
}

#[derive(Debug, Deserialize)]
struct Wanted {
    limit: Option<usize>,
    after: Option<Id>,
    query: Option<String>,
}

fn members(world: &World, guild: Id, limit: usize, fits: impl Fn(Id, &str) -> bool) -> Answer {
    world.demand_in_guild(world.bot(), guild, Permissions::NONE)?;
    if !(1..=1_000).contains(&limit) {
        let message = "int value should be between 1 and 1000.";
        return Err(ApiError::invalid_field("limit", "NUMBER_TYPE_MAX", message));
    }
    let named = |user: &Id| {
        let member = world
            .member(guild, *user)
            .ok()
            .and_then(|member| member.nick.clone());
        let user = world.users.get(user);
        user.is_some_and(|user| {
            let nick = member.unwrap_or_else(|| user.display_name().to_owned());
            fits(user.id, &nick.to_lowercase()) || fits(user.id, &user.username.to_lowercase())
        })
    };
    let users = world
        .guild(guild)?
        .members
        .keys()
        .filter(|user| named(user))
        .take(limit);
    let members: Result<Value, ApiError> = users
        .map(|user| world.member_payload(guild, *user))
        .collect();
    Ok(Json(members?))
}

async fn list(
    State(server): State<Server>,
    Path(guild): Path<Id>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let after = wanted.after.unwrap_or_default();
    server.state.read(|world| {
        members(world, guild, wanted.limit.unwrap_or(1), |user, _| {
            user > after
        })
    })
}

async fn search(
    State(server): State<Server>,
    Path(guild): Path<Id>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let query = wanted.query.unwrap_or_default().to_lowercase();
    server.state.read(|world| {
        members(world, guild, wanted.limit.unwrap_or(1), |_, name| {
            name.starts_with(&query)
        })
    })
}

async fn one(State(server): State<Server>, Path((guild, user)): Path<(Id, Id)>) -> Answer {
    server.state.read(|world| {
        world.demand_in_guild(world.bot(), guild, Permissions::NONE)?;
        Ok(Json(world.member_payload(guild, user)?))
    })
}

async fn own(State(server): State<Server>, Path(guild): Path<Id>) -> Answer {
    server
        .state
        .read(|world| Ok(Json(world.member_payload(guild, world.bot())?)))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
#[expect(clippy::option_option, reason = "the three cases are Discord's")]
struct Change {
    #[serde(deserialize_with = "crate::state::present")]
    nick: Option<Option<String>>,
    roles: Option<Vec<Id>>,
    #[serde(deserialize_with = "crate::state::present")]
    communication_disabled_until: Option<Option<DateTime<Utc>>>,
}

async fn edit_own(State(server): State<Server>, Path(guild): Path<Id>, payload: Payload) -> Answer {
    let change: Change = payload.form()?;
    server.state.write(|world| {
        let bot = world.bot();
        world.demand_in_guild(bot, guild, Permissions::CHANGE_NICKNAME)?;
        apply(
            world,
            guild,
            bot,
            Change {
                nick: change.nick,
                ..Change::default()
            },
        )
    })
}

async fn edit(
    State(server): State<Server>,
    Path((guild, user)): Path<(Id, Id)>,
    payload: Payload,
) -> Answer {
    let change: Change = payload.form()?;
    server.state.write(|world| {
        let bot = world.bot();
        let mut wanted = Permissions::NONE;
        if change.nick.is_some() {
            wanted |= Permissions::MANAGE_NICKNAMES;
        }
        if change.communication_disabled_until.is_some() {
            wanted |= Permissions::MODERATE_MEMBERS;
        }
        world.demand_in_guild(bot, guild, wanted)?;
        let held = world.member(guild, user)?.roles.clone();
        for role in change
            .roles
            .iter()
            .flatten()
            .filter(|role| !held.contains(role))
        {
            demand_below(world, guild, *role)?;
        }
        let kept = |role: &Id| {
            change
                .roles
                .as_ref()
                .is_none_or(|roles| roles.contains(role))
        };
        for role in held.iter().filter(|role| !kept(role)) {
            demand_below(world, guild, *role)?;
        }
        if !wanted.is_empty() {
            demand_above(world, guild, user)?;
        }
        apply(world, guild, user, change)
    })
}

fn apply(world: &mut World, guild: Id, user: Id, change: Change) -> Answer {
    let mut form = Form::default();
    form.length(
        "nick",
        change
            .nick
            .iter()
            .flatten()
            .next()
            .map_or("", String::as_str),
        0,
        32,
    );
    form.finish()?;
    world.change_member(guild, user, |member| {
        member.nick = change
            .nick
            .unwrap_or(member.nick.take())
            .filter(|nick| !nick.is_empty());
        member.roles = change.roles.unwrap_or(std::mem::take(&mut member.roles));
        member.timed_out_until = change
            .communication_disabled_until
            .unwrap_or(member.timed_out_until);
    })?;
    Ok(Json(world.member_payload(guild, user)?))
}

/// The bot acts on members below itself.
fn demand_above(world: &World, guild: Id, user: Id) -> Result<(), ApiError> {
    let bot = world.bot();
    if user != bot && world.rank(guild, bot) <= world.rank(guild, user) {
        return Err(ApiError::missing_permissions());
    }
    Ok(())
}

async fn kick(
    State(server): State<Server>,
    Path((guild, user)): Path<(Id, Id)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        world.demand_in_guild(world.bot(), guild, Permissions::KICK_MEMBERS)?;
        world.member(guild, user)?;
        demand_above(world, guild, user)?;
        world.leave(guild, user)?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn give(
    State(server): State<Server>,
    Path((guild, user, role)): Path<(Id, Id, Id)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        demand_below(world, guild, role)?;
        world.change_member(guild, user, |member| {
            if !member.roles.contains(&role) {
                member.roles.push(role);
            }
        })?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn take(
    State(server): State<Server>,
    Path((guild, user, role)): Path<(Id, Id, Id)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        demand_below(world, guild, role)?;
        world.change_member(guild, user, |member| {
            member.roles.retain(|held| *held != role);
        })?;
        Ok(StatusCode::NO_CONTENT)
    })
}

fn ban_payload(world: &World, user: Id, ban: &Ban) -> Value {
    json!({ "user": world.users.get(&user).map(crate::state::User::payload), "reason": ban.reason })
}

async fn bans(State(server): State<Server>, Path(guild): Path<Id>) -> Answer {
    server.state.read(|world| {
        world.demand_in_guild(world.bot(), guild, Permissions::BAN_MEMBERS)?;
        let bans = world.guild(guild)?.bans.iter();
        Ok(Json(
            bans.map(|(user, ban)| ban_payload(world, *user, ban))
                .collect(),
        ))
    })
}

async fn show_ban(State(server): State<Server>, Path((guild, user)): Path<(Id, Id)>) -> Answer {
    server.state.read(|world| {
        world.demand_in_guild(world.bot(), guild, Permissions::BAN_MEMBERS)?;
        let ban = world
            .guild(guild)?
            .bans
            .get(&user)
            .ok_or_else(ApiError::unknown_ban)?;
        Ok(Json(ban_payload(world, user, ban)))
    })
}

async fn ban(
    State(server): State<Server>,
    Path((guild, user)): Path<(Id, Id)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        world.demand_in_guild(world.bot(), guild, Permissions::BAN_MEMBERS)?;
        let payload = world.user(user)?.payload();
        demand_above(world, guild, user)?;
        world
            .guild_mut(guild)?
            .bans
            .insert(user, Ban { reason: None });
        let data = json!({ "guild_id": guild, "user": payload });
        world.emit(Event::in_guild(
            "GUILD_BAN_ADD",
            guild,
            Intents::GUILD_MODERATION,
            data,
        ));
        if world.member(guild, user).is_ok() {
            world.leave(guild, user)?;
        }
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn unban(
    State(server): State<Server>,
    Path((guild, user)): Path<(Id, Id)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        world.demand_in_guild(world.bot(), guild, Permissions::BAN_MEMBERS)?;
        world
            .guild_mut(guild)?
            .bans
            .remove(&user)
            .ok_or_else(ApiError::unknown_ban)?;
        let data = json!({ "guild_id": guild, "user": world.user(user)?.payload() });
        world.emit(Event::in_guild(
            "GUILD_BAN_REMOVE",
            guild,
            Intents::GUILD_MODERATION,
            data,
        ));
        Ok(StatusCode::NO_CONTENT)
    })
}
