//! What every request passes: the log, faults, rate limits and the token, in this order.

use axum::{
    Json,
    body::to_bytes,
    extract::{ConnectInfo, Request, State},
    http::{
        HeaderMap, StatusCode,
        header::{AUTHORIZATION, CONTENT_TYPE},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::{Payload, Server, payload};
use crate::{
    error::ApiError,
    fault::{Blow, Strike},
    request_log,
    wire::Cutter,
};

/// Discord takes messages of at most this size.
const LARGEST: usize = 32 << 20;

/// How the log shows a request whose asker went away while it was held.
const ASKER_GONE: u16 = 499;

/// Lets a request in, or answers it here.
pub(super) async fn enter(
    State(server): State<Server>,
    ConnectInfo(cutter): ConnectInfo<Cutter>,
    request: Request,
    next: Next,
) -> Response {
    // In a task of its own: what Discord has been asked for happens even when the asker is gone.
    let gone = CancellationToken::new();
    let _asker = gone.clone().drop_guard();
    let work = tokio::spawn(handle(server, (cutter, gone), request, next));
    work.await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn handle(
    server: Server,
    (cutter, gone): (Cutter, CancellationToken),
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST).await else {
        return ApiError::entity_too_large().into_response();
    };
    let read = payload::read(&parts.headers, bytes).await;
    let json = read
        .as_ref()
        .map_or(Value::Null, |payload| payload.json.clone());
    let (method, path) = (
        parts.method.as_str().to_owned(),
        parts.uri.path().to_owned(),
    );
    let (number, strike, standing) = server.state.write(|world| {
        let number = world.requests.begin(request_log::Request {
            number: 0,
            at: world.now(),
            method: method.clone(),
            path: path.clone(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            body: json,
            reason: reason(&parts.headers),
            status: None,
        });
        let now = world.now();
        let standing = world.rate_limits.count(&method, &path, now);
        (number, world.faults.strike(&method, &path), standing)
    });
    let token = token(&parts.headers);
    let allowed = is_open(&path)
        || server
            .state
            .read(|world| token.as_deref() == Some(&world.application.token));
    let mut strike = strike;
    if !strike.delay.is_zero() {
        tokio::time::sleep(strike.delay).await;
    }
    let blow = strike.blow.take();
    let turned_away = match &blow {
        Some(Blow::Status(status)) => Some(failed(*status)),
        Some(Blow::RateLimit(wait)) => Some(ApiError::rate_limited(*wait).into_response()),
        Some(Blow::LoseRequest) => Some(lost(&cutter)),
        _ if standing.exceeded => {
            Some(ApiError::rate_limited(standing.reset_after).into_response())
        }
        _ if !allowed => Some(ApiError::unauthorized().into_response()),
        _ => None,
    };
    let blow = match blow {
        Some(Blow::PauseBefore(hold)) => {
            tokio::select! {
                () = hold.wait() => None,
                () = gone.cancelled() => {
                    server.state.write(|world| world.requests.finish(number, ASKER_GONE));
                    return StatusCode::GONE.into_response();
                }
            }
        }
        other => other,
    };
    let mut response = match (turned_away, read) {
        (Some(response), _) => response,
        (None, Err(error)) => error.into_response(),
        (None, Ok(payload)) => {
            parts.extensions.insert::<Payload>(payload);
            let request = Request::from_parts(parts, axum::body::Body::empty());
            shaped(next.run(request).await)
        }
    };
    response = aftermath(blow, &strike, response, &cutter).await;
    standing.add_headers(response.headers_mut());
    if !cutter.is_cut() {
        let status = response.status().as_u16();
        server
            .state
            .write(|world| world.requests.finish(number, status));
    }
    response
}

/// A path or query that the router could not read is refused as Discord refuses it.
fn shaped(response: Response) -> Response {
    let kind = response.headers().get(CONTENT_TYPE);
    let bare = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if response.status() == StatusCode::BAD_REQUEST && bare {
        let message = "Value is not snowflake.";
        return ApiError::invalid_field("id", "NUMBER_TYPE_COERCE", message).into_response();
    }
    response
}

/// What happens to an answer whose request took effect.
async fn aftermath(
    blow: Option<Blow>,
    strike: &Strike,
    response: Response,
    cutter: &Cutter,
) -> Response {
    match blow {
        Some(Blow::LoseAnswer) => lost(cutter),
        Some(Blow::PauseAfter(hold)) => {
            strike.tell();
            hold.wait().await;
            response
        }
        _ => response,
    }
}

/// The client gets nothing; the status is for the log only.
fn lost(cutter: &Cutter) -> Response {
    cutter.cut();
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

fn failed(status: u16) -> Response {
    let code = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let reason = code.canonical_reason().unwrap_or("Error");
    (
        code,
        Json(json!({ "message": format!("{status}: {reason}"), "code": 0 })),
    )
        .into_response()
}

fn token(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bot ").map(str::to_owned)
}

fn reason(headers: &HeaderMap) -> Option<String> {
    headers
        .get("x-audit-log-reason")?
        .to_str()
        .ok()
        .map(str::to_owned)
}

/// Paths that need no token, or have one of their own in the path.
fn is_open(path: &str) -> bool {
    let pieces: Vec<&str> = path.trim_matches('/').split('/').collect();
    matches!(
        pieces[..],
        ["gateway"] | ["interactions", _, _, "callback"] | ["webhooks", _, _, ..]
    )
}
