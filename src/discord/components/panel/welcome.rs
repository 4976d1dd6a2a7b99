//! The modals of `/panel welcome` and the editor behind **More**.

use crate::discord::outbound::{Message, Modal};
use crate::discord::{Request, views};
use crate::model::{GuildId, Outcome, Panel, PanelId};
use crate::panels::{self, FieldForm, FrameForm, Provider, WelcomeForm};

/// The modal of `/panel welcome` was filled in.
pub(super) async fn save(request: &Request, guild: GuildId, panel: PanelId) -> Outcome<()> {
    let text = |name| request.typed(name).unwrap_or_default().to_owned();
    let form = WelcomeForm {
        title: text(views::welcome::TITLE),
        message: text(views::welcome::MESSAGE),
        colour: text(views::welcome::COLOUR),
        image_url: text(views::welcome::IMAGE),
        thumbnail_url: text(views::welcome::THUMBNAIL),
    };
    let store = &request.bot.store;
    let panel = panels::edit_welcome(store, guild, panel, |template| form.apply(template)).await?;
    let providers = providers(request, guild).await?;
    let message = views::welcome::saved(&panel, &providers, request.language());
    request.show(&message).await;
    Ok(())
}

/// **More**: the editor of fields, author and footer.
pub(super) async fn more(request: &Request, guild: GuildId, panel: PanelId) -> Outcome<()> {
    let panel = panels::get(&request.bot.store, guild, panel).await?;
    let message = editor(request, guild, &panel).await?;
    request.show(&message).await;
    Ok(())
}

/// Opens author and footer.
pub(super) async fn ask_frame(request: &Request, guild: GuildId, panel: PanelId) -> Outcome<()> {
    ask(request, guild, panel, |panel| {
        Ok(views::welcome::frame_modal(panel, request.language()))
    })
    .await
}

/// Author and footer were filled in.
pub(super) async fn save_frame(request: &Request, guild: GuildId, panel: PanelId) -> Outcome<()> {
    let text = |name| request.typed(name).unwrap_or_default().to_owned();
    let form = FrameForm {
        author: text(views::welcome::AUTHOR),
        footer: text(views::welcome::FOOTER),
    };
    let store = &request.bot.store;
    let panel = panels::edit_welcome(store, guild, panel, |template| form.apply(template)).await?;
    request.show(&editor(request, guild, &panel).await?).await;
    Ok(())
}

/// Opens an empty field.
pub(super) async fn ask_new_field(
    request: &Request,
    guild: GuildId,
    panel: PanelId,
) -> Outcome<()> {
    ask(request, guild, panel, |panel| {
        views::welcome::field_modal(panel, None, request.language())
    })
    .await
}

/// Opens the field that was chosen in the menu.
pub(super) async fn ask_field(request: &Request, guild: GuildId, panel: PanelId) -> Outcome<()> {
    let chosen = request.chosen.first();
    // Whatever is no number is no position of a field either.
    let position = chosen
        .and_then(|position| position.parse().ok())
        .unwrap_or(usize::MAX);
    ask(request, guild, panel, |panel| {
        views::welcome::field_modal(panel, Some(position), request.language())
    })
    .await
}

/// A field was filled in.
pub(super) async fn save_field(
    request: &Request,
    guild: GuildId,
    panel: PanelId,
    position: Option<usize>,
) -> Outcome<()> {
    let text = |name| request.typed(name).unwrap_or_default().to_owned();
    let form = FieldForm {
        name: text(views::welcome::NAME),
        value: text(views::welcome::VALUE),
        inline: text(views::welcome::INLINE),
    };
    let store = &request.bot.store;
    let panel = panels::edit_welcome(store, guild, panel, |template| {
        form.apply(position, template)
    })
    .await?;
    request.show(&editor(request, guild, &panel).await?).await;
    Ok(())
}

async fn ask(
    request: &Request,
    guild: GuildId,
    panel: PanelId,
    modal: impl FnOnce(&Panel) -> Outcome<Modal>,
) -> Outcome<()> {
    let panel = request
        .before_modal(panels::get(&request.bot.store, guild, panel))
        .await?;
    request.show_modal(&modal(&panel)?).await
}

async fn editor(request: &Request, guild: GuildId, panel: &Panel) -> Outcome<Message> {
    let providers = providers(request, guild).await?;
    Ok(views::welcome::editor(
        panel,
        &providers,
        request.language(),
    ))
}

/// What the active integrations provide, in the order of activation.
async fn providers(request: &Request, guild: GuildId) -> Outcome<Vec<Provider>> {
    let active = request.bot.integrations.active(guild).await?;
    Ok(active
        .into_iter()
        .map(|active| {
            let manifest = active.integration.manifest;
            Provider {
                slug: manifest.slug(),
                name: manifest.name,
                placeholders: manifest
                    .placeholders
                    .into_iter()
                    .map(|placeholder| placeholder.name)
                    .collect(),
            }
        })
        .collect())
}
