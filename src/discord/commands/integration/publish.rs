//! `/integration publish` and `unpublish`

use crate::discord::components::confirmation;
use crate::discord::components::integration::{
    IntegrationPress, PublicPress, unpublish as unpublish_now,
};
use crate::discord::outbound::Message;
use crate::discord::{Context, CustomId, Request, suggest};
use crate::integrations::Integration;
use crate::model::{Outcome, Text};
use crate::render::markdown;

/// Asks whether an integration is to be offered to everybody: the operator will see all of it.
#[poise::command(slash_command)]
pub(super) async fn publish(
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
    ask(&request, &question(&owned), PublicPress::Publish(owned.id)).await;
    Ok(())
}

/// Asks whether an integration is to be taken from the catalogue: others lose it.
#[poise::command(slash_command)]
pub(super) async fn unpublish(
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
    if !owned.is_public() {
        return unpublish_now(&request, owned.id).await;
    }
    let question = unpublish_question(&request, &owned).await?;
    ask(&request, &question, PublicPress::Unpublish(owned.id)).await;
    Ok(())
}

/// Whether it is to be offered to everybody.
pub(in crate::discord) fn question(owned: &Integration) -> Text {
    Text::new("publishing-question").with("name", markdown::escape(&owned.manifest.name))
}

/// Whether others are to lose it.
pub(in crate::discord) async fn unpublish_question(
    request: &Request,
    owned: &Integration,
) -> Outcome<Text> {
    let servers = request.bot.store.activation_count(owned.id).await?;
    Ok(Text::new("publishing-unpublish-question")
        .with("name", markdown::escape(&owned.manifest.name))
        .count("servers", servers))
}

async fn ask(request: &Request, question: &Text, confirm: PublicPress) {
    let confirm = CustomId::Integration(IntegrationPress::Public(confirm));
    let buttons = confirmation(request.language(), confirm);
    let message = Message::text(request.words(question)).buttons(buttons);
    request.show(&message).await;
}
