//! Interactions: what a user does with a command, a component or a modal, and the bot's answer to it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::{Channel, State, World};
use crate::{
    error::ApiError,
    gateway::{Event, Intents},
    id::Id,
    numbered::numbered,
    permissions::Permissions,
};

/// How long the bot has for its first answer.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(3);

/// How long an interaction's token lives.
pub const TOKEN_LIVES: Duration = Duration::from_mins(15);

numbered! {
    /// What the user did.
    InteractionKind {
        /// Ran a command.
        Command = 2,
        /// Pressed a button or chose from a select.
        Component = 3,
        /// Typed into an option that completes.
        Autocomplete = 4,
        /// Sent a modal.
        ModalSubmit = 5,
    }
}

/// Something that a user did.
#[derive(Clone, Debug)]
pub struct Interaction {
    /// The interaction's id.
    pub id: Id,
    /// The token to answer with.
    pub token: String,
    /// What the user did.
    pub kind: InteractionKind,
    /// Who did it.
    pub user: Id,
    /// In which guild; none in direct messages.
    pub guild: Option<Id>,
    /// In which channel.
    pub channel: Id,
    /// The message whose component was used (or from whose component the modal was opened).
    pub message: Option<Id>,
    /// The interaction that opened the modal.
    pub opened_by: Option<Id>,
    /// Discord's `data`.
    pub data: Value,
    /// When it was done.
    pub created: DateTime<Utc>,
    /// When it was done, for the time rules.
    pub started: Instant,
    /// The bot's first answer.
    pub response: Option<Response>,
    /// When the first answer came.
    pub answered: Option<Instant>,
    /// The message that `@original` names.
    pub original: Option<Id>,
    /// Messages that followed.
    pub followups: Vec<Id>,
    /// The command's name, for the messages that it led to.
    pub named: Option<String>,
}

/// The bot's first answer to an interaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    /// A message.
    Message(Id),
    /// "Thinking …": a message to be filled in.
    Deferred(Id),
    /// Nothing visible; the message with the component may be changed later.
    DeferredUpdate,
    /// The message with the component was changed.
    Update(Id),
    /// Completions.
    Choices(Vec<Value>),
    /// A modal, as Discord would show it.
    Modal(Value),
}

/// What a user does, to be made an interaction of.
#[derive(Clone, Debug)]
pub struct NewInteraction {
    /// Who does it.
    pub user: Id,
    /// In which channel.
    pub channel: Id,
    /// What is done.
    pub kind: InteractionKind,
    /// The message whose component is used.
    pub message: Option<Id>,
    /// The interaction whose modal is sent.
    pub opened_by: Option<Id>,
    /// Discord's `data`.
    pub data: Value,
}

impl Interaction {
    /// Whether the first answer is overdue.
    pub fn failed(&self) -> bool {
        self.response.is_none() && self.started.elapsed() > ANSWER_WITHIN
    }

    /// Whether the token no longer works.
    pub fn token_expired(&self) -> bool {
        self.started.elapsed() > TOKEN_LIVES
    }

    pub(crate) fn owners(&self) -> Value {
        json!({ "0": self.guild.map_or("0".to_owned(), |guild| guild.to_string()) })
    }

    /// The full name of the command (`integration create`).
    pub fn command_name(&self) -> Option<&str> {
        self.named.as_deref()
    }
}

impl World {
    /// An interaction, or Discord's error.
    pub fn interaction(&self, id: Id) -> Result<&Interaction, ApiError> {
        self.interactions
            .get(&id)
            .ok_or_else(ApiError::unknown_interaction)
    }

    pub(crate) fn interaction_mut(&mut self, id: Id) -> Result<&mut Interaction, ApiError> {
        self.interactions
            .get_mut(&id)
            .ok_or_else(ApiError::unknown_interaction)
    }

    /// Lets a user do something and sends it to the bot.
    pub fn interact(&mut self, new: NewInteraction) -> Result<Id, ApiError> {
        let mut wanted = Permissions::VIEW_CHANNEL;
        if matches!(
            new.kind,
            InteractionKind::Command | InteractionKind::Autocomplete
        ) {
            wanted |= Permissions::USE_APPLICATION_COMMANDS;
        }
        self.demand(new.user, new.channel, wanted)?;
        if let Some(message) = new.message {
            let message = self.message(new.channel, message)?;
            if message.only_for.is_some_and(|only| only != new.user) {
                return Err(ApiError::unknown_message());
            }
        }
        let id = self.next_id();
        let opener = new.opened_by.and_then(|id| self.interactions.get(&id));
        let named = match new.kind {
            InteractionKind::Command | InteractionKind::Autocomplete => full_name(&new.data),
            _ => opener.and_then(|opener| opener.named.clone()),
        };
        let interaction = Interaction {
            id,
            token: token(id),
            kind: new.kind,
            user: new.user,
            guild: self.channel(new.channel)?.guild,
            channel: new.channel,
            message: new.message,
            opened_by: new.opened_by,
            data: new.data,
            created: self.now(),
            started: Instant::now(),
            response: None,
            answered: None,
            original: None,
            followups: Vec::new(),
            named,
        };
        let data = self.interaction_payload(&interaction)?;
        let event = match interaction.guild {
            Some(guild) => Event::in_guild("INTERACTION_CREATE", guild, Intents::NONE, data),
            None => Event::direct("INTERACTION_CREATE", Intents::NONE, data),
        };
        self.interactions.insert(id, interaction);
        self.emit(event);
        Ok(id)
    }

    /// The interaction as the gateway sends it.
    pub fn interaction_payload(&self, interaction: &Interaction) -> Result<Value, ApiError> {
        let user = self.user(interaction.user)?;
        let channel = self.channel(interaction.channel)?;
        let permissions = self.permissions(interaction.user, interaction.channel);
        let mut payload = json!({
            "id": interaction.id,
            "application_id": self.application.id,
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": interaction.channel,
            "channel": self.channel_for_user(channel, permissions),
            "app_permissions": self.permissions(self.bot(), interaction.channel),
            "locale": user.locale,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": interaction.owners(),
            "context": u8::from(interaction.guild.is_none()),
            "attachment_size_limit": 10_485_760,
        });
        match interaction.guild {
            Some(id) => {
                let guild = self.guild(id)?;
                let member = self.member(id, interaction.user)?;
                payload["guild_id"] = json!(id);
                payload["guild_locale"] = json!(guild.preferred_locale);
                payload["guild"] = json!({
                    "id": id, "locale": guild.preferred_locale, "features": guild.features,
                });
                payload["member"] = member.interaction_payload(user, permissions);
            }
            None => payload["user"] = user.payload(),
        }
        if let Some(message) = interaction.message {
            let message = self.message(interaction.channel, message)?;
            payload["message"] = self.message_payload(message);
        }
        Ok(payload)
    }

    fn channel_for_user(&self, channel: &Channel, permissions: Permissions) -> Value {
        let mut payload = self.channel_payload(channel);
        payload["permissions"] = json!(permissions);
        payload
    }
}

impl State {
    /// Waits for the bot's first answer; none when it did not come in time.
    pub async fn answered(&self, interaction: Id) -> Option<Response> {
        let started = self.read(|world| world.interaction(interaction).ok().map(|i| i.started))?;
        let answer = self.until(|world| world.interactions.get(&interaction)?.response.clone());
        tokio::time::timeout_at(started + ANSWER_WITHIN, answer)
            .await
            .ok()
    }
}

/// The command's name with the subcommand group and subcommand that were chosen.
fn full_name(data: &Value) -> Option<String> {
    let mut name = data["name"].as_str()?.to_owned();
    let mut level = &data["options"][0];
    while level["type"] == 1 || level["type"] == 2 {
        name = format!("{name} {}", level["name"].as_str()?);
        level = &level["options"][0];
    }
    Some(name)
}

pub(super) fn token(id: Id) -> String {
    use base64::Engine as _;
    let secret: [u8; 64] = std::array::from_fn(|_| rand::random());
    let secret = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(secret);
    format!("aW50ZXJhY3Rpb246{id}{secret}")
}
