//! `/integration delete`

use crate::discord::components::confirmation_or;
use crate::discord::components::integration::IntegrationPress;
use crate::discord::outbound::Message;
use crate::discord::{Context, CustomId, Request, suggest};
use crate::integrations::Integration;
use crate::model::{Outcome, Text};
use crate::render::markdown;

/// Asks whether an integration is to be deleted.
#[poise::command(slash_command)]
pub(super) async fn delete(
    context: Context<'_>,
    #[autocomplete = "suggest::owned"]
    #[max_length = 100]
    integration: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    request.managed_guild()?;
    let integrations = &request.bot.integrations;
    let owned = integrations.find_owned(request.caller.user, &integration);
    let owned = owned.await?;
    ask(&request, &owned, CustomId::Cancel).await
}

/// Asks, with this behind **Cancel**.
pub(in crate::discord) async fn ask(
    request: &Request,
    owned: &Integration,
    cancel: CustomId,
) -> Outcome<()> {
    let servers = request.bot.store.activation_count(owned.id).await?;
    let question = Text::new("integration-commands-delete-question")
        .with("name", markdown::escape(&owned.manifest.name))
        .count("servers", servers);
    let confirm = IntegrationPress::Delete(owned.id);
    let buttons = confirmation_or(request.language(), CustomId::Integration(confirm), cancel);
    let message = Message::text(request.words(&question)).buttons(buttons);
    request.show(&message).await;
    Ok(())
}
