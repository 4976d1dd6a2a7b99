//! Time as an argument: everything that asks what time it is asks a [`Clock`].

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

/// Tells the time: the system's, or one that a test moves by hand.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    manual_milliseconds: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still at `start`, to whole milliseconds, until it is moved.
    pub fn manual(start: DateTime<Utc>) -> Self {
        Self {
            manual_milliseconds: Some(Arc::new(AtomicI64::new(start.timestamp_millis()))),
        }
    }

    /// Now.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the system's clock"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.manual_milliseconds {
            Some(milliseconds) => {
                DateTime::from_timestamp_millis(milliseconds.load(Ordering::SeqCst))
                    .unwrap_or_default()
            }
            None => Utc::now(),
        }
    }

    /// Moves a manual clock; the system's clock stays as it is.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(milliseconds) = &self.manual_milliseconds {
            milliseconds.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
        }
    }
}
