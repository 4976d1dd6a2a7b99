//! The bot is killed between commit and delivery, and in the middle of one.

use std::time::Duration;

use frontdesk_sandbox::{Answer, Upstream};

use super::{asked, run};
use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_loses_no_delivery() {
    let receiver = Upstream::start("").await.unwrap();
    receiver.on("/hook", Answer::json("{}"));
    let mut desk = Desk::closed().await;
    desk.allow(receiver.address());
    desk.panel().await;
    desk.spawn().await;
    let admin = desk.user("admin");
    let line = format!("/notify webhook url:{}", receiver.url("/hook"));
    run(&admin, &line).await;
    asked(&receiver, "/hook", 1).await;

    // In the middle: the receiver has it and does not answer.
    receiver.on("/hook", Answer::hang());
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    let first = asked(&receiver, "/hook", 2).await.remove(1);
    desk.kill().await;
    receiver.on("/hook", Answer::json("{}"));
    desk.spawn().await;
    let second = asked(&receiver, "/hook", 3).await.remove(2);
    assert_eq!(first.header("webhook-id"), second.header("webhook-id"));
    assert_eq!(first.body, second.body);

    // Between commit and delivery: it waits for its next try.
    receiver.on(
        "/hook",
        Answer::json("{}").status(503).header("retry-after", "3"),
    );
    member
        .run("/close reason:Done")
        .in_channel("ticket-0001")
        .finished()
        .await;
    asked(&receiver, "/hook", 4).await;
    let guild = desk.guild();
    loop {
        let log = desk.store.deliveries(guild, None, 1).await.unwrap();
        if log[0].retry_at.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    desk.kill().await;
    receiver.on("/hook", Answer::json("{}"));
    desk.spawn().await;
    let last = asked(&receiver, "/hook", 5).await.remove(4);
    assert_eq!(last.json()["type"], "ticket.closed");
    assert_eq!(last.json()["data"]["reason"], "Done");
    desk.stop().await;
}
