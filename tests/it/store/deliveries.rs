use frontdesk::model::{EventKind, TargetId, Ticket};
use frontdesk::store::{DELIVER, DeliveryState, Store};
use serde_json::json;

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{GUILD, OTHER_GUILD, event, full_panel, later, moment, open, ticket_event};
use super::targets::target;

on_both_engines!(
    an_event_is_queued_for_those_who_want_it,
    a_lane_is_emptied_in_order,
    a_dead_delivery_lives_again,
    what_is_old_is_forgotten,
    what_is_removed_is_not_delivered,
);

const TARGET: TargetId = TargetId::new(1);

async fn listen(store: &Store) {
    let mut row = target(GUILD, 1, "slack-1");
    row.events = vec![EventKind::TicketOpened, EventKind::TicketClosed];
    store.insert_target(&row, 10).await.unwrap();
    let mut row = target(GUILD, 2, "slack-2");
    row.events = vec![EventKind::PanelCreated];
    store.insert_target(&row, 10).await.unwrap();
    let row = target(OTHER_GUILD, 3, "slack-1");
    store.insert_target(&row, 10).await.unwrap();
}

async fn close(store: &Store, ticket: &Ticket) {
    let by = ticket.opener;
    let begun = store.begin_close_ticket(ticket.id, by, None, later(1), "x");
    assert!(begun.await.unwrap());
    let closed = ticket_event(EventKind::TicketClosed, ticket);
    assert!(store.finish_close_ticket(ticket.id, &closed).await.unwrap());
}

async fn an_event_is_queued_for_those_who_want_it(Scene { store, .. }: Scene) {
    listen(&store).await;
    let ticket = open(&store, GUILD, 1, 1).await;
    let all = store.deliveries(GUILD, None, 10).await.unwrap();
    let [delivery] = all.try_into().unwrap();
    assert_eq!(delivery.target, TARGET);
    assert_eq!(
        (delivery.kind.as_str(), delivery.lane),
        ("ticket.opened", ticket.id.as_i64())
    );
    assert_eq!(delivery.data["number"], 1);
    assert_eq!(
        (delivery.state, delivery.attempts),
        (DeliveryState::Pending, 0)
    );
    assert_eq!((delivery.at, delivery.since), (moment(), moment()));
    let key = format!("{TARGET}:{}", ticket.id);
    let job = store.job(DELIVER, &key).await.unwrap().unwrap();
    assert_eq!(job.payload, json!({ "target": "1", "lane": delivery.lane }));
    assert!(
        store
            .deliveries(OTHER_GUILD, None, 10)
            .await
            .unwrap()
            .is_empty()
    );

    let panel = full_panel("a");
    store
        .insert_panel(GUILD, &panel, |_| event(EventKind::PanelCreated, GUILD))
        .await
        .unwrap();
    let of_second = store.deliveries(GUILD, Some(TargetId::new(2)), 10).await;
    assert_eq!(of_second.unwrap().len(), 1);
    assert_eq!(store.deliveries(GUILD, None, 10).await.unwrap().len(), 2);
    assert_eq!(store.deliveries(GUILD, None, 1).await.unwrap()[0].lane, 0);
    assert!(store.job(DELIVER, "2:0").await.unwrap().is_some());
}

async fn a_lane_is_emptied_in_order(Scene { store, .. }: Scene) {
    listen(&store).await;
    let ticket = open(&store, GUILD, 1, 1).await;
    let lane = ticket.id.as_i64();
    open(&store, GUILD, 2, 2).await;
    close(&store, &ticket).await;
    let next = async || store.next_delivery(TARGET, lane).await.unwrap();
    let first = next().await.unwrap();
    assert_eq!(first.kind, "ticket.opened");
    store
        .delay_delivery(first.id, later(5), "busy")
        .await
        .unwrap();
    let delayed = next().await.unwrap();
    assert_eq!((delayed.id, delayed.attempts), (first.id, 1));
    assert_eq!(delayed.retry_at, Some(later(5)));
    assert_eq!(delayed.problem.as_deref(), Some("busy"));
    let ended = store.end_delivery(first.id, DeliveryState::Delivered, later(6), None);
    ended.await.unwrap();
    assert_eq!(next().await.unwrap().kind, "ticket.closed");
    // What has ended has ended.
    let again = store.end_delivery(first.id, DeliveryState::Dead, later(7), Some("x"));
    again.await.unwrap();
    let log = store.deliveries(GUILD, None, 10).await.unwrap();
    let first = log.iter().find(|delivery| delivery.id == first.id).unwrap();
    assert_eq!(first.state, DeliveryState::Delivered);
    assert_eq!((first.attempts, first.ended_at), (2, Some(later(6))));
}

async fn a_dead_delivery_lives_again(Scene { store, .. }: Scene) {
    listen(&store).await;
    let ticket = open(&store, GUILD, 1, 1).await;
    let key = format!("{TARGET}:{}", ticket.id);
    assert!(store.cancel_job(DELIVER, &key).await.unwrap());
    let lane = ticket.id.as_i64();
    let id = store.next_delivery(TARGET, lane).await.unwrap().unwrap().id;
    assert!(!store.revive_delivery(GUILD, id, later(9)).await.unwrap());
    let ended = store.end_delivery(id, DeliveryState::Dead, later(6), Some("no_service"));
    ended.await.unwrap();
    assert_eq!(store.next_delivery(TARGET, lane).await.unwrap(), None);
    assert!(
        !store
            .revive_delivery(OTHER_GUILD, id, later(9))
            .await
            .unwrap()
    );
    assert!(store.revive_delivery(GUILD, id, later(9)).await.unwrap());
    let alive = store.next_delivery(TARGET, lane).await.unwrap().unwrap();
    assert_eq!(
        (alive.attempts, alive.since, alive.ended_at),
        (0, later(9), None)
    );
    assert!(store.job(DELIVER, &key).await.unwrap().is_some());
}

async fn what_is_old_is_forgotten(Scene { store, .. }: Scene) {
    listen(&store).await;
    let ticket = open(&store, GUILD, 1, 1).await;
    open(&store, GUILD, 2, 2).await;
    open(&store, OTHER_GUILD, 3, 3).await;
    let lane = ticket.id.as_i64();
    let id = store.next_delivery(TARGET, lane).await.unwrap().unwrap().id;
    let ended = store.end_delivery(id, DeliveryState::Delivered, later(6), None);
    ended.await.unwrap();
    assert_eq!(store.prune_deliveries(moment()).await.unwrap(), 0);
    // The delivery and its event; what waits keeps its own. The other server's target wants it still.
    assert_eq!(store.prune_deliveries(later(7)).await.unwrap(), 2);
    assert_eq!(store.deliveries(GUILD, None, 10).await.unwrap().len(), 1);
    assert_eq!(store.events(GUILD, 0, 10).await.unwrap().len(), 1);
    assert_eq!(store.events(OTHER_GUILD, 0, 10).await.unwrap().len(), 1);
}

async fn what_is_removed_is_not_delivered(Scene { store, .. }: Scene) {
    listen(&store).await;
    let ticket = open(&store, GUILD, 1, 1).await;
    assert!(store.delete_target(GUILD, TARGET).await.unwrap());
    assert!(store.deliveries(GUILD, None, 10).await.unwrap().is_empty());
    close(&store, &ticket).await;
    assert!(store.deliveries(GUILD, None, 10).await.unwrap().is_empty());
}
