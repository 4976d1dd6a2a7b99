//! The life of the process: tracked tasks, a soft stop, then a hard one.
//!
//! A soft stop asks every part to take nothing new and to finish what is under way. What has not finished when the grace
//! is over, or when the operator insists with a second signal, is dropped; it is found again at the next start, because
//! every step was committed before it was taken. A part that ends by itself takes the process with it: half a bot is
//! worse than a restart.

use std::fmt::Display;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// How long what is under way may take after a soft stop. Kubernetes and Docker kill after 30 s and 10 s.
pub const GRACE: Duration = Duration::from_secs(9);

/// The stop signals and the tasks of one app; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Lifecycle {
    soft: CancellationToken,
    hard: CancellationToken,
    tasks: TaskTracker,
    failed: Arc<AtomicBool>,
}

impl Lifecycle {
    /// A life in which nothing has started yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks every part to finish.
    pub fn stop(&self) {
        self.soft.cancel();
    }

    /// Whether a stop has been asked for.
    pub fn is_stopping(&self) -> bool {
        self.soft.is_cancelled()
    }

    /// Waits until a stop is asked for.
    pub async fn stopping(&self) {
        self.soft.cancelled().await;
    }

    /// Runs a part of the process for as long as it lives. If it ends before a stop was asked for, the process stops
    /// and fails.
    pub fn run_part<E: Display>(
        &self,
        name: &'static str,
        part: impl Future<Output = Result<(), E>> + Send + 'static,
    ) {
        let life = self.clone();
        self.tasks.spawn(async move {
            // A panic inside the part must not be mistaken for its quiet end.
            let guard = FailOnDrop {
                life: life.clone(),
                name,
            };
            let ended = tokio::select! {
                ended = part => ended,
                () = life.hard.cancelled() => Ok(()),
            };
            guard.disarm();
            match ended {
                Ok(()) if life.is_stopping() => tracing::debug!(part = name, "stopped"),
                Ok(()) => life.fail(name, &"it ended by itself"),
                Err(error) => life.fail(name, &error),
            }
        });
    }

    /// Runs one piece of work, which a soft stop lets finish.
    pub fn run_work(&self, work: impl Future<Output = ()> + Send + 'static) {
        let hard = self.hard.clone();
        self.tasks.spawn(async move {
            tokio::select! {
                () = work => {}
                () = hard.cancelled() => {}
            }
        });
    }

    /// Stops softly on the first SIGINT or SIGTERM and at once on the second.
    pub fn stop_on_signals(&self) -> std::io::Result<()> {
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let life = self.clone();
        tokio::spawn(async move {
            for _ in 0..2 {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
                if life.is_stopping() {
                    tracing::warn!("asked a second time: stopping at once");
                    life.hard.cancel();
                } else {
                    tracing::info!("stopping: what is under way is finished first");
                    life.stop();
                }
            }
        });
        Ok(())
    }

    /// Waits for a stop and then for every task, at most `grace`; false if a part failed.
    pub async fn ended(&self, grace: Duration) -> bool {
        self.stopping().await;
        self.tasks.close();
        if tokio::time::timeout(grace, self.tasks.wait())
            .await
            .is_err()
        {
            tracing::warn!("some work did not finish in time; the next start takes it up again");
            self.hard.cancel();
            self.tasks.wait().await;
        }
        !self.failed.load(Ordering::SeqCst)
    }

    fn fail(&self, name: &str, reason: &dyn Display) {
        tracing::error!(part = name, %reason, "a part of the process ended");
        self.failed.store(true, Ordering::SeqCst);
        self.stop();
    }
}

/// Whether Discord has greeted this process; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Readiness(Arc<AtomicBool>);

impl Readiness {
    /// Set when the gateway says READY or RESUMED, cleared when the connection is given up.
    pub fn set(&self, connected: bool) {
        self.0.store(connected, Ordering::SeqCst);
    }

    /// Whether it is set.
    pub fn is_connected(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

struct FailOnDrop {
    life: Lifecycle,
    name: &'static str,
}

impl FailOnDrop {
    fn disarm(self) {
        std::mem::forget(self);
    }
}

impl Drop for FailOnDrop {
    fn drop(&mut self) {
        self.life.fail(self.name, &"it panicked");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    #[tokio::test]
    async fn a_part_that_ends_by_itself_fails_the_process() {
        let life = Lifecycle::new();
        life.run_part("short", async { Ok::<(), Infallible>(()) });
        assert!(!life.ended(GRACE).await);
    }

    #[tokio::test]
    async fn a_part_that_panics_fails_the_process() {
        let life = Lifecycle::new();
        life.run_part::<Infallible>("shaky", async { panic!("on purpose") });
        assert!(!life.ended(GRACE).await);
    }

    #[tokio::test]
    async fn a_soft_stop_lets_work_finish() {
        let life = Lifecycle::new();
        let (done, finished) = tokio::sync::oneshot::channel();
        let waiter = life.clone();
        life.run_work(async move {
            waiter.stopping().await;
            tokio::task::yield_now().await;
            done.send(()).expect("somebody waits");
        });
        life.stop();
        assert!(life.ended(GRACE).await);
        finished.await.expect("the work finished");
    }

    #[tokio::test(start_paused = true)]
    async fn work_that_hangs_is_dropped_after_the_grace() {
        let life = Lifecycle::new();
        life.run_work(std::future::pending());
        life.stop();
        assert!(life.ended(GRACE).await);
    }
}
