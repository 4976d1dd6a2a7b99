//! How long an opening takes, as a multiple of what cannot be avoided.

use std::time::{Duration, Instant};

use frontdesk_sandbox::Fault;

use crate::support::Desk;

/// What Discord takes for each call.
const DISCORD: Duration = Duration::from_millis(100);

#[tokio::test(flavor = "multi_thread")]
async fn without_integrations_an_opening_takes_two_calls() {
    let desk = Desk::open().await;
    desk.panel().await;
    desk.sandbox.fault(Fault::delay(DISCORD));
    let started = Instant::now();
    let press = tokio::spawn(desk.user("member").press("Open a ticket").sent());
    desk.user("member")
        .sees_message("ticket-0001", "Hello")
        .await;
    let took = started.elapsed();
    press.await.unwrap().unwrap();
    // A ratio, with room for a busy machine: three calls one after another would be over it.
    assert!(took < DISCORD * 2 * 14 / 10, "{took:?}");
}
