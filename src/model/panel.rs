//! Panels: the messages with the button, and the welcome message behind it.

use serde::{Deserialize, Serialize};

use super::{ChannelId, GuildId, MessageId, PanelId, RoleId, TicketMode};

/// A panel as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// The row.
    pub id: PanelId,
    /// The server that it belongs to.
    pub guild: GuildId,
    /// Everything that an admin chose.
    pub settings: NewPanel,
    /// The message that carries the button, once posted.
    pub message: Option<MessageId>,
    /// Whether the button opens tickets.
    pub enabled: bool,
}

/// What an admin chooses for a panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewPanel {
    /// The title; unique in its server in any case, at most 100 characters.
    pub title: String,
    /// The text under the title; at most 4 096 characters.
    pub description: Option<String>,
    /// The button's label, at most 80 characters; "Open a ticket" in the server's language when absent.
    pub button: Option<String>,
    /// The button's emoji: one Unicode emoji, or `<:name:id>`.
    pub emoji: Option<String>,
    /// The embed's colour, `0xRRGGBB`.
    pub colour: Option<u32>,
    /// The channel that the panel is posted to.
    pub channel: Option<ChannelId>,
    /// The category under which tickets open.
    pub category: Option<ChannelId>,
    /// Whether tickets are channels or threads; the server's `mode` when absent.
    pub mode: Option<TicketMode>,
    /// The role that answers; the server's `staff_role` when absent.
    pub staff_role: Option<RoleId>,
    /// The welcome message.
    pub welcome: WelcomeTemplate,
}

/// The welcome message's templates: each text may hold `%placeholders%`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WelcomeTemplate {
    /// The embed's title.
    pub title: Option<String>,
    /// The embed's description.
    pub message: Option<String>,
    /// The embed's colour, `0xRRGGBB`.
    pub colour: Option<u32>,
    /// The big picture.
    pub image_url: Option<String>,
    /// The small picture.
    pub thumbnail_url: Option<String>,
    /// At most 25 fields.
    pub fields: Vec<WelcomeField>,
    /// The line above the title.
    pub author: Option<String>,
    /// The line below everything.
    pub footer: Option<String>,
}

/// A field of a welcome message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WelcomeField {
    /// The field's name.
    pub name: String,
    /// The field's text.
    pub value: String,
    /// Whether it may stand beside others.
    pub inline: bool,
}
