//! Tickets and their states.

use chrono::{DateTime, Utc};

use super::{ChannelId, GuildId, InteractionId, MessageId, PanelId, RoleId, TicketId, UserId};

/// A ticket as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    /// The row.
    pub id: TicketId,
    /// The server.
    pub guild: GuildId,
    /// The number that people see: from 1 per server, increasing, never used twice.
    pub number: i64,
    /// The panel whose button was pressed; `None` after the panel was deleted, or when there was none.
    pub panel: Option<PanelId>,
    /// Who asked.
    pub opener: UserId,
    /// Where it stands.
    pub state: TicketState,
    /// Its channel, as soon as Discord has answered with one.
    pub channel: Option<ChannelId>,
    /// The private thread that it is, where it is none but a channel of its own.
    pub thread: Option<TicketThread>,
    /// Where staff is told of a thread.
    pub notice: Option<(ChannelId, MessageId)>,
    /// Its welcome message.
    pub welcome_message: Option<MessageId>,
    /// What the opener typed after `/open`.
    pub subject: Option<String>,
    /// A random mark, in the channel's topic, by which a channel is found again whose creation was not answered.
    pub reference: String,
    /// The running program that made the reservation: another one may finish or undo it.
    pub instance: String,
    /// When it was asked for.
    pub opened_at: DateTime<Utc>,
    /// Who works on it.
    pub claimed_by: Option<UserId>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Who closed it.
    pub closed_by: Option<UserId>,
    /// Why.
    pub close_reason: Option<String>,
}

/// A ticket that is a private thread. Stored before the thread is created: under this channel and by this name, which holds
/// the ticket's number, a thread is found again whose creation was not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketThread {
    /// The channel under which it stands.
    pub parent: ChannelId,
    /// The name with which it is created.
    pub name: String,
}

/// What a ticket is in Discord.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TicketMode {
    /// A channel of its own.
    #[default]
    Channel,
    /// A private thread.
    Thread,
}

impl TicketMode {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Channel, Self::Thread];

    /// What is typed and stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Thread => "thread",
        }
    }

    /// Reads what [`Self::name`] wrote.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }
}

/// Somebody whom the overwrites of a ticket's channel name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A role.
    Role(RoleId),
    /// A member.
    Member(UserId),
}

/// Whom a ticket's overwrites have ever been about, besides opener, staff and bot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TicketMembers {
    /// Counts the changes: the overwrites that were written for this number are current.
    pub version: i64,
    /// Those who were added, and not removed since.
    pub added: Vec<Subject>,
    /// Those who were removed, or had claimed it: an overwrite for them is ours, not an admin's.
    pub former: Vec<Subject>,
}

/// `opening → open → closing → closed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketState {
    /// The number is taken; the channel is not certain yet.
    Opening,
    /// Channel and welcome message exist.
    Open,
    /// The decision to close is stored; the channel may still be there.
    Closing,
    /// The channel is gone.
    Closed,
}

/// What a reservation stores.
#[derive(Clone, Debug, PartialEq)]
pub struct NewTicket {
    /// The server.
    pub guild: GuildId,
    /// The panel, if any.
    pub panel: Option<PanelId>,
    /// Who asked.
    pub opener: UserId,
    /// What they typed.
    pub subject: Option<String>,
    /// The press or command that asked: a duplicate delivery of it opens nothing.
    pub interaction: InteractionId,
    /// See [`Ticket::reference`].
    pub reference: String,
    /// See [`Ticket::instance`].
    pub instance: String,
    /// Now.
    pub opened_at: DateTime<Utc>,
}

/// The answer to a reservation.
#[derive(Clone, Debug, PartialEq)]
pub enum Reservation {
    /// The number is taken.
    Reserved(Box<Ticket>),
    /// The member has as many tickets (`opening`, `open` or `closing`) as the limit allows; one of them, to point to.
    LimitReached {
        /// How many.
        open: u32,
        /// The channel of the newest of them that has one.
        channel: Option<ChannelId>,
    },
    /// This interaction has been seen before.
    Duplicate,
}

/// The numbers behind `%open_tickets%` and its kin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TicketCounts {
    /// Open in the server (`opening` and `open`).
    pub guild_open: i64,
    /// Ever opened in the server.
    pub guild_total: i64,
    /// Open by the member in the server.
    pub user_open: i64,
    /// Ever opened by the member in the server.
    pub user_total: i64,
}
