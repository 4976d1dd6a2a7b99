//! Values that come after the welcome message: filled in by one edit, and not forgotten when the program ends before.

use std::collections::BTreeMap;

use super::plan::Plan;
use crate::discord::Bot;
use crate::model::{ChannelId, MessageId, Ticket, TicketId};
use crate::render::Value;
use crate::tickets::persist::persist;

/// Remembers that the welcome message waits; should that fail, only a kill in the next seconds leaves it waiting.
pub(super) async fn note(bot: &Bot, ticket: &Ticket) {
    let noted = bot
        .store
        .note_unfilled(ticket.guild, ticket.id, &bot.instance);
    if let Err(error) = noted.await {
        tracing::warn!(%error, "a welcome message that waits for values was not noted");
    }
}

/// Shows the values.
pub(in crate::discord) async fn show(
    bot: &Bot,
    plan: &Plan,
    channel: ChannelId,
    welcome: MessageId,
    values: BTreeMap<String, Value>,
) {
    let mut plan = plan.clone();
    // Quick staff may have claimed it meanwhile, which the buttons show.
    if let Ok(Some(ticket)) = bot.store.ticket(plan.ticket.guild, plan.ticket.id).await {
        plan.ticket.claimed_by = ticket.claimed_by;
    }
    let message = plan.welcome(channel, values);
    match bot.outbound.edit(channel, welcome, &message).await {
        Ok(()) => {}
        // Closed in the meantime.
        Err(error) if error.is_unknown() => {}
        Err(error) => tracing::warn!(%error, "late values could not be filled in"),
    }
}

/// The welcome message waits no longer.
pub(in crate::discord) async fn forget(bot: &Bot, ticket: TicketId) {
    if let Err(error) = persist(|| bot.store.note_filled(ticket)).await {
        tracing::warn!(%error, "a welcome message that is filled in still counts as waiting");
    }
}
