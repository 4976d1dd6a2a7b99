use frontdesk::store::StoreError;

use super::engines::{Scene, Scratch};
use super::on_both_engines;
use super::samples::{GUILD, full_panel, open};

on_both_engines!(
    migrating_again_is_harmless,
    a_newer_schema_is_refused,
    a_changed_migration_is_refused,
    a_closed_store_answers_with_an_error,
);

async fn migrating_again_is_harmless(Scene { store, url }: Scene) {
    assert_eq!(store.pending_migrations().await.unwrap(), 0);
    let ticket = open(&store, GUILD, 1, 1).await;
    let (one, other) = tokio::join!(store.migrate(), store.migrate());
    one.unwrap();
    other.unwrap();
    assert_eq!(store.pending_migrations().await.unwrap(), 0);
    assert_eq!(store.ticket(GUILD, ticket.id).await.unwrap(), Some(ticket));
    assert!(!format!("{store:?}").contains(&url));
}

async fn a_newer_schema_is_refused(scene: Scene) {
    scene
        .meddle("UPDATE _sqlx_migrations SET version = 999999 WHERE version = 1")
        .await;
    let error = scene.store.migrate().await.unwrap_err();
    assert!(matches!(error, StoreError::Newer(999_999)), "{error}");
    let error = scene.store.pending_migrations().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "this database was written by a newer Frontdesk (it has schema 999999, which this one does not know): run that version, or restore a backup from before the upgrade"
    );
    // And nothing keeps the lock.
    let error = scene.store.migrate().await.unwrap_err();
    assert!(matches!(error, StoreError::Newer(_)), "{error}");
}

async fn a_changed_migration_is_refused(scene: Scene) {
    scene
        .meddle("UPDATE _sqlx_migrations SET checksum = SUBSTR(checksum, 2)")
        .await;
    let error = scene.store.migrate().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the database cannot be brought to the current schema: migration 1 was previously applied but has been modified"
    );
}

async fn a_closed_store_answers_with_an_error(Scene { store, .. }: Scene) {
    store.ping().await.unwrap();
    store.close().await;
    assert!(store.ping().await.is_err());
    assert!(store.guild_settings(GUILD).await.is_err());
}

async fn an_empty_database_says_how_to_fill_it(database: Scratch) {
    let store = database.connected().await;
    assert!(store.pending_migrations().await.unwrap() > 0);
    let read = store.panels(GUILD).await.unwrap_err();
    let panel = frontdesk::model::PanelId::new(1);
    let written = store
        .update_panel(GUILD, panel, &full_panel("x"))
        .await
        .unwrap_err();
    for error in [read, written] {
        assert_eq!(
            error.to_string(),
            "the database has no tables of Frontdesk's yet: run `frontdesk migrate`"
        );
    }
    database.remove().await;
}

#[tokio::test]
async fn an_empty_sqlite_says_how_to_fill_it() {
    an_empty_database_says_how_to_fill_it(Scratch::sqlite()).await;
}

#[tokio::test]
async fn an_empty_postgres_says_how_to_fill_it() {
    if let Some(database) = Scratch::postgres().await {
        an_empty_database_says_how_to_fill_it(database).await;
    }
}
