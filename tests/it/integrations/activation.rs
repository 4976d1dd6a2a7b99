//! From the card to the sealed secret.

use frontdesk::integrations::Card;
use serde_json::json;

use super::scene::{
    GUILD, OTHER_GUILD, OWNER, Scene, manifest, manifest_with_key, missing, read, refused, secrets,
    text,
};
use super::upstream::{Behaviour, Upstream};

#[tokio::test]
async fn the_card_says_what_is_sent_to_whom() {
    let scene = Scene::new(&[]).await;
    let mut manifest = manifest_with_key(
        "Second",
        "https://api.example.com/%guild_id%?u=%user_id%",
        &["level", "username", "new"],
    );
    manifest.request.method = "POST".into();
    manifest.privacy_policy_url = Some("https://example.com/privacy".into());
    scene
        .activated(
            GUILD,
            super::scene::manifest("First", "https://example.com/", &["level"]),
            &[],
        )
        .await;
    let second = scene.service.create(OWNER, manifest).await.unwrap();
    let card = scene.service.card(GUILD, OWNER, second.id).await.unwrap();
    assert_eq!(
        card,
        Card {
            integration: second.id,
            version: 1,
            name: "Second".into(),
            method: "POST".into(),
            host: "api.example.com".into(),
            sent: [
                "guild_id",
                "user_id",
                "ticket_id",
                "ticket_channel_id",
                "is_new_ticket",
                "form_data",
                "api_key"
            ]
            .map(String::from)
            .into(),
            privacy_policy_url: Some("https://example.com/privacy".into()),
            logo_url: None,
            placeholders: vec![
                ("level".into(), true),
                ("username".into(), true),
                ("new".into(), false)
            ],
            public: false,
            validates: false,
            changes: Vec::new(),
        }
    );
}

#[tokio::test]
async fn the_secrets_must_be_those_that_are_asked_for() {
    let scene = Scene::new(&[]).await;
    let created = scene
        .service
        .create(OWNER, manifest_with_key("A", "https://example.com/", &[]))
        .await
        .unwrap();
    let with = async |given: &[(&str, &str)]| {
        refused(
            scene
                .service
                .activate(GUILD, OWNER, created.id, 1, secrets(given))
                .await,
        )
    };
    let long = "x".repeat(513);
    let sentences = [
        with(&[]).await,
        with(&[("api_key", "")]).await,
        with(&[("api_key", &long)]).await,
        with(&[("api_key", "a\r\nX-B: c")]).await,
        with(&[("api_key", "k"), ("other", "k")]).await,
    ];
    insta::assert_snapshot!(sentences.join("\n"), @r#"
`api_key` is empty; enter a value.
`api_key` is empty; enter a value.
`api_key` is longer than 512 characters; check what you pasted.
`api_key` holds a line break or another control character; paste it again without.
The integration has changed since you saw it; run /integration activate again.
"#);
    assert!(scene.service.active(GUILD).await.unwrap().is_empty());
    let exact = "x".repeat(512);
    scene
        .activate(GUILD, &created, &[("api_key", &exact)])
        .await;
}

#[tokio::test]
async fn a_version_that_the_admin_has_not_seen_is_not_activated() {
    let scene = Scene::new(&[]).await;
    let created = scene
        .service
        .create(OWNER, manifest("A", "https://example.com/", &[]))
        .await
        .unwrap();
    let change = |manifest: &mut frontdesk::integrations::Manifest| {
        manifest.request.url = "https://example.org/".into();
        Ok(())
    };
    scene.service.edit(OWNER, created.id, change).await.unwrap();
    let sentence = refused(
        scene
            .service
            .activate(GUILD, OWNER, created.id, 1, [].into())
            .await,
    );
    insta::assert_snapshot!(sentence, @"The integration has changed since you saw it; run /integration activate again.");
}

#[tokio::test]
async fn a_server_has_room_for_ten_and_for_each_name_once() {
    let scene = Scene::new(&[]).await;
    for number in 0..10 {
        scene
            .activated(
                GUILD,
                manifest(&format!("Game {number}"), "https://example.com/", &[]),
                &[],
            )
            .await;
    }
    let other = frontdesk::model::UserId::new(8);
    let same = scene
        .service
        .create(other, manifest("Game_1", "https://example.com/", &[]))
        .await
        .unwrap();
    let new = scene
        .service
        .create(other, manifest("New", "https://example.com/", &[]))
        .await
        .unwrap();
    let sentences = [
        refused(scene.service.card(GUILD, other, same.id).await),
        refused(
            scene
                .service
                .activate(GUILD, other, same.id, 1, [].into())
                .await,
        ),
        refused(scene.service.card(GUILD, other, new.id).await),
        refused(
            scene
                .service
                .activate(GUILD, other, new.id, 1, [].into())
                .await,
        ),
        refused(
            scene
                .service
                .activate(GUILD, OWNER, new.id, 1, [].into())
                .await,
        ),
    ];
    insta::assert_snapshot!(sentences.join("\n"), @r#"
Another integration called Game\_1 is active in the same server; rename one of the two or deactivate the other.
Another integration called Game\_1 is active in the same server; rename one of the two or deactivate the other.
This server has 10 active integrations already; deactivate one first.
This server has 10 active integrations already; deactivate one first.
This integration does not exist anymore, or is not yours; see your integrations with /integration list.
"#);
    let active = scene.service.active(GUILD).await.unwrap();
    scene
        .service
        .deactivate(GUILD, active[1].integration.id)
        .await
        .unwrap();
    refused(
        scene
            .service
            .deactivate(GUILD, active[1].integration.id)
            .await,
    );
    scene
        .service
        .activate(GUILD, other, same.id, 1, [].into())
        .await
        .unwrap();
    let last = scene.service.active(GUILD).await.unwrap().pop().unwrap();
    assert_eq!(last.integration.id, same.id);
}

#[tokio::test]
async fn a_change_of_where_secrets_go_pauses_until_an_admin_agrees() {
    let upstream = Upstream::start(Behaviour::json(r#"{"name":"Ryan"}"#)).await;
    let moved = Upstream::start(Behaviour::json(r#"{"name":"Mallory"}"#)).await;
    let scene = Scene::new(&[&upstream, &moved]).await;
    let integration = scene
        .activated(
            GUILD,
            manifest_with_key("A", &upstream.url("/"), &["name"]),
            &[("api_key", "first-key")],
        )
        .await;
    assert_eq!(scene.values(GUILD, &["name"]).await["name"], text("Ryan"));

    let url = moved.url("/");
    let changed = scene
        .service
        .edit(OWNER, integration.id, |manifest| {
            manifest.request.url.clone_from(&url);
            Ok(())
        })
        .await
        .unwrap();
    assert_eq!(
        scene.values(GUILD, &["name"]).await["name"],
        missing("no name")
    );
    let paused = &scene.service.active(GUILD).await.unwrap()[0];
    assert!(paused.paused && paused.secrets.is_empty());
    assert!(moved.received().is_empty());

    scene
        .activate(GUILD, &changed, &[("api_key", "second-key")])
        .await;
    assert_eq!(
        scene.values(GUILD, &["name"]).await["name"],
        text("Mallory")
    );
    assert_eq!(
        moved.received()[0].header("authorization"),
        Some("Bearer second-key")
    );

    // A change of the path needs no consent.
    let url = moved.url("/other");
    scene
        .service
        .edit(OWNER, integration.id, |manifest| {
            manifest.request.url.clone_from(&url);
            Ok(())
        })
        .await
        .unwrap();
    assert_eq!(
        scene.values(GUILD, &["name"]).await["name"],
        text("Mallory")
    );
}

#[tokio::test]
async fn the_authors_api_judges_the_secrets_first() {
    let upstream = Upstream::start(Behaviour::Status(
        400,
        json!({ "error": format!("<@1> **no** [x](https://e.vil) key good-key\n{}", "x".repeat(400)) }).to_string(),
    ))
    .await;
    let scene = Scene::new(&[&upstream]).await;
    let mut manifest = manifest_with_key("A", &upstream.url("/data"), &["name"]);
    manifest.validation_url = Some(upstream.url("/validate"));
    manifest.secrets.extend(read(&json!({
        "frontdesk": 1, "name": "x", "request": { "url": "" }, "secrets": [{ "name": "region", "sensitive": false }]
    })).secrets);
    let created = scene.service.create(OWNER, manifest).await.unwrap();
    let given = secrets(&[("api_key", "good-key"), ("region", "eu")]);
    let sentence = refused(
        scene
            .service
            .activate(GUILD, OWNER, created.id, 1, given)
            .await,
    );
    insta::assert_snapshot!(sentence.replace(&upstream.port.to_string(), "PORT"), @r#"`127.0.0.1:PORT` did not accept these values: \<@1\> \*\*no\*\* \[x\]\(https://e.vil) key \*\*\* xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"#);
    assert!(
        scene.service.active(GUILD).await.unwrap().is_empty(),
        "nothing is stored"
    );

    let received = &upstream.received()[0];
    assert_eq!(received.request_line(), "POST /validate HTTP/1.1");
    assert_eq!(received.header("authorization"), Some("Bearer good-key"));
    assert_eq!(
        received.json(),
        json!({ "guild_id": GUILD, "user_id": OWNER, "api_key": "good-key", "region": "eu" })
    );
}

#[tokio::test]
async fn secrets_are_stored_when_the_authors_api_agrees() {
    let upstream = Upstream::start(Behaviour::json("{}")).await;
    let scene = Scene::new(&[&upstream]).await;
    let mut manifest = manifest_with_key("A", &upstream.url("/data"), &["name"]);
    manifest.validation_url = Some(upstream.url("/validate"));
    scene
        .activated(GUILD, manifest, &[("api_key", "good-key")])
        .await;
    assert_eq!(upstream.received().len(), 1);
    assert_eq!(
        scene.service.active(GUILD).await.unwrap()[0].secrets["api_key"].expose(),
        "good-key"
    );
    assert!(scene.service.active(OTHER_GUILD).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_api_that_does_not_answer_is_told_as_that() {
    let upstream = Upstream::start(Behaviour::Hang).await;
    let scene = Scene::new(&[&upstream]).await;
    let mut manifest = manifest("A", &upstream.url("/data"), &["name"]);
    manifest.validation_url = Some(upstream.url("/validate"));
    let created = scene.service.create(OWNER, manifest).await.unwrap();
    let sentence = refused(
        scene
            .service
            .activate(GUILD, OWNER, created.id, 1, [].into())
            .await,
    );
    insta::assert_snapshot!(sentence.replace(&upstream.port.to_string(), "PORT"), @"`127.0.0.1:PORT` could not check these values, so nothing was stored. The host did not answer completely in time; make the answer faster.");
}
