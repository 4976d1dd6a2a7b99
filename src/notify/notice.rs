//! An event in words: what Slack and Discord show of it. The same for both; each escapes it in its own way.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::i18n;
use crate::model::{GuildId, Language, Text};

/// How many of a ticket's values are shown.
const MOST_VALUES: usize = 6;

/// What people are told, unescaped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notice {
    /// One line.
    pub title: String,
    /// Labels and values.
    pub fields: Vec<(String, String)>,
    /// Where to look, and what the link says.
    pub link: Option<(String, String)>,
    /// `0xRRGGBB`
    pub colour: u32,
    /// When it happened.
    pub at: DateTime<Utc>,
}

impl Notice {
    /// Of an event.
    pub fn of_event(
        kind: &str,
        data: &Value,
        guild: GuildId,
        at: DateTime<Utc>,
        language: Language,
    ) -> Self {
        let say = |text: Text| i18n::words(language, &text);
        let number = text(data, "ticket_id").unwrap_or_default();
        let (title, colour) = match kind {
            "ticket.opened" => ("notify-title-opened", 0x0057_F287),
            "ticket.claimed" => ("notify-title-claimed", 0x0058_65F2),
            "ticket.unclaimed" => ("notify-title-unclaimed", 0x0058_65F2),
            "ticket.closed" => ("notify-title-closed", 0x0099_AAB5),
            "ticket.reopened" => ("notify-title-reopened", 0x0057_F287),
            "ticket.rated" => ("notify-title-rated", 0x00FE_E75C),
            "ticket.message" => ("notify-title-message", 0x0058_65F2),
            "ticket.stale" => ("notify-title-stale", 0x00ED_4245),
            "integration.failing" => ("notify-title-failing", 0x00ED_4245),
            "panel.created" => ("notify-title-panel", 0x0058_65F2),
            _ => ("notify-title-other", 0x0058_65F2),
        };
        let name = text(data, "title").or_else(|| text(data, "integration"));
        let title = Text::new(title)
            .with("number", number)
            .with("name", name.unwrap_or_default())
            .with("kind", kind);
        let mut notice = Self {
            title: say(title),
            colour,
            at,
            ..Self::default()
        };
        let mut field = |id, value: Option<String>| {
            if let Some(value) = value {
                notice.fields.push((say(Text::new(id)), value));
            }
        };
        // An account that Slack does not know says less than its name.
        let person = |name: &str, id: &str| text(data, name).or_else(|| text(data, id));
        field("notify-field-user", person("username", "user_id"));
        field(
            "notify-field-panel",
            data["panel"]["title"].as_str().map(str::to_owned),
        );
        field("notify-field-subject", text(data, "subject"));
        field("notify-field-claimed-by", text(data, "claimed_by"));
        field("notify-field-closed-by", text(data, "closed_by"));
        field("notify-field-reason", text(data, "reason"));
        field("notify-field-stars", text(data, "stars"));
        field("notify-field-author", text(data, "author"));
        field("notify-field-created-by", text(data, "created_by"));
        field("notify-field-error", text(data, "error"));
        if let Some(values) = data["values"].as_object() {
            let values = values.iter().take(MOST_VALUES);
            let values = values.filter_map(|(name, value)| Some((name.clone(), value.as_str()?)));
            notice
                .fields
                .extend(values.map(|(name, value)| (name, value.to_owned())));
        }
        // The channel of a closed ticket is gone.
        if kind != "ticket.closed"
            && let Some(channel) = text(data, "channel_id")
        {
            let url = format!("https://discord.com/channels/{guild}/{channel}");
            notice.link = Some((url, say(Text::new("notify-link"))));
        }
        notice
    }

    /// Of a test.
    pub fn of_test(target: &str, at: DateTime<Utc>, language: Language) -> Self {
        let say = |text: Text| i18n::words(language, &text);
        Self {
            title: say(Text::new("notify-title-test")),
            fields: vec![(say(Text::new("notify-field-target")), target.to_owned())],
            colour: 0x0058_65F2,
            at,
            link: None,
        }
    }
}

/// A text or a number of the data, as it is shown.
fn text(data: &Value, name: &str) -> Option<String> {
    match &data[name] {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
