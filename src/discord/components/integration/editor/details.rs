//! **Request** and **Details**: what stands once in a manifest.

use super::owned;
use crate::discord::views::editor::{self, field};
use crate::discord::{Request, changes};
use crate::integrations::changes::Details;
use crate::model::{Failure, GuildId, IntegrationId, Outcome};

/// Opens the request.
pub(super) async fn ask_request(request: &Request, integration: IntegrationId) -> Outcome<()> {
    let owned = owned(request, integration).await?;
    let modal = editor::request_modal(&owned, request.language());
    request.show_modal(&modal).await
}

/// Opens name, description and links.
pub(super) async fn ask_details(request: &Request, integration: IntegrationId) -> Outcome<()> {
    let owned = owned(request, integration).await?;
    let modal = editor::details_modal(&owned, request.language());
    request.show_modal(&modal).await
}

/// The request was filled in.
pub(super) async fn save_request(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
) -> Outcome<()> {
    let seconds = match request.typed(field::CACHE) {
        None => 0,
        Some(typed) => typed
            .parse()
            .map_err(|_| Failure::refused("editor-cache-no-number"))?,
    };
    let details = Details {
        url: Some(typed(request, field::URL)),
        method: Some(typed(request, field::METHOD)),
        validation_url: Some(typed(request, field::VALIDATION)),
        cache_seconds: Some(seconds),
        ..Details::default()
    };
    save(request, guild, integration, &details).await
}

/// Name, description and links were filled in.
pub(super) async fn save_details(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
) -> Outcome<()> {
    let details = Details {
        name: Some(typed(request, field::NAME)),
        description: Some(typed(request, field::DESCRIPTION)),
        logo_url: Some(typed(request, field::LOGO)),
        privacy_policy_url: Some(typed(request, field::POLICY)),
        ..Details::default()
    };
    save(request, guild, integration, &details).await
}

async fn save(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    details: &Details,
) -> Outcome<()> {
    changes::apply(request, guild, integration, |manifest| {
        details.apply(manifest);
        Ok(())
    })
    .await
}

/// What stands in a field; one that was emptied says so.
fn typed(request: &Request, name: &str) -> String {
    request.typed(name).unwrap_or_default().to_owned()
}
