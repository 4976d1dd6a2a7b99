//! Which integrations a command may mean: those that are active in this server, those that the user owns, and those of
//! the catalogue.
//!
//! Everything else does not exist for this user, whatever name was typed and whatever a custom id says.

use std::collections::BTreeMap;

use super::Request;
use super::views::integration::Standing;
use crate::integrations::{Active, Integration};
use crate::model::{Failure, GuildId, IntegrationId, Outcome, Text};
use crate::render::markdown;

/// An integration as it stands in the server that asks.
#[derive(Clone, Debug)]
pub struct Found {
    /// The integration.
    pub integration: Integration,
    /// Whether it is active here.
    pub standing: Standing,
    /// What was entered here for the secrets that are none.
    pub parameters: BTreeMap<String, String>,
    /// How many servers use it: known where the user owns it, and otherwise nobody's business.
    pub servers: i64,
}

impl From<Active> for Found {
    fn from(active: Active) -> Self {
        let secrets = &active.integration.manifest.secrets;
        let parameters = secrets
            .iter()
            .filter(|secret| !secret.sensitive)
            .filter_map(|secret| {
                let value = active.secrets.get(&secret.name)?;
                Some((secret.name.clone(), value.expose().to_owned()))
            })
            .collect();
        Self {
            standing: standing(&active),
            integration: active.integration,
            parameters,
            servers: 0,
        }
    }
}

impl From<Integration> for Found {
    /// One that is not active here.
    fn from(integration: Integration) -> Self {
        Self {
            integration,
            standing: Standing::Inactive,
            parameters: BTreeMap::new(),
            servers: 0,
        }
    }
}

/// One that is active here, by name or slug in any case.
pub async fn active(request: &Request, guild: GuildId, typed: &str) -> Outcome<Active> {
    let active = request.bot.integrations.active(guild).await?;
    active
        .into_iter()
        .find(|active| is_called(&active.integration, typed))
        .ok_or_else(|| {
            Text::new("integration-commands-not-active")
                .with("name", markdown::escape(typed.trim()))
                .into()
        })
}

/// One that is active here or owned by the user, by name or slug in any case; of two, the active one, which must not wait
/// for an admin's consent.
pub async fn testable(request: &Request, guild: GuildId, typed: &str) -> Outcome<IntegrationId> {
    let refused = match active(request, guild, typed).await {
        Ok(active) if active.withdrawn => {
            return Err(Failure::refused("integrations-why-withdrawn"));
        }
        Ok(active) if active.paused => return Err(Failure::refused("integrations-why-paused")),
        Ok(active) => return Ok(active.integration.id),
        Err(Failure::Refused(text)) => text,
        Err(fault) => return Err(fault),
    };
    let integrations = &request.bot.integrations;
    match integrations.find_owned(request.caller.user, typed).await {
        Ok(owned) => Ok(owned.id),
        Err(Failure::Refused(_)) => Err(Failure::Refused(refused)),
        Err(fault) => Err(fault),
    }
}

/// One that is active here, owned by the user or in the catalogue, by name or slug in any case; of several, in this
/// order. An owner gets theirs as it is, others what runs.
pub async fn named(request: &Request, guild: GuildId, typed: &str) -> Outcome<Found> {
    let integrations = &request.bot.integrations;
    let active = integrations.active(guild).await?;
    let found = active
        .iter()
        .find(|active| is_called(&active.integration, typed));
    if let Some(active) = found {
        return as_seen(request, active.clone().into()).await;
    }
    match integrations.find_owned(request.caller.user, typed).await {
        Ok(owned) => {
            // Active under the name that was approved.
            let active = active
                .into_iter()
                .find(|active| active.integration.id == owned.id);
            as_seen(request, active.map_or_else(|| owned.into(), Found::from)).await
        }
        Err(Failure::Refused(text)) => match integrations.find_public(typed).await? {
            Some(public) => Ok(public.into()),
            None => Err(Failure::Refused(text)),
        },
        Err(fault) => Err(fault),
    }
}

/// One that is active here, owned by the user or in the catalogue.
pub async fn visible(request: &Request, guild: GuildId, id: IntegrationId) -> Outcome<Found> {
    let integrations = &request.bot.integrations;
    let active = integrations.active(guild).await?;
    let found = active
        .into_iter()
        .find(|active| active.integration.id == id);
    if let Some(active) = found {
        return as_seen(request, active.into()).await;
    }
    match integrations.available(request.caller.user, id).await {
        Ok(found) => as_seen(request, found.into()).await,
        Err(Failure::Refused(_)) => Err(Failure::refused("integration-commands-gone")),
        Err(fault) => Err(fault),
    }
}

/// To its owner an integration is what they have made of it, whatever runs.
async fn as_seen(request: &Request, mut found: Found) -> Outcome<Found> {
    let user = request.caller.user;
    let id = found.integration.id;
    if found.integration.owner == user {
        let bot = &request.bot;
        found.integration = bot.integrations.owned(user, id).await?;
        found.servers = bot.store.activation_count(id).await?;
    }
    Ok(found)
}

/// Whether it is asked, or waits for an admin's consent.
pub fn standing(active: &Active) -> Standing {
    if active.withdrawn {
        Standing::Withdrawn
    } else if active.paused {
        Standing::Paused
    } else {
        Standing::Active
    }
}

fn is_called(integration: &Integration, typed: &str) -> bool {
    let typed = typed.trim().to_lowercase().replace(' ', "_");
    integration.manifest.slug() == typed
}
