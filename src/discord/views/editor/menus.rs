//! The editor's menus: parts of a manifest, and what an answer holds besides.

use super::super::say;
use super::Buttons;
use crate::discord::components::integration::Part;
use crate::discord::components::integration::editor::Action;
use crate::discord::outbound::{Choice, Row, Select, Users};
use crate::integrations::{Integration, Suggestion};
use crate::model::Language;
use crate::render::{embed, markdown};

/// How many characters a line of a menu has.
const LINE: usize = 100;
/// How many lines a menu has, and how many placeholders a manifest.
pub(super) const MOST: usize = 25;

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
