//! Texts to words, with Fluent. The messages are `locales/<language>/*.ftl`, embedded in the binary.
//!
//! A message that a language lacks falls back to English, and one that English lacks to its id: a person would rather
//! see an odd word than nothing. `tests/locales.rs` sees to it that neither happens.

mod bundle;

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentValue};

use crate::model::{Argument, Language, Text};
use bundle::Bundle;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle::embedded(Language::English));
static GERMAN: LazyLock<Bundle> = LazyLock::new(|| bundle::embedded(Language::German));

fn bundle(language: Language) -> &'static Bundle {
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
    }
}

/// The words of a text in a language; English where that language lacks the message, the id where English does.
pub fn words(language: Language, text: &Text) -> String {
    choose(&[bundle(language), bundle(Language::English)], text)
}

/// The words of a message whose id was derived rather than written (the descriptions of commands); `None` if this very
/// language has no such message.
pub fn lookup(language: Language, id: &str) -> Option<String> {
    format(bundle(language), id, None)
}

fn choose(bundles: &[&Bundle], text: &Text) -> String {
    let arguments: FluentArgs = text
        .arguments
        .iter()
        .map(|(name, argument)| (*name, value(bundles, argument)))
        .collect();
    bundles
        .iter()
        .find_map(|bundle| format(bundle, text.id, Some(&arguments)))
        .unwrap_or_else(|| text.id.to_owned())
}

fn value<'a>(bundles: &[&Bundle], argument: &'a Argument) -> FluentValue<'a> {
    match argument {
        Argument::Words(words) => FluentValue::from(words.as_str()),
        Argument::Number(number) => FluentValue::from(*number),
        Argument::Lines(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| choose(bundles, line)).collect();
            FluentValue::from(lines.join("\n"))
        }
    }
}

fn format(bundle: &Bundle, id: &str, arguments: Option<&FluentArgs>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    // A variable that is not given shows as its own name, which is the best that can be done for the reader.
    let mut errors = Vec::new();
    Some(
        bundle
            .format_pattern(pattern, arguments, &mut errors)
            .into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "greeting = Hi { $name }\ncount = { $n -> \n    [one] one thing\n   *[other] { $n } things\n }\n";

    fn german() -> Bundle {
        bundle::from_sources(Language::German, [SOURCE])
    }

    fn english() -> Bundle {
        bundle::from_sources(Language::English, [SOURCE, "only-english = Only here\n"])
    }

    #[test]
    fn numbers_are_grouped_and_counted_in_the_reader_s_language() {
        let text = |n| Text::new("count").count("n", n);
        assert_eq!(choose(&[&german()], &text(1)), "one thing");
        assert_eq!(choose(&[&german()], &text(12_345)), "12.345 things");
        assert_eq!(choose(&[&english()], &text(-12_345)), "-12,345 things");
        assert_eq!(choose(&[&english()], &text(0)), "0 things");
    }

    #[test]
    fn a_missing_message_falls_back_to_english_and_then_to_its_id() {
        let bundles = [&german(), &english()];
        assert_eq!(choose(&bundles, &Text::new("only-english")), "Only here");
        assert_eq!(choose(&bundles, &Text::new("nowhere")), "nowhere");
    }

    #[test]
    fn words_are_inserted_as_they_are_without_isolating_marks() {
        let text = Text::new("greeting").with("name", "{ $name } <@1>");
        assert_eq!(choose(&[&english()], &text), "Hi { $name } <@1>");
    }

    #[test]
    fn lines_are_sentences_in_the_same_language() {
        let lines = vec![
            Text::new("count").count("n", 4000),
            Text::new("only-english"),
        ];
        let text = Text::new("greeting").lines("name", lines);
        let expected = "Hi 4.000 things\nOnly here";
        assert_eq!(choose(&[&german(), &english()], &text), expected);
    }

    #[test]
    fn every_embedded_language_has_messages() {
        for language in Language::ALL {
            assert!(lookup(language, "render-claimed").is_some(), "{language:?}");
        }
        assert_eq!(lookup(Language::English, "render-no-such-message"), None);
    }
}
