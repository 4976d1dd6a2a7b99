//! What an operator reads when the database cannot be used: what is wrong, the mend, and no password.

use std::fs;

use frontdesk::store::{Store, StoreError};
use frontdesk::vault::{Place, Secret, Vault};

use super::engines::Scratch;
use super::samples::{ADMIN, GUILD, activation, integration};

async fn sentence(url: &str) -> String {
    let error = Store::connect(url).await.unwrap_err();
    let sentence = error.to_string();
    assert!(
        !format!("{sentence} {error:?}").contains("planted"),
        "{sentence}"
    );
    sentence
}

#[tokio::test]
async fn a_wrong_address_is_explained_without_its_password() {
    for url in [
        "",
        "planted",
        "mysql://user:planted@host/name",
        "postgres://user:planted@host:port/name",
        "postgres://user:planted@host/name?sslmode=planted",
        "sqlite://x.db?mode=planted",
    ] {
        let sentence = sentence(url).await;
        insta::allow_duplicates! {
            insta::assert_snapshot!(sentence, @"DATABASE_URL is no address of a database: write `sqlite://path/to/file.db` or `postgres://user:password@host/name`");
        }
    }
}

#[tokio::test]
async fn an_unreachable_server_is_named() {
    // A port that was free a moment ago.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let sentence = sentence(&format!("postgres://user:planted@127.0.0.1:{port}/name")).await;
    insta::assert_snapshot!(
        sentence.replace(&port.to_string(), "PORT"),
        @"the database server at 127.0.0.1:PORT does not answer (Connection refused (os error 111)): check that it runs and that DATABASE_URL names it"
    );
}

#[tokio::test]
async fn a_missing_database_is_explained() {
    let Some(database) = Scratch::postgres().await else {
        return;
    };
    let missing = database.url.replace("frontdesk_test", "planted_missing");
    insta::assert_snapshot!(sentence(&missing).await, @"the database server has no database of that name: create it with `createdb`, or mend the name in DATABASE_URL");
    let stranger = database
        .url
        .replace("postgres@", "planted_stranger:planted@");
    insta::assert_snapshot!(sentence(&stranger).await, @"the database server refused the login: check the user and the password in DATABASE_URL");
    database.remove().await;
}

#[tokio::test]
async fn a_file_that_is_no_database_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("frontdesk.db");
    fs::write(
        &file,
        "planted, and long enough to be read as the head of a database ".repeat(20),
    )
    .unwrap();
    let sentence = sentence(&format!("sqlite://{}", file.display())).await;
    let sentence = sentence.replace(&folder.path().display().to_string(), "FOLDER");
    insta::assert_snapshot!(sentence, @"the file FOLDER/frontdesk.db is damaged or no SQLite database: restore it from a backup, or name another file in DATABASE_URL");
}

#[tokio::test]
async fn a_path_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let shown = |sentence: String| sentence.replace(&folder.path().display().to_string(), "FOLDER");
    // A folder in the file's place, and a file in the folder's: permissions would not stop root.
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).unwrap();
    let at_folder = sentence(&format!("sqlite://{}", taken.display())).await;
    insta::assert_snapshot!(shown(at_folder), @"the database FOLDER/taken cannot be opened or written: give the account that runs Frontdesk the right to read and write it and its folder");
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let below_file = sentence(&format!("sqlite://{}/x/frontdesk.db", file.display())).await;
    insta::assert_snapshot!(shown(below_file), @"the folder of the database FOLDER/file/x/frontdesk.db cannot be created: Not a directory (os error 20)");
}

#[tokio::test]
async fn a_database_in_memory_serves_too() {
    let store = Store::connect("sqlite::memory:").await.unwrap();
    store.migrate().await.unwrap();
    store
        .set_guild_setting(GUILD, "language", "de")
        .await
        .unwrap();
    let (one, other) = tokio::join!(store.guild_settings(GUILD), store.activations(GUILD));
    assert_eq!(one.unwrap().len(), 1);
    assert!(other.unwrap().is_empty());
}

#[tokio::test]
async fn a_planted_secret_is_nowhere_in_the_files() {
    let database = Scratch::sqlite();
    let scene = database.migrated().await;
    let vault = Vault::parse(&Vault::generate_key()).unwrap();
    let planted = Secret::new("planted-secret-value");
    let mut row = integration(ADMIN, 1, "scores");
    let place = Place::IntegrationManifest {
        integration: row.id,
    };
    row.manifest = vault.seal(&place, &planted);
    assert!(scene.store.insert_integration(&row, 10).await.unwrap());
    let place = Place::IntegrationSecret {
        guild: GUILD,
        integration: row.id,
        name: "api_key".to_owned(),
    };
    let secrets = [("api_key".to_owned(), vault.seal(&place, &planted))];
    let activation = activation(GUILD, row.id);
    scene
        .store
        .put_activation(&activation, 1, &secrets, 10)
        .await
        .unwrap();
    let read_back = scene.store.activations(GUILD).await.unwrap();
    assert_eq!(
        vault.open(&place, &read_back[0].secrets[0].1).unwrap(),
        planted
    );
    assert!(!format!("{read_back:?} {vault:?}").contains("planted"));

    let file = scene.url.strip_prefix("sqlite://").unwrap();
    let folder = std::path::Path::new(file).parent().unwrap();
    let contents = || -> Vec<u8> {
        let files = fs::read_dir(folder).unwrap();
        files
            .flat_map(|file| fs::read(file.unwrap().path()).unwrap())
            .collect()
    };
    let has = |needle: &str| {
        contents()
            .windows(needle.len())
            .any(|window| window == needle.as_bytes())
    };
    assert!(has("api_key"), "the files are those of this database");
    assert!(!has("planted"));
    scene.store.close().await;
    assert!(has("api_key"));
    assert!(!has("planted"));
    database.remove().await;
}

#[tokio::test]
async fn an_error_of_the_database_is_a_fault_for_the_operator() {
    use frontdesk::model::Failure;
    let failure = Failure::from(StoreError::Full);
    assert!(matches!(failure, Failure::Fault(error) if error.to_string()
        == "the disk that holds the database is full: make room on it"));
}
