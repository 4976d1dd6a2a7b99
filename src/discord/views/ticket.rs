//! The buttons under a ticket's welcome message.

use super::say;
use crate::discord::CustomId;
use crate::discord::outbound::{Button, ButtonStyle, Row};
use crate::model::{Language, Ticket};

/// **Close**, **Close With Reason**, and **Claim** or, while somebody has it, **Unclaim**.
pub fn buttons(ticket: &Ticket, language: Language) -> Row {
    let id = ticket.id;
    let claim = if ticket.claimed_by.is_some() {
        Button::new(
            say(language, "tickets-button-unclaim"),
            ButtonStyle::Secondary(CustomId::UnclaimTicket { ticket: id }),
        )
    } else {
        Button::new(
            say(language, "tickets-button-claim"),
            ButtonStyle::Success(CustomId::ClaimTicket { ticket: id }),
        )
    };
    Row::Buttons(vec![
        Button::new(
            say(language, "tickets-button-close"),
            ButtonStyle::Danger(CustomId::CloseTicket { ticket: id }),
        ),
        Button::new(
            say(language, "tickets-button-close-with-reason"),
            ButtonStyle::Secondary(CustomId::CloseWithReason { ticket: id }),
        ),
        claim,
    ])
}
