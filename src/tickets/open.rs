//! Opening: every rule, the number, and the end of the reservation.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::topic;
use crate::model::{
    ChannelId, Event, EventKind, Failure, GuildId, GuildSettings, InteractionId, MessageId,
    NewTicket, Outcome, Panel, Reservation, Text, Ticket, TicketState, UserId,
};
use crate::render::embed::cut;
use crate::store::{Store, StoreError};

/// The longest subject, in Discord's count.
pub const SUBJECT_LENGTH: usize = 200;

/// A wish for a ticket.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    /// The server.
    pub guild: GuildId,
    /// Who asks.
    pub opener: UserId,
    /// The panel, if any.
    pub panel: Option<&'a Panel>,
    /// What it is about, as typed.
    pub subject: Option<&'a str>,
    /// The press or command: a duplicate delivery of it opens nothing.
    pub interaction: InteractionId,
    /// Now.
    pub at: DateTime<Utc>,
    /// This running program.
    pub instance: &'a str,
}

impl Wish<'_> {
    /// What is to be reserved, with a fresh reference; refused if the panel is turned off.
    pub fn accept(&self) -> Outcome<NewTicket> {
        if self.panel.is_some_and(|panel| !panel.enabled) {
            return Err(Failure::refused("tickets-panel-disabled"));
        }
        Ok(NewTicket {
            guild: self.guild,
            panel: self.panel.map(|panel| panel.id),
            opener: self.opener,
            subject: self
                .subject
                .map(|subject| cut(subject.trim(), SUBJECT_LENGTH))
                .filter(|subject| !subject.is_empty()),
            interaction: self.interaction,
            reference: topic::new_reference(),
            instance: self.instance.to_owned(),
            opened_at: self.at,
        })
    }
}

/// Takes the number, if the member has fewer tickets than the server allows. `None` if this press has been seen before:
/// whoever saw it first answers it.
pub async fn reserve(
    store: &Store,
    ticket: &NewTicket,
    settings: &GuildSettings,
) -> Outcome<Option<Ticket>> {
    match store.reserve_ticket(ticket, settings.ticket_limit).await? {
        Reservation::Reserved(ticket) => Ok(Some(*ticket)),
        Reservation::Duplicate => Ok(None),
        Reservation::LimitReached { open, channel } => {
            Err(Failure::Refused(limit_reached(open, channel)))
        }
    }
}

fn limit_reached(open: u32, channel: Option<ChannelId>) -> Text {
    let text = match channel {
        Some(channel) => {
            Text::new("tickets-limit-reached").with("channel", format!("<#{channel}>"))
        }
        None => Text::new("tickets-limit-reached-without-channel"),
    };
    text.count("count", i64::from(open))
}

/// What is told of an opening besides the ticket itself.
#[derive(Clone, Debug, Default)]
pub struct Told<'a> {
    /// The opener's unique name.
    pub username: &'a str,
    /// The integrations' values that the welcome message shows, by name.
    pub values: BTreeMap<&'a str, &'a str>,
}

/// Ends a reservation well: the channel and its welcome message are there. False if the reservation is no more.
pub async fn confirm(
    store: &Store,
    ticket: &Ticket,
    panel: Option<&Panel>,
    channel: ChannelId,
    welcome: MessageId,
    told: &Told<'_>,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let event = opened_event(ticket, panel, channel, told, at);
    if store.confirm_ticket(ticket.id, welcome, &event).await? {
        return Ok(true);
    }
    // An answer that was lost, and a second try that found the work done.
    let stored = store.ticket(ticket.guild, ticket.id).await?;
    Ok(stored.is_some_and(|stored| {
        stored.state != TicketState::Opening && stored.channel == Some(channel)
    }))
}

/// The public `data` of `ticket.opened`.
fn opened_event(
    ticket: &Ticket,
    panel: Option<&Panel>,
    channel: ChannelId,
    told: &Told<'_>,
    at: DateTime<Utc>,
) -> Event {
    Event {
        kind: EventKind::TicketOpened,
        guild: ticket.guild,
        ticket: Some(ticket.id),
        data: json!({
            "guild_id": ticket.guild,
            "ticket_id": ticket.number,
            "channel_id": channel,
            "user_id": ticket.opener,
            "username": told.username,
            "panel": panel.map(|panel| json!({ "id": panel.id, "title": panel.settings.title })),
            "subject": ticket.subject,
            "values": told.values,
            "opened_at": ticket.opened_at,
        }),
        at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NewPanel, PanelId};

    fn wish<'a>(panel: Option<&'a Panel>, subject: Option<&'a str>) -> Wish<'a> {
        Wish {
            guild: GuildId::new(1),
            opener: UserId::new(2),
            panel,
            subject,
            interaction: InteractionId::new(3),
            at: DateTime::UNIX_EPOCH,
            instance: "instance",
        }
    }

    fn panel(enabled: bool) -> Panel {
        Panel {
            id: PanelId::new(4),
            guild: GuildId::new(1),
            settings: NewPanel::default(),
            message: None,
            enabled,
        }
    }

    #[test]
    fn a_disabled_panel_opens_nothing() {
        let Err(Failure::Refused(text)) = wish(Some(&panel(false)), None).accept() else {
            panic!("it was accepted");
        };
        assert_eq!(text.id, "tickets-panel-disabled");
        assert!(wish(Some(&panel(true)), None).accept().is_ok());
    }

    #[test]
    fn each_wish_has_a_reference_of_its_own() {
        let (first, second) = (
            wish(None, None).accept().unwrap(),
            wish(None, None).accept().unwrap(),
        );
        assert_ne!(first.reference, second.reference);
    }

    #[test]
    fn a_subject_of_spaces_is_none() {
        assert_eq!(wish(None, Some("  ")).accept().unwrap().subject, None);
    }

    #[test]
    fn the_refusal_points_to_an_open_ticket_where_there_is_one() {
        assert_eq!(
            limit_reached(2, Some(ChannelId::new(9))),
            Text::new("tickets-limit-reached")
                .with("channel", "<#9>")
                .count("count", 2)
        );
        assert_eq!(
            limit_reached(1, None).id,
            "tickets-limit-reached-without-channel"
        );
    }
}
