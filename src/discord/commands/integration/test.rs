//! `/integration test`

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serenity::all::UserId as LibraryUserId;

use crate::discord::commands::AnswersWithModal;
use crate::discord::components::integration::try_out;
use crate::discord::{Context, Request, lookup, suggest, views};
use crate::i18n;
use crate::integrations::{Integration, Trial, request::RequestContext};
use crate::model::{Failure, GuildId, IntegrationId, Language, Outcome, UserId};
use crate::store::{FetchRecord, FetchSource};
use crate::vault::Secret;

/// Makes the request as a ticket would, and shows every step.
#[poise::command(slash_command, custom_data = "AnswersWithModal")]
pub(super) async fn test(
    context: Context<'_>,
    #[autocomplete = "suggest::testable"]
    #[max_length = 100]
    integration: String,
    user: Option<LibraryUserId>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let user = user.map_or(request.caller.user, |user| UserId::new(user.get()));
    run(&request, &integration, user).await
}

/// One that is active here, or that the user owns.
async fn run(request: &Request, integration: &str, user: UserId) -> Outcome<()> {
    let guild = request.managed_guild()?;
    let found = request.before_modal(lookup::testable(request, guild, integration));
    let found = found.await?;
    try_out(request, guild, found, user).await
}

/// Makes the request with these secrets, and answers with the trace.
pub(in crate::discord) async fn trace(
    request: &Request,
    guild: GuildId,
    integration: &Integration,
    secrets: &BTreeMap<String, Secret>,
    user: UserId,
) -> Outcome<()> {
    let bot = &request.bot;
    let owner = integration.owner;
    let is_owner = owner == request.caller.user;
    let is_public = integration.is_public();
    if !is_owner && !is_public && !bot.still_manages(guild, owner).await {
        return Err(Failure::refused("integrations-why-owner"));
    }
    let manifest = &integration.manifest;
    let about = RequestContext {
        guild,
        user,
        ticket_number: None,
        channel: Some(request.channel),
        is_new_ticket: false,
        form: (!is_public).then(Vec::new),
    };
    let at = bot.clock.now();
    let trial = bot.integrations.trial_of(integration, secrets, &about);
    let mut trial = trial.await;
    let record = record(guild, integration.id, at, &trial);
    if let Err(error) = bot.store.record_fetch(&record).await {
        tracing::warn!(%error, "a test is missing in the log");
    }
    if !is_owner {
        trial = trial.for_stranger();
    }
    let language = request.language();
    let mut messages = views::trace::trace(&manifest.name, user, &trial, language);
    if let Some(first) = messages.first_mut() {
        let suggestions = if is_owner {
            trial.suggestions.as_slice()
        } else {
            &[]
        };
        let is_in_editor = request.message.is_some();
        first.rows = views::editor::after_test(integration, suggestions, is_in_editor, language);
    }
    for (position, message) in messages.iter().enumerate() {
        if position == 0 {
            request.show(message).await;
        } else {
            request.responder.add(message).await;
        }
    }
    Ok(())
}

/// The line of `/integration log`.
fn record(
    guild: GuildId,
    integration: IntegrationId,
    at: DateTime<Utc>,
    trial: &Trial,
) -> FetchRecord {
    let status = trial.steps.iter().find(|step| step.name == "status");
    let elapsed: Duration = trial.steps.iter().map(|step| step.elapsed).sum();
    FetchRecord {
        guild,
        integration,
        at,
        status: status.and_then(|step| step.detail.split(' ').next()?.parse().ok()),
        duration_milliseconds: i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX),
        error: trial
            .error
            .as_ref()
            .map(|error| i18n::words(Language::English, error)),
        source: FetchSource::Tested,
    }
}
