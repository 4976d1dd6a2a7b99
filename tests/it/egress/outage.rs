//! A bot whose egress process goes away: tickets open all the same.

use std::time::{Duration, Instant};

use frontdesk::model::WelcomeTemplate;
use frontdesk_sandbox::Upstream;
use frontdesk_sandbox::upstream::Answer;

use super::process::{self, TOKEN, free_port};
use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn tickets_open_while_the_egress_process_is_down() {
    let upstream = Upstream::start("unused").await.unwrap();
    upstream.on("/get", Answer::json(r#"{"a":"from a get"}"#));
    let port = free_port();
    let egress = process::start(port, &[upstream.address().port()]).await;
    let mut desk = Desk::closed().await;
    desk.allow(upstream.address());
    desk.variable("FRONTDESK_EGRESS_URL", format!("http://127.0.0.1:{port}"));
    desk.variable("FRONTDESK_EGRESS_TOKEN", TOKEN);
    desk.start().await;
    desk.integration("First", &upstream.url("/get?user=%user_id%"), "GET", &["a"])
        .await;
    desk.panel_with(|panel| {
        panel.welcome = WelcomeTemplate {
            message: Some("It says %a%".to_owned()),
            ..WelcomeTemplate::default()
        };
    })
    .await;
    desk.set("ticket_limit", "10").await;
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    member
        .sees_message("ticket-0001", "It says from a get")
        .await;
    assert_eq!(upstream.requests_to("/get").len(), 1);

    egress.kill();
    let started = Instant::now();
    member.press("Open a ticket").finished().await;
    member.sees_message("ticket-0002", "It says unknown").await;
    assert!(started.elapsed() < Duration::from_secs(3));

    let _egress = process::start(port, &[upstream.address().port()]).await;
    member.press("Open a ticket").finished().await;
    member
        .sees_message("ticket-0003", "It says from a get")
        .await;
    assert_eq!(upstream.requests_to("/get").len(), 2);
    desk.stop().await;
}
