//! Messages and their reactions.

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::StatusCode,
    routing::{delete, get, post, put},
};
use serde::Deserialize;

use super::{Answer, Payload, Server};
use crate::{
    error::ApiError,
    id::Id,
    permissions::Permissions,
    state::{Message, User, World},
};

/// Files are at most this large.
const LARGEST_FILE: usize = 10 << 20;

pub(super) fn routes() -> Router<Server> {
    let reactions = "/channels/{channel}/messages/{message}/reactions";
    Router::new()
        .route("/channels/{channel}/messages", get(list).post(create))
        .route(
            "/channels/{channel}/messages/bulk-delete",
            post(delete_many),
        )
        .route(
            "/channels/{channel}/messages/{message}",
            get(one).patch(edit).delete(delete_one),
        )
        .route(reactions, delete(clear))
        .route(&format!("{reactions}/{{emoji}}"), get(reactors))
        .route(
            &format!("{reactions}/{{emoji}}/@me"),
            put(react).delete(unreact),
        )
        .route(
            &format!("{reactions}/{{emoji}}/{{user}}"),
            delete(unreact_other),
        )
}

/// Refuses files that are too large.
pub(super) fn check_files(payload: &Payload) -> Result<(), ApiError> {
    let large = payload
        .files
        .iter()
        .any(|file| file.bytes.len() > LARGEST_FILE);
    if large {
        Err(ApiError::entity_too_large())
    } else {
        Ok(())
    }
}

/// A message that the bot sees.
fn seen(world: &World, channel: Id, message: Id) -> Result<&Message, ApiError> {
    world.demand(world.bot(), channel, Permissions::READ_MESSAGE_HISTORY)?;
    let message = world.message(channel, message)?;
    if message.only_for.is_some() {
        Err(ApiError::unknown_message())
    } else {
        Ok(message)
    }
}

#[derive(Debug, Deserialize)]
struct Range {
    before: Option<Id>,
    after: Option<Id>,
    around: Option<Id>,
    limit: Option<usize>,
}

async fn list(
    State(server): State<Server>,
    Path(channel): Path<Id>,
    Query(range): Query<Range>,
) -> Answer {
    let limit = range.limit.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        let message = "int value should be between 1 and 100.";
        return Err(ApiError::invalid_field("limit", "NUMBER_TYPE_MAX", message));
    }
    server.state.read(|world| {
        world.demand(world.bot(), channel, Permissions::VIEW_CHANNEL)?;
        let mut messages = world.messages_seen_by(world.bot(), channel);
        messages.retain(|message| message.only_for.is_none());
        if let Some(around) = range.around {
            let middle = messages.partition_point(|message| message.id < around);
            let first = middle.saturating_sub(limit / 2);
            messages = messages.into_iter().skip(first).take(limit).collect();
        } else if let Some(after) = range.after {
            messages.retain(|message| message.id > after);
            messages.truncate(limit);
        } else {
            messages.retain(|message| range.before.is_none_or(|before| message.id < before));
            messages = messages.split_off(messages.len().saturating_sub(limit));
        }
        let newest_first = messages.into_iter().rev();
        Ok(Json(
            newest_first
                .map(|message| world.message_payload(message))
                .collect(),
        ))
    })
}

async fn one(State(server): State<Server>, Path((channel, message)): Path<(Id, Id)>) -> Answer {
    server
        .state
        .read(|world| Ok(Json(world.message_payload(seen(world, channel, message)?))))
}

async fn create(State(server): State<Server>, Path(channel): Path<Id>, payload: Payload) -> Answer {
    check_files(&payload)?;
    let draft = payload.form()?;
    server.state.write(|world| {
        let id = world.send(world.bot(), channel, draft, payload.files)?;
        Ok(Json(world.message_payload(world.message(channel, id)?)))
    })
}

async fn edit(
    State(server): State<Server>,
    Path((channel, message)): Path<(Id, Id)>,
    payload: Payload,
) -> Answer {
    check_files(&payload)?;
    let draft = payload.form()?;
    server.state.write(|world| {
        world.demand(world.bot(), channel, Permissions::VIEW_CHANNEL)?;
        if seen(world, channel, message)?.author != world.bot() {
            return Err(ApiError::not_the_author());
        }
        world.edit(channel, message, draft, payload.files)?;
        Ok(Json(
            world.message_payload(world.message(channel, message)?),
        ))
    })
}

async fn delete_one(
    State(server): State<Server>,
    Path((channel, message)): Path<(Id, Id)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        let bot = world.bot();
        world.demand(bot, channel, Permissions::VIEW_CHANNEL)?;
        let found = world.message(channel, message)?;
        if found.only_for.is_some() {
            return Err(ApiError::unknown_message());
        }
        if found.author != bot {
            if world.channel(channel)?.guild.is_none() {
                return Err(ApiError::not_in_dm());
            }
            world.demand(bot, channel, Permissions::MANAGE_MESSAGES)?;
        }
        world.delete_message(channel, message)?;
        Ok(StatusCode::NO_CONTENT)
    })
}

#[derive(Debug, Deserialize)]
struct Many {
    messages: Vec<Id>,
}

async fn delete_many(
    State(server): State<Server>,
    Path(channel): Path<Id>,
    payload: Payload,
) -> Answer<StatusCode> {
    let Many { messages } = payload.form()?;
    server.state.write(|world| {
        if world.channel(channel)?.guild.is_none() {
            return Err(ApiError::not_in_dm());
        }
        world.demand(world.bot(), channel, Permissions::MANAGE_MESSAGES)?;
        if !(2..=100).contains(&messages.len()) {
            return Err(ApiError::bulk_delete_count());
        }
        let oldest = world.now() - chrono::Duration::days(14);
        if messages.iter().any(|message| message.created() < oldest) {
            return Err(ApiError::bulk_delete_age());
        }
        world.delete_messages(channel, &messages)?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn react(
    State(server): State<Server>,
    Path((channel, message, emoji)): Path<(Id, Id, String)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        world.demand(world.bot(), channel, Permissions::ADD_REACTIONS)?;
        seen(world, channel, message)?;
        world.react(world.bot(), channel, message, &emoji)?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn unreact(
    State(server): State<Server>,
    Path((channel, message, emoji)): Path<(Id, Id, String)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        world.unreact(world.bot(), channel, message, &emoji)?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn unreact_other(
    State(server): State<Server>,
    Path((channel, message, emoji, user)): Path<(Id, Id, String, Id)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        world.demand(world.bot(), channel, Permissions::MANAGE_MESSAGES)?;
        world.unreact(user, channel, message, &emoji)?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn clear(
    State(server): State<Server>,
    Path((channel, message)): Path<(Id, Id)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        world.demand(world.bot(), channel, Permissions::MANAGE_MESSAGES)?;
        world.clear_reactions(channel, message)?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn reactors(
    State(server): State<Server>,
    Path((channel, message, emoji)): Path<(Id, Id, String)>,
) -> Answer {
    server.state.read(|world| {
        let message = seen(world, channel, message)?;
        let reaction = message
            .reactions
            .iter()
            .find(|reaction| reaction.emoji == emoji);
        let users = reaction
            .map(|reaction| reaction.users.as_slice())
            .unwrap_or_default();
        Ok(Json(
            users
                .iter()
                .filter_map(|user| world.users.get(user))
                .map(User::payload)
                .collect(),
        ))
    })
}
