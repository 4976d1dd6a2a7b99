//! `/notify list`, `test`, `log` and `remove`

use crate::discord::components::confirmation;
use crate::discord::components::notify::{NotifyPress, list as show_list, log as show_log};
use crate::discord::outbound::Message;
use crate::discord::{Context, CustomId, Request, suggest, views};
use crate::model::{Outcome, Text};

/// Lists the targets with their health.
#[poise::command(slash_command)]
pub(super) async fn list(context: Context<'_>) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    show_list(&request, guild, 0).await
}

/// Tells a target something now.
#[poise::command(slash_command)]
pub(super) async fn test(
    context: Context<'_>,
    #[autocomplete = "suggest::targets"]
    #[max_length = 100]
    target: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let notify = &request.bot.notify;
    let target = notify.find(guild, &target).await?;
    let attempt = notify.test(guild, target.id).await?;
    let message = views::notify::tested(&target, &attempt, request.language());
    request.show(&message).await;
    Ok(())
}

/// Shows the last deliveries.
#[poise::command(slash_command)]
pub(super) async fn log(
    context: Context<'_>,
    #[autocomplete = "suggest::targets"]
    #[max_length = 100]
    target: Option<String>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let target = match target {
        Some(name) => Some(request.bot.notify.find(guild, &name).await?.id),
        None => None,
    };
    show_log(&request, guild, target, 0).await
}

/// Asks whether a target is to be removed.
#[poise::command(slash_command)]
pub(super) async fn remove(
    context: Context<'_>,
    #[autocomplete = "suggest::targets"]
    #[max_length = 100]
    target: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let target = request.bot.notify.find(guild, &target).await?;
    let question = Text::new("notify-remove-question")
        .with("name", &target.name)
        .with("address", &target.address);
    let confirm = CustomId::Notify(NotifyPress::Remove(target.id));
    let buttons = confirmation(request.language(), confirm);
    request
        .show(&Message::text(request.words(&question)).buttons(buttons))
        .await;
    Ok(())
}
