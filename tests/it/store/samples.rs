//! Data that the tests agree on.

use chrono::{DateTime, TimeDelta, Utc};
use frontdesk::model::{
    ChannelId, Event, EventKind, GuildId, IntegrationId, InteractionId, MessageId, NewPanel,
    NewTicket, Reservation, RoleId, Ticket, TicketMode, UserId, WelcomeField, WelcomeTemplate,
};
use frontdesk::store::{Activation, IntegrationRow, PublicationRow, Store};
use frontdesk::vault::Sealed;
use serde_json::json;

/// Two servers, with ids as large as Discord's.
pub(crate) const GUILD: GuildId = GuildId::new(1_100_000_000_000_000_001);
pub(crate) const OTHER_GUILD: GuildId = GuildId::new(1_100_000_000_000_000_002);

pub(crate) const ADMIN: UserId = UserId::new(7);

/// Some moment, with the microseconds that both engines keep.
pub(crate) fn moment() -> DateTime<Utc> {
    DateTime::from_timestamp_micros(1_790_000_000_123_456).unwrap()
}

pub(crate) fn later(seconds: i64) -> DateTime<Utc> {
    moment() + TimeDelta::seconds(seconds)
}

pub(crate) fn event(kind: EventKind, guild: GuildId) -> Event {
    Event {
        kind,
        guild,
        ticket: None,
        data: json!({}),
        at: moment(),
    }
}

pub(crate) fn ticket_event(kind: EventKind, ticket: &Ticket) -> Event {
    Event {
        ticket: Some(ticket.id),
        data: json!({ "number": ticket.number }),
        ..event(kind, ticket.guild)
    }
}

/// A press by `opener`, unlike every other press with another `interaction`.
pub(crate) fn press(guild: GuildId, opener: u64, interaction: u64) -> NewTicket {
    NewTicket {
        guild,
        panel: None,
        opener: UserId::new(opener),
        subject: None,
        interaction: InteractionId::new(interaction),
        reference: format!("reference-{interaction}"),
        instance: "first start".to_owned(),
        opened_at: moment(),
    }
}

/// A reservation that must succeed.
pub(crate) async fn reserve(store: &Store, ticket: &NewTicket) -> Ticket {
    match store.reserve_ticket(ticket, 10).await.unwrap() {
        Reservation::Reserved(ticket) => *ticket,
        other => panic!("not reserved: {other:?}"),
    }
}

/// A ticket with a channel and a welcome message.
pub(crate) async fn open(store: &Store, guild: GuildId, opener: u64, interaction: u64) -> Ticket {
    let ticket = reserve(store, &press(guild, opener, interaction)).await;
    let channel = ChannelId::new(interaction + 1_000_000);
    assert!(store.set_ticket_channel(ticket.id, channel).await.unwrap());
    let event = ticket_event(EventKind::TicketOpened, &ticket);
    let message = MessageId::new(interaction + 2_000_000);
    assert!(
        store
            .confirm_ticket(ticket.id, message, &event)
            .await
            .unwrap()
    );
    store.ticket(guild, ticket.id).await.unwrap().unwrap()
}

/// A panel with everything set.
pub(crate) fn full_panel(title: &str) -> NewPanel {
    NewPanel {
        title: title.to_owned(),
        description: Some("Ask\nus \u{1f980} 'anything'; -- %username%".to_owned()),
        button: Some("Open".to_owned()),
        emoji: Some("\u{1f3ab}".to_owned()),
        colour: Some(0xff_ff_ff),
        channel: Some(ChannelId::new(11)),
        category: Some(ChannelId::new(12)),
        staff_role: Some(RoleId::new(13)),
        welcome: WelcomeTemplate {
            title: Some("Hello %user%".to_owned()),
            fields: vec![WelcomeField {
                name: "Score".to_owned(),
                value: "%my_integration.high_score%".to_owned(),
                inline: true,
            }],
            ..WelcomeTemplate::default()
        },
        mode: Some(TicketMode::Thread),
    }
}

pub(crate) fn integration(owner: UserId, id: u64, slug: &str) -> IntegrationRow {
    IntegrationRow {
        id: IntegrationId::new(id),
        owner,
        name: slug.to_uppercase(),
        slug: slug.to_owned(),
        manifest: Sealed::from_bytes(format!("manifest of {slug}").into_bytes()),
        version: 1,
        created_at: moment(),
        publication: PublicationRow::default(),
    }
}

/// Stores [`integration`].
pub(crate) async fn create(store: &Store, owner: UserId, id: u64, slug: &str) -> IntegrationRow {
    let row = integration(owner, id, slug);
    assert!(store.insert_integration(&row, 10).await.unwrap());
    row
}

pub(crate) fn activation(guild: GuildId, integration: IntegrationId) -> Activation {
    Activation {
        guild,
        integration,
        by: ADMIN,
        at: moment(),
        consent: vec![0, 159, 146, 150],
        consented: Some(r#"{"origin":"https://example.com"}"#.to_owned()),
    }
}

pub(crate) fn secret(name: &str, value: &str) -> (String, Sealed) {
    (
        name.to_owned(),
        Sealed::from_bytes(value.as_bytes().to_vec()),
    )
}
