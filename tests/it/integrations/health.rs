//! Integrations that keep failing.

use std::time::Duration;

use chrono::TimeDelta;
use frontdesk::integrations::Integration;
use frontdesk::integrations::health::TELL;
use frontdesk::render::Value;
use serde_json::json;

use super::scene::{GUILD, MEMBER, Scene, manifest, manifest_with_key, missing, text};
use super::upstream::{Behaviour, Upstream};

/// Asks every half hour, so often.
async fn ask(scene: &Scene, a: &Integration, times: usize) {
    for _ in 0..times {
        scene.ask(GUILD, MEMBER, a, "name").await;
        scene.service.clock.advance(TimeDelta::minutes(30));
    }
}

/// The events, once the last fetch was noted in all places.
async fn events(scene: &Scene, expected: usize) -> Vec<serde_json::Value> {
    loop {
        let events = scene.service.store.events(GUILD, 0, 100).await.unwrap();
        if events.len() >= expected {
            return events.into_iter().map(|event| event.data).collect();
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn an_hour_of_failures_raises_one_event_and_a_success_begins_anew() {
    let upstream = Upstream::start(Behaviour::Status(500, r#"{"a":"planted-key"}"#.into())).await;
    let scene = Scene::new(&[&upstream]).await;
    let a = manifest_with_key("My API", &upstream.url("/"), &["name"]);
    let a = scene
        .activated(GUILD, a, &[("api_key", "planted-key")])
        .await;
    let since = scene.service.clock.now();
    ask(&scene, &a, 2).await;
    assert!(events(&scene, 0).await.is_empty());
    ask(&scene, &a, 1).await;
    let told = events(&scene, 1).await;
    assert_eq!(
        told[0]["integration"],
        json!({ "id": a.id, "name": "My API" })
    );
    assert_eq!(told[0]["guild_id"], json!(GUILD));
    assert_eq!(told[0]["failures"], 3);
    let error = told[0]["error"].as_str().unwrap();
    assert!(error.starts_with("The host answered with HTTP status 500"));
    assert!(!told[0].to_string().contains("planted"));
    assert_eq!(told[0]["failing_since"], json!(since));
    let service = &scene.service;
    let key = format!("{GUILD}-{}", a.id);
    let job = service.store.job(TELL, &key).await.unwrap().unwrap();
    let notice = service.notice(&job.payload).await.unwrap().unwrap();
    assert_eq!(
        (notice.name.as_str(), notice.failing.failures),
        ("My API", 3)
    );
    assert!(notice.error.as_ref().unwrap().contains("500"));
    ask(&scene, &a, 1).await;

    upstream.now(Behaviour::json(r#"{"name":"Ryan"}"#));
    ask(&scene, &a, 1).await;
    // It is noted behind the log; then there is nothing to tell any more.
    while service.notice(&job.payload).await.unwrap().is_some() {
        tokio::task::yield_now().await;
    }
    upstream.now(Behaviour::Status(500, "{}".into()));
    ask(&scene, &a, 2).await;
    assert_eq!(events(&scene, 1).await.len(), 1);
    ask(&scene, &a, 1).await;
    assert_eq!(events(&scene, 2).await.len(), 2);
    let late = service.notice(&job.payload).await.unwrap();
    assert_eq!(late, None, "that is another story");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_kept_a_message_waiting_in_vain_does_not_do_so_again() {
    let good = Upstream::start(Behaviour::json(r#"{"name":"Ryan"}"#)).await;
    let bad = Upstream::start(Behaviour::Hang).await;
    let scene = Scene::new(&[&good, &bad]).await;
    for (name, upstream, placeholder) in [("Good", &good, "name"), ("Bad", &bad, "rank")] {
        let manifest = manifest(name, &upstream.url("/"), &[placeholder]);
        scene.activated(GUILD, manifest, &[]).await;
    }
    let start = async || scene.start(GUILD, &["name", "rank"]).await;
    let mut first = start().await;
    let patient = tokio::time::timeout(Duration::from_millis(300), first.expected());
    assert!(patient.await.is_err(), "it may still answer");
    first.finished().await;

    let mut second = start().await;
    second.expected().await;
    assert_eq!(second.values()["name"], text("Ryan"));
    assert_eq!(second.values()["rank"], Value::Pending);
    // It is asked all the same, and once it answers in time it is waited for again.
    bad.now(Behaviour::json(r#"{"rank":"gold"}"#));
    second.finished().await;
    assert_eq!(second.values()["rank"], missing("no rank"));
    let mut third = start().await;
    third.finished().await;
    assert_eq!(third.values()["rank"], text("gold"));
    bad.now(Behaviour::Json(
        r#"{"rank":"late"}"#.into(),
        Duration::from_millis(300),
    ));
    let mut fourth = start().await;
    fourth.expected().await;
    assert_eq!(fourth.values()["rank"], text("late"));
}
