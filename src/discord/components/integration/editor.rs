//! The live editor: the card of an integration with buttons for everything that `/integration` can do to it.
//!
//! A press carries the integration's id and nothing is kept in memory, so that a card works after a restart of the bot,
//! and also long after Discord would have let the bot edit it: each press brings a way of its own to redraw it. Whose the
//! integration is, is asked at each press.

mod details;
mod parts;
mod server;
mod trial;

use std::fmt;

use super::{Part, confirm};
use crate::discord::components::custom_id::id;
use crate::discord::outbound::{Acknowledgement, Message};
use crate::discord::{Request, changes, lookup, views};
use crate::integrations::Integration;
use crate::model::{Failure, GuildId, IntegrationId, Outcome, Text, UserId};

pub(in crate::discord) use trial::ask as try_out;

/// A component or modal of the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorPress {
    /// What is edited.
    pub integration: IntegrationId,
    /// What to do.
    pub action: Action,
}

/// What a component or modal of the editor does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Draws the card anew.
    Card,
    /// **Request**: opens its modal.
    AskRequest,
    /// That modal was filled in.
    SaveRequest,
    /// **Details**: opens its modal.
    AskDetails,
    /// That modal was filled in.
    SaveDetails,
    /// **Headers**, **Secrets**, **Placeholders**: lists them.
    Parts(Part),
    /// One of the list was chosen, to be changed.
    Choose(Part),
    /// One of the list was chosen, to be taken away.
    AskRemove(Part),
    /// The button that opens an empty modal.
    New(Part),
    /// That modal was filled in.
    Add(Part),
    /// The modal of the one with this name was filled in.
    Save(Part, String),
    /// **Test**.
    Test,
    /// Somebody was chosen to be asked about.
    TestAbout,
    /// The modal with secrets for one test was filled in.
    TestWith {
        /// The version whose secrets were asked for.
        version: i64,
        /// Who is asked about.
        user: UserId,
    },
    /// Values of a test's answer were chosen to become placeholders.
    Suggested,
    /// **Add to server**.
    Activate,
    /// **Remove**.
    AskDeactivate,
    /// **Confirm** after **Remove**.
    Deactivate,
    /// **Publish**.
    AskPublish,
    /// **Unpublish**.
    AskUnpublish,
    /// **Export**.
    Export,
    /// **Delete**.
    AskDelete,
}

impl fmt::Display for EditorPress {
    // A header's name has up to 64 characters and an id up to 19: the words before them are short.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.integration;
        match &self.action {
            Action::Save(part, name) => write!(f, "e{}:{id}:{name}", letter(*part)),
            Action::TestWith { version, user } => write!(f, "e-test-with:{id}:{version}:{user}"),
            action => write!(f, "e-{}:{id}", word(action)),
        }
    }
}

/// The word of an action that carries nothing else.
const fn word(action: &Action) -> &'static str {
    match action {
        Action::AskRequest => "request",
        Action::SaveRequest => "save-request",
        Action::AskDetails => "details",
        Action::SaveDetails => "save-details",
        Action::Parts(Part::Header) => "headers",
        Action::Parts(Part::Secret) => "secrets",
        Action::Parts(Part::Placeholder) => "placeholders",
        Action::Choose(Part::Header) => "choose-header",
        Action::Choose(Part::Secret) => "choose-secret",
        Action::Choose(Part::Placeholder) => "choose-placeholder",
        Action::AskRemove(Part::Header) => "remove-header",
        Action::AskRemove(Part::Secret) => "remove-secret",
        Action::AskRemove(Part::Placeholder) => "remove-placeholder",
        Action::New(Part::Header) => "new-header",
        Action::New(Part::Secret) => "new-secret",
        Action::New(Part::Placeholder) => "new-placeholder",
        Action::Add(Part::Header) => "add-header",
        Action::Add(Part::Secret) => "add-secret",
        Action::Add(Part::Placeholder) => "add-placeholder",
        Action::Test => "test",
        Action::TestAbout => "test-about",
        Action::Suggested => "suggested",
        Action::Activate => "activate",
        Action::AskDeactivate => "ask-deactivate",
        Action::Deactivate => "deactivate",
        Action::AskPublish => "publish",
        Action::AskUnpublish => "unpublish",
        Action::Export => "export",
        Action::AskDelete => "delete",
        Action::Card | Action::Save(..) | Action::TestWith { .. } => "card",
    }
}

const PARTS: [Part; 3] = [Part::Header, Part::Secret, Part::Placeholder];

/// The actions that carry nothing else.
fn simple() -> impl Iterator<Item = Action> {
    let parts = PARTS.into_iter().flat_map(|part| {
        [
            Action::Parts(part),
            Action::Choose(part),
            Action::AskRemove(part),
            Action::New(part),
            Action::Add(part),
        ]
    });
    parts.chain([
        Action::Card,
        Action::AskRequest,
        Action::SaveRequest,
        Action::AskDetails,
        Action::SaveDetails,
        Action::Test,
        Action::TestAbout,
        Action::Suggested,
        Action::Activate,
        Action::AskDeactivate,
        Action::Deactivate,
        Action::AskPublish,
        Action::AskUnpublish,
        Action::Export,
        Action::AskDelete,
    ])
}

const fn letter(part: Part) -> &'static str {
    match part {
        Part::Header => "h",
        Part::Secret => "s",
        Part::Placeholder => "p",
    }
}

impl EditorPress {
    /// For a component of this integration's card.
    pub const fn new(integration: IntegrationId, action: Action) -> Self {
        Self {
            integration,
            action,
        }
    }

    /// What stands behind the word `kind`.
    pub(super) fn parse(kind: &str, rest: &str) -> Option<Self> {
        if let Some(part) = PARTS
            .into_iter()
            .find(|part| kind.strip_prefix('e') == Some(letter(*part)))
        {
            let (integration, name) = rest.split_once(':')?;
            return Some(Self::new(
                id(integration)?,
                Action::Save(part, name.to_owned()),
            ));
        }
        let name = kind.strip_prefix("e-")?;
        if name == "test-with" {
            let (integration, rest) = rest.split_once(':')?;
            let (version, user) = rest.split_once(':')?;
            let action = Action::TestWith {
                version: version.parse().ok()?,
                user: id(user)?,
            };
            return Some(Self::new(id(integration)?, action));
        }
        let action = simple().find(|action| word(action) == name)?;
        Some(Self::new(id(rest)?, action))
    }

    pub(super) fn acknowledgement(&self) -> Acknowledgement {
        match self.action {
            Action::AskRequest
            | Action::AskDetails
            | Action::Choose(_)
            | Action::New(_)
            | Action::Test
            | Action::TestAbout
            | Action::Activate => Acknowledgement::Modal,
            Action::Export => Acknowledgement::Answer,
            _ => Acknowledgement::Update,
        }
    }
}

/// Does what was pressed. A refusal does not cost the card: it stands above it.
pub(super) async fn press(request: &Request, guild: GuildId, press: EditorPress) -> Outcome<()> {
    let integration = press.integration;
    let outcome = Box::pin(act(request, guild, integration, press.action)).await;
    keeping_the_card(request, guild, integration, outcome).await
}

/// Shows a refusal above the card, as long as there is one to show.
pub(super) async fn keeping_the_card(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    outcome: Outcome<()>,
) -> Outcome<()> {
    let Err(Failure::Refused(problem)) = outcome else {
        return outcome;
    };
    request.responder.acknowledge(Acknowledgement::Update);
    let found = lookup::visible(request, guild, integration).await?;
    let card = changes::above(request, &problem, &[], card(request, &found));
    request.show(&card).await;
    Ok(())
}

async fn act(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    action: Action,
) -> Outcome<()> {
    match action {
        Action::Card => {
            let found = lookup::visible(request, guild, integration).await?;
            request.show(&card(request, &found)).await;
            Ok(())
        }
        Action::AskRequest => details::ask_request(request, integration).await,
        Action::SaveRequest => details::save_request(request, guild, integration).await,
        Action::AskDetails => details::ask_details(request, integration).await,
        Action::SaveDetails => details::save_details(request, guild, integration).await,
        Action::Parts(part) => parts::list(request, guild, integration, part).await,
        Action::Choose(part) => parts::choose(request, integration, part).await,
        Action::AskRemove(part) => parts::ask_remove(request, integration, part).await,
        Action::New(part) => parts::new(request, integration, part).await,
        Action::Add(part) => parts::save(request, guild, integration, part, None).await,
        Action::Save(part, name) => {
            parts::save(request, guild, integration, part, Some(&name)).await
        }
        Action::Test => trial::ask(request, guild, integration, request.caller.user).await,
        Action::TestAbout => {
            let user = trial::chosen(request)?;
            trial::ask(request, guild, integration, user).await
        }
        Action::TestWith { version, user } => {
            trial::entered(request, guild, integration, version, user).await
        }
        Action::Suggested => trial::suggested(request, guild, integration).await,
        Action::Activate => server::activate(request, guild, integration).await,
        Action::AskDeactivate => server::ask_deactivate(request, guild, integration).await,
        Action::Deactivate => server::deactivate(request, guild, integration).await,
        Action::AskPublish => server::ask_publish(request, integration).await,
        Action::AskUnpublish => server::ask_unpublish(request, integration).await,
        Action::Export => server::export(request, integration).await,
        Action::AskDelete => server::ask_delete(request, integration).await,
    }
}

/// The card of an integration, with the buttons that this person may press.
pub(in crate::discord) fn card(request: &Request, found: &lookup::Found) -> Message {
    let is_owner = found.integration.owner == request.caller.user;
    let language = request.language();
    let logo = request.bot.logo(&found.integration);
    let mut message = views::integration::card(found, is_owner, language).thumbnail(logo);
    let buttons = views::editor::buttons(found, is_owner, language);
    message.rows.extend(buttons);
    message
}

/// One that the user owns, read before a modal.
async fn owned(request: &Request, integration: IntegrationId) -> Outcome<Integration> {
    let owned = request
        .bot
        .integrations
        .owned(request.caller.user, integration);
    request.before_modal(owned).await
}

/// **Confirm** after a removal that the editor or a command asked about.
pub(super) async fn remove(
    request: &Request,
    guild: GuildId,
    part: Part,
    integration: IntegrationId,
    name: &str,
) -> Outcome<()> {
    let outcome = confirm::remove(request, guild, part, integration, name).await;
    keeping_the_card(request, guild, integration, outcome).await
}

/// Shows the card below a sentence, where the user still sees the integration, and otherwise the sentence.
pub(super) async fn below(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    text: &Text,
) -> Outcome<()> {
    match lookup::visible(request, guild, integration).await {
        Ok(found) => {
            let card = changes::above(request, text, &[], card(request, &found));
            request.show(&card).await;
        }
        Err(Failure::Refused(_)) => request.say(text).await,
        Err(fault) => return Err(fault),
    }
    Ok(())
}

#[cfg(test)]
pub(super) fn any_press() -> impl proptest::strategy::Strategy<Value = EditorPress> {
    use proptest::prelude::*;
    let name = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}";
    let action = prop_oneof![
        proptest::sample::select(simple().collect::<Vec<_>>()),
        (proptest::sample::select(PARTS.to_vec()), name)
            .prop_map(|(part, name)| Action::Save(part, name)),
        (any::<i64>(), 1..i64::MAX.cast_unsigned()).prop_map(|(version, user)| {
            Action::TestWith {
                version,
                user: UserId::new(user),
            }
        }),
    ];
    (1..i64::MAX.cast_unsigned(), action)
        .prop_map(|(id, action)| EditorPress::new(IntegrationId::new(id), action))
}
