use frontdesk::model::{EventKind, RoleId, Subject, TicketMembers, UserId};

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{GUILD, OTHER_GUILD, later, moment, open, press, reserve, ticket_event};

on_both_engines!(
    a_claim_is_taken_by_one_and_told_once,
    members_come_and_go_and_are_not_forgotten,
    what_was_not_written_is_found,
);

async fn a_claim_is_taken_by_one_and_told_once(Scene { store, .. }: Scene) {
    let ticket = open(&store, GUILD, 1, 1).await;
    let (first, second) = (Some(UserId::new(8)), Some(UserId::new(9)));
    let claimed = [ticket_event(EventKind::TicketClaimed, &ticket)];
    let set = async |from, to| {
        store
            .set_ticket_claimer(&ticket, from, to, later(1), &claimed)
            .await
            .unwrap()
    };
    let who = async || {
        let stored = store.ticket(GUILD, ticket.id).await.unwrap().unwrap();
        stored.claimed_by
    };
    assert!(set(None, first).await);
    assert!(!set(None, second).await);
    assert_eq!(who().await, first);
    assert!(set(first, second).await);
    assert!(set(second, None).await);
    assert_eq!(who().await, None);
    let told = store.events(GUILD, 0, 10).await.unwrap();
    let claims = told.iter().filter(|event| event.kind == "ticket.claimed");
    assert_eq!(claims.count(), 3);

    let opening = reserve(&store, &press(GUILD, 1, 2)).await;
    assert!(
        !store
            .set_ticket_claimer(&opening, None, first, moment(), &[])
            .await
            .unwrap()
    );
}

async fn members_come_and_go_and_are_not_forgotten(Scene { store, .. }: Scene) {
    let ticket = open(&store, GUILD, 1, 1).await;
    let (user, role) = (
        Subject::Member(UserId::new(8)),
        Subject::Role(RoleId::new(8)),
    );
    assert!(store.add_ticket_member(&ticket, user).await.unwrap());
    assert!(!store.add_ticket_member(&ticket, user).await.unwrap());
    assert!(store.add_ticket_member(&ticket, role).await.unwrap());
    assert!(store.remove_ticket_member(&ticket, user).await.unwrap());
    assert!(!store.remove_ticket_member(&ticket, user).await.unwrap());
    assert_eq!(
        store.ticket_members(&ticket).await.unwrap(),
        TicketMembers {
            version: 3,
            added: vec![role],
            former: vec![user],
        }
    );
    assert!(store.add_ticket_member(&ticket, user).await.unwrap());
    assert_eq!(
        store.ticket_members(&ticket).await.unwrap().added,
        [role, user]
    );
    let opening = reserve(&store, &press(GUILD, 1, 2)).await;
    assert!(!store.add_ticket_member(&opening, user).await.unwrap());
    assert!(!store.remove_ticket_member(&opening, user).await.unwrap());
}

async fn what_was_not_written_is_found(Scene { store, .. }: Scene) {
    let ticket = open(&store, GUILD, 1, 1).await;
    let behind = async |guild| {
        let behind = store.tickets_with_access_behind(guild).await.unwrap();
        behind.len()
    };
    assert_eq!(behind(GUILD).await, 0);
    let role = Subject::Role(RoleId::new(8));
    store.add_ticket_member(&ticket, role).await.unwrap();
    assert_eq!((behind(GUILD).await, behind(OTHER_GUILD).await), (1, 0));
    let version = store.ticket_members(&ticket).await.unwrap().version;
    store.remove_ticket_member(&ticket, role).await.unwrap();
    store
        .ticket_access_written(ticket.id, version)
        .await
        .unwrap();
    assert_eq!(behind(GUILD).await, 1, "a later change is not written yet");
    store
        .ticket_access_written(ticket.id, version + 1)
        .await
        .unwrap();
    store
        .ticket_access_written(ticket.id, version)
        .await
        .unwrap();
    assert_eq!(behind(GUILD).await, 0);
}
