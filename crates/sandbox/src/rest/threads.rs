//! Threads and their members.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, post, put},
};
use serde_json::{Value, json};

use super::{Answer, Payload, Server};
use crate::{
    error::{ApiError, Form},
    id::Id,
    permissions::Permissions,
    state::{Channel, ChannelKind, NewThread, World, thread_member_payload},
};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/channels/{channel}/threads", post(start))
        .route(
            "/channels/{channel}/messages/{message}/threads",
            post(start_from_message),
        )
        .route("/channels/{channel}/thread-members", get(members))
        .route(
            "/channels/{channel}/thread-members/@me",
            put(join).delete(leave),
        )
        .route(
            "/channels/{channel}/thread-members/{user}",
            get(member).put(add).delete(remove),
        )
        .route("/channels/{channel}/threads/archived/{kind}", get(archived))
        .route(
            "/channels/{channel}/users/@me/threads/archived/private",
            get(own_archived),
        )
}

/// The memberships of a user in threads.
pub(super) fn own_memberships(user: Id, threads: &[&Channel]) -> Vec<Value> {
    let own = |thread: &&Channel| {
        let member = thread.thread.as_ref()?.members.get(&user)?;
        Some(thread_member_payload(thread.id, user, member))
    };
    threads.iter().filter_map(own).collect()
}

fn check(new: &NewThread) -> Result<(), ApiError> {
    let mut form = Form::default();
    form.length("name", new.name.trim(), 1, 100);
    if new
        .auto_archive_duration
        .is_some_and(|m| ![60, 1_440, 4_320, 10_080].contains(&m))
    {
        let message = "Value must be one of (60, 1440, 4320, 10080).";
        form.refuse("auto_archive_duration", "BASE_TYPE_CHOICES", message);
    }
    form.finish()
}

fn begin(
    world: &mut World,
    channel: Id,
    message: Option<Id>,
    new: &NewThread,
) -> Answer<(StatusCode, Json<Value>)> {
    check(new)?;
    let private = message.is_none() && new.kind.is_none_or(|k| k == ChannelKind::PrivateThread);
    let wanted = if private {
        Permissions::CREATE_PRIVATE_THREADS
    } else {
        Permissions::CREATE_PUBLIC_THREADS
    };
    let bot = world.bot();
    world.demand(bot, channel, wanted)?;
    let kind = world.channel(channel)?.kind;
    if !matches!(kind, ChannelKind::Text | ChannelKind::News) {
        return Err(ApiError::wrong_channel_type());
    }
    if let Some(message) = message {
        world.message(channel, message)?;
    }
    let id = world.start_thread(bot, channel, message, new)?;
    let payload = world.thread_payload_for(world.channel(id)?, bot);
    Ok((StatusCode::CREATED, Json(payload)))
}

async fn start(
    State(server): State<Server>,
    Path(channel): Path<Id>,
    payload: Payload,
) -> Answer<(StatusCode, Json<Value>)> {
    let new = payload.form()?;
    server
        .state
        .write(|world| begin(world, channel, None, &new))
}

async fn start_from_message(
    State(server): State<Server>,
    Path((channel, message)): Path<(Id, Id)>,
    payload: Payload,
) -> Answer<(StatusCode, Json<Value>)> {
    let new = payload.form()?;
    server
        .state
        .write(|world| begin(world, channel, Some(message), &new))
}

/// A thread that the bot sees and that is not archived.
fn open(world: &World, thread: Id) -> Result<&Channel, ApiError> {
    world.demand(world.bot(), thread, Permissions::VIEW_CHANNEL)?;
    let channel = world.channel(thread)?;
    match &channel.thread {
        None => Err(ApiError::wrong_channel_type()),
        Some(state) if state.archived => Err(ApiError::archived_thread()),
        Some(_) => Ok(channel),
    }
}

async fn join(State(server): State<Server>, Path(thread): Path<Id>) -> Answer<StatusCode> {
    server.state.write(|world| {
        open(world, thread)?;
        world.join_thread(thread, world.bot())?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn leave(State(server): State<Server>, Path(thread): Path<Id>) -> Answer<StatusCode> {
    server.state.write(|world| {
        open(world, thread)?;
        world.leave_thread(thread, world.bot())?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn add(
    State(server): State<Server>,
    Path((thread, user)): Path<(Id, Id)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        let parent = open(world, thread)?
            .parent
            .ok_or_else(ApiError::unknown_channel)?;
        world.demand(world.bot(), thread, Permissions::SEND_MESSAGES_IN_THREADS)?;
        if !world.can_see(user, parent) {
            return Err(ApiError::missing_access());
        }
        world.join_thread(thread, user)?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn remove(
    State(server): State<Server>,
    Path((thread, user)): Path<(Id, Id)>,
) -> Answer<StatusCode> {
    server.state.write(|world| {
        let channel = open(world, thread)?;
        let owner = channel.thread.as_ref().map(|thread| thread.owner);
        let own = channel.is_private_thread() && owner == Some(world.bot());
        if !own {
            world.demand(world.bot(), thread, Permissions::MANAGE_THREADS)?;
        }
        world.leave_thread(thread, user)?;
        Ok(StatusCode::NO_CONTENT)
    })
}

async fn members(State(server): State<Server>, Path(thread): Path<Id>) -> Answer {
    server.state.read(|world| {
        world.demand(world.bot(), thread, Permissions::VIEW_CHANNEL)?;
        let channel = world.channel(thread)?;
        let state = channel
            .thread
            .as_ref()
            .ok_or_else(ApiError::wrong_channel_type)?;
        let members = state.members.iter();
        Ok(Json(
            members
                .map(|(user, m)| thread_member_payload(thread, *user, m))
                .collect(),
        ))
    })
}

async fn member(State(server): State<Server>, Path((thread, user)): Path<(Id, Id)>) -> Answer {
    server.state.read(|world| {
        world.demand(world.bot(), thread, Permissions::VIEW_CHANNEL)?;
        let channel = world.channel(thread)?;
        let state = channel
            .thread
            .as_ref()
            .ok_or_else(ApiError::wrong_channel_type)?;
        let member = state
            .members
            .get(&user)
            .ok_or_else(ApiError::unknown_member)?;
        Ok(Json(thread_member_payload(thread, user, member)))
    })
}

fn list_archived(world: &World, channel: Id, fits: impl Fn(&Channel) -> bool) -> Json<Value> {
    let mut threads: Vec<&Channel> = world
        .channels
        .values()
        .filter(|thread| thread.parent == Some(channel) && thread.is_thread())
        .filter(|thread| !thread.is_active() && fits(thread))
        .collect();
    threads.reverse();
    Json(json!({
        "threads": threads.iter().map(|thread| world.thread_payload(thread)).collect::<Vec<_>>(),
        "members": own_memberships(world.bot(), &threads),
        "has_more": false,
    }))
}

async fn archived(
    State(server): State<Server>,
    Path((channel, kind)): Path<(Id, String)>,
) -> Answer {
    server.state.read(|world| {
        world.demand(world.bot(), channel, Permissions::READ_MESSAGE_HISTORY)?;
        let private = kind == "private";
        if private {
            world.demand(world.bot(), channel, Permissions::MANAGE_THREADS)?;
        }
        Ok(list_archived(world, channel, |thread| {
            thread.is_private_thread() == private
        }))
    })
}

async fn own_archived(State(server): State<Server>, Path(channel): Path<Id>) -> Answer {
    server.state.read(|world| {
        let bot = world.bot();
        world.demand(bot, channel, Permissions::READ_MESSAGE_HISTORY)?;
        Ok(list_archived(world, channel, |thread| {
            let joined = thread
                .thread
                .as_ref()
                .is_some_and(|t| t.members.contains_key(&bot));
            thread.is_private_thread() && joined
        }))
    })
}
