//! The page: a small Discord in the browser, and the control API under `/sandbox/` that it and scripts use.
//!
//! Its files are embedded, so that the sandbox is one binary and needs nothing from elsewhere. Whoever reaches the API
//! can act as anybody; it therefore answers only to browsers and programs that address this machine by a local name,
//! and to no form of another site.

mod act;
mod control;
#[cfg(test)]
mod tests;
mod view;

use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::{Stream, stream};
use serde_json::json;

use crate::rest::Server;

/// Everything from here, images of this machine included; nothing inline, nothing framed.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data: http://127.0.0.1:* http://localhost:*; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// Changes that come faster than this are told together.
const BREATH: Duration = Duration::from_millis(40);

macro_rules! assets {
    ($($name:literal $kind:literal;)*) => {
        /// A file of the page: its name, its type and what is in it.
        const ASSETS: &[(&str, &str, &str)] =
            &[$(($name, $kind, include_str!(concat!("../page/", $name))),)*];
    };
}

assets! {
    "index.html" "text/html; charset=utf-8";
    "bell.svg" "image/svg+xml";
    "base.css" "text/css; charset=utf-8";
    "component.css" "text/css; charset=utf-8";
    "composer.css" "text/css; charset=utf-8";
    "drawer.css" "text/css; charset=utf-8";
    "embed.css" "text/css; charset=utf-8";
    "inbox.css" "text/css; charset=utf-8";
    "layout.css" "text/css; charset=utf-8";
    "message.css" "text/css; charset=utf-8";
    "text.css" "text/css; charset=utf-8";
    "app.js" "text/javascript; charset=utf-8";
    "api.js" "text/javascript; charset=utf-8";
    "command.js" "text/javascript; charset=utf-8";
    "components.js" "text/javascript; charset=utf-8";
    "composer.js" "text/javascript; charset=utf-8";
    "dialog.js" "text/javascript; charset=utf-8";
    "dom.js" "text/javascript; charset=utf-8";
    "drawer.js" "text/javascript; charset=utf-8";
    "embed.js" "text/javascript; charset=utf-8";
    "inbox.js" "text/javascript; charset=utf-8";
    "markdown.js" "text/javascript; charset=utf-8";
    "message.js" "text/javascript; charset=utf-8";
    "sidebar.js" "text/javascript; charset=utf-8";
}

/// The page and its API.
pub(crate) fn routes() -> Router<Server> {
    Router::new()
        .route("/", get(async || asset("index.html")))
        .route(
            "/page/{name}",
            get(async |Path(name): Path<String>| asset(&name)),
        )
        .route("/sandbox/view", get(view::view))
        .route("/sandbox/commands", get(view::commands))
        .route("/sandbox/changes", get(changes))
        .route("/sandbox/act", post(act::act))
        .route("/sandbox/requests", get(control::requests))
        .route(
            "/sandbox/faults",
            post(control::inject).delete(control::clear),
        )
        .merge(crate::inbox::page_routes())
        .layer(middleware::from_fn(guard))
}

/// An error of the control API.
#[derive(Debug)]
struct Refusal(StatusCode, String);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

fn asset(name: &str) -> Response {
    let Some((_, kind, text)) = ASSETS.iter().find(|(known, ..)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    ([(header::CONTENT_TYPE, *kind)], *text).into_response()
}

/// A web site that resolves its name to 127.0.0.1, or posts across origins, must not act as the admin here.
async fn guard(request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let origin = request
        .headers()
        .get(header::ORIGIN)
        .map(HeaderValue::as_bytes);
    let own_origin = host.map(|host| format!("http://{host}"));
    let foreign =
        origin.is_some_and(|origin| own_origin.as_deref().map(str::as_bytes) != Some(origin));
    if foreign || !host.is_some_and(is_local) {
        return Refusal(
            StatusCode::FORBIDDEN,
            "This page is for this machine only.".to_owned(),
        )
        .into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn is_local(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

/// One event for every change of the world, so that the page looks again.
async fn changes(
    State(server): State<Server>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stopped = server.shutdown.clone();
    let world = server.state.changes();
    let events = stream::unfold((world, stopped), async |(mut world, stop)| {
        tokio::select! {
            moved = world.changed() => moved.ok()?,
            () = stop.cancelled() => return None,
        }
        tokio::time::sleep(BREATH).await;
        // What happens up to here is seen by the look that follows; what comes later makes an event of its own.
        let count = *world.borrow_and_update();
        let event = Event::default().event("changed").data(count.to_string());
        Some((Ok(event), (world, stop)))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}
