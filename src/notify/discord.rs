//! A notice as an embed.

use super::Notice;
use crate::render::{Embed, EmbedField, markdown};

/// What a Discord webhook says. Nothing in it is a mention or a masked link.
pub(super) fn embed(notice: &Notice) -> Embed {
    let fields = notice.fields.iter();
    let link = notice.link.as_ref();
    Embed {
        title: Some(markdown::escape(&notice.title)),
        description: link.map(|(url, label)| format!("[{}]({url})", markdown::escape(label))),
        colour: Some(notice.colour),
        fields: fields
            .map(|(label, value)| EmbedField {
                name: markdown::escape(label),
                value: markdown::escape(value),
                inline: value.chars().count() <= 40,
            })
            .collect(),
        footer: Some(notice.at.format("%Y-%m-%d %H:%M UTC").to_string()),
        ..Embed::default()
    }
    .fit()
}
