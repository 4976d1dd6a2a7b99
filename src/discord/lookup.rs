//! Which integrations a command may mean: those that are active in this server, and those that the user owns.
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

/// One that is active here or owned by the user, by name or slug in any case; of two, the active one.
pub async fn named(request: &Request, guild: GuildId, typed: &str) -> Outcome<Found> {
    let integrations = &request.bot.integrations;
    let active = integrations.active(guild).await?;
    let found = active
        .into_iter()
        .find(|active| is_called(&active.integration, typed));
    match found {
        Some(active) => Ok(active.into()),
        None => Ok(integrations
            .find_owned(request.caller.user, typed)
            .await?
            .into()),
    }
}

/// One that is active here or owned by the user.
pub async fn visible(request: &Request, guild: GuildId, id: IntegrationId) -> Outcome<Found> {
    let integrations = &request.bot.integrations;
    let active = integrations.active(guild).await?;
    let found = active
        .into_iter()
        .find(|active| active.integration.id == id);
    if let Some(active) = found {
        return Ok(active.into());
    }
    match integrations.owned(request.caller.user, id).await {
        Ok(owned) => Ok(owned.into()),
        Err(Failure::Refused(_)) => Err(Failure::refused("integration-commands-gone")),
        Err(fault) => Err(fault),
    }
}

/// Whether it is asked, or waits for an admin's consent.
pub fn standing(active: &Active) -> Standing {
    if active.paused {
        Standing::Paused
    } else {
        Standing::Active
    }
}

fn is_called(integration: &Integration, typed: &str) -> bool {
    let typed = typed.trim().to_lowercase().replace(' ', "_");
    integration.manifest.slug() == typed
}
