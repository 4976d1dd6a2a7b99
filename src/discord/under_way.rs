//! Which tickets this process is working on, and which servers have something left over.
//!
//! The reconciler keeps its hands off a ticket that somebody is working on; a flow that had to give up (Discord or the
//! database was away for too long, a permission is missing) leaves its server here, to be settled later.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::model::GuildId;

/// The pause before a server is looked at again; it doubles with every try in vain.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
/// Somebody who mends a permission waits no longer than this; Discord counts refusals, so it is not short.
const LONGEST_PAUSE: Duration = Duration::from_mins(30);

/// Shared by all flows; clones are the same.
#[derive(Clone, Debug, Default)]
pub struct UnderWay(Arc<Mutex<Lists>>);

#[derive(Debug, Default)]
struct Lists {
    tickets: BTreeSet<String>,
    unsettled: BTreeMap<GuildId, Unsettled>,
}

#[derive(Clone, Copy, Debug)]
struct Unsettled {
    pause: Duration,
    due: Instant,
}

/// Ends the claim on a ticket when it is dropped.
#[derive(Debug)]
pub struct Claim {
    under_way: UnderWay,
    reference: String,
}

impl UnderWay {
    /// Claims a ticket, by its reference, for one flow; `None` if another one has it. The reference is known before the
    /// ticket is stored, so the reconciler never sees it unclaimed.
    pub fn claim(&self, reference: &str) -> Option<Claim> {
        self.with(|lists| lists.tickets.insert(reference.to_owned()))
            .then(|| Claim {
                under_way: self.clone(),
                reference: reference.to_owned(),
            })
    }

    /// Whether a flow has claimed this ticket.
    pub fn is_claimed(&self, reference: &str) -> bool {
        self.with(|lists| lists.tickets.contains(reference))
    }

    /// Something in this server was left over.
    pub fn leave(&self, guild: GuildId) {
        let now = Instant::now();
        self.with(|lists| {
            let unsettled = lists.unsettled.entry(guild).or_insert(Unsettled {
                pause: FIRST_PAUSE,
                due: now + FIRST_PAUSE,
            });
            // Several tickets of one try count once.
            if unsettled.due <= now {
                unsettled.pause = (unsettled.pause * 2).min(LONGEST_PAUSE);
                unsettled.due = now + unsettled.pause;
            }
        });
    }

    /// Another program is at something in this server: it is looked at again after this pause, however often.
    pub fn leave_to_another(&self, guild: GuildId, pause: Duration) {
        let now = Instant::now();
        self.with(|lists| {
            let due = now + pause;
            let unsettled = lists.unsettled.entry(guild).or_insert(Unsettled {
                pause: FIRST_PAUSE,
                due,
            });
            if unsettled.due <= now {
                unsettled.due = due;
            }
        });
    }

    /// The servers that it is time to look at again.
    pub fn due(&self) -> Vec<GuildId> {
        let now = Instant::now();
        self.with(|lists| {
            lists
                .unsettled
                .iter()
                .filter(|(_, unsettled)| unsettled.due <= now)
                .map(|(guild, _)| *guild)
                .collect()
        })
    }

    /// A server was looked at; unless something was left again, it is settled.
    pub fn looked_at(&self, guild: GuildId) {
        let now = Instant::now();
        self.with(|lists| {
            lists
                .unsettled
                .retain(|of, unsettled| *of != guild || unsettled.due > now);
        });
    }

    fn with<T>(&self, change: impl FnOnce(&mut Lists) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.under_way
            .with(|lists| lists.tickets.remove(&self.reference));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUILD: GuildId = GuildId::new(1);

    #[test]
    fn a_ticket_is_claimed_until_the_claim_is_dropped() {
        let under_way = UnderWay::default();
        let claim = under_way.claim("fd-a");
        assert!(claim.is_some());
        assert!(under_way.claim("fd-a").is_none());
        drop(claim);
        assert!(!under_way.is_claimed("fd-a"));
    }

    #[tokio::test(start_paused = true)]
    async fn what_another_program_is_at_is_looked_at_evenly() {
        let under_way = UnderWay::default();
        let pause = Duration::from_secs(10);
        under_way.leave_to_another(GUILD, pause);
        for _ in 0..5 {
            assert!(under_way.due().is_empty());
            tokio::time::advance(pause).await;
            assert_eq!(under_way.due(), [GUILD]);
            under_way.leave_to_another(GUILD, pause);
            under_way.looked_at(GUILD);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_double_until_the_server_is_settled() {
        let under_way = UnderWay::default();
        under_way.leave(GUILD);
        for pause in [5, 10, 20] {
            assert!(under_way.due().is_empty());
            tokio::time::advance(Duration::from_secs(pause)).await;
            assert_eq!(under_way.due(), [GUILD]);
            under_way.leave(GUILD);
            under_way.leave(GUILD);
            under_way.looked_at(GUILD);
        }
        tokio::time::advance(LONGEST_PAUSE).await;
        assert_eq!(under_way.due(), [GUILD]);
        under_way.looked_at(GUILD);
        tokio::time::advance(LONGEST_PAUSE).await;
        assert!(under_way.due().is_empty());
    }
}
