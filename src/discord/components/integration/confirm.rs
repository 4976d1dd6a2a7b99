//! **Confirm** after the commands of `/integration` that take something away.

use super::Part;
use crate::discord::{Request, changes};
use crate::model::{GuildId, IntegrationId, Outcome, Text};
use crate::render::markdown;

/// Deactivates, and deletes this server's secrets.
pub(super) async fn deactivate(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
) -> Outcome<()> {
    request
        .bot
        .integrations
        .deactivate(guild, integration)
        .await?;
    request
        .say(&Text::new("integration-commands-deactivated"))
        .await;
    Ok(())
}

/// Deletes an integration of the user's.
pub(super) async fn delete(request: &Request, integration: IntegrationId) -> Outcome<()> {
    let owner = request.caller.user;
    let integrations = &request.bot.integrations;
    let name = integrations.owned(owner, integration).await?.manifest.name;
    integrations.delete(owner, integration).await?;
    let text = Text::new("integration-commands-deleted").with("name", markdown::escape(&name));
    request.say(&text).await;
    Ok(())
}

/// Takes a header, a secret or a placeholder away.
pub(super) async fn remove(
    request: &Request,
    guild: GuildId,
    part: Part,
    integration: IntegrationId,
    name: &str,
) -> Outcome<()> {
    changes::apply(request, guild, integration, |manifest| {
        changes::remove(manifest, part, name)
    })
    .await
}
