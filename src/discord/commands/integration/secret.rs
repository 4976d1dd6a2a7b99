//! `/integration secret add` and `/integration secret remove`

use super::header::ask_removal;
use crate::discord::components::integration::Part;
use crate::discord::{Context, Request, changes, suggest};
use crate::integrations::changes::{put_secret, tidy};
use crate::integrations::{Manifest, ManifestSecret};
use crate::model::Outcome;

/// Discord offers the subcommands only.
#[expect(clippy::unused_async, reason = "the shape of every command")]
#[poise::command(slash_command, subcommand_required, subcommands("add", "remove"))]
pub(super) async fn secret(_context: Context<'_>) -> Outcome<()> {
    Ok(())
}

/// Declares a secret; its value is each server's own and never an option.
#[poise::command(slash_command)]
async fn add(
    context: Context<'_>,
    #[autocomplete = "suggest::owned"]
    #[max_length = 100]
    integration: String,
    #[max_length = 100] name: String,
    description: Option<String>,
    sensitive: Option<bool>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let integrations = &request.bot.integrations;
    let owned = integrations.find_owned(request.caller.user, &integration);
    let owned = owned.await?;
    changes::apply(&request, guild, owned.id, |manifest| {
        put(manifest, &name, description.as_deref(), sensitive);
        Ok(())
    })
    .await
}

/// Asks whether a secret is to be taken away.
#[poise::command(slash_command)]
async fn remove(
    context: Context<'_>,
    #[autocomplete = "suggest::owned"]
    #[max_length = 100]
    integration: String,
    #[autocomplete = "suggest::secrets"]
    #[max_length = 100]
    name: String,
) -> Outcome<()> {
    let request = Request::of(context).await;
    ask_removal(&request, &integration, Part::Secret, &name).await
}

/// Declares one, or changes what is given of one that is declared.
fn put(manifest: &mut Manifest, name: &str, description: Option<&str>, sensitive: Option<bool>) {
    let name = tidy(name);
    let declared = manifest.secrets.iter().find(|secret| secret.name == name);
    let mut secret = declared.cloned().unwrap_or(ManifestSecret {
        name,
        description: String::new(),
        sensitive: true,
    });
    if let Some(description) = description {
        description.trim().clone_into(&mut secret.description);
    }
    secret.sensitive = sensitive.unwrap_or(secret.sensitive);
    put_secret(manifest, None, secret);
}
