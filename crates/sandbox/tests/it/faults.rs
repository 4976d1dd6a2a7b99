use std::time::{Duration, Instant};

use frontdesk_sandbox::{Fault, World};
use serde_json::json;

use crate::client::Desk;

fn count(desk: &Desk) -> usize {
    let seed = desk.sandbox.seed();
    desk.sandbox
        .state()
        .read(|world| world.messages_seen_by(seed.bot, seed.general).len())
}

#[tokio::test]
async fn the_next_requests_fail() {
    let desk = Desk::start().await;
    let path = format!("/channels/{}/messages", desk.sandbox.seed().general);
    let fault = Fault::status(503)
        .on("POST", "/channels/*/messages")
        .after(1)
        .times(2);
    let handle = desk.sandbox.fault(fault);
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(desk.post(&path, json!({ "content": "x" })).await.status);
    }
    assert_eq!(statuses, [200, 503, 503, 200]);
    assert_eq!((handle.struck(), count(&desk)), (2, 2));
}

#[tokio::test]
async fn an_answer_is_lost_after_its_effect() {
    let desk = Desk::start().await;
    let path = format!("/channels/{}/messages", desk.sandbox.seed().general);
    desk.sandbox
        .fault(Fault::lose_answer().on("POST", "/channels/*/messages"));
    assert!(
        desk.try_call("POST", &path, json!({ "content": "x" }))
            .await
            .is_err()
    );
    assert_eq!(count(&desk), 1);
    desk.sandbox.fault(Fault::lose_request());
    assert!(
        desk.try_call("POST", &path, json!({ "content": "x" }))
            .await
            .is_err()
    );
    assert_eq!(count(&desk), 1);
    desk.post(&path, json!({ "content": "x" })).await.fine();
}

#[tokio::test]
async fn requests_take_their_time() {
    let desk = Desk::start().await;
    let handle = desk.sandbox.fault(Fault::delay(Duration::from_millis(80)));
    let started = Instant::now();
    desk.get("/users/@me").await.fine();
    assert!(started.elapsed() >= Duration::from_millis(80));
    handle.remove();
    let limited = desk
        .sandbox
        .fault(Fault::rate_limit(Duration::from_millis(250)));
    let answer = desk.get("/users/@me").await;
    assert_eq!(
        (answer.status, &answer.json["retry_after"]),
        (429, &json!(0.25))
    );
    assert_eq!(limited.struck(), 1);
}

#[tokio::test]
async fn a_request_waits_where_it_is_told_to() {
    let desk = Desk::start().await;
    let path = format!("/channels/{}/messages", desk.sandbox.seed().general);
    for (fault, effect) in [(Fault::pause_before(), 0), (Fault::pause_after(), 1)] {
        let before = count(&desk);
        let hold = desk.sandbox.fault(fault.on("POST", "/channels/*/messages"));
        let call = desk.post(&path, json!({ "content": "x" }));
        let watch = async {
            hold.reached().await;
            assert_eq!(count(&desk) - before, effect);
            hold.release();
        };
        let (answer, ()) = tokio::join!(call, watch);
        answer.fine();
        assert_eq!(count(&desk) - before, 1);
    }
}

#[tokio::test]
async fn a_held_request_goes_with_its_asker() {
    let desk = Desk::start().await;
    let path = format!("/channels/{}/messages", desk.sandbox.seed().general);
    let hold = desk.sandbox.fault(Fault::pause_before().on("POST", "**"));
    tokio::select! {
        answer = desk.post(&path, json!({ "content": "x" })) => panic!("not held: {answer:?}"),
        () = hold.reached() => {}
    }
    let gone = |world: &World| (world.requests.all().last()?.status == Some(499)).then_some(());
    desk.sandbox.state().until(gone).await;
    hold.release();
    desk.post(&path, json!({ "content": "y" })).await.fine();
    assert_eq!(count(&desk), 1);
}
