//! The schema's versions: `migrations/sqlite` and `migrations/postgres`, under the same numbers.

use std::sync::LazyLock;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{Connection as _, SqlSafeStr as _};

use super::engine::{Engine, each};
use super::{Store, StoreError};

/// One step of the schema, for both engines.
struct Step {
    version: i64,
    description: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! step {
    ($version:literal, $description:literal, $file:literal) => {
        Step {
            version: $version,
            description: $description,
            sqlite: include_str!(concat!("../../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../../migrations/postgres/", $file)),
        }
    };
}

/// All of them, oldest first. One that was released never changes: the databases out there remember its checksum.
const STEPS: &[Step] = &[
    step!(1, "first tables", "0001_first_tables.sql"),
    step!(2, "instances", "0002_instances.sql"),
    step!(3, "instance settings", "0003_instance_settings.sql"),
    step!(4, "jobs and targets", "0004_jobs_and_targets.sql"),
    step!(5, "integration runs", "0005_integration_runs.sql"),
    step!(6, "publications", "0006_publications.sql"),
    step!(7, "working", "0007_working.sql"),
    step!(8, "ticket threads", "0008_ticket_threads.sql"),
];

static SQLITE: LazyLock<Migrator> = LazyLock::new(|| migrator(|step| step.sqlite));
static POSTGRES: LazyLock<Migrator> = LazyLock::new(|| migrator(|step| step.postgres));

fn migrator(text: fn(&Step) -> &'static str) -> Migrator {
    let migrations = STEPS.iter().map(|step| {
        Migration::new(
            step.version,
            step.description.into(),
            MigrationType::Simple,
            text(step).into_sql_str(),
            false,
        )
    });
    Migrator::with_migrations(migrations.collect())
}

impl Store {
    /// Brings the schema to the current version. Harmless when it is, and when another process does the same.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match &self.pools {
            // One transaction for all of them: it keeps other programs out and leaves nothing half done.
            Engine::Sqlite(pools) => {
                let mut transaction = pools.writer.begin_with("BEGIN IMMEDIATE").await?;
                // `run` does the same, but its future is not `Send`.
                SQLITE.run_direct(None, &mut *transaction, false).await?;
                transaction.commit().await?;
            }
            // A connection of its own: sqlx locks the database for it, and after an error only its end unlocks.
            Engine::Postgres(pool) => {
                let mut connection = pool.acquire().await?.detach();
                let outcome = POSTGRES.run_direct(None, &mut connection, false).await;
                connection.close().await?;
                outcome?;
            }
        }
        Ok(())
    }

    /// How many migrations there are.
    pub fn migrations() -> usize {
        STEPS.len()
    }

    /// How many migrations [`Self::migrate`] would apply.
    pub async fn pending_migrations(&self) -> Result<usize, StoreError> {
        let tables = self.reader().text(
            "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'",
            "SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass('_sqlx_migrations')",
        );
        let tables: i64 =
            each!(self.reader(), pool => sqlx::query_scalar(tables).fetch_one(pool).await)?;
        let migrator = match self.pools {
            Engine::Sqlite(_) => &SQLITE,
            Engine::Postgres(_) => &POSTGRES,
        };
        if tables == 0 {
            return Ok(migrator.iter().count());
        }
        let applied: Vec<i64> = each!(self.reader(), pool => {
            sqlx::query_scalar("SELECT version FROM _sqlx_migrations ORDER BY version")
                .fetch_all(pool)
                .await
        })?;
        if let Some(unknown) = applied
            .iter()
            .find(|version| !migrator.version_exists(**version))
        {
            return Err(StoreError::Newer(*unknown));
        }
        Ok(migrator.iter().count() - applied.len())
    }
}
