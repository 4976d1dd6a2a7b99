//! `/panel preview`: the welcome message as a ticket would have it, without its buttons.

use crate::discord::outbound::Message;
use crate::i18n;
use crate::model::{Language, Panel, Text, UserId};
use crate::render::{Embed, markdown};

/// The preview of a rendered welcome message, for one user.
pub fn shown(welcome: Message, panel: &Panel, user: UserId, language: Language) -> Message {
    let embeds: Vec<Embed> = welcome
        .embeds
        .into_iter()
        .filter(|embed| *embed != Embed::default())
        .collect();
    let text = if embeds.is_empty() {
        Text::new("panels-preview-empty")
    } else {
        Text::new("panels-preview")
    };
    let text = text
        .with("title", markdown::escape(&panel.settings.title))
        .with("user", format!("<@{user}>"));
    Message {
        content: i18n::words(language, &text),
        embeds,
        ..Message::default()
    }
}
