//! Presses of buttons, choices in menus, and filled-in modals: by their custom id to their function.

pub mod close;
pub mod custom_id;
pub mod integration;
pub mod notify;
pub mod open;
pub mod operator;
pub mod panel;

pub use custom_id::CustomId;

use super::outbound::Acknowledgement;
use super::{Request, commands, threads, working};
use crate::i18n;
use crate::model::{Outcome, Text};

impl CustomId {
    /// How the press is acknowledged, before anything else is done.
    pub fn acknowledgement(&self) -> Acknowledgement {
        match self {
            Self::OpenTicket { .. }
            | Self::CloseTicket { .. }
            | Self::CloseReason { .. }
            | Self::ClaimTicket { .. }
            | Self::UnclaimTicket { .. }
            | Self::JoinTicket { .. } => Acknowledgement::Answer,
            Self::ConfirmClose { .. } | Self::Cancel | Self::HelpPage { .. } => {
                Acknowledgement::Update
            }
            Self::Panel(press) => press.acknowledgement(),
            Self::Integration(press) => press.acknowledgement(),
            Self::Notify(press) => press.acknowledgement(),
            Self::Operator(press) => press.acknowledgement(),
            Self::CloseWithReason { .. } => Acknowledgement::Modal,
        }
    }
}

/// Does what was pressed. The request is acknowledged already, unless a modal follows.
pub(super) async fn dispatch(request: &Request, pressed: CustomId) -> Outcome<()> {
    match pressed {
        CustomId::OpenTicket { panel } => open::press(request, panel).await,
        CustomId::CloseTicket { ticket } => close::ask(request, ticket).await,
        CustomId::ConfirmClose { ticket } => close::confirm(request, ticket).await,
        CustomId::CloseWithReason { ticket } => close::ask_reason(request, ticket).await,
        CustomId::CloseReason { ticket } => close::with_reason(request, ticket).await,
        CustomId::ClaimTicket { ticket } => working::claim(request, Some(ticket)).await,
        CustomId::UnclaimTicket { ticket } => working::unclaim(request, Some(ticket)).await,
        CustomId::JoinTicket { ticket } => threads::join(request, ticket).await,
        CustomId::HelpPage { page } => commands::help::show(request, page).await,
        CustomId::Panel(pressed) => panel::press(request, pressed).await,
        CustomId::Integration(pressed) => integration::press(request, pressed).await,
        CustomId::Notify(pressed) => notify::press(request, pressed).await,
        CustomId::Operator(pressed) => operator::press(request, pressed).await,
        CustomId::Cancel => {
            request.say(&Text::new("discord-cancelled")).await;
            Ok(())
        }
    }
}

/// The two buttons of every confirmation; the label of the first is always **Confirm**.
pub fn confirmation(
    language: crate::model::Language,
    confirm: CustomId,
) -> [super::outbound::Button; 2] {
    confirmation_or(language, confirm, CustomId::Cancel)
}

/// The same, where **Cancel** leads back to something.
pub fn confirmation_or(
    language: crate::model::Language,
    confirm: CustomId,
    cancel: CustomId,
) -> [super::outbound::Button; 2] {
    use super::outbound::{Button, ButtonStyle};
    let words = |id| i18n::words(language, &Text::new(id));
    [
        Button::new(
            words("discord-button-confirm"),
            ButtonStyle::Danger(confirm),
        ),
        Button::new(
            words("discord-button-cancel"),
            ButtonStyle::Secondary(cancel),
        ),
    ]
}
