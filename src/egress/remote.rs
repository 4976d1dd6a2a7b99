//! The way out through an egress process on another host, with the same rules, limits and errors as here.
//!
//! Each fetch has a connection of its own: dropping the future closes it, and the process ends the fetch. The URL is
//! judged here as well, so that no secret leaves the bot for a URL that its own rules refuse.

use std::time::Duration;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue};
use http::{Request, StatusCode};
use http_body_util::Full;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};
use tokio_rustls::TlsConnector;
use url::{Position, Url};

use super::trace::Trace;
use super::wire::{Answered, Asked, MOST_BYTES, Refused};
use super::{
    FetchError, FetchFailed, FetchRequest, Fetched, Policy, PolicySettings, SetupError, StepKind,
    body, connect, exchange, tls,
};
use crate::vault::Secret;

/// What the process keeps of the caller's time for its answer to arrive in.
const RETURN_TIME: Duration = Duration::from_millis(100);
/// How long the process may take to say that it is there.
const CHECK_TIME: Duration = Duration::from_secs(4);
/// What an answer's headers and steps take at most, beside its body.
const FRAME_BYTES: usize = 128 * 1024;

/// Where the egress process is: `FRONTDESK_EGRESS_URL` and `FRONTDESK_EGRESS_TOKEN`.
#[derive(Clone, Debug)]
pub struct RemoteSettings {
    /// `https:`, or `http:` on loopback.
    pub url: Url,
    /// What it wants to see.
    pub token: Secret,
}

/// What all clones of an [`super::Egress`] share.
pub(super) struct Remote {
    pub(super) policy: Policy,
    url: Url,
    authorization: HeaderValue,
    tls: TlsConnector,
}

/// Why the process gave no answer, for the operator.
#[derive(Debug, thiserror::Error)]
pub enum RemoteError {
    /// It could not be connected to, or the connection broke.
    #[error(
        "it does not answer ({0}): start it with `frontdesk egress`, and check FRONTDESK_EGRESS_URL"
    )]
    Down(String),
    /// It wants another token.
    #[error(
        "it refuses the token: set FRONTDESK_EGRESS_TOKEN to the same value for both processes"
    )]
    Token,
    /// Something else listens there, or another version.
    #[error(
        "what it answers (status {0}) is no egress process's answer: check FRONTDESK_EGRESS_URL, and run the same version of both processes"
    )]
    Strange(StatusCode),
}

impl Remote {
    pub(super) fn new(
        settings: &PolicySettings,
        remote: &RemoteSettings,
    ) -> Result<Self, SetupError> {
        let mut authorization = HeaderValue::from_str(&format!("Bearer {}", remote.token.expose()))
            .map_err(|_| SetupError::Token)?;
        authorization.set_sensitive(true);
        let mut url = remote.url.clone();
        // As a folder, so that what is joined to it stays under it.
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        Ok(Self {
            policy: Policy::new(settings),
            url: url.join("v1/fetch").map_err(|_| SetupError::RemoteUrl)?,
            authorization,
            tls: tls::process_connector(settings.extra_roots_pem.as_deref())?,
        })
    }

    pub(super) async fn fetch(&self, request: FetchRequest) -> Result<Fetched, FetchFailed> {
        self.follow(request, 0).await
    }

    /// The same for a GET request whose redirects the process follows.
    pub(super) async fn follow(
        &self,
        request: FetchRequest,
        redirects: u8,
    ) -> Result<Fetched, FetchFailed> {
        let deadline = Instant::now() + request.deadline;
        let mut trace = Trace::new(Instant::now());
        let url = match self.policy.check_url(request.url.expose()) {
            Ok(url) => url,
            Err(refusal) => return Err(failed(refusal.into(), trace)),
        };
        trace.done(url.origin().ascii_serialization());
        trace.begin(StepKind::Wait);
        let asked = Asked::new(&request, with_return(request.deadline), redirects);
        let outcome = match timeout_at(deadline, self.ask(&asked, request.max_bytes)).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(error)) => {
                tracing::warn!(%error, "the egress process gave no answer");
                Err(failed(FetchError::Process, trace))
            }
            Err(_) => Err(failed(FetchError::Deadline, trace)),
        };
        let code = outcome
            .as_ref()
            .map_or_else(|failed| failed.error.code(), |_| "ok");
        metrics::counter!("frontdesk_egress_remote_fetches_total", "outcome" => code).increment(1);
        outcome
    }

    /// Whether the process is there and takes the token.
    pub(super) async fn check(&self) -> Result<(), RemoteError> {
        let nothing = self.exchange(Bytes::from_static(b"{}"), FRAME_BYTES);
        let (status, body) = timeout_at(Instant::now() + CHECK_TIME, nothing)
            .await
            .unwrap_or_else(|_| Err(RemoteError::Down("no answer in time".to_owned())))?;
        // An empty request is none, which only it says, and only to whoever it knows.
        match serde_json::from_slice::<Refused>(&body) {
            Ok(refused) if refused.code() == "request" => Ok(()),
            _ => Err(strange(status)),
        }
    }

    async fn ask(
        &self,
        asked: &Asked,
        max_bytes: usize,
    ) -> Result<Result<Fetched, FetchFailed>, RemoteError> {
        let asked =
            serde_json::to_vec(asked).map_err(|error| RemoteError::Down(error.to_string()))?;
        // As Base64.
        let limit = (max_bytes.min(MOST_BYTES) / 3 + 1) * 4 + FRAME_BYTES;
        let (status, body) = self.exchange(Bytes::from(asked), limit).await?;
        let outcome = if status == StatusCode::OK {
            serde_json::from_slice::<Answered>(&body)
                .ok()
                .and_then(Answered::into_outcome)
        } else {
            serde_json::from_slice::<Refused>(&body)
                .ok()
                .and_then(Refused::into_failure)
                .map(Err)
        };
        outcome.ok_or_else(|| strange(status))
    }

    async fn exchange(
        &self,
        asked: Bytes,
        limit: usize,
    ) -> Result<(StatusCode, Vec<u8>), RemoteError> {
        let request = self.request(asked);
        let host = self.url.host_str().unwrap_or_default();
        // A literal IPv6 address stands in brackets in a URL, and without them everywhere else.
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = self.url.port_or_known_default().unwrap_or_default();
        let stream = TcpStream::connect((host, port)).await.map_err(down)?;
        stream.set_nodelay(true).map_err(down)?;
        let answer = if self.url.scheme() == "https" {
            let until = Instant::now() + CHECK_TIME;
            let stream = connect::secure(&self.tls, stream, &self.url, until)
                .await
                .map_err(down)?;
            exchange::send(stream, request).await
        } else {
            exchange::send(stream, request).await
        }
        .map_err(down)?;
        let status = answer.response.status();
        let body = body::read(answer.response.into_body(), &[], limit)
            .await
            .map_err(down)?;
        Ok((status, body))
    }

    fn request(&self, asked: Bytes) -> Request<Full<Bytes>> {
        let mut request = Request::new(Full::new(asked));
        *request.method_mut() = http::Method::POST;
        // Both were checked when the URL was parsed.
        if let Ok(uri) = self.url[Position::BeforePath..].parse() {
            *request.uri_mut() = uri;
        }
        let headers = request.headers_mut();
        if let Ok(host) =
            HeaderValue::from_str(&self.url[Position::BeforeHost..Position::AfterPort])
        {
            headers.insert(HOST, host);
        }
        headers.insert(AUTHORIZATION, self.authorization.clone());
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        request
    }
}

/// What is left of the caller's time when the answer's way back is taken off.
fn with_return(deadline: Duration) -> Duration {
    deadline.saturating_sub(RETURN_TIME.min(deadline / 4))
}

fn failed(error: FetchError, trace: Trace) -> FetchFailed {
    FetchFailed {
        steps: trace.failed(&error),
        error,
        status: None,
        headers: Vec::new(),
        body: Vec::new(),
    }
}

fn down(error: impl std::fmt::Display) -> RemoteError {
    RemoteError::Down(error.to_string())
}

fn strange(status: StatusCode) -> RemoteError {
    if status == StatusCode::UNAUTHORIZED {
        RemoteError::Token
    } else {
        RemoteError::Strange(status)
    }
}
