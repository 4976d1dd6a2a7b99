//! Which running program a ticket between two steps belongs to.
//!
//! Several programs may serve one server for a while: the old and the new one of an upgrade, or two that share Postgres.
//! Each ends what it has begun. What a program left that is no more, the first one that finds it takes over.

use std::time::Duration;

use chrono::TimeDelta;

use crate::clock::Clock;
use crate::model::{Ticket, TicketId, TicketState};
use crate::store::{Store, StoreError};

/// How long a program's word that it lives holds: longer than it may take to end after a stop, and short enough that what
/// a killed one left is not left for long. The clocks of several machines must agree better than that.
pub const LEASE: Duration = Duration::from_secs(10);
/// How often it says so.
pub const BEAT: Duration = Duration::from_secs(3);

/// Says that this program lives.
pub async fn beat(store: &Store, clock: &Clock, instance: &str) -> Result<(), StoreError> {
    let now = clock.now();
    let lease = TimeDelta::from_std(LEASE).unwrap_or(TimeDelta::MAX);
    store.keep_instance(instance, now, now + lease).await
}

/// Makes a ticket the work of this program, unless another one that lives is at it; false if so.
pub async fn take(
    store: &Store,
    clock: &Clock,
    ticket: &Ticket,
    instance: &str,
) -> Result<bool, StoreError> {
    match ticket.state {
        TicketState::Open | TicketState::Closed => return Ok(true),
        TicketState::Opening | TicketState::Closing if ticket.instance == instance => {
            return Ok(true);
        }
        TicketState::Opening | TicketState::Closing => {}
    }
    Ok(!is_alive(store, clock, &ticket.instance).await?
        && store
            .take_over_ticket(ticket.id, &ticket.instance, instance)
            .await?)
}

/// Makes the waiting for a welcome message's late values the work of this program, unless another one that lives, or this
/// one itself, is at it.
pub async fn take_unfilled(
    store: &Store,
    clock: &Clock,
    (ticket, from): (TicketId, &str),
    instance: &str,
) -> Result<bool, StoreError> {
    Ok(from != instance
        && !is_alive(store, clock, from).await?
        && store.take_over_unfilled(ticket, from, instance).await?)
}

/// Whether the program's word that it lives still holds.
pub async fn is_alive(store: &Store, clock: &Clock, instance: &str) -> Result<bool, StoreError> {
    let until = store.instance_lives_until(instance).await?;
    Ok(until.is_some_and(|until| until > clock.now()))
}
