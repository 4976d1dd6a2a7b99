//! What integrations know, in the welcome message.

use std::time::Duration;

use frontdesk::model::WelcomeTemplate;
use frontdesk_sandbox::upstream::Answer;
use frontdesk_sandbox::{Fault, Upstream};

use crate::support::Desk;

/// A bot that may ask this upstream, and a panel whose welcome message is this text.
async fn desk(upstream: &Upstream) -> Desk {
    let mut desk = Desk::closed().await;
    desk.allow(upstream.address());
    desk.start().await;
    desk
}

async fn welcome(desk: &Desk, text: &str) {
    desk.panel_with(|panel| {
        panel.welcome = WelcomeTemplate {
            message: Some(text.to_owned()),
            ..WelcomeTemplate::default()
        };
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn gets_start_before_the_channel_and_posts_after_it() {
    let upstream = Upstream::start("unused").await.unwrap();
    upstream.on("/get", Answer::json(r#"{"a":"from a get"}"#));
    upstream.on("/post", Answer::json(r#"{"b":"from a post"}"#));
    let desk = desk(&upstream).await;
    desk.integration("First", &upstream.url("/get?user=%user_id%"), "GET", &["a"])
        .await;
    desk.integration("Second", &upstream.url("/post"), "POST", &["b"])
        .await;
    desk.integration("Unused", &upstream.url("/unused"), "GET", &["c"])
        .await;
    welcome(&desk, "%a% and %second.b%").await;
    let member = desk.user("member");

    let held = desk
        .sandbox
        .fault(Fault::pause_before().on("POST", "/guilds/*/channels"));
    let press = tokio::spawn(member.press("Open a ticket").sent());
    held.reached().await;
    upstream.received(1).await;
    assert_eq!(upstream.requests_to("/get").len(), 1);
    assert_eq!(upstream.requests_to("/post").len(), 0);
    held.release();
    press.await.unwrap().unwrap().finished().await;

    member
        .sees_message("ticket-0001", "from a get and from a post")
        .await;
    let [post] = upstream.requests_to("/post").try_into().unwrap();
    let body: serde_json::Value = serde_json::from_str(&post.body).unwrap();
    let channel = member.sees("ticket-0001").await;
    assert_eq!(body["ticket_channel_id"], channel.to_string());
    assert_eq!(body["is_new_ticket"], true);
    assert!(upstream.requests_to("/unused").is_empty());
    desk.state().read(|world| {
        let edits = world.requests.matching("PATCH", "/channels/*/messages/*");
        assert!(edits.is_empty(), "everything was there in time");
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_hangs_shows_dots_and_then_its_fallback_by_one_edit() {
    let upstream = Upstream::start("unused").await.unwrap();
    upstream.on("/fast", Answer::json(r#"{"fast":"here"}"#));
    upstream.on("/hang", Answer::hang());
    let desk = desk(&upstream).await;
    desk.integration("Fast", &upstream.url("/fast"), "GET", &["fast"])
        .await;
    desk.integration("Hang", &upstream.url("/hang"), "GET", &["late"])
        .await;
    welcome(&desk, "%fast% then %late%").await;
    let member = desk.user("member");
    let reply = member.press("Open a ticket").finished().await;
    // The member is told while it is outstanding.
    assert!(reply.text().starts_with("Your ticket is open"));
    let first = member.sees_message("ticket-0001", "here then").await;
    assert!(first.text().contains("here then …"), "{}", first.text());
    let last = member.sees_message("ticket-0001", "then unknown").await;
    assert_eq!(first.id(), last.id());
    desk.state().read(|world| {
        let edits = world.requests.matching("PATCH", "/channels/*/messages/*");
        assert_eq!(edits.len(), 1);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_fails_costs_only_its_own_placeholders() {
    let upstream = Upstream::start("unused").await.unwrap();
    let answers = [
        Answer::json(r#"{"v":"well"}"#),
        Answer::json(r#"{"v":"ignored"}"#).status(500),
        Answer::html(),
        Answer::huge(10_000_000),
        Answer::half(r#"{"v":"half"}"#),
        Answer::redirect("http://169.254.169.254/latest/meta-data/"),
    ];
    let desk = desk(&upstream).await;
    let mut text = Vec::new();
    for (number, answer) in answers.into_iter().enumerate() {
        let path = format!("/{number}");
        upstream.on(&path, answer);
        let name = format!("Api {number}");
        desk.integration(&name, &upstream.url(&path), "GET", &["v"])
            .await;
        text.push(format!("%api_{number}.v%"));
    }
    welcome(&desk, &text.join(" ")).await;
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    member
        .sees_message(
            "ticket-0001",
            "well unknown unknown unknown unknown unknown",
        )
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nine_that_are_broken_in_nine_ways_cost_the_tenth_no_time() {
    let broken = [
        Answer::json(r#"{"v":"ignored"}"#).status(500),
        Answer::html(),
        Answer::huge(10_000_000),
        Answer::bomb(10_000_000),
        Answer::half(r#"{"v":"half"}"#),
        Answer::redirect("http://169.254.169.254/latest/meta-data/"),
        Answer::json("[1]"),
        Answer::stalled(r#"{"v":"#),
        Answer::hang(),
    ];
    let mut desk = Desk::closed().await;
    let tenth = Upstream::start("unused").await.unwrap();
    tenth.on("/", Answer::json(r#"{"v":"well"}"#));
    desk.allow(tenth.address());
    let mut upstreams = Vec::new();
    for answer in broken {
        // A host of its own each: what rests one must not rest its neighbour.
        let upstream = Upstream::start("unused").await.unwrap();
        upstream.on("/", answer);
        desk.allow(upstream.address());
        upstreams.push(upstream);
    }
    desk.start().await;
    upstreams.push(tenth);
    let mut text = Vec::new();
    for (number, upstream) in upstreams.iter().enumerate() {
        let name = format!("Api {number}");
        desk.integration(&name, &upstream.url("/"), "GET", &["v"])
            .await;
        text.push(format!("%api_{number}.v%"));
    }
    text.reverse();
    welcome(&desk, &text.join(" ")).await;

    // Quick, it is in the message as it is posted.
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    let dots = "well … … unknown unknown unknown unknown unknown unknown unknown";
    member.sees_message("ticket-0001", dots).await;
    let filled = "well unknown unknown unknown";
    member.sees_message("ticket-0001", filled).await;

    // Slow, it is filled in when it has arrived, while those that hang still do.
    let slow = Answer::json(r#"{"v":"well"}"#).after(Duration::from_secs(1));
    upstreams[9].on("/", slow);
    let admin = desk.user("admin");
    admin
        .press("Open a ticket")
        .in_channel("support")
        .finished()
        .await;
    admin.sees_message("ticket-0002", dots).await;
    admin.sees_message("ticket-0002", filled).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_while_values_are_outstanding_is_no_trouble() {
    let upstream = Upstream::start("unused").await.unwrap();
    upstream.on("/hang", Answer::hang());
    let mut desk = desk(&upstream).await;
    desk.integration("Hang", &upstream.url("/hang"), "GET", &["late"])
        .await;
    welcome(&desk, "%late%").await;
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    member.run("/close").in_channel("ticket-0001").await;
    member.no_longer_sees("ticket-0001").await;
    desk.settled().await;
    assert!(desk.live().await.is_empty());
    // The late edit finds no channel, and nobody is alarmed.
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_who_no_longer_manages_the_server_is_not_asked_for() {
    let upstream = Upstream::start("unused").await.unwrap();
    upstream.on("/get", Answer::json(r#"{"a":"value"}"#));
    let desk = desk(&upstream).await;
    let seed = desk.sandbox.seed();
    let roles = |roles: Vec<_>| {
        desk.state().write(|world| {
            let guild = world.guild_mut(seed.guild).unwrap();
            guild.members.get_mut(&seed.staff).unwrap().roles = roles;
        });
    };
    roles(vec![seed.admin_role]);
    desk.integration_of("staff", "Mine", &upstream.url("/get"), "GET", &["a"])
        .await;
    welcome(&desk, "It says %a%").await;
    desk.user("member").press("Open a ticket").finished().await;
    desk.user("member")
        .sees_message("ticket-0001", "It says value")
        .await;
    // A loss of which Discord tells this bot nothing.
    roles(Vec::new());
    let asked = upstream.requests_to("/get").len();
    desk.user("other member")
        .press("Open a ticket")
        .finished()
        .await;
    desk.user("other member")
        .sees_message("ticket-0002", "It says unknown")
        .await;
    assert_eq!(upstream.requests_to("/get").len(), asked);
}
