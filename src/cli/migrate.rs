//! `frontdesk migrate`: brings the database to the current schema, as `frontdesk run` does by itself.

use std::process::ExitCode;

use crate::config::{Environment, StorageSettings};
use crate::store::{Store, StoreError};

/// Migrates and says how much there was to do.
pub async fn migrate(environment: &Environment) -> ExitCode {
    let settings = match StorageSettings::read_alone(environment) {
        Ok(settings) => settings,
        Err(problems) => return super::fail(&problems),
    };
    match apply(settings.database_url.expose()).await {
        Ok(0) => println!("the database was at the current schema already"),
        Ok(count) => println!("the database is at the current schema: {count} migrations applied"),
        Err(error) => return super::fail(&error),
    }
    ExitCode::SUCCESS
}

async fn apply(url: &str) -> Result<usize, StoreError> {
    let store = Store::connect(url).await?;
    let pending = store.pending_migrations().await?;
    store.migrate().await?;
    store.close().await;
    Ok(pending)
}
