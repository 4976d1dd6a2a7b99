//! What becomes of fetches after the welcome message: cached, kept, counted.

use chrono::{DateTime, TimeDelta};
use frontdesk::clock::Clock;
use frontdesk::model::WelcomeTemplate;
use frontdesk_sandbox::upstream::Answer;
use frontdesk_sandbox::{Fault, Upstream};

use crate::support::Desk;

/// A bot whose time is moved by hand, with an integration that is active, and a welcome message that shows its value.
async fn desk(upstream: &Upstream) -> Desk {
    let mut desk = Desk::closed().await;
    desk.clock = Clock::manual(DateTime::from_timestamp(1_790_000_000, 0).unwrap());
    desk.allow(upstream.address());
    desk.start().await;
    desk.integration("Api", &upstream.url("/api?user=%user_id%"), "GET", &["v"])
        .await;
    desk.panel_with(|panel| {
        panel.welcome = WelcomeTemplate {
            message: Some("It says %v%.".to_owned()),
            ..WelcomeTemplate::default()
        };
    })
    .await;
    desk.set("ticket_limit", "10").await;
    desk
}

/// The member's next ticket shows this.
async fn shows(desk: &Desk, number: usize, text: &str) {
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    let channel = format!("ticket-{number:04}");
    member.sees_message(&channel, text).await;
    // What is noted behind the member's back is noted.
    let integration = desk.store.activations(desk.guild()).await.unwrap()[0]
        .integration
        .id;
    while desk
        .store
        .fetches(desk.guild(), integration)
        .await
        .unwrap()
        .len()
        < number
    {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cached_answer_serves_and_the_log_says_so() {
    let upstream = Upstream::start("unused").await.unwrap();
    upstream.on("/api", Answer::json(r#"{"v":"hello"}"#));
    let desk = desk(&upstream).await;
    let admin = desk.user("admin");
    let command = async |line: &str| {
        let reply = admin.run(line).in_channel("general").finished().await;
        reply.text()
    };
    command("/integration edit integration:Api cache_seconds:600").await;
    shows(&desk, 1, "It says hello.").await;
    upstream.on("/api", Answer::json("{}").status(503));
    shows(&desk, 2, "It says hello.").await;
    assert_eq!(upstream.requests_to("/api").len(), 1);
    desk.clock.advance(TimeDelta::hours(24));
    shows(&desk, 3, "It says hello.").await;
    desk.clock.advance(TimeDelta::minutes(11));
    shows(&desk, 4, "It says unknown.").await;
    let log = command("/integration log integration:api").await;
    let log: String = log
        .split(" ms")
        .map(|part| part.trim_end_matches(|character: char| character.is_ascii_digit()))
        .collect::<Vec<_>>()
        .join("N ms");
    insta::assert_snapshot!(log, @"
    | # Last fetches of Api in this server
    | 3 requests: 33 % successful, half within N ms, 95 % within N ms
    | ❌ <t:1790087060:T> (<t:1790087060:R>) `503` N ms
    | -# The host answered with HTTP status 503 instead of 200; check the URL, the headers and the server.
    | ⚠️ <t:1790086400:T> (<t:1790086400:R>) `503` N ms (an older answer was shown)
    | -# The host answered with HTTP status 503 instead of 200; check the URL, the headers and the server.
    | ✅ <t:1790000000:T> (<t:1790000000:R>) N ms (from the cache)
    | ✅ <t:1790000000:T> (<t:1790000000:R>) `200` N ms
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_reads_once_that_an_integration_keeps_failing() {
    let upstream = Upstream::start("unused").await.unwrap();
    upstream.on("/api", Answer::json("{}").status(500));
    let desk = desk(&upstream).await;
    let admin = desk.user("admin");
    let set = admin
        .run("/settings set setting:log_channel value:general")
        .in_channel("general")
        .finished()
        .await;
    assert!(
        set.text().contains("`log_channel` is now"),
        "{}",
        set.text()
    );
    for number in 1..=3 {
        shows(&desk, number, "It says unknown.").await;
        desk.clock.advance(TimeDelta::minutes(30));
    }
    let note = admin.sees_message("general", "keeps failing").await;
    insta::assert_snapshot!(note.text(), @"
    | # Api keeps failing
    | Since <t:1790000000:R> none of the 3 requests of Api has gone well. New tickets show the fallbacks of its placeholders. `/integration log` shows what was wrong, `/integration test` tries it again. There will be no further note until it has worked.
    | The last error: The host answered with HTTP status 500 instead of 200; check the URL, the headers and the server.
    ");
    shows(&desk, 4, "It says unknown.").await;
    upstream.on("/api", Answer::json(r#"{"v":"back"}"#));
    shows(&desk, 5, "It says back.").await;
    let notes = admin.messages("general").into_iter();
    let notes = notes.filter(|message| message.text().contains("keeps failing"));
    assert_eq!(notes.count(), 1);
    let events = desk.events().await;
    let failing = events.iter().filter(|kind| *kind == "integration.failing");
    assert_eq!(failing.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_that_keeps_failing_is_left_alone_and_the_log_says_so() {
    let upstream = Upstream::start("unused").await.unwrap();
    upstream.on("/api", Answer::json("{}").status(500));
    let desk = desk(&upstream).await;
    for number in 1..=7 {
        shows(&desk, number, "It says unknown.").await;
    }
    assert_eq!(upstream.requests_to("/api").len(), 5);
    let admin = desk.user("admin");
    let log = admin
        .run("/integration log integration:api")
        .in_channel("general")
        .finished()
        .await;
    assert_eq!(log.text().matches("`500`").count(), 5, "{}", log.text());
    assert_eq!(
        log.text().matches("is left alone").count(),
        2,
        "{}",
        log.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_crash_the_welcome_message_is_made_of_what_was_kept() {
    let upstream = Upstream::start("unused").await.unwrap();
    upstream.on("/api", Answer::json(r#"{"v":"kept"}"#));
    let mut desk = desk(&upstream).await;
    desk.stop().await;
    desk.spawn().await;
    let member = desk.user("member");
    let held = desk
        .sandbox
        .fault(Fault::pause_before().on("POST", "/channels/*/messages"));
    let press = tokio::spawn(member.press("Open a ticket").sent());
    held.reached().await;
    let [ticket] = desk.live().await.try_into().unwrap();
    while desk
        .store
        .ticket_values(ticket.id)
        .await
        .unwrap()
        .is_empty()
    {
        tokio::task::yield_now().await;
    }
    desk.kill().await;
    press.abort();
    held.release();
    desk.sandbox.clear_faults();
    upstream.on("/api", Answer::json(r#"{"v":"asked again"}"#));
    desk.spawn().await;
    desk.settled().await;
    member.sees_message("ticket-0001", "It says kept.").await;
    assert_eq!(upstream.requests_to("/api").len(), 1);
    desk.stop().await;
}
