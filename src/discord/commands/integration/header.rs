//! `/integration header set` and `/integration header remove`

use crate::discord::components::confirmation;
use crate::discord::components::integration::{IntegrationPress, Part};
use crate::discord::outbound::Message;
use crate::discord::{Context, CustomId, Request, changes, suggest};
use crate::integrations::changes::put_header;
use crate::model::{Outcome, Text};
use crate::render::markdown;

/// Discord offers the subcommands only.
#[expect(clippy::unused_async, reason = "the shape of every command")]
#[poise::command(slash_command, subcommand_required, subcommands("set", "remove"))]
pub(super) async fn header(_context: Context<'_>) -> Outcome<()> {
    Ok(())
}

/// Sets a header of the request.
#[poise::command(slash_command)]
async fn set(
    context: Context<'_>,
    #[autocomplete = "suggest::owned"]
    #[max_length = 100]
    integration: String,
    #[autocomplete = "suggest::headers"]
    #[max_length = 100]
    name: String,
    value: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let integrations = &request.bot.integrations;
    let owned = integrations.find_owned(request.caller.user, &integration);
    let owned = owned.await?;
    changes::apply(&request, guild, owned.id, |manifest| {
        put_header(manifest, None, name.trim(), value.trim())
    })
    .await
}

/// Asks whether a header is to be taken away.
#[poise::command(slash_command)]
async fn remove(
    context: Context<'_>,
    #[autocomplete = "suggest::owned"]
    #[max_length = 100]
    integration: String,
    #[autocomplete = "suggest::headers"]
    #[max_length = 100]
    name: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    ask_removal(&request, &integration, Part::Header, &name).await
}

/// Asks before a part of a manifest goes.
pub(super) async fn ask_removal(
    request: &Request,
    integration: &str,
    part: Part,
    name: &str,
) -> Outcome<()> {
    request.managed_guild()?;
    let integrations = &request.bot.integrations;
    let owned = integrations.find_owned(request.caller.user, integration);
    let owned = owned.await?;
    let name = changes::find(&owned.manifest, part, name)?;
    let question = match part {
        Part::Header => Text::new("integration-commands-remove-header"),
        Part::Secret => Text::new("integration-commands-remove-secret"),
        Part::Placeholder => Text::new("integration-commands-remove-placeholder"),
    };
    let question = question.with("name", markdown::code(&name));
    let confirm = IntegrationPress::Remove(part, owned.id, name);
    let buttons = confirmation(request.language(), CustomId::Integration(confirm));
    let message = Message::text(request.words(&question)).buttons(buttons);
    request.show(&message).await;
    Ok(())
}
