use frontdesk::model::{IntegrationId, UserId};
use frontdesk::store::{Activation, ActivationRow, PutActivation};
use frontdesk::vault::{Place, Secret, Vault, VaultError};

use super::engines::Scene;
use super::on_both_engines;
use super::samples::{ADMIN, GUILD, OTHER_GUILD, activation, create, integration, later, secret};

on_both_engines!(
    an_activation_comes_back_with_its_secrets,
    activating_anew_keeps_the_place_and_replaces_the_secrets,
    the_first_to_be_activated_comes_first,
    an_activation_is_refused_with_its_reason,
    deactivating_takes_the_secrets_along,
    a_secret_copied_to_another_row_does_not_open,
);

async fn an_activation_comes_back_with_its_secrets(Scene { store, .. }: Scene) {
    let row = create(&store, ADMIN, 1, "scores").await;
    let wanted = activation(GUILD, row.id);
    let secrets = [secret("api_key", "1"), secret("server", "2")];
    let put = store.put_activation(&wanted, 1, &secrets, 10).await;
    assert_eq!(put.unwrap(), PutActivation::Stored);
    let other = store
        .put_activation(
            &activation(OTHER_GUILD, row.id),
            1,
            &[secret("api_key", "3")],
            10,
        )
        .await;
    assert_eq!(other.unwrap(), PutActivation::Stored);

    let expected = ActivationRow {
        activation: wanted,
        integration: row,
        secrets: secrets.into(),
    };
    assert_eq!(store.activations(GUILD).await.unwrap(), [expected]);
    let other = store.activations(OTHER_GUILD).await.unwrap();
    assert_eq!(other[0].secrets, [secret("api_key", "3")]);
}

async fn activating_anew_keeps_the_place_and_replaces_the_secrets(Scene { store, .. }: Scene) {
    let first = create(&store, ADMIN, 1, "first").await;
    let second = create(&store, ADMIN, 2, "second").await;
    for row in [&first, &second] {
        let secrets = [secret("a", "old"), secret("b", "old")];
        let put = store
            .put_activation(&activation(GUILD, row.id), 1, &secrets, 10)
            .await;
        assert_eq!(put.unwrap(), PutActivation::Stored);
    }
    let again = Activation {
        at: later(60),
        consent: vec![1],
        ..activation(GUILD, first.id)
    };
    // At a limit that it does not count against itself.
    let put = store
        .put_activation(&again, 1, &[secret("b", "new"), secret("c", "new")], 2)
        .await;
    assert_eq!(put.unwrap(), PutActivation::Stored);

    let rows = store.activations(GUILD).await.unwrap();
    assert_eq!(rows.len(), 2);
    let expected = Activation {
        at: activation(GUILD, first.id).at,
        ..again
    };
    assert_eq!(rows[0].activation, expected);
    assert_eq!(rows[0].secrets, [secret("b", "new"), secret("c", "new")]);
    assert_eq!(rows[1].secrets, [secret("a", "old"), secret("b", "old")]);
}

async fn the_first_to_be_activated_comes_first(Scene { store, .. }: Scene) {
    for (id, seconds) in [(3, 0), (1, 60), (2, 60)] {
        let row = create(&store, ADMIN, id, &format!("slug_{id}")).await;
        let wanted = Activation {
            at: later(seconds),
            ..activation(GUILD, row.id)
        };
        let put = store.put_activation(&wanted, 1, &[], 10).await;
        assert_eq!(put.unwrap(), PutActivation::Stored);
    }
    let rows = store.activations(GUILD).await.unwrap();
    let order: Vec<_> = rows.iter().map(|row| row.integration.id.get()).collect();
    assert_eq!(order, [3, 1, 2]);
}

async fn an_activation_is_refused_with_its_reason(Scene { store, .. }: Scene) {
    let row = create(&store, ADMIN, 1, "scores").await;
    let same_slug = create(&store, UserId::new(8), 2, "scores").await;
    let another = create(&store, ADMIN, 3, "another").await;
    let put = async |id, version, limit| {
        let secrets = [secret("api_key", "value")];
        let wanted = Activation {
            by: if id == same_slug.id {
                same_slug.owner
            } else {
                ADMIN
            },
            ..activation(GUILD, id)
        };
        let put = store
            .put_activation(&wanted, version, &secrets, limit)
            .await;
        put.unwrap()
    };
    assert_eq!(put(row.id, 2, 10).await, PutActivation::Changed);
    assert_eq!(
        put(IntegrationId::new(99), 1, 10).await,
        PutActivation::Changed
    );
    assert_eq!(put(row.id, 1, 0).await, PutActivation::LimitReached);
    assert!(store.activations(GUILD).await.unwrap().is_empty());

    assert_eq!(put(row.id, 1, 1).await, PutActivation::Stored);
    assert_eq!(put(same_slug.id, 1, 10).await, PutActivation::SlugTaken);
    assert_eq!(put(another.id, 1, 1).await, PutActivation::LimitReached);
    assert!(
        store
            .update_integration(&integration(ADMIN, 1, "scores"), None)
            .await
            .unwrap()
    );
    assert_eq!(put(row.id, 1, 10).await, PutActivation::Changed);
    assert_eq!(put(row.id, 2, 10).await, PutActivation::Stored);
    assert_eq!(store.activations(GUILD).await.unwrap().len(), 1);
    assert_eq!(store.activation_count(row.id).await.unwrap(), 1);
}

async fn deactivating_takes_the_secrets_along(Scene { store, .. }: Scene) {
    let row = create(&store, ADMIN, 1, "scores").await;
    for guild in [GUILD, OTHER_GUILD] {
        let put = store
            .put_activation(&activation(guild, row.id), 1, &[secret("key", "1")], 10)
            .await;
        assert_eq!(put.unwrap(), PutActivation::Stored);
    }
    assert!(store.delete_activation(GUILD, row.id).await.unwrap());
    assert!(!store.delete_activation(GUILD, row.id).await.unwrap());
    assert!(store.activations(GUILD).await.unwrap().is_empty());

    let put = store
        .put_activation(&activation(GUILD, row.id), 1, &[], 10)
        .await;
    assert_eq!(put.unwrap(), PutActivation::Stored);
    assert!(
        store.activations(GUILD).await.unwrap()[0]
            .secrets
            .is_empty()
    );
    assert_eq!(
        store.activations(OTHER_GUILD).await.unwrap()[0]
            .secrets
            .len(),
        1
    );
}

async fn a_secret_copied_to_another_row_does_not_open(scene: Scene) {
    let Scene { store, .. } = &scene;
    let vault = Vault::parse(&Vault::generate_key()).unwrap();
    let row = create(store, ADMIN, 1, "scores").await;
    let place = |guild| Place::IntegrationSecret {
        guild,
        integration: row.id,
        name: "api_key".to_owned(),
    };
    for guild in [GUILD, OTHER_GUILD] {
        let sealed = vault.seal(&place(guild), &Secret::new(format!("of {guild}")));
        let secrets = [("api_key".to_owned(), sealed)];
        let put = store
            .put_activation(&activation(guild, row.id), 1, &secrets, 10)
            .await;
        assert_eq!(put.unwrap(), PutActivation::Stored);
    }
    let open = async |guild| {
        let rows = store.activations(guild).await.unwrap();
        vault.open(&place(guild), &rows[0].secrets[0].1)
    };
    assert_eq!(open(GUILD).await.unwrap().expose(), format!("of {GUILD}"));

    scene
        .meddle(&format!(
            "UPDATE integration_secrets SET value =
                 (SELECT value FROM integration_secrets WHERE guild_id = {OTHER_GUILD})
             WHERE guild_id = {GUILD}"
        ))
        .await;
    assert!(matches!(open(GUILD).await, Err(VaultError::Damaged)));
    assert_eq!(
        open(OTHER_GUILD).await.unwrap().expose(),
        format!("of {OTHER_GUILD}")
    );
}
