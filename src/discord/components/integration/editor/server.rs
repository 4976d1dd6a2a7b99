//! **Add to server**, **Remove**, **Export** and **Delete**.

use super::{Action, EditorPress};
use crate::discord::commands::integration::{delete, files, publish};
use crate::discord::components::integration::{
    IntegrationPress, PublicPress, activate as activation, unpublish,
};
use crate::discord::{CustomId, Request, lookup, views};
use crate::model::{GuildId, IntegrationId, Outcome, Text};
use crate::render::markdown;

/// Begins an activation, as `/integration activate` does.
pub(super) async fn activate(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
) -> Outcome<()> {
    let integrations = &request.bot.integrations;
    let available = integrations.available(request.caller.user, integration);
    let available = request.before_modal(available).await?;
    activation::begin(request, guild, &available).await
}

/// Asks whether it is to be offered to everybody.
pub(super) async fn ask_publish(request: &Request, integration: IntegrationId) -> Outcome<()> {
    let user = request.caller.user;
    let owned = request.bot.integrations.owned(user, integration).await?;
    let question = publish::question(&owned);
    let confirm = IntegrationPress::Public(PublicPress::Publish(integration));
    let message = views::editor::question(&question, integration, confirm, request.language());
    request.show(&message).await;
    Ok(())
}

/// Asks whether it is to be taken from the catalogue; what only waits is taken back at once.
pub(super) async fn ask_unpublish(request: &Request, integration: IntegrationId) -> Outcome<()> {
    let user = request.caller.user;
    let owned = request.bot.integrations.owned(user, integration).await?;
    if !owned.is_public() {
        return unpublish(request, integration).await;
    }
    let question = publish::unpublish_question(request, &owned).await?;
    let confirm = IntegrationPress::Public(PublicPress::Unpublish(integration));
    let message = views::editor::question(&question, integration, confirm, request.language());
    request.show(&message).await;
    Ok(())
}

/// Asks whether it is to be deactivated.
pub(super) async fn ask_deactivate(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
) -> Outcome<()> {
    let found = lookup::visible(request, guild, integration).await?;
    let question = Text::new("integration-commands-deactivate-question")
        .with("name", markdown::escape(&found.integration.manifest.name));
    let confirm = IntegrationPress::Editor(EditorPress::new(integration, Action::Deactivate));
    let message = views::editor::question(&question, integration, confirm, request.language());
    request.show(&message).await;
    Ok(())
}

/// Deactivates, and deletes this server's secrets.
pub(super) async fn deactivate(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
) -> Outcome<()> {
    let integrations = &request.bot.integrations;
    integrations.deactivate(guild, integration).await?;
    let text = Text::new("integration-commands-deactivated");
    super::below(request, guild, integration, &text).await
}

/// Hands the manifest out as a file.
pub(super) async fn export(request: &Request, integration: IntegrationId) -> Outcome<()> {
    let user = request.caller.user;
    let owned = request.bot.integrations.owned(user, integration).await?;
    files::hand_out(request, &owned).await
}

/// Asks whether it is to be deleted.
pub(super) async fn ask_delete(request: &Request, integration: IntegrationId) -> Outcome<()> {
    let user = request.caller.user;
    let owned = request.bot.integrations.owned(user, integration).await?;
    let back = EditorPress::new(integration, Action::Card);
    let back = CustomId::Integration(IntegrationPress::Editor(back));
    delete::ask(request, &owned, back).await
}
