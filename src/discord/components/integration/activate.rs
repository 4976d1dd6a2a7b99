//! From entered secrets to an active integration: the card, **Confirm**, **Cancel**.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::editor;
use crate::discord::outbound::{Acknowledgement, Message};
use crate::discord::pending::Waiting;
use crate::discord::{Request, lookup, views};
use crate::integrations::{Integration, Manifest, names::shadow};
use crate::model::{Failure, GuildId, IntegrationId, Outcome, Text};
use crate::vault::Secret;

/// Begins an activation: asks for the secrets, or shows the card where there are none. It is no use to type secrets for
/// nothing, so whether it could be activated is looked up first.
pub(in crate::discord) async fn begin(
    request: &Request,
    guild: GuildId,
    integration: &Integration,
) -> Outcome<()> {
    let integrations = &request.bot.integrations;
    let (id, user) = (integration.id, request.caller.user);
    if integration.manifest.secrets.is_empty() {
        let card = offer(request, guild, id, integration.version, BTreeMap::new());
        let card = request.before_modal(card).await?;
        request.responder.acknowledge(Acknowledgement::Update);
        request.show(&card).await;
        return Ok(());
    }
    let card = integrations.card(guild, user, id);
    request.before_modal(card).await?;
    let modal = views::activation::modal(integration, &|_| None, request.language());
    request.show_modal(&modal).await
}

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
async fn offer(
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
        is_in_editor: request.message.is_some(),
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
    let mut message =
        views::activation::activated(&activated.manifest, &placeholders, request.language());
    if waiting.is_in_editor {
        let found = lookup::visible(request, guild, activated.id).await?;
        let content = message.content;
        message = Message {
            content,
            ..editor::card(request, &found)
        };
    }
    request.show(&message).await;
    Ok(())
}

/// **Cancel** under the card.
pub(super) async fn forget(request: &Request, guild: GuildId, token: u64) -> Outcome<()> {
    let bot = Arc::clone(&request.bot);
    let user = request.caller.user;
    let text = Text::new("discord-cancelled");
    // Expired or not: afterwards it is gone.
    match bot.pending.take(token, guild, user, bot.clock.now()) {
        Ok(Some(waiting)) if waiting.is_in_editor => {
            editor::below(request, guild, waiting.integration, &text).await
        }
        _ => {
            request.say(&text).await;
            Ok(())
        }
    }
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
