//! The sandbox's time: the wall clock at the start, carried on by tokio's clock, so that a test which pauses
//! tokio's time moves the 3-second and 15-minute rules with it.

use chrono::{DateTime, Duration, Utc};
use tokio::time::Instant;

/// A time as Discord writes it; some libraries read no other form.
pub(crate) fn stamp(when: DateTime<Utc>) -> String {
    when.format("%Y-%m-%dT%H:%M:%S%.6f+00:00").to_string()
}

/// Tells the time.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    origin: DateTime<Utc>,
    started: Instant,
}

impl Clock {
    /// Starts at the machine's time.
    #[expect(clippy::disallowed_methods, reason = "this is the sandbox's clock")]
    pub fn start() -> Self {
        Self {
            origin: Utc::now(),
            started: Instant::now(),
        }
    }

    /// The time now.
    pub fn now(&self) -> DateTime<Utc> {
        self.origin + Duration::from_std(self.started.elapsed()).unwrap_or_default()
    }
}
