//! The mark by which a ticket's channel is found again when Discord's answer was lost; for a thread, which has no topic, its
//! name.

use crate::model::{Text, Ticket};

/// The letters of a mark.
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// How many of them follow `fd-`.
const LENGTH: usize = 16;

/// A new mark: 80 random bits, short enough not to bother in a topic.
pub fn new_reference() -> String {
    let letters = (0..LENGTH).map(|_| char::from(LETTERS[rand::random_range(0..LETTERS.len())]));
    format!("fd-{}", letters.collect::<String>())
}

/// The topic of a ticket's channel: who, which number, and the mark.
pub fn topic(ticket: &Ticket) -> Text {
    Text::new("tickets-topic")
        .with("opener", format!("<@{}>", ticket.opener))
        .with("number", ticket.number.to_string())
        .with("reference", &ticket.reference)
}

/// A topic that staff typed, with the mark: 1 024 characters at most.
pub fn changed(typed: &str, reference: &str) -> String {
    const LONGEST: usize = 900;
    let typed = crate::render::embed::cut(typed.trim(), LONGEST);
    // Somebody else's mark must not be found here.
    let words: Vec<&str> = typed
        .split(' ')
        .filter(|word| mark(word).is_none())
        .collect();
    format!("{} · {reference}", words.join(" "))
}

/// A thread's name whose last number is the ticket's, so that no two tickets of a server have the same: at most 100 characters.
pub fn thread_name(name: &str, number: i64) -> String {
    const LONGEST: usize = 100;
    let digits = |character: char| character.is_ascii_digit();
    let end = name.rfind(digits).map_or(0, |last| last + 1);
    let run = &name[..end];
    let last_number = &run[run.trim_end_matches(digits).len()..];
    if last_number.parse() == Ok(number) {
        return name.to_owned();
    }
    let number = number.to_string();
    let kept = crate::render::embed::cut(name, LONGEST - number.len() - 1);
    format!("{kept}-{number}")
}

/// Whether a channel with this topic is the ticket's.
pub fn belongs(topic: Option<&str>, reference: &str) -> bool {
    !reference.is_empty()
        && topic.is_some_and(|topic| topic.split_whitespace().any(|word| word == reference))
}

/// The mark in a topic, if there is one.
pub fn mark(topic: &str) -> Option<&str> {
    topic.split_whitespace().find(|word| {
        word.strip_prefix("fd-").is_some_and(|letters| {
            letters.len() == LENGTH && letters.bytes().all(|letter| LETTERS.contains(&letter))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_told_from_other_words() {
        let reference = new_reference();
        assert_eq!(
            mark(&format!("Ticket 1 · {reference}")),
            Some(reference.as_str())
        );
        for topic in [
            "",
            "fd-",
            "fd-short",
            "see fd-abcdefghijklmno1 there",
            "Fd-abcdefghijklmnop",
        ] {
            assert_eq!(mark(topic), None, "{topic}");
        }
    }

    #[test]
    fn no_two_tickets_have_a_thread_of_the_same_name() {
        for (name, number, expected) in [
            ("ticket-0001", 1, "ticket-0001"),
            ("12-ryan", 12, "12-ryan"),
            // A number that merely holds the ticket's is another one.
            ("help-2025", 2, "help-2025-2"),
            ("ryan", 7, "ryan-7"),
            // Somebody's name is not to pass for a number.
            ("12-7", 12, "12-7-12"),
            ("12-7", 7, "12-7"),
            ("99999999999999999999", 9, "99999999999999999999-9"),
            ("", 3, "-3"),
            ("t\u{663}", 3, "t\u{663}-3"),
        ] {
            assert_eq!(thread_name(name, number), expected);
        }
        let long = thread_name(&"x".repeat(100), 12);
        assert_eq!(long.chars().count(), 100);
        assert!(long.ends_with("-12"));
    }

    #[test]
    fn a_channel_is_found_by_the_whole_mark_only() {
        let reference = new_reference();
        assert!(belongs(
            Some(&format!("Ticket 1 · <@2> · {reference}")),
            &reference
        ));
        assert!(!belongs(Some(&format!("{reference}x")), &reference));
        assert!(!belongs(None, &reference));
        assert!(!belongs(Some("a b"), ""));
    }
}
