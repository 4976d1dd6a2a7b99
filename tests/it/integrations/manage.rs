//! Creating, changing and deleting.

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::TimeDelta;
use frontdesk::model::{Failure, UserId};

use super::scene::{GUILD, OTHER_GUILD, OWNER, Scene, manifest, manifest_with_key, refused};

const STRANGER: UserId = UserId::new(8);

#[tokio::test]
async fn what_is_created_is_found_by_its_name_in_any_case() {
    let scene = Scene::new(&[]).await;
    let created = scene
        .service
        .create(OWNER, manifest("My Game", "https://example.com/", &["a"]))
        .await
        .unwrap();
    for name in ["My Game", "my game", "MY_GAME", " my game "] {
        let found = scene.service.find_owned(OWNER, name).await.unwrap();
        assert_eq!(
            (found.id, found.manifest),
            (created.id, created.manifest.clone())
        );
    }
    insta::assert_snapshot!(refused(scene.service.find_owned(STRANGER, "my*game").await), @r#"You have no integration called my\*game; see your integrations with /integration list."#);
    insta::assert_snapshot!(refused(scene.service.owned(STRANGER, created.id).await), @"This integration does not exist anymore, or is not yours; see your integrations with /integration list.");
}

#[tokio::test]
async fn names_are_unique_per_owner_and_ten_are_enough() {
    let scene = Scene::new(&[]).await;
    let new = |name: &str| manifest(name, "https://example.com/", &[]);
    for number in 0..9 {
        scene.service.clock.advance(TimeDelta::seconds(1));
        let game = new(&format!("Game {number}"));
        scene.service.create(OWNER, game).await.unwrap();
    }
    insta::assert_snapshot!(refused(scene.service.create(OWNER, new("game_3")).await), @r#"You already have an integration called game\_3; choose another name."#);
    scene.service.clock.advance(TimeDelta::seconds(1));
    scene.service.create(OWNER, new("Game 9")).await.unwrap();
    insta::assert_snapshot!(refused(scene.service.create(OWNER, new("Another")).await), @"You own 10 integrations already; delete one first.");
    scene.service.create(STRANGER, new("game_3")).await.unwrap();
    let names: Vec<String> = scene
        .service
        .all_owned(OWNER)
        .await
        .unwrap()
        .into_iter()
        .map(|one| one.manifest.name)
        .collect();
    assert_eq!(names.len(), 10);
    assert_eq!((names[0].as_str(), names[9].as_str()), ("Game 0", "Game 9"));
}

#[tokio::test]
async fn a_manifest_with_a_mistake_is_not_stored() {
    let scene = Scene::new(&[]).await;
    insta::assert_snapshot!(refused(scene.service.create(OWNER, manifest("A", "https://localhost/", &[])).await), @r#"
The integration has a mistake:
`request.url`: The URL's host is a local or reserved name; use a host name that works on the public internet.
"#);
    assert!(scene.service.all_owned(OWNER).await.unwrap().is_empty());
    let created = scene
        .service
        .create(OWNER, manifest("A", "https://example.com/", &[]))
        .await
        .unwrap();
    let edited = scene
        .service
        .edit(OWNER, created.id, |manifest| {
            manifest.request.url = "https://example.com/%nosuch%".into();
            Ok(())
        })
        .await;
    insta::assert_snapshot!(refused(edited), @r#"
The integration has a mistake:
`request.url`: `%nosuch%` is unknown; use `%user_id%`, `%guild_id%`, `%ticket_id%` or the name of one of the integration's secrets.
"#);
    let stored = scene.service.owned(OWNER, created.id).await.unwrap();
    assert_eq!((stored.version, stored.manifest), (1, created.manifest));
}

#[tokio::test]
async fn two_changes_at_once_are_both_kept() {
    let scene = Scene::new(&[]).await;
    let created = scene
        .service
        .create(OWNER, manifest("A", "https://example.com/", &[]))
        .await
        .unwrap();
    let rounds = AtomicUsize::new(0);
    let header = |name: &'static str| {
        let rounds = &rounds;
        scene.service.edit(OWNER, created.id, move |manifest| {
            rounds.fetch_add(1, Ordering::Relaxed);
            manifest
                .request
                .headers
                .insert(name.to_owned(), "v".to_owned());
            Ok(())
        })
    };
    let (a, b, c) = tokio::join!(header("X-A"), header("X-B"), header("X-C"));
    let mut versions = [a.unwrap().version, b.unwrap().version, c.unwrap().version];
    versions.sort_unstable();
    assert_eq!(versions, [2, 3, 4]);
    assert!(rounds.load(Ordering::Relaxed) > 3, "somebody was slower");
    let stored = scene.service.owned(OWNER, created.id).await.unwrap();
    assert_eq!(stored.manifest.request.headers.len(), 3);
}

#[tokio::test]
async fn a_change_may_refuse() {
    let scene = Scene::new(&[]).await;
    let created = scene
        .service
        .create(OWNER, manifest("A", "https://example.com/", &[]))
        .await
        .unwrap();
    let edited = scene
        .service
        .edit(OWNER, created.id, |_| {
            Err(Failure::refused("integrations-gone"))
        })
        .await;
    refused(edited);
    let stranger = scene.service.edit(STRANGER, created.id, |_| Ok(())).await;
    refused(stranger);
    assert_eq!(
        scene
            .service
            .edit(OWNER, created.id, |_| Ok(()))
            .await
            .unwrap()
            .version,
        1
    );
}

#[tokio::test]
async fn a_rename_keeps_names_in_a_server_apart() {
    let scene = Scene::new(&[]).await;
    let first = scene
        .activated(GUILD, manifest("First", "https://example.com/", &[]), &[])
        .await;
    scene
        .activated(GUILD, manifest("Second", "https://example.com/", &[]), &[])
        .await;
    let theirs = scene
        .service
        .create(STRANGER, manifest("Third", "https://example.com/", &[]))
        .await
        .unwrap();
    scene
        .service
        .activate(GUILD, STRANGER, theirs.id, 1, [].into())
        .await
        .unwrap();
    scene.activate(OTHER_GUILD, &first, &[]).await;
    let renamed = scene
        .service
        .edit(OWNER, first.id, |manifest| {
            manifest.name = "third".into();
            Ok(())
        })
        .await;
    insta::assert_snapshot!(refused(renamed), @"Another integration called third is active in the same server; rename one of the two or deactivate the other.");
}

#[tokio::test]
async fn deleting_takes_everything_along() {
    let scene = Scene::new(&[]).await;
    let integration = scene
        .activated(
            GUILD,
            manifest_with_key("A", "https://example.com/", &["a"]),
            &[("api_key", "k3y-k3y")],
        )
        .await;
    refused(scene.service.delete(STRANGER, integration.id).await);
    scene.service.delete(OWNER, integration.id).await.unwrap();
    assert!(scene.service.active(GUILD).await.unwrap().is_empty());
    refused(scene.service.delete(OWNER, integration.id).await);
}

#[tokio::test]
async fn what_is_stored_is_sealed() {
    let scene = Scene::new(&[]).await;
    let mut manifest = manifest_with_key("Visible", "https://example.com/planted-path", &["a"]);
    manifest
        .request
        .headers
        .insert("X-Static".into(), "planted-header".into());
    let integration = scene
        .activated(GUILD, manifest, &[("api_key", "planted-secret")])
        .await;
    let active = scene.service.active(GUILD).await.unwrap();
    assert_eq!(active[0].secrets["api_key"].expose(), "planted-secret");
    assert!(!format!("{active:?}").contains("planted-secret"));
    assert!(!integration.manifest.to_json().contains("planted-secret"));
    scene.service.store.close().await;
    let mut files = 0;
    for entry in std::fs::read_dir(scene.folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        files += usize::from(text.contains("Visible"));
        assert!(!text.contains("planted"), "a file holds what was planted");
    }
    assert!(files > 0, "the name stands in the database");
}
