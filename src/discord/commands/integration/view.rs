//! `/integration view`, `list` and `log`

use crate::discord::components::integration::{Scope, list as show_list, log as show_log};
use crate::discord::{Context, Request, lookup, suggest, views};
use crate::model::Outcome;

/// Shows an integration's card.
#[poise::command(slash_command)]
pub(super) async fn view(
    context: Context<'_>,
    #[autocomplete = "suggest::visible"]
    #[max_length = 100]
    integration: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let found = lookup::named(&request, guild, &integration).await?;
    let is_owner = found.integration.owner == request.caller.user;
    let card = views::integration::card(&found, is_owner, request.language());
    let logo = request.bot.logo(&found.integration);
    request.show(&card.thumbnail(logo)).await;
    Ok(())
}

/// Lists the integrations.
#[poise::command(slash_command)]
pub(super) async fn list(context: Context<'_>, scope: Option<Scope>) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    show_list(&request, guild, scope.unwrap_or(Scope::Both), 0).await
}

/// Shows the last fetches in this server.
#[poise::command(slash_command)]
pub(super) async fn log(
    context: Context<'_>,
    #[autocomplete = "suggest::visible"]
    #[max_length = 100]
    integration: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let found = lookup::named(&request, guild, &integration).await?;
    show_log(&request, guild, found.integration.id, 0).await
}
