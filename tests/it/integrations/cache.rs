//! Answers that serve again, and requests that serve several.

use std::time::Duration;

use chrono::TimeDelta;
use frontdesk::integrations::{Integration, Manifest};
use frontdesk::model::UserId;
use frontdesk::render::Value;
use frontdesk::store::FetchSource;

use super::scene::{
    GUILD, MEMBER, OTHER_GUILD, OWNER, Scene, about, manifest, manifest_with_key, missing, text,
};
use super::upstream::{Behaviour, Upstream};

const OTHER_MEMBER: UserId = UserId::new(8);

/// A manifest whose answers are cached for ten minutes.
fn cached(mut manifest: Manifest) -> Manifest {
    manifest.cache_seconds = 600;
    manifest
}

fn named(name: &str) -> Behaviour {
    Behaviour::json(&serde_json::json!({ "name": name }).to_string())
}

async fn sources(scene: &Scene, integration: &Integration) -> Vec<FetchSource> {
    let log = scene.service.store.fetches(GUILD, integration.id).await;
    log.unwrap()
        .iter()
        .rev()
        .map(|fetch| fetch.source)
        .collect()
}

#[tokio::test]
async fn an_answer_serves_for_as_long_as_the_manifest_says() {
    let upstream = Upstream::start(named("Ryan")).await;
    let scene = Scene::new(&[&upstream]).await;
    let manifest = cached(manifest("A", &upstream.url("/?u=%user_id%"), &["name"]));
    let a = scene.activated(GUILD, manifest, &[]).await;
    scene.activate(OTHER_GUILD, &a, &[]).await;
    assert_eq!(scene.ask(GUILD, MEMBER, &a, "name").await, text("Ryan"));
    upstream.now(named("Renamed"));
    scene.service.clock.advance(TimeDelta::seconds(599));
    assert_eq!(scene.ask(GUILD, MEMBER, &a, "name").await, text("Ryan"));
    assert_eq!(upstream.received().len(), 1);

    // Nobody else's answer, and no other server's.
    let other = scene.ask(GUILD, OTHER_MEMBER, &a, "name").await;
    assert_eq!(other, text("Renamed"));
    let other = scene.ask(OTHER_GUILD, MEMBER, &a, "name").await;
    assert_eq!(other, text("Renamed"));
    assert_eq!(upstream.received().len(), 3);

    scene.service.clock.advance(TimeDelta::seconds(1));
    assert_eq!(scene.ask(GUILD, MEMBER, &a, "name").await, text("Renamed"));
    assert_eq!(upstream.received().len(), 4);
    assert_eq!(
        sources(&scene, &a).await,
        [
            FetchSource::Fetched,
            FetchSource::Cached,
            FetchSource::Fetched,
            FetchSource::Fetched
        ]
    );
}

#[tokio::test]
async fn what_is_about_nobody_serves_the_whole_server() {
    let upstream = Upstream::start(named("1 234")).await;
    let scene = Scene::new(&[&upstream]).await;
    let mut a = cached(manifest("A", &upstream.url("/price"), &["name", "mine"]));
    let integration = scene.activated(GUILD, a.clone(), &[]).await;
    for member in [MEMBER, OTHER_MEMBER] {
        let value = scene.ask(GUILD, member, &integration, "name").await;
        assert_eq!(value, text("1 234"));
    }
    assert_eq!(upstream.received().len(), 1);

    // A path may be about somebody although the request is not.
    a.name = "B".into();
    a.placeholders[1].path = "$.players[?@.id=='%user_id%'].name".into();
    let body = r#"{"players":[{"id":"8","name":"Eight"}]}"#;
    upstream.now(Behaviour::json(body));
    let b = scene.activated(GUILD, a, &[]).await;
    let value = scene.ask(GUILD, MEMBER, &b, "b.mine").await;
    assert_eq!(value, missing("no mine"));
    let value = scene.ask(GUILD, OTHER_MEMBER, &b, "b.mine").await;
    assert_eq!(value, text("Eight"));
}

#[tokio::test]
async fn without_the_word_of_the_manifest_and_for_a_post_nothing_is_cached() {
    let upstream = Upstream::start(named("Ryan")).await;
    let scene = Scene::new(&[&upstream]).await;
    let a = manifest("A", &upstream.url("/a"), &["name"]);
    let mut b = cached(manifest("B", &upstream.url("/b"), &["name"]));
    b.request.method = "POST".into();
    for manifest in [a, b] {
        let integration = scene.activated(GUILD, manifest, &[]).await;
        let name = format!("{}.name", integration.manifest.slug());
        for _ in 0..2 {
            assert_eq!(
                scene.ask(GUILD, MEMBER, &integration, &name).await,
                text("Ryan")
            );
        }
    }
    assert_eq!(upstream.received().len(), 4);
}

#[tokio::test]
async fn an_older_answer_serves_when_the_target_fails_but_not_for_ever() {
    let upstream = Upstream::start(named("Ryan")).await;
    let scene = Scene::new(&[&upstream]).await;
    let manifest = cached(manifest("A", &upstream.url("/"), &["name", "rank"]));
    let a = scene.activated(GUILD, manifest, &[]).await;
    assert_eq!(scene.ask(GUILD, MEMBER, &a, "name").await, text("Ryan"));
    upstream.now(Behaviour::Status(503, "{}".into()));
    scene.service.clock.advance(TimeDelta::hours(24));
    assert_eq!(scene.ask(GUILD, MEMBER, &a, "name").await, text("Ryan"));
    assert_eq!(
        scene.ask(GUILD, MEMBER, &a, "rank").await,
        missing("no rank"),
        "what it had no value for it still has none for"
    );
    let log = scene.log(GUILD, &a, 3).await;
    assert_eq!(log[0].source, FetchSource::Stale);
    assert_eq!(log[0].status, Some(503));
    assert!(log[0].error.is_some());
    scene.service.clock.advance(TimeDelta::seconds(600));
    assert_eq!(
        scene.ask(GUILD, MEMBER, &a, "name").await,
        missing("no name")
    );
    scene.service.prune_cache().await.unwrap();
    // What is new replaces it.
    scene.service.clock.advance(TimeDelta::minutes(1));
    upstream.now(named("Back"));
    assert_eq!(scene.ask(GUILD, MEMBER, &a, "name").await, text("Back"));
}

#[tokio::test]
async fn an_older_answer_serves_nobody_whose_integration_may_not_run() {
    let upstream = Upstream::start(named("Ryan")).await;
    let scene = Scene::new(&[&upstream]).await;
    let manifest = cached(manifest("A", &upstream.url("/"), &["name"]));
    let a = scene.activated(GUILD, manifest, &[]).await;
    assert_eq!(scene.ask(GUILD, MEMBER, &a, "name").await, text("Ryan"));
    let nobody = frontdesk::integrations::OwnerCheck::known([].into());
    let mut run = scene.start_checked(GUILD, &["name"], nobody).await;
    run.finished().await;
    assert_eq!(run.values()["name"], missing("no name"));
}

#[tokio::test]
async fn other_secrets_another_manifest_and_erasure_leave_nothing_to_serve() {
    let upstream = Upstream::start(named("Ryan")).await;
    let scene = Scene::new(&[&upstream]).await;
    let manifest = cached(manifest_with_key(
        "A",
        &upstream.url("/?u=%user_id%"),
        &["name"],
    ));
    let mut a = scene
        .activated(GUILD, manifest, &[("api_key", "first-key")])
        .await;
    let service = &scene.service;
    let mut expected = 0;
    let mut asks_anew = async |a: &Integration, why: &str| {
        expected += 1;
        for _ in 0..2 {
            assert_eq!(scene.ask(GUILD, MEMBER, a, "name").await, text("Ryan"));
        }
        assert_eq!(upstream.received().len(), expected, "{why}");
    };
    asks_anew(&a, "at first").await;
    scene.activate(GUILD, &a, &[("api_key", "other-key")]).await;
    asks_anew(&a, "other secrets").await;
    scene.activate(GUILD, &a, &[("api_key", "other-key")]).await;
    asks_anew(&a, "the same secrets, entered again").await;
    a = service
        .edit(OWNER, a.id, |manifest| {
            manifest.placeholders[0].path = "$.name".into();
            Ok(())
        })
        .await
        .unwrap();
    asks_anew(&a, "another path").await;
    assert_eq!(service.store.erase_user_cache(MEMBER).await.unwrap(), 2);
    asks_anew(&a, "the member was erased").await;
    service.deactivate(GUILD, a.id).await.unwrap();
    scene.activate(GUILD, &a, &[("api_key", "other-key")]).await;
    asks_anew(&a, "deactivated").await;
}

#[tokio::test]
async fn the_database_tells_nothing_of_what_is_cached() {
    let upstream = Upstream::start(named("planted-value")).await;
    let scene = Scene::new(&[&upstream]).await;
    let manifest = cached(manifest_with_key(
        "A",
        &upstream.url("/planted-path?u=%user_id%"),
        &["name"],
    ));
    let a = scene
        .activated(GUILD, manifest, &[("api_key", "planted-key")])
        .await;
    assert_eq!(
        scene.ask(GUILD, MEMBER, &a, "name").await,
        text("planted-value")
    );
    scene.service.store.close().await;
    for file in std::fs::read_dir(scene.folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes.windows(7).any(|window| window == b"planted");
        assert!(!found, "{}", path.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_get_under_way_serves_all_who_ask_meanwhile() {
    let slow = |name| Behaviour::Json(format!(r#"{{"name":"{name}"}}"#), Duration::from_secs(1));
    let upstream = Upstream::start(slow("Ryan")).await;
    let scene = Scene::new(&[&upstream]).await;
    let a = scene
        .activated(GUILD, manifest("A", &upstream.url("/get"), &["name"]), &[])
        .await;
    let mut post = manifest("B", &upstream.url("/post"), &["name"]);
    post.request.method = "POST".into();
    scene.activated(GUILD, post, &[]).await;
    scene.activate(OTHER_GUILD, &a, &[]).await;

    let run = async |guild, user, name: &str| {
        let active = scene.service.active(guild).await.unwrap();
        let run = scene.service.start(active, about(guild, user, &[name]));
        run.channel_created(frontdesk::model::ChannelId::new(9));
        run
    };
    let first = run(GUILD, MEMBER, "name").await;
    let mut runs = vec![
        run(GUILD, OTHER_MEMBER, "name").await,
        run(GUILD, MEMBER, "a.name").await,
        run(OTHER_GUILD, MEMBER, "name").await,
        run(GUILD, MEMBER, "b.name").await,
        run(GUILD, MEMBER, "b.name").await,
    ];
    while upstream.received().len() < 4 {
        tokio::task::yield_now().await;
    }
    // Whoever asked first may go: the others still wait for the answer.
    drop(first);
    for run in &mut runs {
        run.finished().await;
        let values: Vec<Value> = run.values().into_values().collect();
        assert_eq!(values, [text("Ryan")]);
    }
    let received = upstream.received();
    let count = |path: &str| {
        let of = |one: &&super::upstream::Received| one.request_line().contains(path);
        received.iter().filter(of).count()
    };
    assert_eq!((count("/get"), count("/post")), (2, 2));
    // Who asks afterwards asks anew.
    upstream.now(named("Later"));
    assert_eq!(scene.ask(GUILD, MEMBER, &a, "name").await, text("Later"));
    let again = upstream.received();
    let gets = again
        .iter()
        .filter(|one| one.request_line().contains("/get"));
    assert_eq!(gets.count(), 3);
    // The log is written behind the values.
    while !sources(&scene, &a).await.contains(&FetchSource::Shared) {
        tokio::task::yield_now().await;
    }
}
