//! The name of a channel.

use super::fit::length;
use crate::render::markdown::{is_visible, one_line};
use crate::render::{Resolve, Surface, Template};

const LONGEST: usize = 100;
const FALLBACK: &str = "ticket";

/// A channel name from its template: 1 to 100 characters that Discord takes; `ticket` if nothing is left.
///
/// Discord itself turns spaces into hyphens and drops what it does not like; doing so here makes the name that is shown
/// before the channel exists the name that it gets.
pub fn channel_name(template: &str, values: &dyn Resolve) -> String {
    let rendered = Template::parse(template).render(values, Surface::ChannelName);
    plain_channel_name(&rendered).unwrap_or_else(|| FALLBACK.to_owned())
}

/// A channel name from text that is no template; `None` if nothing is left of it.
pub fn plain_channel_name(text: &str) -> Option<String> {
    let mut name = String::new();
    for character in one_line(text, usize::MAX)
        .chars()
        .flat_map(char::to_lowercase)
    {
        if character.is_alphanumeric()
            || character == '_'
            || !(character.is_ascii() || character.is_whitespace())
        {
            name.push(character);
        } else if character == '\'' {
            // "Ryan's" is one word.
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = shortened(&name).trim_matches('-');
    is_visible(name).then(|| name.to_owned())
}

/// The longest start within the limit, between graphemes.
fn shortened(name: &str) -> &str {
    use unicode_segmentation::UnicodeSegmentation;

    let mut units = 0;
    let end = name
        .grapheme_indices(true)
        .find(|(_, grapheme)| {
            units += length(grapheme);
            units > LONGEST
        })
        .map_or(name.len(), |(position, _)| position);
    &name[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{TicketFacts, Value, Values};

    fn name(template: &str, value: &str) -> String {
        let mut values = Values {
            ticket: TicketFacts {
                ticket_number: Some(7),
                username: "Ryan O'Neil".to_owned(),
                ..TicketFacts::default()
            },
            ..Values::default()
        };
        values
            .named
            .insert("name".to_owned(), Value::Text(value.to_owned()));
        channel_name(template, &values)
    }

    #[test]
    fn a_name_holds_only_what_discord_takes() {
        for (template, value, expected) in [
            ("ticket-%id_padded%", "", "ticket-0007"),
            ("%username%-%id%", "", "ryan-oneil-7"),
            (
                "ticket-%name%",
                "A B/../é@everyone",
                "ticket-a-b-é-everyone",
            ),
            ("🎫│%name%", "Jo", "🎫│jo"),
            (
                "%claim_indicator%-%claimed%-%claimed_by%",
                "",
                "🔴-unclaimed",
            ),
            ("%name%", "<@123> #general `x`", "123-general-x"),
            ("%name%", "\u{202e}\u{200b}", "n-a"),
            ("%name%", "---", "ticket"),
            ("%name%", "名前 İ", "名前-i\u{307}"),
            ("", "", "ticket"),
        ] {
            assert_eq!(name(template, value), expected, "{template:?} {value:?}");
        }
    }

    #[test]
    fn a_name_is_cut_between_graphemes() {
        assert_eq!(name("%name%", &"a".repeat(200)), "a".repeat(100));
        assert_eq!(name("x%name%", &"😀".repeat(80)).encode_utf16().count(), 99);
        assert_eq!(
            name("%name%", &format!("{} b", "a".repeat(99))),
            "a".repeat(99)
        );
    }
}
