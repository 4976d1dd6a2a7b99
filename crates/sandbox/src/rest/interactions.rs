//! Answers to interactions.

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use serde::Deserialize;

use super::{Answer, Payload, Server, messages::check_files};
use crate::id::Id;

pub(super) fn routes() -> Router<Server> {
    Router::new().route(
        "/interactions/{interaction}/{token}/callback",
        post(respond),
    )
}

#[derive(Debug, Deserialize)]
struct Wanted {
    with_response: Option<bool>,
}

async fn respond(
    State(server): State<Server>,
    Path((interaction, token)): Path<(Id, String)>,
    Query(wanted): Query<Wanted>,
    payload: Payload,
) -> Answer<Response> {
    check_files(&payload)?;
    server.state.write(|world| {
        world.respond(interaction, &token, &payload.json, payload.files)?;
        if wanted.with_response == Some(true) {
            Ok(Json(world.callback_payload(interaction)?).into_response())
        } else {
            Ok(StatusCode::NO_CONTENT.into_response())
        }
    })
}
