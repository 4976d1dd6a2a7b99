//! One kind's loop: take what is ready, sleep until something is.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::sync::{Notify, Semaphore, watch};

use super::{Done, Handler, JobOutcome, Kind, NotDone};
use crate::clock::Clock;
use crate::lifecycle::Lifecycle;
use crate::store::{JobRow, Store, StoreError};

/// How soon a job is seen that another process put.
const LOOK: Duration = Duration::from_secs(5);

/// How long to wait for a database that failed.
const PAUSE: Duration = Duration::from_secs(1);

#[derive(Clone)]
pub(super) struct Runner {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) owner: String,
    pub(super) random: fn() -> f64,
    pub(super) life: Lifecycle,
    pub(super) kind: Kind,
    pub(super) handler: Handler,
}

impl Runner {
    pub(super) async fn run(self) {
        let places = Arc::new(Semaphore::new(self.kind.at_once as usize));
        let freed = Arc::new(Notify::new());
        let mut put = self.store.jobs_put();
        while !self.life.is_stopping() {
            // Before the question, so that what is put during it is not missed.
            put.mark_unchanged();
            match self.take(&places, &freed).await {
                Ok(true) => {}
                Ok(false) => {
                    tokio::select! {
                        () = self.something_ready(&mut put) => {}
                        () = freed.notified() => {}
                        () = self.life.stopping() => {}
                    }
                }
                Err(error) => {
                    tracing::warn!(kind = self.kind.name, %error, "jobs wait for the database");
                    tokio::select! {
                        () = tokio::time::sleep(PAUSE) => {}
                        () = self.life.stopping() => {}
                    }
                }
            }
        }
    }

    /// Starts what is ready and fits; whether there may be more at once.
    async fn take(&self, places: &Arc<Semaphore>, freed: &Arc<Notify>) -> Result<bool, StoreError> {
        let free = u32::try_from(places.available_permits()).unwrap_or(u32::MAX);
        let now = self.clock.now();
        // Asking costs no lock; taking does.
        let next = self.store.next_job_at(self.kind.name).await?;
        if free == 0 || next.is_none_or(|next| next > now) {
            return Ok(false);
        }
        let jobs = self
            .store
            .claim_jobs(
                self.kind.name,
                &self.owner,
                now,
                now + self.kind.lease,
                free,
            )
            .await?;
        let any = !jobs.is_empty();
        for job in jobs {
            let Ok(place) = Arc::clone(places).try_acquire_owned() else {
                break;
            };
            let (runner, freed) = (self.clone(), Arc::clone(freed));
            self.life.run_work(async move {
                runner.work(job).await;
                drop(place);
                freed.notify_one();
            });
        }
        Ok(any)
    }

    async fn something_ready(&self, put: &mut watch::Receiver<()>) {
        let due = async {
            match self.store.next_job_at(self.kind.name).await {
                // What is ready already and was not taken waits for a place.
                Ok(Some(next)) if next > self.clock.now() => self.clock.sleep_until(next).await,
                _ => std::future::pending().await,
            }
        };
        tokio::select! {
            () = due => {}
            // It cannot fail: the store holds the sender.
            _ = put.changed() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }

    async fn work(&self, job: JobRow) {
        let work = AssertUnwindSafe(async { (self.handler)(job.clone()).await }).catch_unwind();
        let outcome = tokio::select! {
            outcome = work => outcome.unwrap_or_else(|_| Err(NotDone::from("the handler panicked"))),
            () = self.keep(&job) => {
                tracing::warn!(kind = self.kind.name, job = job.id, "another process took the job over");
                return;
            }
        };
        // A database that is down for a moment must not turn one time into two.
        for _ in 0..10 {
            match self.settle(&job, &outcome).await {
                Ok(()) => return,
                Err(error) => {
                    tracing::warn!(kind = self.kind.name, job = job.id, %error, "a job's end could not be stored");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    /// Makes the lease longer for as long as the job takes; ends when it is lost.
    async fn keep(&self, job: &JobRow) {
        let third = self.kind.lease / 3;
        loop {
            let now = self.clock.now();
            self.clock.sleep_until(now + third).await;
            let until = self.clock.now() + self.kind.lease;
            match self.store.renew_job(job, until).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    tracing::warn!(kind = self.kind.name, job = job.id, %error, "a lease was not renewed");
                }
            }
        }
    }

    async fn settle(&self, job: &JobRow, outcome: &JobOutcome) -> Result<(), StoreError> {
        let now = self.clock.now();
        match outcome {
            Ok(Done::Finished) => self.store.finish_job(job).await,
            Ok(Done::Again(at)) => self.store.repeat_job(job, *at).await,
            Err(NotDone::Never { why }) => self.bury(job, why).await,
            Err(NotDone::Retry { why, not_before }) => {
                let next = self.kind.backoff.next(
                    job.due_at,
                    now,
                    job.attempts,
                    *not_before,
                    (self.random)(),
                );
                match next {
                    Some(at) => {
                        tracing::info!(kind = self.kind.name, job = job.id, %why, "a job is tried again");
                        self.store.retry_job(job, at, why).await
                    }
                    None => self.bury(job, why).await,
                }
            }
        }
    }

    async fn bury(&self, job: &JobRow, why: &str) -> Result<(), StoreError> {
        tracing::error!(kind = self.kind.name, job = job.id, %why, "a job is given up");
        self.store.bury_job(job, self.clock.now(), why).await
    }
}
