//! The guarded way out for bots on other hosts: `POST /v1/fetch`, behind a bearer token.
//!
//! A target's answer, whatever its status, is a 200 that tells it; a 4xx or 5xx of this server says that there is no
//! answer, and why. A caller that hangs up ends its fetch: the handler's future is dropped with the connection.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, FromRequestParts, State};
use axum::http::header::{AUTHORIZATION, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::wire::{Answered, Asked, Refused};
use super::{Egress, FetchError, FetchFailed};
use crate::lifecycle::Lifecycle;
use crate::vault::Secret;

/// A URL, ten headers, and the answers of a form: far below this.
const REQUEST_BYTES: usize = 256 * 1024;

/// What the routes work with.
#[derive(Clone)]
pub struct Server {
    egress: Egress,
    token: Arc<Token>,
    lifecycle: Lifecycle,
}

impl Server {
    /// Serves this way out to whoever knows the token.
    pub fn new(egress: Egress, token: &Secret, lifecycle: Lifecycle) -> Self {
        Self {
            egress,
            token: Arc::new(Token::new(token.expose())),
            lifecycle,
        }
    }

    /// All routes.
    pub fn router(self) -> Router {
        Router::new()
            .route("/v1/fetch", post(fetch))
            .route("/healthz", get(healthz))
            .route("/readyz", get(readyz))
            .fallback(|| async { nothing(StatusCode::NOT_FOUND) })
            .method_not_allowed_fallback(|| async { nothing(StatusCode::METHOD_NOT_ALLOWED) })
            .layer(DefaultBodyLimit::max(REQUEST_BYTES))
            .with_state(self)
    }
}

/// The token's hash: two hashes have one length, so that comparing them takes one time, whatever was sent.
struct Token([u8; 32]);

impl Token {
    fn new(token: &str) -> Self {
        Self(Sha256::digest(token.as_bytes()).into())
    }

    /// Whether a request brings it.
    fn is_in(&self, headers: &HeaderMap) -> bool {
        let sent = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map_or("", |(_, token)| token.trim());
        Self::new(sent).0.ct_eq(&self.0).into()
    }
}

/// A request that brings the token. Asked for before the body, so that a stranger's is never read.
struct Authorized;

impl FromRequestParts<Server> for Authorized {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, Response> {
        if server.token.is_in(&parts.headers) {
            return Ok(Self);
        }
        metrics::counter!("frontdesk_egress_strangers_total").increment(1);
        let refused = Refused::plain(
            "unauthorized",
            "The bearer token is missing or wrong; send the value of FRONTDESK_EGRESS_TOKEN.",
        );
        let challenge = [(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))];
        Err((StatusCode::UNAUTHORIZED, challenge, Json(refused)).into_response())
    }
}

async fn fetch(
    State(server): State<Server>,
    _: Authorized,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let asked = match body.map(|body| serde_json::from_slice::<Asked>(&body)) {
        Ok(Ok(asked)) => asked,
        Ok(Err(error)) => {
            let refused = Refused::plain("request", format!("This is no fetch request: {error}."));
            return (StatusCode::BAD_REQUEST, Json(refused)).into_response();
        }
        Err(rejection) => return unreadable(&rejection),
    };
    let started = Instant::now();
    let redirects = asked.redirects();
    let (status, headers, body, steps) =
        match server.egress.follow(asked.into_request(), redirects).await {
            Ok(fetched) => (fetched.status, fetched.headers, fetched.body, fetched.steps),
            Err(FetchFailed {
                error: FetchError::Status { status },
                headers,
                body,
                steps,
                ..
            }) => (status, headers, body, steps),
            Err(failed) => return refused(&failed),
        };
    let answered = Answered::new(status, headers, &body, &steps, started.elapsed());
    Json(answered).into_response()
}

fn unreadable(rejection: &BytesRejection) -> Response {
    let status = rejection.status();
    let refused = if status == StatusCode::PAYLOAD_TOO_LARGE {
        let limit = REQUEST_BYTES / 1024;
        Refused::plain(
            "request-too-large",
            format!("The request is larger than {limit} KiB."),
        )
    } else {
        Refused::plain("request", "The request broke off.")
    };
    (status, Json(refused)).into_response()
}

fn refused(failed: &FetchFailed) -> Response {
    let refused = Refused::new(failed);
    let mut response = (status_of(&failed.error), Json(refused)).into_response();
    if let FetchError::Resting { seconds } = failed.error {
        let headers = response.headers_mut();
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// 4xx: the request is not made as it stands. 502 and 504: the target's doing. 429 and 503: not now.
fn status_of(error: &FetchError) -> StatusCode {
    match error {
        FetchError::Refused(_) => StatusCode::FORBIDDEN,
        FetchError::Header { .. } => StatusCode::BAD_REQUEST,
        FetchError::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        FetchError::Busy | FetchError::Resting { .. } | FetchError::Process => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        FetchError::Deadline | FetchError::ConnectTimeout => StatusCode::GATEWAY_TIMEOUT,
        FetchError::NameNotFound
        | FetchError::NameFailed
        | FetchError::Unreachable
        | FetchError::Tls(_)
        | FetchError::Broken
        | FetchError::HeadersTooLarge
        | FetchError::Encoding
        | FetchError::TooLarge { .. }
        | FetchError::Redirect { .. }
        | FetchError::Status { .. } => StatusCode::BAD_GATEWAY,
    }
}

/// The process lives.
async fn healthz() -> &'static str {
    "ok\n"
}

/// The process takes requests: it is not stopping, and not all of its places are taken.
async fn readyz(State(server): State<Server>) -> (StatusCode, &'static str) {
    if server.lifecycle.is_stopping() {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping\n")
    } else if server.egress.is_full() {
        (StatusCode::SERVICE_UNAVAILABLE, "every place is taken\n")
    } else {
        (StatusCode::OK, "ready\n")
    }
}

fn nothing(status: StatusCode) -> Response {
    let refused = if status == StatusCode::NOT_FOUND {
        Refused::plain("not-found", "There is nothing here; POST to /v1/fetch.")
    } else {
        Refused::plain("method", "This path takes another method.")
    };
    (status, Json(refused)).into_response()
}
