//! Guilds and their channels.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::get,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Payload, Server};
use crate::{
    error::ApiError,
    id::Id,
    permissions::Permissions,
    state::{Channel, NewChannel, World},
};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/guilds/{guild}", get(guild))
        .route("/guilds/{guild}/preview", get(guild))
        .route(
            "/guilds/{guild}/channels",
            get(channels).post(create).patch(arrange),
        )
        .route("/guilds/{guild}/threads/active", get(active_threads))
}

fn enter(world: &World, guild: Id) -> Result<(), ApiError> {
    world.demand_in_guild(world.bot(), guild, Permissions::NONE)
}

async fn guild(State(server): State<Server>, Path(guild): Path<Id>) -> Answer {
    server.state.read(|world| {
        enter(world, guild)?;
        let mut payload = world.guild_payload(guild)?;
        payload["approximate_member_count"] = world.guild(guild)?.members.len().into();
        payload["approximate_presence_count"] = 1.into();
        Ok(Json(payload))
    })
}

async fn channels(State(server): State<Server>, Path(guild): Path<Id>) -> Answer {
    server.state.read(|world| {
        enter(world, guild)?;
        let of_guild = |channel: &&Channel| channel.guild == Some(guild) && !channel.is_thread();
        let channels = world.channels.values().filter(of_guild);
        Ok(Json(
            channels
                .map(|channel| world.channel_payload(channel))
                .collect(),
        ))
    })
}

async fn create(
    State(server): State<Server>,
    Path(guild): Path<Id>,
    payload: Payload,
) -> Answer<(StatusCode, Json<Value>)> {
    let new: NewChannel = payload.form()?;
    server.state.write(|world| {
        let channel = world.create_channel(world.bot(), guild, new)?;
        Ok((
            StatusCode::CREATED,
            Json(world.channel_payload(world.channel(channel)?)),
        ))
    })
}

#[derive(Debug, Deserialize)]
struct Place {
    id: Id,
    position: Option<u32>,
}

async fn arrange(
    State(server): State<Server>,
    Path(guild): Path<Id>,
    payload: Payload,
) -> Answer<StatusCode> {
    let places: Vec<Place> = payload.form()?;
    server.state.write(|world| {
        world.demand_in_guild(world.bot(), guild, Permissions::MANAGE_CHANNELS)?;
        for place in places {
            let Some(position) = place.position else {
                continue;
            };
            world.change_channel(place.id, |channel| channel.position = position)?;
        }
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn active_threads(State(server): State<Server>, Path(guild): Path<Id>) -> Answer {
    server.state.read(|world| {
        enter(world, guild)?;
        let bot = world.bot();
        let threads = world.channels.values().filter(|channel| {
            channel.guild == Some(guild) && channel.is_active() && world.can_see(bot, channel.id)
        });
        let threads: Vec<&Channel> = threads.collect();
        Ok(Json(json!({
            "threads": threads.iter().map(|t| world.thread_payload(t)).collect::<Vec<_>>(),
            "members": super::threads::own_memberships(bot, &threads),
            "has_more": false,
        })))
    })
}
