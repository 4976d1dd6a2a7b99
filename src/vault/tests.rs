use proptest::prelude::*;

use super::*;
use crate::model::{GuildId, IntegrationId};

fn secret_place(guild: u64, name: &str) -> Place {
    Place::IntegrationSecret {
        guild: GuildId::new(guild),
        integration: IntegrationId::new(7),
        name: name.to_owned(),
    }
}

fn manifest_place() -> Place {
    Place::IntegrationManifest {
        integration: IntegrationId::new(7),
    }
}

fn new_vault() -> Vault {
    Vault::parse(&Vault::generate_key()).unwrap()
}

#[test]
fn what_was_sealed_opens_in_its_place_and_nowhere_else() {
    let vault = new_vault();
    let place = secret_place(1, "api_key");
    let sealed = vault.seal(&place, &Secret::new("planted"));
    assert_eq!(vault.open(&place, &sealed).unwrap().expose(), "planted");
    for other in [
        secret_place(2, "api_key"),
        secret_place(1, "api_kez"),
        manifest_place(),
    ] {
        assert!(matches!(
            vault.open(&other, &sealed),
            Err(VaultError::Damaged)
        ));
    }
}

#[test]
fn two_seals_of_the_same_text_differ() {
    let vault = new_vault();
    let text = Secret::new("planted");
    assert_ne!(
        vault.seal(&manifest_place(), &text),
        vault.seal(&manifest_place(), &text)
    );
}

#[test]
fn every_changed_byte_is_noticed() {
    let vault = new_vault();
    let sealed = vault.seal(&manifest_place(), &Secret::new("planted"));
    for index in 0..sealed.as_bytes().len() {
        let mut bytes = sealed.as_bytes().to_vec();
        bytes[index] ^= 1;
        let opened = vault.open(&manifest_place(), &Sealed::from_bytes(bytes));
        assert!(opened.is_err(), "byte {index}");
    }
    for length in 0..sealed.as_bytes().len() {
        let bytes = sealed.as_bytes()[..length].to_vec();
        let opened = vault.open(&manifest_place(), &Sealed::from_bytes(bytes));
        assert!(opened.is_err(), "length {length}");
    }
}

#[test]
fn the_first_key_seals_and_all_open() {
    let old = Vault::generate_key();
    let new = Vault::generate_key();
    let both = Secret::new(format!("{},\n{}\n", new.expose(), old.expose()));
    let (old, new, both) = (
        Vault::parse(&old).unwrap(),
        Vault::parse(&new).unwrap(),
        Vault::parse(&both).unwrap(),
    );
    assert_eq!(both.current_key_id(), new.current_key_id());

    let sealed = old.seal(&manifest_place(), &Secret::new("planted"));
    assert_eq!(sealed.key_id(), Some(old.current_key_id()));
    assert_eq!(
        both.open(&manifest_place(), &sealed).unwrap().expose(),
        "planted"
    );
    let error = new.open(&manifest_place(), &sealed).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "the value is encrypted under the key `{}`, which is not among the encryption keys: add it to FRONTDESK_KEYS again, after the first",
            old.current_key_id()
        )
    );
}

#[test]
fn another_key_under_the_same_id_does_not_open() {
    let (mine, other) = (
        "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "k1:AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    );
    let mine = Vault::parse(&Secret::new(mine)).unwrap();
    let other = Vault::parse(&Secret::new(other)).unwrap();
    let sealed = mine.seal(&manifest_place(), &Secret::new("planted"));
    assert!(matches!(
        other.open(&manifest_place(), &sealed),
        Err(VaultError::Damaged)
    ));
}

#[test]
fn the_header_tells_keys_apart() {
    let sealed = Vault::parse(&Secret::new(
        "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    ))
    .unwrap()
    .seal(&manifest_place(), &Secret::new("x"));
    assert!(sealed.as_bytes().starts_with(&Sealed::header("k1")));
    assert!(!sealed.as_bytes().starts_with(&Sealed::header("k")));
    assert!(!sealed.as_bytes().starts_with(&Sealed::header("k12")));
}

#[test]
fn a_wrong_key_list_is_explained_without_showing_it() {
    let cases = [
        "",
        " , ",
        "cGxhbnRlZA==",
        "planted key:AAAA",
        ":AAAA",
        "k1:plan!ted",
        "k1:cGxhbnRlZA==",
        "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    ];
    let sentences: Vec<_> = cases
        .iter()
        .map(|list| Vault::parse(&Secret::new(*list)).unwrap_err().to_string())
        .collect();
    let sentences = sentences.join("\n");
    assert!(!sentences.contains("planted") && !sentences.contains("cGxhbnRlZA"));
    insta::assert_snapshot!(sentences, @"
    there is no encryption key: set FRONTDESK_KEYS to what `frontdesk keygen` prints
    there is no encryption key: set FRONTDESK_KEYS to what `frontdesk keygen` prints
    encryption key number 1 has no `:`: write it as `id:key`, as `frontdesk keygen` prints it
    encryption key number 1 has no proper id before the `:`: use 1 to 32 letters, digits, `-` and `_`
    encryption key number 1 has no proper id before the `:`: use 1 to 32 letters, digits, `-` and `_`
    encryption key number 1 is not Base64 after the `:`: copy all of what `frontdesk keygen` printed
    encryption key number 1 is 7 bytes long instead of 32: copy all of what `frontdesk keygen` printed
    encryption key number 2 has the id of an earlier one: give each key an id of its own
    ");
}

#[test]
fn nothing_secret_is_shown_by_debug() {
    let vault = Vault::parse(&Secret::new(
        "k1:cGxhbnRlZHBsYW50ZWRwbGFudGVkcGxhbnRlZHBsYW4=",
    ))
    .unwrap();
    let sealed = vault.seal(&manifest_place(), &Secret::new("planted"));
    let shown = format!(
        "{vault:?} {sealed:?} {:?} {:?} {:?}",
        Secret::new("planted"),
        Sealed::from_bytes(b"planted".to_vec()),
        vault.open(&secret_place(1, "x"), &sealed),
    );
    insta::assert_snapshot!(shown, @r#"Vault ["k1"] Sealed(k1) *** Sealed(damaged) Err(Damaged)"#);
}

proptest! {
    #[test]
    fn hostile_bytes_never_open(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let sealed = Sealed::from_bytes(bytes);
        prop_assert!(new_vault().open(&manifest_place(), &sealed).is_err());
    }

    #[test]
    fn hostile_bytes_under_a_known_key_never_open(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let vault = new_vault();
        let sealed = [Sealed::header(vault.current_key_id()), bytes].concat();
        prop_assert!(vault.open(&manifest_place(), &Sealed::from_bytes(sealed)).is_err());
    }

    #[test]
    fn every_text_comes_back(text in ".*", name in "[a-z0-9_]{1,32}") {
        let vault = new_vault();
        let place = secret_place(u64::MAX >> 1, &name);
        let sealed = vault.seal(&place, &Secret::new(text.as_str()));
        let opened = vault.open(&place, &sealed).unwrap();
        prop_assert_eq!(opened.expose(), text);
    }

    #[test]
    fn a_hostile_key_list_never_panics_or_shows_itself(list in "[a-zA-Z0-9:,=+/ \n]{0,80}") {
        let _ = Vault::parse(&Secret::new(list));
    }
}
