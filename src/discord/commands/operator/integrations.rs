//! `/operator integrations`

use serenity::all::CreateAutocompleteResponse;

use crate::discord::components::operator as presses;
use crate::discord::{Context, Request, suggest, views};
use crate::integrations::Integration;
use crate::model::{Failure, Outcome, Text};
use crate::render::markdown;

/// Discord offers the subcommands only.
#[expect(clippy::unused_async, reason = "the shape of every command")]
#[poise::command(
    slash_command,
    subcommand_required,
    subcommands("pending", "approve", "reject")
)]
pub(super) async fn integrations(_context: Context<'_>) -> Outcome<()> {
    Ok(())
}

/// Lists what waits.
#[poise::command(slash_command)]
async fn pending(context: Context<'_>) -> Outcome<()> {
    let request = Request::of(context).await;
    request.must_operate()?;
    presses::pending(&request, 0).await
}

/// Approves what waits, and shows it: unless it was changed after this operator looked at it.
#[poise::command(slash_command)]
async fn approve(
    context: Context<'_>,
    #[autocomplete = "waiting"]
    #[max_length = 100]
    integration: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    request.must_operate()?;
    let integrations = &request.bot.integrations;
    let found = integrations.find_submission(&integration).await?;
    let (id, version) = (found.integration.id, found.integration.version);
    let name = markdown::escape(&found.integration.manifest.name);
    if found.integration.publication.queued_at.is_none() {
        let text = Text::new("operator-approve-not-waiting");
        return Err(text.with("name", name).into());
    }
    let operating = &request.bot.operating;
    if operating.has_seen_another(request.caller.user, id, version) {
        operating.show(request.caller.user, id, version);
        let text = Text::new("operator-approve-look-again").with("name", name);
        let logo = request.bot.logo(&found.integration);
        let mut card = views::operator::card(&found, request.language()).thumbnail(logo);
        card.content = request.words(&text);
        request.show(&card).await;
        return Ok(());
    }
    presses::approve(&request, id, version).await
}

/// Turns down what waits; takes down what is public, after a question.
#[poise::command(slash_command)]
async fn reject(
    context: Context<'_>,
    #[autocomplete = "submitted"]
    #[max_length = 100]
    integration: String,
    #[max_length = 500] reason: Option<String>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    request.must_operate()?;
    let integrations = &request.bot.integrations;
    let found = integrations.find_submission(&integration).await?;
    let (id, version) = (found.integration.id, found.integration.version);
    if found.integration.publication.queued_at.is_some() {
        return presses::reject(&request, id, version, reason.as_deref()).await;
    }
    presses::ask_take_down(&request, &found, reason).await;
    Ok(())
}

/// What waits for approval.
async fn waiting(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    suggest::labelled(names(context, false).await.unwrap_or_default(), typed)
}

/// What waits, and what is in the catalogue.
async fn submitted(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let mut names = names(context, true).await.unwrap_or_default();
    let request = Request::of(context).await;
    if request.must_operate().is_ok() {
        let public = request.bot.integrations.public_names(typed).await;
        for name in public.unwrap_or_default() {
            if !names.iter().any(|(_, value)| *value == name) {
                names.push((name.clone(), name));
            }
        }
    }
    suggest::labelled(names, typed)
}

/// Each by its name; where two share one, by the id, with the owner beside the name.
async fn names(context: Context<'_>, with_removals: bool) -> Outcome<Vec<(String, String)>> {
    let request = Request::of(context).await;
    request.must_operate()?;
    let waiting = request.bot.integrations.submissions().await?;
    let listed = |one: &&Integration| with_removals || one.publication.queued_at.is_some();
    let names = waiting.iter().filter(listed).map(|one| {
        let name = one.manifest.name.clone();
        let slug = one.manifest.slug();
        let is_unique = waiting
            .iter()
            .all(|other| other.id == one.id || other.manifest.slug() != slug);
        if is_unique {
            (name.clone(), name)
        } else {
            (format!("{name} ({})", one.owner), one.id.to_string())
        }
    });
    Ok::<_, Failure>(names.collect())
}
