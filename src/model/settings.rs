//! A server's settings, typed.

use super::{ChannelId, Language, RoleId};

/// What `/settings view` shows. A server that has set nothing has the default of each.
#[derive(Clone, Debug, PartialEq)]
pub struct GuildSettings {
    /// The language of what everybody sees.
    pub language: Language,
    /// How many tickets one member may have open here, 1 to 10.
    pub ticket_limit: u32,
    /// The role that answers tickets whose panel names none.
    pub staff_role: Option<RoleId>,
    /// The category for tickets whose panel names none.
    pub category: Option<ChannelId>,
    /// The template of a ticket channel's name.
    pub naming: String,
    /// Whether a member may close a ticket of their own.
    pub opener_may_close: bool,
    /// Where staff is told what they should know.
    pub log_channel: Option<ChannelId>,
}

impl Default for GuildSettings {
    fn default() -> Self {
        Self {
            language: Language::English,
            ticket_limit: 5,
            staff_role: None,
            category: None,
            naming: "ticket-%id_padded%".to_owned(),
            opener_may_close: true,
            log_channel: None,
        }
    }
}
