//! An embed as plain data, always within
//! [Discord's limits](https://discord.com/developers/docs/resources/message#embed-object-embed-limits).

mod channel_name;
mod cut;
mod fit;

use std::collections::BTreeSet;

use url::Url;

use super::markdown::is_visible;
use super::{Resolve, Surface, Template};
use crate::model::WelcomeTemplate;

pub use channel_name::{channel_name, plain_channel_name};
pub use cut::cut;
pub use fit::fit_all;

/// What stands where Discord wants a text and there is none.
const NOTHING: &str = "—";

/// An embed. Fields that are `None` or empty are not sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Embed {
    /// At most 256.
    pub title: Option<String>,
    /// At most 4 096.
    pub description: Option<String>,
    /// `0xRRGGBB`
    pub colour: Option<u32>,
    /// At most 25.
    pub fields: Vec<EmbedField>,
    /// `http(s)` only.
    pub image_url: Option<String>,
    /// `http(s)` only.
    pub thumbnail_url: Option<String>,
    /// At most 256.
    pub author: Option<String>,
    /// At most 2 048.
    pub footer: Option<String>,
}

/// A field of an embed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EmbedField {
    /// At most 256.
    pub name: String,
    /// At most 1 024.
    pub value: String,
    /// Whether it may stand beside others.
    pub inline: bool,
}

impl Embed {
    /// Renders a welcome message. An image or link that does not come out as `http(s)` is dropped; a message of which
    /// nothing is visible gets a dash, because Discord refuses an empty one.
    pub fn welcome(template: &WelcomeTemplate, values: &dyn Resolve) -> Self {
        let render = |source: &str, surface| Template::parse(source).render(values, surface);
        let text = |source: &Option<String>, surface| {
            source.as_ref().map(|source| render(source, surface))
        };
        Self {
            title: text(&template.title, Surface::MarkdownLine),
            description: text(&template.message, Surface::Markdown),
            colour: template.colour,
            fields: template
                .fields
                .iter()
                .map(|field| EmbedField {
                    name: render(&field.name, Surface::MarkdownLine),
                    value: render(&field.value, Surface::Markdown),
                    inline: field.inline,
                })
                .collect(),
            image_url: text(&template.image_url, Surface::Url),
            thumbnail_url: text(&template.thumbnail_url, Surface::Url),
            author: text(&template.author, Surface::Line),
            footer: text(&template.footer, Surface::Plain),
        }
        .fit()
    }

    /// Cuts everything to Discord's limits (UTF-16 units as Discord counts), at grapheme boundaries, with `…`; drops
    /// what Discord would refuse the whole message for.
    #[must_use]
    pub fn fit(self) -> Self {
        let mut budget = fit::TOTAL;
        let mut embed = self.fit_into(&mut budget);
        if embed.is_empty() {
            embed.description = Some(NOTHING.to_owned());
        }
        embed
    }

    /// Whether a reader would see nothing.
    fn is_empty(&self) -> bool {
        let texts = [&self.title, &self.description, &self.author, &self.footer];
        texts.into_iter().all(Option::is_none)
            && self.fields.is_empty()
            && self.image_url.is_none()
            && self.thumbnail_url.is_none()
    }
}

/// Every placeholder name that a welcome template uses.
pub fn welcome_names(template: &WelcomeTemplate) -> BTreeSet<String> {
    let texts = [
        &template.title,
        &template.message,
        &template.image_url,
        &template.thumbnail_url,
        &template.author,
        &template.footer,
    ];
    let fields = template
        .fields
        .iter()
        .flat_map(|field| [&field.name, &field.value]);
    let mut names = BTreeSet::new();
    for source in texts.into_iter().flatten().chain(fields) {
        names.extend(
            Template::parse(source)
                .names()
                .into_iter()
                .map(str::to_owned),
        );
    }
    names
}

/// Whether a text is a URL that Discord takes for a picture or a link.
pub(super) fn is_http(text: &str) -> bool {
    let is_plain = |character: char| !character.is_whitespace() && !character.is_control();
    text.chars().all(is_plain)
        && Url::parse(text)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// A text without the white space around it, which Discord drops before it looks whether there is any; `None` if
/// nothing visible is left.
fn some_text(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| is_visible(text))
}
