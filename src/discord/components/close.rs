//! The close buttons of a welcome message.

use super::{CustomId, confirmation};
use crate::discord::outbound::{Input, Message, Modal};
use crate::discord::{Request, closing};
use crate::model::{Outcome, Text, TicketId};
use crate::tickets::close::REASON_LENGTH;

/// The name of the modal's input.
const REASON: &str = "reason";

/// **Close**: asks for confirmation.
pub(super) async fn ask(request: &Request, ticket: TicketId) -> Outcome<()> {
    let ticket = closing::by_id(request, ticket).await?;
    closing::check(request, &ticket).await?;
    let question = Text::new("tickets-close-question").with("number", ticket.number.to_string());
    let confirm = CustomId::ConfirmClose { ticket: ticket.id };
    let message =
        Message::text(request.words(&question)).buttons(confirmation(request.language(), confirm));
    request.show(&message).await;
    Ok(())
}

/// **Confirm** after **Close**.
pub(super) async fn confirm(request: &Request, ticket: TicketId) -> Outcome<()> {
    let ticket = closing::by_id(request, ticket).await?;
    closing::close(request, ticket, None).await
}

/// **Close With Reason**: asks for the reason.
pub(super) async fn ask_reason(request: &Request, ticket: TicketId) -> Outcome<()> {
    let ticket = request
        .before_modal(async {
            let ticket = closing::by_id(request, ticket).await?;
            closing::check(request, &ticket).await?;
            Ok(ticket)
        })
        .await?;
    let words = |id| request.words(&Text::new(id));
    let modal = Modal {
        custom_id: CustomId::CloseReason { ticket: ticket.id },
        title: words("tickets-close-title"),
        inputs: vec![Input {
            name: REASON.to_owned(),
            label: words("tickets-close-reason"),
            paragraph: true,
            required: true,
            max_length: u16::try_from(REASON_LENGTH).unwrap_or(u16::MAX),
            ..Input::default()
        }],
    };
    request.show_modal(&modal).await
}

/// The filled-in modal.
pub(super) async fn with_reason(request: &Request, ticket: TicketId) -> Outcome<()> {
    let ticket = closing::by_id(request, ticket).await?;
    closing::close(request, ticket, request.typed(REASON)).await
}
