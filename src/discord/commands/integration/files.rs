//! `/integration import` and `/integration export`

use serenity::all::Attachment;

use super::create::store;
use crate::discord::outbound::{File, Message};
use crate::discord::{Context, Request, suggest};
use crate::integrations::{Integration, Manifest, manifest};
use crate::model::{Failure, Outcome, Text};
use crate::render::markdown;

/// The largest manifest.
const MOST_BYTES: usize = 64 * 1024;

/// Makes an integration from a file.
#[poise::command(slash_command)]
pub(super) async fn import(context: Context<'_>, file: Attachment) -> Outcome<()> {
    let request = Request::of(context).await;
    request.managed_guild()?;
    if usize::try_from(file.size).is_ok_and(|size| size > MOST_BYTES) {
        return Err(Failure::refused("integration-commands-file-too-large"));
    }
    // The address is Discord's own, never one that somebody typed.
    let bytes = request
        .bot
        .outbound
        .attachment(&file.url, MOST_BYTES)
        .await?;
    let bytes = bytes.ok_or_else(|| Failure::refused("integration-commands-file-too-large"))?;
    let policy = request.bot.integrations.egress.policy();
    let manifest = Manifest::parse(&bytes, policy).map_err(|errors| manifest::refusal(&errors))?;
    store(&request, manifest).await
}

/// Hands an integration of the user's out as a file.
#[poise::command(slash_command)]
pub(super) async fn export(
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
    hand_out(&request, &owned).await
}

/// Answers with the file.
pub(in crate::discord) async fn hand_out(request: &Request, owned: &Integration) -> Outcome<()> {
    let text = Text::new("integration-commands-exported")
        .with("name", markdown::escape(&owned.manifest.name));
    let mut message = Message::text(request.words(&text));
    message.file = Some(File {
        name: format!("{}.json", owned.manifest.slug()),
        bytes: owned.manifest.to_json().into_bytes(),
    });
    request.show(&message).await;
    Ok(())
}
