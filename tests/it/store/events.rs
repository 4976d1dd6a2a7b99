use frontdesk::model::{Event, EventKind, MessageId, TicketId};
use frontdesk::store::StoredEvent;
use serde_json::json;

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{GUILD, OTHER_GUILD, later, open, press, reserve};

on_both_engines!(
    events_come_in_order_and_in_parts,
    an_event_comes_back_as_it_was_queued
);

async fn events_come_in_order_and_in_parts(Scene { store, .. }: Scene) {
    for interaction in 1..=5 {
        open(&store, GUILD, interaction, interaction).await;
        open(&store, OTHER_GUILD, interaction, interaction + 10).await;
    }
    let all = store.events(GUILD, 0, 100).await.unwrap();
    let numbers: Vec<_> = all
        .iter()
        .map(|event| event.data["number"].clone())
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    assert!(all.is_sorted_by(|earlier, later| earlier.id < later.id));

    let first = store.events(GUILD, 0, 2).await.unwrap();
    assert_eq!(first, all[..2]);
    let rest = store.events(GUILD, first[1].id, 100).await.unwrap();
    assert_eq!(rest, all[2..]);
    assert!(
        store
            .events(GUILD, all[4].id, 100)
            .await
            .unwrap()
            .is_empty()
    );
}

async fn an_event_comes_back_as_it_was_queued(Scene { store, .. }: Scene) {
    let ticket = reserve(&store, &press(GUILD, 1, 1)).await;
    let event = Event {
        kind: EventKind::TicketOpened,
        guild: GUILD,
        ticket: Some(ticket.id),
        data: json!({ "subject": "\u{1f980} \"quoted\" \\ \n", "id": 18_446_744_073_709_551_615_u64 }),
        at: later(5),
    };
    assert!(
        store
            .confirm_ticket(ticket.id, MessageId::new(1), &event)
            .await
            .unwrap()
    );
    let stored = store.events(GUILD, 0, 10).await.unwrap().pop().unwrap();
    let expected = StoredEvent {
        id: stored.id,
        kind: "ticket.opened".to_owned(),
        guild: GUILD,
        ticket: Some(ticket.id),
        data: event.data,
        at: event.at,
    };
    assert_eq!(stored, expected);
    assert_eq!(store.first_event(ticket.id).await.unwrap(), Some(expected));
    let other = TicketId::new(ticket.id.get() + 1);
    assert_eq!(store.first_event(other).await.unwrap(), None);
}
