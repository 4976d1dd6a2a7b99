//! The bot's answers to interactions: the first within 3 seconds, more of them within 15 minutes.

use serde_json::{Value, json};
use tokio::time::Instant;

use super::{
    Interaction, InteractionKind, MessageDraft, MessageOrigin, Posting, Response, Upload, World,
    flags,
};
use crate::{
    error::{ApiError, Form},
    id::Id,
    validate,
};

impl World {
    /// Takes the bot's first answer to an interaction.
    pub fn respond(
        &mut self,
        id: Id,
        token: &str,
        body: &Value,
        uploads: Vec<Upload>,
    ) -> Result<(), ApiError> {
        let interaction = self.interaction(id)?;
        if interaction.token != token || interaction.failed() {
            return Err(ApiError::unknown_interaction());
        }
        if interaction.response.is_some() {
            return Err(ApiError::already_acknowledged());
        }
        let kind = body["type"].as_u64().unwrap_or(0);
        let allowed = allowed(interaction);
        if !allowed.contains(&kind) {
            let list = allowed
                .iter()
                .map(u64::to_string)
                .collect::<Vec<_>>()
                .join(", ");
            let message = format!("Value must be one of {{{list}}}.");
            return Err(ApiError::invalid_field(
                "type",
                "BASE_TYPE_CHOICES",
                message,
            ));
        }
        let interaction = interaction.clone();
        let response = match kind {
            4 => {
                Response::Message(self.answer_with_message(&interaction, &body["data"], uploads)?)
            }
            5 => {
                let mut data = json!({ "flags": flags::LOADING });
                let ephemeral = body["data"]["flags"].as_u64().unwrap_or(0) & flags::EPHEMERAL;
                data["flags"] = json!(flags::LOADING | ephemeral);
                Response::Deferred(self.answer_with_message(&interaction, &data, Vec::new())?)
            }
            6 => Response::DeferredUpdate,
            7 => {
                let message = interaction.message.ok_or_else(ApiError::unknown_message)?;
                let draft = draft(&body["data"])?;
                self.edit(interaction.channel, message, draft, uploads)?;
                Response::Update(message)
            }
            8 => Response::Choices(choices(&body["data"])?),
            _ => {
                let mut form = Form::default();
                validate::modal(&mut form, &body["data"]);
                form.finish()?;
                Response::Modal(body["data"].clone())
            }
        };
        let original = match response {
            Response::Message(message) | Response::Deferred(message) => Some(message),
            Response::DeferredUpdate | Response::Update(_) => interaction.message,
            Response::Choices(_) | Response::Modal(_) => None,
        };
        let interaction = self.interaction_mut(id)?;
        interaction.response = Some(response);
        interaction.answered = Some(Instant::now());
        interaction.original = original;
        Ok(())
    }

    fn answer_with_message(
        &mut self,
        interaction: &Interaction,
        data: &Value,
        uploads: Vec<Upload>,
    ) -> Result<Id, ApiError> {
        let draft = draft(data)?;
        let ephemeral = draft.flags.unwrap_or(0) & flags::EPHEMERAL != 0;
        let (kind, reply_to) = match interaction.kind {
            InteractionKind::Command if interaction.data["type"] == 1 => (20, None),
            InteractionKind::Command => (23, None),
            _ => match interaction.message {
                Some(message) => (19, Some(message)),
                None => (20, None),
            },
        };
        self.post(Posting {
            author: self.bot(),
            channel: interaction.channel,
            origin: MessageOrigin::Interaction(interaction.id),
            kind,
            only_for: ephemeral.then_some(interaction.user),
            reply_to,
            draft,
            uploads,
        })
    }

    /// The interaction whose token works, answered or not.
    pub(crate) fn interaction_by_token(&self, token: &str) -> Result<&Interaction, ApiError> {
        let found = self
            .interactions
            .values()
            .find(|interaction| interaction.token == token);
        let interaction = found.ok_or_else(ApiError::unknown_webhook)?;
        if interaction.token_expired() {
            return Err(ApiError::invalid_webhook_token());
        }
        if interaction.response.is_none() {
            return Err(ApiError::unknown_webhook());
        }
        Ok(interaction)
    }

    /// A message that an interaction's token may touch: `@original`, or one that followed.
    pub(crate) fn message_by_token(
        &self,
        token: &str,
        message: &str,
    ) -> Result<(Id, Id), ApiError> {
        let interaction = self.interaction_by_token(token)?;
        let id = if message == "@original" {
            interaction.original.ok_or_else(ApiError::unknown_message)?
        } else {
            message.parse().map_err(|_| ApiError::unknown_message())?
        };
        let mut own = interaction
            .followups
            .iter()
            .copied()
            .chain(interaction.original);
        if !own.any(|own| own == id) {
            return Err(ApiError::unknown_message());
        }
        self.message(interaction.channel, id)?;
        Ok((interaction.channel, id))
    }

    /// Adds a message to an interaction; the first one after "thinking …" takes its place.
    pub(crate) fn follow_up(
        &mut self,
        token: &str,
        draft: MessageDraft,
        uploads: Vec<Upload>,
    ) -> Result<Id, ApiError> {
        let interaction = self.interaction_by_token(token)?.clone();
        if let Some(Response::Deferred(original)) = interaction.response
            && let Ok(message) = self.message(interaction.channel, original)
            && message.flags & flags::LOADING != 0
        {
            self.edit(interaction.channel, original, draft, uploads)?;
            return Ok(original);
        }
        let ephemeral = draft.flags.unwrap_or(0) & flags::EPHEMERAL != 0;
        let reply_to = interaction
            .original
            .filter(|original| self.message(interaction.channel, *original).is_ok());
        let id = self.post(Posting {
            author: self.bot(),
            channel: interaction.channel,
            origin: MessageOrigin::Interaction(interaction.id),
            kind: if reply_to.is_some() { 19 } else { 0 },
            only_for: ephemeral.then_some(interaction.user),
            reply_to,
            draft,
            uploads,
        })?;
        self.interaction_mut(interaction.id)?.followups.push(id);
        Ok(id)
    }

    /// What `?with_response=true` answers.
    pub(crate) fn callback_payload(&self, id: Id) -> Result<Value, ApiError> {
        let interaction = self.interaction(id)?;
        let mut about = json!({ "id": id, "type": interaction.kind });
        let kind = match &interaction.response {
            Some(Response::Message(_)) => 4,
            Some(Response::Deferred(_)) => 5,
            Some(Response::DeferredUpdate) => 6,
            Some(Response::Update(_)) => 7,
            Some(Response::Choices(_)) => 8,
            Some(Response::Modal(_)) => 9,
            None => return Err(ApiError::unknown_interaction()),
        };
        let mut resource = json!({ "type": kind });
        if let Some(message) = interaction.original.filter(|_| (4..8).contains(&kind))
            && let Ok(message) = self.message(interaction.channel, message)
        {
            about["response_message_id"] = json!(message.id);
            about["response_message_loading"] = (message.flags & flags::LOADING != 0).into();
            about["response_message_ephemeral"] = message.only_for.is_some().into();
            about["channel_id"] = json!(interaction.channel);
            about["guild_id"] = json!(interaction.guild);
            resource["message"] = self.message_payload(message);
        }
        Ok(json!({ "interaction": about, "resource": resource }))
    }
}

/// The kinds of answer that fit what the user did.
fn allowed(interaction: &Interaction) -> &'static [u64] {
    match interaction.kind {
        InteractionKind::Command => &[4, 5, 9],
        InteractionKind::Autocomplete => &[8],
        InteractionKind::Component => &[4, 5, 6, 7, 9],
        InteractionKind::ModalSubmit if interaction.message.is_some() => &[4, 5, 6, 7],
        InteractionKind::ModalSubmit => &[4, 5],
    }
}

fn draft(data: &Value) -> Result<MessageDraft, ApiError> {
    let data = if data.is_null() {
        json!({})
    } else {
        data.clone()
    };
    serde_json::from_value(data)
        .map_err(|error| ApiError::invalid_field("data", "BASE_TYPE_BAD_TYPE", error.to_string()))
}

fn choices(data: &Value) -> Result<Vec<Value>, ApiError> {
    let choices = data["choices"].as_array().cloned().unwrap_or_default();
    let mut form = Form::default();
    if choices.len() > 25 {
        form.refuse(
            "data.choices",
            "BASE_TYPE_MAX_LENGTH",
            "Must be 25 or fewer in length.",
        );
    }
    for (index, choice) in choices.iter().enumerate() {
        let name = choice["name"].as_str().unwrap_or_default();
        form.length(&format!("data.choices.{index}.name"), name, 1, 100);
        if let Some(value) = choice["value"].as_str() {
            form.length(&format!("data.choices.{index}.value"), value, 1, 100);
        }
    }
    form.finish()?;
    Ok(choices)
}
