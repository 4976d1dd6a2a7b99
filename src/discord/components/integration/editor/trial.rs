//! **Test**, and the values of its answer that become placeholders.

use std::collections::BTreeMap;

use crate::discord::commands::integration::test;
use crate::discord::outbound::Acknowledgement;
use crate::discord::{Request, changes, views};
use crate::integrations::changes::add_suggestion;
use crate::integrations::{Active, Integration, Suggestion};
use crate::model::{Failure, GuildId, IntegrationId, Outcome, UserId};
use crate::vault::Secret;

/// Makes the request about somebody. In what others own nothing is sent before an admin has confirmed what is sent to whom,
/// not even a test. The owner may try one out that is not active here: what it sends to whom is their own doing, and its
/// secrets are entered for this once and not kept.
pub(in crate::discord) async fn ask(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    user: UserId,
) -> Outcome<()> {
    let subject = request
        .before_modal(subject(request, guild, integration))
        .await?;
    let (integration, secrets) = match subject {
        Subject::Active(active) => (active.integration, active.secrets),
        Subject::Own(own) if own.manifest.secrets.is_empty() => (own, BTreeMap::new()),
        Subject::Own(own) => {
            let modal = views::editor::test_modal(&own, user, request.language());
            return request.show_modal(&modal).await;
        }
    };
    request.responder.acknowledge(Acknowledgement::Update);
    test::trace(request, guild, &integration, &secrets, user).await
}

/// Who was chosen in the menu of members.
pub(super) fn chosen(request: &Request) -> Outcome<UserId> {
    let chosen = request.chosen.first().and_then(|id| id.parse().ok());
    chosen.ok_or_else(|| Failure::refused("discord-unknown-component"))
}

/// The secrets for one test were entered.
pub(super) async fn entered(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    version: i64,
    user: UserId,
) -> Outcome<()> {
    let integrations = &request.bot.integrations;
    let owned = integrations.owned(request.caller.user, integration).await?;
    if owned.version != version {
        return Err(Failure::refused("editor-test-changed"));
    }
    let secrets = request
        .typed
        .iter()
        .map(|(name, value)| (name.clone(), Secret::new(value.trim())))
        .collect();
    test::trace(request, guild, &owned, &secrets, user).await
}

/// Makes placeholders of the chosen values: each choice is a name and a path.
pub(super) async fn suggested(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
) -> Outcome<()> {
    let chosen: Vec<Suggestion> = request
        .chosen
        .iter()
        .filter_map(|choice| Suggestion::parse(choice))
        .collect();
    let user = request.caller.user;
    let owned = request.bot.integrations.owned(user, integration).await?;
    let slug = owned.manifest.slug();
    let names: Vec<String> = chosen.iter().map(|one| one.name.clone()).collect();
    let remarks = changes::shadows(request, guild, &slug, &names).await?;
    changes::apply_with(
        request,
        guild,
        integration,
        |manifest| {
            for suggestion in &chosen {
                add_suggestion(manifest, suggestion);
            }
            Ok(())
        },
        remarks,
    )
    .await
}

enum Subject {
    Active(Active),
    Own(Integration),
}

/// What is tried out, and whether this server's secrets may be used.
async fn subject(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
) -> Outcome<Subject> {
    let integrations = &request.bot.integrations;
    let active = integrations.active(guild).await?;
    let active = active
        .into_iter()
        .find(|active| active.integration.id == integration);
    match active {
        Some(active) if active.withdrawn && active.integration.owner != request.caller.user => {
            return Err(Failure::refused("integrations-why-withdrawn"));
        }
        Some(active) if !active.paused && !active.withdrawn => return Ok(Subject::Active(active)),
        Some(active) if active.integration.owner != request.caller.user => {
            return Err(Failure::refused("integrations-why-paused"));
        }
        _ => {}
    }
    let owned = integrations.owned(request.caller.user, integration);
    Ok(Subject::Own(owned.await?))
}
