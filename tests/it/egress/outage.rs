//! A bot whose egress process goes away: tickets open all the same.

use std::process::Command;
use std::time::{Duration, Instant};

use frontdesk::model::WelcomeTemplate;
use frontdesk_sandbox::Upstream;
use frontdesk_sandbox::upstream::Answer;

use super::process::{self, TOKEN, free_port};
use crate::support::Desk;

/// What `frontdesk check` says about the egress process.
async fn checked(desk: &Desk) -> String {
    let pairs = desk.pairs();
    let output = tokio::task::spawn_blocking(move || {
        Command::new(env!("CARGO_BIN_EXE_frontdesk"))
            .arg("check")
            .env_clear()
            .envs(pairs)
            .current_dir(std::env::temp_dir())
            .output()
            .unwrap()
    });
    let output = String::from_utf8(output.await.unwrap().stdout).unwrap();
    let line = output
        .lines()
        .find(|line| line.contains("egress process"))
        .unwrap_or_else(|| panic!("nothing about it: {output}"));
    assert!(!line.contains(TOKEN));
    line.to_owned()
}

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

    let well =
        format!("ok    egress process: it answers at http://127.0.0.1:{port}/ and takes the token");
    assert_eq!(checked(&desk).await, well);

    egress.kill();
    let started = Instant::now();
    member.press("Open a ticket").finished().await;
    member.sees_message("ticket-0002", "It says unknown").await;
    assert!(started.elapsed() < Duration::from_secs(3));

    let down = checked(&desk).await;
    assert!(
        down.starts_with("FAIL  egress process: ") && down.contains("`frontdesk egress`"),
        "{down}"
    );

    let _egress = process::start(port, &[upstream.address().port()]).await;
    member.press("Open a ticket").finished().await;
    member
        .sees_message("ticket-0003", "It says from a get")
        .await;
    assert_eq!(upstream.requests_to("/get").len(), 2);
    desk.variable("FRONTDESK_EGRESS_TOKEN", "another");
    let stranger = checked(&desk).await;
    assert!(
        stranger.contains("set FRONTDESK_EGRESS_TOKEN to the same value"),
        "{stranger}"
    );
    desk.stop().await;
}
