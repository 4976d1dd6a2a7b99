//! What Frontdesk tells the world: the events of the outbox.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{GuildId, TicketId};

/// The kinds of event that are written today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A ticket's channel exists and its welcome message is posted.
    TicketOpened,
    /// Somebody works on a ticket now.
    TicketClaimed,
    /// Nobody does any more.
    TicketUnclaimed,
    /// A ticket is closed and its channel is gone.
    TicketClosed,
    /// A panel was created.
    PanelCreated,
}

impl EventKind {
    /// The public name, as it stands in `type`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TicketOpened => "ticket.opened",
            Self::TicketClaimed => "ticket.claimed",
            Self::TicketUnclaimed => "ticket.unclaimed",
            Self::TicketClosed => "ticket.closed",
            Self::PanelCreated => "panel.created",
        }
    }
}

/// An event to be queued in the transaction that makes it true.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Where.
    pub guild: GuildId,
    /// The ticket it is about, if any: deliveries keep the order per ticket.
    pub ticket: Option<TicketId>,
    /// The public `data` object.
    pub data: Value,
    /// When it happened.
    pub at: DateTime<Utc>,
}
