//! Which tickets this process is working on, and which servers have something left over.
//!
//! The reconciler keeps its hands off a ticket that somebody is working on; a flow that had to give up (Discord or the
//! database was away for too long) leaves its server here, to be settled later.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::GuildId;

/// Shared by all flows; clones are the same.
#[derive(Clone, Debug, Default)]
pub struct UnderWay(Arc<Mutex<Lists>>);

#[derive(Debug, Default)]
struct Lists {
    tickets: BTreeSet<String>,
    unsettled: BTreeSet<GuildId>,
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
        self.with(|lists| lists.unsettled.insert(guild));
    }

    /// Takes the servers with something left over.
    pub fn take_unsettled(&self) -> Vec<GuildId> {
        self.with(|lists| std::mem::take(&mut lists.unsettled))
            .into_iter()
            .collect()
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
