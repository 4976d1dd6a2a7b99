//! Events out: each event of a server reaches the targets that its admins chose, at least once and in order per ticket.
//!
//! The database holds an event and its deliveries with the change that caused them ([`crate::store::deliveries`]). A job
//! per target and ticket empties that lane ([`Notify::empty_lane`]); what fails is tried again with growing pauses for a
//! day, then kept as dead. What another part wants to tell a target at once goes through [`Notify::deliver_now`].

mod address;
mod deliver;
mod discord;
mod dispatch;
mod notice;
mod problem;
mod slack;
mod targets;
mod webhook;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;

pub use deliver::Attempt;
pub use dispatch::{BACKOFF, KEPT, PRUNE};
pub use notice::Notice;
pub use problem::Problem;
pub use targets::{Added, DEFAULT_EVENTS, MOST_TARGETS, Target, parse_events};

use crate::clock::Clock;
use crate::egress::Egress;
use crate::render::Embed;
use crate::store::Store;
use crate::vault::{Secret, Vault};

/// A message for a Discord webhook.
#[derive(Clone, Debug)]
pub struct DiscordCall {
    /// The webhook.
    pub webhook: u64,
    /// Its token.
    pub token: Secret,
    /// What it is to say. It pings nobody.
    pub embed: Embed,
}

/// Executes Discord webhooks: the Discord client's part, given by whoever puts the bot together.
pub type DiscordWebhooks =
    Arc<dyn Fn(DiscordCall) -> Pin<Box<dyn Future<Output = Attempt> + Send>> + Send + Sync>;

/// Something to be told to a target.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// The same for each try, so that a receiver can drop doubles.
    pub id: String,
    /// The `type`.
    pub kind: String,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// The `data`, for those who want JSON.
    pub data: Value,
    /// The words, for those who show it to people.
    pub notice: Notice,
}

/// The service: all that deliveries need.
#[derive(Clone)]
pub struct Notify {
    /// The database.
    pub store: Store,
    /// The keys.
    pub vault: Vault,
    /// The way out.
    pub egress: Egress,
    /// The time.
    pub clock: Clock,
    /// Numbers from 0 to 1, for the jitter.
    pub random: fn() -> f64,
    /// The way to Discord's webhooks.
    pub discord: DiscordWebhooks,
}

impl fmt::Debug for Notify {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notify").finish_non_exhaustive()
    }
}
