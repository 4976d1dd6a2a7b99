//! Messages in channels and direct messages.

use serde::Deserialize;
use serde_json::{Value, json};
use serenity::all::{
    ChannelId as LibraryChannelId, LightMethod, MessageId as LibraryMessageId, Route,
};

use super::call::Call;
use super::{DiscordError, Message, Outbound, Row};
use crate::model::{ChannelId, MessageId, UserId};

#[derive(Deserialize)]
struct Posted<Id> {
    id: Id,
}

/// What is asked about a message that was posted before.
#[derive(Debug, Deserialize)]
struct PostedMessage {
    id: MessageId,
    author: PostedAuthor,
    #[serde(default)]
    components: Value,
}

#[derive(Debug, Deserialize)]
struct PostedAuthor {
    id: UserId,
}

impl Outbound {
    /// Posts a message. Only one with a nonce is tried again when the first try may have worked.
    pub async fn post(
        &self,
        channel: ChannelId,
        message: &Message,
    ) -> Result<MessageId, DiscordError> {
        let route = Route::ChannelMessages {
            channel_id: LibraryChannelId::new(channel.get()),
        };
        let mut call = Call::new(LightMethod::Post, route)
            .body(message.new_body())
            .file(message.file.as_ref());
        if message.nonce.is_none() {
            call = call.once();
        }
        self.ask::<Posted<MessageId>>(call)
            .await
            .map(|posted| posted.id)
    }

    /// Replaces a message of the bot.
    pub async fn edit(
        &self,
        channel: ChannelId,
        message: MessageId,
        with: &Message,
    ) -> Result<(), DiscordError> {
        let call = Call::new(LightMethod::Patch, message_route(channel, message))
            .body(with.body())
            .file(with.file.as_ref());
        self.tell(call).await
    }

    /// Puts one row of components in the place of all of a message's, and leaves the rest of it.
    pub async fn edit_rows(
        &self,
        channel: ChannelId,
        message: MessageId,
        row: &Row,
    ) -> Result<(), DiscordError> {
        let call = Call::new(LightMethod::Patch, message_route(channel, message))
            .body(Message::rows_body(std::slice::from_ref(row)));
        self.tell(call).await
    }

    /// Deletes a message; one that is gone already is no error.
    pub async fn delete_message(
        &self,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<(), DiscordError> {
        let call = Call::new(LightMethod::Delete, message_route(channel, message));
        match self.tell(call).await {
            Err(error) if error.is_unknown() => Ok(()),
            other => other,
        }
    }

    /// Whether a message of the bot is there.
    pub async fn message_exists(
        &self,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<bool, DiscordError> {
        let call = Call::new(LightMethod::Get, message_route(channel, message));
        match self.tell(call).await {
            Ok(()) => Ok(true),
            Err(error) if error.is_unknown() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The bot's message among the hundred after another one that carries a component with this custom id. A channel's own
    /// id stands for its beginning.
    pub async fn find_message(
        &self,
        channel: ChannelId,
        after: MessageId,
        bot: UserId,
        custom_id: &str,
    ) -> Result<Option<MessageId>, DiscordError> {
        let route = Route::ChannelMessages {
            channel_id: LibraryChannelId::new(channel.get()),
        };
        let call = Call::new(LightMethod::Get, route)
            .parameter("after", &after)
            .parameter("limit", &100);
        let messages: Vec<PostedMessage> = self.ask(call).await?;
        Ok(messages
            .into_iter()
            .find(|message| {
                message.author.id == bot && has_custom_id(&message.components, custom_id)
            })
            .map(|message| message.id))
    }

    /// Sends a direct message.
    pub async fn direct_message(
        &self,
        user: UserId,
        message: &Message,
    ) -> Result<MessageId, DiscordError> {
        let call = Call::new(LightMethod::Post, Route::UserMeDmChannels)
            .body(json!({ "recipient_id": user }));
        let channel: Posted<ChannelId> = self.ask(call).await?;
        self.post(channel.id, message).await
    }
}

fn message_route(channel: ChannelId, message: MessageId) -> Route<'static> {
    Route::ChannelMessage {
        channel_id: LibraryChannelId::new(channel.get()),
        message_id: LibraryMessageId::new(message.get()),
    }
}

fn has_custom_id(components: &Value, custom_id: &str) -> bool {
    match components {
        Value::Array(list) => list.iter().any(|inner| has_custom_id(inner, custom_id)),
        Value::Object(component) => {
            component.get("custom_id").and_then(Value::as_str) == Some(custom_id)
                || component
                    .get("components")
                    .is_some_and(|inner| has_custom_id(inner, custom_id))
        }
        _ => false,
    }
}
