//! Two programs serve the same server: the old and the new one of an upgrade.

use frontdesk::model::TicketState;
use frontdesk_sandbox::{Fault, FaultHandle, Reply};
use tokio::task::JoinHandle;

use crate::support::Desk;

/// One program waits for its channel; another one has been started, and has looked at what is there.
async fn an_upgrade_in_the_middle_of_an_opening() -> (Desk, FaultHandle, JoinHandle<Reply>) {
    let mut desk = Desk::closed().await;
    desk.panel().await;
    desk.spawn().await;
    let held = desk
        .sandbox
        .fault(Fault::pause_before().on("POST", "/guilds/*/channels"));
    let press = desk.user("member").press("Open a ticket").sent();
    let press = tokio::spawn(async move { press.await.unwrap().finished().await });
    held.reached().await;
    desk.put_beside();
    desk.start().await;
    desk.state()
        .until(|world| {
            let looks = world.requests.matching("GET", "/guilds/*/channels");
            (!looks.is_empty()).then_some(())
        })
        .await;
    // All places are free again: it has come to an end with the server.
    let places = desk.bot().reconciling.acquire_many(4).await;
    drop(places.unwrap());
    (desk, held, press)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_has_begun_the_other_leaves_to_it() {
    let (mut desk, held, press) = an_upgrade_in_the_middle_of_an_opening().await;
    let [ticket] = desk.live().await.try_into().unwrap();
    assert_eq!(ticket.state, TicketState::Opening);
    held.release();
    let reply = press.await.unwrap().text();
    assert!(reply.starts_with("Your ticket is open"), "{reply}");
    let [opened] = desk.live().await.try_into().unwrap();
    assert_eq!(opened.state, TicketState::Open);
    assert_eq!(opened.instance, ticket.instance);
    assert_eq!(desk.ticket_channels(), ["ticket-0001"]);
    assert_eq!(desk.user("member").messages("ticket-0001").len(), 1);
    assert_eq!(desk.events().await, ["panel.created", "ticket.opened"]);
    desk.stop().await;
    desk.kill_beside();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_that_was_killed_has_begun_the_other_ends() {
    let (mut desk, held, press) = an_upgrade_in_the_middle_of_an_opening().await;
    desk.kill_beside();
    press.abort();
    held.release();
    desk.sandbox.clear_faults();
    // It was never created, or it was and is welcomed: the other program finds out when the first one's word has run out.
    let until = tokio::time::Instant::now() + 4 * frontdesk::tickets::instances::LEASE;
    while desk
        .live()
        .await
        .iter()
        .any(|ticket| ticket.state != TicketState::Open)
    {
        assert!(tokio::time::Instant::now() < until, "it is not taken over");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(desk.ticket_channels().len(), desk.live().await.len());
    desk.stop().await;
}
