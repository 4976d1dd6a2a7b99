//! A server's settings, typed.

use super::{ChannelId, Language, RoleId, TicketMode};

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
    /// What the other staff may do in a claimed ticket.
    pub claim_mode: ClaimMode,
    /// What tickets are whose panel does not say.
    pub mode: TicketMode,
    /// Where tickets open whose category is full, in this order.
    pub overflow_categories: Vec<ChannelId>,
    /// Whether a ticket for which there is no room opens as a thread.
    pub overflow_thread: bool,
    /// The channel under which threads open; the panel's own where none is set.
    pub thread_channel: Option<ChannelId>,
    /// Where staff is told of a new thread; the log channel where none is set.
    pub notice_channel: Option<ChannelId>,
}

/// What staff other than the claimer may do in a claimed ticket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClaimMode {
    /// All may type.
    #[default]
    Everyone,
    /// The others read only.
    ReadOnly,
    /// Only the claimer sees it.
    ClaimerOnly,
}

impl ClaimMode {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Everyone, Self::ReadOnly, Self::ClaimerOnly];

    /// What is typed and stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::ReadOnly => "read_only",
            Self::ClaimerOnly => "claimer_only",
        }
    }
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
            claim_mode: ClaimMode::default(),
            mode: TicketMode::default(),
            overflow_categories: Vec::new(),
            overflow_thread: false,
            thread_channel: None,
            notice_channel: None,
        }
    }
}
