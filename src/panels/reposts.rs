//! How often a panel whose message is deleted is posted again: somebody who deletes it again and again means it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::model::PanelId;

/// So often in [`WITHIN`].
const MOST: usize = 3;
/// The time that is looked at.
const WITHIN: TimeDelta = TimeDelta::hours(1);

/// When each panel was posted again lately.
#[derive(Debug, Default)]
pub struct Reposts(Mutex<HashMap<PanelId, Vec<DateTime<Utc>>>>);

impl Reposts {
    /// Whether a panel is to be posted again now; counts it if so.
    pub fn allow(&self, panel: PanelId, now: DateTime<Utc>) -> bool {
        let mut reposts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        reposts.retain(|_, times| {
            times.retain(|time| now - *time < WITHIN);
            !times.is_empty()
        });
        let times = reposts.entry(panel).or_default();
        let allowed = times.len() < MOST;
        if allowed {
            times.push(now);
        }
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_is_posted_again_three_times_an_hour() {
        let reposts = Reposts::default();
        let at = |minutes| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
        let allowed =
            [0, 1, 2, 3, 59, 60, 60].map(|minute| reposts.allow(PanelId::new(1), at(minute)));
        assert_eq!(allowed, [true, true, true, false, false, true, false]);
        assert!(reposts.allow(PanelId::new(2), at(3)));
    }
}
