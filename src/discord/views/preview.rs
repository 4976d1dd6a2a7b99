//! `/panel preview`: the welcome message as a ticket would have it, without its buttons.

use crate::discord::outbound::Message;
use crate::i18n;
use crate::model::{Language, Panel, Text, UserId};
use crate::render::markdown;

/// The preview of a rendered welcome message, for one user. Nobody is pinged.
pub fn shown(welcome: Message, panel: &Panel, user: UserId, language: Language) -> Message {
    let text = Text::new("panels-preview")
        .with("title", markdown::escape(&panel.settings.title))
        .with("user", format!("<@{user}>"));
    Message {
        content: i18n::words(language, &text),
        embeds: welcome.embeds,
        ..Message::default()
    }
}
