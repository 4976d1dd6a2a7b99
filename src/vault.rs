//! Keys and sealed values: the only room that sees an encryption key.

use std::fmt;

use zeroize::Zeroizing;

use crate::model::{GuildId, IntegrationId};

/// A text that must not be seen: `Debug` shows `***`, memory is wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself. Call it as late as possible.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Ciphertext as stored: format version, key id, nonce, XChaCha20-Poly1305 ciphertext and tag.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

/// A place that holds sealed values. It is the associated data of the encryption, so a ciphertext that was copied to
/// another place does not open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// `integrations.manifest`
    IntegrationManifest {
        /// The row.
        integration: IntegrationId,
    },
    /// `integration_secrets.value`
    IntegrationSecret {
        /// The server whose value it is.
        guild: GuildId,
        /// The integration that it is for.
        integration: IntegrationId,
        /// The secret's name in the manifest.
        name: String,
    },
}

/// The operator's keys: the first seals, all open.
#[derive(Clone)]
pub struct Vault {}

/// Why a key list or a sealed value was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {}

impl Vault {
    /// From `FRONTDESK_KEYS`: `id:base64key,…`, 32 bytes each.
    pub fn parse(_keys: &Secret) -> Result<Self, VaultError> {
        todo!()
    }

    /// Seals a text for one place.
    pub fn seal(&self, _place: &Place, _text: &Secret) -> Sealed {
        todo!()
    }

    /// Opens what was sealed for this place.
    pub fn open(&self, _place: &Place, _sealed: &Sealed) -> Result<Secret, VaultError> {
        todo!()
    }
}
