//! A notice as [Block Kit](https://docs.slack.dev/block-kit/), with `text` for notifications and old clients.

use serde_json::{Value, json};

use super::Notice;
use crate::render::embed::cut;

/// Slack's limit of a section is 2 000 characters for each field; nobody reads that much here.
const FIELD: usize = 500;
/// Slack's limit of a section's text is 3 000.
const TITLE: usize = 300;
/// Slack's limit of fields in one section.
const FIELDS: usize = 10;

/// The body for an incoming webhook.
pub(super) fn body(notice: &Notice) -> Value {
    let title = cut(&notice.title, TITLE);
    // `verbatim`: Slack is to make no links of names and channels that it believes to see.
    let text = |text: String| json!({ "type": "mrkdwn", "text": text, "verbatim": true });
    let mut blocks = vec![json!({
        "type": "section",
        "text": text(format!("*{}*", escape(&title.replace('*', "∗")))),
    })];
    for fields in notice.fields.chunks(FIELDS) {
        let fields: Vec<Value> = fields
            .iter()
            .map(|(label, value)| {
                let (label, value) = (escape(&cut(label, 100)), escape(&cut(value, FIELD)));
                text(format!("*{label}*\n{value}"))
            })
            .collect();
        blocks.push(json!({ "type": "section", "fields": fields }));
    }
    let moment = format!(
        "<!date^{}^{{date_short_pretty}} {{time}}|{}>",
        notice.at.timestamp(),
        notice.at.format("%Y-%m-%d %H:%M UTC"),
    );
    let link = notice
        .link
        .as_ref()
        .map(|(url, label)| format!("<{url}|{}>", escape(label)));
    let last: Vec<String> = link.into_iter().chain([moment]).collect();
    blocks.push(json!({ "type": "context", "elements": [text(last.join(" · "))] }));
    json!({
        "text": escape(&summary(notice)),
        "blocks": blocks,
        "unfurl_links": false,
        "unfurl_media": false,
    })
}

/// The notice in one line.
fn summary(notice: &Notice) -> String {
    let parts = notice.fields.iter().take(3);
    let parts: Vec<String> = parts
        .map(|(label, value)| format!("{label}: {}", cut(value, 100)))
        .collect();
    if parts.is_empty() {
        notice.title.clone()
    } else {
        format!("{} ({})", notice.title, parts.join(", "))
    }
}

/// [Slack's three](https://docs.slack.dev/messaging/formatting-message-text/#escaping): after this no text is a mention
/// or a link.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn hostile() -> Notice {
        Notice {
            title: "Ticket 7 <!channel>".to_owned(),
            fields: vec![
                (
                    "Subject".to_owned(),
                    "<!here> <@U123> <http://evil.example|click> & done".to_owned(),
                ),
                ("<#C1>".to_owned(), "x".repeat(3000)),
            ],
            link: Some((
                "https://discord.com/channels/1/2".to_owned(),
                "Open <it>".to_owned(),
            )),
            colour: 0,
            at: DateTime::UNIX_EPOCH,
        }
    }

    /// Every text of a body.
    fn texts(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.push(text.clone()),
            Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
            Value::Object(items) => items.values().for_each(|item| texts(item, found)),
            _ => {}
        }
    }

    #[test]
    fn control_sequences_are_words() {
        let mut found = Vec::new();
        texts(&body(&hostile()), &mut found);
        for text in &found {
            let ours = text
                .replace("<https://discord.com/channels/1/2|", "")
                .replace("<!date^0^", "");
            assert!(!ours.contains('<'), "{text}");
        }
        assert!(
            found
                .iter()
                .any(|text| text.contains("&lt;!here&gt; &lt;@U123&gt;"))
        );
    }

    #[test]
    fn it_stays_within_slacks_limits() {
        let mut notice = hostile();
        notice.title = "t".repeat(9000);
        notice.fields = vec![("label".repeat(100), "v".repeat(9000)); 25];
        let body = body(&notice);
        let blocks = body["blocks"].as_array().unwrap();
        assert!(blocks.len() <= 50);
        for block in blocks {
            assert!(
                block["fields"]
                    .as_array()
                    .is_none_or(|fields| fields.len() <= 10)
            );
            let text = block["text"]["text"].as_str().unwrap_or_default();
            assert!(text.chars().count() <= 3000);
            for field in block["fields"].as_array().into_iter().flatten() {
                assert!(field["text"].as_str().unwrap().chars().count() <= 2000);
            }
        }
    }
}
