//! The database and the keys that seal what is in it.

use std::path::PathBuf;

use super::{Environment, Problems};
use crate::vault::Secret;

/// Where things are kept.
#[derive(Clone, Debug)]
pub struct StorageSettings {
    /// `DATABASE_URL`; it may hold a password.
    pub database_url: Secret,
    /// `FRONTDESK_DATA_DIR`
    pub data_dir: PathBuf,
    /// `FRONTDESK_KEYS`; with SQLite and none given, one is generated into the data folder.
    pub keys: Option<Secret>,
}

impl StorageSettings {
    /// The database and keys alone, for the verbs that do not talk to Discord.
    pub fn read_alone(environment: &Environment) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let settings = Self::read(environment, &mut problems);
        problems.or(settings)
    }

    /// The same, whatever is wrong with it.
    pub fn read_as_it_is(environment: &Environment) -> Self {
        Self::read(environment, &mut Problems::default())
    }

    pub(super) fn read(environment: &Environment, problems: &mut Problems) -> Self {
        let data_dir = super::data_dir(environment);
        let database_url = environment.get("DATABASE_URL").map_or_else(
            || format!("sqlite://{}", data_dir.join("frontdesk.db").display()),
            str::to_owned,
        );
        let keys = environment.get("FRONTDESK_KEYS").map(Secret::new);
        let postgres =
            database_url.starts_with("postgres://") || database_url.starts_with("postgresql://");
        if !postgres && !database_url.starts_with("sqlite:") {
            // The value is not quoted: it may hold a password.
            problems.add(
                "DATABASE_URL",
                "names no database that Frontdesk speaks: write `sqlite://path/to/file.db` or `postgres://user:password@host/name`",
            );
        }
        if postgres && keys.is_none() {
            problems.add(
                "FRONTDESK_KEYS",
                "is not set, and with Postgres every process needs the same keys: print one with `frontdesk keygen`",
            );
        }
        Self {
            database_url: Secret::new(database_url),
            data_dir,
            keys,
        }
    }

    /// The file that holds the generated key.
    pub fn key_file(&self) -> PathBuf {
        self.data_dir.join("frontdesk.keys")
    }
}
