//! What holds for every template and every value.

use frontdesk::model::{WelcomeField, WelcomeTemplate};
use frontdesk::render::embed::{channel_name, cut};
use frontdesk::render::{Embed, Surface, Template, Value, Values, markdown};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::payload::{USER, embed};
use super::predicates::{live_mentions, masked_links, total, unescape};

/// Pieces that mean something to Discord, to the engine, or to a terminal.
const PIECES: &[&str] = &[
    "%",
    "%user_id%",
    "%a%",
    "%b|x%",
    "\\",
    "\\%",
    "\\\\",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "||",
    "`",
    "```",
    "```rs\n",
    "[",
    "]",
    "](",
    "(",
    ")",
    "[x](https://a.example)",
    "<",
    ">",
    "<@",
    "<@!",
    "<@&",
    "<#",
    "<t:",
    "<t:1700000000:R>",
    "<:ok:1>",
    "</close:1>",
    "@",
    "@everyone",
    "@here",
    "every",
    "one",
    "123456789012345678",
    "https://",
    "http://a.b/c_d",
    "javascript:",
    "\n",
    "\r\n",
    "\n- ",
    "\n1. ",
    "\n# ",
    "\n> ",
    " ",
    "\t",
    "\u{0}",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{200d}",
    "\u{e0041}",
    "👩‍👩‍👧",
    "e\u{301}",
    "\u{336}\u{30d}\u{336}\u{30d}",
    "ﷺ",
    "😀",
    "x",
];

fn hostile(most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => select(PIECES).prop_map(str::to_owned), 1 => any::<String>()];
    vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => hostile(20).prop_map(Value::Text),
        2 => hostile(20).prop_map(Value::Markdown),
        1 => hostile(4).prop_map(Value::Timestamp),
        1 => hostile(4).prop_map(Value::Number),
        1 => hostile(6).prop_map(Value::Missing),
        1 => (0..2_000_usize).prop_map(|length| Value::Text("x*😀".repeat(length))),
        1 => Just(Value::Pending),
    ]
}

fn values() -> impl Strategy<Value = Values> {
    (value(), value()).prop_map(|(a, b)| {
        let mut values = Values::default();
        values.named.insert("a".to_owned(), a);
        values.named.insert("b".to_owned(), b);
        values
    })
}

fn welcome() -> impl Strategy<Value = WelcomeTemplate> {
    let field = (hostile(6), hostile(12)).prop_map(|(name, value)| WelcomeField {
        name,
        value,
        inline: false,
    });
    let texts = (
        option::of(hostile(6)),
        option::of(hostile(20)),
        option::of(hostile(4)),
    );
    let lines = (option::of(hostile(6)), option::of(hostile(8)));
    (texts, lines, vec(field, 0..30)).prop_map(
        |((title, message, image_url), (author, footer), fields)| WelcomeTemplate {
            title,
            message,
            colour: None,
            thumbnail_url: image_url.clone(),
            image_url,
            fields,
            author,
            footer,
        },
    )
}

fn with_text(text: &str) -> Values {
    let mut values = Values::default();
    values
        .named
        .insert("a".to_owned(), Value::Text(text.to_owned()));
    values
}

/// Characters of escaped text that Discord would still act on: those without a backslash, outside the timestamps and
/// URLs that are left usable on purpose.
fn active(text: &str) -> String {
    let tokens = regex::Regex::new(r"\\[^0-9A-Za-z\s]|<t:-?\d+(:[tTdDfFR])?>|https?://[^\s<\\]+")
        .expect("a pattern");
    let rest = tokens.replace_all(text, "");
    rest.chars()
        .filter(|character| "*_`~|[]<>#\\".contains(*character))
        .collect()
}

proptest! {
    #[test]
    fn an_escaped_text_is_shown_as_typed_and_does_nothing(text in hostile(30)) {
        let escaped = markdown::escape(&text);
        prop_assert_eq!(active(&escaped), "", "{}", escaped);
        prop_assert_eq!(live_mentions(&escaped), 0, "{}", escaped);
        // The link breaks that were inserted are invisible, and so were the ones that were typed.
        prop_assert_eq!(unescape(&escaped), unescape(&markdown::plain(&text).replace('\\', "\\\\")));
    }

    #[test]
    fn a_value_is_never_searched_for_placeholders(text in hostile(30)) {
        let mut values = with_text(&text);
        values.ticket.user = Some(frontdesk::model::UserId::new(USER));
        values.named.insert("b".to_owned(), Value::Text("found".to_owned()));
        for surface in [Surface::Markdown, Surface::MarkdownLine, Surface::Plain, Surface::Line, Surface::Url] {
            let rendered = Template::parse("<%a%>").render(&values, surface);
            prop_assert!(!rendered.contains("585576154958921739"));
            prop_assert!(!rendered.contains("found"));
        }
    }

    #[test]
    fn no_value_completes_a_mention(template in hostile(12), values in values()) {
        let own = Template::parse(&template).render(&Values::default(), Surface::Markdown);
        prop_assume!(live_mentions(&own) == 0 && live_mentions(&template) == 0);
        let rendered = Template::parse(&template).render(&values, Surface::Markdown);
        prop_assert_eq!(live_mentions(&rendered), 0, "{}", rendered);
    }

    #[test]
    fn no_value_makes_a_masked_link(template in hostile(12), text in hostile(20)) {
        let links = |text: &str| masked_links(&Template::parse(&template).render(&with_text(text), Surface::Markdown)).len();
        prop_assert!(links(&text) <= links("https://a.example"), "{}", text);
    }

    #[test]
    fn a_text_without_placeholders_stays_as_typed(template in "[^%\\\\\0]{0,60}") {
        let rendered = Template::parse(&template).render(&Values::default(), Surface::Markdown);
        prop_assert_eq!(rendered, template);
    }

    #[test]
    fn an_embed_always_fits(template in welcome(), values in values()) {
        let rendered = Embed::welcome(&template, &values);
        let json = serde_json::json!({ "embeds": [embed(&rendered)] });
        prop_assert!(total(&json) <= 6000);
        let units = |text: &str| text.encode_utf16().count();
        let texts = [
            (&rendered.title, 256),
            (&rendered.description, 4096),
            (&rendered.author, 256),
            (&rendered.footer, 2048),
        ];
        for (text, limit) in texts {
            if let Some(text) = text {
                prop_assert!((1..=limit).contains(&units(text)));
                prop_assert_eq!(text.trim(), text);
            }
        }
        prop_assert!(rendered.fields.len() <= 25);
        for field in &rendered.fields {
            prop_assert!((1..=256).contains(&units(&field.name)));
            prop_assert!((1..=1024).contains(&units(&field.value)));
            prop_assert!(!field.name.contains('\n'));
        }
        for url in [&rendered.image_url, &rendered.thumbnail_url].into_iter().flatten() {
            prop_assert!(url.starts_with("http://") || url.starts_with("https://"), "{}", url);
        }
        prop_assert!(rendered.clone().fit() == rendered, "fitting twice changes nothing");
    }

    #[test]
    fn a_cut_text_fits_and_ends_whole(text in hostile(40), limit in 0..60_usize) {
        let short = cut(&text, limit);
        prop_assert!(short.encode_utf16().count() <= limit);
        if short != text && limit > 0 {
            let kept = short.strip_suffix("\n```").unwrap_or(&short);
            let kept = kept.strip_suffix('…').expect("what was cut says so");
            prop_assert!(text.starts_with(kept));
            let backslashes = kept.len() - kept.trim_end_matches('\\').len();
            prop_assert_eq!(backslashes % 2, 0);
        }
    }

    #[test]
    fn a_channel_name_is_taken_by_discord(template in hostile(10), values in values()) {
        let name = channel_name(&template, &values);
        prop_assert!((1..=100).contains(&name.encode_utf16().count()));
        prop_assert!(!name.contains(|character: char| {
            character.is_whitespace() || character.is_control() || "@#/:,.\\`<>".contains(character)
        }), "{}", name);
    }
}
