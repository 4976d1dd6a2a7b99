//! Postgres: one pool, and errors that say at the start what is wrong with the address.

use std::io;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, PgConnection, PgPool};
use tokio::time::timeout;

use super::StoreError;

/// How long the first connection may take; later ones queue in the pool.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a call waits for a free connection: as with SQLite, late is better than refused.
const QUEUE_TIMEOUT: Duration = Duration::from_mins(1);

/// Per process. Postgres itself takes 100 by default, and several processes share them.
const CONNECTIONS: u32 = 10;

pub(super) async fn open(url: &str) -> Result<PgPool, StoreError> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|_| StoreError::Url)?
        .application_name("frontdesk");
    // Not through the pool, which takes a refused connection for a server that is starting and tells only of a timeout.
    let first = timeout(CONNECT_TIMEOUT, PgConnection::connect_with(&options))
        .await
        .unwrap_or_else(|_| Err(io::Error::from(io::ErrorKind::TimedOut).into()))
        .map_err(|error| named(error, &options))?;
    first.close().await?;
    Ok(PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(QUEUE_TIMEOUT)
        .connect_lazy_with(options))
}

/// Adds the server's address, without user and password, to what went wrong.
fn named(error: sqlx::Error, options: &PgConnectOptions) -> StoreError {
    match StoreError::from(error) {
        StoreError::Unreachable { why, .. } => StoreError::Unreachable {
            server: format!(" at {}:{}", options.get_host(), options.get_port()),
            why,
        },
        other => other,
    }
}
