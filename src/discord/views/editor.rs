//! The live editor of an integration: what stands under its card.

mod modals;

pub use modals::{details_modal, field, part_modal, request_modal, test_modal, yes};

use super::integration::Standing;
use super::say;
use crate::discord::CustomId;
use crate::discord::components::integration::editor::{Action, EditorPress};
use crate::discord::components::integration::{IntegrationPress, Part, PublicPress};
use crate::discord::lookup::Found;
use crate::discord::outbound::{Button, ButtonStyle, Choice, Message, Row, Select, Users};
use crate::i18n;
use crate::integrations::{Integration, Suggestion};
use crate::model::{IntegrationId, Language, Text};
use crate::render::{embed, markdown};

/// How many characters a line of a menu has.
const LINE: usize = 100;
/// How many lines a menu has, and how many placeholders a manifest.
const MOST: usize = 25;

/// Everything that this person may do to an integration.
pub fn buttons(found: &Found, is_owner: bool, language: Language) -> Vec<Row> {
    let press = Buttons {
        integration: found.integration.id,
        language,
    };
    let is_active = found.standing != Standing::Inactive;
    let mut rows = Vec::new();
    if is_owner {
        rows.push(vec![
            press.grey("editor-button-request", Action::AskRequest),
            press.grey("editor-button-details", Action::AskDetails),
            press.grey("editor-button-headers", Action::Parts(Part::Header)),
            press.grey("editor-button-secrets", Action::Parts(Part::Secret)),
            press.grey(
                "editor-button-placeholders",
                Action::Parts(Part::Placeholder),
            ),
        ]);
    }
    let mut here = Vec::new();
    if is_owner || found.standing == Standing::Active {
        here.push(press.blue("editor-button-test", Action::Test));
    }
    let is_offered = is_owner || found.integration.is_public();
    if found.standing == Standing::Inactive && is_offered {
        here.push(press.green("editor-button-add-to-server", Action::Activate));
    }
    if found.standing == Standing::Paused {
        here.push(Button::new(
            say(language, "publishing-button-review"),
            ButtonStyle::Primary(CustomId::Integration(IntegrationPress::Public(
                PublicPress::Review(found.integration.id),
            ))),
        ));
    }
    if is_active {
        here.push(press.grey("editor-button-remove", Action::AskDeactivate));
    }
    rows.push(here);
    if is_owner {
        let publication = &found.integration.publication;
        let is_published = publication.approved.is_some() || publication.queued_at.is_some();
        rows.push(vec![
            press.grey("editor-button-export", Action::Export),
            if is_published {
                press.grey("editor-button-unpublish", Action::AskUnpublish)
            } else {
                press.grey("editor-button-publish", Action::AskPublish)
            },
            press.red("editor-button-delete", Action::AskDelete),
        ]);
    }
    rows.into_iter()
        .filter(|buttons| !buttons.is_empty())
        .map(Row::Buttons)
        .collect()
}

/// The headers, secrets or placeholders: a menu that changes one, a menu that takes one away, and a button for more.
pub fn parts(integration: &Integration, part: Part, language: Language) -> Vec<Row> {
    let press = Buttons {
        integration: integration.id,
        language,
    };
    let choices = choices(integration, part, language);
    let menu = |id, action| {
        Row::Select(Select {
            custom_id: press.id(action),
            placeholder: say(language, id),
            choices: choices.clone(),
            count: (1, 1),
        })
    };
    let (change, remove, add) = match part {
        Part::Header => (
            "editor-change-header",
            "editor-remove-header",
            "editor-add-header",
        ),
        Part::Secret => (
            "editor-change-secret",
            "editor-remove-secret",
            "editor-add-secret",
        ),
        Part::Placeholder => (
            "editor-change-placeholder",
            "editor-remove-placeholder",
            "editor-add-placeholder",
        ),
    };
    let mut rows = Vec::new();
    if !choices.is_empty() {
        rows.push(menu(change, Action::Choose(part)));
        rows.push(menu(remove, Action::AskRemove(part)));
    }
    rows.push(Row::Buttons(vec![
        press.blue(add, Action::New(part)),
        press.grey("editor-button-back", Action::Card),
    ]));
    rows
}

fn choices(integration: &Integration, part: Part, language: Language) -> Vec<Choice> {
    let manifest = &integration.manifest;
    let choice = |name: &str, description: &str| Choice {
        label: embed::cut(name, LINE),
        value: name.to_owned(),
        description: Some(embed::cut(&markdown::plain(description), LINE))
            .filter(|text| !text.trim().is_empty()),
        chosen: false,
    };
    let choices: Vec<Choice> = match part {
        Part::Header => {
            let headers = manifest.request.headers.iter();
            headers.map(|(name, value)| choice(name, value)).collect()
        }
        Part::Secret => {
            let parameter = say(language, "integration-commands-card-parameter");
            let secrets = manifest.secrets.iter();
            secrets
                .map(|secret| {
                    if secret.sensitive {
                        choice(&secret.name, &secret.description)
                    } else {
                        choice(
                            &secret.name,
                            &format!("({parameter}) {}", secret.description),
                        )
                    }
                })
                .collect()
        }
        Part::Placeholder => {
            let placeholders = manifest.placeholders.iter();
            placeholders
                .map(|placeholder| choice(&placeholder.name, &placeholder.path))
                .collect()
        }
    };
    choices.into_iter().take(MOST).collect()
}

/// Under the trace of a test: a menu of what else the answer holds, for the owner, and in the editor the way on.
pub fn after_test(
    integration: &Integration,
    suggestions: &[Suggestion],
    is_in_editor: bool,
    language: Language,
) -> Vec<Row> {
    let press = Buttons {
        integration: integration.id,
        language,
    };
    let room = MOST.saturating_sub(integration.manifest.placeholders.len());
    let choices: Vec<Choice> = suggestions
        .iter()
        .map(|suggestion| Choice {
            label: suggestion.name.clone(),
            value: suggestion.to_string(),
            description: Some(embed::cut(&markdown::plain(&suggestion.path), LINE)),
            chosen: false,
        })
        // What a menu cannot carry back is left to the author.
        .filter(|choice| choice.value.encode_utf16().count() <= LINE)
        .take(if room == 0 { 0 } else { MOST })
        .collect();
    let mut rows = Vec::new();
    if !choices.is_empty() {
        let most = choices.len().min(room);
        rows.push(Row::Select(Select {
            custom_id: press.id(Action::Suggested),
            placeholder: say(language, "editor-suggestions"),
            choices,
            count: (1, u8::try_from(most).unwrap_or(1)),
        }));
    }
    if is_in_editor {
        rows.push(Row::Users(Users {
            custom_id: press.id(Action::TestAbout),
            placeholder: say(language, "editor-test-about"),
        }));
        rows.push(Row::Buttons(vec![
            press.blue("editor-button-test-again", Action::Test),
            press.grey("editor-button-back", Action::Card),
        ]));
    }
    rows
}

/// A question whose **Cancel** leads back to the card.
pub fn question(
    text: &Text,
    integration: IntegrationId,
    confirm: IntegrationPress,
    language: Language,
) -> Message {
    let back = EditorPress::new(integration, Action::Card);
    let buttons = crate::discord::components::confirmation_or(
        language,
        CustomId::Integration(confirm),
        CustomId::Integration(IntegrationPress::Editor(back)),
    );
    Message::text(embed::cut(&i18n::words(language, text), 2_000)).buttons(buttons)
}

/// Makes buttons of one integration.
struct Buttons {
    integration: IntegrationId,
    language: Language,
}

impl Buttons {
    fn id(&self, action: Action) -> CustomId {
        let press = EditorPress::new(self.integration, action);
        CustomId::Integration(IntegrationPress::Editor(press))
    }

    fn grey(&self, label: &'static str, action: Action) -> Button {
        Button::new(
            say(self.language, label),
            ButtonStyle::Secondary(self.id(action)),
        )
    }

    fn blue(&self, label: &'static str, action: Action) -> Button {
        Button::new(
            say(self.language, label),
            ButtonStyle::Primary(self.id(action)),
        )
    }

    fn green(&self, label: &'static str, action: Action) -> Button {
        Button::new(
            say(self.language, label),
            ButtonStyle::Success(self.id(action)),
        )
    }

    fn red(&self, label: &'static str, action: Action) -> Button {
        Button::new(
            say(self.language, label),
            ButtonStyle::Danger(self.id(action)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::{integration, sketch};
    use crate::integrations::Manifest;
    use crate::integrations::Publication;
    use crate::model::UserId;
    use chrono::DateTime;

    /// Every text as long as it may be, and of characters that grow when they are escaped.
    fn largest() -> Integration {
        let name = |number: usize| format!("{}{number:02}", "_".repeat(30));
        let headers: std::collections::BTreeMap<String, String> = (0..10)
            .map(|number| (format!("{}{number:02}", "_".repeat(62)), "`*".repeat(256)))
            .collect();
        let secrets: Vec<_> = (0..5)
            .map(|number| {
                let (name, description) = (name(number), "_*".repeat(127));
                serde_json::json!({ "name": name, "description": description, "sensitive": false })
            })
            .collect();
        let placeholders: Vec<_> = (0..25)
            .map(|number| {
                serde_json::json!({
                    "name": name(number), "path": "_*".repeat(127), "fallback": "_*".repeat(127),
                    "format": "timestamp",
                })
            })
            .collect();
        let url = format!("https://example.com/{}", "_".repeat(492));
        let manifest: Manifest = serde_json::from_value(serde_json::json!({
            "frontdesk": 1,
            "name": "_".repeat(32),
            "description": "_*".repeat(127),
            "logo_url": url,
            "privacy_policy_url": url,
            "validation_url": url,
            "cache_seconds": 86_400,
            "request": { "url": url, "headers": headers },
            "secrets": secrets,
            "placeholders": placeholders,
        }))
        .unwrap();
        Integration {
            id: IntegrationId::new(u64::MAX >> 1),
            owner: UserId::new(5),
            version: 1,
            manifest,
            created_at: DateTime::UNIX_EPOCH,
            publication: Publication::default(),
        }
    }

    fn found(standing: Standing) -> Found {
        let integration = largest();
        let secrets = integration.manifest.secrets.iter();
        let parameters = secrets.map(|secret| (secret.name.clone(), "`".repeat(512)));
        Found {
            standing,
            parameters: parameters.collect(),
            integration,
            servers: 0,
        }
    }

    fn length(text: &str) -> usize {
        text.encode_utf16().count()
    }

    #[test]
    fn the_largest_manifest_fits_with_all_its_placeholders_in_every_language() {
        for language in Language::ALL {
            for standing in [Standing::Inactive, Standing::Active, Standing::Paused] {
                for is_owner in [true, false] {
                    let found = found(standing);
                    let card = integration::card(&found, is_owner, language);
                    let embed = &card.embeds[0];
                    let fields: usize = embed
                        .fields
                        .iter()
                        .map(|field| length(&field.name) + length(&field.value))
                        .sum();
                    let text = |text: &Option<String>| text.as_deref().map_or(0, length);
                    let all = fields
                        + text(&embed.title)
                        + text(&embed.description)
                        + text(&embed.footer);
                    assert!(all <= 6_000, "{all}");
                    assert!(
                        embed
                            .fields
                            .iter()
                            .all(|field| length(&field.value) <= 1_024)
                    );
                    let drawn = sketch::message(&card);
                    for placeholder in &found.integration.manifest.placeholders {
                        assert!(drawn.contains(&placeholder.name), "{}", placeholder.name);
                    }
                    assert!(drawn.contains(&say(language, "integration-commands-card-state")));
                    rows_fit(&buttons(&found, is_owner, language));
                }
            }
            for part in [Part::Header, Part::Secret, Part::Placeholder] {
                let integration = largest();
                rows_fit(&parts(&integration, part, language));
                let name = match part {
                    Part::Header => integration.manifest.request.headers.keys().next(),
                    Part::Secret => Some(&integration.manifest.secrets[0].name),
                    Part::Placeholder => Some(&integration.manifest.placeholders[0].name),
                };
                for name in [None, name] {
                    modal_fits(&part_modal(
                        &integration,
                        part,
                        name.map(String::as_str),
                        language,
                    ));
                }
            }
            modal_fits(&request_modal(&largest(), language));
            modal_fits(&details_modal(&largest(), language));
            modal_fits(&test_modal(
                &largest(),
                UserId::new(u64::MAX >> 1),
                language,
            ));
        }
    }

    fn modal_fits(modal: &crate::discord::outbound::Modal) {
        assert!(modal.custom_id.to_string().len() <= 100);
        assert!(length(&modal.title) <= 45, "{}", modal.title);
        assert!((1..=5).contains(&modal.inputs.len()));
        for input in &modal.inputs {
            assert!(length(&input.label) <= 45, "{}", input.label);
            let value = input.value.as_deref().map_or(0, length);
            assert!(value <= input.max_length.into(), "{}", input.label);
            assert!(input.placeholder.as_deref().map_or(0, length) <= 100);
        }
    }

    fn rows_fit(rows: &[Row]) {
        assert!(rows.len() <= 5);
        for row in rows {
            match row {
                Row::Buttons(buttons) => {
                    assert!((1..=5).contains(&buttons.len()));
                    assert!(buttons.iter().all(|button| length(&button.label) <= 80));
                }
                Row::Select(select) => {
                    assert!((1..=MOST).contains(&select.choices.len()));
                    assert!(length(&select.placeholder) <= 150);
                    for choice in &select.choices {
                        assert!(length(&choice.label) <= 100 && length(&choice.value) <= 100);
                        assert!(choice.description.as_deref().map_or(0, length) <= 100);
                    }
                }
                Row::Users(menu) => assert!(length(&menu.placeholder) <= 150),
            }
        }
    }

    #[test]
    fn no_more_is_offered_than_there_is_room_for() {
        let mut integration = largest();
        let suggestions: Vec<Suggestion> = (0..25)
            .map(|number| Suggestion {
                name: format!("{}{number:02}", "x".repeat(30)),
                path: format!("{}{number:02}", "x".repeat(65)),
            })
            .collect();
        let offered = |integration: &Integration| {
            let rows = after_test(integration, &suggestions, true, Language::English);
            rows_fit(&rows);
            match &rows[0] {
                Row::Select(select) => Some((select.choices.len(), select.count.1)),
                Row::Buttons(_) | Row::Users(_) => None,
            }
        };
        assert_eq!(offered(&integration), None);
        integration.manifest.placeholders.truncate(22);
        assert_eq!(offered(&integration), Some((25, 3)));
        integration.manifest.placeholders.clear();
        assert_eq!(offered(&integration), Some((25, 25)));
    }

    #[test]
    fn who_does_not_own_it_is_offered_no_change() {
        let drawn = |standing, is_owner| {
            let rows = buttons(&found(standing), is_owner, Language::English);
            let labels = rows.iter().map(|row| match row {
                Row::Buttons(buttons) => {
                    let labels: Vec<_> = buttons.iter().map(|one| one.label.as_str()).collect();
                    labels.join(", ")
                }
                Row::Select(_) | Row::Users(_) => unreachable!(),
            });
            labels.collect::<Vec<_>>().join(" / ")
        };
        insta::assert_snapshot!(
            [
                drawn(Standing::Inactive, true),
                drawn(Standing::Active, true),
                drawn(Standing::Paused, true),
                drawn(Standing::Active, false),
                drawn(Standing::Paused, false),
            ]
            .join("\n"),
            @"
        Request, Details, Headers, Secrets, Placeholders / Test, Add to server / Export, Publish, Delete
        Request, Details, Headers, Secrets, Placeholders / Test, Remove / Export, Publish, Delete
        Request, Details, Headers, Secrets, Placeholders / Test, Review, Remove / Export, Publish, Delete
        Test, Remove
        Review, Remove
        "
        );
    }
}
