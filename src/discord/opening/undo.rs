//! Taking an opening back.

use crate::discord::Bot;
use crate::model::{ChannelId, Ticket};
use crate::tickets::persist::persist;

/// Deletes the channel, if there is one, and then the reservation; in this order, so that a reservation whose channel
/// still exists is found again. What does not work now is left to the reconciler.
pub(in crate::discord) async fn undo(bot: &Bot, ticket: &Ticket, channel: Option<ChannelId>) {
    if let Some(channel) = channel
        && let Err(error) = bot
            .outbound
            .delete_channel(channel, "the ticket could not be opened")
            .await
    {
        tracing::warn!(%error, channel.id = %channel, "the channel of a failed opening stays for now");
        bot.under_way.leave(ticket.guild);
        return;
    }
    if let Err(error) = persist(|| bot.store.undo_ticket(ticket.id)).await {
        tracing::warn!(%error, "the reservation of a failed opening stays for now");
        bot.under_way.leave(ticket.guild);
    }
}
