//! What a fetch did, step by step, with its times.

use tokio::time::Instant;

use super::{FetchError, Step, StepKind};

/// The steps so far, and the one under way.
pub(super) struct Trace {
    steps: Vec<Step>,
    current: StepKind,
    since: Instant,
}

impl Trace {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            steps: Vec::new(),
            current: StepKind::Address,
            since: now,
        }
    }

    /// The step under way.
    pub(super) fn current(&self) -> StepKind {
        self.current
    }

    /// Begins a step. What is begun again before it has ended keeps its time.
    pub(super) fn begin(&mut self, kind: StepKind) {
        self.current = kind;
        self.since = Instant::now();
    }

    /// Ends the step under way well.
    pub(super) fn done(&mut self, detail: impl Into<String>) {
        self.end(true, detail.into());
    }

    /// Ends the step under way, and with it the fetch.
    pub(super) fn failed(mut self, error: &FetchError) -> Vec<Step> {
        let detail = match error {
            FetchError::Status { status } | FetchError::Redirect { status, .. } => {
                status.to_string()
            }
            _ => error.code().to_owned(),
        };
        self.end(false, detail);
        self.steps
    }

    /// All steps of a fetch that ended well.
    pub(super) fn into_steps(self) -> Vec<Step> {
        self.steps
    }

    fn end(&mut self, ok: bool, detail: String) {
        self.steps.push(Step {
            kind: self.current,
            ok,
            detail,
            elapsed: self.since.elapsed(),
        });
    }
}
