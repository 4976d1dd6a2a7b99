//! What Discord's CDN serves: attachments.

use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};

use super::Server;
use crate::id::Id;

pub(super) fn routes() -> Router<Server> {
    Router::new().route(
        "/attachments/{channel}/{attachment}/{name}",
        get(attachment),
    )
}

async fn attachment(
    State(server): State<Server>,
    Path((_, attachment, _)): Path<(Id, Id, String)>,
) -> Response {
    match server
        .state
        .read(|world| world.files.get(&attachment).cloned())
    {
        Some(file) => ([(CONTENT_TYPE, file.content_type)], file.bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
