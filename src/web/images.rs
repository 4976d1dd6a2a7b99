//! `/i/{signed}`: pictures from addresses that users chose, fetched and made harmless by [`Images`]. The bot serves it, and so
//! does a process that is nothing but the way out.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::clock::Clock;
use crate::egress::{FetchError, ImageError, ImageLinks, Images, LinkProblem, Picture};

/// A day: for so long the same picture has the same link.
const LONGEST_AGE: i64 = 86_400;

/// What the route needs.
#[derive(Clone, Debug)]
pub struct ImageRoute {
    /// The pictures.
    pub images: Images,
    /// Who may see which.
    pub links: ImageLinks,
    /// The time.
    pub clock: Clock,
}

impl ImageRoute {
    /// The route, for GET and HEAD.
    pub fn router(self) -> Router {
        Router::new()
            .route("/i/{signed}", get(show))
            .route("/i/", get(async || inert(refused(LinkProblem::Forged))))
            .with_state(self)
    }
}

async fn show(
    State(route): State<ImageRoute>,
    Path(signed): Path<String>,
    headers: HeaderMap,
) -> Response {
    let now = route.clock.now();
    let shown = match route.links.read(&signed, now) {
        Err(problem) => refused(problem),
        Ok(link) => match route.images.get(&link).await {
            Ok(picture) => found(&picture, &headers, link.seconds_left(now)),
            Err(error) => failed(&error),
        },
    };
    inert(shown)
}

fn found(picture: &Picture, asked: &HeaderMap, seconds_left: i64) -> Response {
    let tag = format!("\"{}\"", picture.digest);
    let is_known = asked
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| matches!(known.trim(), "*") || known.trim().trim_start_matches("W/") == tag);
    let age = seconds_left.min(LONGEST_AGE);
    let headers = [
        (CACHE_CONTROL, format!("public, max-age={age}, immutable")),
        (ETAG, tag),
    ];
    if is_known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let kind = [(CONTENT_TYPE, picture.kind.content_type())];
    (headers, kind, picture.bytes.clone()).into_response()
}

fn refused(problem: LinkProblem) -> Response {
    match problem {
        LinkProblem::Forged => error(StatusCode::NOT_FOUND, "no such picture\n"),
        LinkProblem::Expired => error(StatusCode::GONE, "this link has expired\n"),
    }
}

/// What is told is about the file alone, nothing about the network that it did not come from.
fn failed(problem: &ImageError) -> Response {
    match problem {
        ImageError::Kind => error(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "not a PNG, JPEG, GIF or WebP picture\n",
        ),
        ImageError::TooLarge => error(
            StatusCode::PAYLOAD_TOO_LARGE,
            "the picture is larger than 8 MiB or 16,777,216 pixels\n",
        ),
        ImageError::Damaged => error(StatusCode::UNPROCESSABLE_ENTITY, "the picture is damaged\n"),
        ImageError::Busy
        | ImageError::Fetch(
            FetchError::Busy | FetchError::RateLimited | FetchError::Resting { .. },
        ) => {
            let busy = error(StatusCode::SERVICE_UNAVAILABLE, "try again later\n");
            ([(RETRY_AFTER, "30")], busy).into_response()
        }
        ImageError::Fetch(problem) if problem.is_timeout() => error(
            StatusCode::GATEWAY_TIMEOUT,
            "the picture did not come in time\n",
        ),
        ImageError::Fetch(_) => error(StatusCode::BAD_GATEWAY, "the picture cannot be fetched\n"),
    }
}

fn error(status: StatusCode, sentence: &'static str) -> Response {
    (status, [(CACHE_CONTROL, "no-store")], sentence).into_response()
}

/// Whatever it is, no browser runs it, and any page may show it: it is the same for everybody.
fn inert(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
