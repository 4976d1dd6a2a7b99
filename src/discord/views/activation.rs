//! Activating an integration: the modal for its secrets, the card before **Confirm**, the answer after it.

use super::say;
use crate::discord::CustomId;
use crate::discord::components::integration::{IntegrationPress, PublicPress};
use crate::discord::outbound::{Button, ButtonStyle, Input, Message, Modal};
use crate::i18n;
use crate::integrations::{Card, Integration, Manifest, Review};
use crate::model::{Language, Text};
use crate::render::{Embed, EmbedField, embed, markdown};

/// The longest secret.
const LONGEST_SECRET: u16 = 512;

/// One field per secret, labelled with its name. Parameters, which are no secrets to admins, may be filled in.
pub fn modal(
    integration: &Integration,
    parameters: &dyn Fn(&str) -> Option<String>,
    language: Language,
) -> Modal {
    let title = Text::new("integration-commands-secrets-modal")
        .with("name", integration.manifest.name.as_str());
    let secrets = integration.manifest.secrets.iter();
    Modal {
        custom_id: CustomId::Integration(IntegrationPress::Secrets {
            integration: integration.id,
            version: integration.version,
        }),
        title: embed::cut(&i18n::words(language, &title), 45),
        inputs: secrets
            .map(|secret| Input {
                name: secret.name.clone(),
                label: secret.name.clone(),
                paragraph: false,
                required: true,
                max_length: LONGEST_SECRET,
                placeholder: Some(embed::cut(&markdown::plain(&secret.description), 100))
                    .filter(|text| !text.is_empty()),
                value: parameters(&secret.name).filter(|_| !secret.sensitive),
            })
            .collect(),
    }
}

/// What will be sent to whom, and what is gained: nothing is sent or stored before **Confirm**.
pub fn card(card: &Card, token: u64, language: Language) -> Message {
    let footer = "integration-commands-activate-nothing-yet";
    let button = |id, style| Button::new(say(language, id), style);
    Message::embed(described(card, footer, language)).buttons([
        button(
            "discord-button-confirm",
            ButtonStyle::Success(CustomId::Integration(IntegrationPress::Activate(token))),
        ),
        button(
            "discord-button-cancel",
            ButtonStyle::Secondary(CustomId::Integration(IntegrationPress::Forget(token))),
        ),
    ])
}

/// The same where it is active already and something has changed: what was entered before is used again, if it is
/// enough.
pub fn review(review: &Review, language: Language) -> Message {
    let card = &review.card;
    let (footer, label, press) = if review.has_secrets {
        let press = PublicPress::Consent {
            integration: card.integration,
            version: card.version,
        };
        ("publishing-review-footer", "discord-button-confirm", press)
    } else {
        let press = PublicPress::Enter(card.integration);
        let label = "publishing-button-enter";
        ("publishing-review-footer-secrets", label, press)
    };
    let custom_id = CustomId::Integration(IntegrationPress::Public(press));
    Message::embed(described(card, footer, language)).buttons([
        Button::new(say(language, label), ButtonStyle::Success(custom_id)),
        Button::new(
            say(language, "discord-button-cancel"),
            ButtonStyle::Secondary(CustomId::Cancel),
        ),
    ])
}

fn described(card: &Card, footer: &'static str, language: Language) -> Embed {
    let heading =
        Text::new("integration-commands-activate-title").with("name", markdown::escape(&card.name));
    let asked = Text::new("integration-commands-activate-asked")
        .with("method", markdown::code(&card.method))
        .with("host", markdown::code(&card.host));
    let field = |name, value| EmbedField {
        name: say(language, name),
        value,
        inline: false,
    };
    let sent: Vec<String> = card.sent.iter().map(|name| markdown::code(name)).collect();
    let policy = match &card.privacy_policy_url {
        Some(url) => markdown::code(url),
        None => say(language, "integration-commands-activate-no-policy"),
    };
    let mut fields = Vec::new();
    if !card.changes.is_empty() {
        let changes = card.changes.iter();
        let changes: Vec<String> = changes.map(|text| i18n::words(language, text)).collect();
        fields.push(field("publishing-review-changes", changes.join("\n")));
    }
    fields.extend([
        field(
            "integration-commands-activate-sent",
            or_nothing(&sent.join(", "), language),
        ),
        field("integration-commands-activate-policy", policy),
    ]);
    let slug = slug(&card.name);
    let gained = gained(&slug, &card.placeholders, language);
    fields.push(field(
        "integration-commands-activate-gained",
        or_nothing(&gained, language),
    ));
    let mut description = vec![i18n::words(language, &asked)];
    if card.validates {
        let text = Text::new("publishing-validates").with("host", markdown::code(&card.host));
        description.push(i18n::words(language, &text));
    }
    description.push(say(
        language,
        if card.public {
            "publishing-state-catalogue"
        } else {
            "publishing-card-private"
        },
    ));
    Embed {
        title: Some(i18n::words(language, &heading)),
        description: Some(description.join("\n")),
        fields,
        footer: Some(say(language, footer)),
        colour: Some(super::COLOUR),
        ..Embed::default()
    }
    .fit()
}

/// The answer after **Confirm**.
pub fn activated(
    manifest: &Manifest,
    placeholders: &[(String, bool)],
    language: Language,
) -> Message {
    let text = Text::new("integration-commands-activated")
        .with("name", markdown::escape(&manifest.name))
        .with("names", gained(&manifest.slug(), placeholders, language));
    Message::text(embed::cut(&i18n::words(language, &text), 2_000))
}

/// Each placeholder by the shortest name that means it.
fn gained(slug: &str, placeholders: &[(String, bool)], language: Language) -> String {
    let names = placeholders.iter().map(|(name, is_shadowed)| {
        if *is_shadowed {
            let text = Text::new("integration-commands-shadowed")
                .with("exact", markdown::code(&format!("%{slug}.{name}%")))
                .with("name", markdown::code(&format!("%{name}%")));
            i18n::words(language, &text)
        } else {
            markdown::code(&format!("%{name}%"))
        }
    });
    names.collect::<Vec<_>>().join(", ")
}

fn or_nothing(text: &str, language: Language) -> String {
    if text.is_empty() {
        say(language, "integration-commands-nothing")
    } else {
        text.to_owned()
    }
}

/// The part before the dot of an exact name.
fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::sketch;
    use crate::model::IntegrationId;

    fn example() -> Card {
        Card {
            integration: IntegrationId::new(3),
            version: 1,
            name: "My Integration".to_owned(),
            method: "GET".to_owned(),
            host: "example.ticketsbot.net".to_owned(),
            sent: vec!["user_id".to_owned(), "api_key".to_owned()],
            privacy_policy_url: None,
            logo_url: None,
            placeholders: vec![
                ("username".to_owned(), true),
                ("high_score".to_owned(), false),
            ],
            public: false,
            validates: false,
            changes: Vec::new(),
        }
    }

    #[test]
    fn the_card_says_what_goes_where_and_what_is_gained() {
        insta::assert_snapshot!(sketch::message(&card(&example(), 42, Language::English)), @"
        | # Activate My Integration?
        | For each ticket whose welcome message needs it, this server will send `GET` to `example.ticketsbot.net`.
        | It runs only while its owner has Manage Server here.
        | ··· What is sent: `user_id`, `api_key`
        | ··· Privacy policy: None given. Ask the host's owner what becomes of the data.
        | ··· Placeholders gained: `%my_integration.username%` (`%username%` means something else here), `%high_score%`
        | footer: Nothing has been sent or stored yet. What you entered is forgotten after 15 minutes.
        | colour: #5865F2
        [Confirm](success integration:activate:42) [Cancel](secondary integration:forget:42)
        ");
        let empty = Card {
            sent: Vec::new(),
            placeholders: Vec::new(),
            privacy_policy_url: Some("https://example.com/privacy".to_owned()),
            ..example()
        };
        insta::assert_snapshot!(sketch::message(&card(&empty, 42, Language::German)), @"
        | # My Integration aktivieren?
        | Für jedes Ticket, dessen Begrüßung sie braucht, sendet dieser Server `GET` an `example.ticketsbot.net`.
        | Sie läuft nur, solange ihr Besitzer hier „Server verwalten“ hat.
        | ··· Was gesendet wird: nichts
        | ··· Datenschutzerklärung: `https://example.com/privacy`
        | ··· Neue Platzhalter: nichts
        | footer: Noch wurde nichts gesendet oder gespeichert. Was du eingegeben hast, wird nach 15 Minuten vergessen.
        | colour: #5865F2
        [Bestätigen](success integration:activate:42) [Abbrechen](secondary integration:forget:42)
        ");
    }
}
