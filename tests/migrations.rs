//! Migrations are code: each is applied, on both engines, to a database that holds rows of the version before it.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; clippy knows only functions marked as tests"
)]

#[expect(
    dead_code,
    reason = "shared with the conformance suite, which uses all of it"
)]
#[path = "it/store/engines.rs"]
mod engines;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use engines::Scratch;
use frontdesk::model::{GuildId, IntegrationId, UserId};
use frontdesk::store::{CachedRequest, FetchSource, Store, StoreError};
use sqlx::migrate::{Migrate, Migrator};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

const GUILD: GuildId = GuildId::new(1_100_000_000_000_000_001);

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder by their number.
fn numbered(folder: &Path) -> BTreeMap<i64, String> {
    let files = fs::read_dir(folder).unwrap();
    files
        .map(|file| {
            let name = file.unwrap().file_name().into_string().unwrap();
            let number = name.split(['_', '.']).next().unwrap().parse().unwrap();
            (number, name)
        })
        .collect()
}

/// Rows as a database of this version has them.
fn sample(version: i64) -> String {
    let path = root().join(format!("tests/data/migrations/{version:04}.sql"));
    fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "a migration needs sample rows for the next one, {}: {error}",
            path.display()
        )
    })
}

/// Applies the migrations one by one, and after each the rows that its version may hold.
async fn grow<C: Migrate + sqlx::Connection>(
    connection: &mut C,
    folder: &str,
    insert: impl AsyncFn(&mut C, String),
) {
    let migrator = Migrator::new(root().join("migrations").join(folder))
        .await
        .unwrap();
    for migration in migrator.iter() {
        let version = migration.version;
        migrator
            .run_direct(Some(version), connection, false)
            .await
            .unwrap_or_else(|error| panic!("migration {version} of {folder}: {error}"));
        insert(connection, sample(version)).await;
    }
}

/// What the store makes of the rows that grew with the schema.
async fn check_samples(store: &Store) -> Result<(), StoreError> {
    // Proves too that what is built into the program is what is in the folder.
    store.migrate().await?;
    store.migrate().await?;
    assert_eq!(store.pending_migrations().await?, 0);

    assert_eq!(store.guild_settings(GUILD).await?["language"], "de");
    let panel = store.panel_by_title(GUILD, "ÄPFEL").await?.unwrap();
    assert_eq!(panel.settings.colour, Some(0xff_ff_ff));
    assert_eq!(
        panel.settings.welcome.title.as_deref(),
        Some("Hello %user%")
    );
    let tickets = store.live_tickets(GUILD).await?;
    assert_eq!((tickets[0].number, tickets[0].panel), (41, Some(panel.id)));
    assert_eq!(
        tickets[0].opened_at.to_rfc3339(),
        "2026-01-02T03:04:05.678901+00:00"
    );
    assert_eq!(
        store.ticket_counts(GUILD, UserId::new(7)).await?.user_total,
        1
    );
    assert_eq!(store.events(GUILD, 0, 10).await?[0].data["number"], 41);
    let active = &store.activations(GUILD).await?[0];
    let publication = &active.integration.publication;
    let copy = publication.public().unwrap();
    assert_eq!(
        (copy.version, copy.manifest.as_bytes()),
        (2, &b"\x01\x02k3"[..])
    );
    assert!(publication.queued_at.is_some());
    assert_eq!(active.activation.consented.as_deref(), Some("{}"));
    assert!(
        store
            .is_guild_blocked(GuildId::new(1_100_000_000_000_000_009))
            .await?
    );
    assert_eq!(
        active.integration.id,
        IntegrationId::new(9_007_199_254_740_991)
    );
    assert_eq!(active.integration.manifest.as_bytes(), b"\x01\x02k1");
    assert_eq!(active.activation.consent, [0, 255]);
    assert_eq!(active.secrets[0].1.as_bytes(), b"\x01\x02k2");
    let fetches = store.fetches(GUILD, active.integration.id).await?;
    assert_eq!(
        (fetches[0].source, fetches[1].source),
        (FetchSource::Stale, FetchSource::Fetched)
    );
    assert_eq!(fetches[1].status, Some(200));
    let request = CachedRequest {
        guild: GUILD,
        integration: active.integration.id,
        hash: vec![0, 255],
    };
    let cached = store.cached_answer(&request, fetches[1].at).await?.unwrap();
    assert_eq!(cached.user, Some(UserId::new(7)));
    assert_eq!(cached.answer.as_bytes(), b"\x01\x02k3");
    let failing = store.failing(GUILD, active.integration.id).await?.unwrap();
    assert_eq!((failing.since, failing.failures), (fetches[1].at, 4));
    let kept = store.ticket_values(tickets[0].id).await?;
    assert_eq!(kept[0].1.as_bytes(), b"\x01\x02k4");
    let setting = &store.instance_settings().await?[0];
    assert_eq!(
        (setting.path.as_str(), setting.is_secret),
        ("bloxlink.api_key", true)
    );
    assert_eq!(setting.value.as_bytes(), b"\x01\x02k1");
    assert_eq!(
        store.job("sample", "a").await?.map(|job| job.attempts),
        Some(2)
    );
    let target = &store.targets(GUILD).await?[0];
    assert_eq!(target.url.as_bytes(), b"\x01\x02k1");
    let delivery = store.next_delivery(target.id, 1).await?;
    assert_eq!(
        delivery.map(|one| one.kind).as_deref(),
        Some("ticket.opened")
    );
    Ok(())
}

#[test]
fn both_engines_have_the_same_numbers_without_a_gap() {
    let sqlite = numbered(&root().join("migrations/sqlite"));
    assert_eq!(sqlite, numbered(&root().join("migrations/postgres")));
    let numbers: Vec<_> = sqlite.into_keys().collect();
    let expected: Vec<_> = (1..).take(numbers.len()).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn every_file_is_built_into_the_program() {
    let database = Scratch::sqlite();
    let files = numbered(&root().join("migrations/sqlite")).len();
    let pending = database.connected().await.pending_migrations().await;
    assert_eq!(
        pending.unwrap(),
        files,
        "add the new file to `src/store/schema.rs`"
    );
}

#[tokio::test]
async fn sqlite_grows_with_its_rows() {
    let database = Scratch::sqlite();
    // Creates the folder and the file.
    database.connected().await.close().await;
    let mut connection = SqliteConnection::connect(&database.url).await.unwrap();
    grow(&mut connection, "sqlite", async |connection, rows| {
        sqlx::raw_sql(AssertSqlSafe(rows))
            .execute(connection)
            .await
            .unwrap();
    })
    .await;
    connection.close().await.unwrap();
    check_samples(&database.connected().await).await.unwrap();
}

#[tokio::test]
async fn postgres_grows_with_its_rows() {
    let Some(database) = Scratch::postgres().await else {
        return;
    };
    let mut connection = PgConnection::connect(&database.url).await.unwrap();
    grow(&mut connection, "postgres", async |connection, rows| {
        let rows = rows.replace("X'", "'\\x");
        sqlx::raw_sql(AssertSqlSafe(rows))
            .execute(connection)
            .await
            .unwrap();
    })
    .await;
    connection.close().await.unwrap();
    check_samples(&database.connected().await).await.unwrap();
    database.remove().await;
}
