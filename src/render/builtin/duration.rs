//! Durations in words.

use crate::i18n;
use crate::model::{Language, Text};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// The mean lengths of the Gregorian calendar.
const MONTH: i64 = 2_629_746;
const YEAR: i64 = 31_556_952;

/// How long something takes, in at most two units: "2 hours 5 minutes".
pub(super) fn words(language: Language, seconds: i64) -> String {
    let seconds = seconds.max(0);
    let units = [
        (Text::new("render-days"), seconds / DAY),
        (Text::new("render-hours"), seconds % DAY / HOUR),
        (Text::new("render-minutes"), seconds % HOUR / MINUTE),
        (Text::new("render-seconds"), seconds % MINUTE),
    ];
    let first = units.iter().position(|(_, count)| *count > 0).unwrap_or(3);
    let parts: Vec<String> = units
        .into_iter()
        .enumerate()
        // The largest unit, and the one after it unless that is empty.
        .filter(|(index, (_, count))| *index == first || (*index == first + 1 && *count > 0))
        .map(|(_, (text, count))| i18n::words(language, &text.count("count", count)))
        .collect();
    parts.join(" ")
}

/// How far away something is: "3 years ago", "in 7 days".
pub(super) fn relative(language: Language, seconds: i64) -> String {
    let distance = seconds.saturating_abs();
    let (text, unit) = match distance {
        YEAR.. => (Text::new("render-relative-years"), YEAR),
        MONTH.. => (Text::new("render-relative-months"), MONTH),
        DAY.. => (Text::new("render-relative-days"), DAY),
        HOUR.. => (Text::new("render-relative-hours"), HOUR),
        MINUTE.. => (Text::new("render-relative-minutes"), MINUTE),
        _ => (Text::new("render-relative-seconds"), 1),
    };
    let direction = if seconds < 0 { "past" } else { "future" };
    let text = text
        .with("direction", direction)
        .count("count", distance / unit);
    i18n::words(language, &text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, German};

    #[test]
    fn a_duration_has_at_most_two_units() {
        for (seconds, english, german) in [
            (-5, "0 seconds", "0 Sekunden"),
            (1, "1 second", "1 Sekunde"),
            (300, "5 minutes", "5 Minuten"),
            (7_505, "2 hours 5 minutes", "2 Stunden 5 Minuten"),
            (86_400 + 59, "1 day", "1 Tag"),
            (
                1_234 * 86_400 + 3_600,
                "1,234 days 1 hour",
                "1.234 Tage 1 Stunde",
            ),
        ] {
            assert_eq!(words(English, seconds), english);
            assert_eq!(words(German, seconds), german);
        }
    }

    #[test]
    fn a_distance_has_one_unit_and_a_direction() {
        for (seconds, english, german) in [
            (-3 * YEAR - 5, "3 years ago", "vor 3 Jahren"),
            (-YEAR, "1 year ago", "vor 1 Jahr"),
            (2 * MONTH, "in 2 months", "in 2 Monaten"),
            (-MONTH, "1 month ago", "vor 1 Monat"),
            (7 * DAY, "in 7 days", "in 7 Tagen"),
            (-DAY, "1 day ago", "vor 1 Tag"),
            (-2 * HOUR, "2 hours ago", "vor 2 Stunden"),
            (MINUTE, "in 1 minute", "in 1 Minute"),
            (0, "in 0 seconds", "in 0 Sekunden"),
            (-9, "9 seconds ago", "vor 9 Sekunden"),
        ] {
            assert_eq!(relative(English, seconds), english);
            assert_eq!(relative(German, seconds), german);
        }
    }
}
