//! What operators see: what waits, exactly what would run, and counts.

use chrono::{DateTime, Utc};

use super::page::{LINES, List};
use super::say;
use crate::discord::CustomId;
use crate::discord::components::operator::OperatorPress;
use crate::discord::outbound::{
    Button, ButtonStyle, Choice, File, Input, Message, Modal, Row, Select,
};
use crate::i18n;
use crate::integrations::publication::MAX_REASON;
use crate::integrations::{Integration, Manifest, Submission};
use crate::model::{IntegrationId, Language, Text, UserId};
use crate::render::{Embed, EmbedField, embed, markdown};
use crate::store::InstanceCounts;

/// The field of the dialog for a reason.
pub const REASON: &str = "reason";
/// How much of a header's value the card shows; the attached manifest has all of it.
const VALUE: usize = 300;
/// How much of a path or description one line shows.
const LINE: usize = 60;

/// One page of what waits, with a menu that shows one.
pub fn pending(waiting: &[Integration], page: usize, language: Language) -> Message {
    // The list shows the last page where there is no such.
    let page = page.min(waiting.len().div_ceil(LINES).max(1) - 1);
    let message = List {
        title: say(language, "operator-pending"),
        lines: waiting.iter().map(|one| line(one, language)).collect(),
        empty: say(language, "operator-pending-empty"),
        per_page: LINES,
        target: &|page| CustomId::Operator(OperatorPress::Pending { page }),
    }
    .page(page, language);
    let shown = waiting.iter().skip(page * LINES).take(LINES);
    let choices: Vec<Choice> = shown
        .map(|one| Choice {
            label: embed::cut(&one.manifest.name, 100),
            value: one.id.to_string(),
            description: Some(embed::cut(&one.manifest.host(), 100)),
            chosen: false,
        })
        .collect();
    if choices.is_empty() {
        return message;
    }
    let mut message = message;
    let select = Select {
        custom_id: CustomId::Operator(OperatorPress::Show),
        placeholder: say(language, "operator-pending-select"),
        choices,
        count: (1, 1),
    };
    message.rows.insert(0, Row::Select(select));
    message
}

fn line(one: &Integration, language: Language) -> String {
    let id = match (one.publication.queued_at, one.publication.approved) {
        (None, _) => "operator-pending-removal-line",
        (Some(_), None) => "operator-pending-new-line",
        (Some(_), Some(_)) => "operator-pending-change-line",
    };
    let mut text = Text::new(id)
        .with("name", markdown::escape(&one.manifest.name))
        .with("host", markdown::code(&one.manifest.host()));
    if let Some(since) = one.publication.queued_at {
        text = text
            .with("owner", mention(one.owner))
            .with("since", ago(since));
    }
    i18n::words(language, &text)
}

/// The word to an operator that one waits.
pub fn waiting(integration: &Integration, language: Language) -> Message {
    let publication = &integration.publication;
    let id = match publication.approved {
        _ if publication.orphaned => "operator-waiting-removal",
        None => "operator-waiting-new",
        Some(_) => "operator-waiting-change",
    };
    let text = Text::new(id)
        .with("name", markdown::escape(&integration.manifest.name))
        .with("host", markdown::code(&integration.manifest.host()))
        .with("owner", mention(integration.owner));
    let press = CustomId::Operator(OperatorPress::Card(integration.id));
    Message::text(i18n::words(language, &text)).buttons([Button::new(
        say(language, "operator-waiting-button"),
        ButtonStyle::Primary(press),
    )])
}

fn mention(user: UserId) -> String {
    format!("<@{user}>")
}

fn ago(at: DateTime<Utc>) -> String {
    format!("<t:{}:R>", at.timestamp())
}

/// Exactly what would run, with all that only its owner and the operator may see.
pub fn card(found: &Submission, language: Language) -> Message {
    let integration = &found.integration;
    let manifest = &integration.manifest;
    let field = |name, value: String| EmbedField {
        name: say(language, name),
        value,
        inline: false,
    };
    let mut fields = vec![field("operator-card-state", state(found, language))];
    if !integration.publication.orphaned {
        let owner = integration.owner;
        let owner = format!("{} {}", mention(owner), markdown::code(&owner.to_string()));
        fields.push(field("operator-card-owner", owner));
    }
    if integration.publication.queued_at.is_some() && !found.changes.is_empty() {
        let changes = found.changes.iter();
        let changes: Vec<String> = changes.map(|text| i18n::words(language, text)).collect();
        fields.push(field("operator-card-changes", changes.join("\n")));
    }
    fields.push(field(
        "integration-commands-card-request",
        format!(
            "{} {}",
            markdown::code(&manifest.request.method),
            markdown::code(&manifest.request.url)
        ),
    ));
    // One field each: ten values of 512 characters do not fit into one.
    for (name, value) in &manifest.request.headers {
        fields.push(EmbedField {
            name: markdown::escape(name),
            value: markdown::code(&embed::cut(value, VALUE)),
            inline: false,
        });
    }
    for (id, lines) in [
        (
            "integration-commands-card-secrets",
            secrets(manifest, language),
        ),
        (
            "integration-commands-card-placeholders",
            placeholders(manifest),
        ),
        ("integration-commands-card-more", more(manifest, language)),
    ] {
        if !lines.is_empty() {
            fields.push(field(id, embed::cut(&lines.join("\n"), 1_024)));
        }
    }
    let mut message = Message::embed(
        Embed {
            title: Some(markdown::escape(&manifest.name)),
            description: Some(markdown::escape(&manifest.description))
                .filter(|text| !text.is_empty()),
            fields,
            footer: Some(say(language, "operator-card-manifest")),
            colour: Some(super::COLOUR),
            ..Embed::default()
        }
        .fit(),
    )
    .buttons(buttons(integration, language));
    message.file = Some(File {
        name: format!("{}.json", manifest.slug()),
        bytes: manifest.to_json().into_bytes(),
    });
    message
}

fn state(found: &Submission, language: Language) -> String {
    let publication = &found.integration.publication;
    let id = match (publication.queued_at, publication.approved) {
        _ if publication.orphaned => "operator-state-orphaned",
        (Some(_), None) => "operator-state-new",
        (Some(_), Some(_)) => "operator-state-change",
        (None, _) => "operator-state-public",
    };
    let mut text = Text::new(id)
        .count("servers", found.servers)
        .count("version", found.integration.version);
    if let Some(approved) = publication.approved {
        text = text.count("approved", approved);
    }
    i18n::words(language, &text)
}

fn secrets(manifest: &Manifest, language: Language) -> Vec<String> {
    let secrets = manifest.secrets.iter();
    secrets
        .map(|secret| {
            let mut line = markdown::code(&secret.name);
            if !secret.sensitive {
                let parameter = say(language, "integration-commands-card-parameter");
                line = format!("{line} ({parameter})");
            }
            if !secret.description.is_empty() {
                let description = embed::cut(&secret.description, LINE);
                line = format!("{line}: {}", markdown::escape(&description));
            }
            line
        })
        .collect()
}

fn placeholders(manifest: &Manifest) -> Vec<String> {
    let placeholders = manifest.placeholders.iter();
    placeholders
        .map(|placeholder| {
            let path = embed::cut(&placeholder.path, LINE);
            format!(
                "{} ← {}",
                markdown::code(&placeholder.name),
                markdown::code(&path)
            )
        })
        .collect()
}

fn more(manifest: &Manifest, language: Language) -> Vec<String> {
    let urls = [
        (
            "integration-commands-card-policy",
            &manifest.privacy_policy_url,
        ),
        (
            "integration-commands-card-validation",
            &manifest.validation_url,
        ),
        ("integration-commands-card-logo", &manifest.logo_url),
    ];
    let mut lines: Vec<String> = urls
        .into_iter()
        .filter_map(|(id, url)| {
            let text = Text::new(id).with("value", markdown::code(url.as_ref()?));
            Some(i18n::words(language, &text))
        })
        .collect();
    if manifest.cache_seconds > 0 {
        let text = Text::new("integration-commands-card-cache")
            .count("seconds", manifest.cache_seconds.into());
        lines.push(i18n::words(language, &text));
    }
    lines
}

fn buttons(integration: &Integration, language: Language) -> Vec<Button> {
    let (id, version) = (integration.id, integration.version);
    let button = |label, style| Button::new(say(language, label), style);
    let press = CustomId::Operator;
    let mut buttons = Vec::new();
    if integration.publication.queued_at.is_some() {
        let approve = press(OperatorPress::Approve {
            integration: id,
            version,
        });
        let reject = press(OperatorPress::Reject {
            integration: id,
            version,
        });
        buttons.push(button(
            "operator-button-approve",
            ButtonStyle::Success(approve),
        ));
        buttons.push(button(
            "operator-button-reject",
            ButtonStyle::Danger(reject),
        ));
    }
    if integration.is_public() {
        buttons.push(button(
            "operator-button-take-down",
            ButtonStyle::Secondary(press(OperatorPress::AskTakeDown(id))),
        ));
    }
    buttons
}

/// The dialog for the reason of a rejection.
pub fn reason(integration: IntegrationId, version: i64, name: &str, language: Language) -> Modal {
    let title = Text::new("operator-reason-title").with("name", name);
    Modal {
        custom_id: CustomId::Operator(OperatorPress::Reason {
            integration,
            version,
        }),
        title: embed::cut(&i18n::words(language, &title), 45),
        inputs: vec![Input {
            name: REASON.to_owned(),
            label: say(language, "operator-reason-label"),
            paragraph: true,
            max_length: MAX_REASON.try_into().unwrap_or(u16::MAX),
            ..Input::default()
        }],
    }
}

/// Counts of everything.
pub fn stats(counts: &InstanceCounts, connected: usize, language: Language) -> Message {
    let connected = i64::try_from(connected).unwrap_or(i64::MAX);
    let lines = [
        Text::new("operator-stats-guilds")
            .count("connected", connected)
            .count("panels", counts.guilds_with_panels)
            .count("blocked", counts.blocked_guilds),
        Text::new("operator-stats-panels").count("count", counts.panels),
        Text::new("operator-stats-tickets")
            .count("open", counts.open_tickets)
            .count("all", counts.tickets),
        Text::new("operator-stats-integrations")
            .count("all", counts.integrations)
            .count("public", counts.public_integrations)
            .count("waiting", counts.waiting_integrations)
            .count("active", counts.activations),
    ];
    let lines: Vec<String> = lines
        .iter()
        .map(|text| i18n::words(language, text))
        .collect();
    Message::embed(
        Embed {
            title: Some(say(language, "operator-stats")),
            description: Some(lines.join("\n")),
            colour: Some(super::COLOUR),
            ..Embed::default()
        }
        .fit(),
    )
}
