//! HTTP APIs to integrate with: the tutorial's example API, the services of the built-in integrations, and test upstreams that misbehave on demand.
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! use frontdesk_sandbox::{Answer, Upstream};
//!
//! let upstream = Upstream::start("the-api-key").await?;
//! upstream.on("/slow", Answer::json(r#"{"name":"Ryan"}"#).after(std::time::Duration::from_millis(300)));
//! let url = upstream.url("/lookup?user=%user_id%");
//! # Ok(()) }
//! ```
//!
//! Everything that arrives is recorded, because most of what an integration must keep to (which headers, which body,
//! how often) can only be seen from the far side.

mod answer;
mod example;
mod recorded;
mod services;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

pub use answer::Answer;
pub use recorded::Recorded;
pub use services::{BLOXLINK_KEY, SERVICES_USER, TOPGG_TOKEN};

/// What [`Upstream::received`] waits at most; a test that waits longer has already failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// The user about whom the example API knows something.
pub const EXAMPLE_USER: u64 = example::KNOWN_USER;

/// A running HTTP API on loopback; it ends when this is dropped.
#[derive(Debug)]
pub struct Upstream {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: CancellationToken,
}

#[derive(Debug)]
struct Shared {
    api_key: String,
    answers: Mutex<HashMap<String, Answer>>,
    requests: Mutex<Vec<Recorded>>,
    count: watch::Sender<usize>,
}

impl Upstream {
    /// Starts it on a free port; `/lookup` is the example API and asks for `api_key` in `Authorization`.
    pub async fn start(api_key: &str) -> io::Result<Self> {
        Self::start_at(api_key, (Ipv4Addr::LOCALHOST, 0).into()).await
    }

    /// Starts it on the given address.
    pub async fn start_at(api_key: &str, address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            api_key: api_key.to_owned(),
            answers: Mutex::default(),
            requests: Mutex::default(),
            count: watch::Sender::new(0),
        });
        let stop = CancellationToken::new();
        let router = Router::new()
            .fallback(serve)
            .with_state(Arc::clone(&shared));
        let stopped = stop.clone();
        tokio::spawn(async move {
            // No graceful shutdown: an answer that hangs on purpose would keep it from ever ending.
            tokio::select! {
                ended = axum::serve(listener, router).into_future() => {
                    if let Err(error) = ended {
                        tracing::error!(%error, "the upstream ended");
                    }
                }
                () = stopped.cancelled() => {}
            }
        });
        Ok(Self {
            address,
            shared,
            stop,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The absolute URL of a path (with query) of this API.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// From now on answers every request for `path` (without query) like this.
    pub fn on(&self, path: &str, answer: Answer) {
        locked(&self.shared.answers).insert(path.to_owned(), answer);
    }

    /// Everything that was asked so far, oldest first.
    pub fn requests(&self) -> Vec<Recorded> {
        locked(&self.shared.requests).clone()
    }

    /// What was asked of one path (without query) so far, oldest first.
    pub fn requests_to(&self, path: &str) -> Vec<Recorded> {
        let mut requests = self.requests();
        requests.retain(|request| request.path == path);
        requests
    }

    /// Waits until `count` requests have arrived in all and returns them.
    ///
    /// # Panics
    ///
    /// When they have not arrived within ten seconds.
    pub async fn received(&self, count: usize) -> Vec<Recorded> {
        let mut arrived = self.shared.count.subscribe();
        let enough = arrived.wait_for(|so_far| *so_far >= count);
        if tokio::time::timeout(PATIENCE, enough).await.is_err() {
            let requests = self.requests();
            panic!(
                "{count} requests should have reached the upstream, but these did: {requests:#?}"
            );
        }
        self.requests()
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

async fn serve(State(shared): State<Arc<Shared>>, parts: Parts, body: Bytes) -> Response {
    let request = Recorded::new(&parts, &body);
    let answer = locked(&shared.answers).get(&request.path).cloned();
    let answer = answer.or_else(|| services::answer(&request));
    locked(&shared.requests).push(request.clone());
    shared.count.send_modify(|count| *count += 1);
    match answer {
        Some(answer) => answer.respond(&request).await,
        None => {
            example::answer(&request, &shared.api_key)
                .respond(&request)
                .await
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
