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
            let values = values
                .filter_map(|(name, value)| Some((name.clone(), value.as_str()?)))
                .filter(|(_, value)| !value.is_empty());
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

/// Adds what only the opening told: people know a ticket by its opener and its subject, not by its number.
pub(super) fn complete(data: &mut Value, opened: &Value) {
    let who_opened = opened["user_id"].as_str();
    let name = opened["username"].as_str().filter(|name| !name.is_empty());
    if let (Some(account), Some(name)) = (who_opened, name) {
        for who in ["claimed_by", "closed_by", "author"] {
            if data[who].as_str() == Some(account) {
                data[who] = Value::from(name);
            }
        }
    }
    for key in ["username", "panel", "subject"] {
        if data[key].is_null() && data.is_object() {
            data[key] = opened[key].clone();
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(kind: &str, data: &Value) -> String {
        let guild = GuildId::new(1);
        let notice = Notice::of_event(kind, data, guild, DateTime::UNIX_EPOCH, Language::English);
        let fields = notice.fields.iter();
        let fields: Vec<_> = fields
            .map(|(label, value)| format!("{label}: {value}"))
            .collect();
        let link = notice.link.map(|(url, _)| url);
        let lines = [notice.title].into_iter().chain(fields).chain(link);
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_ticket_is_told_with_who_and_what() {
        let opened = json!({
            "ticket_id": 7, "channel_id": "9", "user_id": "5", "username": "mika",
            "panel": { "id": "2", "title": "Support" }, "subject": "It is stuck",
            "values": { "rank": "Gold", "empty": "" },
        });
        insta::assert_snapshot!(shown("ticket.opened", &opened), @"
        Ticket 7 was opened
        User: mika
        Panel: Support
        Subject: It is stuck
        rank: Gold
        https://discord.com/channels/1/9
        ");
        let mut closed = json!({
            "ticket_id": 7, "channel_id": "9", "user_id": "5", "closed_by": "5", "reason": "Done",
        });
        complete(&mut closed, &opened);
        insta::assert_snapshot!(shown("ticket.closed", &closed), @"
        Ticket 7 was closed
        User: mika
        Panel: Support
        Subject: It is stuck
        Closed by: mika
        Reason: Done
        ");
    }

    #[test]
    fn every_type_has_a_title() {
        let data = json!({ "ticket_id": 7, "title": "Support", "integration": "My API" });
        let titles = crate::model::EventKind::ALL.iter();
        let titles: Vec<_> = titles
            .map(|kind| shown(kind.name(), &data).lines().next().unwrap().to_owned())
            .collect();
        insta::assert_snapshot!(titles.join("\n"), @"
        Ticket 7 was opened
        Ticket 7 was claimed
        Ticket 7 is free again
        Ticket 7 was closed
        Ticket 7 was reopened
        Ticket 7 was rated
        New message in ticket 7
        Ticket 7 waits for an answer
        The integration Support keeps failing
        The panel Support was created
        ");
    }
}
