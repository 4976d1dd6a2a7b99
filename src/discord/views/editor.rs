//! The live editor of an integration: what stands under its card.

mod menus;
mod modals;

pub use menus::{after_test, parts};
pub use modals::{details_modal, field, part_modal, request_modal, test_modal, yes};

use super::integration::Standing;
use super::say;
use crate::discord::CustomId;
use crate::discord::components::integration::editor::{Action, EditorPress};
use crate::discord::components::integration::{IntegrationPress, Part, PublicPress};
use crate::discord::lookup::Found;
use crate::discord::outbound::{Button, ButtonStyle, Message, Row};
use crate::i18n;
use crate::model::{IntegrationId, Language, Text};
use crate::render::embed;

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
mod tests;
