//! Setting and forgetting: everything is judged before anything is written.

use chrono::{DateTime, Utc};

use super::{InstanceSettings, known, path};
use crate::store::{InstanceRow, StoreError};
use crate::vault::{Place, Secret};

/// The most bytes of a value.
const MAX_VALUE: usize = 4096;

/// One value to set.
#[derive(Clone, Debug)]
pub struct Change {
    /// The dotted path.
    pub path: String,
    /// The value.
    pub value: Secret,
    /// Whether it is masked whatever its path is called.
    pub is_secret: bool,
}

/// Why nothing was set. No sentence holds a value.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The path is none.
    #[error("`{path}` {problem}")]
    Path {
        /// As given.
        path: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The value is empty.
    #[error("{0} must not be empty: `frontdesk config unset {0}` forgets it")]
    Empty(String),
    /// The value is too long or no line of text.
    #[error("{0} must be one line of text, of at most 4096 bytes")]
    Text(String),
    /// The value is not of the path's kind.
    #[error("{path} must be {expected}")]
    Kind {
        /// The path.
        path: String,
        /// What a value of it is.
        expected: &'static str,
    },
    /// The path is a group of another one's, or inside one.
    #[error("`{path}` cannot be set beside `{other}`: one would be inside the other")]
    Group {
        /// As given.
        path: String,
        /// The other one.
        other: String,
    },
    /// The same path twice.
    #[error("`{0}` is given twice")]
    Twice(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl InstanceSettings {
    /// Sets all of these or none.
    pub async fn set(&self, changes: &[Change], at: DateTime<Utc>) -> Result<(), ChangeError> {
        for change in changes {
            check(change)?;
        }
        let mut taken: Vec<String> = known::ALL
            .iter()
            .map(|known| known.path.to_owned())
            .collect();
        let stored = self.store.instance_settings().await?;
        taken.extend(stored.into_iter().map(|row| row.path));
        for (index, Change { path, .. }) in changes.iter().enumerate() {
            if changes[..index].iter().any(|other| other.path == *path) {
                return Err(ChangeError::Twice(path.clone()));
            }
            let clash =
                |other: &&String| path::contains(path, other) || path::contains(other, path);
            if let Some(other) = taken.iter().find(clash) {
                return Err(ChangeError::Group {
                    path: path.clone(),
                    other: other.clone(),
                });
            }
            taken.push(path.clone());
        }
        let sealed = |change: &Change| {
            let path = change.path.clone();
            InstanceRow {
                value: self.vault.seal(
                    &Place::InstanceSetting { path: path.clone() },
                    &change.value,
                ),
                path,
                is_secret: change.is_secret,
            }
        };
        let rows: Vec<_> = changes.iter().map(sealed).collect();
        self.store.put_instance_settings(&rows, at).await?;
        *self.read.lock().await = None;
        Ok(())
    }

    /// Forgets a value; whether it was stored.
    pub async fn unset(&self, path: &str) -> Result<bool, StoreError> {
        let deleted = self.store.delete_instance_setting(path).await?;
        *self.read.lock().await = None;
        Ok(deleted)
    }
}

fn check(Change { path, value, .. }: &Change) -> Result<(), ChangeError> {
    path::check(path).map_err(|problem| ChangeError::Path {
        path: path.clone(),
        problem,
    })?;
    let value = value.expose();
    if value.trim().is_empty() {
        return Err(ChangeError::Empty(path.clone()));
    }
    if value.len() > MAX_VALUE || value.chars().any(char::is_control) {
        return Err(ChangeError::Text(path.clone()));
    }
    if let Some(known) = known::find(path) {
        known
            .kind
            .check(value)
            .map_err(|expected| ChangeError::Kind {
                path: path.clone(),
                expected,
            })?;
    }
    Ok(())
}
