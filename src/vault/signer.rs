//! Signatures on what is handed out and comes back, such as links: HMAC-SHA-256.
//!
//! A signing key is derived for one [`Purpose`], so a signature made for one tells nothing for another, and no
//! encryption key ever signs.

use std::fmt;
use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{Secret, Vault};

/// The length of a signature in bytes.
pub const SIGNATURE_LENGTH: usize = 32;

/// What is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The links of the image proxy.
    ImageLink,
}

impl Purpose {
    /// Part of every derived key: changing it makes all signatures void.
    const fn label(self) -> &'static [u8] {
        match self {
            Self::ImageLink => b"frontdesk signing key: image links, version 1",
        }
    }
}

/// Signs and verifies for one purpose: the first key signs, all verify. Clones share the keys.
#[derive(Clone)]
pub struct Signer {
    keys: Arc<[Zeroizing<[u8; SIGNATURE_LENGTH]>]>,
}

impl Vault {
    /// Signs under keys that are derived from the operator's.
    pub fn signer(&self, purpose: Purpose) -> Signer {
        let keys = self.keys.iter();
        Signer {
            keys: keys
                .map(|key| derived(key.bytes().as_slice(), purpose))
                .collect(),
        }
    }
}

impl Signer {
    /// Signs under a key that is derived from a secret which several processes share.
    pub fn from_shared(secret: &Secret, purpose: Purpose) -> Self {
        Self {
            keys: [derived(secret.expose().as_bytes(), purpose)].into(),
        }
    }

    /// Signs.
    pub fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_LENGTH] {
        mac(&*self.keys[0], message).finalize().into_bytes().into()
    }

    /// Whether one of the keys signed this. Takes as long for a wrong signature as for a right one.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        // No shortcut at the first key that fits: how long it takes tells nothing about which one it was.
        self.keys.iter().fold(false, |found, key| {
            found | mac(&**key, message).verify_slice(signature).is_ok()
        })
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer ***")
    }
}

fn derived(key: &[u8], purpose: Purpose) -> Zeroizing<[u8; SIGNATURE_LENGTH]> {
    Zeroizing::new(mac(key, purpose.label()).finalize().into_bytes().into())
}

fn mac(key: &[u8], message: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(message);
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(keys: &[&Secret]) -> Vault {
        let list: Vec<&str> = keys.iter().map(|key| key.expose()).collect();
        Vault::parse(&Secret::new(list.join(","))).unwrap()
    }

    #[test]
    fn the_first_key_signs_and_all_verify() {
        let (old, new) = (Vault::generate_key(), Vault::generate_key());
        let before = vault(&[&old]).signer(Purpose::ImageLink);
        let after = vault(&[&new, &old]).signer(Purpose::ImageLink);
        let without = vault(&[&new]).signer(Purpose::ImageLink);
        let signature = before.sign(b"message");
        assert!(before.verify(b"message", &signature));
        assert!(after.verify(b"message", &signature));
        assert!(!without.verify(b"message", &signature));
        assert_eq!(after.sign(b"message"), without.sign(b"message"));
    }

    #[test]
    fn nothing_else_is_verified() {
        let signer = Signer::from_shared(&Secret::new("token"), Purpose::ImageLink);
        let signature = signer.sign(b"message");
        assert!(!signer.verify(b"messagf", &signature));
        assert!(!signer.verify(b"message", &signature[..31]));
        assert!(!signer.verify(b"message", b""));
        let other = Signer::from_shared(&Secret::new("tokem"), Purpose::ImageLink);
        assert!(!other.verify(b"message", &signature));
        assert_eq!(format!("{signer:?}"), "Signer ***");
    }

    #[test]
    fn no_key_signs_as_it_is() {
        let secret = Secret::new("token");
        let raw: [u8; SIGNATURE_LENGTH] = mac(b"token", b"m").finalize().into_bytes().into();
        assert_ne!(
            Signer::from_shared(&secret, Purpose::ImageLink).sign(b"m"),
            raw
        );
    }
}
