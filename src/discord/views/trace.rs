//! The trace of `/integration test`: request, steps with their times, values or the reason why not.

use std::time::Duration;

use super::say;
use crate::discord::outbound::Message;
use crate::i18n;
use crate::integrations::Suggestion;
use crate::integrations::extract::Extracted;
use crate::integrations::trial::{Trial, TrialStep};
use crate::model::{Language, Text, UserId};
use crate::render::{Embed, EmbedField, embed, markdown};

/// Discord's limit of a field's value.
const FIELD: usize = 1_024;
/// Discord's limit of an embed, less what title and description take.
const EMBED: usize = 5_500;
/// How much of a value one line shows.
const LINE: usize = 100;
/// How many suggestions are shown.
const SUGGESTIONS: usize = 10;
/// How many of the keys are shown that no placeholder uses.
const KEYS: usize = 25;

/// The trace, as one message or, with many long values, as several. Secrets have been masked where it was made.
pub fn trace(name: &str, user: UserId, trial: &Trial, language: Language) -> Vec<Message> {
    let title = Text::new("integration-commands-test-title").with("name", markdown::escape(name));
    let about = Text::new("integration-commands-test-about").with("user", format!("<@{user}>"));
    let mut fields = Vec::new();
    let mut add = |id, lines: Vec<String>| {
        // A field holds 1 024 characters: what does not fit goes on in another one.
        for (position, value) in chunks(lines).into_iter().enumerate() {
            let name = if position == 0 {
                say(language, id)
            } else {
                "…".to_owned()
            };
            fields.push(EmbedField {
                name,
                value,
                inline: false,
            });
        }
    };
    let mut request = vec![markdown::code(&trial.request_line())];
    let headers = trial.request.headers.iter();
    request.extend(
        headers.map(|(name, value)| format!("{}: {}", markdown::code(name), markdown::code(value))),
    );
    if let Some(body) = &trial.request.body {
        request.push(markdown::code(&body.to_string()));
    }
    add("integration-commands-test-request", request);
    let steps = trial.steps.iter().map(|step| self::step(step, language));
    add("integration-commands-test-steps", steps.collect());
    if let Some(error) = &trial.error {
        let error = i18n::words(language, error);
        add("integration-commands-test-error", vec![error]);
    }
    let values = trial.placeholders.iter();
    add(
        "integration-commands-test-placeholders",
        values.map(|value| placeholder(value, language)).collect(),
    );
    if !trial.suggestions.is_empty() {
        let suggestions = trial.suggestions.iter().map(suggestion);
        let mut lines: Vec<String> = suggestions.take(SUGGESTIONS).collect();
        if trial.suggestions.len() > SUGGESTIONS {
            lines.push("…".to_owned());
        }
        add("integration-commands-test-suggestions", lines);
    }
    // Keys that no path of dots leads to a value of: lists, and what is deeper.
    let others: Vec<String> = trial
        .unused_keys
        .iter()
        .filter(|key| !is_suggested(trial, key))
        .map(|key| markdown::code(&embed::cut(key, LINE)))
        .take(KEYS)
        .collect();
    if !others.is_empty() {
        add("integration-commands-test-unused", vec![others.join(", ")]);
    }
    let mut embeds = vec![Embed {
        title: Some(i18n::words(language, &title)),
        description: Some(i18n::words(language, &about)),
        ..Embed::default()
    }];
    let mut filled = 0;
    for field in fields {
        let size = length(&field.name) + length(&field.value);
        if filled + size > EMBED {
            embeds.push(Embed::default());
            filled = 0;
        }
        filled += size;
        if let Some(embed) = embeds.last_mut() {
            embed.fields.push(field);
        }
    }
    embeds
        .into_iter()
        .map(|embed| {
            let colour = Some(super::COLOUR);
            Message::embed(Embed { colour, ..embed }.fit())
        })
        .collect()
}

fn step(step: &TrialStep, language: Language) -> String {
    let mark = if step.ok { "✅" } else { "❌" };
    let name = match step.name {
        "request" => say(language, "integration-commands-step-request"),
        "address" => say(language, "integration-commands-step-address"),
        "wait" => say(language, "integration-commands-step-wait"),
        "resolve" => say(language, "integration-commands-step-resolve"),
        "connect" => say(language, "integration-commands-step-connect"),
        "tls" => say(language, "integration-commands-step-tls"),
        "status" => say(language, "integration-commands-step-status"),
        "body" => say(language, "integration-commands-step-body"),
        "json" => say(language, "integration-commands-step-json"),
        "placeholders" => say(language, "integration-commands-step-placeholders"),
        other => other.to_owned(),
    };
    let detail = markdown::escape(&embed::cut(&step.detail, 200));
    let detail = if detail.is_empty() {
        detail
    } else {
        format!(": {detail}")
    };
    format!("{mark} **{name}** ({}){detail}", milliseconds(step.elapsed))
}

fn milliseconds(elapsed: Duration) -> String {
    format!("{} ms", elapsed.as_millis())
}

fn placeholder(extracted: &Extracted, language: Language) -> String {
    let name = markdown::code(&format!("%{}%", extracted.name));
    let shown = markdown::code(&embed::cut(extracted.shown(), LINE));
    if extracted.text.is_some() {
        return format!("✅ {name} → {shown}");
    }
    let why = extracted.why.as_ref();
    let why = why
        .map(|why| format!("\n-# {}", i18n::words(language, why)))
        .unwrap_or_default();
    format!("➖ {name} → {shown}{why}")
}

fn suggestion(suggestion: &Suggestion) -> String {
    let name = markdown::code(&format!("%{}%", suggestion.name));
    format!("{name} ← {}", markdown::code(&suggestion.path))
}

fn is_suggested(trial: &Trial, key: &str) -> bool {
    let suggestions = trial.suggestions.iter();
    let mut paths = suggestions.map(|suggestion| suggestion.path.as_str());
    paths.any(|path| {
        path == key || path == format!("$['{key}']") || path.split('.').next() == Some(key)
    })
}

/// Lines, joined to texts that each fit into a field.
pub(super) fn chunks(lines: Vec<String>) -> Vec<String> {
    let mut chunks: Vec<String> = Vec::new();
    for line in lines {
        let line = embed::cut(&line, FIELD);
        match chunks.last_mut() {
            Some(last) if length(last) + 1 + length(&line) <= FIELD => {
                last.push('\n');
                last.push_str(&line);
            }
            _ => chunks.push(line),
        }
    }
    chunks
}

pub(super) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::sketch;
    use crate::integrations::ShownRequest;
    use crate::render::Value;

    fn step(name: &'static str, ok: bool, detail: &str) -> TrialStep {
        TrialStep {
            name,
            ok,
            detail: detail.to_owned(),
            elapsed: Duration::from_millis(12),
        }
    }

    #[test]
    fn the_trace_shows_steps_and_values_in_order() {
        let trial = Trial {
            request: ShownRequest {
                method: "GET".to_owned(),
                url: "https://example.com/lookup?user=5".to_owned(),
                headers: vec![("Authorization".to_owned(), "***".to_owned())],
                body: None,
            },
            steps: vec![
                step("address", true, "example.com"),
                step("status", true, "200"),
            ],
            error: None,
            placeholders: vec![
                Extracted {
                    name: "username".to_owned(),
                    text: Some("Ryan".to_owned()),
                    why: None,
                    value: Value::Text("Ryan".to_owned()),
                },
                Extracted {
                    name: "high_score".to_owned(),
                    text: None,
                    why: Some(Text::new("integration-commands-nothing")),
                    value: Value::Missing("N/A".to_owned()),
                },
            ],
            unused_keys: vec!["extra".to_owned(), "odd".to_owned()],
            suggestions: vec![Suggestion {
                name: "extra".to_owned(),
                path: "extra".to_owned(),
            }],
        };
        let shown = trace("My Integration", UserId::new(5), &trial, Language::English);
        assert_eq!(shown.len(), 1);
        insta::assert_snapshot!(sketch::message(&shown[0]), @r#"
        | # Test of My Integration
        | Asked about <@5>, as a ticket would.
        | ··· Request: `GET https://example.com/lookup?user=5`
        | `Authorization`: `***`
        | ··· Steps: ✅ **Address** (12 ms): example.com
        | ✅ **Status** (12 ms): 200
        | ··· Placeholders: ✅ `%username%` → `Ryan`
        | ➖ `%high_score%` → `N/A`
        | -# nothing
        | ··· Could be placeholders too: `%extra%` ← `extra`
        | ··· Also in the answer: `odd`
        | colour: #5865F2
        "#);
    }

    #[test]
    fn what_one_message_cannot_hold_goes_on_in_another() {
        let placeholders = (0..25).map(|number| Extracted {
            name: format!("{number:032}"),
            text: Some("x".repeat(1_000)),
            why: None,
            value: Value::Text(String::new()),
        });
        let trial = Trial {
            request: ShownRequest {
                method: "GET".to_owned(),
                url: format!("https://example.com/{}", "x".repeat(2_000)),
                headers: Vec::new(),
                body: None,
            },
            steps: vec![step("status", true, &"x".repeat(200)); 10],
            error: None,
            placeholders: placeholders.collect(),
            unused_keys: Vec::new(),
            suggestions: Vec::new(),
        };
        let messages = trace("My Integration", UserId::new(5), &trial, Language::English);
        assert!(messages.len() > 1);
        let last = sketch::message(messages.last().unwrap());
        assert!(last.contains(&format!("%{:032}%", 24)), "{last}");
    }

    #[test]
    fn long_lists_go_on_in_another_field() {
        let parts = chunks(vec!["x".repeat(1_000), "y".repeat(30), "z".repeat(2_000)]);
        let lengths: Vec<usize> = parts.iter().map(|part| length(part)).collect();
        assert_eq!(lengths, [1_000, 30, 1_024]);
    }
}
