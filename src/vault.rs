//! Keys and sealed values: the only room that sees an encryption key.
//!
//! A value is sealed for one [`Place`], under the first of the operator's keys. The database holds no key, so a stolen
//! copy of it tells nothing, and a row that was copied to another place does not open. [`Signer`] signs what is handed
//! out, under keys that are derived from these.

pub mod error;
pub mod key_file;
mod keys;
pub mod place;
pub mod sealed;
pub mod secret;
pub mod signer;

use std::fmt;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

pub use error::{KeyProblem, VaultError};
pub use place::{Place, TargetPart};
pub use sealed::Sealed;
pub use secret::Secret;
pub use signer::{Purpose, Signer};

use keys::Key;
use sealed::NONCE_LENGTH;

/// The operator's keys: the first seals, all open. Clones share them.
#[derive(Clone)]
pub struct Vault {
    keys: Arc<[Key]>,
}

impl Vault {
    /// From `FRONTDESK_KEYS`: `id:base64key,…`, 32 bytes each.
    pub fn parse(keys: &Secret) -> Result<Self, VaultError> {
        Ok(Self {
            keys: keys::parse(keys)?.into(),
        })
    }

    /// A new key in the form that [`Self::parse`] takes.
    pub fn generate_key() -> Secret {
        keys::generate()
    }

    /// The id of the key that seals.
    pub fn current_key_id(&self) -> &str {
        &self.keys[0].id
    }

    /// Seals a text for one place.
    ///
    /// # Panics
    ///
    /// With a text of more than 256 GiB.
    pub fn seal(&self, place: &Place, text: &Secret) -> Sealed {
        let key = &self.keys[0];
        let header = Sealed::header(&key.id);
        let nonce: [u8; NONCE_LENGTH] = rand::random();
        let payload = Payload {
            msg: text.expose().as_bytes(),
            aad: &place.associated_data(&header),
        };
        let ciphertext = XChaCha20Poly1305::new(key.bytes())
            .encrypt(&XNonce::from(nonce), payload)
            .expect("XChaCha20-Poly1305 takes every text up to 256 GiB");
        Sealed::join(&header, &nonce, &ciphertext)
    }

    /// A hash that tells nothing to whoever has no key: equal parts have equal hashes, as long as the first key stays
    /// the same. Each purpose has hashes of its own.
    pub fn keyed_hash<'p>(
        &self,
        purpose: &str,
        parts: impl IntoIterator<Item = &'p [u8]>,
    ) -> [u8; 32] {
        // The sealing key itself serves one thing only: another key is derived from it for each purpose.
        let derived = mac(self.keys[0].bytes(), [purpose.as_bytes()]);
        mac(&derived, parts)
    }

    /// Opens what was sealed for this place.
    pub fn open(&self, place: &Place, sealed: &Sealed) -> Result<Secret, VaultError> {
        let parts = sealed.split().ok_or(VaultError::Damaged)?;
        let key = self
            .keys
            .iter()
            .find(|key| key.id == parts.key_id)
            .ok_or_else(|| VaultError::UnknownKey(parts.key_id.to_owned()))?;
        let payload = Payload {
            msg: parts.ciphertext,
            aad: &place.associated_data(parts.header),
        };
        let text = XChaCha20Poly1305::new(key.bytes())
            .decrypt(&XNonce::from(*parts.nonce), payload)
            .map_err(|_| VaultError::Damaged)?;
        Secret::from_utf8(text).ok_or(VaultError::Damaged)
    }
}

/// HMAC-SHA-256 of the parts, each behind its length, so that no two lists of parts are one text.
fn mac<'p>(key: &[u8], parts: impl IntoIterator<Item = &'p [u8]>) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key)
        .expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids = self.keys.iter().map(|key| &key.id);
        f.write_str("Vault ")?;
        f.debug_list().entries(ids).finish()
    }
}

#[cfg(test)]
mod tests;
