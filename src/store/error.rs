//! What can go wrong in the database, as sentences for the operator: what is wrong and the mend, and never a password.

use std::io;
use std::path::PathBuf;

use sqlx::error::BoxDynError;
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
                let known = answer
                    .code()
                    .and_then(|code| known(&code, answer.message()));
                known.unwrap_or(Self::Database(sqlx::Error::Database(answer)))
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

/// The errors of either engine that an operator can mend. Postgres has codes of five characters
/// (<https://www.postgresql.org/docs/current/errcodes-appendix.html>), SQLite numbers below 10 000, whose low byte is the
/// kind (<https://www.sqlite.org/rescode.html>).
fn known(code: &str, message: &str) -> Option<StoreError> {
    let number = code.parse().ok().filter(|_| code.len() < 5);
    Some(match (number.map(|number: u16| number & 0xff), code) {
        (None, "28000" | "28P01") => StoreError::Login,
        (None, "3D000") => StoreError::NoSuchDatabase,
        (None, "42501") => StoreError::NotAllowed(message.to_owned()),
        (None, "42P01") => StoreError::NotMigrated,
        (Some(1), _) if message.starts_with("no such table") => StoreError::NotMigrated,
        (None, "53100") | (Some(13), _) => StoreError::Full,
        (None, "53300" | "57P01" | "57P02" | "57P03") => StoreError::Unreachable {
            server: String::new(),
            why: message.to_owned(),
        },
        (None, "25006") | (Some(8 | 14), _) => StoreError::NotWritable { path: None },
        (Some(5 | 6), _) => StoreError::Busy,
        (Some(11 | 26), _) => StoreError::NoDatabase { path: None },
        _ => return None,
    })
}

fn named(path: Option<&PathBuf>) -> String {
    path.map_or_else(String::new, |path| format!(" {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_operator_can_mend_is_told_as_such() {
        let sentences = [
            ("13", "database or disk is full"),
            ("53100", "could not extend file"),
            ("1032", "attempt to write a readonly database"),
            ("25006", "cannot execute INSERT in a read-only transaction"),
            ("5", "database is locked"),
            ("779", "database disk image is malformed"),
            ("53300", "sorry, too many clients already"),
            ("42501", "permission denied for schema public"),
        ]
        .map(|(code, message)| known(code, message).unwrap().to_string());
        insta::assert_snapshot!(sentences.join("\n"), @"
        the disk that holds the database is full: make room on it
        the disk that holds the database is full: make room on it
        the database cannot be opened or written: give the account that runs Frontdesk the right to read and write it and its folder
        the database cannot be opened or written: give the account that runs Frontdesk the right to read and write it and its folder
        the database did not get to it in time: it is overloaded, does not answer, or another program holds it locked
        the file is damaged or no SQLite database: restore it from a backup, or name another file in DATABASE_URL
        the database server does not answer (sorry, too many clients already): check that it runs and that DATABASE_URL names it
        the database server does not let this user do that (permission denied for schema public): grant it all rights on the database and on its schema
        ");
    }

    #[test]
    fn other_errors_stay_as_they_are() {
        for code in ["1", "1555", "2067", "23505", "40P01", ""] {
            assert!(known(code, "UNIQUE constraint failed").is_none(), "{code}");
        }
    }
}
