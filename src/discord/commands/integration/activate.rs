//! `/integration activate`, `secrets` and `deactivate`

use crate::discord::commands::AnswersWithModal;
use crate::discord::components::confirmation;
use crate::discord::components::integration::{IntegrationPress, begin};
use crate::discord::outbound::Message;
use crate::discord::{Context, CustomId, Request, lookup, suggest, views};
use crate::integrations::Active;
use crate::model::{Failure, Outcome, Text};
use crate::render::markdown;

/// Asks for the secrets, or shows the card where there are none.
#[poise::command(slash_command, custom_data = "AnswersWithModal")]
pub(super) async fn activate(
    context: Context<'_>,
    #[autocomplete = "suggest::available"]
    #[max_length = 100]
    integration: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let integrations = &request.bot.integrations;
    let found = integrations.find_available(guild, request.caller.user, &integration);
    let found = request.before_modal(found).await?;
    begin(&request, guild, &found).await
}

/// Asks for the secrets of an active integration again.
#[poise::command(slash_command, custom_data = "AnswersWithModal")]
pub(super) async fn secrets(
    context: Context<'_>,
    #[autocomplete = "suggest::active"]
    #[max_length = 100]
    integration: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let (active, found) = request
        .before_modal(async {
            let active = lookup::active(&request, guild, &integration).await?;
            let integrations = &request.bot.integrations;
            let user = request.caller.user;
            let found = integrations.available(user, active.integration.id).await?;
            Ok((active, found))
        })
        .await?;
    if found.manifest.secrets.is_empty() {
        return Err(Failure::refused("integration-commands-no-secrets"));
    }
    let parameters = |name: &str| parameter(&active, name);
    let modal = views::activation::modal(&found, &parameters, request.language());
    request.show_modal(&modal).await
}

/// Asks whether an integration is to be deactivated.
#[poise::command(slash_command)]
pub(super) async fn deactivate(
    context: Context<'_>,
    #[autocomplete = "suggest::active"]
    #[max_length = 100]
    integration: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let active = lookup::active(&request, guild, &integration).await?;
    let integration = active.integration;
    let question = Text::new("integration-commands-deactivate-question")
        .with("name", markdown::escape(&integration.manifest.name));
    let confirm = IntegrationPress::Deactivate(integration.id);
    let buttons = confirmation(request.language(), CustomId::Integration(confirm));
    let message = Message::text(request.words(&question)).buttons(buttons);
    request.show(&message).await;
    Ok(())
}

/// A value that this server's admins may see.
fn parameter(active: &Active, name: &str) -> Option<String> {
    let secrets = &active.integration.manifest.secrets;
    let is_parameter = secrets
        .iter()
        .any(|secret| secret.name == name && !secret.sensitive);
    let value = active.secrets.get(name).filter(|_| is_parameter)?;
    Some(value.expose().to_owned())
}
