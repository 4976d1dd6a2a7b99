//! The pages of `/integration list` and `/integration log`.

use super::Scope;
use crate::discord::views::catalogue::{Entry, Page};
use crate::discord::views::integration::Standing;
use crate::discord::views::integrations::Line;
use crate::discord::{Request, lookup, views};
use crate::integrations::Integration;
use crate::integrations::catalogue::MAX_SEARCH;
use crate::model::{GuildId, IntegrationId, Outcome};
use crate::render::embed;

/// Shows one page of the integrations.
pub(in crate::discord) async fn list(
    request: &Request,
    guild: GuildId,
    scope: Scope,
    page: usize,
) -> Outcome<()> {
    if scope == Scope::Public {
        return catalogue(request, guild, "", page).await;
    }
    let integrations = &request.bot.integrations;
    let user = request.caller.user;
    let active = integrations.active(guild).await?;
    let line = |integration: &Integration, standing| Line {
        id: integration.id,
        name: integration.shown_name(),
        host: integration.manifest.host(),
        standing,
        is_owner: integration.owner == user,
    };
    let mut lines: Vec<Line> = active
        .iter()
        .filter(|active| scope != Scope::Mine || active.integration.owner == user)
        .map(|active| line(&active.integration, lookup::standing(active)))
        .collect();
    if scope != Scope::Active {
        let owned = integrations.all_owned(user).await?;
        let inactive = owned.iter().filter(|owned| {
            !active
                .iter()
                .any(|active| active.integration.id == owned.id)
        });
        lines.extend(inactive.map(|owned| line(owned, Standing::Inactive)));
    }
    let message = views::integrations::list(&lines, scope, page, request.language());
    request.show(&message).await;
    Ok(())
}

/// Shows one page of the catalogue.
pub(in crate::discord) async fn catalogue(
    request: &Request,
    guild: GuildId,
    search: &str,
    page: usize,
) -> Outcome<()> {
    let integrations = &request.bot.integrations;
    let user = request.caller.user;
    let (found, active) = tokio::try_join!(
        integrations.catalogue(search, page),
        integrations.active(guild)
    )?;
    let mut entries = Vec::new();
    for integration in found.entries {
        let active = active
            .iter()
            .find(|one| one.integration.id == integration.id);
        let servers = if integration.owner == user {
            Some(request.bot.store.activation_count(integration.id).await?)
        } else {
            None
        };
        entries.push(Entry {
            name: integration.shown_name(),
            description: integration.manifest.description.clone(),
            host: integration.manifest.host(),
            standing: active.map_or(Standing::Inactive, lookup::standing),
            servers,
            logo: request.bot.logo(&integration),
        });
    }
    let page = Page {
        search: embed::cut(search.trim(), MAX_SEARCH),
        page: found.page,
        pages: found.pages,
        entries,
    };
    let message = views::catalogue::page(&page, request.language());
    request.show(&message).await;
    Ok(())
}

/// Shows one page of the last fetches in this server.
pub(in crate::discord) async fn log(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    page: usize,
) -> Outcome<()> {
    let found = lookup::visible(request, guild, integration).await?;
    let integration = found.integration;
    let fetches = request.bot.store.fetches(guild, integration.id).await?;
    let name = &integration.manifest.name;
    let message = views::fetches::log(name, integration.id, &fetches, page, request.language());
    request.show(&message).await;
    Ok(())
}
