//! The bot itself, other users, and direct messages.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{delete, get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Payload, Server};
use crate::{error::ApiError, id::Id};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/users/@me", get(me).patch(change_me))
        .route("/users/@me/guilds", get(guilds))
        .route("/users/@me/guilds/{guild}", delete(leave))
        .route("/users/@me/channels", post(open_direct))
        .route("/users/{user}", get(user))
        .route("/applications/@me", get(application))
        .route("/oauth2/applications/@me", get(application))
}

async fn me(State(server): State<Server>) -> Answer {
    server
        .state
        .read(|world| Ok(Json(world.user(world.bot())?.own_payload())))
}

async fn change_me(State(server): State<Server>, payload: Payload) -> Answer {
    server.state.write(|world| {
        let bot = world.bot();
        if let (Some(name), Some(user)) =
            (payload.json["username"].as_str(), world.users.get_mut(&bot))
        {
            name.clone_into(&mut user.username);
        }
        Ok(Json(world.user(bot)?.own_payload()))
    })
}

async fn user(State(server): State<Server>, Path(user): Path<Id>) -> Answer {
    server
        .state
        .read(|world| Ok(Json(world.user(user)?.payload())))
}

async fn application(State(server): State<Server>) -> Json<Value> {
    Json(server.state.read(crate::World::application_payload))
}

async fn guilds(State(server): State<Server>) -> Answer {
    server.state.read(|world| {
        let bot = world.bot();
        let one = |id: Id| {
            let guild = world.guild(id)?;
            Ok(json!({
                "id": id, "name": guild.name, "icon": null, "banner": null,
                "owner": guild.owner == bot, "permissions": world.guild_permissions(id, bot),
                "features": guild.features,
            }))
        };
        let guilds = world.bot_guilds().into_iter().map(one);
        Ok(Json(guilds.collect::<Result<Vec<_>, ApiError>>()?.into()))
    })
}

#[derive(Debug, Deserialize)]
struct Recipient {
    recipient_id: Id,
}

async fn open_direct(State(server): State<Server>, payload: Payload) -> Answer {
    let Recipient { recipient_id } = payload.form()?;
    server.state.write(|world| {
        let bot = world.bot();
        if recipient_id == bot || world.user(recipient_id)?.bot {
            return Err(ApiError::no_dms());
        }
        let channel = world.open_direct(bot, recipient_id)?;
        Ok(Json(world.channel_payload(world.channel(channel)?)))
    })
}

async fn leave(State(server): State<Server>, Path(guild): Path<Id>) -> Answer<StatusCode> {
    server.state.write(|world| {
        world.leave(guild, world.bot())?;
        Ok(StatusCode::NO_CONTENT)
    })
}
