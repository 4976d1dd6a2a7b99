//! From an answer to what a message shows: the four formats, on the values that APIs send.

use std::collections::BTreeMap;

use frontdesk::integrations::extract::extract;
use frontdesk::model::Language;
use frontdesk::render::{Surface, Template, TicketFacts, Values};
use serde_json::json;

use super::scene::{GUILD, context, read};

/// What each path shows in each format, in a message and in a footer.
fn shown(body: &str, placeholders: &[(&str, &str)], language: Language) -> String {
    let listed: Vec<_> = placeholders
        .iter()
        .enumerate()
        .map(|(number, (path, format))| {
            json!({ "name": format!("p{number}"), "path": path, "format": format })
        })
        .collect();
    let manifest = read(&json!({
        "frontdesk": 1, "name": "A", "request": { "url": "https://example.com/" }, "placeholders": listed,
    }));
    let extracted = extract(
        body.as_bytes(),
        &manifest,
        &BTreeMap::new(),
        &context(GUILD),
    )
    .unwrap();
    let values = Values {
        ticket: TicketFacts {
            language,
            ..TicketFacts::default()
        },
        named: extracted
            .into_iter()
            .map(|value| (value.name, value.value))
            .collect(),
    };
    let lines = placeholders
        .iter()
        .enumerate()
        .map(|(number, (path, format))| {
            let template = format!("%p{number}%");
            let template = Template::parse(&template);
            let message = template.render(&values, Surface::Markdown);
            let footer = template.render(&values, Surface::Plain);
            if message == footer {
                format!("{path} {format}: {message}")
            } else {
                format!("{path} {format}: {message} | {footer}")
            }
        });
    // What keeps a word from pinging is invisible.
    lines
        .collect::<Vec<_>>()
        .join("\n")
        .replace('\u{200b}', "·")
}

const BODY: &str = r#"{
    "words": "*Ry_an* [x](https://e.vil) @everyone <@1> <t:1700000000:R> https://ok.example/a_b",
    "price": 1234567.50, "huge": 12345678901234567890123456789, "tiny": 0.000000000000000000001, "exponent": 1.5e300,
    "digits": "3000", "no_number": "12 of 20",
    "seconds": 1700000000, "date": "2026-01-02T03:04:05Z", "soon": "soon",
    "flags": [true, 1.10, "x"], "mixed": [1, {"a": 1}], "players": [{"id": "585576154958921739", "score": 20.0}]
}"#;

#[test]
fn each_format_shows_what_discord_can_show_and_nothing_that_pings() {
    let placeholders = [
        ("words", "text"),
        ("words", "markdown"),
        ("price", "text"),
        ("price", "number"),
        ("huge", "number"),
        ("tiny", "number"),
        ("exponent", "number"),
        ("digits", "number"),
        ("no_number", "number"),
        ("seconds", "timestamp"),
        ("date", "timestamp"),
        ("soon", "timestamp"),
        ("flags", "text"),
        ("mixed", "text"),
        ("players.0.score", "text"),
        ("$.players[?@.id=='%user_id%'].score", "number"),
    ];
    insta::assert_snapshot!(shown(BODY, &placeholders, Language::English), @r"
    words text: \*Ry\_an\* \[x\]\(https://e.vil) @·everyone \<@1\> <t:1700000000:R> https://ok.example/a_b | *Ry_an* [x](https://e.vil) @everyone <@1> <t:1700000000:R> https://ok.example/a_b
    words markdown: *Ry_an* [x](https://e.vil) @·everyone <@·1> <t:1700000000:R> https://ok.example/a_b | *Ry_an* [x](https://e.vil) @everyone <@1> <t:1700000000:R> https://ok.example/a_b
    price text: 1234567.50
    price number: 1,234,567.50
    huge number: 12,345,678,901,234,567,890,123,456,789
    tiny number: 0.000000000000000000001
    exponent number: 1.5e300
    digits number: 3,000
    no_number number: 12 of 20
    seconds timestamp: <t:1700000000:f> | 2023-11-14 22:13 UTC
    date timestamp: <t:1767323045:f> | 2026-01-02 03:04 UTC
    soon timestamp: soon
    flags text: true, 1.10, x
    mixed text: N/A
    players.0.score text: 20.0
    $.players[?@.id=='%user_id%'].score number: 20.0
    ");
}

#[test]
fn numbers_are_grouped_as_the_servers_language_groups_them() {
    let placeholders = [("price", "number"), ("huge", "number")];
    insta::assert_snapshot!(shown(BODY, &placeholders, Language::German), @"
    price number: 1.234.567,50
    huge number: 12.345.678.901.234.567.890.123.456.789
    ");
}
