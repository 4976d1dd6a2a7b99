//! Who does something to a ticket.

use super::staff_role;
use crate::model::{Failure, GuildSettings, Outcome, Panel, RoleId, Ticket, TicketState, UserId};

/// Somebody who wants to do something to a ticket.
#[derive(Clone, Copy, Debug)]
pub struct Actor<'a> {
    /// The account.
    pub user: UserId,
    /// Their roles.
    pub roles: &'a [RoleId],
    /// Whether they manage channels or the server.
    pub manages: bool,
}

impl Actor<'_> {
    /// Whether they answer this ticket: by the role of its panel, else of the server, or because they manage.
    pub fn is_staff(&self, panel: Option<&Panel>, settings: &GuildSettings) -> bool {
        self.manages || staff_role(panel, settings).is_some_and(|role| self.roles.contains(&role))
    }

    /// Refuses whoever is not staff of this ticket.
    pub fn must_be_staff(&self, panel: Option<&Panel>, settings: &GuildSettings) -> Outcome<()> {
        if self.is_staff(panel, settings) {
            Ok(())
        } else {
            Err(Failure::refused("tickets-staff-only"))
        }
    }
}

/// Refuses a ticket that is not open.
pub fn must_be_open(ticket: &Ticket) -> Outcome<()> {
    match ticket.state {
        TicketState::Open => Ok(()),
        TicketState::Opening => Err(Failure::refused("tickets-still-opening")),
        TicketState::Closing | TicketState::Closed => {
            Err(Failure::refused("tickets-already-closing"))
        }
    }
}
