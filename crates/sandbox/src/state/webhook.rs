//! Webhooks of channels.

use serde_json::{Value, json};

use super::World;
use crate::{error::ApiError, id::Id};

/// A webhook: who knows its token may write in its channel.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The webhook's id.
    pub id: Id,
    /// Its token.
    pub token: String,
    /// The channel it writes in.
    pub channel: Id,
    /// The name it writes under.
    pub name: String,
    /// Who made it.
    pub creator: Id,
}

impl World {
    /// Makes a webhook for a channel.
    pub fn create_webhook(&mut self, creator: Id, channel: Id, name: &str) -> Result<Id, ApiError> {
        self.channel(channel)?;
        if self
            .webhooks
            .values()
            .filter(|webhook| webhook.channel == channel)
            .count()
            >= 15
        {
            return Err(ApiError::too_many_webhooks());
        }
        let id = self.next_id();
        let token = super::interaction::token(id);
        let webhook = Webhook {
            id,
            token,
            channel,
            name: name.to_owned(),
            creator,
        };
        self.webhooks.insert(id, webhook);
        Ok(id)
    }

    /// The webhook as Discord sends it.
    pub fn webhook_payload(&self, webhook: &Webhook) -> Value {
        let guild = self
            .channels
            .get(&webhook.channel)
            .and_then(|channel| channel.guild);
        json!({
            "id": webhook.id, "type": 1, "guild_id": guild, "channel_id": webhook.channel,
            "user": self.users.get(&webhook.creator).map(super::User::payload),
            "name": webhook.name, "avatar": null, "token": webhook.token, "application_id": null,
            "url": format!("{}/api/webhooks/{}/{}", self.url, webhook.id, webhook.token),
        })
    }
}
