use frontdesk::model::{GuildId, IntegrationId};
use frontdesk::store::{FetchRecord, FetchSource};

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{ADMIN, GUILD, OTHER_GUILD, create, later};

on_both_engines!(the_newest_fifty_are_kept, a_deleted_integration_has_no_log);

fn record(guild: GuildId, integration: IntegrationId, number: i64) -> FetchRecord {
    FetchRecord {
        guild,
        integration,
        at: later(number),
        status: (number % 2 == 0).then_some(200),
        duration_milliseconds: number,
        error: (number % 2 == 1).then(|| format!("error {number}")),
        source: match number % 5 {
            0 => FetchSource::Cached,
            1 => FetchSource::Stale,
            2 => FetchSource::Shared,
            3 => FetchSource::Tested,
            _ => FetchSource::Fetched,
        },
    }
}

async fn the_newest_fifty_are_kept(Scene { store, .. }: Scene) {
    let first = create(&store, ADMIN, 1, "first").await.id;
    let second = create(&store, ADMIN, 2, "second").await.id;
    store.record_fetch(&record(GUILD, second, 1)).await.unwrap();
    store
        .record_fetch(&record(OTHER_GUILD, first, 2))
        .await
        .unwrap();
    for number in 0..60 {
        store
            .record_fetch(&record(GUILD, first, number))
            .await
            .unwrap();
    }
    let expected: Vec<_> = (10..60)
        .rev()
        .map(|number| record(GUILD, first, number))
        .collect();
    assert_eq!(store.fetches(GUILD, first).await.unwrap(), expected);
    assert_eq!(
        store.fetches(GUILD, second).await.unwrap(),
        [record(GUILD, second, 1)]
    );
    assert_eq!(
        store.fetches(OTHER_GUILD, first).await.unwrap(),
        [record(OTHER_GUILD, first, 2)]
    );
}

async fn a_deleted_integration_has_no_log(Scene { store, .. }: Scene) {
    let id = create(&store, ADMIN, 1, "first").await.id;
    store.record_fetch(&record(GUILD, id, 1)).await.unwrap();
    assert!(store.delete_integration(ADMIN, id).await.unwrap());
    // One that was under way.
    store.record_fetch(&record(GUILD, id, 2)).await.unwrap();
    assert!(store.fetches(GUILD, id).await.unwrap().is_empty());
}
