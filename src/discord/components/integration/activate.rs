//! From entered secrets to an active integration: the card, **Confirm**, **Cancel**.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::discord::outbound::Message;
use crate::discord::pending::Waiting;
use crate::discord::{Request, views};
use crate::integrations::{Manifest, names::shadow};
use crate::model::{Failure, GuildId, IntegrationId, Outcome, Text};
use crate::vault::Secret;

/// The modal with the secrets was filled in.
pub(super) async fn entered(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    version: i64,
) -> Outcome<()> {
    let secrets = request
        .typed
        .iter()
        .map(|(name, value)| (name.clone(), Secret::new(value.trim())))
        .collect();
    let message = offer(request, guild, integration, version, secrets).await?;
    request.show(&message).await;
    Ok(())
}

/// The card of an activation. What was entered waits in memory: nothing is sent or stored before **Confirm**.
pub(in crate::discord) async fn offer(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    version: i64,
    secrets: BTreeMap<String, Secret>,
) -> Outcome<Message> {
    let bot = &request.bot;
    let user = request.caller.user;
    let card = bot.integrations.card(guild, user, integration).await?;
    if card.version != version {
        return Err(Failure::refused("integration-commands-changed-meanwhile"));
    }
    let token = bot.keep_pending(Waiting {
        guild,
        user,
        integration,
        version,
        secrets,
    });
    let logo = bot.logo_at(integration, card.logo_url.as_deref());
    Ok(views::activation::card(&card, token, request.language()).thumbnail(logo))
}

/// **Confirm** under the card.
pub(super) async fn confirmed(request: &Request, guild: GuildId, token: u64) -> Outcome<()> {
    let bot = &request.bot;
    let user = request.caller.user;
    let Some(waiting) = bot.pending.take(token, guild, user, bot.clock.now())? else {
        // A second press: the answer to the first one is on its way into the same message.
        return Ok(());
    };
    let activated = bot
        .integrations
        .activate(
            guild,
            user,
            waiting.integration,
            waiting.version,
            waiting.secrets,
        )
        .await?;
    let placeholders = shadows(request, guild, &activated.manifest).await?;
    let message =
        views::activation::activated(&activated.manifest, &placeholders, request.language());
    request.show(&message).await;
    Ok(())
}

/// **Cancel** under the card.
pub(super) async fn forget(request: &Request, guild: GuildId, token: u64) -> Outcome<()> {
    let bot = Arc::clone(&request.bot);
    // Expired or not: afterwards it is gone.
    drop(
        bot.pending
            .take(token, guild, request.caller.user, bot.clock.now()),
    );
    request.say(&Text::new("discord-cancelled")).await;
    Ok(())
}

/// The placeholders of an integration; true for those whose bare name means something else here.
async fn shadows(
    request: &Request,
    guild: GuildId,
    manifest: &Manifest,
) -> Outcome<Vec<(String, bool)>> {
    let active = request.bot.integrations.active(guild).await?;
    let slug = manifest.slug();
    Ok(manifest
        .placeholders
        .iter()
        .map(|placeholder| {
            let name = &placeholder.name;
            let is_shadowed = shadow(&active, &slug, name).is_some();
            (name.clone(), is_shadowed)
        })
        .collect())
}
