//! `/integration create`

use crate::discord::commands::choices::Method;
use crate::discord::{Context, Request, changes, views};
use crate::integrations::{Manifest, ManifestRequest};
use crate::model::{Outcome, Text};
use crate::render::markdown;

/// Makes an integration without headers, secrets and placeholders.
#[expect(clippy::too_many_arguments, reason = "one for each option")]
#[poise::command(slash_command)]
pub(super) async fn create(
    context: Context<'_>,
    name: String,
    url: String,
    method: Option<Method>,
    description: Option<String>,
    logo: Option<String>,
    privacy_policy: Option<String>,
    validation_url: Option<String>,
    cache_seconds: Option<u32>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let manifest = Manifest {
        frontdesk: 1,
        name: name.trim().to_owned(),
        description: description.unwrap_or_default().trim().to_owned(),
        logo_url: logo,
        privacy_policy_url: privacy_policy,
        request: ManifestRequest {
            method: method.unwrap_or(Method::Get).name().to_owned(),
            url: url.trim().to_owned(),
            ..ManifestRequest::default()
        },
        validation_url,
        cache_seconds: cache_seconds.unwrap_or_default(),
        secrets: Vec::new(),
        placeholders: Vec::new(),
    };
    store(&request, manifest).await
}

/// Stores a new integration of the user's and shows its card.
pub(super) async fn store(request: &Request, manifest: Manifest) -> Outcome<()> {
    request.managed_guild()?;
    let integrations = &request.bot.integrations;
    let created = integrations.create(request.caller.user, manifest).await?;
    let text = Text::new("integration-commands-created")
        .with("name", markdown::escape(&created.manifest.name));
    let logo = request.bot.logo(&created);
    let card = views::integration::card(&created.into(), true, request.language()).thumbnail(logo);
    request
        .show(&changes::above(request, &text, &[], card))
        .await;
    Ok(())
}
