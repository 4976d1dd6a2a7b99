//! Answers to interactions: the first one has three seconds, later ones fifteen minutes.

use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{ApplicationId, InteractionId as LibraryInteractionId, LightMethod, Route};
use tokio::time::Instant;

use super::call::Call;
use super::error::code;
use super::{DiscordError, Message, Modal, Outbound};
use crate::model::InteractionId;
use crate::vault::Secret;

/// The flag of a message that only one person sees.
const EPHEMERAL: u64 = 1 << 6;
/// Discord gives the first answer three seconds; what is later is of no use.
const FIRST_ANSWER: Duration = Duration::from_millis(2_900);

/// By what an interaction is answered.
#[derive(Clone, Debug)]
pub struct InteractionHandle {
    /// The interaction.
    pub id: InteractionId,
    /// Whoever has it can answer: never logged.
    pub token: Secret,
    /// The application that it was sent to.
    pub application: u64,
    /// When it arrived here.
    pub received: Instant,
}

/// How an interaction is acknowledged before any work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acknowledgement {
    /// "Thinking…", seen by one person; the answer replaces it.
    Answer,
    /// Silently; the answer replaces the message that carries the pressed component.
    Update,
    /// Not at all: a modal follows, and a deferral would forbid it.
    Modal,
}

impl Outbound {
    /// Acknowledges without a word. [`Acknowledgement::Modal`] sends nothing.
    pub async fn acknowledge(
        &self,
        handle: &InteractionHandle,
        kind: Acknowledgement,
    ) -> Result<(), DiscordError> {
        let body = match kind {
            Acknowledgement::Answer => json!({ "type": 5, "data": { "flags": EPHEMERAL } }),
            Acknowledgement::Update => json!({ "type": 6 }),
            Acknowledgement::Modal => return Ok(()),
        };
        self.first_answer(handle, body).await
    }

    /// Answers at once with a message that one person sees.
    pub async fn answer(
        &self,
        handle: &InteractionHandle,
        message: &Message,
    ) -> Result<(), DiscordError> {
        let mut data = message.body();
        data["flags"] = json!(EPHEMERAL);
        let call = callback(handle, json!({ "type": 4, "data": data })).file(message.file.as_ref());
        accept(self.tell(call).await)
    }

    /// Answers with a dialog.
    pub async fn show_modal(
        &self,
        handle: &InteractionHandle,
        modal: &Modal,
    ) -> Result<(), DiscordError> {
        self.first_answer(handle, json!({ "type": 9, "data": modal.body() }))
            .await
    }

    /// Answers an autocompletion with up to 25 names and values.
    pub async fn suggest(
        &self,
        handle: &InteractionHandle,
        choices: &[(String, String)],
    ) -> Result<(), DiscordError> {
        let choices: Vec<Value> = choices
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.first_answer(handle, json!({ "type": 8, "data": { "choices": choices } }))
            .await
    }

    /// Replaces the first answer.
    pub async fn edit_answer(
        &self,
        handle: &InteractionHandle,
        message: &Message,
    ) -> Result<(), DiscordError> {
        let route = Route::WebhookOriginalInteractionResponse {
            application_id: ApplicationId::new(handle.application),
            token: handle.token.expose(),
        };
        let mut body = message.body();
        if message.file.is_none() {
            // Otherwise the file of the answer before would stay.
            body["attachments"] = json!([]);
        }
        let call = Call::new(LightMethod::Patch, route)
            .body(body)
            .file(message.file.as_ref());
        self.tell(call).await
    }

    /// One more message that one person sees.
    pub async fn follow_up(
        &self,
        handle: &InteractionHandle,
        message: &Message,
    ) -> Result<(), DiscordError> {
        let route = Route::WebhookFollowupMessages {
            application_id: ApplicationId::new(handle.application),
            token: handle.token.expose(),
        };
        let mut body = message.body();
        body["flags"] = json!(EPHEMERAL);
        let call = Call::new(LightMethod::Post, route)
            .body(body)
            .file(message.file.as_ref())
            .once();
        self.tell(call).await
    }

    async fn first_answer(
        &self,
        handle: &InteractionHandle,
        body: Value,
    ) -> Result<(), DiscordError> {
        accept(self.tell(callback(handle, body)).await)
    }
}

fn callback(handle: &InteractionHandle, body: Value) -> Call<'_> {
    let route = Route::InteractionResponse {
        interaction_id: LibraryInteractionId::new(handle.id.get()),
        token: handle.token.expose(),
    };
    Call::new(LightMethod::Post, route)
        .body(body)
        .until(handle.received + FIRST_ANSWER)
}

/// A second try, after an answer that was lost, is told that the first one worked.
fn accept(result: Result<(), DiscordError>) -> Result<(), DiscordError> {
    match result {
        Err(error) if error.code() == Some(code::ALREADY_ACKNOWLEDGED) => Ok(()),
        other => other,
    }
}
