//! Closing: who may, and the two steps.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::actor::{Actor, must_be_open};
use crate::model::{
    Event, EventKind, Failure, GuildSettings, Outcome, Panel, Ticket, TicketState, UserId,
};
use crate::render::embed::cut;
use crate::store::{Store, StoreError};

/// The longest reason, in Discord's count: it fits a field of an embed.
pub const REASON_LENGTH: usize = 1_000;

/// Refuses whoever may not close this ticket: its opener may where the server says so, staff always.
pub fn check(
    ticket: &Ticket,
    panel: Option<&Panel>,
    settings: &GuildSettings,
    closer: Actor<'_>,
) -> Outcome<()> {
    must_be_open(ticket)?;
    if closer.is_staff(panel, settings)
        || (closer.user == ticket.opener && settings.opener_may_close)
    {
        Ok(())
    } else if closer.user == ticket.opener {
        Err(Failure::refused("tickets-staff-close"))
    } else {
        Err(Failure::refused("tickets-not-yours-to-close"))
    }
}

/// Decides to close: from here on the ticket will be closed, whatever happens. The answer is the ticket as it is then, or
/// `None` if somebody else was faster.
pub async fn begin(
    store: &Store,
    ticket: &Ticket,
    by: UserId,
    reason: Option<&str>,
    at: DateTime<Utc>,
    instance: &str,
) -> Result<Option<Ticket>, StoreError> {
    let reason = reason
        .map(|reason| cut(reason.trim(), REASON_LENGTH))
        .filter(|reason| !reason.is_empty());
    let begun = store
        .begin_close_ticket(ticket.id, by, reason.as_deref(), at, instance)
        .await?;
    Ok(begun.then(|| Ticket {
        state: TicketState::Closing,
        closed_by: Some(by),
        closed_at: Some(at),
        close_reason: reason,
        instance: instance.to_owned(),
        ..ticket.clone()
    }))
}

/// The channel is gone: closed. False if somebody else has finished it.
pub async fn finish(store: &Store, ticket: &Ticket) -> Result<bool, StoreError> {
    store
        .finish_close_ticket(ticket.id, &closed_event(ticket))
        .await
}

/// The public `data` of `ticket.closed`.
fn closed_event(ticket: &Ticket) -> Event {
    Event {
        kind: EventKind::TicketClosed,
        guild: ticket.guild,
        ticket: Some(ticket.id),
        data: json!({
            "guild_id": ticket.guild,
            "ticket_id": ticket.number,
            "channel_id": ticket.channel,
            "user_id": ticket.opener,
            "closed_by": ticket.closed_by,
            "reason": ticket.close_reason,
            "opened_at": ticket.opened_at,
            "closed_at": ticket.closed_at,
        }),
        at: ticket.closed_at.unwrap_or(ticket.opened_at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GuildId, RoleId, TicketId};

    fn ticket(state: TicketState) -> Ticket {
        Ticket {
            id: TicketId::new(1),
            guild: GuildId::new(2),
            number: 3,
            panel: None,
            opener: UserId::new(4),
            state,
            channel: None,
            welcome_message: None,
            thread: None,
            notice: None,
            subject: None,
            reference: String::new(),
            instance: String::new(),
            opened_at: DateTime::UNIX_EPOCH,
            claimed_by: None,
            closed_at: None,
            closed_by: None,
            close_reason: None,
        }
    }

    fn verdict(
        state: TicketState,
        user: u64,
        roles: &[u64],
        opener_may_close: bool,
    ) -> &'static str {
        let settings = GuildSettings {
            staff_role: Some(RoleId::new(7)),
            opener_may_close,
            ..GuildSettings::default()
        };
        let roles: Vec<RoleId> = roles.iter().copied().map(RoleId::new).collect();
        let closer = Actor {
            user: UserId::new(user),
            roles: &roles,
            manages: user == 99,
        };
        match check(&ticket(state), None, &settings, closer) {
            Ok(()) => "yes",
            Err(Failure::Refused(text)) => text.id,
            Err(Failure::Fault(_)) => "fault",
        }
    }

    #[test]
    fn the_opener_may_where_the_server_says_so_and_staff_always() {
        let open = TicketState::Open;
        assert_eq!(verdict(open, 4, &[], true), "yes");
        assert_eq!(verdict(open, 4, &[], false), "tickets-staff-close");
        assert_eq!(verdict(open, 5, &[7], false), "yes");
        assert_eq!(verdict(open, 99, &[], false), "yes");
        assert_eq!(verdict(open, 5, &[8], true), "tickets-not-yours-to-close");
    }

    #[test]
    fn only_an_open_ticket_can_be_closed() {
        assert_eq!(
            verdict(TicketState::Opening, 4, &[], true),
            "tickets-still-opening"
        );
        assert_eq!(
            verdict(TicketState::Closing, 4, &[], true),
            "tickets-already-closing"
        );
        assert_eq!(
            verdict(TicketState::Closed, 4, &[], true),
            "tickets-already-closing"
        );
    }
}
