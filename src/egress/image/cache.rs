//! Pictures that were asked for lately, and those that are under way.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, WeakShared};
use tokio::time::Instant;

use super::{ImageError, Picture};

/// A picture is fetched anew after this.
const KEPT: Duration = Duration::from_hours(1);
/// That there is none is believed for this long: its author is about to mend it.
const FAILURE_KEPT: Duration = Duration::from_secs(30);
/// The bytes of all pictures together.
const BYTES: usize = 32 * 1024 * 1024;
/// What an entry costs besides the picture's bytes.
const ENTRY: usize = 1024;

pub(super) type Outcome = Result<Arc<Picture>, ImageError>;
/// A fetch under way; it goes on as long as somebody waits for it.
pub(super) type Pending = Shared<BoxFuture<'static, Outcome>>;

struct Entry {
    outcome: Outcome,
    until: Instant,
    last_asked: u64,
}

#[derive(Default)]
pub(super) struct Cache {
    entries: HashMap<String, Entry>,
    pending: HashMap<String, WeakShared<BoxFuture<'static, Outcome>>>,
    bytes: usize,
    asked: u64,
}

impl Cache {
    /// What is known of a URL, or the fetch that somebody waits for already, or a new one.
    pub(super) fn find(
        &mut self,
        url: &str,
        now: Instant,
        fetch: impl FnOnce() -> BoxFuture<'static, Outcome>,
    ) -> Result<Outcome, Pending> {
        self.asked += 1;
        if let Some(entry) = self.entries.get_mut(url).filter(|entry| now < entry.until) {
            entry.last_asked = self.asked;
            return Ok(entry.outcome.clone());
        }
        if let Some(pending) = self.pending.get(url).and_then(WeakShared::upgrade) {
            return Err(pending);
        }
        // Abandoned ones do not take themselves out.
        self.pending
            .retain(|_, pending| pending.upgrade().is_some());
        let pending = fetch().shared();
        if let Some(weak) = pending.downgrade() {
            self.pending.insert(url.to_owned(), weak);
        }
        Err(pending)
    }

    /// Remembers how a fetch ended, unless that says nothing about the picture.
    pub(super) fn put(&mut self, url: &str, outcome: &Outcome, now: Instant) {
        self.pending.remove(url);
        self.forget(url);
        let kept = match outcome {
            Ok(_) => KEPT,
            Err(error) if error.is_passing() => return,
            Err(_) => FAILURE_KEPT,
        };
        self.bytes += cost(outcome);
        self.asked += 1;
        self.entries.insert(
            url.to_owned(),
            Entry {
                outcome: outcome.clone(),
                until: now + kept,
                last_asked: self.asked,
            },
        );
        while self.bytes > BYTES {
            // The bound keeps the entries so few that looking at all of them is nothing beside a fetch.
            let oldest = self
                .entries
                .iter()
                .min_by_key(|(_, entry)| entry.last_asked);
            let Some(url) = oldest.map(|(url, _)| url.clone()) else {
                return;
            };
            self.forget(&url);
        }
    }

    fn forget(&mut self, url: &str) {
        if let Some(entry) = self.entries.remove(url) {
            self.bytes -= cost(&entry.outcome);
        }
    }
}

fn cost(outcome: &Outcome) -> usize {
    ENTRY + outcome.as_ref().map_or(0, |picture| picture.bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::egress::{FetchError, ImageKind};

    #[expect(
        clippy::unnecessary_wraps,
        reason = "an outcome, as the cache takes it"
    )]
    fn picture(length: usize) -> Outcome {
        Ok(Arc::new(Picture::new(ImageKind::Png, vec![0; length])))
    }

    fn known(cache: &mut Cache, url: &str, now: Instant) -> Option<Outcome> {
        let never = || std::future::pending().boxed();
        cache.find(url, now, never).ok()
    }

    #[test]
    fn outcomes_are_kept_for_their_time() {
        let (mut cache, now) = (Cache::default(), Instant::now());
        cache.put("a", &picture(1), now);
        cache.put("b", &Err(ImageError::Kind), now);
        cache.put("c", &Err(ImageError::Busy), now);
        cache.put("d", &Err(ImageError::Fetch(FetchError::RateLimited)), now);
        assert_eq!(known(&mut cache, "a", now), Some(picture(1)));
        assert_eq!(known(&mut cache, "b", now), Some(Err(ImageError::Kind)));
        assert_eq!(known(&mut cache, "c", now), None);
        assert_eq!(known(&mut cache, "d", now), None);
        assert_eq!(known(&mut cache, "b", now + FAILURE_KEPT), None);
        assert_eq!(known(&mut cache, "a", now + FAILURE_KEPT), Some(picture(1)));
        assert_eq!(known(&mut cache, "a", now + KEPT), None);
    }

    #[test]
    fn what_was_not_asked_for_longest_makes_room() {
        let (mut cache, now) = (Cache::default(), Instant::now());
        for url in ["a", "b", "c"] {
            cache.put(url, &picture(BYTES / 4), now);
        }
        assert!(known(&mut cache, "a", now).is_some());
        cache.put("d", &picture(BYTES / 4), now);
        assert!(known(&mut cache, "a", now).is_some());
        assert_eq!(known(&mut cache, "b", now), None);
        assert!(cache.bytes <= BYTES);
        cache.put("e", &picture(BYTES + 1), now);
        assert!(cache.entries.is_empty() && cache.bytes == 0);
        for number in 0..BYTES / ENTRY + 100 {
            cache.put(&number.to_string(), &Err(ImageError::Kind), now);
        }
        assert!(cache.bytes <= BYTES);
    }

    #[tokio::test]
    async fn an_abandoned_fetch_is_begun_again() {
        let (mut cache, now) = (Cache::default(), Instant::now());
        let never = || std::future::pending().boxed();
        let first = cache.find("a", now, never).unwrap_err();
        let second = cache.find("a", now, never).unwrap_err();
        assert!(first.ptr_eq(&second));
        drop((first, second));
        let third = cache.find("a", now, || async { picture(1) }.boxed());
        assert_eq!(third.unwrap_err().await, picture(1));
    }
}
