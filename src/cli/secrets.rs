//! `frontdesk secrets rotate`: encrypts everything stored under an older key anew, under the first.

use std::process::ExitCode;

use crate::app;
use crate::config::{Environment, StorageSettings};
use crate::store::{Store, StoreError};
use crate::vault::{Place, Vault, VaultError};

/// How many values are read at a time. A manifest is at most 64 KiB.
const BATCH: u32 = 100;

/// How often values are looked for again that a running bot changed under our hands.
const PASSES: usize = 5;

/// What a rotation did.
#[derive(Debug, Default)]
pub struct Rotation {
    /// How many values are now under the first key.
    pub rotated: usize,
    /// What does not open, and why. It stays as it is.
    pub unreadable: Vec<(Place, VaultError)>,
    /// How many values were changed by somebody else in the meantime, and not to the first key.
    pub changed: usize,
}

/// Rotates, and says what came of it; fails if something is left under another key.
pub async fn rotate(environment: &Environment) -> ExitCode {
    let settings = match StorageSettings::read_alone(environment) {
        Ok(settings) => settings,
        Err(problems) => return super::fail(&problems),
    };
    let vault = match app::open_vault(&settings) {
        Ok(vault) => vault,
        Err(error) => return super::fail(&error),
    };
    let rotation = match app::open_store(&settings).await {
        Ok(store) => {
            let rotation = rotate_all(&store, &vault).await;
            store.close().await;
            rotation
        }
        Err(error) => Err(error),
    };
    match rotation {
        Ok(rotation) => report(&rotation, vault.current_key_id()),
        Err(error) => super::fail(&error),
    }
}

fn report(rotation: &Rotation, key_id: &str) -> ExitCode {
    println!(
        "{} values encrypted anew under the key `{key_id}`",
        rotation.rotated
    );
    for (place, error) in &rotation.unreadable {
        eprintln!("{place} was left as it is: {error}");
    }
    if rotation.changed > 0 {
        eprintln!(
            "{} values kept changing meanwhile: give every running bot the new FRONTDESK_KEYS, then do this again",
            rotation.changed
        );
    }
    if rotation.unreadable.is_empty() && rotation.changed == 0 {
        println!("once every running bot has the new FRONTDESK_KEYS, the older keys can go");
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Seals every value under the vault's first key that is not.
pub async fn rotate_all(store: &Store, vault: &Vault) -> Result<Rotation, StoreError> {
    let mut rotation = Rotation::default();
    for _ in 0..PASSES {
        rotate_once(store, vault, &mut rotation).await?;
        if rotation.changed == 0 {
            break;
        }
    }
    Ok(rotation)
}

async fn rotate_once(
    store: &Store,
    vault: &Vault,
    rotation: &mut Rotation,
) -> Result<(), StoreError> {
    rotation.unreadable.clear();
    rotation.changed = 0;
    let mut after = None;
    loop {
        let cells = store
            .sealed_cells_not_under(vault.current_key_id(), after.as_ref(), BATCH)
            .await?;
        let Some((last, _)) = cells.last() else {
            return Ok(());
        };
        after = Some(last.clone());
        for (place, old) in cells {
            match vault.open(&place, &old) {
                Ok(text) => {
                    let new = vault.seal(&place, &text);
                    if store.replace_sealed(&place, &old, &new).await? {
                        rotation.rotated += 1;
                    } else {
                        rotation.changed += 1;
                    }
                }
                Err(error) => rotation.unreadable.push((place, error)),
            }
        }
    }
}
