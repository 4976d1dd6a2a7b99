//! What Frontdesk tells the world: the events of the outbox.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{GuildId, TicketId};

/// The kinds of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// A ticket's channel exists and its welcome message is posted.
    TicketOpened,
    /// Somebody of the staff has taken a ticket on.
    TicketClaimed,
    /// Nobody has the ticket any more.
    TicketUnclaimed,
    /// A ticket is closed and its channel is gone.
    TicketClosed,
    /// A closed ticket is open again.
    TicketReopened,
    /// The opener has given stars.
    TicketRated,
    /// Somebody wrote in a ticket.
    TicketMessage,
    /// A ticket has had no answer for too long.
    TicketStale,
    /// An integration keeps failing.
    IntegrationFailing,
    /// A panel was created.
    PanelCreated,
}

impl EventKind {
    /// All of them, in the order in which they are documented.
    pub const ALL: &[Self] = &[
        Self::TicketOpened,
        Self::TicketClaimed,
        Self::TicketUnclaimed,
        Self::TicketClosed,
        Self::TicketReopened,
        Self::TicketRated,
        Self::TicketMessage,
        Self::TicketStale,
        Self::IntegrationFailing,
        Self::PanelCreated,
    ];

    /// The public name, as it stands in `type`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TicketOpened => "ticket.opened",
            Self::TicketClaimed => "ticket.claimed",
            Self::TicketUnclaimed => "ticket.unclaimed",
            Self::TicketClosed => "ticket.closed",
            Self::TicketReopened => "ticket.reopened",
            Self::TicketRated => "ticket.rated",
            Self::TicketMessage => "ticket.message",
            Self::TicketStale => "ticket.stale",
            Self::IntegrationFailing => "integration.failing",
            Self::PanelCreated => "panel.created",
        }
    }

    /// By its name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
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
