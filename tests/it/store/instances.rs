use std::sync::Arc;

use frontdesk::clock::Clock;
use frontdesk::tickets::instances::{LEASE, beat, take};

use super::engines::{Scene, Scratch};
use super::on_both_engines;
use super::samples::{GUILD, later, moment, open, press, reserve};

on_both_engines!(
    a_program_lives_as_long_as_it_says_so,
    what_a_living_program_has_begun_is_its_own,
    of_many_that_take_over_one_succeeds,
);

async fn a_program_lives_as_long_as_it_says_so(Scene { store, .. }: Scene) {
    let until = async |name: &str| store.instance_lives_until(name).await.unwrap();
    assert_eq!(until("a").await, None);
    for seconds in [10, 20] {
        store
            .keep_instance("a", moment(), later(seconds))
            .await
            .unwrap();
        assert_eq!(until("a").await, Some(later(seconds)));
    }
    store.keep_instance("b", moment(), later(10)).await.unwrap();
    store.end_instance("a").await.unwrap();
    assert_eq!(until("a").await, None);
    assert_eq!(until("b").await, Some(later(10)));
    // One that has long been silent is forgotten.
    let day = 24 * 60 * 60;
    store
        .keep_instance("c", later(day + 11), later(day + 21))
        .await
        .unwrap();
    assert_eq!(until("b").await, None);
    store.end_instances().await.unwrap();
    assert_eq!(until("c").await, None);
}

async fn what_a_living_program_has_begun_is_its_own(Scene { store, .. }: Scene) {
    let clock = Clock::manual(moment());
    beat(&store, &clock, "first start").await.unwrap();
    let opening = reserve(&store, &press(GUILD, 1, 1)).await;
    let opened = open(&store, GUILD, 2, 2).await;
    let takes = async |ticket, by| take(&store, &clock, ticket, by).await.unwrap();

    assert!(takes(&opening, "first start").await);
    assert!(!takes(&opening, "second start").await);
    // Nothing is under way with this one.
    assert!(takes(&opened, "second start").await);

    clock.advance(chrono::TimeDelta::from_std(LEASE).unwrap() * 2);
    beat(&store, &clock, "first start").await.unwrap();
    assert!(!takes(&opening, "second start").await);

    clock.advance(chrono::TimeDelta::from_std(LEASE).unwrap());
    assert!(takes(&opening, "second start").await);
    // What was read before the other one took over is out of date.
    assert!(!takes(&opening, "third start").await);

    let left = reserve(&store, &press(GUILD, 3, 3)).await;
    beat(&store, &clock, "first start").await.unwrap();
    assert!(!takes(&left, "second start").await);
    store.end_instance("first start").await.unwrap();
    assert!(takes(&left, "second start").await);
}

async fn of_many_that_take_over_one_succeeds(Scene { store, .. }: Scene) {
    let clock = Clock::manual(moment());
    let left = Arc::new(reserve(&store, &press(GUILD, 1, 1)).await);
    let takers: Vec<_> = (0..8)
        .map(|number| {
            let (store, clock, left) = (store.clone(), clock.clone(), Arc::clone(&left));
            tokio::spawn(async move {
                let name = format!("start {number}");
                take(&store, &clock, &left, &name).await.unwrap()
            })
        })
        .collect();
    let mut taken = 0;
    for taker in takers {
        taken += usize::from(taker.await.unwrap());
    }
    assert_eq!(taken, 1);
}

#[tokio::test]
async fn whoever_has_the_file_alone_knows_it() {
    let database = Scratch::sqlite();
    let first = database.connected().await.occupy().await.unwrap();
    assert!(first.began_alone());
    let second = database.connected().await.occupy().await.unwrap();
    assert!(!second.began_alone());
    drop(first);
    // The second one is still there.
    let third = database.connected().await.occupy().await.unwrap();
    assert!(!third.began_alone());
    drop((second, third));
    let last = database.connected().await.occupy().await.unwrap();
    assert!(last.began_alone());
}

#[tokio::test]
async fn a_database_in_memory_or_a_server_proves_nothing() {
    let store = frontdesk::store::Store::connect("sqlite::memory:")
        .await
        .unwrap();
    assert!(!store.occupy().await.unwrap().began_alone());
    if let Some(database) = Scratch::postgres().await {
        let store = database.connected().await;
        assert!(!store.occupy().await.unwrap().began_alone());
        store.close().await;
        database.remove().await;
    }
}
