//! The close buttons of a welcome message.

use crate::discord::Request;
use crate::model::{Outcome, TicketId};

pub(super) async fn ask(request: &Request, _ticket: TicketId) -> Outcome<()> {
    request.guild().map(drop)
}

pub(super) async fn confirm(request: &Request, _ticket: TicketId) -> Outcome<()> {
    request.guild().map(drop)
}

pub(super) async fn ask_reason(request: &Request, _ticket: TicketId) -> Outcome<()> {
    request.guild().map(drop)
}

pub(super) async fn with_reason(request: &Request, _ticket: TicketId) -> Outcome<()> {
    request.guild().map(drop)
}
