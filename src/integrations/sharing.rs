//! What the runs of this process share: requests that are under way, and who has disappointed lately.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, WeakShared};

use super::Integrations;
use crate::egress::{FetchFailed, FetchRequest, Fetched};
use crate::model::{GuildId, IntegrationId};
use crate::store::FetchRecord;

/// From so many milliseconds on a failure has kept a message waiting.
const LONG: i64 = 500;
/// How many integrations that did are remembered.
const REMEMBERED: usize = 10_000;

/// What came back, for all who wait for it.
pub(super) type Outcome = Arc<Result<Fetched, FetchFailed>>;
type Fetch = BoxFuture<'static, Outcome>;
type Hash = [u8; 32];

/// What the runs of this process share; clones are the same.
#[derive(Clone, Default)]
pub struct Runs(Arc<State>);

#[derive(Default)]
struct State {
    under_way: Mutex<HashMap<Hash, WeakShared<Fetch>>>,
    disappointing: Mutex<BTreeSet<(GuildId, IntegrationId)>>,
}

impl fmt::Debug for Runs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runs").finish_non_exhaustive()
    }
}

impl Runs {
    /// Whether an integration of a server last kept a message waiting in vain, as far as this process knows.
    pub(super) fn disappoints(&self, guild: GuildId, integration: IntegrationId) -> bool {
        locked(&self.0.disappointing).contains(&(guild, integration))
    }

    /// Remembers how a fetch went. One that failed at once says nothing: it kept nobody waiting, but did not answer
    /// either.
    pub(super) fn remember(&self, record: &FetchRecord) {
        let of = (record.guild, record.integration);
        let mut disappointing = locked(&self.0.disappointing);
        if record.error.is_none() {
            disappointing.remove(&of);
        } else if record.duration_milliseconds >= LONG && disappointing.len() < REMEMBERED {
            disappointing.insert(of);
        }
    }
}

impl Integrations {
    /// Makes a GET, or waits for the same one if it is under way for the same server; whether it was.
    pub(super) async fn get(&self, request: FetchRequest) -> (Outcome, bool) {
        let hash = self.request_hash(&request);
        let (fetch, was_under_way) = {
            let mut under_way = locked(&self.runs.0.under_way);
            if let Some(fetch) = under_way.get(&hash).and_then(WeakShared::upgrade) {
                (fetch, true)
            } else {
                let fetch = self.fetch(hash, request);
                if let Some(weak) = fetch.downgrade() {
                    under_way.insert(hash, weak);
                }
                (fetch, false)
            }
        };
        (fetch.await, was_under_way)
    }

    /// The fetch, which as long as anybody waits for it goes on, whoever asked first.
    fn fetch(&self, hash: Hash, request: FetchRequest) -> Shared<Fetch> {
        let egress = self.egress.clone();
        let listed = Listed {
            runs: self.runs.clone(),
            hash,
        };
        async move {
            let outcome = egress.fetch(request).await;
            // Before anybody hears of it: who asks from now on asks anew.
            drop(listed);
            Arc::new(outcome)
        }
        .boxed()
        .shared()
    }

    /// A hash of the final request. It is in memory alone, yet keyed: it is made of secrets.
    fn request_hash(&self, request: &FetchRequest) -> Hash {
        let guild = request.guild.get().to_be_bytes();
        let limit = request.max_bytes.to_be_bytes();
        let mut parts: Vec<&[u8]> = vec![&guild, &limit, request.url.expose().as_bytes()];
        for (name, value) in &request.headers {
            parts.extend([name.as_bytes(), value.expose().as_bytes()]);
        }
        self.vault.keyed_hash("request under way", parts)
    }
}

/// Takes a request off the list when it has ended or nobody waits for it any more.
struct Listed {
    runs: Runs,
    hash: Hash,
}

impl Drop for Listed {
    fn drop(&mut self) {
        locked(&self.runs.0.under_way).remove(&self.hash);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
