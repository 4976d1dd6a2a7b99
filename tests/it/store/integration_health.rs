use chrono::TimeDelta;
use frontdesk::model::{Event, EventKind, GuildId, IntegrationId};
use frontdesk::store::{FailedFetch, Failing, FailingNote, PutActivation, Store};

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{ADMIN, GUILD, OTHER_GUILD, activation, create, event, later};

on_both_engines!(
    an_hour_of_failures_is_told_once,
    a_success_begins_anew,
    a_note_that_was_not_posted_falls_due_again,
    of_many_failures_at_once_one_tells,
);

async fn active(store: &Store, guild: GuildId) -> IntegrationId {
    let id = IntegrationId::new(1);
    if store.integration(id).await.unwrap().is_none() {
        create(store, ADMIN, 1, "first").await;
    }
    let activation = activation(guild, id);
    let put = store.put_activation(&activation, 1, &[], 10).await;
    assert_eq!(put.unwrap(), PutActivation::Stored);
    id
}

fn told(failing: Failing) -> Event {
    Event {
        data: serde_json::json!({ "since": failing.since, "failures": failing.failures }),
        ..event(EventKind::IntegrationFailing, GUILD)
    }
}

async fn fail(store: &Store, guild: GuildId, integration: IntegrationId, minute: i64) -> bool {
    let fetch = FailedFetch {
        guild,
        integration,
        at: later(minute * 60),
    };
    store
        .count_failed_fetch(&fetch, 3, TimeDelta::hours(1), told)
        .await
        .unwrap()
}

async fn notes(store: &Store, minute: i64) -> Vec<FailingNote> {
    let now = later(minute * 60);
    let again = now + TimeDelta::minutes(1);
    store.claim_failing_notes(now, again).await.unwrap()
}

async fn an_hour_of_failures_is_told_once(Scene { store, .. }: Scene) {
    let id = active(&store, GUILD).await;
    assert!(
        !fail(&store, OTHER_GUILD, id, 0).await,
        "it is not active there"
    );
    assert!(!fail(&store, GUILD, id, 0).await);
    assert!(!fail(&store, GUILD, id, 61).await, "two are not enough");
    assert!(notes(&store, 61).await.is_empty());
    assert!(fail(&store, GUILD, id, 62).await);
    assert!(!fail(&store, GUILD, id, 63).await, "once");
    let events = store.events(GUILD, 0, 10).await.unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, "integration.failing");
    assert_eq!(events[0].data["failures"], 3);

    let expected = FailingNote {
        guild: GUILD,
        integration: id,
        failing: Failing {
            since: later(0),
            failures: 4,
        },
    };
    assert_eq!(notes(&store, 63).await, [expected]);
    assert!(notes(&store, 63).await.is_empty(), "it is claimed");
    store.settle_failing_note(&expected).await.unwrap();
    assert!(notes(&store, 999).await.is_empty());

    assert!(store.delete_activation(GUILD, id).await.unwrap());
    active(&store, GUILD).await;
    assert!(!fail(&store, GUILD, id, 64).await, "it begins anew");
}

async fn a_success_begins_anew(Scene { store, .. }: Scene) {
    let id = active(&store, GUILD).await;
    assert!(!store.forget_failed_fetches(GUILD, id).await.unwrap());
    for minute in [0, 30] {
        assert!(!fail(&store, GUILD, id, minute).await);
    }
    assert!(store.forget_failed_fetches(GUILD, id).await.unwrap());
    for minute in [59, 60, 61, 62] {
        assert!(!fail(&store, GUILD, id, minute).await, "not for an hour");
    }
    assert!(fail(&store, GUILD, id, 119).await);
    // It recovers before the note is posted: there is nothing to tell any more.
    assert!(store.forget_failed_fetches(GUILD, id).await.unwrap());
    assert!(notes(&store, 120).await.is_empty());
    for minute in [200, 230] {
        assert!(!fail(&store, GUILD, id, minute).await);
    }
    assert!(fail(&store, GUILD, id, 260).await, "and again");
}

async fn a_note_that_was_not_posted_falls_due_again(Scene { store, .. }: Scene) {
    let id = active(&store, GUILD).await;
    for minute in [0, 30, 60] {
        fail(&store, GUILD, id, minute).await;
    }
    assert_eq!(notes(&store, 60).await.len(), 1);
    assert!(notes(&store, 60).await.is_empty());
    let [note] = notes(&store, 61).await.try_into().unwrap();
    // One about failures that are over says nothing about those of now.
    let other = FailingNote {
        failing: Failing {
            since: later(-1),
            ..note.failing
        },
        ..note
    };
    store.settle_failing_note(&other).await.unwrap();
    assert_eq!(notes(&store, 62).await.len(), 1);
    store.settle_failing_note(&note).await.unwrap();
    assert!(notes(&store, 63).await.is_empty());
}

async fn of_many_failures_at_once_one_tells(Scene { store, .. }: Scene) {
    let id = active(&store, GUILD).await;
    fail(&store, GUILD, id, 0).await;
    let failures = (0..8).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { fail(&store, GUILD, id, 60).await })
    });
    let mut tellers = 0;
    for failure in failures.collect::<Vec<_>>() {
        tellers += usize::from(failure.await.unwrap());
    }
    assert_eq!(tellers, 1);
    assert_eq!(store.events(GUILD, 0, 10).await.unwrap().len(), 1);
}
