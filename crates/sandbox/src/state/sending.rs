//! Who may send a message where, and what a sender's nonce and reference mean.

use serde_json::json;

use super::{Channel, MessageDraft, MessageOrigin, Posting, Upload, World};
use crate::{error::ApiError, id::Id, permissions::Permissions};

impl World {
    /// Writes a message as a user or the bot, if the writer may.
    pub fn send(
        &mut self,
        author: Id,
        channel: Id,
        draft: MessageDraft,
        uploads: Vec<Upload>,
    ) -> Result<Id, ApiError> {
        let mut wanted = Permissions::SEND_MESSAGES;
        if !uploads.is_empty() {
            wanted |= Permissions::ATTACH_FILES;
        }
        if draft
            .embeds
            .iter()
            .flatten()
            .any(|embeds| !embeds.is_empty())
        {
            wanted |= Permissions::EMBED_LINKS;
        }
        self.demand(author, channel, wanted)?;
        let place = self.channel(channel)?;
        if !place.takes_messages() {
            return Err(ApiError::not_a_text_channel());
        }
        self.check_direct(author, place)?;
        if let Some(thread) = &place.thread
            && thread.locked
            && !self
                .permissions(author, channel)
                .contains(Permissions::MANAGE_THREADS)
        {
            return Err(ApiError::thread_locked());
        }
        if let Some(earlier) = self.same_nonce(author, channel, &draft) {
            return Ok(earlier);
        }
        let reply_to = self.reply_target(channel, &draft)?;
        let kind = if reply_to.is_some() { 19 } else { 0 };
        let origin = MessageOrigin::Author;
        self.post(Posting {
            author,
            channel,
            origin,
            kind,
            only_for: None,
            reply_to,
            draft,
            uploads,
        })
    }

    /// Somebody who takes no direct messages gets none from the bot.
    fn check_direct(&self, author: Id, place: &Channel) -> Result<(), ApiError> {
        let closed = place
            .recipients
            .iter()
            .filter(|user| **user != author)
            .any(|user| {
                self.users
                    .get(user)
                    .is_none_or(|user| !user.direct_messages)
            });
        if author == self.bot() && closed {
            Err(ApiError::no_dms())
        } else {
            Ok(())
        }
    }

    fn same_nonce(&self, author: Id, channel: Id, draft: &MessageDraft) -> Option<Id> {
        let nonce = draft.nonce.as_ref().filter(|_| draft.enforce_nonce)?;
        let recent = self.now() - chrono::Duration::minutes(5);
        let messages = self.channels.get(&channel)?.messages.values().rev();
        let mut same = messages
            .take_while(|message| message.written > recent)
            .filter(|message| message.author == author && message.nonce.as_ref() == Some(nonce));
        same.next().map(|message| message.id)
    }

    fn reply_target(&self, channel: Id, draft: &MessageDraft) -> Result<Option<Id>, ApiError> {
        let Some(reference) = &draft.message_reference else {
            return Ok(None);
        };
        let target = reference["message_id"]
            .as_str()
            .and_then(|id| id.parse().ok());
        let Some(target) = target else {
            return Ok(None);
        };
        if self.message(channel, target).is_ok() {
            return Ok(Some(target));
        }
        if reference["fail_if_not_exists"] == json!(false) {
            return Ok(None);
        }
        let (code, message) = ("REPLIES_UNKNOWN_MESSAGE", "Unknown message");
        Err(ApiError::invalid_field("message_reference", code, message))
    }
}
