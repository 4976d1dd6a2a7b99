//! Claiming: one of the staff takes a ticket, gives it back, or hands it to another.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::actor::{Actor, must_be_open};
use crate::model::{Event, EventKind, Failure, Outcome, Text, Ticket, UserId};
use crate::store::Store;

/// Takes a ticket that nobody has. The answer is the ticket as it is then.
pub async fn claim(
    store: &Store,
    ticket: &Ticket,
    actor: Actor<'_>,
    at: DateTime<Utc>,
) -> Outcome<Ticket> {
    must_be_open(ticket)?;
    match ticket.claimed_by {
        None => change(store, ticket, Some(actor.user), actor.user, at).await,
        Some(claimer) if claimer == actor.user => {
            Err(Failure::refused("tickets-claimed-by-yourself"))
        }
        Some(claimer) => Err(Text::new("tickets-claimed-by-other")
            .with("claimer", mention(claimer))
            .into()),
    }
}

/// Gives a ticket back: its claimer may, and whoever manages.
pub async fn unclaim(
    store: &Store,
    ticket: &Ticket,
    actor: Actor<'_>,
    at: DateTime<Utc>,
) -> Outcome<Ticket> {
    must_be_open(ticket)?;
    must_have(ticket, actor)?;
    if ticket.claimed_by.is_none() {
        return Err(Failure::refused("tickets-not-claimed"));
    }
    change(store, ticket, None, actor.user, at).await
}

/// Hands a ticket to somebody else of the staff: its claimer may, whoever manages, and all staff while nobody has it.
pub async fn transfer(
    store: &Store,
    ticket: &Ticket,
    actor: Actor<'_>,
    to: UserId,
    at: DateTime<Utc>,
) -> Outcome<Ticket> {
    must_be_open(ticket)?;
    must_have(ticket, actor)?;
    if ticket.claimed_by == Some(to) {
        return Err(Text::new("tickets-claimed-by-other")
            .with("claimer", mention(to))
            .into());
    }
    change(store, ticket, Some(to), actor.user, at).await
}

/// Refuses to do something to what somebody else has claimed.
fn must_have(ticket: &Ticket, actor: Actor<'_>) -> Outcome<()> {
    match ticket.claimed_by {
        Some(claimer) if claimer != actor.user && !actor.manages => {
            Err(Text::new("tickets-not-your-claim")
                .with("claimer", mention(claimer))
                .into())
        }
        _ => Ok(()),
    }
}

async fn change(
    store: &Store,
    ticket: &Ticket,
    to: Option<UserId>,
    by: UserId,
    at: DateTime<Utc>,
) -> Outcome<Ticket> {
    let left = ticket
        .claimed_by
        .map(|claimer| event(EventKind::TicketUnclaimed, ticket, claimer, by, at));
    let taken = to.map(|claimer| event(EventKind::TicketClaimed, ticket, claimer, by, at));
    let events: Vec<Event> = left.into_iter().chain(taken).collect();
    if store
        .set_ticket_claimer(ticket, ticket.claimed_by, to, at, &events)
        .await?
    {
        Ok(Ticket {
            claimed_by: to,
            ..ticket.clone()
        })
    } else {
        Err(Failure::refused("tickets-changed-meanwhile"))
    }
}

/// The public `data` of `ticket.claimed` and `ticket.unclaimed`: whose claim began or ended, and who did that.
fn event(
    kind: EventKind,
    ticket: &Ticket,
    claimer: UserId,
    by: UserId,
    at: DateTime<Utc>,
) -> Event {
    Event {
        kind,
        guild: ticket.guild,
        ticket: Some(ticket.id),
        data: json!({
            "guild_id": ticket.guild,
            "ticket_id": ticket.number,
            "channel_id": ticket.channel,
            "user_id": ticket.opener,
            "claimed_by": claimer,
            "by": by,
        }),
        at,
    }
}

fn mention(user: UserId) -> String {
    format!("<@{user}>")
}
