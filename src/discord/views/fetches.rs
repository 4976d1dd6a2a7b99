//! `/integration log`: when, status, duration, error.

use super::page::{LINES, List};
use super::say;
use crate::discord::CustomId;
use crate::discord::components::integration::IntegrationPress;
use crate::discord::outbound::Message;
use crate::i18n;
use crate::integrations::health::Figures;
use crate::model::{IntegrationId, Language, Text};
use crate::render::{embed, markdown};
use crate::store::{FetchRecord, FetchSource};

/// One page of the last fetches, newest first, under the figures of them all.
pub fn log(
    name: &str,
    integration: IntegrationId,
    fetches: &[FetchRecord],
    page: usize,
    language: Language,
) -> Message {
    let title = Text::new("integration-commands-log-title").with("name", markdown::escape(name));
    let mut message = List {
        title: i18n::words(language, &title),
        lines: fetches.iter().map(|fetch| line(fetch, language)).collect(),
        empty: say(language, "integration-commands-log-empty"),
        per_page: LINES,
        target: &|page| CustomId::Integration(IntegrationPress::Log { integration, page }),
    }
    .page(page, language);
    if let (Some(figures), Some(embed)) = (Figures::of(fetches), message.embeds.first_mut()) {
        let figures = self::figures(figures, language);
        let lines = embed.description.take().unwrap_or_default();
        embed.description = Some(format!("{figures}\n{lines}"));
    }
    message
}

fn figures(figures: Figures, language: Language) -> String {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let text = Text::new("integration-log-figures")
        .count("requests", count(figures.requests))
        .count("percent", count(figures.success_percent))
        .count("p50", figures.p50_milliseconds)
        .count("p95", figures.p95_milliseconds);
    i18n::words(language, &text)
}

fn line(fetch: &FetchRecord, language: Language) -> String {
    let mark = match (&fetch.error, fetch.source) {
        (None, _) => "✅",
        (Some(_), FetchSource::Stale) => "⚠️",
        (Some(_), _) => "❌",
    };
    let source = match fetch.source {
        FetchSource::Fetched => None,
        FetchSource::Shared => Some("integration-log-shared"),
        FetchSource::Cached => Some("integration-log-cached"),
        FetchSource::Stale => Some("integration-log-stale"),
        FetchSource::Tested => Some("integration-log-tested"),
    };
    let status = match (fetch.status, fetch.source) {
        (_, FetchSource::Cached) => String::new(),
        (Some(status), _) => format!("{} ", markdown::code(&status.to_string())),
        (None, _) => format!("{} ", say(language, "integration-commands-log-no-status")),
    };
    let mut line = format!(
        "{mark} <t:{}:T> (<t:{}:R>) {status}{} ms",
        fetch.at.timestamp(),
        fetch.at.timestamp(),
        fetch.duration_milliseconds,
    );
    if let Some(source) = source {
        line = format!("{line} ({})", say(language, source));
    }
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
            source: FetchSource::Fetched,
        };
        let from = |source, fetch| FetchRecord { source, ..fetch };
        let fetches = [
            fetch(2, Some(500), Some("The status is 500, not 2xx.")),
            fetch(1, Some(200), None),
            fetch(0, None, Some("The host did not answer in time.")),
            from(FetchSource::Cached, fetch(0, None, None)),
            from(FetchSource::Shared, fetch(0, Some(200), None)),
            from(FetchSource::Tested, fetch(0, Some(204), None)),
            from(
                FetchSource::Stale,
                fetch(0, Some(503), Some("The status is 503, not 2xx.")),
            ),
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
        | 5 requests: 40 % successful, half within 120 ms, 95 % within 120 ms
        | ❌ <t:120:T> (<t:120:R>) `500` 120 ms
        | -# The status is 500, not 2xx.
        | ✅ <t:60:T> (<t:60:R>) `200` 120 ms
        | ❌ <t:0:T> (<t:0:R>) no answer 120 ms
        | -# The host did not answer in time.
        | ✅ <t:0:T> (<t:0:R>) 120 ms (from the cache)
        | ✅ <t:0:T> (<t:0:R>) `200` 120 ms (shared with the same request)
        | ✅ <t:0:T> (<t:0:R>) `204` 120 ms (a test)
        | ⚠️ <t:0:T> (<t:0:R>) `503` 120 ms (an older answer was shown)
        | -# The status is 503, not 2xx.
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
