//! Ciphertext as stored.

use std::fmt;

/// How many random bytes make two seals of the same text differ.
pub(super) const NONCE_LENGTH: usize = 24;

/// The only format so far.
const VERSION: u8 = 1;

/// Ciphertext as stored: format version, length of the key's id, the id, nonce, XChaCha20-Poly1305 ciphertext and tag.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

/// What a sealed value consists of.
pub(super) struct Parts<'a> {
    pub(super) header: &'a [u8],
    pub(super) key_id: &'a str,
    pub(super) nonce: &'a [u8; NONCE_LENGTH],
    pub(super) ciphertext: &'a [u8],
}

impl Sealed {
    /// Bytes from the database, unchecked: [`super::Vault::open`] says what is wrong with them.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes for the database.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key that it was sealed with; `None` if this is no sealed value.
    pub fn key_id(&self) -> Option<&str> {
        self.split().map(|parts| parts.key_id)
    }

    /// How every value begins that was sealed under this key, and no other value does.
    pub fn header(key_id: &str) -> Vec<u8> {
        let length = u8::try_from(key_id.len()).unwrap_or(u8::MAX);
        let mut header = vec![VERSION, length];
        header.extend_from_slice(key_id.as_bytes());
        header
    }

    pub(super) fn join(header: &[u8], nonce: &[u8], ciphertext: &[u8]) -> Self {
        Self([header, nonce, ciphertext].concat())
    }

    pub(super) fn split(&self) -> Option<Parts<'_>> {
        let (&[version, length], rest) = self.0.split_first_chunk::<2>()?;
        let (key_id, rest) = rest.split_at_checked(length.into())?;
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE_LENGTH>()?;
        let key_id = str::from_utf8(key_id).ok()?;
        (version == VERSION && super::keys::is_id(key_id)).then_some(Parts {
            header: &self.0[..2 + key_id.len()],
            key_id,
            nonce,
            ciphertext,
        })
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({})", self.key_id().unwrap_or("damaged"))
    }
}
