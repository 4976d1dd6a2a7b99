//! What becomes of tickets that a crash, or a deletion by hand, left between two steps.

use super::topic;
use crate::model::{ChannelId, Ticket, TicketId, TicketState};

/// A channel of the server, as far as this matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The channel.
    pub channel: ChannelId,
    /// Its topic.
    pub topic: Option<String>,
    /// The ticket that it was created for, where it is a thread: it has no topic for a mark.
    pub thread_of: Option<TicketId>,
}

impl Seen {
    fn is_of(&self, ticket: &Ticket) -> bool {
        self.thread_of == Some(ticket.id)
            || topic::belongs(self.topic.as_deref(), &ticket.reference)
    }
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Nothing.
    Leave,
    /// The channel exists: welcome and confirm. Every other channel with the ticket's mark goes.
    Finish {
        /// The ticket's channel.
        channel: ChannelId,
        /// Channels that the same creation made twice.
        surplus: Vec<ChannelId>,
    },
    /// No channel exists: the reservation ends.
    Undo,
    /// The closing was decided: it is carried out.
    Close,
    /// The channel of an open ticket is gone: it closes.
    Vanished,
}

/// Decides for one ticket, given every channel of its server.
pub fn decide(ticket: &Ticket, channels: &[Seen]) -> Decision {
    let exists = |channel| channels.iter().any(|seen| seen.channel == channel);
    match ticket.state {
        TicketState::Closed => Decision::Leave,
        TicketState::Closing => Decision::Close,
        TicketState::Open => match ticket.channel {
            Some(channel) if exists(channel) => Decision::Leave,
            _ => Decision::Vanished,
        },
        TicketState::Opening => {
            let mut marked: Vec<ChannelId> = channels
                .iter()
                .filter(|seen| seen.is_of(ticket))
                .map(|seen| seen.channel)
                .collect();
            marked.sort_unstable();
            let stored = ticket.channel.filter(|channel| exists(*channel));
            let Some(channel) = stored.or_else(|| marked.first().copied()) else {
                return Decision::Undo;
            };
            marked.retain(|other| *other != channel);
            Decision::Finish {
                channel,
                surplus: marked,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::model::{GuildId, UserId};

    fn ticket(state: TicketState, channel: Option<u64>) -> Ticket {
        Ticket {
            id: TicketId::new(1),
            guild: GuildId::new(2),
            number: 3,
            panel: None,
            opener: UserId::new(4),
            state,
            channel: channel.map(ChannelId::new),
            welcome_message: None,
            thread: None,
            notice: None,
            subject: None,
            reference: "fd-mark".to_owned(),
            instance: String::new(),
            opened_at: DateTime::UNIX_EPOCH,
            claimed_by: None,
            closed_at: None,
            closed_by: None,
            close_reason: None,
        }
    }

    fn seen(channel: u64, topic: &str) -> Seen {
        Seen {
            channel: ChannelId::new(channel),
            topic: Some(topic.to_owned()),
            thread_of: None,
        }
    }

    #[test]
    fn a_reservation_without_a_channel_is_undone() {
        let channels = [seen(10, "General"), seen(11, "fd-other")];
        assert_eq!(
            decide(&ticket(TicketState::Opening, None), &channels),
            Decision::Undo
        );
        assert_eq!(
            decide(&ticket(TicketState::Opening, Some(12)), &channels),
            Decision::Undo
        );
    }

    #[test]
    fn a_reservation_whose_channel_exists_is_finished() {
        let channels = [seen(10, "General"), seen(12, "x fd-mark")];
        let finish = Decision::Finish {
            channel: ChannelId::new(12),
            surplus: Vec::new(),
        };
        assert_eq!(
            decide(&ticket(TicketState::Opening, None), &channels),
            finish
        );
        assert_eq!(
            decide(&ticket(TicketState::Opening, Some(12)), &channels),
            finish
        );
    }

    #[test]
    fn a_reservation_whose_thread_exists_is_finished() {
        let thread = Seen {
            channel: ChannelId::new(12),
            topic: None,
            thread_of: Some(TicketId::new(1)),
        };
        assert_eq!(
            decide(&ticket(TicketState::Opening, None), &[thread]),
            Decision::Finish {
                channel: ChannelId::new(12),
                surplus: Vec::new(),
            }
        );
    }

    #[test]
    fn of_two_channels_with_the_mark_one_stays() {
        let channels = [seen(13, "fd-mark"), seen(12, "fd-mark")];
        assert_eq!(
            decide(&ticket(TicketState::Opening, None), &channels),
            Decision::Finish {
                channel: ChannelId::new(12),
                surplus: vec![ChannelId::new(13)],
            }
        );
        assert_eq!(
            decide(&ticket(TicketState::Opening, Some(13)), &channels),
            Decision::Finish {
                channel: ChannelId::new(13),
                surplus: vec![ChannelId::new(12)],
            }
        );
    }

    #[test]
    fn an_open_ticket_without_its_channel_has_vanished() {
        let channels = [seen(10, "fd-mark")];
        assert_eq!(
            decide(&ticket(TicketState::Open, Some(10)), &channels),
            Decision::Leave
        );
        assert_eq!(
            decide(&ticket(TicketState::Open, Some(11)), &channels),
            Decision::Vanished
        );
        assert_eq!(
            decide(&ticket(TicketState::Closing, Some(11)), &channels),
            Decision::Close
        );
    }
}
