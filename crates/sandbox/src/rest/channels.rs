//! Channels, their overwrites and pins.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, post, put},
};
use serde_json::{Value, json};

use super::{Answer, Payload, Server};
use crate::{
    clock::stamp,
    error::ApiError,
    gateway::{Event, Intents},
    id::Id,
    permissions::Permissions,
    state::{NewChannel, Overwrite, World},
};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route(
            "/channels/{channel}",
            get(channel).patch(edit).delete(delete),
        )
        .route(
            "/channels/{channel}/permissions/{target}",
            put(put_overwrite).delete(unset),
        )
        .route("/channels/{channel}/typing", post(typing))
        .route("/channels/{channel}/pins", get(pins))
        .route("/channels/{channel}/pins/{message}", put(pin).delete(unpin))
        .route("/channels/{channel}/messages/pins", get(paged_pins))
        .route(
            "/channels/{channel}/messages/pins/{message}",
            put(pin).delete(unpin),
        )
}

fn shown(world: &World, channel: Id) -> Answer {
    let channel = world.channel(channel)?;
    Ok(Json(if channel.is_thread() {
        world.thread_payload_for(channel, world.bot())
    } else {
        world.channel_payload(channel)
    }))
}

async fn channel(State(server): State<Server>, Path(channel): Path<Id>) -> Answer {
    server.state.read(|world| {
        world.demand(world.bot(), channel, Permissions::VIEW_CHANNEL)?;
        shown(world, channel)
    })
}

async fn edit(State(server): State<Server>, Path(channel): Path<Id>, payload: Payload) -> Answer {
    let new: NewChannel = payload.form()?;
    server.state.write(|world| {
        world.edit_channel(world.bot(), channel, new)?;
        shown(world, channel)
    })
}

async fn delete(State(server): State<Server>, Path(channel): Path<Id>) -> Answer {
    server.state.write(|world| {
        let gone = world.remove_channel(world.bot(), channel)?;
        Ok(Json(world.channel_payload(&gone)))
    })
}

async fn put_overwrite(
    State(server): State<Server>,
    Path((channel, target)): Path<(Id, Id)>,
    payload: Payload,
) -> Answer<StatusCode> {
    let mut json = payload.json.clone();
    json["id"] = json!(target);
    let overwrite: Overwrite = Payload { json, ..payload }.form()?;
    server.state.write(|world| {
        world.put_overwrite(world.bot(), channel, overwrite)?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn unset(
    State(server): State<Server>,
    Path((channel, target)): Path<(Id, Id)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        world.delete_overwrite(world.bot(), channel, target)?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn typing(State(server): State<Server>, Path(channel): Path<Id>) -> Answer<StatusCode> {
    server.state.write(|world| {
        let bot = world.bot();
        world.demand(bot, channel, Permissions::SEND_MESSAGES)?;
        let mut data = json!({
            "channel_id": channel, "user_id": bot, "timestamp": world.now().timestamp(),
        });
        let event = match world.channel(channel)?.guild {
            Some(guild) => {
                data["guild_id"] = json!(guild);
                data["member"] = world.member_payload(guild, bot)?;
                Event::in_guild("TYPING_START", guild, Intents::GUILD_MESSAGE_TYPING, data)
            }
            None => Event::direct("TYPING_START", Intents::DIRECT_MESSAGE_TYPING, data),
        };
        world.emit(event);
        Ok(StatusCode::NO_CONTENT)
    })
}

fn pinned(world: &World, channel: Id) -> Result<Vec<Value>, ApiError> {
    world.demand(world.bot(), channel, Permissions::VIEW_CHANNEL)?;
    let messages = world
        .messages_seen_by(world.bot(), channel)
        .into_iter()
        .rev();
    let pinned = messages.filter(|message| message.pinned);
    Ok(pinned
        .map(|message| world.message_payload(message))
        .collect())
}

async fn pins(State(server): State<Server>, Path(channel): Path<Id>) -> Answer {
    server
        .state
        .read(|world| Ok(Json(pinned(world, channel)?.into())))
}

async fn paged_pins(State(server): State<Server>, Path(channel): Path<Id>) -> Answer {
    server.state.read(|world| {
        let pins = pinned(world, channel)?.into_iter();
        let items: Vec<Value> = pins
            .map(|message| json!({ "pinned_at": message["timestamp"], "message": message }))
            .collect();
        Ok(Json(json!({ "items": items, "has_more": false })))
    })
}

async fn pin(server: State<Server>, path: Path<(Id, Id)>) -> Answer<StatusCode> {
    set_pinned(&server, *path, true)
}

async fn unpin(server: State<Server>, path: Path<(Id, Id)>) -> Answer<StatusCode> {
    set_pinned(&server, *path, false)
}

fn set_pinned(server: &Server, (channel, message): (Id, Id), pinned: bool) -> Answer<StatusCode> {
    server.state.write(|world| {
        let has = world.permissions(world.bot(), channel);
        world.demand(world.bot(), channel, Permissions::VIEW_CHANNEL)?;
        let either = [Permissions::PIN_MESSAGES, Permissions::MANAGE_MESSAGES];
        if !either.iter().any(|one| has.contains(*one)) {
            return Err(ApiError::missing_permissions());
        }
        let place = world.channel(channel)?;
        let full = place
            .messages
            .values()
            .filter(|message| message.pinned)
            .count()
            >= 50;
        if pinned && full {
            return Err(ApiError::too_many_pins());
        }
        let guild = place.guild;
        world.change_message(channel, message, |message| message.pinned = pinned)?;
        if let Some(guild) = guild {
            let stamp = stamp(world.now());
            let data = json!({
                "guild_id": guild, "channel_id": channel, "last_pin_timestamp": stamp,
            });
            let event = Event::in_guild("CHANNEL_PINS_UPDATE", guild, Intents::GUILDS, data);
            world.emit(event.seen_in(channel));
        }
        Ok(StatusCode::NO_CONTENT)
    })
}
