//! The card of an integration, after `/integration create`, `edit` and `view`.

use super::{code, say};
use crate::discord::outbound::Message;
use crate::i18n;
use crate::integrations::{Format, Integration, Manifest};
use crate::model::{Language, Text};
use crate::render::{Embed, EmbedField, embed, markdown};

/// How much of a path, URL or value one line shows.
const LINE: usize = 100;

/// Where an integration stands in the server that looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not active here.
    Inactive,
    /// Active here.
    Active,
    /// Active here, but changed since an admin consented.
    Paused,
}

/// The card. Who does not own the integration sees its host and the headers' names, not URL and values.
pub fn card(
    integration: &Integration,
    is_owner: bool,
    standing: Standing,
    language: Language,
) -> Message {
    let manifest = &integration.manifest;
    let mut fields = vec![field(
        language,
        "integration-commands-card-request",
        request(manifest, is_owner),
    )];
    let mut list = |id, lines: Vec<String>| {
        if !lines.is_empty() {
            fields.push(field(language, id, lines.join("\n")));
        }
    };
    list(
        "integration-commands-card-headers",
        headers(manifest, is_owner),
    );
    list(
        "integration-commands-card-secrets",
        secrets(manifest, language),
    );
    let placeholders = placeholders(manifest);
    // A field holds 1 024 characters, which 25 placeholders may exceed.
    for (position, chunk) in placeholders.chunks(7).enumerate() {
        let id = if position == 0 {
            "integration-commands-card-placeholders"
        } else {
            "integration-commands-card-placeholders-more"
        };
        list(id, chunk.to_vec());
    }
    list(
        "integration-commands-card-more",
        more(manifest, is_owner, language),
    );
    let state = match standing {
        Standing::Inactive => "integration-commands-card-inactive",
        Standing::Active => "integration-commands-card-active",
        Standing::Paused => "integration-commands-card-paused",
    };
    fields.push(field(
        language,
        "integration-commands-card-state",
        say(language, state),
    ));
    let next = next_step(manifest, standing).filter(|_| is_owner);
    Message::embed(
        Embed {
            title: Some(markdown::escape(&manifest.name)),
            description: Some(markdown::escape(&manifest.description))
                .filter(|text| !text.is_empty()),
            fields,
            footer: next.map(|id| say(language, id)),
            colour: Some(super::COLOUR),
            ..Embed::default()
        }
        .fit(),
    )
}

fn field(language: Language, name: &'static str, value: String) -> EmbedField {
    EmbedField {
        name: say(language, name),
        value,
        inline: false,
    }
}

fn request(manifest: &Manifest, is_owner: bool) -> String {
    let target = if is_owner {
        manifest.request.url.clone()
    } else {
        manifest.host()
    };
    format!("{} {}", code(&manifest.request.method), code(&target))
}

fn headers(manifest: &Manifest, is_owner: bool) -> Vec<String> {
    let headers = manifest.request.headers.iter();
    headers
        .map(|(name, value)| {
            if is_owner {
                format!("{}: {}", code(name), code(&embed::cut(value, LINE)))
            } else {
                code(name)
            }
        })
        .collect()
}

fn secrets(manifest: &Manifest, language: Language) -> Vec<String> {
    let secrets = manifest.secrets.iter();
    secrets
        .map(|secret| {
            let mut line = code(&secret.name);
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
    let slug = manifest.slug();
    let placeholders = manifest.placeholders.iter();
    placeholders
        .map(|placeholder| {
            let exact = code(&format!("%{slug}.{}%", placeholder.name));
            let mut line = format!("{exact} ← {}", code(&embed::cut(&placeholder.path, 40)));
            if let Some(fallback) = &placeholder.fallback {
                line = format!("{line} | {}", code(&embed::cut(fallback, 20)));
            }
            if placeholder.format != Format::Text {
                line = format!("{line} ({})", placeholder.format.name());
            }
            line
        })
        .collect()
}

fn more(manifest: &Manifest, is_owner: bool, language: Language) -> Vec<String> {
    let line = |id, value: String| i18n::words(language, &Text::new(id).with("value", value));
    let mut lines = Vec::new();
    if let Some(url) = &manifest.privacy_policy_url {
        lines.push(line("integration-commands-card-policy", code(url)));
    }
    if let Some(url) = manifest.validation_url.as_ref().filter(|_| is_owner) {
        lines.push(line("integration-commands-card-validation", code(url)));
    }
    if let Some(url) = manifest.logo_url.as_ref().filter(|_| is_owner) {
        lines.push(line("integration-commands-card-logo", code(url)));
    }
    if manifest.cache_seconds > 0 {
        let text = Text::new("integration-commands-card-cache")
            .count("seconds", manifest.cache_seconds.into());
        lines.push(i18n::words(language, &text));
    }
    lines
}

/// What its owner does next.
fn next_step(manifest: &Manifest, standing: Standing) -> Option<&'static str> {
    match standing {
        _ if manifest.placeholders.is_empty() => Some("integration-commands-next-placeholder"),
        Standing::Inactive => Some("integration-commands-next-activate"),
        Standing::Paused => Some("integration-commands-next-activate-again"),
        Standing::Active => None,
    }
}
