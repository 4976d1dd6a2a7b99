//! How often one host is asked, by all servers together: a token bucket, kept as one instant per host.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// One request in 20 ms on average …
const INTERVAL: Duration = Duration::from_millis(20);
/// … and so many at once after a pause.
const BURST: u32 = 100;
/// From so many hosts on, those with a full bucket are forgotten before another one is remembered.
const REMEMBERED_HOSTS: usize = 4096;

#[derive(Default)]
pub(super) struct Rates {
    /// When the bucket will be full again.
    full_at: Mutex<HashMap<String, Instant>>,
}

impl Rates {
    /// Takes a token and waits until it may be used. False, at once, if that is after `deadline`.
    pub(super) async fn turn(&self, host: &str, deadline: Instant) -> bool {
        let now = Instant::now();
        let Some(usable) = self.reserve(host, now, deadline) else {
            return false;
        };
        // A timer for now would fire at the next tick, up to a millisecond later.
        if usable > now {
            sleep_until(usable).await;
        }
        true
    }

    /// Takes a token and says when it may be used; `None` if that is after `deadline`, and then none is taken.
    fn reserve(&self, host: &str, now: Instant, deadline: Instant) -> Option<Instant> {
        let mut hosts = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= REMEMBERED_HOSTS && !hosts.contains_key(host) {
            hosts.retain(|_, full_at| *full_at > now);
        }
        let full_at = hosts.entry(host.to_owned()).or_insert(now);
        let filled = (*full_at).max(now) + INTERVAL;
        let usable = filled.checked_sub(INTERVAL * BURST).unwrap_or(now).max(now);
        if usable >= deadline {
            return None;
        }
        *full_at = filled;
        Some(usable)
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    /// A timer for now fires at the next millisecond, which a request that need not wait would pay as well.
    #[tokio::test(start_paused = true)]
    async fn a_token_that_is_there_is_not_waited_for() {
        let rates = Rates::default();
        // Between two ticks of the timer, as nearly always.
        advance(Duration::from_micros(300)).await;
        let started = Instant::now();
        let deadline = started + Duration::from_millis(50);
        for _ in 0..BURST {
            assert!(rates.turn("a.example", deadline).await);
        }
        assert_eq!(started.elapsed(), Duration::ZERO);
        assert!(rates.turn("a.example", deadline).await);
        assert!(started.elapsed() >= INTERVAL);
        for _ in 0..4 {
            let _ = rates.turn("a.example", deadline).await;
        }
        assert!(!rates.turn("a.example", deadline).await);
        assert!(started.elapsed() < Duration::from_millis(50));
    }

    #[test]
    fn a_burst_passes_and_the_rest_is_spread() {
        let rates = Rates::default();
        let now = Instant::now();
        let deadline = now + Duration::from_secs(1);
        for _ in 0..BURST {
            assert_eq!(rates.reserve("a.example", now, deadline), Some(now));
        }
        for turn in 1..50 {
            assert_eq!(
                rates.reserve("a.example", now, deadline),
                Some(now + INTERVAL * turn)
            );
        }
        assert_eq!(rates.reserve("a.example", now, deadline), None);
        assert_eq!(rates.reserve("b.example", now, deadline), Some(now));
        let later = now + Duration::from_secs(5);
        assert_eq!(
            rates.reserve("a.example", later, later + deadline.duration_since(now)),
            Some(later)
        );
    }
}
