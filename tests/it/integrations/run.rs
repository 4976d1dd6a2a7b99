//! Many integrations, one ticket.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use frontdesk::integrations::OwnerCheck;
use frontdesk::model::ChannelId;
use frontdesk::render::Value;
use serde_json::json;

use super::scene::{
    GUILD, MEMBER, OTHER_GUILD, OWNER, Scene, manifest, manifest_with_key, missing, text,
};
use super::upstream::{Behaviour, Upstream};

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_integration_costs_only_itself() {
    let behaviours = [
        ("good", Behaviour::json(r#"{"good":"Ryan"}"#)),
        ("hangs", Behaviour::Hang),
        (
            "fails",
            Behaviour::Status(500, r#"{"fails":"oops"}"#.into()),
        ),
        ("html", Behaviour::json("<!DOCTYPE html><html></html>")),
        ("huge", Behaviour::Huge),
        ("half", Behaviour::Half),
        (
            "redirects",
            Behaviour::Redirect("http://169.254.169.254/latest/meta-data/".into()),
        ),
        ("lists", Behaviour::json("[1]")),
        ("unknown", Behaviour::json("{}")),
    ];
    let mut upstreams = BTreeMap::new();
    for (name, behaviour) in behaviours {
        upstreams.insert(name, Upstream::start(behaviour).await);
    }
    let scene = Scene::new(&upstreams.values().collect::<Vec<_>>()).await;
    let mut integrations = BTreeMap::new();
    for (name, upstream) in &upstreams {
        let manifest = manifest(&format!("Game {name}"), &upstream.url("/"), &[name]);
        integrations.insert(*name, scene.activated(GUILD, manifest, &[]).await);
    }
    let names: Vec<&str> = upstreams.keys().copied().collect();
    let start = Instant::now();
    let mut run = scene.start(GUILD, &names).await;
    assert_eq!(run.values()["hangs"], Value::Pending);
    // All but the one that hangs are there at once.
    while run
        .values()
        .values()
        .filter(|value| **value == Value::Pending)
        .count()
        > 1
    {
        tokio::task::yield_now().await;
    }
    assert!(!run.is_finished());
    run.finished().await;
    assert!(run.is_finished());
    assert!(
        start.elapsed() < Duration::from_millis(4_300),
        "{:?}",
        start.elapsed()
    );
    for (name, value) in run.values() {
        let expected = if name == "good" {
            text("Ryan")
        } else {
            missing(&format!("no {name}"))
        };
        assert_eq!(value, expected, "{name}");
    }

    let mut log = Vec::new();
    for (name, integration) in &integrations {
        let record = scene.log(GUILD, integration, 1).await.remove(0);
        let status = record
            .status
            .map_or("-".to_owned(), |status| status.to_string());
        let error = record.error.unwrap_or_default();
        log.push(format!("{name}: {status} {error}").trim_end().to_owned());
    }
    insta::assert_snapshot!(log.join("\n"), @r#"
fails: 500 The host answered with HTTP status 500 instead of 200; check the URL, the headers and the server.
good: 200
half: 200 The host's answer broke off or is not valid HTTP; check the server.
hangs: - The host did not answer completely in time; make the answer faster.
html: 200 The answer is not a JSON object: it cannot be read at line 1, column 1.
huge: 200 The answer is larger than 65,536 bytes; send only what is needed.
lists: 200 The answer is not a JSON object; answer with one in curly braces.
redirects: 302 The host redirects to http://169.254.169.254, and redirects are not followed; put the final address into the URL.
unknown: 200
"#);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_are_asked_at_the_same_time() {
    let delay = Duration::from_millis(300);
    let mut upstreams = Vec::new();
    for number in 0..5 {
        let body = json!({ format!("v{number}"): number }).to_string();
        upstreams.push(Upstream::start(Behaviour::Json(body, delay)).await);
    }
    let scene = Scene::new(&upstreams.iter().collect::<Vec<_>>()).await;
    let names: Vec<String> = (0..5).map(|number| format!("v{number}")).collect();
    for (upstream, name) in upstreams.iter().zip(&names) {
        scene
            .activated(
                GUILD,
                manifest(&format!("Game {name}"), &upstream.url("/"), &[name]),
                &[],
            )
            .await;
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut alone = scene.start(GUILD, &names[..1]).await;
    let start = Instant::now();
    alone.finished().await;
    let one = start.elapsed();
    let mut together = scene.start(GUILD, &names).await;
    let start = Instant::now();
    together.finished().await;
    let five = start.elapsed();
    assert!(five < one * 2, "one took {one:?}, five took {five:?}");
    assert!(
        together
            .values()
            .values()
            .all(|value| matches!(value, Value::Text(_)))
    );
}

#[tokio::test]
async fn only_those_that_the_message_needs_are_asked() {
    let first = Upstream::start(Behaviour::json(r#"{"level":"1","rank":"a"}"#)).await;
    let second = Upstream::start(Behaviour::json(r#"{"level":"2","team":"red"}"#)).await;
    let scene = Scene::new(&[&first, &second]).await;
    scene
        .activated(
            GUILD,
            manifest("First", &first.url("/"), &["level", "rank", "username"]),
            &[],
        )
        .await;
    scene
        .activated(
            GUILD,
            manifest("Second One", &second.url("/"), &["level", "team"]),
            &[],
        )
        .await;

    let values = scene
        .values(
            GUILD,
            &[
                "level",
                "rank",
                "user",
                "username",
                "nobody",
                "nobody.level",
            ],
        )
        .await;
    assert_eq!(
        values,
        BTreeMap::from([("level".into(), text("1")), ("rank".into(), text("a"))])
    );
    assert_eq!((first.received().len(), second.received().len()), (1, 0));

    let values = scene
        .values(GUILD, &["second_one.level", "first.username"])
        .await;
    let expected = [
        ("second_one.level".into(), text("2")),
        ("first.username".into(), missing("no username")),
    ];
    assert_eq!(values, BTreeMap::from(expected));
    assert_eq!((first.received().len(), second.received().len()), (2, 1));

    assert!(scene.values(GUILD, &[]).await.is_empty());
    assert!(scene.values(OTHER_GUILD, &["level"]).await.is_empty());
}

#[tokio::test]
async fn a_post_waits_for_the_channel_and_tells_it() {
    let upstream = Upstream::start(Behaviour::json(r#"{"name":"Ryan"}"#)).await;
    let scene = Scene::new(&[&upstream]).await;
    let mut manifest = manifest("A", &upstream.url("/hook?t=%ticket_id%"), &["name"]);
    manifest.request.method = "POST".into();
    scene.activated(GUILD, manifest, &[]).await;
    let (asked, was_asked) = tokio::sync::oneshot::channel();
    let asked = std::sync::Mutex::new(Some(asked));
    let check = OwnerCheck::new(move |owner| {
        let _ = asked.lock().unwrap().take().unwrap().send(owner);
        std::future::ready(true)
    });
    let mut run = scene.start_checked(GUILD, &["name"], check).await;
    assert_eq!(
        was_asked.await.unwrap(),
        OWNER,
        "the owner is looked up before the channel is there"
    );
    assert!(upstream.received().is_empty());
    assert_eq!(run.values()["name"], Value::Pending);
    run.channel_created(ChannelId::new(1_234_567_890_123_456_789));
    run.finished().await;
    assert_eq!(run.values()["name"], text("Ryan"));
    let received = &upstream.received()[0];
    assert_eq!(received.request_line(), "POST /hook?t=42 HTTP/1.1");
    assert_eq!(
        received.json(),
        json!({
            "guild_id": GUILD.to_string(),
            "user_id": MEMBER.to_string(),
            "ticket_id": "42",
            "ticket_channel_id": "1234567890123456789",
            "is_new_ticket": true,
            "form_data": { "What is it?": "A \"bug\"" },
        })
    );
}

#[tokio::test]
async fn an_integration_runs_only_where_its_owner_still_manages_the_server() {
    let upstream = Upstream::start(Behaviour::json(r#"{"a":"1","b":"2"}"#)).await;
    let scene = Scene::new(&[&upstream]).await;
    let a = scene
        .activated(GUILD, manifest("A", &upstream.url("/a"), &["a"]), &[])
        .await;
    scene
        .activated(GUILD, manifest("B", &upstream.url("/b"), &["b"]), &[])
        .await;
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let check = OwnerCheck::new(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        async {
            tokio::task::yield_now().await;
            false
        }
    });
    let mut run = scene.start_checked(GUILD, &["a", "b"], check).await;
    run.finished().await;
    assert_eq!(run.values()["a"], missing("no a"));
    assert!(upstream.received().is_empty());
    assert_eq!(asked.load(Ordering::Relaxed), 1, "once per owner");
    let record = scene.log(GUILD, &a, 1).await.remove(0);
    assert!(record.error.unwrap().contains("Manage Server"));
}

#[tokio::test]
async fn a_check_that_panics_leaves_the_others_alone() {
    let upstream = Upstream::start(Behaviour::json(r#"{"a":"1","b":"2"}"#)).await;
    let scene = Scene::new(&[&upstream]).await;
    scene
        .activated(GUILD, manifest("A", &upstream.url("/a"), &["a"]), &[])
        .await;
    let other = frontdesk::model::UserId::new(8);
    let b = scene
        .service
        .create(other, manifest("B", &upstream.url("/b"), &["b"]))
        .await
        .unwrap();
    scene
        .service
        .activate(GUILD, other, b.id, 1, [].into())
        .await
        .unwrap();
    let check = OwnerCheck::new(move |owner| async move {
        assert_ne!(owner, other, "planned");
        true
    });
    let mut run = scene.start_checked(GUILD, &["a", "b"], check).await;
    run.finished().await;
    assert_eq!(
        (&run.values()["a"], &run.values()["b"]),
        (&text("1"), &missing("no b"))
    );
}

#[tokio::test]
async fn a_servers_secrets_stay_in_that_server() {
    let upstream = Upstream::start(Behaviour::Echo).await;
    let scene = Scene::new(&[&upstream]).await;
    let manifest = manifest_with_key("A", &upstream.url("/?k=%api_key%&u=%user_id%"), &["body"]);
    let integration = scene
        .activated(GUILD, manifest, &[("api_key", "key-of-a")])
        .await;
    scene
        .activate(
            OTHER_GUILD,
            &integration,
            &[("api_key", "key-of-b%user_id%/&")],
        )
        .await;
    scene.values(GUILD, &["body"]).await;
    scene.values(OTHER_GUILD, &["body"]).await;
    let received = upstream.received();
    assert_eq!(received[0].header("authorization"), Some("Bearer key-of-a"));
    assert_eq!(
        received[1].header("authorization"),
        Some("Bearer key-of-b%user_id%/&")
    );
    assert_eq!(
        received[1].request_line(),
        "GET /?k=key-of-b%25user_id%25%2F%26&u=585576154958921739 HTTP/1.1"
    );
    assert!(!format!("{:?}", received[1]).contains("key-of-a"));
}

#[tokio::test]
async fn a_ticket_does_not_show_a_secret_that_is_echoed() {
    let body =
        json!({ "whole": "planted-key", "part": "your key is planted-key!", "other": "fine" });
    let upstream = Upstream::start(Behaviour::json(&body.to_string())).await;
    let scene = Scene::new(&[&upstream]).await;
    let manifest = manifest_with_key("A", &upstream.url("/"), &["whole", "part", "other"]);
    scene
        .activated(GUILD, manifest, &[("api_key", "planted-key")])
        .await;
    let values = scene.values(GUILD, &["whole", "part", "other"]).await;
    assert_eq!(values["whole"], missing("no whole"));
    assert_eq!(values["part"], text("your key is ***!"));
    assert_eq!(values["other"], text("fine"));
}

#[tokio::test]
async fn a_run_that_is_dropped_stops_asking() {
    let upstream = Upstream::start(Behaviour::Hang).await;
    let scene = Scene::new(&[&upstream]).await;
    let integration = scene
        .activated(GUILD, manifest("A", &upstream.url("/"), &["a"]), &[])
        .await;
    let run = scene.start(GUILD, &["a"]).await;
    while upstream.received().is_empty() {
        tokio::task::yield_now().await;
    }
    drop(run);
    assert!(
        scene
            .service
            .store
            .fetches(GUILD, integration.id)
            .await
            .unwrap()
            .is_empty()
    );
}
