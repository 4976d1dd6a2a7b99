//! One interaction as plain data: a command, a press, a filled-in modal.
//!
//! The library's types cannot be built by a test and differ for each kind, so they end here.

use std::sync::Arc;
use std::time::Duration;

use serenity::all::{
    ActionRowComponent, CommandInteraction, ComponentInteraction, ComponentInteractionDataKind,
    Member, MessageFlags, ModalInteraction, Permissions, User,
};
use tokio::time::Instant;

use super::outbound::{InteractionHandle, Message, Modal};
use super::responder::{Responder, Source};
use super::{Bot, Context};
use crate::i18n;
use crate::model::{
    ChannelId, Failure, GuildId, InteractionId, Language, MessageId, Outcome, RoleId, Text, UserId,
};
use crate::render::embed;
use crate::tickets::actor::Actor;
use crate::vault::Secret;

/// How long the reads before a modal may take: the modal must arrive within three seconds.
const BEFORE_MODAL: Duration = Duration::from_secs(2);

/// Who asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Caller {
    /// The account.
    pub user: UserId,
    /// The account's unique name.
    pub username: String,
    /// The name shown in this server.
    pub nickname: String,
    /// The picture.
    pub avatar_url: String,
    /// The roles in this server.
    pub roles: Vec<RoleId>,
    /// What they may in this channel; nothing in direct messages.
    pub permissions: Permissions,
}

/// An interaction.
pub struct Request {
    /// The bot.
    pub bot: Arc<Bot>,
    /// The interaction: a duplicate delivery has the same.
    pub id: InteractionId,
    /// The server; `None` in direct messages. Most want [`Self::guild`].
    pub guild_id: Option<GuildId>,
    /// The channel.
    pub channel: ChannelId,
    /// The message with the pressed component.
    pub message: Option<MessageId>,
    /// Who asked.
    pub caller: Caller,
    /// What the bot may in this channel.
    pub bot_permissions: Permissions,
    /// What was chosen in a menu; of users, their ids.
    pub chosen: Vec<String>,
    /// What was typed into a modal, by the input's name.
    pub typed: Vec<(String, String)>,
    /// The way to answer.
    pub responder: Responder,
}

impl Request {
    /// The request behind a slash command.
    pub async fn of(context: Context<'_>) -> Arc<Self> {
        let data = context.invocation_data.lock().await;
        data.downcast_ref::<Arc<Self>>()
            .cloned()
            .unwrap_or_else(|| {
                // Every command is dispatched by `events::interactions`, which puts it there.
                Arc::new(Self::from_command(
                    context.data().clone(),
                    context.interaction,
                ))
            })
    }

    /// The server, or the sentence that this works in servers only.
    pub fn guild(&self) -> Outcome<GuildId> {
        self.guild_id
            .ok_or_else(|| Failure::refused("discord-servers-only"))
    }

    /// Who asks, as the rules of tickets see them.
    pub fn actor(&self) -> Actor<'_> {
        Actor {
            user: self.caller.user,
            roles: &self.caller.roles,
            manages: self.caller.permissions.intersects(
                Permissions::ADMINISTRATOR
                    | Permissions::MANAGE_GUILD
                    | Permissions::MANAGE_CHANNELS,
            ),
        }
    }

    /// The language of the asking user's client.
    pub fn language(&self) -> Language {
        self.responder.language()
    }

    /// Words in the asking user's language.
    pub fn words(&self, text: &Text) -> String {
        i18n::words(self.language(), text)
    }

    /// Answers with a sentence that only they see.
    pub async fn say(&self, text: &Text) {
        // What was typed may stand in it, and a sentence that Discord does not take is no answer.
        let words = embed::cut(&self.words(text), 2_000);
        self.responder.show(&Message::text(words)).await;
    }

    /// Answers with a message that only they see.
    pub async fn show(&self, message: &Message) {
        self.responder.show(message).await;
    }

    /// Answers with a dialog.
    pub async fn show_modal(&self, modal: &Modal) -> Outcome<()> {
        self.responder.show_modal(modal).await
    }

    /// What was typed into an input of the modal, without spaces around it; `None` if nothing was.
    pub fn typed(&self, name: &str) -> Option<&str> {
        self.typed
            .iter()
            .find(|(input, _)| input == name)
            .map(|(_, text)| text.trim())
            .filter(|text| !text.is_empty())
    }

    /// The reads before a modal, which must not keep it from arriving in time.
    pub async fn before_modal<T>(&self, reads: impl Future<Output = Outcome<T>>) -> Outcome<T> {
        let until = self.responder.received() + BEFORE_MODAL;
        tokio::time::timeout_at(until, reads)
            .await
            .unwrap_or_else(|_| Err(Failure::refused("discord-busy")))
    }

    pub(super) fn from_command(bot: Arc<Bot>, command: &CommandInteraction) -> Self {
        let handle = handle(command.id, &command.token, command.application_id);
        Self {
            responder: Responder::new(
                bot.outbound.clone(),
                handle,
                Language::from_discord(&command.locale),
                Source::Command,
            ),
            bot,
            id: InteractionId::new(command.id.get()),
            guild_id: command.guild_id.map(|guild| GuildId::new(guild.get())),
            channel: ChannelId::new(command.channel_id.get()),
            message: None,
            caller: caller(&command.user, command.member.as_deref()),
            bot_permissions: command.app_permissions.unwrap_or_default(),
            chosen: Vec::new(),
            typed: Vec::new(),
        }
    }

    pub(super) fn from_component(bot: Arc<Bot>, press: &ComponentInteraction) -> Self {
        let handle = handle(press.id, &press.token, press.application_id);
        let chosen = match &press.data.kind {
            ComponentInteractionDataKind::StringSelect { values } => values.clone(),
            ComponentInteractionDataKind::UserSelect { values } => {
                values.iter().map(ToString::to_string).collect()
            }
            _ => Vec::new(),
        };
        Self {
            responder: Responder::new(
                bot.outbound.clone(),
                handle,
                Language::from_discord(&press.locale),
                source(Some(&press.message)),
            ),
            bot,
            id: InteractionId::new(press.id.get()),
            guild_id: press.guild_id.map(|guild| GuildId::new(guild.get())),
            channel: ChannelId::new(press.channel_id.get()),
            message: Some(MessageId::new(press.message.id.get())),
            caller: caller(&press.user, press.member.as_ref()),
            bot_permissions: press.app_permissions.unwrap_or_default(),
            chosen,
            typed: Vec::new(),
        }
    }

    pub(super) fn from_modal(bot: Arc<Bot>, modal: &ModalInteraction) -> Self {
        let handle = handle(modal.id, &modal.token, modal.application_id);
        let inputs = modal.data.components.iter().flat_map(|row| &row.components);
        let typed = inputs
            .filter_map(|component| match component {
                ActionRowComponent::InputText(input) => Some((
                    input.custom_id.clone(),
                    input.value.clone().unwrap_or_default(),
                )),
                _ => None,
            })
            .collect();
        Self {
            responder: Responder::new(
                bot.outbound.clone(),
                handle,
                Language::from_discord(&modal.locale),
                source(modal.message.as_deref()),
            ),
            bot,
            id: InteractionId::new(modal.id.get()),
            guild_id: modal.guild_id.map(|guild| GuildId::new(guild.get())),
            channel: ChannelId::new(modal.channel_id.get()),
            message: modal
                .message
                .as_ref()
                .map(|message| MessageId::new(message.id.get())),
            caller: caller(&modal.user, modal.member.as_ref()),
            bot_permissions: modal.app_permissions.unwrap_or_default(),
            chosen: Vec::new(),
            typed,
        }
    }
}

fn source(message: Option<&serenity::all::Message>) -> Source {
    let ephemeral = message
        .and_then(|message| message.flags)
        .is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
    match message {
        None => Source::Command,
        Some(_) if ephemeral => Source::OwnMessage,
        Some(_) => Source::SharedMessage,
    }
}

fn handle(
    id: serenity::all::InteractionId,
    token: &str,
    application: serenity::all::ApplicationId,
) -> InteractionHandle {
    InteractionHandle {
        id: InteractionId::new(id.get()),
        token: Secret::new(token),
        application: application.get(),
        received: Instant::now(),
    }
}

fn caller(user: &User, member: Option<&Member>) -> Caller {
    Caller {
        user: UserId::new(user.id.get()),
        username: user.name.clone(),
        nickname: member
            .map_or_else(|| user.display_name(), Member::display_name)
            .to_owned(),
        avatar_url: member.map_or_else(|| user.face(), Member::face),
        roles: member.map_or_else(Vec::new, |member| {
            member
                .roles
                .iter()
                .map(|role| RoleId::new(role.get()))
                .collect()
        }),
        permissions: member
            .and_then(|member| member.permissions)
            .unwrap_or_default(),
    }
}
