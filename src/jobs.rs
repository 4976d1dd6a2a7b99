//! Durable work: what must be done later, again, or after a crash.
//!
//! A job is a row with a kind, a key and a moment. Whoever makes it necessary puts it, best in the transaction of the
//! change that it follows from; a handler of that kind, in any process, takes it when it is due:
//!
//! ```no_run
//! # use frontdesk::{clock::Clock, jobs::{Done, Jobs, Kind}, lifecycle::Lifecycle, store::Store};
//! # async fn example(store: Store, life: Lifecycle) {
//! let mut jobs = Jobs::new(store, Clock::system(), "this process".to_owned(), rand::random);
//! jobs.handle(Kind::new("greet"), async |job| {
//!     println!("hello {}", job.payload["name"]);
//!     Ok(Done::Finished)
//! });
//! life.clone().run_part("jobs", jobs.run(life));
//! # }
//! ```
//!
//! A job is done **at least once**: it is leased while it is worked on, and when its owner dies the lease runs out and
//! another takes it. So a handler must be able to bear a second time. Between two moments nothing happens at all: each
//! kind sleeps until its next job, and is woken when this process puts one; what other processes put is looked for every
//! few seconds.

mod backoff;
mod runner;

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

pub use backoff::Backoff;

use crate::clock::Clock;
use crate::lifecycle::Lifecycle;
use crate::model::NewJob;
use crate::store::{JobRow, Store};
use runner::Runner;

/// The kind that forgets dead jobs.
const PRUNE: &str = "jobs.prune";

/// How long a dead job is kept for those who want to know why.
const DEAD_KEPT: TimeDelta = TimeDelta::days(30);

/// How a handler ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The job is done and gone.
    Finished,
    /// It is to be taken again then, as if it were put anew.
    Again(DateTime<Utc>),
}

/// How a handler failed. The reason is stored and logged, so it must hold no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDone {
    /// It may work later: tried again with growing pauses, at the earliest then.
    Retry {
        /// What was wrong.
        why: String,
        /// The earliest moment, if somebody named one.
        not_before: Option<DateTime<Utc>>,
    },
    /// It will never work.
    Never {
        /// What was wrong.
        why: String,
    },
}

impl<E: std::fmt::Display> From<E> for NotDone {
    /// An error that nobody judged may be over the next time.
    fn from(error: E) -> Self {
        Self::Retry {
            why: error.to_string(),
            not_before: None,
        }
    }
}

/// What a handler answers.
pub type JobOutcome = Result<Done, NotDone>;

type Handler =
    Arc<dyn Fn(JobRow) -> Pin<Box<dyn Future<Output = JobOutcome> + Send>> + Send + Sync>;

/// A kind of job and how it is to be treated.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its name, as it stands in the database.
    pub name: &'static str,
    /// How many this process works on at once.
    pub at_once: u32,
    /// After how long others may take a job over from a process that does not answer any more.
    pub lease: TimeDelta,
    /// When it is tried again, and when no more.
    pub backoff: Backoff,
}

impl Kind {
    /// A kind with the usual treatment: 8 at once, taken over after 20 seconds, tried for a day.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            at_once: 8,
            lease: TimeDelta::seconds(20),
            backoff: Backoff::DAY,
        }
    }
}

/// The handlers of this process.
pub struct Jobs {
    store: Store,
    clock: Clock,
    instance: String,
    random: fn() -> f64,
    kinds: Vec<(Kind, Handler)>,
}

impl Jobs {
    /// None yet. `instance` tells this process from every other; `random` gives numbers from 0 to 1 for the jitter.
    pub fn new(store: Store, clock: Clock, instance: String, random: fn() -> f64) -> Self {
        let mut jobs = Self {
            store,
            clock,
            instance,
            random,
            kinds: Vec::new(),
        };
        let (store, clock) = (jobs.store.clone(), jobs.clock.clone());
        jobs.handle(Kind::new(PRUNE), move |_| {
            let (store, clock) = (store.clone(), clock.clone());
            async move {
                store.prune_dead_jobs(clock.now() - DEAD_KEPT).await?;
                Ok(Done::Again(clock.now() + TimeDelta::days(1)))
            }
        });
        jobs
    }

    /// Has the jobs of a kind done by `handler`.
    pub fn handle<F>(&mut self, kind: Kind, handler: impl Fn(JobRow) -> F + Send + Sync + 'static)
    where
        F: Future<Output = JobOutcome> + Send + 'static,
    {
        self.kinds
            .push((kind, Arc::new(move |job| Box::pin(handler(job)))));
    }

    /// Works until a stop is asked for. What is under way then is finished by the lifecycle.
    pub async fn run(self, life: Lifecycle) -> Result<(), Infallible> {
        let prune = NewJob {
            kind: PRUNE.to_owned(),
            key: String::new(),
            payload: json!({}),
            due_at: self.clock.now(),
        };
        if let Err(error) = self.store.nudge_job(&prune).await {
            tracing::warn!(%error, "dead jobs will be forgotten another day");
        }
        let runners = self.kinds.into_iter().map(|(kind, handler)| {
            let runner = Runner {
                store: self.store.clone(),
                clock: self.clock.clone(),
                owner: self.instance.clone(),
                random: self.random,
                life: life.clone(),
                kind,
                handler,
            };
            runner.run()
        });
        futures_util::future::join_all(runners).await;
        Ok(())
    }
}
