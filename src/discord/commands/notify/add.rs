//! `/notify slack`, `discord` and `webhook`

use crate::discord::{Context, Request, suggest, views};
use crate::model::{Outcome, TargetKind};

/// Sends events to a channel of Slack.
#[poise::command(slash_command)]
pub(super) async fn slack(
    context: Context<'_>,
    #[max_length = 2000] url: String,
    #[autocomplete = "suggest::events"]
    #[max_length = 500]
    events: Option<String>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    add(&request, TargetKind::Slack, &url, events.as_deref()).await
}

/// Sends events to a channel of Discord, here or elsewhere.
#[poise::command(slash_command)]
pub(super) async fn discord(
    context: Context<'_>,
    #[max_length = 2000] url: String,
    #[autocomplete = "suggest::events"]
    #[max_length = 500]
    events: Option<String>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    add(&request, TargetKind::Discord, &url, events.as_deref()).await
}

/// Sends events to any URL, signed.
#[poise::command(slash_command)]
pub(super) async fn webhook(
    context: Context<'_>,
    #[max_length = 2000] url: String,
    #[autocomplete = "suggest::events"]
    #[max_length = 500]
    events: Option<String>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    add(&request, TargetKind::Webhook, &url, events.as_deref()).await
}

async fn add(request: &Request, kind: TargetKind, url: &str, events: Option<&str>) -> Outcome<()> {
    let guild = request.managed_guild()?;
    let by = request.caller.user;
    let added = request.bot.notify.add(guild, kind, url, events, by).await?;
    let message = views::notify::added(&added, request.language());
    request.show(&message).await;
    Ok(())
}
