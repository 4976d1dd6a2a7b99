//! What can go wrong in the database, as sentences for the operator: what is wrong and the mend, and never a password.

use std::io;
use std::path::PathBuf;

use sqlx::error::{BoxDynError, DatabaseError};
use sqlx::migrate::MigrateError;

use crate::model::Failure;

/// A failed database call.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another row of that name exists.
    #[error("that name is taken")]
    NameTaken,
    /// The address is none. It is not quoted, because it may hold a password.
    #[error(
        "DATABASE_URL is no address of a database: write `sqlite://path/to/file.db` or `postgres://user:password@host/name`"
    )]
    Url,
    /// The server does not answer.
    #[error(
        "the database server{server} does not answer ({why}): check that it runs and that DATABASE_URL names it"
    )]
    Unreachable {
        /// ` at host:port`, where known.
        server: String,
        /// What the system says.
        why: String,
    },
    /// The server refuses user or password.
    #[error(
        "the database server refused the login: check the user and the password in DATABASE_URL"
    )]
    Login,
    /// The server has no such database.
    #[error(
        "the database server has no database of that name: create it with `createdb`, or mend the name in DATABASE_URL"
    )]
    NoSuchDatabase,
    /// The account may not write.
    #[error(
        "the database{} cannot be opened or written: give the account that runs Frontdesk the right to read and write it and its folder",
        named(path.as_ref())
    )]
    NotWritable {
        /// The file, where known.
        path: Option<PathBuf>,
    },
    /// The account may not do that in Postgres.
    #[error(
        "the database server does not let this user do that ({0}): grant it all rights on the database and on its schema"
    )]
    NotAllowed(String),
    /// The folder of the file cannot be created.
    #[error("the folder of the database {} cannot be created: {source}", path.display())]
    Folder {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Not a database, or damaged.
    #[error(
        "the file{} is damaged or no SQLite database: restore it from a backup, or name another file in DATABASE_URL",
        named(path.as_ref())
    )]
    NoDatabase {
        /// The file, where known.
        path: Option<PathBuf>,
    },
    /// No space left.
    #[error("the disk that holds the database is full: make room on it")]
    Full,
    /// Too busy for too long.
    #[error(
        "the database did not get to it in time: it is overloaded, does not answer, or another program holds it locked"
    )]
    Busy,
    /// No tables.
    #[error("the database has no tables of Frontdesk's yet: run `frontdesk migrate`")]
    NotMigrated,
    /// A schema from the future.
    #[error(
        "this database was written by a newer Frontdesk (it has schema {0}, which this one does not know): run that version, or restore a backup from before the upgrade"
    )]
    Newer(i64),
    /// The schema cannot be brought to the current version.
    #[error("the database cannot be brought to the current schema: {0}")]
    Migration(MigrateError),
    /// The database did not answer as it should.
    #[error("the database failed: {0}")]
    Database(sqlx::Error),
}

impl StoreError {
    /// For a stored value that is not what this program writes.
    pub(super) fn unreadable(error: impl Into<BoxDynError>) -> Self {
        Self::Database(sqlx::Error::Decode(error.into()))
    }

    /// Whether a row that must exist does not.
    pub(super) fn is_missing_reference(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_foreign_key_violation())
    }

    /// Turns the breach of a uniqueness, in a statement that can breach only one, into [`Self::NameTaken`].
    pub(super) fn name_taken(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) if error.is_unique_violation() => Self::NameTaken,
            error => error.into(),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let unreachable = |why: String| Self::Unreachable {
            server: String::new(),
            why,
        };
        match error {
            sqlx::Error::Io(error) => unreachable(error.to_string()),
            sqlx::Error::Tls(error) => unreachable(error.to_string()),
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Configuration(_) => Self::Url,
            sqlx::Error::Database(answer) => {
                known(answer.as_ref()).unwrap_or(Self::Database(sqlx::Error::Database(answer)))
            }
            error => Self::Database(error),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self::Newer(version),
            MigrateError::Execute(error) => error.into(),
            error => Self::Migration(error),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::fault(error)
    }
}

/// The errors of either engine that an operator can mend.
fn known(answer: &dyn DatabaseError) -> Option<StoreError> {
    let code = answer.code()?;
    let message = answer.message();
    Some(match code.as_ref() {
        // Postgres, https://www.postgresql.org/docs/current/errcodes-appendix.html
        "28000" | "28P01" => StoreError::Login,
        "3D000" => StoreError::NoSuchDatabase,
        "25006" => StoreError::NotWritable { path: None },
        "42501" => StoreError::NotAllowed(message.to_owned()),
        "42P01" => StoreError::NotMigrated,
        "53100" => StoreError::Full,
        "53300" | "57P01" | "57P02" | "57P03" => StoreError::Unreachable {
            server: String::new(),
            why: message.to_owned(),
        },
        // SQLite, https://www.sqlite.org/rescode.html: the low byte is the kind, and the driver writes it as a number.
        number => match number.parse::<u32>().ok().filter(|_| number.len() < 5)? & 0xff {
            1 if message.starts_with("no such table") => StoreError::NotMigrated,
            5 | 6 => StoreError::Busy,
            8 | 14 => StoreError::NotWritable { path: None },
            11 | 26 => StoreError::NoDatabase { path: None },
            13 => StoreError::Full,
            _ => return None,
        },
    })
}

fn named(path: Option<&PathBuf>) -> String {
    path.map_or_else(String::new, |path| format!(" {}", path.display()))
}
