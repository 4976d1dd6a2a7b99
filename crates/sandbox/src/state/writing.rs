//! How messages come to be, change and go.

use serde_json::{Value, json};

use super::{Attachment, Message, MessageDraft, MessageOrigin, Upload, World, flags, mention};
use crate::{
    error::{ApiError, Form},
    gateway::{Event, Intents},
    id::Id,
    permissions::Permissions,
    validate,
};

/// A message about to be written, its writer's rights already checked.
#[derive(Clone, Debug)]
pub struct Posting {
    /// Who writes.
    pub author: Id,
    /// Where.
    pub channel: Id,
    /// On whose behalf.
    pub origin: MessageOrigin,
    /// Discord's message type.
    pub kind: u8,
    /// The only user who will see it, if it is ephemeral.
    pub only_for: Option<Id>,
    /// The message that it answers.
    pub reply_to: Option<Id>,
    /// What is to be written.
    pub draft: MessageDraft,
    /// The files that come with it.
    pub uploads: Vec<Upload>,
}

/// The flags that a sender may set.
const SETTABLE: u64 =
    flags::SUPPRESS_EMBEDS | flags::SUPPRESS_NOTIFICATIONS | flags::IS_COMPONENTS_V2;

impl World {
    /// A message, or Discord's error.
    pub fn message(&self, channel: Id, message: Id) -> Result<&Message, ApiError> {
        self.channel(channel)?
            .messages
            .get(&message)
            .ok_or_else(ApiError::unknown_message)
    }

    pub(crate) fn message_mut(
        &mut self,
        channel: Id,
        message: Id,
    ) -> Result<&mut Message, ApiError> {
        let messages = &mut self.channel_mut(channel)?.messages;
        messages
            .get_mut(&message)
            .ok_or_else(ApiError::unknown_message)
    }

    /// The messages that a user sees in a channel, oldest first.
    pub fn messages_seen_by(&self, user: Id, channel: Id) -> Vec<&Message> {
        let readable = Permissions::VIEW_CHANNEL | Permissions::READ_MESSAGE_HISTORY;
        if !self.permissions(user, channel).contains(readable) {
            return Vec::new();
        }
        let Some(channel) = self.channels.get(&channel) else {
            return Vec::new();
        };
        let messages = channel.messages.values();
        messages
            .filter(|message| message.only_for.is_none_or(|only| only == user))
            .collect()
    }

    /// Writes a message without asking for permissions (answers of interactions, webhooks).
    pub fn post(&mut self, posting: Posting) -> Result<Id, ApiError> {
        let Posting {
            author,
            channel,
            origin,
            kind,
            only_for,
            reply_to,
            draft,
            uploads,
        } = posting;
        let content = draft.content.flatten().unwrap_or_default();
        let embeds = draft.embeds.flatten().unwrap_or_default();
        let components = draft.components.flatten().unwrap_or_default();
        let message_flags = draft.flags.unwrap_or(0);
        let loading = message_flags & flags::LOADING != 0;
        let listed = draft.attachments.flatten().unwrap_or_default();
        let uploads = named(uploads, &listed);
        let mut form = Form::default();
        let components_v2 = message_flags & flags::IS_COMPONENTS_V2 != 0;
        validate::content(&mut form, &content, components_v2);
        validate::embeds(&mut form, &embeds, components_v2);
        validate::components(&mut form, &components, components_v2);
        validate::nonce(&mut form, draft.nonce.as_ref());
        form.finish()?;
        let bare = content.trim().is_empty() && embeds.is_empty() && components.is_empty();
        let extra = uploads.is_empty() && draft.sticker_ids.is_none() && draft.poll.is_none();
        if bare && extra && !loading {
            return Err(ApiError::empty_message());
        }
        self.reopen_archived(channel)?;
        let id = self.next_id();
        let attachments = self.store_uploads(channel, uploads, only_for.is_some());
        let pinged = mention::find(
            self,
            author,
            channel,
            &content,
            draft.allowed_mentions.as_ref(),
        );
        let mut message = Message {
            id,
            channel,
            author,
            origin,
            kind,
            content: content.trim().to_owned(),
            written: self.now(),
            edited: None,
            embeds: validate::stored_embeds(embeds, &attachments),
            components: validate::stored_components(components),
            attachments,
            reactions: Vec::new(),
            flags: message_flags & (SETTABLE | flags::LOADING),
            pinned: false,
            nonce: draft.nonce,
            reply_to,
            pinged_users: pinged.users,
            pinged_roles: pinged.roles,
            pinged_everyone: pinged.everyone,
            only_for,
            has_thread: false,
        };
        if only_for.is_some() {
            message.flags |= flags::EPHEMERAL;
        }
        let callers = [
            vec![author],
            message.pinged_users.clone(),
            self.called(&message),
        ]
        .concat();
        let event = self.message_event("MESSAGE_CREATE", &message);
        self.channel_mut(channel)?.messages.insert(id, message);
        if let Some(event) = event {
            self.emit(event);
        }
        self.bring_into_thread(channel, &callers)?;
        Ok(id)
    }

    fn store_uploads(
        &mut self,
        channel: Id,
        uploads: Vec<Upload>,
        ephemeral: bool,
    ) -> Vec<Attachment> {
        uploads
            .into_iter()
            .map(|upload| self.store_file(channel, upload, ephemeral))
            .collect()
    }

    /// A message in an archived thread brings it back.
    fn reopen_archived(&mut self, channel: Id) -> Result<(), ApiError> {
        let archived = self
            .channel(channel)?
            .thread
            .as_ref()
            .is_some_and(|thread| thread.archived);
        if archived {
            self.set_archived(channel, false)
        } else {
            Ok(())
        }
    }

    /// Changes a message's text, embeds, components, files or flags as an edit does.
    pub fn edit(
        &mut self,
        channel: Id,
        message: Id,
        draft: MessageDraft,
        uploads: Vec<Upload>,
    ) -> Result<(), ApiError> {
        let current = self.message(channel, message)?.clone();
        let content = draft
            .content
            .map_or(current.content, Option::unwrap_or_default);
        let embeds = draft
            .embeds
            .map_or(current.embeds, Option::unwrap_or_default);
        let components = draft
            .components
            .map_or(current.components, Option::unwrap_or_default);
        let listed = draft.attachments.map(Option::unwrap_or_default);
        let uploads = named(uploads, listed.as_deref().unwrap_or_default());
        let settable = draft
            .flags
            .map_or(current.flags & SETTABLE, |flags| flags & SETTABLE);
        let components_v2 = (settable | current.flags) & flags::IS_COMPONENTS_V2 != 0;
        let mut form = Form::default();
        validate::content(&mut form, &content, components_v2);
        validate::embeds(&mut form, &embeds, components_v2);
        validate::components(&mut form, &components, components_v2);
        form.finish()?;
        let mut attachments = current.attachments;
        if let Some(listed) = &listed {
            let kept = |file: &Attachment| listed.iter().any(|entry| entry["id"] == json!(file.id));
            attachments.retain(kept);
        }
        let nothing = content.trim().is_empty() && embeds.is_empty() && components.is_empty();
        if nothing && attachments.is_empty() && uploads.is_empty() {
            return Err(ApiError::empty_message());
        }
        attachments.extend(self.store_uploads(channel, uploads, current.only_for.is_some()));
        let allowed = draft.allowed_mentions.as_ref();
        let pinged = mention::find(self, current.author, channel, &content, allowed);
        let now = self.now();
        // Filling in what was "thinking …" is no change that people are told of.
        let loading = current.flags & flags::LOADING != 0;
        self.change_message(channel, message, |message| {
            content.trim().clone_into(&mut message.content);
            message.embeds = validate::stored_embeds(embeds, &attachments);
            message.components = validate::stored_components(components);
            message.attachments = attachments;
            message.flags = message.flags & !(SETTABLE | flags::LOADING)
                | settable
                | message.flags & flags::IS_COMPONENTS_V2;
            message.pinged_users = pinged.users;
            message.pinged_roles = pinged.roles;
            if !loading {
                message.edited = Some(now);
            }
        })
    }

    /// Changes a message and tells the gateway.
    pub fn change_message(
        &mut self,
        channel: Id,
        message: Id,
        change: impl FnOnce(&mut Message),
    ) -> Result<(), ApiError> {
        change(self.message_mut(channel, message)?);
        let changed = self.message(channel, message)?;
        if let Some(event) = self.message_event("MESSAGE_UPDATE", changed) {
            self.emit(event);
        }
        Ok(())
    }

    /// Removes a message.
    pub fn delete_message(&mut self, channel: Id, message: Id) -> Result<(), ApiError> {
        let messages = &mut self.channel_mut(channel)?.messages;
        let gone = messages
            .remove(&message)
            .ok_or_else(ApiError::unknown_message)?;
        if gone.only_for.is_none() {
            self.emit_deletion("MESSAGE_DELETE", channel, json!({ "id": message }));
        }
        Ok(())
    }

    /// Removes many messages at once; those that are not there are passed over.
    pub fn delete_messages(&mut self, channel: Id, messages: &[Id]) -> Result<(), ApiError> {
        let place = self.channel_mut(channel)?;
        let gone: Vec<Id> = messages
            .iter()
            .copied()
            .filter(|message| place.messages.remove(message).is_some())
            .collect();
        self.emit_deletion("MESSAGE_DELETE_BULK", channel, json!({ "ids": gone }));
        Ok(())
    }

    fn emit_deletion(&mut self, name: &'static str, channel: Id, mut data: Value) {
        data["channel_id"] = json!(channel);
        let event = match self
            .channels
            .get(&channel)
            .and_then(|channel| channel.guild)
        {
            Some(guild) => {
                data["guild_id"] = json!(guild);
                Event::in_guild(name, guild, Intents::GUILD_MESSAGES, data)
            }
            None => Event::direct(name, Intents::DIRECT_MESSAGES, data),
        };
        self.emit(event.seen_in(channel));
    }
}

/// Gives uploads the names and descriptions that the message's `attachments` list for them.
fn named(mut uploads: Vec<Upload>, listed: &[Value]) -> Vec<Upload> {
    for upload in &mut uploads {
        let number = upload.number;
        let entry = listed.iter().find(|entry| match &entry["id"] {
            Value::String(id) => id.parse() == Ok(number),
            id => id.as_u64() == Some(number),
        });
        let Some(entry) = entry else { continue };
        if let Some(filename) = entry["filename"].as_str() {
            filename.clone_into(&mut upload.filename);
        }
        upload.description = entry["description"].as_str().map(str::to_owned);
    }
    uploads
}
