//! What a component carries, typed. Discord gives it back as it was sent, at most 100 characters.
//!
//! Messages outlive versions of the bot: the text of a variant is never changed, and one that is not understood is `None`.
//! A custom id says what was pressed, never who may: that is checked at each press.

use std::fmt;
use std::str::FromStr;

use super::integration::IntegrationPress;
use super::notify::NotifyPress;
use super::operator::OperatorPress;
use super::panel::PanelPress;
use crate::model::{PanelId, TicketId};

/// A component or modal of the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomId {
    /// A panel's button.
    OpenTicket {
        /// The panel.
        panel: PanelId,
    },
    /// **Close** on a welcome message.
    CloseTicket {
        /// The ticket.
        ticket: TicketId,
    },
    /// **Close With Reason** on a welcome message.
    CloseWithReason {
        /// The ticket.
        ticket: TicketId,
    },
    /// **Confirm** after **Close**.
    ConfirmClose {
        /// The ticket.
        ticket: TicketId,
    },
    /// The modal that asks for the reason.
    CloseReason {
        /// The ticket.
        ticket: TicketId,
    },
    /// **Claim** on a welcome message.
    ClaimTicket {
        /// The ticket.
        ticket: TicketId,
    },
    /// **Unclaim** on a welcome message.
    UnclaimTicket {
        /// The ticket.
        ticket: TicketId,
    },
    /// **Join** under the notice of a thread.
    JoinTicket {
        /// The ticket.
        ticket: TicketId,
    },
    /// **Cancel** under every confirmation.
    Cancel,
    /// Another page of `/help`.
    HelpPage {
        /// From 0.
        page: usize,
    },
    /// Under an answer of `/panel`.
    Panel(PanelPress),
    /// Under an answer of `/integration`.
    Integration(IntegrationPress),
    /// Under an answer of `/notify`.
    Notify(NotifyPress),
    /// Under an answer of `/operator`.
    Operator(OperatorPress),
}

impl fmt::Display for CustomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OpenTicket { panel } => write!(f, "open:{panel}"),
            Self::CloseTicket { ticket } => write!(f, "close:{ticket}"),
            Self::CloseWithReason { ticket } => write!(f, "close-with-reason:{ticket}"),
            Self::ConfirmClose { ticket } => write!(f, "confirm-close:{ticket}"),
            Self::CloseReason { ticket } => write!(f, "close-reason:{ticket}"),
            Self::ClaimTicket { ticket } => write!(f, "claim:{ticket}"),
            Self::UnclaimTicket { ticket } => write!(f, "unclaim:{ticket}"),
            Self::JoinTicket { ticket } => write!(f, "join:{ticket}"),
            Self::Cancel => f.write_str("cancel"),
            Self::HelpPage { page } => write!(f, "help:{page}"),
            Self::Panel(press) => write!(f, "panel:{press}"),
            Self::Integration(press) => write!(f, "integration:{press}"),
            Self::Notify(press) => write!(f, "notify:{press}"),
            Self::Operator(press) => write!(f, "operator:{press}"),
        }
    }
}

impl CustomId {
    /// Reads a custom id; `None` for anything that this version of the bot would not have written.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        let parsed = match kind {
            "open" => Self::OpenTicket { panel: id(rest)? },
            "close" => Self::CloseTicket { ticket: id(rest)? },
            "close-with-reason" => Self::CloseWithReason { ticket: id(rest)? },
            "confirm-close" => Self::ConfirmClose { ticket: id(rest)? },
            "close-reason" => Self::CloseReason { ticket: id(rest)? },
            "claim" => Self::ClaimTicket { ticket: id(rest)? },
            "unclaim" => Self::UnclaimTicket { ticket: id(rest)? },
            "join" => Self::JoinTicket { ticket: id(rest)? },
            "cancel" => Self::Cancel,
            "help" => Self::HelpPage {
                page: rest.parse().ok()?,
            },
            "panel" => Self::Panel(PanelPress::parse(rest)?),
            "integration" => Self::Integration(IntegrationPress::parse(rest)?),
            "notify" => Self::Notify(NotifyPress::parse(rest)?),
            "operator" => Self::Operator(OperatorPress::parse(rest)?),
            _ => return None,
        };
        // One spelling only: `open:+7` and `cancel:x` were not written here.
        (parsed.to_string() == text).then_some(parsed)
    }
}

/// An id within a custom id.
pub(super) fn id<T: FromStr>(text: &str) -> Option<T> {
    // Ids are below 2^63.
    text.parse::<i64>().ok().filter(|number| *number > 0)?;
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_id() -> impl Strategy<Value = CustomId> {
        let number = 1..i64::MAX.cast_unsigned();
        prop_oneof![
            number.clone().prop_map(|n| CustomId::OpenTicket {
                panel: PanelId::new(n)
            }),
            number.clone().prop_map(|n| CustomId::CloseTicket {
                ticket: TicketId::new(n)
            }),
            number.clone().prop_map(|n| CustomId::CloseWithReason {
                ticket: TicketId::new(n)
            }),
            number.clone().prop_map(|n| CustomId::ConfirmClose {
                ticket: TicketId::new(n)
            }),
            number.clone().prop_map(|n| CustomId::ClaimTicket {
                ticket: TicketId::new(n)
            }),
            number.clone().prop_map(|n| CustomId::UnclaimTicket {
                ticket: TicketId::new(n)
            }),
            number.prop_map(|n| CustomId::CloseReason {
                ticket: TicketId::new(n)
            }),
            Just(CustomId::Cancel),
            any::<u16>().prop_map(|page| CustomId::HelpPage { page: page.into() }),
            crate::discord::components::panel::any_press().prop_map(CustomId::Panel),
            crate::discord::components::integration::any_press().prop_map(CustomId::Integration),
            crate::discord::components::notify::any_press().prop_map(CustomId::Notify),
            crate::discord::components::operator::any_press().prop_map(CustomId::Operator),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(id in any_id()) {
            let text = id.to_string();
            prop_assert!(text.len() <= 100);
            prop_assert_eq!(CustomId::parse(&text), Some(id));
        }

        #[test]
        fn what_is_read_was_written(text in "\\PC{0,120}|(open|close|cancel|help|panel:(list|field)|integration:(log|list))[:+0-9 a-z-]{0,25}") {
            if let Some(id) = CustomId::parse(&text) {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "",
            ":",
            "open",
            "open:",
            "open:0",
            "open:-1",
            "open:+7",
            "open:07",
            "open: 7",
            "open:7:",
            "open:7:8",
            "OPEN:7",
            "cancel:",
            "cancel:x",
            "open:9223372036854775808",
            "open:99999999999999999999999",
        ] {
            assert_eq!(CustomId::parse(text), None, "{text}");
        }
    }
}
