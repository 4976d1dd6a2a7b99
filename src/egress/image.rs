//! Pictures from addresses that users chose, such as logos, made harmless.
//!
//! A picture is fetched like everything else, by [`Egress`], with at most three redirects of which each is judged like a
//! URL of its own. Its type is what its bytes say, its size is known before it is decoded, and what is handed out is
//! a new picture of the first frame's pixels: nothing else of the file goes on.
//!
//! Who looks at it asks with a signed [`ImageLinks`] link, so that nobody can make the proxy fetch what they like.

mod cache;
mod decode;
mod error;
mod kind;
mod link;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout, timeout_at};

pub use decode::Picture;
pub use error::ImageError;
pub use kind::ImageKind;
pub use link::{ImageLink, ImageLinks, LinkProblem};

use super::{Egress, FetchRequest, Method};
use crate::vault::Secret;
use cache::{Cache, Outcome, Pending};

/// Decoded of their content coding.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Waiting for a place and all hops together.
const FETCH_TIME: Duration = Duration::from_secs(4);
/// Waiting for the decoder, and decoding.
const DECODE_TIME: Duration = Duration::from_secs(4);
const REDIRECTS: u8 = 3;
/// Files that are in memory at once, of the places that requests have in all.
const FETCHES: usize = 8;
/// A decoded picture may take 64 MiB and more: one at a time.
const DECODERS: usize = 1;

/// The fetched pictures; clones share places and cache.
#[derive(Clone)]
pub struct Images {
    shared: Arc<Shared>,
}

struct Shared {
    egress: Egress,
    cache: Mutex<Cache>,
    fetches: Semaphore,
    decoders: Arc<Semaphore>,
}

impl fmt::Debug for Images {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Images").finish_non_exhaustive()
    }
}

impl Images {
    /// Without any picture yet.
    pub fn new(egress: Egress) -> Self {
        Self {
            shared: Arc::new(Shared {
                egress,
                cache: Mutex::default(),
                fetches: Semaphore::new(FETCHES),
                decoders: Arc::new(Semaphore::new(DECODERS)),
            }),
        }
    }

    /// The picture behind a link. Whoever asks for the same one meanwhile waits for the same fetch.
    pub async fn get(&self, link: &ImageLink) -> Result<Arc<Picture>, ImageError> {
        let outcome = match self.find(link) {
            Ok(known) => known,
            Err(pending) => pending.await,
        };
        let code = outcome.as_ref().map_or_else(ImageError::code, |_| "ok");
        metrics::counter!("frontdesk_image_requests_total", "outcome" => code).increment(1);
        outcome
    }

    fn find(&self, link: &ImageLink) -> Result<Outcome, Pending> {
        let shared = &self.shared;
        let mut cache = shared.cache.lock().unwrap_or_else(PoisonError::into_inner);
        cache.find(&link.url, Instant::now(), || {
            let (shared, link) = (Arc::clone(shared), link.clone());
            Box::pin(async move {
                let outcome = shared.fetch(&link).await;
                let mut cache = shared.cache.lock().unwrap_or_else(PoisonError::into_inner);
                cache.put(&link.url, &outcome, Instant::now());
                outcome
            })
        })
    }
}

impl Shared {
    async fn fetch(&self, link: &ImageLink) -> Outcome {
        let deadline = Instant::now() + FETCH_TIME;
        let _place = timeout_at(deadline, self.fetches.acquire())
            .await
            .map_err(|_| ImageError::Busy)?;
        let request = FetchRequest {
            guild: link.asker,
            method: Method::Get,
            url: Secret::new(link.url.as_str()),
            headers: vec![("accept".to_owned(), Secret::new(ImageKind::ACCEPT))],
            body: None,
            max_bytes: MAX_BYTES,
            deadline: deadline - Instant::now(),
        };
        let fetched = self.egress.follow(request, REDIRECTS).await?;
        timeout(DECODE_TIME, self.decode(fetched.body))
            .await
            .unwrap_or(Err(ImageError::Busy))
            .map(Arc::new)
    }

    async fn decode(&self, bytes: Vec<u8>) -> Result<Picture, ImageError> {
        // Goes along with the decoder, which goes on when nobody waits for it any more.
        let place = Arc::clone(&self.decoders)
            .acquire_owned()
            .await
            .map_err(|_| ImageError::Busy)?;
        let decoded = tokio::task::spawn_blocking(move || {
            let _place = place;
            Picture::read(&bytes)
        });
        decoded.await.unwrap_or(Err(ImageError::Damaged))
    }
}
