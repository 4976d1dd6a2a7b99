//! Discord's limits for one embed and for all embeds of a message.

use super::cut::cut_line;
use super::{Embed, EmbedField, NOTHING, cut, is_http, some_text};

const TITLE: usize = 256;
const DESCRIPTION: usize = 4096;
const FIELDS: usize = 25;
const FIELD_NAME: usize = 256;
const FIELD_VALUE: usize = 1024;
const AUTHOR: usize = 256;
const FOOTER: usize = 2048;
const URL: usize = 2048;
const EMBEDS: usize = 10;
/// Title, description, fields, author and footer of all embeds of a message.
pub(super) const TOTAL: usize = 6000;

/// The embeds of one message: the first ten, within the limit that all of them share.
pub fn fit_all(embeds: Vec<Embed>) -> Vec<Embed> {
    let mut budget = TOTAL;
    embeds
        .into_iter()
        .take(EMBEDS)
        .map(|embed| {
            let mut embed = embed.fit_into(&mut budget);
            if embed.is_empty() && budget > 0 {
                embed.description = Some(NOTHING.to_owned());
                budget -= length(NOTHING);
            }
            embed
        })
        .filter(|embed| !embed.is_empty())
        .collect()
}

impl Embed {
    /// Fits the embed into what is left of a message. What frames it comes first, then the description, then as many
    /// fields as there is room for.
    pub(super) fn fit_into(self, budget: &mut usize) -> Self {
        let mut take = |text: Option<String>, cut: fn(&str, usize) -> String, limit: usize| {
            let text = cut(some_text(text.as_deref()?)?, limit.min(*budget));
            *budget -= length(&text);
            (!text.is_empty()).then_some(text)
        };
        let title = take(self.title, cut_line, TITLE);
        let author = take(self.author, cut_line, AUTHOR);
        let footer = take(self.footer, cut_line, FOOTER);
        let description = take(self.description, cut, DESCRIPTION);
        let url = |url: Option<String>| {
            let url = url?.trim().to_owned();
            (is_http(&url) && length(&url) <= URL).then_some(url)
        };
        Self {
            title,
            description,
            colour: self.colour.map(|colour| colour & 0xff_ffff),
            fields: fit_fields(self.fields, budget),
            image_url: url(self.image_url),
            thumbnail_url: url(self.thumbnail_url),
            author,
            footer,
        }
    }
}

fn fit_fields(fields: Vec<EmbedField>, budget: &mut usize) -> Vec<EmbedField> {
    let mut fitted = Vec::new();
    for field in fields.into_iter().take(FIELDS) {
        // Discord wants both texts; a name that shows nothing is what an author without one means.
        let name = cut_line(some_text(&field.name).unwrap_or("\u{200b}"), FIELD_NAME);
        let value = cut(some_text(&field.value).unwrap_or(NOTHING), FIELD_VALUE);
        let room = budget.saturating_sub(length(&name));
        if room == 0 {
            break;
        }
        let value = cut(&value, room);
        *budget = room - length(&value);
        fitted.push(EmbedField {
            name,
            value,
            inline: field.inline,
        });
    }
    fitted
}

/// The length as Discord counts it.
pub(super) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}
