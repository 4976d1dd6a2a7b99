//! `tickets` and the per-server numbers.

use chrono::{DateTime, Utc};

use super::{Store, StoreError};
use crate::model::{
    ChannelId, Event, GuildId, MessageId, NewTicket, Reservation, Ticket, TicketCounts, TicketId,
    UserId,
};

impl Store {
    /// Takes the next number and writes the row in state `opening`, if the member has fewer than `limit` tickets that
    /// are not closed here; all in one transaction, so that two presses at once cannot both pass.
    pub async fn reserve_ticket(
        &self,
        _ticket: &NewTicket,
        _limit: u32,
    ) -> Result<Reservation, StoreError> {
        todo!()
    }

    /// Remembers the channel of a ticket that is `opening`; false if it is not.
    pub async fn set_ticket_channel(
        &self,
        _id: TicketId,
        _channel: ChannelId,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    /// `opening → open`, with the event; false if it was not `opening`.
    pub async fn confirm_ticket(
        &self,
        _id: TicketId,
        _welcome_message: MessageId,
        _event: &Event,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    /// Removes a ticket that is `opening`; its number stays used. False if it was not `opening`.
    pub async fn undo_ticket(&self, _id: TicketId) -> Result<bool, StoreError> {
        todo!()
    }

    /// `open → closing`; false if it was not `open`: somebody else closes it.
    pub async fn begin_close_ticket(
        &self,
        _id: TicketId,
        _by: UserId,
        _reason: Option<&str>,
        _at: DateTime<Utc>,
        _instance: &str,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    /// `closing → closed`, with the event; false if it was not `closing`.
    pub async fn finish_close_ticket(
        &self,
        _id: TicketId,
        _event: &Event,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    /// One ticket of this server.
    pub async fn ticket(
        &self,
        _guild: GuildId,
        _id: TicketId,
    ) -> Result<Option<Ticket>, StoreError> {
        todo!()
    }

    /// The ticket whose channel this is, in whatever state.
    pub async fn ticket_by_channel(
        &self,
        _guild: GuildId,
        _channel: ChannelId,
    ) -> Result<Option<Ticket>, StoreError> {
        todo!()
    }

    /// Tickets of this server that are `opening` or `closing` by another program than `instance`: a crash left them.
    pub async fn unfinished_tickets(
        &self,
        _guild: GuildId,
        _instance: &str,
    ) -> Result<Vec<Ticket>, StoreError> {
        todo!()
    }

    /// Tickets of this server that are `opening`, `open` or `closing`, oldest first.
    pub async fn live_tickets(&self, _guild: GuildId) -> Result<Vec<Ticket>, StoreError> {
        todo!()
    }

    /// The numbers behind `%open_tickets%` and its kin.
    pub async fn ticket_counts(
        &self,
        _guild: GuildId,
        _user: UserId,
    ) -> Result<TicketCounts, StoreError> {
        todo!()
    }
}
