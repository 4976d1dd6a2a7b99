//! Plain data of all layers: ids, tickets, panels, settings, texts. No IO, no Discord library, no SQL.

pub mod event;
pub mod failure;
pub mod id;
pub mod job;
pub mod language;
pub mod panel;
pub mod settings;
pub mod target;
pub mod text;
pub mod ticket;

pub use event::{Event, EventKind};
pub use failure::{Failure, Outcome};
pub use id::{
    ChannelId, GuildId, IntegrationId, InteractionId, MessageId, PanelId, RoleId, TargetId,
    TicketId, UserId,
};
pub use job::NewJob;
pub use language::Language;
pub use panel::{NewPanel, Panel, WelcomeField, WelcomeTemplate};
pub use settings::{ClaimMode, GuildSettings};
pub use target::TargetKind;
pub use text::{Argument, Text};
pub use ticket::{
    NewTicket, Reservation, Subject, Ticket, TicketCounts, TicketMembers, TicketMode, TicketState,
    TicketThread,
};
