//! Targets that keep failing are left alone for a while, then asked once.
//!
//! There are two counts. That a target cannot be connected to is nobody's doing and counts for every server. That it
//! answers badly or late may be one integration's doing, so it counts for the server that asked: no server can take a
//! popular API away from the others by asking it for what fails.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::FetchError;
use crate::model::GuildId;

const FAILURES: u32 = 5;
const REST: Duration = Duration::from_secs(30);
/// From so many targets on, those that have not failed lately are forgotten before another one is remembered.
const REMEMBERED_TARGETS: usize = 4096;
const FORGOTTEN_AFTER: Duration = Duration::from_mins(10);

/// What a fetch says about its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It works, even if the answer was of no use.
    Alive,
    /// It could not be connected to.
    Unconnected,
    /// It was connected to, but failed.
    Failed,
    /// Nothing: it was not asked.
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    guild: Option<GuildId>,
    origin: String,
}

struct Target {
    failures: u32,
    last_failure: Instant,
    probing: bool,
}

#[derive(Clone, Default)]
pub(super) struct Breaker {
    targets: Arc<Mutex<HashMap<Key, Target>>>,
}

/// The permission to ask a target, which wants to hear how it went.
pub(super) struct Pass {
    breaker: Breaker,
    shared: Key,
    own: Key,
    /// The keys of which this is the probe.
    probes: Vec<Key>,
}

impl Breaker {
    /// May the target be asked?
    pub(super) fn enter(
        &self,
        guild: GuildId,
        origin: &str,
        now: Instant,
    ) -> Result<Pass, FetchError> {
        let shared = Key {
            guild: None,
            origin: origin.to_owned(),
        };
        let own = Key {
            guild: Some(guild),
            origin: origin.to_owned(),
        };
        let mut targets = self.lock();
        let mut probes = Vec::new();
        for key in [&shared, &own] {
            let Some(target) = targets
                .get(key)
                .filter(|target| target.failures >= FAILURES)
            else {
                continue;
            };
            let rested = target.last_failure + REST;
            if now < rested {
                let seconds = (rested - now).as_millis().div_ceil(1000);
                return Err(FetchError::Resting {
                    seconds: u64::try_from(seconds).unwrap_or(1),
                });
            }
            if target.probing {
                return Err(FetchError::Resting { seconds: 1 });
            }
            probes.push(key.clone());
        }
        for key in &probes {
            if let Some(target) = targets.get_mut(key) {
                target.probing = true;
            }
        }
        drop(targets);
        Ok(Pass {
            breaker: self.clone(),
            shared,
            own,
            probes,
        })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Target>> {
        self.targets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fail(&self, key: &Key, now: Instant) {
        let mut targets = self.lock();
        if targets.len() >= REMEMBERED_TARGETS && !targets.contains_key(key) {
            targets.retain(|_, target| now < target.last_failure + FORGOTTEN_AFTER);
        }
        let target = targets.entry(key.clone()).or_insert(Target {
            failures: 0,
            last_failure: now,
            probing: false,
        });
        // Requests that were under way when the rest began do not prolong it; a failed probe begins another.
        if target.failures < FAILURES || target.probing {
            target.failures += 1;
            target.last_failure = now;
        }
    }

    fn forget(&self, key: &Key) {
        self.lock().remove(key);
    }
}

impl Pass {
    /// Tells how it went.
    pub(super) fn settle(self, verdict: Verdict, now: Instant) {
        match verdict {
            Verdict::Alive => {
                self.breaker.forget(&self.shared);
                self.breaker.forget(&self.own);
            }
            Verdict::Failed => {
                self.breaker.forget(&self.shared);
                self.breaker.fail(&self.own, now);
            }
            Verdict::Unconnected => self.breaker.fail(&self.shared, now),
            Verdict::Unknown => {}
        }
    }
}

/// A probe that was abandoned makes room for another.
impl Drop for Pass {
    fn drop(&mut self) {
        let mut targets = self.breaker.lock();
        for key in &self.probes {
            if let Some(target) = targets.get_mut(key) {
                target.probing = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUILD: GuildId = GuildId::new(1);
    const OTHER: GuildId = GuildId::new(2);
    const ORIGIN: &str = "https://api.example.net";

    fn fail(breaker: &Breaker, guild: GuildId, verdict: Verdict, now: Instant) {
        breaker
            .enter(guild, ORIGIN, now)
            .expect("the target may be asked")
            .settle(verdict, now);
    }

    fn rest(breaker: &Breaker, guild: GuildId, now: Instant) -> Option<u64> {
        match breaker.enter(guild, ORIGIN, now) {
            Err(FetchError::Resting { seconds }) => Some(seconds),
            _ => None,
        }
    }

    #[test]
    fn five_failures_rest_thirty_seconds_and_then_one_probe() {
        let (breaker, now) = (Breaker::default(), Instant::now());
        for _ in 0..4 {
            fail(&breaker, GUILD, Verdict::Failed, now);
        }
        assert_eq!(rest(&breaker, GUILD, now), None);
        fail(&breaker, GUILD, Verdict::Failed, now);
        assert_eq!(rest(&breaker, GUILD, now), Some(30));
        let later = now + Duration::from_secs(30);
        let probe = breaker.enter(GUILD, ORIGIN, later).expect("a probe");
        assert_eq!(rest(&breaker, GUILD, later), Some(1), "one probe at a time");
        probe.settle(Verdict::Failed, later);
        assert_eq!(rest(&breaker, GUILD, later), Some(30));
        let later = later + REST;
        fail(&breaker, GUILD, Verdict::Alive, later);
        for _ in 0..4 {
            fail(&breaker, GUILD, Verdict::Failed, later);
        }
        assert_eq!(rest(&breaker, GUILD, later), None, "the count began anew");
    }

    #[test]
    fn an_answer_counts_for_its_server_and_a_dead_host_for_all() {
        let (breaker, now) = (Breaker::default(), Instant::now());
        for _ in 0..5 {
            fail(&breaker, GUILD, Verdict::Failed, now);
        }
        assert_eq!(rest(&breaker, GUILD, now), Some(30));
        assert_eq!(rest(&breaker, OTHER, now), None);
        for _ in 0..5 {
            fail(&breaker, OTHER, Verdict::Unconnected, now);
        }
        assert_eq!(rest(&breaker, GuildId::new(3), now), Some(30));
    }

    #[test]
    fn an_abandoned_probe_makes_room_for_another() {
        let (breaker, now) = (Breaker::default(), Instant::now());
        for _ in 0..5 {
            fail(&breaker, GUILD, Verdict::Failed, now);
        }
        let later = now + REST;
        drop(breaker.enter(GUILD, ORIGIN, later).expect("a probe"));
        assert_eq!(rest(&breaker, GUILD, later), None);
    }
}
