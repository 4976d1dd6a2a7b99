//! The list of keys as text: `id:base64key,…`.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::prelude::BASE64_STANDARD;
use zeroize::Zeroizing;

use super::{KeyProblem, Secret, VaultError};

/// The length of a key in bytes.
const KEY_LENGTH: usize = 32;

/// Base64 as people paste it: with or without `=` at the end.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// One key with its name.
pub(super) struct Key {
    pub(super) id: String,
    bytes: Zeroizing<[u8; KEY_LENGTH]>,
}

impl Key {
    pub(super) fn bytes(&self) -> &chacha20poly1305::Key {
        (&*self.bytes).into()
    }
}

/// Reads the list. A problem names the place of the entry and never a part of it: whoever writes the key where the id
/// belongs must not find it in a log.
pub(super) fn parse(list: &Secret) -> Result<Vec<Key>, VaultError> {
    let mut keys: Vec<Key> = Vec::new();
    let entries = list.expose().split([',', '\n']).map(str::trim);
    for (index, entry) in entries.filter(|entry| !entry.is_empty()).enumerate() {
        let key = parse_entry(entry)
            .and_then(|key| {
                let known = keys.iter().any(|other| other.id == key.id);
                if known {
                    Err(KeyProblem::IdTwice)
                } else {
                    Ok(key)
                }
            })
            .map_err(|problem| VaultError::Key {
                position: index + 1,
                problem,
            })?;
        keys.push(key);
    }
    if keys.is_empty() {
        return Err(VaultError::NoKeys);
    }
    Ok(keys)
}

fn parse_entry(entry: &str) -> Result<Key, KeyProblem> {
    let (id, encoded) = entry.split_once(':').ok_or(KeyProblem::NoColon)?;
    if !is_id(id) {
        return Err(KeyProblem::Id);
    }
    let decoded = LENIENT.decode(encoded).map(Zeroizing::new);
    let decoded = decoded.map_err(|_| KeyProblem::NotBase64)?;
    let mut bytes = Zeroizing::new([0; KEY_LENGTH]);
    if decoded.len() != KEY_LENGTH {
        return Err(KeyProblem::Length(decoded.len()));
    }
    bytes.copy_from_slice(&decoded);
    Ok(Key {
        id: id.to_owned(),
        bytes,
    })
}

/// Whether a text may name a key.
pub(super) fn is_id(text: &str) -> bool {
    (1..=32).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// A new entry, with a random id.
pub(super) fn generate() -> Secret {
    let id: u32 = rand::random();
    let bytes: Zeroizing<[u8; KEY_LENGTH]> = Zeroizing::new(rand::random());
    let encoded = Zeroizing::new(BASE64_STANDARD.encode(bytes.as_slice()));
    Secret::new(format!("k{id:08x}:{}", encoded.as_str()))
}
