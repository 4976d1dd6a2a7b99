//! What names resolved to, for a while.
//!
//! Only addresses are kept, and few for each name, so the memory has a bound whatever name servers answer.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// A name's answers are kept this long at least, so that a TTL of 0 does not make every request a lookup …
const FLOOR: Duration = Duration::from_secs(5);
/// … and this long at most, so that a mended record is seen.
const CEILING: Duration = Duration::from_mins(5);
/// "No such name" is kept briefly: its author is about to create it.
const NEGATIVE: std::ops::RangeInclusive<Duration> =
    Duration::from_secs(1)..=Duration::from_secs(5);
/// How many names are kept.
const REMEMBERED_NAMES: usize = 4096;

/// What is known about a name: its addresses, none if it has none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    pub(super) addresses: Vec<IpAddr>,
    until: Instant,
}

/// The names that were looked up lately.
#[derive(Default)]
pub(super) struct Names {
    known: Mutex<HashMap<String, Known>>,
}

impl Names {
    /// What is still known about a name.
    pub(super) fn get(&self, name: &str, now: Instant) -> Option<Vec<IpAddr>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.get(name).filter(|known| now < known.until)?;
        Some(known.addresses.clone())
    }

    /// Keeps an answer as long as its TTL says, within reason.
    pub(super) fn keep(&self, name: &str, addresses: &[IpAddr], ttl: Duration, now: Instant) {
        let ttl = if addresses.is_empty() {
            ttl.clamp(*NEGATIVE.start(), *NEGATIVE.end())
        } else {
            ttl.clamp(FLOOR, CEILING)
        };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED_NAMES && !known.contains_key(name) {
            known.retain(|_, known| now < known.until);
            // All in use: any of them makes room.
            if known.len() >= REMEMBERED_NAMES
                && let Some(other) = known.keys().next().cloned()
            {
                known.remove(&other);
            }
        }
        let answer = Known {
            addresses: addresses.to_vec(),
            until: now + ttl,
        };
        known.insert(name.to_owned(), answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ttls_have_a_floor_and_a_ceiling() {
        let (names, now) = (Names::default(), Instant::now());
        let address = [IpAddr::from([93, 184, 216, 34])];
        for (ttl, kept) in [(0, 5), (5, 5), (60, 60), (300, 300), (86_400, 300)] {
            names.keep("a.example", &address, Duration::from_secs(ttl), now);
            let last = now + Duration::from_secs(kept);
            let just_before = last.checked_sub(Duration::from_millis(1)).unwrap();
            assert_eq!(names.get("a.example", just_before), Some(address.to_vec()));
            assert_eq!(names.get("a.example", last), None, "{ttl}");
        }
        for (ttl, kept) in [(0, 1), (3, 3), (900, 5)] {
            names.keep("b.example", &[], Duration::from_secs(ttl), now);
            let last = now + Duration::from_secs(kept);
            let just_before = last.checked_sub(Duration::from_millis(1)).unwrap();
            assert_eq!(names.get("b.example", just_before), Some(Vec::new()));
            assert_eq!(names.get("b.example", last), None, "{ttl}");
        }
    }

    #[test]
    fn so_many_names_are_kept_and_no_more() {
        let (names, now) = (Names::default(), Instant::now());
        let address = [IpAddr::from([93, 184, 216, 34])];
        for number in 0..REMEMBERED_NAMES + 100 {
            let name = format!("{number}.example");
            names.keep(&name, &address, CEILING, now);
            assert!(names.get(&name, now).is_some());
        }
        assert_eq!(names.known.lock().unwrap().len(), REMEMBERED_NAMES);
    }
}
