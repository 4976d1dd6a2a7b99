//! The card of an integration, after `/integration create`, `edit` and `view`.

use super::{say, trace};
use crate::discord::lookup::Found;
use crate::discord::outbound::Message;
use crate::i18n;
use crate::integrations::{Format, Manifest};
use crate::model::{Language, Text};
use crate::render::{Embed, EmbedField, embed, markdown};

/// How much of a path, URL or value one line shows, at first and as far as need be.
const LINES: [usize; 4] = [100, 40, 20, 8];
/// Discord's limit of an embed.
const EMBED: usize = 6_000;

/// Where an integration stands in the server that looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not active here.
    Inactive,
    /// Active here.
    Active,
    /// Active here, but changed since an admin consented.
    Paused,
    /// Active here, but its author took it from the catalogue.
    Withdrawn,
}

/// The card. Who does not own the integration sees its host and the headers' names, not URL and values.
pub fn card(found: &Found, is_owner: bool, language: Language) -> Message {
    // All of it is shown as long as Discord takes it; the longer texts give way first.
    let mut embed = Embed::default();
    for line in LINES {
        embed = self::embed(found, is_owner, line, language);
        if size(&embed) <= EMBED {
            break;
        }
    }
    Message::embed(embed.fit())
}

fn embed(found: &Found, is_owner: bool, line: usize, language: Language) -> Embed {
    let manifest = &found.integration.manifest;
    let standing = found.standing;
    let mut fields = vec![field(
        language,
        "integration-commands-card-request",
        request(manifest, is_owner),
    )];
    let mut list = |id, more, lines: Vec<String>| {
        // A field holds 1 024 characters, which 25 placeholders exceed.
        for (position, lines) in trace::chunks(lines).into_iter().enumerate() {
            let id = if position == 0 { id } else { more };
            fields.push(field(language, id, lines));
        }
    };
    list(
        "integration-commands-card-headers",
        "integration-commands-card-headers-more",
        headers(manifest, is_owner, line),
    );
    list(
        "integration-commands-card-secrets",
        "integration-commands-card-secrets-more",
        secrets(found, line, language),
    );
    list(
        "integration-commands-card-placeholders",
        "integration-commands-card-placeholders-more",
        placeholders(manifest, line),
    );
    list(
        "integration-commands-card-more",
        "integration-commands-card-more",
        more(manifest, is_owner, line, language),
    );
    let state = match standing {
        Standing::Inactive => "integration-commands-card-inactive",
        Standing::Active => "integration-commands-card-active",
        Standing::Paused => "integration-commands-card-paused",
        Standing::Withdrawn => "publishing-card-withdrawn",
    };
    if let Some(state) = publication(found, is_owner, language) {
        fields.push(field(language, "publishing-card-state", state));
    }
    fields.push(field(
        language,
        "integration-commands-card-state",
        say(language, state),
    ));
    let next = next_step(manifest, standing).filter(|_| is_owner);
    Embed {
        title: Some(markdown::escape(&found.integration.shown_name())),
        description: Some(markdown::escape(&manifest.description)).filter(|text| !text.is_empty()),
        fields,
        footer: next.map(|id| say(language, id)),
        colour: Some(super::COLOUR),
        ..Embed::default()
    }
}

/// How many characters of an embed Discord counts.
fn size(embed: &Embed) -> usize {
    let fields = embed
        .fields
        .iter()
        .flat_map(|field| [&field.name, &field.value]);
    [&embed.title, &embed.description, &embed.footer]
        .into_iter()
        .flatten()
        .chain(fields)
        .map(|text| trace::length(text))
        .sum()
}

/// How it stands with the catalogue; nothing for what was never to be in it.
fn publication(found: &Found, is_owner: bool, language: Language) -> Option<String> {
    let publication = &found.integration.publication;
    if !is_owner {
        let state = "publishing-state-catalogue";
        return publication.approved.map(|_| say(language, state));
    }
    let state = match (publication.approved, publication.queued_at) {
        (Some(_), Some(_)) => Some("publishing-state-public-waiting"),
        (Some(_), None) => Some("publishing-state-public"),
        (None, Some(_)) => Some("publishing-state-waiting"),
        (None, None) => None,
    };
    let state = state.map(|id| {
        let text = Text::new(id).count("servers", found.servers);
        i18n::words(language, &text)
    });
    let rejected = publication.rejection.as_ref().map(|rejection| {
        let reason = match &rejection.reason {
            Some(reason) => markdown::escape(reason),
            None => say(language, "publishing-no-reason"),
        };
        let text = Text::new("publishing-state-rejected").with("reason", reason);
        i18n::words(language, &text)
    });
    let lines: Vec<String> = state.into_iter().chain(rejected).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
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
    format!(
        "{} {}",
        markdown::code(&manifest.request.method),
        markdown::code(&target)
    )
}

fn headers(manifest: &Manifest, is_owner: bool, line: usize) -> Vec<String> {
    let headers = manifest.request.headers.iter();
    headers
        .map(|(name, value)| {
            if is_owner {
                format!(
                    "{}: {}",
                    markdown::code(name),
                    markdown::code(&embed::cut(value, line))
                )
            } else {
                markdown::code(name)
            }
        })
        .collect()
}

fn secrets(found: &Found, most: usize, language: Language) -> Vec<String> {
    let secrets = found.integration.manifest.secrets.iter();
    secrets
        .map(|secret| {
            let mut line = markdown::code(&secret.name);
            if !secret.sensitive {
                let parameter = say(language, "integration-commands-card-parameter");
                line = format!("{line} ({parameter})");
            }
            if let Some(value) = found.parameters.get(&secret.name) {
                line = format!("{line} = {}", markdown::code(&embed::cut(value, most)));
            }
            if !secret.description.is_empty() {
                let description = embed::cut(&secret.description, most);
                line = format!("{line}: {}", markdown::escape(&description));
            }
            line
        })
        .collect()
}

fn placeholders(manifest: &Manifest, most: usize) -> Vec<String> {
    let slug = manifest.slug();
    let placeholders = manifest.placeholders.iter();
    placeholders
        .map(|placeholder| {
            let exact = markdown::code(&format!("%{slug}.{}%", placeholder.name));
            let mut line = format!(
                "{exact} ← {}",
                markdown::code(&embed::cut(&placeholder.path, most.min(40)))
            );
            if let Some(fallback) = &placeholder.fallback {
                line = format!(
                    "{line} | {}",
                    markdown::code(&embed::cut(fallback, most.min(20)))
                );
            }
            if placeholder.format != Format::Text {
                line = format!("{line} ({})", placeholder.format.name());
            }
            line
        })
        .collect()
}

fn more(manifest: &Manifest, is_owner: bool, most: usize, language: Language) -> Vec<String> {
    let line = |id, value: String| i18n::words(language, &Text::new(id).with("value", value));
    let mut lines = Vec::new();
    if let Some(url) = &manifest.privacy_policy_url {
        lines.push(line(
            "integration-commands-card-policy",
            markdown::code(&embed::cut(url, 6 * most)),
        ));
    }
    if let Some(url) = manifest.validation_url.as_ref().filter(|_| is_owner) {
        lines.push(line(
            "integration-commands-card-validation",
            markdown::code(&embed::cut(url, 6 * most)),
        ));
    }
    if let Some(url) = manifest.logo_url.as_ref().filter(|_| is_owner) {
        let url = markdown::code(&embed::cut(url, 6 * most));
        lines.push(line("integration-commands-card-logo", url));
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
        Standing::Active | Standing::Withdrawn => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::sketch;
    use crate::integrations::Integration;
    use crate::model::{IntegrationId, UserId};
    use chrono::DateTime;

    fn found(standing: Standing) -> Found {
        let manifest = serde_json::json!({
            "frontdesk": 1,
            "name": "Prices",
            "description": "What *coins* cost.",
            "privacy_policy_url": "https://example.com/privacy",
            "request": {
                "url": "https://api.example.com/private/path?currency=%currency%",
                "headers": { "Authorization": "Bearer literal-token" },
            },
            "cache_seconds": 60,
            "secrets": [
                { "name": "api_key", "description": "From your account page" },
                { "name": "currency", "sensitive": false },
            ],
            "placeholders": [{ "name": "btc", "path": "btc", "fallback": "?", "format": "number" }],
        });
        Found {
            integration: Integration {
                id: IntegrationId::new(3),
                owner: UserId::new(5),
                version: 1,
                manifest: serde_json::from_value(manifest).unwrap(),
                created_at: DateTime::UNIX_EPOCH,
                publication: crate::integrations::Publication::default(),
            },
            standing,
            parameters: [("currency".to_owned(), "EUR".to_owned())].into(),
            servers: 0,
        }
    }

    #[test]
    fn the_owner_sees_everything_and_the_next_step() {
        let shown = card(&found(Standing::Inactive), true, Language::English);
        insta::assert_snapshot!(sketch::message(&shown), @r#"
        | # Prices
        | What \*coins\* cost.
        | ··· Request: `GET` `https://api.example.com/private/path?currency=%currency%`
        | ··· Headers: `Authorization`: `Bearer literal-token`
        | ··· Secrets: `api_key`: From your account page
        | `currency` (shown to admins) = `EUR`
        | ··· Placeholders: `%prices.btc%` ← `btc` | `?` (number)
        | ··· More: Privacy policy: `https://example.com/privacy`
        | Answers are kept for 60 seconds
        | ··· In this server: Not active
        | footer: Next: Add to server puts it to use here.
        | colour: #5865F2
        "#);
    }

    #[test]
    fn another_admin_sees_host_names_and_their_own_parameters() {
        let shown = sketch::message(&card(&found(Standing::Paused), false, Language::German));
        assert!(!shown.contains("private") && !shown.contains("literal-token"));
        insta::assert_snapshot!(shown, @r"
        | # Prices
        | What \*coins\* cost.
        | ··· Anfrage: `GET` `api.example.com`
        | ··· Header: `Authorization`
        | ··· Geheimnisse: `api_key`: From your account page
        | `currency` (für Admins sichtbar) = `EUR`
        | ··· Platzhalter: `%prices.btc%` ← `btc` | `?` (number)
        | ··· Weiteres: Datenschutzerklärung: `https://example.com/privacy`
        | Antworten werden 60 Sekunden aufbewahrt
        | ··· Auf diesem Server: Pausiert: Etwas daran hat sich geändert. `/integration activate` zeigt, was gesendet wird, und fragt neu.
        | colour: #5865F2
        ");
    }
}
