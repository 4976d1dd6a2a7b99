use chrono::TimeDelta;
use frontdesk::model::{Event, EventKind, GuildId, IntegrationId, NewJob};
use frontdesk::store::{FailedFetch, Failing, PutActivation, Store};

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{ADMIN, GUILD, OTHER_GUILD, activation, create, event, later};

on_both_engines!(
    an_hour_of_failures_is_told_once,
    a_success_begins_anew,
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

fn word(failing: Failing) -> (Event, NewJob) {
    let data = serde_json::json!({ "since": failing.since, "failures": failing.failures });
    let event = Event {
        data: data.clone(),
        ..event(EventKind::IntegrationFailing, GUILD)
    };
    let job = NewJob {
        kind: "tell".into(),
        key: "first".into(),
        payload: data,
        due_at: later(0),
    };
    (event, job)
}

async fn fail(store: &Store, guild: GuildId, integration: IntegrationId, minute: i64) -> bool {
    let fetch = FailedFetch {
        guild,
        integration,
        at: later(minute * 60),
    };
    store
        .count_failed_fetch(&fetch, 3, TimeDelta::hours(1), word)
        .await
        .unwrap()
}

/// How many failures the staff is to be told of.
async fn put(store: &Store) -> Option<i64> {
    let job = store.job("tell", "first").await.unwrap()?;
    job.payload["failures"].as_i64()
}

async fn an_hour_of_failures_is_told_once(Scene { store, .. }: Scene) {
    let id = active(&store, GUILD).await;
    assert!(
        !fail(&store, OTHER_GUILD, id, 0).await,
        "it is not active there"
    );
    assert!(!fail(&store, GUILD, id, 0).await);
    assert!(!fail(&store, GUILD, id, 61).await, "two are not enough");
    assert_eq!(put(&store).await, None);
    assert!(fail(&store, GUILD, id, 62).await);
    assert!(!fail(&store, GUILD, id, 63).await, "once");
    let events = store.events(GUILD, 0, 10).await.unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, "integration.failing");
    assert_eq!(events[0].data["failures"], 3);

    assert_eq!(put(&store).await, Some(3));
    let failing = Failing {
        since: later(0),
        failures: 4,
    };
    assert_eq!(store.failing(GUILD, id).await.unwrap(), Some(failing));
    assert_eq!(store.failing(OTHER_GUILD, id).await.unwrap(), None);

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
    assert!(store.forget_failed_fetches(GUILD, id).await.unwrap());
    assert_eq!(store.failing(GUILD, id).await.unwrap(), None);
    for minute in [200, 230] {
        assert!(!fail(&store, GUILD, id, minute).await);
    }
    assert!(fail(&store, GUILD, id, 260).await, "and again");
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
