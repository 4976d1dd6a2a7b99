//! What is wrong with a key or a sealed value. No sentence holds a part of either.

use std::io;
use std::path::PathBuf;

/// Why a key list, a key file or a sealed value was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The list is empty.
    #[error("there is no encryption key: set FRONTDESK_KEYS to what `frontdesk keygen` prints")]
    NoKeys,
    /// An entry of the list is wrong.
    #[error("encryption key number {position} {problem}")]
    Key {
        /// Its place in the list, from 1.
        position: usize,
        /// What is wrong with it.
        problem: KeyProblem,
    },
    /// Sealed under a key that is not in the list.
    #[error(
        "the value is encrypted under the key `{0}`, which is not among the encryption keys: add it to FRONTDESK_KEYS again, after the first"
    )]
    UnknownKey(String),
    /// Not what was sealed for this place.
    #[error(
        "the encrypted value is damaged or belongs to another place, or its key is not the one of that id: restore it from a backup or enter it again"
    )]
    Damaged,
    /// The key file is open to others.
    #[error(
        "the key file {} can be read by other users of this machine: run `chmod 600` on it, and change the key if they are not to be trusted",
        path.display()
    )]
    KeyFileIsPublic {
        /// The file.
        path: PathBuf,
    },
    /// The key file could not be read or written.
    #[error("the key file {} cannot be {action}: {source}", path.display())]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// `read` or `created`.
        action: &'static str,
        /// What the system says.
        source: io::Error,
    },
}

/// What is wrong with an entry of the key list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyProblem {
    /// No `:`.
    #[error("has no `:`: write it as `id:key`, as `frontdesk keygen` prints it")]
    NoColon,
    /// The id is no id.
    #[error("has no proper id before the `:`: use 1 to 32 letters, digits, `-` and `_`")]
    Id,
    /// Two entries have the same id.
    #[error("has the id of an earlier one: give each key an id of its own")]
    IdTwice,
    /// The key is no Base64.
    #[error("is not Base64 after the `:`: copy all of what `frontdesk keygen` printed")]
    NotBase64,
    /// The key has another length than 32 bytes.
    #[error("is {0} bytes long instead of 32: copy all of what `frontdesk keygen` printed")]
    Length(usize),
}
