//! Points in time: relative to now, parsed from a value, written where Discord has no token for them.

use chrono::{DateTime, Months, TimeDelta, Utc};

use crate::render::Surface;

/// The last second that Discord shows, which is the last that JavaScript knows.
const LAST_SECOND: i64 = 8_640_000_000_000;

/// From now to the point that is meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shift {
    Now,
    Days(i64),
    Weeks(i64),
    Months(i64),
    /// To that second, wherever now is.
    To(i64),
}

impl Shift {
    /// The seconds of Unix; `None` outside the calendar.
    pub(super) fn seconds(self, now: DateTime<Utc>) -> Option<i64> {
        let moment = match self {
            Self::Now => Some(now),
            Self::Days(days) => now.checked_add_signed(TimeDelta::try_days(days)?),
            Self::Weeks(weeks) => now.checked_add_signed(TimeDelta::try_weeks(weeks)?),
            Self::Months(months) => {
                let distance = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
                if months < 0 {
                    now.checked_sub_months(distance)
                } else {
                    now.checked_add_months(distance)
                }
            }
            Self::To(seconds) => return in_range(seconds),
        };
        in_range(moment?.timestamp())
    }
}

fn in_range(seconds: i64) -> Option<i64> {
    (-LAST_SECOND..=LAST_SECOND)
        .contains(&seconds)
        .then_some(seconds)
}

/// A whole number as a parameter: digits, perhaps behind a minus.
pub(super) fn number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number =
        (1..=13).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// One of [Discord's styles](https://discord.com/developers/docs/reference#message-formatting-timestamp-styles).
pub(super) fn style(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let style = characters.next().filter(|style| "tTdDfFR".contains(*style));
    style.filter(|_| characters.next().is_none())
}

/// The seconds that a value means: whole or broken seconds of Unix, or RFC 3339.
pub(in crate::render) fn seconds(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if let Some(seconds) = number(whole)
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
    {
        return in_range(seconds);
    }
    let moment = DateTime::parse_from_rfc3339(text).ok()?;
    in_range(moment.timestamp())
}

/// A point in time where Discord shows no token. The zone is named because nobody can know the reader's.
pub(in crate::render) fn written(seconds: i64, style: char, surface: Surface) -> String {
    let format = match style {
        _ if surface == Surface::ChannelName => match style {
            't' | 'T' => "%H-%M",
            _ => "%Y-%m-%d",
        },
        't' => "%H:%M UTC",
        'T' => "%H:%M:%S UTC",
        'd' | 'D' => "%Y-%m-%d",
        _ => "%Y-%m-%d %H:%M UTC",
    };
    match DateTime::from_timestamp_secs(seconds) {
        Some(moment) => moment.format(format).to_string(),
        None => seconds.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_seconds_or_rfc_3339() {
        for (text, expected) in [
            ("1700000000", Some(1_700_000_000)),
            ("1700000000.75", Some(1_700_000_000)),
            ("-5", Some(-5)),
            ("2023-11-14T22:13:20Z", Some(1_700_000_000)),
            ("2023-11-15T00:13:20.5+02:00", Some(1_700_000_000)),
            ("8640000000001", None),
            ("17e8", None),
            ("1700000000.", None),
            ("2023-11-14", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(seconds(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_moment_without_a_token_names_its_zone() {
        let written = |style| written(1_700_000_000, style, Surface::Plain);
        assert_eq!(written('t'), "22:13 UTC");
        assert_eq!(written('T'), "22:13:20 UTC");
        assert_eq!(written('D'), "2023-11-14");
        assert_eq!(written('f'), "2023-11-14 22:13 UTC");
        assert_eq!(
            super::written(1_700_000_000, 'f', Surface::ChannelName),
            "2023-11-14"
        );
        assert_eq!(
            super::written(8_640_000_000_000, 'd', Surface::Plain),
            "8640000000000"
        );
    }

    #[test]
    fn a_shift_that_leaves_the_calendar_is_none() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        assert_eq!(Shift::Months(-1).seconds(now), Some(-31 * 86_400));
        for shift in [
            Shift::Days(i64::MAX),
            Shift::Weeks(9_999_999_999_999),
            Shift::Months(i64::MIN),
            Shift::To(i64::MAX),
        ] {
            assert_eq!(shift.seconds(now), None, "{shift:?}");
        }
    }
}
