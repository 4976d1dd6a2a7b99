use frontdesk::store::InstanceRow;
use frontdesk::vault::Sealed;

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{later, moment};

on_both_engines!(
    a_value_is_set_replaced_and_forgotten,
    what_was_a_secret_stays_one_until_it_is_forgotten,
);

fn row(path: &str, value: &str, is_secret: bool) -> InstanceRow {
    InstanceRow {
        path: path.to_owned(),
        value: Sealed::from_bytes(value.as_bytes().to_vec()),
        is_secret,
    }
}

async fn a_value_is_set_replaced_and_forgotten(Scene { store, .. }: Scene) {
    assert!(store.instance_settings().await.unwrap().is_empty());
    let rows = [row("b.c", "1", false), row("a", "2", true)];
    store.put_instance_settings(&rows, moment()).await.unwrap();
    store
        .put_instance_settings(&[row("b.c", "3", false)], later(1))
        .await
        .unwrap();
    assert_eq!(
        store.instance_settings().await.unwrap(),
        [row("a", "2", true), row("b.c", "3", false)]
    );
    assert!(store.delete_instance_setting("a").await.unwrap());
    assert!(!store.delete_instance_setting("a").await.unwrap());
    assert_eq!(
        store.instance_settings().await.unwrap(),
        [row("b.c", "3", false)]
    );
}

async fn what_was_a_secret_stays_one_until_it_is_forgotten(Scene { store, .. }: Scene) {
    for (is_secret, expected) in [(false, false), (true, true), (false, true)] {
        let rows = [row("a", "1", is_secret)];
        store.put_instance_settings(&rows, moment()).await.unwrap();
        assert_eq!(
            store.instance_settings().await.unwrap()[0].is_secret,
            expected
        );
    }
    store.delete_instance_setting("a").await.unwrap();
    let rows = [row("a", "1", false)];
    store.put_instance_settings(&rows, moment()).await.unwrap();
    assert!(!store.instance_settings().await.unwrap()[0].is_secret);
}
