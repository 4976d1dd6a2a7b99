//! Time as an argument: everything that asks what time it is asks a [`Clock`].

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;

/// After how long a sleeper looks at the system's clock again.
const LONGEST_SLEEP: std::time::Duration = std::time::Duration::from_mins(1);

/// Tells the time: the system's, or one that a test moves by hand.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    manual_milliseconds: Option<Arc<watch::Sender<i64>>>,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still at `start`, to whole milliseconds, until it is moved.
    pub fn manual(start: DateTime<Utc>) -> Self {
        Self {
            manual_milliseconds: Some(Arc::new(watch::Sender::new(start.timestamp_millis()))),
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
                DateTime::from_timestamp_millis(*milliseconds.borrow()).unwrap_or_default()
            }
            None => Utc::now(),
        }
    }

    /// Moves a manual clock; the system's clock stays as it is.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(milliseconds) = &self.manual_milliseconds {
            milliseconds.send_modify(|now| *now += by.num_milliseconds());
        }
    }

    /// Waits until it is `at`: as long as the system's clock needs, or until a manual one is moved there.
    pub async fn sleep_until(&self, at: DateTime<Utc>) {
        match &self.manual_milliseconds {
            Some(milliseconds) => {
                let mut moved = milliseconds.subscribe();
                // It cannot fail: this clock holds the sender.
                let _ = moved.wait_for(|now| *now >= at.timestamp_millis()).await;
            }
            // Not in one sleep: the system's clock may be set, and a laptop may sleep too.
            None => {
                while let Ok(left) = (at - self.now()).to_std()
                    && !left.is_zero()
                {
                    tokio::time::sleep(left.min(LONGEST_SLEEP)).await;
                }
            }
        }
    }
}
