//! **Headers**, **Secrets** and **Placeholders**: listed, added, changed, taken away.

use super::{Part, owned};
use crate::discord::components::integration::IntegrationPress;
use crate::discord::outbound::Message;
use crate::discord::views::editor::{self, field};
use crate::discord::{Request, changes, lookup};
use crate::integrations::changes::{put_header, put_placeholder, put_secret, tidy};
use crate::integrations::{Format, ManifestPlaceholder, ManifestSecret};
use crate::model::{Failure, GuildId, IntegrationId, Outcome, Text};
use crate::render::markdown;

/// Lists what there is, under the card.
pub(super) async fn list(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    part: Part,
) -> Outcome<()> {
    let user = request.caller.user;
    let owned = request.bot.integrations.owned(user, integration).await?;
    let found = lookup::visible(request, guild, owned.id).await?;
    let mut message = super::card(request, &found);
    message.rows = editor::parts(&found.integration, part, request.language());
    request.show(&message).await;
    Ok(())
}

/// Opens the one that was chosen.
pub(super) async fn choose(
    request: &Request,
    integration: IntegrationId,
    part: Part,
) -> Outcome<()> {
    let owned = owned(request, integration).await?;
    let name = changes::find(&owned.manifest, part, chosen(request)?)?;
    let modal = editor::part_modal(&owned, part, Some(&name), request.language());
    request.show_modal(&modal).await
}

/// Opens an empty one.
pub(super) async fn new(request: &Request, integration: IntegrationId, part: Part) -> Outcome<()> {
    let owned = owned(request, integration).await?;
    let modal = editor::part_modal(&owned, part, None, request.language());
    request.show_modal(&modal).await
}

/// Asks before the one that was chosen goes.
pub(super) async fn ask_remove(
    request: &Request,
    integration: IntegrationId,
    part: Part,
) -> Outcome<()> {
    let user = request.caller.user;
    let owned = request.bot.integrations.owned(user, integration).await?;
    let name = changes::find(&owned.manifest, part, chosen(request)?)?;
    request
        .show(&removal(request, integration, part, name))
        .await;
    Ok(())
}

/// The question before a part goes; **Cancel** leads back to the card.
fn removal(request: &Request, integration: IntegrationId, part: Part, name: String) -> Message {
    let question = match part {
        Part::Header => Text::new("integration-commands-remove-header"),
        Part::Secret => Text::new("integration-commands-remove-secret"),
        Part::Placeholder => Text::new("integration-commands-remove-placeholder"),
    };
    let question = question.with("name", markdown::code(&name));
    let confirm = IntegrationPress::Remove(part, integration, name);
    editor::question(&question, integration, confirm, request.language())
}

/// One was filled in: a new one, or the one that was called `replaced` when its modal was opened.
pub(super) async fn save(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    part: Part,
    replaced: Option<&str>,
) -> Outcome<()> {
    match part {
        Part::Header => header(request, guild, integration, replaced).await,
        Part::Secret => secret(request, guild, integration, replaced).await,
        Part::Placeholder => placeholder(request, guild, integration, replaced).await,
    }
}

async fn header(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    replaced: Option<&str>,
) -> Outcome<()> {
    let name = request.typed(field::NAME).unwrap_or_default();
    let value = request.typed(field::VALUE).unwrap_or_default();
    changes::apply(request, guild, integration, |manifest| {
        put_header(manifest, replaced, name, value)
    })
    .await
}

async fn secret(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    replaced: Option<&str>,
) -> Outcome<()> {
    let description = request.typed(field::DESCRIPTION).unwrap_or_default();
    let secret = ManifestSecret {
        name: tidy(request.typed(field::NAME).unwrap_or_default()),
        description: description.to_owned(),
        sensitive: editor::yes(request.typed(field::SENSITIVE))
            .ok_or_else(|| Failure::refused("editor-sensitive-unclear"))?,
    };
    changes::apply(request, guild, integration, |manifest| {
        put_secret(manifest, replaced, secret.clone());
        Ok(())
    })
    .await
}

async fn placeholder(
    request: &Request,
    guild: GuildId,
    integration: IntegrationId,
    replaced: Option<&str>,
) -> Outcome<()> {
    let format = match request.typed(field::FORMAT) {
        None => Format::default(),
        Some(typed) => Format::ALL
            .into_iter()
            .find(|format| format.name().eq_ignore_ascii_case(typed))
            .ok_or_else(|| Failure::refused("editor-format-unknown"))?,
    };
    let placeholder = ManifestPlaceholder {
        name: tidy(request.typed(field::NAME).unwrap_or_default()),
        path: request.typed(field::PATH).unwrap_or_default().to_owned(),
        fallback: request.typed(field::FALLBACK).map(str::to_owned),
        format,
    };
    let user = request.caller.user;
    let owned = request.bot.integrations.owned(user, integration).await?;
    let slug = owned.manifest.slug();
    let names = [placeholder.name.clone()];
    let remarks = changes::shadows(request, guild, &slug, &names).await?;
    changes::apply_with(
        request,
        guild,
        integration,
        |manifest| {
            put_placeholder(manifest, replaced, placeholder.clone());
            Ok(())
        },
        remarks,
    )
    .await
}

/// What was chosen in a menu of names.
fn chosen(request: &Request) -> Outcome<&str> {
    let chosen = request.chosen.first().map(String::as_str);
    chosen.ok_or_else(|| Failure::refused("discord-unknown-component"))
}
