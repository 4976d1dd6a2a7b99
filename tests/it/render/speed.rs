//! Templates and values that would be slow for an engine that looks at anything more than a few times.

use std::time::{Duration, Instant};

use frontdesk::render::{Surface, Template, Value, Values, markdown};

/// What is quadratic takes minutes at this size, what is linear a fraction of a second.
const SIZE: usize = 1 << 18;
const LIMIT: Duration = Duration::from_secs(10);

fn in_time(what: &str, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    let time = start.elapsed();
    assert!(time < LIMIT, "{what:?} took {time:?}");
}

#[test]
fn a_template_is_parsed_and_rendered_in_linear_time() {
    let mut values = Values::default();
    values.named.insert(
        "a".to_owned(),
        Value::Text("@everyone *x*\u{202e}".repeat(5_000)),
    );
    values
        .named
        .insert("empty".to_owned(), Value::Text("\u{202e}".repeat(20_000)));
    values
        .named
        .insert("u".to_owned(), Value::Text("https://a.example".to_owned()));
    for piece in [
        "%",
        "%a",
        "%a%",
        "%a|",
        "\\%",
        "\\",
        "[",
        "](",
        "[x](",
        "[x](%a%",
        "[%a%](%u%)",
        "`",
        "` ``",
        "```\n",
        "``` x",
        "https://%a%",
        "<",
        "<@",
        "@",
        "%empty%",
        "%form:",
        "%date_days:1%",
        "%nobody%",
        "\0",
        "((",
    ] {
        let source = piece.repeat(SIZE / piece.len());
        in_time(piece, || {
            let template = Template::parse(&source);
            template.names();
            for surface in [Surface::Markdown, Surface::Plain, Surface::Url] {
                template.render(&values, surface);
            }
        });
    }
    let runs: String = (1..1_400).map(|length| "`".repeat(length) + " ").collect();
    in_time("growing runs of backticks", || drop(Template::parse(&runs)));
}

#[test]
fn a_value_is_escaped_in_linear_time() {
    for piece in [
        "\\",
        "@",
        "@everyone",
        "<t:",
        "https://",
        "1",
        "1.\n",
        " ",
        "\u{301}",
        "\u{202e}",
        "](",
    ] {
        let text = piece.repeat(SIZE / piece.len());
        in_time(piece, || drop(markdown::escape(&text)));
    }
}
