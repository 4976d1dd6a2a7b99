//! SQLite: one connection that writes, a few that read.
//!
//! SQLite has one writer at a time. If every connection of a pool may write, they find out by colliding, sleep and try
//! again, in no order, and the unlucky ones fail; so writers queue here for the only connection that may write, first
//! come, first served, and the write-ahead log lets readers pass them.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;
use std::{fs, io};

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::StoreError;

/// How long a writer waits for another program (a backup, `frontdesk config`) that holds the lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a writer queues for its turn. Fifty presses on a disk that takes two seconds for each write are served late,
/// within the fifteen minutes that Discord leaves for an answer, and not refused.
const WRITER_QUEUE_TIMEOUT: Duration = Duration::from_mins(10);

const READERS: u32 = 4;

/// The two ways in.
#[derive(Clone)]
pub(super) struct SqlitePools {
    pub(super) writer: SqlitePool,
    pub(super) reader: SqlitePool,
    /// The database's file; none for a database in memory.
    pub(super) file: Option<PathBuf>,
}

impl SqlitePools {
    /// Opens the file, after creating it and its folder if they are missing.
    pub(super) async fn open(url: &str) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|_| StoreError::Url)?
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT);
        if is_in_memory(url) {
            return Self::open_in_memory(options).await;
        }
        let path = options.get_filename().to_owned();
        create_folder(&path).map_err(|source| StoreError::Folder {
            path: path.clone(),
            source,
        })?;
        let writer = options
            .clone()
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: what was confirmed to a user survives a power failure too, not only the end of this program. With
            // NORMAL the last commits could be undone while their channels exist, and their numbers be used again.
            .synchronous(SqliteSynchronous::Full)
            .optimize_on_close(true, None);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(WRITER_QUEUE_TIMEOUT)
            .connect_with(writer)
            .await
            .map_err(|error| named(error, &path))?;
        // A statement that writes does not get past the writers' queue by mistake.
        let reader = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .map_err(|error| named(error, &path))?;
        Ok(Self {
            writer,
            reader,
            file: Some(path),
        })
    }

    /// A database in memory is gone with its connection, so there is one that stays.
    async fn open_in_memory(options: SqliteConnectOptions) -> Result<Self, StoreError> {
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(WRITER_QUEUE_TIMEOUT)
            .connect_with(options)
            .await?;
        Ok(Self {
            writer: pool.clone(),
            reader: pool,
            file: None,
        })
    }

    /// Readers first: the last connection to close folds the write-ahead log into the file.
    pub(super) async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

fn is_in_memory(url: &str) -> bool {
    url.contains(":memory:") || url.contains("mode=memory")
}

fn create_folder(file: &Path) -> io::Result<()> {
    match file.parent() {
        Some(folder) if folder != Path::new("") && !folder.is_dir() => {
            let mut builder = fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.recursive(true).create(folder)
        }
        _ => Ok(()),
    }
}

/// Adds the file's name to what SQLite says about it.
fn named(error: sqlx::Error, path: &Path) -> StoreError {
    match StoreError::from(error) {
        StoreError::NotWritable { .. } => StoreError::NotWritable {
            path: Some(PathBuf::from(path)),
        },
        StoreError::NoDatabase { .. } => StoreError::NoDatabase {
            path: Some(PathBuf::from(path)),
        },
        other => other,
    }
}
