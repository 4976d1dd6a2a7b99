//! A panel whose message is deleted by hand.

use frontdesk_sandbox::{Fault, Id};

use crate::support::Desk;

async fn created(desk: &Desk) -> Id {
    desk.user("admin")
        .run("/panel create title:Support channel:#support category:Tickets staff:@Staff")
        .in_channel("general")
        .finished()
        .await;
    message(desk)
}

/// The panel's only message.
fn message(desk: &Desk) -> Id {
    let [message] = desk.user("member").messages("support").try_into().unwrap();
    message.id()
}

/// Waits until one message stands in #support that is not this one.
async fn posted_again(desk: &Desk, gone: Id) -> Id {
    let support = desk.sandbox.seed().support;
    let again = desk
        .state()
        .until(|world| {
            let messages = &world.channel(support).unwrap().messages;
            messages.keys().find(|message| **message != gone).copied()
        })
        .await;
    // That it is remembered comes a moment later.
    loop {
        let [panel] = desk
            .store
            .panels(desk.guild())
            .await
            .unwrap()
            .try_into()
            .unwrap();
        if panel
            .message
            .is_some_and(|message| message.get() == again.0)
        {
            return again;
        }
        tokio::task::yield_now().await;
    }
}

fn delete(desk: &Desk, message: Id) {
    let support = desk.sandbox.seed().support;
    desk.state()
        .write(|world| world.delete_message(support, message))
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_is_deleted_by_hand_is_posted_again_and_works() {
    let desk = Desk::open().await;
    let first = created(&desk).await;
    delete(&desk, first);
    let second = posted_again(&desk, first).await;
    let support = desk.sandbox.seed().support;
    desk.state()
        .write(|world| world.delete_messages(support, &[second]))
        .unwrap();
    posted_again(&desk, second).await;
    message(&desk);
    desk.user("member")
        .press("Open a ticket")
        .in_channel("support")
        .finished()
        .await;
    desk.user("staff").sees("ticket-0001").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_deleted_while_the_bot_was_away_is_posted_at_the_start() {
    let mut desk = Desk::open().await;
    let gone = created(&desk).await;
    desk.stop().await;
    delete(&desk, gone);
    desk.start().await;
    posted_again(&desk, gone).await;
    message(&desk);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_between_posting_and_remembering_does_not_double_it() {
    let mut desk = Desk::closed().await;
    desk.spawn().await;
    let gone = created(&desk).await;
    let held = desk
        .sandbox
        .fault(Fault::pause_after().on("POST", "/channels/*/messages"));
    delete(&desk, gone);
    held.reached().await;
    desk.kill().await;
    held.release();
    desk.sandbox.clear_faults();
    let posted = message(&desk);
    desk.spawn().await;
    assert_eq!(posted_again(&desk, gone).await, posted);
    message(&desk);
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_deletes_it_again_and_again_means_it() {
    let desk = Desk::open().await;
    let mut message = created(&desk).await;
    for _ in 0..3 {
        delete(&desk, message);
        message = posted_again(&desk, message).await;
    }
    delete(&desk, message);
    let admin = desk.user("admin");
    let list = async || {
        let reply = admin.run("/panel list").in_channel("general");
        reply.finished().await.text()
    };
    while !list().await.contains("in no channel") {}
    assert!(desk.user("member").messages("support").is_empty());
    // Until it is sent.
    admin
        .run("/panel send panel:Support channel:#support")
        .in_channel("general")
        .finished()
        .await;
    assert_eq!(desk.user("member").messages("support").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_admin_deletes_or_moves_stays_away() {
    let desk = Desk::open().await;
    created(&desk).await;
    let admin = desk.user("admin");
    admin
        .run("/panel send panel:Support channel:#general")
        .in_channel("general")
        .finished()
        .await;
    assert!(desk.user("member").messages("support").is_empty());
    let question = admin
        .run("/panel delete panel:Support")
        .in_channel("general")
        .finished()
        .await;
    question.press("Confirm").finished().await;
    // Events come in order: once the next one has been dealt with, so have the deletions.
    desk.user("member").run("/open").finished().await;
    for channel in ["support", "general"] {
        let left = desk.user("staff").messages(channel);
        assert!(left.is_empty(), "{channel}: {}", left.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_whose_channel_is_gone_stands_nowhere() {
    let desk = Desk::open().await;
    created(&desk).await;
    let support = desk.sandbox.seed().support;
    desk.state()
        .write(|world| world.delete_channel(support))
        .unwrap();
    let admin = desk.user("admin");
    loop {
        let reply = admin.run("/panel list").in_channel("general").finished();
        if reply.await.text().contains("in no channel") {
            break;
        }
    }
}
