//! `/integration test`

use serenity::all::UserId as LibraryUserId;

use crate::discord::{Context, Request, lookup, suggest, views};
use crate::integrations::request::RequestContext;
use crate::model::{Failure, Outcome, UserId};

/// Makes the request as a ticket would, and shows every step.
#[poise::command(slash_command)]
pub(super) async fn test(
    context: Context<'_>,
    #[autocomplete = "suggest::active"]
    #[max_length = 100]
    integration: String,
    user: Option<LibraryUserId>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let user = user.map_or(request.caller.user, |user| UserId::new(user.get()));
    run(&request, &integration, user).await
}

/// Nothing is sent before an admin has confirmed what is sent to whom, not even a test.
async fn run(request: &Request, integration: &str, user: UserId) -> Outcome<()> {
    let guild = request.managed_guild()?;
    let bot = &request.bot;
    let active = lookup::active(request, guild, integration).await?;
    if active.paused {
        return Err(Failure::refused("integrations-why-paused"));
    }
    let owner = active.integration.owner;
    let is_owner = owner == request.caller.user;
    if !is_owner && !bot.still_manages(guild, owner).await {
        return Err(Failure::refused("integrations-why-owner"));
    }
    let manifest = &active.integration.manifest;
    let about = RequestContext {
        guild,
        user,
        ticket_number: None,
        channel: Some(request.channel),
        is_new_ticket: false,
        form: Vec::new(),
    };
    let trial = bot.integrations.trial(manifest, &active.secrets, &about);
    let mut trial = trial.await;
    if !is_owner {
        trial = trial.for_stranger();
    }
    let message = views::trace::trace(&manifest.name, user, &trial, request.language());
    request.show(&message).await;
    Ok(())
}
