//! The two engines, and how one text serves both.
//!
//! Nearly every statement is one text that both engines take (`$1`, `ON CONFLICT`, `RETURNING`); [`each`] expands it for
//! the engine at hand, where the compiler checks it against that engine's types.

use sqlx::{PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool};
use tokio::sync::watch;

use super::{Store, StoreError};
use crate::model::{GuildId, UserId};

/// One of the two engines, with what it needs at that moment.
#[derive(Clone)]
pub(super) enum Engine<S, P> {
    Sqlite(S),
    Postgres(P),
}

/// Expands a body that runs one statement, with the name bound to the engine's pool or connection.
macro_rules! each {
    ($engine:expr, $executor:ident => $body:expr) => {
        match $engine {
            $crate::store::engine::Engine::Sqlite($executor) => $body,
            $crate::store::engine::Engine::Postgres($executor) => $body,
        }
    };
}
pub(super) use each;

impl<S, P> Engine<S, P> {
    /// The text for this engine, where one does not serve both.
    pub(super) fn text(&self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        match self {
            Self::Sqlite(_) => sqlite,
            Self::Postgres(_) => postgres,
        }
    }
}

/// A transaction that may write. Dropped without [`Self::commit`], it never happened.
pub(super) struct Transaction {
    running: Engine<sqlx::Transaction<'static, Sqlite>, sqlx::Transaction<'static, Postgres>>,
    waker: watch::Sender<()>,
    /// Whether it puts jobs.
    wakes: bool,
}

impl Transaction {
    /// The connection, for one statement.
    pub(super) fn connection(&mut self) -> Engine<&mut SqliteConnection, &mut PgConnection> {
        match &mut self.running {
            Engine::Sqlite(transaction) => Engine::Sqlite(&mut **transaction),
            Engine::Postgres(transaction) => Engine::Postgres(&mut **transaction),
        }
    }

    /// The text for this engine, where one does not serve both.
    pub(super) fn text(&self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        self.running.text(sqlite, postgres)
    }

    /// Has those who wait for jobs look again, once this is committed.
    pub(super) fn wake_when_committed(&mut self) {
        self.wakes = true;
    }

    pub(super) async fn commit(self) -> Result<(), StoreError> {
        each!(self.running, transaction => transaction.commit().await)?;
        if self.wakes {
            self.waker.send_replace(());
        }
        Ok(())
    }
}

impl Store {
    /// The pool for reading.
    pub(super) fn reader(&self) -> Engine<&SqlitePool, &PgPool> {
        match &self.pools {
            Engine::Sqlite(pools) => Engine::Sqlite(&pools.reader),
            Engine::Postgres(pool) => Engine::Postgres(pool),
        }
    }

    /// The pool for a statement that writes and needs no transaction.
    pub(super) fn writer(&self) -> Engine<&SqlitePool, &PgPool> {
        match &self.pools {
            Engine::Sqlite(pools) => Engine::Sqlite(&pools.writer),
            Engine::Postgres(pool) => Engine::Postgres(pool),
        }
    }

    /// Begins a transaction that reads several times and sees one moment.
    pub(super) async fn begin_reading(&self) -> Result<Transaction, StoreError> {
        let running = match &self.pools {
            Engine::Sqlite(pools) => Engine::Sqlite(pools.reader.begin().await?),
            Engine::Postgres(pool) => Engine::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        };
        Ok(self.transaction(running))
    }

    /// Begins a transaction that may write.
    pub(super) async fn begin(&self) -> Result<Transaction, StoreError> {
        let running = match &self.pools {
            // IMMEDIATE: a transaction that begins as a reader and then writes can fail halfway, without waiting, when
            // another program wrote in between.
            Engine::Sqlite(pools) => {
                Engine::Sqlite(pools.writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Engine::Postgres(pool) => Engine::Postgres(pool.begin().await?),
        };
        Ok(self.transaction(running))
    }

    fn transaction(
        &self,
        running: Engine<sqlx::Transaction<'static, Sqlite>, sqlx::Transaction<'static, Postgres>>,
    ) -> Transaction {
        Transaction {
            running,
            waker: self.jobs_put.clone(),
            wakes: false,
        }
    }

    /// Begins a transaction that is alone in its server until it ends.
    ///
    /// This keeps two presses from passing the same limit, and makes events visible in the order of their ids.
    pub(super) async fn begin_in(&self, guild: GuildId) -> Result<Transaction, StoreError> {
        self.begin_alone(guild.as_i64()).await
    }

    /// Begins a transaction that is alone with what a user owns until it ends.
    pub(super) async fn begin_for(&self, owner: UserId) -> Result<Transaction, StoreError> {
        self.begin_alone(owner.as_i64()).await
    }

    /// With SQLite every writing transaction is alone; Postgres takes a lock by this number.
    async fn begin_alone(&self, lock: i64) -> Result<Transaction, StoreError> {
        let mut transaction = self.begin().await?;
        if let Engine::Postgres(connection) = transaction.connection() {
            sqlx::query("SELECT pg_advisory_xact_lock($1)")
                .bind(lock)
                .execute(connection)
                .await?;
        }
        Ok(transaction)
    }
}
