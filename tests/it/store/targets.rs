use frontdesk::model::{EventKind, GuildId, TargetId, TargetKind};
use frontdesk::store::{InsertTarget, StoreError, TargetHealth, TargetRow};
use frontdesk::vault::Sealed;

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{ADMIN, GUILD, OTHER_GUILD, later, moment};

on_both_engines!(
    a_target_comes_back_as_it_was_stored,
    names_are_unique_and_targets_few,
    health_is_remembered,
    a_new_secret_leaves_the_old_one_for_a_while,
);

pub(crate) fn target(guild: GuildId, id: u64, name: &str) -> TargetRow {
    TargetRow {
        id: TargetId::new(id),
        guild,
        name: name.to_owned(),
        kind: TargetKind::Slack,
        url: Sealed::from_bytes(vec![1, 0, 255]),
        secret: Some(Sealed::from_bytes(vec![2])),
        old_secret: None,
        events: vec![EventKind::TicketOpened, EventKind::PanelCreated],
        created_by: ADMIN,
        created_at: moment(),
        health: TargetHealth::default(),
    }
}

async fn a_target_comes_back_as_it_was_stored(Scene { store, .. }: Scene) {
    let (first, other) = (
        target(GUILD, 1, "slack-1"),
        target(OTHER_GUILD, 2, "slack-1"),
    );
    for row in [&first, &other] {
        let stored = store.insert_target(row, 10).await.unwrap();
        assert_eq!(stored, InsertTarget::Stored);
    }
    assert_eq!(store.target(first.id).await.unwrap(), Some(first.clone()));
    let all = store.targets(GUILD).await.unwrap();
    assert_eq!(all, std::slice::from_ref(&first));
    assert!(!store.delete_target(GUILD, other.id).await.unwrap());
    assert!(store.delete_target(GUILD, first.id).await.unwrap());
    assert!(store.targets(GUILD).await.unwrap().is_empty());
    assert_eq!(store.target(first.id).await.unwrap(), None);
}

async fn names_are_unique_and_targets_few(Scene { store, .. }: Scene) {
    let row = target(GUILD, 1, "slack-1");
    store.insert_target(&row, 2).await.unwrap();
    let taken = store.insert_target(&target(GUILD, 2, "slack-1"), 2).await;
    assert!(matches!(taken, Err(StoreError::NameTaken)));
    let second = store.insert_target(&target(GUILD, 3, "slack-2"), 2).await;
    assert_eq!(second.unwrap(), InsertTarget::Stored);
    let third = store.insert_target(&target(GUILD, 4, "slack-3"), 2).await;
    assert_eq!(third.unwrap(), InsertTarget::LimitReached);
}

async fn health_is_remembered(Scene { store, .. }: Scene) {
    let row = target(GUILD, 1, "slack-1");
    store.insert_target(&row, 2).await.unwrap();
    for second in 1..=2 {
        let rest = Some(later(second + 60));
        let failed = store.target_failed(row.id, later(second), "status-500", rest);
        failed.await.unwrap();
    }
    let health = store.target(row.id).await.unwrap().unwrap().health;
    let expected = TargetHealth {
        rest_until: Some(later(62)),
        failures: 2,
        last_success_at: None,
        last_failure_at: Some(later(2)),
        last_problem: Some("status-500".to_owned()),
    };
    assert_eq!(health, expected);
    store.target_succeeded(row.id, later(9)).await.unwrap();
    let health = store.target(row.id).await.unwrap().unwrap().health;
    assert_eq!((health.failures, health.rest_until), (0, None));
    assert_eq!(health.last_success_at, Some(later(9)));
}

async fn a_new_secret_leaves_the_old_one_for_a_while(Scene { store, .. }: Scene) {
    let row = target(GUILD, 1, "webhook-1");
    store.insert_target(&row, 2).await.unwrap();
    let (new, old) = (Sealed::from_bytes(vec![7]), Sealed::from_bytes(vec![8]));
    let rotate = |guild| store.rotate_target_secret(guild, row.id, &new, &old, later(60));
    assert!(!rotate(OTHER_GUILD).await.unwrap());
    assert!(rotate(GUILD).await.unwrap());
    let stored = store.target(row.id).await.unwrap().unwrap();
    assert_eq!(stored.secret, Some(new.clone()));
    assert_eq!(stored.old_secret, Some((old.clone(), later(60))));
}
