//! When something that failed is tried again.

use chrono::{DateTime, TimeDelta, Utc};

/// Pauses that double, with jitter, until it is too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// The first pause.
    pub first: TimeDelta,
    /// The longest pause.
    pub longest: TimeDelta,
    /// How long it is tried in all.
    pub give_up_after: Option<TimeDelta>,
}

impl Backoff {
    /// From two seconds to an hour, for a day.
    pub const DAY: Self = Self {
        first: TimeDelta::seconds(2),
        longest: TimeDelta::hours(1),
        give_up_after: Some(TimeDelta::days(1)),
    };

    /// When to try again after `attempts` in vain, the first of them wanted at `since`; `None` if that is too late.
    ///
    /// `random` is a number from 0 to 1: the pause is between three quarters and all of what it might be, so that what
    /// failed together does not come back together.
    pub fn next(
        &self,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
        attempts: u32,
        not_before: Option<DateTime<Utc>>,
        random: f64,
    ) -> Option<DateTime<Utc>> {
        let end = self.give_up_after.map(|longest| since + longest);
        if end.is_some_and(|end| now >= end) {
            return None;
        }
        let doublings = attempts.saturating_sub(1).min(30);
        let pause = self
            .first
            .checked_mul(1 << doublings)
            .map_or(self.longest, |pause| pause.min(self.longest));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "a pause is at most some hours, in milliseconds"
        )]
        let milliseconds = (pause.num_milliseconds() as f64 * (0.75 + 0.25 * random)) as i64;
        let mut at = now + TimeDelta::milliseconds(milliseconds);
        if let Some(earliest) = not_before {
            at = at.max(earliest);
        }
        // One last try at the very end, and none that would come a day later.
        Some(end.map_or(at, |end| at.min(end.max(now + self.first))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(attempts: u32, random: f64) -> f64 {
        let now = DateTime::UNIX_EPOCH;
        let at = Backoff::DAY.next(now, now, attempts, None, random);
        (at.unwrap() - now).as_seconds_f64()
    }

    #[test]
    fn pauses_double_up_to_an_hour() {
        let pauses: Vec<_> = (1..=14).map(|attempts| after(attempts, 1.0)).collect();
        insta::assert_debug_snapshot!(pauses.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "), @r#""2 4 8 16 32 64 128 256 512 1024 2048 3600 3600 3600""#);
        assert!((after(3, 0.0) - 6.0).abs() < f64::EPSILON);
        assert!((after(u32::MAX, 1.0) - 3600.0).abs() < f64::EPSILON);
    }

    #[test]
    fn who_asks_for_more_time_gets_it() {
        let now = DateTime::UNIX_EPOCH;
        let asked = now + TimeDelta::minutes(5);
        assert_eq!(
            Backoff::DAY.next(now, now, 1, Some(asked), 0.5),
            Some(asked)
        );
    }

    #[test]
    fn a_day_is_the_end() {
        let start = DateTime::UNIX_EPOCH;
        let end = start + TimeDelta::days(1);
        let late = end - TimeDelta::minutes(1);
        assert_eq!(Backoff::DAY.next(start, late, 40, None, 0.5), Some(end));
        assert_eq!(Backoff::DAY.next(start, end, 41, None, 0.5), None);
    }
}
