//! REST v10.

use std::time::Duration;

use axum::{Router, extract::FromRequestParts, http::request::Parts, middleware};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::{
    error::ApiError,
    state::{State, Upload},
};

mod channels;
mod commands;
mod entrance;
mod files;
mod gateway;
mod guilds;
mod interactions;
mod members;
mod messages;
mod payload;
mod roles;
mod threads;
mod users;
mod webhooks;

/// What the handlers share.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) state: State,
    pub(crate) heartbeat: Duration,
    pub(crate) shards: u32,
    pub(crate) shutdown: CancellationToken,
}

/// What every handler answers.
type Answer<T = axum::Json<Value>> = Result<T, ApiError>;

/// Everything under one roof.
pub(crate) fn router(server: Server) -> Router {
    let api = Router::new()
        .merge(gateway::routes())
        .merge(users::routes())
        .merge(guilds::routes())
        .merge(channels::routes())
        .merge(messages::routes())
        .merge(threads::routes())
        .merge(roles::routes())
        .merge(members::routes())
        .merge(commands::routes())
        .merge(interactions::routes())
        .merge(webhooks::routes())
        .fallback(async || ApiError::not_found())
        .method_not_allowed_fallback(async || ApiError::method_not_allowed())
        .layer(middleware::from_fn_with_state(
            server.clone(),
            entrance::enter,
        ));
    Router::new()
        .nest("/api/v10", api.clone())
        .nest("/api", api)
        .merge(gateway::sockets())
        .merge(crate::page::routes())
        .merge(files::routes())
        .merge(crate::inbox::routes())
        .with_state(server)
}

/// A request's JSON and files, read once at the entrance.
#[derive(Clone, Debug, Default)]
pub(crate) struct Payload {
    pub(crate) json: Value,
    pub(crate) files: Vec<Upload>,
}

impl Payload {
    /// The JSON as a form.
    pub(crate) fn form<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        let json = if self.json.is_null() {
            Value::Object(serde_json::Map::new())
        } else {
            self.json.clone()
        };
        serde_json::from_value(json)
            .map_err(|error| ApiError::invalid_field("", "BASE_TYPE_BAD_TYPE", error.to_string()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Payload {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .remove::<Self>()
            .ok_or_else(ApiError::invalid_json)
    }
}
