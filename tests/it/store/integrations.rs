use frontdesk::model::{IntegrationId, UserId};
use frontdesk::store::{Activation, IntegrationRow, PutActivation, Store, StoreError};
use frontdesk::vault::Sealed;

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{ADMIN, GUILD, OTHER_GUILD, activation, create, integration, later};

on_both_engines!(
    an_integration_comes_back_as_it_was_stored,
    an_owner_has_a_limit_and_unique_slugs,
    a_change_names_the_version_that_it_was_made_from,
    a_new_name_is_free_wherever_it_is_active,
    an_integration_is_deleted_by_its_owner_with_all_that_hangs_on_it,
);

const OTHER: UserId = UserId::new(8);

async fn activate(store: &Store, guild: frontdesk::model::GuildId, row: &IntegrationRow) {
    let activation = Activation {
        by: row.owner,
        ..activation(guild, row.id)
    };
    let put = store
        .put_activation(&activation, row.version, &[], 10)
        .await;
    assert_eq!(put.unwrap(), PutActivation::Stored);
}

async fn an_integration_comes_back_as_it_was_stored(Scene { store, .. }: Scene) {
    // The largest id that is drawn.
    let row = create(&store, ADMIN, (1 << 53) - 1, "scores").await;
    assert_eq!(store.integration(row.id).await.unwrap(), Some(row));
    assert_eq!(
        store.integration(IntegrationId::new(1)).await.unwrap(),
        None
    );
}

async fn an_owner_has_a_limit_and_unique_slugs(Scene { store, .. }: Scene) {
    let later_one = IntegrationRow {
        created_at: later(1),
        ..integration(ADMIN, 1, "b")
    };
    assert!(store.insert_integration(&later_one, 2).await.unwrap());
    let twice = store
        .insert_integration(&integration(ADMIN, 2, "b"), 2)
        .await;
    assert!(matches!(twice, Err(StoreError::NameTaken)));
    assert!(
        store
            .insert_integration(&integration(ADMIN, 3, "a"), 2)
            .await
            .unwrap()
    );
    assert!(
        !store
            .insert_integration(&integration(ADMIN, 4, "c"), 2)
            .await
            .unwrap()
    );
    assert!(
        store
            .insert_integration(&integration(OTHER, 5, "b"), 2)
            .await
            .unwrap()
    );

    let owned = store.integrations_of(ADMIN).await.unwrap();
    let slugs: Vec<_> = owned.iter().map(|row| &*row.slug).collect();
    assert_eq!(slugs, ["a", "b"], "oldest first");
}

async fn a_change_names_the_version_that_it_was_made_from(Scene { store, .. }: Scene) {
    let row = create(&store, ADMIN, 1, "scores").await;
    create(&store, ADMIN, 2, "games").await;
    let changed = IntegrationRow {
        name: "Points".to_owned(),
        slug: "points".to_owned(),
        manifest: Sealed::from_bytes(vec![0, 255]),
        ..row.clone()
    };
    assert!(store.update_integration(&changed, None).await.unwrap());
    let stored = IntegrationRow {
        version: 2,
        ..changed.clone()
    };
    assert_eq!(
        store.integration(row.id).await.unwrap().as_ref(),
        Some(&stored)
    );

    assert!(
        !store.update_integration(&changed, None).await.unwrap(),
        "made from version 1"
    );
    let taken = IntegrationRow {
        slug: "games".to_owned(),
        ..stored.clone()
    };
    let refused = store.update_integration(&taken, None).await;
    assert!(matches!(refused, Err(StoreError::NameTaken)));
    assert!(
        !store
            .update_integration(&integration(ADMIN, 9, "x"), None)
            .await
            .unwrap()
    );
    assert_eq!(store.integration(row.id).await.unwrap(), Some(stored));
}

async fn a_new_name_is_free_wherever_it_is_active(Scene { store, .. }: Scene) {
    let mine = create(&store, ADMIN, 1, "mine").await;
    let theirs = create(&store, OTHER, 2, "theirs").await;
    activate(&store, GUILD, &mine).await;
    activate(&store, GUILD, &theirs).await;
    let renamed = IntegrationRow {
        slug: "theirs".to_owned(),
        ..mine.clone()
    };
    let refused = store.update_integration(&renamed, None).await;
    assert!(matches!(refused, Err(StoreError::NameTaken)));
    assert_eq!(store.integration(mine.id).await.unwrap(), Some(mine));

    assert!(store.delete_activation(GUILD, theirs.id).await.unwrap());
    assert!(store.update_integration(&renamed, None).await.unwrap());
    let again = Activation {
        by: OTHER,
        ..activation(GUILD, theirs.id)
    };
    let put = store.put_activation(&again, 1, &[], 10).await;
    assert_eq!(put.unwrap(), PutActivation::SlugTaken);
}

async fn an_integration_is_deleted_by_its_owner_with_all_that_hangs_on_it(
    Scene { store, .. }: Scene,
) {
    let row = create(&store, ADMIN, 1, "scores").await;
    activate(&store, OTHER_GUILD, &row).await;
    activate(&store, GUILD, &row).await;
    assert_eq!(store.activation_count(row.id).await.unwrap(), 2);
    assert_eq!(
        store.activation_guilds(row.id).await.unwrap(),
        [OTHER_GUILD, GUILD]
    );

    assert!(!store.delete_integration(OTHER, row.id).await.unwrap());
    assert_eq!(store.activation_count(row.id).await.unwrap(), 2);
    assert!(store.delete_integration(ADMIN, row.id).await.unwrap());
    assert!(!store.delete_integration(ADMIN, row.id).await.unwrap());
    assert_eq!(store.integration(row.id).await.unwrap(), None);
    assert_eq!(store.activation_count(row.id).await.unwrap(), 0);
    assert!(store.activation_guilds(row.id).await.unwrap().is_empty());
    assert!(store.activations(GUILD).await.unwrap().is_empty());
}
