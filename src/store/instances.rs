//! `instances`: which programs run on this database.
//!
//! What a program has begun, another one must leave to it while it lives: two that serve the same server during a restart
//! would undo each other's openings. A program says again and again that it lives; one that is killed cannot say that it
//! no longer does, so the others wait until its word has run out. With SQLite there is a quicker proof: every program on
//! the machine holds a lock on a file beside the database, and whoever gets it alone knows that all others are gone.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use super::engine::{Engine, each};
use super::{Store, StoreError};

/// How long after its end a program is remembered.
const KEPT: TimeDelta = TimeDelta::days(1);

/// The proof that this program runs on the database, for as long as it is held.
#[derive(Debug)]
pub struct Occupancy {
    alone: bool,
    // Unlocked by being closed, even by a kill.
    _lock: Option<File>,
}

impl Occupancy {
    /// Whether no other program was running on this database when this one began: certain if so, unknown if not.
    pub fn began_alone(&self) -> bool {
        self.alone
    }
}

impl Store {
    /// Marks the database as used by a running program, until the answer is dropped.
    pub async fn occupy(&self) -> Result<Occupancy, StoreError> {
        let file = match &self.pools {
            Engine::Sqlite(pools) => pools.file.clone(),
            Engine::Postgres(_) => None,
        };
        let Some(file) = file else {
            return Ok(Occupancy {
                alone: false,
                _lock: None,
            });
        };
        let path = file.with_extension("lock");
        let lock = tokio::task::spawn_blocking(move || lock(&path)).await;
        match lock.unwrap_or_else(|error| Err(io::Error::other(error))) {
            Ok((file, alone)) => Ok(Occupancy {
                alone,
                _lock: Some(file),
            }),
            // Some network drives know no locks; then the others' word has to do.
            Err(error) => {
                tracing::debug!(%error, "the database's lock file cannot be locked");
                Ok(Occupancy {
                    alone: false,
                    _lock: None,
                })
            }
        }
    }

    /// This program lives at least until then.
    pub async fn keep_instance(
        &self,
        instance: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        each!(self.writer(), pool => {
            sqlx::query(
                "INSERT INTO instances (instance, alive_until) VALUES ($1, $2)
                 ON CONFLICT (instance) DO UPDATE SET alive_until = excluded.alive_until",
            )
            .bind(instance)
            .bind(until)
            .execute(pool)
            .await
            .map(drop)
        })?;
        each!(self.writer(), pool => {
            sqlx::query("DELETE FROM instances WHERE alive_until < $1")
                .bind(now - KEPT)
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Until when this program counts as alive; `None` if it has ended, or is not known.
    pub async fn instance_lives_until(
        &self,
        instance: &str,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        Ok(each!(self.reader(), pool => {
            sqlx::query_scalar("SELECT alive_until FROM instances WHERE instance = $1")
                .bind(instance)
                .fetch_optional(pool)
                .await
        })?)
    }

    /// This program has ended.
    pub async fn end_instance(&self, instance: &str) -> Result<(), StoreError> {
        each!(self.writer(), pool => {
            sqlx::query("DELETE FROM instances WHERE instance = $1")
                .bind(instance)
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Every program has ended; for one that knows that it is alone.
    pub async fn end_instances(&self) -> Result<(), StoreError> {
        each!(self.writer(), pool => {
            sqlx::query("DELETE FROM instances").execute(pool).await.map(drop)
        })?;
        Ok(())
    }
}

/// Shares the lock, and says whether it could be had alone first.
fn lock(path: &Path) -> io::Result<(File, bool)> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    let alone = match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(error)) => return Err(error),
    };
    // Where this trades one lock for the other, a second program may be alone for a moment: this one has begun nothing yet.
    file.lock_shared()?;
    Ok((file, alone))
}
