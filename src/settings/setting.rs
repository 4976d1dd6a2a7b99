//! Which settings there are, and of which type each is.

use std::str::FromStr;

use crate::model::{ClaimMode, Failure, Text, TicketMode};

/// One setting of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// The language of what everybody sees.
    Language,
    /// How many tickets one member may have open.
    TicketLimit,
    /// The role that answers where the panel names none.
    StaffRole,
    /// The category for tickets where the panel names none.
    Category,
    /// The template of a ticket channel's name.
    Naming,
    /// Whether members may close their own tickets.
    OpenerMayClose,
    /// The channel in which staff is told what they should know.
    LogChannel,
    /// What the other staff may do in a claimed ticket.
    ClaimMode,
    /// Whether tickets are channels or threads.
    Mode,
    /// The categories for what the first one has no room for.
    OverflowCategories,
    /// Whether what no category has room for opens as a thread.
    OverflowThread,
    /// The channel under which threads open.
    ThreadChannel,
    /// The channel in which staff is told of threads.
    NoticeChannel,
}

/// What a setting's value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of the languages.
    Language,
    /// A whole number.
    Count {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// A role of this server.
    Role,
    /// A category of this server.
    Category,
    /// Up to so many categories of this server.
    Categories {
        /// The most.
        most: usize,
    },
    /// A text channel of this server.
    Channel,
    /// A template of at most so many characters.
    Template {
        /// The longest.
        most: usize,
    },
    /// On or off.
    Switch,
    /// One of a few words.
    Choice(&'static [&'static str]),
}

/// The words of [`ClaimMode`].
const CLAIM_MODES: [&str; 3] = [
    ClaimMode::Everyone.name(),
    ClaimMode::ReadOnly.name(),
    ClaimMode::ClaimerOnly.name(),
];

/// The words of [`TicketMode`].
const MODES: [&str; 2] = [TicketMode::Channel.name(), TicketMode::Thread.name()];

impl Setting {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 13] = [
        Self::Language,
        Self::TicketLimit,
        Self::StaffRole,
        Self::Category,
        Self::Naming,
        Self::OpenerMayClose,
        Self::LogChannel,
        Self::ClaimMode,
        Self::Mode,
        Self::OverflowCategories,
        Self::OverflowThread,
        Self::ThreadChannel,
        Self::NoticeChannel,
    ];

    /// The public name: what is typed, and what the row is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::TicketLimit => "ticket_limit",
            Self::StaffRole => "staff_role",
            Self::Category => "category",
            Self::Naming => "naming",
            Self::OpenerMayClose => "opener_may_close",
            Self::LogChannel => "log_channel",
            Self::ClaimMode => "claim_mode",
            Self::Mode => "mode",
            Self::OverflowCategories => "overflow_categories",
            Self::OverflowThread => "overflow_thread",
            Self::ThreadChannel => "thread_channel",
            Self::NoticeChannel => "notice_channel",
        }
    }

    /// What it may be.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Language => Kind::Language,
            Self::TicketLimit => Kind::Count { least: 1, most: 10 },
            Self::StaffRole => Kind::Role,
            Self::Category => Kind::Category,
            Self::Naming => Kind::Template { most: 100 },
            Self::OpenerMayClose | Self::OverflowThread => Kind::Switch,
            Self::LogChannel | Self::ThreadChannel | Self::NoticeChannel => Kind::Channel,
            Self::ClaimMode => Kind::Choice(&CLAIM_MODES),
            Self::Mode => Kind::Choice(&MODES),
            Self::OverflowCategories => Kind::Categories { most: 10 },
        }
    }

    /// What it is for, in a line.
    pub fn purpose(self) -> Text {
        Text::new(match self {
            Self::Language => "settings-purpose-language",
            Self::TicketLimit => "settings-purpose-ticket-limit",
            Self::StaffRole => "settings-purpose-staff-role",
            Self::Category => "settings-purpose-category",
            Self::Naming => "settings-purpose-naming",
            Self::OpenerMayClose => "settings-purpose-opener-may-close",
            Self::LogChannel => "settings-purpose-log-channel",
            Self::ClaimMode => "settings-purpose-claim-mode",
            Self::Mode => "settings-purpose-mode",
            Self::OverflowCategories => "settings-purpose-overflow-categories",
            Self::OverflowThread => "settings-purpose-overflow-thread",
            Self::ThreadChannel => "settings-purpose-thread-channel",
            Self::NoticeChannel => "settings-purpose-notice-channel",
        })
    }
}

impl FromStr for Setting {
    type Err = Failure;

    /// Takes the name in any case, with spaces or hyphens for `_` as well.
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let name = typed.trim().to_lowercase().replace([' ', '-'], "_");
        Self::ALL
            .into_iter()
            .find(|setting| setting.name() == name)
            .ok_or_else(|| {
                let names = Self::ALL.map(|setting| format!("`{}`", setting.name()));
                Text::new("settings-unknown")
                    .with("names", names.join(", "))
                    .into()
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_in_any_case() {
        for typed in [
            "ticket_limit",
            "Ticket_Limit",
            " TICKET LIMIT ",
            "ticket-limit",
        ] {
            assert!(matches!(typed.parse(), Ok(Setting::TicketLimit)), "{typed}");
        }
        assert!(matches!(
            "limit".parse::<Setting>(),
            Err(Failure::Refused(_))
        ));
    }
}
