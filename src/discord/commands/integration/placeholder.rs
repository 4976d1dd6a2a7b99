//! `/integration placeholder set` and `/integration placeholder remove`

use super::header::ask_removal;
use crate::discord::components::integration::Part;
use crate::discord::{Context, Request, changes, suggest};
use crate::integrations::changes::{put_placeholder, tidy};
use crate::integrations::{Format, Manifest, ManifestPlaceholder};
use crate::model::Outcome;

/// Discord offers the subcommands only.
#[expect(clippy::unused_async, reason = "the shape of every command")]
#[poise::command(slash_command, subcommand_required, subcommands("set", "remove"))]
pub(super) async fn placeholder(_context: Context<'_>) -> Outcome<()> {
    Ok(())
}

/// Names a value of the answer.
#[poise::command(slash_command)]
async fn set(
    context: Context<'_>,
    #[autocomplete = "suggest::owned"]
    #[max_length = 100]
    integration: String,
    #[autocomplete = "suggest::placeholders"]
    #[max_length = 100]
    name: String,
    path: String,
    fallback: Option<String>,
    format: Option<Format>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let integrations = &request.bot.integrations;
    let owned = integrations.find_owned(request.caller.user, &integration);
    let owned = owned.await?;
    let name = tidy(&name);
    let remarks = changes::shadows(
        &request,
        guild,
        &owned.manifest.slug(),
        std::slice::from_ref(&name),
    )
    .await?;
    changes::apply_with(
        &request,
        guild,
        owned.id,
        |manifest| {
            put(manifest, &name, path.trim(), fallback.as_deref(), format);
            Ok(())
        },
        remarks,
    )
    .await
}

/// Asks whether a placeholder is to be taken away.
#[poise::command(slash_command)]
async fn remove(
    context: Context<'_>,
    #[autocomplete = "suggest::owned"]
    #[max_length = 100]
    integration: String,
    #[autocomplete = "suggest::placeholders"]
    #[max_length = 100]
    name: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    ask_removal(&request, &integration, Part::Placeholder, &name).await
}

/// Adds one, or changes what is given of one that exists.
fn put(
    manifest: &mut Manifest,
    name: &str,
    path: &str,
    fallback: Option<&str>,
    format: Option<Format>,
) {
    let existing = manifest.placeholders.iter().find(|one| one.name == name);
    let mut placeholder = existing.cloned().unwrap_or(ManifestPlaceholder {
        name: name.to_owned(),
        path: String::new(),
        fallback: None,
        format: Format::default(),
    });
    path.clone_into(&mut placeholder.path);
    placeholder.fallback = fallback.map(str::to_owned).or(placeholder.fallback);
    placeholder.format = format.unwrap_or(placeholder.format);
    put_placeholder(manifest, None, placeholder);
}
