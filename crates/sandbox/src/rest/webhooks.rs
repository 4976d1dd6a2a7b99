//! Webhooks: an interaction's, which write by its token, and those of channels.

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::Value;

use super::{Answer, Payload, Server, messages::check_files};
use crate::{
    error::{ApiError, Form},
    id::Id,
    permissions::Permissions,
    state::{MessageDraft, MessageOrigin, Posting, Upload, Webhook, World, flags},
};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/channels/{channel}/webhooks", get(of_channel).post(create))
        .route("/webhooks/{webhook}", get(own).delete(delete_own))
        .route(
            "/webhooks/{webhook}/{token}",
            post(execute).get(show).delete(delete),
        )
        .route(
            "/webhooks/{webhook}/{token}/messages/{message}",
            get(message).patch(edit_message).delete(delete_message),
        )
}

async fn create(State(server): State<Server>, Path(channel): Path<Id>, payload: Payload) -> Answer {
    let name = payload.json["name"]
        .as_str()
        .unwrap_or_default()
        .trim()
        .to_owned();
    let mut form = Form::default();
    form.length("name", &name, 1, 80);
    form.finish()?;
    server.state.write(|world| {
        world.demand(world.bot(), channel, Permissions::MANAGE_WEBHOOKS)?;
        let webhook = world.create_webhook(world.bot(), channel, &name)?;
        Ok(Json(world.webhook_payload(&world.webhooks[&webhook])))
    })
}

async fn of_channel(State(server): State<Server>, Path(channel): Path<Id>) -> Answer {
    server.state.read(|world| {
        world.demand(world.bot(), channel, Permissions::MANAGE_WEBHOOKS)?;
        let webhooks = world
            .webhooks
            .values()
            .filter(|webhook| webhook.channel == channel);
        Ok(Json(
            webhooks
                .map(|webhook| world.webhook_payload(webhook))
                .collect(),
        ))
    })
}

/// A webhook that the bot may manage. The entrance lets nobody past without the bot's token here.
fn managed(world: &World, webhook: Id) -> Result<&Webhook, ApiError> {
    let webhook = world
        .webhooks
        .get(&webhook)
        .ok_or_else(ApiError::unknown_webhook)?;
    world.demand(world.bot(), webhook.channel, Permissions::MANAGE_WEBHOOKS)?;
    Ok(webhook)
}

fn by_token<'a>(world: &'a World, id: Id, token: &str) -> Result<&'a Webhook, ApiError> {
    let webhook = world
        .webhooks
        .get(&id)
        .ok_or_else(ApiError::unknown_webhook)?;
    if webhook.token == token {
        Ok(webhook)
    } else {
        Err(ApiError::invalid_webhook_token())
    }
}

async fn own(State(server): State<Server>, Path(webhook): Path<Id>) -> Answer {
    server
        .state
        .read(|world| Ok(Json(world.webhook_payload(managed(world, webhook)?))))
}

async fn delete_own(State(server): State<Server>, Path(webhook): Path<Id>) -> Answer<StatusCode> {
    server.state.write(|world| {
        managed(world, webhook)?;
        world.webhooks.remove(&webhook);
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn show(State(server): State<Server>, Path((id, token)): Path<(Id, String)>) -> Answer {
    server
        .state
        .read(|world| Ok(Json(world.webhook_payload(by_token(world, id, &token)?))))
}

async fn delete(
    State(server): State<Server>,
    Path((id, token)): Path<(Id, String)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        by_token(world, id, &token)?;
        world.webhooks.remove(&id);
        Ok(StatusCode::NO_CONTENT)
    })
}

#[derive(Debug, Deserialize)]
struct Wanted {
    wait: Option<bool>,
}

async fn execute(
    State(server): State<Server>,
    Path((id, token)): Path<(Id, String)>,
    Query(wanted): Query<Wanted>,
    payload: Payload,
) -> Answer<Response> {
    check_files(&payload)?;
    let draft: MessageDraft = payload.form()?;
    server.state.write(|world| {
        let interaction = id == world.application.id;
        let (channel, message) = if interaction {
            let message = world.follow_up(&token, draft, payload.files)?;
            (world.interaction_by_token(&token)?.channel, message)
        } else {
            speak(world, id, &token, &payload.json, draft, payload.files)?
        };
        if !interaction && wanted.wait != Some(true) {
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        let message = world.message(channel, message)?;
        Ok(Json(world.message_payload(message)).into_response())
    })
}

fn speak(
    world: &mut World,
    id: Id,
    token: &str,
    json: &Value,
    mut draft: MessageDraft,
    uploads: Vec<Upload>,
) -> Result<(Id, Id), ApiError> {
    let webhook = by_token(world, id, token)?;
    let channel = webhook.channel;
    let name = json["username"]
        .as_str()
        .unwrap_or(&webhook.name)
        .to_owned();
    let author = webhook.creator;
    draft.flags = draft.flags.map(|given| given & !flags::EPHEMERAL);
    let avatar = json["avatar_url"].as_str().map(str::to_owned);
    let message = world.post(Posting {
        author,
        channel,
        origin: MessageOrigin::Webhook { id, name, avatar },
        kind: 0,
        only_for: None,
        reply_to: None,
        draft,
        uploads,
    })?;
    Ok((channel, message))
}

/// A message that a token may touch.
fn find(world: &World, id: Id, token: &str, message: &str) -> Result<(Id, Id), ApiError> {
    if id == world.application.id {
        return world.message_by_token(token, message);
    }
    let channel = by_token(world, id, token)?.channel;
    let message: Id = message.parse().map_err(|_| ApiError::unknown_message())?;
    match &world.message(channel, message)?.origin {
        MessageOrigin::Webhook { id: own, .. } if *own == id => Ok((channel, message)),
        _ => Err(ApiError::unknown_message()),
    }
}

async fn message(
    State(server): State<Server>,
    Path((id, token, message)): Path<(Id, String, String)>,
) -> Answer {
    server.state.read(|world| {
        let (channel, message) = find(world, id, &token, &message)?;
        Ok(Json(
            world.message_payload(world.message(channel, message)?),
        ))
    })
}

async fn edit_message(
    State(server): State<Server>,
    Path((id, token, message)): Path<(Id, String, String)>,
    payload: Payload,
) -> Answer {
    check_files(&payload)?;
    let draft: MessageDraft = payload.form()?;
    server.state.write(|world| {
        let (channel, message) = find(world, id, &token, &message)?;
        world.edit(channel, message, draft, payload.files)?;
        Ok(Json(
            world.message_payload(world.message(channel, message)?),
        ))
    })
}

async fn delete_message(
    State(server): State<Server>,
    Path((id, token, message)): Path<(Id, String, String)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        let (channel, message) = find(world, id, &token, &message)?;
        world.delete_message(channel, message)?;
        Ok(StatusCode::NO_CONTENT)
    })
}
