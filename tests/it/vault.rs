//! The key file, and what the verbs print.

use std::fs;
use std::path::Path;

use frontdesk::vault::{Place, Secret, Vault, VaultError};

const PLACE: Place = Place::IntegrationManifest {
    integration: frontdesk::model::IntegrationId::new(1),
};

#[test]
fn a_missing_key_file_is_created_and_used_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/frontdesk.keys");
    let sealed = Vault::load_or_create(&path)
        .unwrap()
        .seal(&PLACE, &Secret::new("planted"));
    let opened = Vault::load_or_create(&path).unwrap().open(&PLACE, &sealed);
    assert_eq!(opened.unwrap().expose(), "planted");
    let files = fs::read_dir(path.parent().unwrap()).unwrap();
    assert_eq!(files.count(), 1, "no draft is left behind");
}

#[test]
fn programs_that_start_at_once_agree_on_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = &folder.path().join("frontdesk.keys");
    let ids: Vec<_> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| Vault::load_or_create(path).unwrap()))
            .collect();
        starts
            .into_iter()
            .map(|start| start.join().unwrap().current_key_id().to_owned())
            .collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
}

#[cfg(unix)]
#[test]
fn a_key_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("frontdesk.keys");
    Vault::load_or_create(&path).unwrap();
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let error = Vault::load_or_create(&path).unwrap_err();
    insta::assert_snapshot!(
        shown(&error, folder.path()),
        @"the key file FOLDER/frontdesk.keys can be read by other users of this machine: run `chmod 600` on it, and change the key if they are not to be trusted"
    );
}

#[test]
fn a_damaged_key_file_is_explained_without_showing_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("frontdesk.keys");
    Vault::load_or_create(&path).unwrap();
    for (text, expected) in [
        ("", "there is no encryption key"),
        ("planted", "encryption key number 1 has no `:`"),
        (
            "k1:cGxhbnRlZA==\n",
            "encryption key number 1 is 7 bytes long",
        ),
    ] {
        fs::write(&path, text).unwrap();
        let error = Vault::load_or_create(&path).unwrap_err();
        let sentence = format!("{error} {error:?}");
        assert!(sentence.starts_with(expected), "{sentence}");
        assert!(!sentence.contains("planted") && !sentence.contains("cGxh"));
    }
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let error = Vault::load_or_create(&path).unwrap_err();
    assert!(matches!(
        error,
        VaultError::KeyFile { action: "read", .. } | VaultError::KeyFileIsPublic { .. }
    ));
}

fn shown(error: &VaultError, folder: &Path) -> String {
    error
        .to_string()
        .replace(&folder.display().to_string(), "FOLDER")
}
