//! Where the gateway is, and its door.

use axum::{
    Json, Router,
    extract::{ConnectInfo, Query, State, WebSocketUpgrade},
    response::Response,
    routing::get,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Server;
use crate::{
    gateway::{self, Setting},
    wire::Cutter,
};

pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/gateway", get(address))
        .route("/gateway/bot", get(bot))
}

/// The WebSocket itself; resuming clients come back to the same door.
pub(super) fn sockets() -> Router<Server> {
    Router::new()
        .route("/gateway", get(socket))
        .route("/gateway/", get(socket))
}

async fn address(State(server): State<Server>) -> Json<Value> {
    Json(json!({ "url": server.state.read(crate::World::gateway_url) }))
}

async fn bot(State(server): State<Server>) -> Json<Value> {
    Json(json!({
        "url": server.state.read(crate::World::gateway_url),
        "shards": server.shards,
        "session_start_limit": {
            "total": 1_000, "remaining": 1_000, "reset_after": 86_400_000, "max_concurrency": 16,
        },
    }))
}

#[derive(Debug, Deserialize)]
struct Wishes {
    compress: Option<String>,
}

async fn socket(
    State(server): State<Server>,
    ConnectInfo(cutter): ConnectInfo<Cutter>,
    Query(wishes): Query<Wishes>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let setting = Setting {
        state: server.state,
        heartbeat: server.heartbeat,
        stream: wishes.compress.as_deref() == Some("zlib-stream"),
        cutter,
        shutdown: server.shutdown,
    };
    upgrade.on_upgrade(move |socket| gateway::serve(socket, setting))
}
