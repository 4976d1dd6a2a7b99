//! How often one host is asked, by all servers together: a token bucket, kept as one instant per host.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

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
    /// Takes a token and says when it may be used; `None` if that is after `deadline`, and then none is taken.
    pub(super) fn reserve(&self, host: &str, now: Instant, deadline: Instant) -> Option<Instant> {
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
    use super::*;

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
