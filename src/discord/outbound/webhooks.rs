//! Webhooks that admins made in Discord, executed by their id and token.

use std::time::Duration;

use serenity::all::{LightMethod, Route, WebhookId};
use tokio::time::Instant;

use super::call::Call;
use super::{DiscordError, Message, Outbound};
use crate::vault::Secret;

/// A rate limit that asks for more is the caller's to wait out.
const PATIENCE: Duration = Duration::from_secs(10);

impl Outbound {
    /// Says something through a webhook. It is not tried again when the first try may have worked.
    pub async fn execute_webhook(
        &self,
        webhook: u64,
        token: &Secret,
        message: &Message,
    ) -> Result<(), DiscordError> {
        let route = Route::WebhookWithToken {
            webhook_id: WebhookId::new(webhook),
            token: token.expose(),
        };
        let call = Call::new(LightMethod::Post, route)
            .parameter("wait", &true)
            .body(message.body())
            .once()
            .until(Instant::now() + PATIENCE);
        self.tell(call).await
    }
}
