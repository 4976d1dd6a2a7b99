//! An embed as plain data, always within
//! [Discord's limits](https://discord.com/developers/docs/resources/message#embed-object-embed-limits).

use super::Resolve;
use crate::model::WelcomeTemplate;

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
    /// Renders a welcome message. An image or link that does not come out as `http(s)` is dropped; a message of
    /// which nothing is visible gets none.
    pub fn welcome(_template: &WelcomeTemplate, _values: &dyn Resolve) -> Self {
        todo!()
    }

    /// Cuts everything to Discord's limits (UTF-16 units as Discord counts), at grapheme boundaries, with `…`.
    #[must_use]
    pub fn fit(self) -> Self {
        todo!()
    }
}

/// Every placeholder name that a welcome template uses.
pub fn welcome_names(_template: &WelcomeTemplate) -> std::collections::BTreeSet<String> {
    todo!()
}

/// A channel name from its template: 1 to 100 characters that Discord takes; `ticket` if nothing is left.
pub fn channel_name(_template: &str, _values: &dyn Resolve) -> String {
    todo!()
}

/// Cuts a text to `limit` UTF-16 units, at a grapheme, with `…`.
pub fn cut(_text: &str, _limit: usize) -> String {
    todo!()
}
