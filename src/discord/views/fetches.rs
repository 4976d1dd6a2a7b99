//! `/integration log`: when, status, duration, error.

use super::page::{LINES, List};
use super::say;
use crate::discord::CustomId;
use crate::discord::components::integration::IntegrationPress;
use crate::discord::outbound::Message;
use crate::i18n;
use crate::model::{IntegrationId, Language, Text};
use crate::render::{embed, markdown};
use crate::store::FetchRecord;

/// One page of the last fetches, newest first.
pub fn log(
    name: &str,
    integration: IntegrationId,
    fetches: &[FetchRecord],
    page: usize,
    language: Language,
) -> Message {
    let title = Text::new("integration-commands-log-title").with("name", markdown::escape(name));
    List {
        title: i18n::words(language, &title),
        lines: fetches.iter().map(|fetch| line(fetch, language)).collect(),
        empty: say(language, "integration-commands-log-empty"),
        per_page: LINES,
        target: &|page| CustomId::Integration(IntegrationPress::Log { integration, page }),
    }
    .page(page, language)
}

fn line(fetch: &FetchRecord, language: Language) -> String {
    let mark = if fetch.error.is_none() { "✅" } else { "❌" };
    let status = match fetch.status {
        Some(status) => markdown::code(&status.to_string()),
        None => say(language, "integration-commands-log-no-status"),
    };
    let mut line = format!(
        "{mark} <t:{}:T> (<t:{}:R>) {status} {} ms",
        fetch.at.timestamp(),
        fetch.at.timestamp(),
        fetch.duration_milliseconds,
    );
    if let Some(error) = &fetch.error {
        line = format!("{line}\n-# {}", markdown::escape(&embed::cut(error, 250)));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::sketch;
    use crate::model::GuildId;
    use chrono::{DateTime, TimeDelta};

    #[test]
    fn each_fetch_is_a_line_without_body_or_secret() {
        let fetch = |minutes, status, error: Option<&str>| FetchRecord {
            guild: GuildId::new(1),
            integration: IntegrationId::new(3),
            at: DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes),
            status,
            duration_milliseconds: 120,
            error: error.map(str::to_owned),
        };
        let fetches = [
            fetch(2, Some(500), Some("The status is 500, not 2xx.")),
            fetch(1, Some(200), None),
            fetch(0, None, Some("The host did not answer in time.")),
        ];
        let shown = log(
            "My Integration",
            IntegrationId::new(3),
            &fetches,
            0,
            Language::English,
        );
        insta::assert_snapshot!(sketch::message(&shown), @r#"
        | # Last fetches of My Integration in this server
        | ❌ <t:120:T> (<t:120:R>) `500` 120 ms
        | -# The status is 500, not 2xx.
        | ✅ <t:60:T> (<t:60:R>) `200` 120 ms
        | ❌ <t:0:T> (<t:0:R>) no answer 120 ms
        | -# The host did not answer in time.
        | colour: #5865F2
        "#);
        let none = log(
            "My Integration",
            IntegrationId::new(3),
            &[],
            0,
            Language::German,
        );
        insta::assert_snapshot!(sketch::message(&none), @r#"
        | # Letzte Abrufe von My Integration auf diesem Server
        | Hier wurde noch nichts abgerufen.
        | colour: #5865F2
        "#);
    }
}
