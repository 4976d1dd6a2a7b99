//! What the bot answered.

use serde_json::Value;

use super::{Action, Actor, PATIENCE, Seen, flat, waiting};
use crate::id::Id;
use crate::state::{Interaction, Response, World, flags};

/// What the bot answered to something that a user did.
#[derive(Clone, Debug)]
pub struct Reply {
    actor: Actor,
    interaction: Id,
    response: Response,
}

impl Reply {
    pub(super) fn new(actor: Actor, interaction: Id, response: Response) -> Self {
        Self {
            actor,
            interaction,
            response,
        }
    }

    /// The bot's first answer.
    pub fn response(&self) -> &Response {
        &self.response
    }

    /// The interaction's id.
    pub fn interaction(&self) -> Id {
        self.interaction
    }

    /// Waits until a deferred answer was filled in (or taken away).
    ///
    /// # Panics
    ///
    /// When that does not happen in time.
    pub async fn finished(self) -> Self {
        let Self {
            actor,
            interaction,
            response,
        } = &self;
        let what = "the bot fills in what it deferred";
        waiting::until(&actor.state, what, PATIENCE, |world| {
            is_finished(world, *interaction, response).then_some(())
        })
        .await;
        self
    }

    /// The message that it is, as it stands now; none for a modal, and when it was taken away.
    pub fn message(&self) -> Option<Seen> {
        self.actor.state.read(|world| {
            let interaction = world.interactions.get(&self.interaction)?;
            let id = answer(interaction, &self.response)?;
            let message = world
                .channels
                .get(&interaction.channel)?
                .messages
                .get(&id)?;
            Some(Seen::new(&self.actor.state, world, message))
        })
    }

    /// What the user sees of it: the message (empty when it was taken away) or the modal.
    pub fn text(&self) -> String {
        match &self.response {
            Response::Modal(modal) => flat::modal(modal),
            _ => self
                .message()
                .map(|message| message.text())
                .unwrap_or_default(),
        }
    }

    /// Whether only the user sees it.
    pub fn is_ephemeral(&self) -> bool {
        self.message().is_some_and(|message| message.is_ephemeral())
    }

    /// The messages that followed, oldest first.
    pub fn followups(&self) -> Vec<Seen> {
        self.actor.state.read(|world| {
            let Some(interaction) = world.interactions.get(&self.interaction) else {
                return Vec::new();
            };
            let Some(channel) = world.channels.get(&interaction.channel) else {
                return Vec::new();
            };
            let followed = interaction
                .followups
                .iter()
                .filter_map(|id| channel.messages.get(id));
            followed
                .map(|message| Seen::new(&self.actor.state, world, message))
                .collect()
        })
    }

    /// The modal that it is.
    ///
    /// # Panics
    ///
    /// When it is something else.
    pub fn modal(&self) -> Modal {
        let Response::Modal(_) = self.response else {
            panic!(
                "the bot should have opened a modal but answered: {}",
                self.text()
            );
        };
        Modal {
            reply: self.clone(),
            values: Vec::new(),
        }
    }

    /// Presses a button of this answer.
    pub fn press(&self, label: &str) -> Action {
        let action = self.actor.press(label);
        match self.message() {
            Some(message) => action.on(&message),
            None => action,
        }
    }

    /// Chooses in a select of this answer.
    pub fn select<S: AsRef<str>>(&self, choices: impl IntoIterator<Item = S>) -> Action {
        let action = self.actor.select(choices);
        match self.message() {
            Some(message) => action.on(&message),
            None => action,
        }
    }
}

fn answer(interaction: &Interaction, response: &Response) -> Option<Id> {
    match response {
        Response::Message(id) | Response::Deferred(id) | Response::Update(id) => Some(*id),
        Response::DeferredUpdate => interaction.message,
        Response::Choices(_) | Response::Modal(_) => None,
    }
}

fn is_finished(world: &World, id: Id, response: &Response) -> bool {
    let Some(interaction) = world.interactions.get(&id) else {
        return true;
    };
    let channel = world.channels.get(&interaction.channel);
    let message = answer(interaction, response)
        .and_then(|message| channel.and_then(|channel| channel.messages.get(&message)));
    let Some(message) = message else { return true };
    match response {
        Response::Deferred(_) => message.flags & flags::LOADING == 0,
        Response::DeferredUpdate => {
            !interaction.followups.is_empty()
                || message
                    .edited
                    .is_some_and(|edited| edited >= interaction.created)
        }
        _ => true,
    }
}

/// A modal, being filled in.
#[derive(Clone, Debug)]
#[must_use = "a modal does nothing before it is submitted"]
pub struct Modal {
    reply: Reply,
    values: Vec<(String, String)>,
}

impl Modal {
    /// What it shows.
    pub fn text(&self) -> String {
        self.reply.text()
    }

    /// Types into a field, named by its label; the others keep what stands in them.
    pub fn fill(mut self, label: &str, value: &str) -> Self {
        self.values.retain(|(known, _)| known != label);
        self.values.push((label.to_owned(), value.to_owned()));
        self
    }

    /// Sends it.
    pub fn submit(self) -> Action {
        self.reply
            .actor
            .send_modal(self.reply.interaction, self.values)
    }
}

/// A completion that is offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is shown.
    pub name: String,
    /// What is sent.
    pub value: Value,
}

pub(super) fn choices(reply: &Reply) -> Vec<Choice> {
    let Response::Choices(choices) = &reply.response else {
        return Vec::new();
    };
    let choice = |choice: &Value| Choice {
        name: choice["name"].as_str().unwrap_or_default().to_owned(),
        value: choice["value"].clone(),
    };
    choices.iter().map(choice).collect()
}
