//! `frontdesk keygen`: prints a new encryption key.

use std::process::ExitCode;

use crate::vault::Vault;

/// Prints `id:key`, as `FRONTDESK_KEYS` takes it.
pub fn keygen() -> ExitCode {
    println!("{}", Vault::generate_key().expose());
    ExitCode::SUCCESS
}
