//! `/integration placeholder set` and `/integration placeholder remove`

use super::header::ask_removal;
use crate::discord::components::integration::Part;
use crate::discord::{Context, Request, changes, suggest};
use crate::integrations::names::{Shadow, shadow};
use crate::integrations::{Format, Manifest, ManifestPlaceholder};
use crate::model::{GuildId, Outcome, Text};
use crate::render::markdown;

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
    let name = changes::tidy(&name);
    let remarks = remarks(&request, guild, &owned.manifest.slug(), &name).await?;
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
    let fallback = fallback.map(str::to_owned);
    let existing = manifest.placeholders.iter_mut();
    if let Some(placeholder) = existing.into_iter().find(|one| one.name == name) {
        path.clone_into(&mut placeholder.path);
        placeholder.fallback = fallback.or(placeholder.fallback.take());
        placeholder.format = format.unwrap_or(placeholder.format);
        return;
    }
    manifest.placeholders.push(ManifestPlaceholder {
        name: name.to_owned(),
        path: path.to_owned(),
        fallback,
        format: format.unwrap_or_default(),
    });
}

/// What the bare name means here, if it is something else.
async fn remarks(request: &Request, guild: GuildId, slug: &str, name: &str) -> Outcome<Vec<Text>> {
    let active = request.bot.integrations.active(guild).await?;
    let text = match shadow(&active, slug, name) {
        None => return Ok(Vec::new()),
        Some(Shadow::BuiltIn) => Text::new("integration-commands-shadowed-by-builtin"),
        Some(Shadow::Integration(other)) => {
            Text::new("integration-commands-shadowed-by").with("other", markdown::escape(other))
        }
    };
    let exact = markdown::code(&format!("%{slug}.{name}%"));
    let bare = markdown::code(&format!("%{name}%"));
    Ok(vec![text.with("exact", exact).with("name", bare)])
}
