use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::model::Language;
use crate::render::template::layout::code_spans;
use crate::render::{Surface, Template, TicketFacts, Value, Values};

fn shown(template: &str, value: Value, surface: Surface) -> String {
    let values = Values {
        ticket: TicketFacts {
            language: Language::German,
            ..TicketFacts::default()
        },
        named: BTreeMap::from([("v".to_owned(), value)]),
    };
    Template::parse(template).render(&values, surface)
}

fn text(template: &str, value: &str) -> String {
    shown(template, Value::Text(value.to_owned()), Surface::Markdown)
}

#[test]
fn a_value_is_written_as_its_surroundings_need_it() {
    for (template, value, expected) in [
        ("%v%", "a_b", r"a\_b"),
        ("`%v%` %v%", "a_`b", "`a_\u{2cb}b` a\\_\\`b"),
        (
            "```\n%v%\n```",
            "```\n@everyone",
            "```\n\u{2cb}\u{2cb}\u{2cb}\n@\u{200b}everyone\n```",
        ),
        ("`%v%`%v%", "", "`\u{200b}`"),
        (
            "https://a.example/%v%?x=%v%",
            "a b/*",
            "https://a.example/a%20b%2F%2A?x=a%20b%2F%2A",
        ),
        (
            "[x](https://a.example/%v%)",
            "a)b",
            "[x](https://a.example/a%29b)",
        ),
        (
            "[x](%v%)",
            "https://a.example/a) [y](https://b.example",
            "[x](https://a.example/a%29%20%5By%5D%28https://b.example)",
        ),
        (
            "[x](%v%)",
            "https://a.example/(a)?b=*",
            "[x](https://a.example/%28a%29?b=%2A)",
        ),
        (
            "[x](<%v%>)",
            " http://a.example ",
            "[x](<http://a.example>)",
        ),
        (
            "**[%v%](%v%)**",
            "javascript:alert(1)",
            "**javascript:alert(1)**",
        ),
        (
            "[%v%](https://a.example)",
            "x](https://b.example)",
            r"[x\]\(https://b.example)](https://a.example)",
        ),
        ("[x]%v%", "(https://b.example)", r"[x]\(https://b.example)"),
        ("it`s %v%", "a`b*", "it`s a\u{2cb}b\\*"),
        ("@%v%", "everyone", "@\u{200b}everyone"),
        ("<@%v%> <@&%v%>", "123", "<@\u{200b}123> <@\u{200b}&123>"),
        ("%v%|%v|none%", "\u{200b}", "N/A|none"),
        ("%v%|%v|none%", "", "|none"),
        ("%x%, %x|none%, \\%v\\%", "a", "%x%, %x|none%, %v%"),
    ] {
        assert_eq!(text(template, value), expected, "{template:?} {value:?}");
    }
}

#[test]
fn a_format_decides_what_a_value_becomes() {
    let owned = str::to_owned;
    for (value, markdown, plain) in [
        (
            Value::Number(owned("1234567.5")),
            "1.234.567,5",
            "1.234.567,5",
        ),
        (Value::Number(owned("*many*")), r"\*many\*", "*many*"),
        (
            Value::Timestamp(owned("1700000000")),
            "<t:1700000000:f>",
            "2023-11-14 22:13 UTC",
        ),
        (
            Value::Timestamp(owned("2023-11-14T22:13:20Z")),
            "<t:1700000000:f>",
            "2023-11-14 22:13 UTC",
        ),
        (Value::Timestamp(owned("_soon_")), r"\_soon\_", "_soon_"),
        (
            Value::Markdown(owned("**a** @here ` \\")),
            "**a** @\u{200b}here \\` \\\\",
            "**a** @here ` \\",
        ),
        (
            Value::Text(owned("<t:1:R> _b_")),
            r"<t:1:R> \_b\_",
            "<t:1:R> _b_",
        ),
        (Value::Missing(owned("*N/A*")), r"\*N/A\*", "*N/A*"),
        (
            Value::Trusted(owned("<@1> **x**")),
            "<@1> **x**",
            "<@1> **x**",
        ),
        (Value::Pending, "…", "…"),
    ] {
        assert_eq!(shown("%v%", value.clone(), Surface::Markdown), markdown);
        assert_eq!(shown("%v%", value, Surface::Plain), plain);
    }
}

#[test]
fn the_template_s_own_words_win_over_a_fallback() {
    let missing = || Value::Missing("N/A".to_owned());
    assert_eq!(
        shown("%v|**none**%", missing(), Surface::Markdown),
        "**none**"
    );
    assert_eq!(shown("%v|%", missing(), Surface::Markdown), "");
    assert_eq!(shown("%v|none%", Value::Pending, Surface::Markdown), "…");
    assert_eq!(
        shown("%v|none%", Value::Text("a".to_owned()), Surface::Markdown),
        "a"
    );
}

#[test]
fn a_url_is_taken_whole_or_encoded() {
    for (template, value, expected) in [
        (
            "%v%",
            " https://a.example/?b=c%20d ",
            "https://a.example/?b=c%20d",
        ),
        (
            "%v%?e=%v%",
            "https://a.example",
            "https://a.example?e=https%3A%2F%2Fa.example",
        ),
        (
            "https://a.example/%v%.png",
            "../x y",
            "https://a.example/..%2Fx%20y.png",
        ),
    ] {
        assert_eq!(
            shown(template, Value::Text(value.to_owned()), Surface::Url),
            expected
        );
    }
}

/// What code is made of, and what may stand around it.
const CODE: &[&str] = &[
    "`",
    "``",
    "```",
    "\n",
    "x",
    "%v%",
    "https://a.b/",
    " ",
    "**",
    "(",
    "%v|y%",
];
/// What makes code something else: an escape, the target of a link that is dropped with its brackets, the end of a URL.
const MORE: &[&str] = &["\\", "\\\\", "[", "](", "<", ">"];

fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    vec(select(pieces), 0..16).prop_map(|pieces| pieces.concat())
}

fn any_pieces() -> impl Strategy<Value = String> {
    vec(select([CODE, MORE].concat()), 0..16).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// Code begins and ends where the template says, whatever the value is.
    #[test]
    fn a_value_opens_and_closes_no_code(template in pieces(CODE), value in any_pieces()) {
        let before = code_spans(&text(&template, "x")).len();
        let after = code_spans(&text(&template, &value));
        prop_assert_eq!(after.len(), before, "{}", text(&template, &value));
    }

    /// A stranger's Markdown may hold code of its own, but cannot pair up with the template's.
    #[test]
    fn a_value_s_own_code_is_closed(value in any_pieces()) {
        let alone = shown("%v%", Value::Markdown(value.clone()), Surface::Markdown);
        let beside = shown("%v% `x`", Value::Markdown(value), Surface::Markdown);
        prop_assert_eq!(code_spans(&beside).len(), code_spans(&alone).len() + 1, "{}", beside);
    }
}
