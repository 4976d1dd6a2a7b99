//! The database: the only room with SQL. SQLite (WAL) or Postgres, one text for both wherever both take it.
//!
//! A write is one transaction that first takes the server's lock ([`engine`]), so what happens in a server happens in
//! one order, and the events of the outbox are committed in the order of their ids.

pub mod activations;
pub mod blocked_guilds;
pub mod cached_answers;
pub mod catalogue;
pub mod deliveries;
mod engine;
pub mod error;
pub mod events;
pub mod fetches;
pub mod instance_settings;
pub mod instances;
pub mod integration_health;
pub mod integrations;
pub mod jobs;
pub mod panels;
mod postgres;
pub mod publications;
pub mod rotation;
mod schema;
pub mod settings;
mod sqlite;
pub mod stats;
pub mod targets;
pub mod ticket_values;
pub mod tickets;
pub mod unfilled;

use std::fmt;
use std::time::Duration;

pub use activations::{Activation, ActivationRow, PutActivation};
pub use blocked_guilds::BlockedGuild;
pub use cached_answers::{CachedAnswer, CachedRequest};
pub use deliveries::{DELIVER, Delivery, DeliveryState};
pub use error::StoreError;
pub use events::StoredEvent;
pub use fetches::{FetchRecord, FetchSource};
pub use instance_settings::InstanceRow;
pub use instances::Occupancy;
pub use integration_health::{FailedFetch, Failing};
pub use integrations::IntegrationRow;
pub use jobs::JobRow;
pub use publications::{
    Approval, Approve, ApprovedRow, PublicationRow, Queue, Rejection, Wait, Withdraw,
};
pub use stats::InstanceCounts;
pub use targets::{InsertTarget, TargetHealth, TargetRow};

use tokio::sync::watch;

use engine::{Engine, each};
use sqlite::SqlitePools;

/// Longer than any healthy database takes, shorter than those who ask for readiness wait.
const PING_TIMEOUT: Duration = Duration::from_secs(2);

/// A handle on the database; clones share the pool.
#[derive(Clone)]
pub struct Store {
    pools: Engine<SqlitePools, sqlx::PgPool>,
    /// Told whenever a job was put.
    jobs_put: watch::Sender<()>,
}

impl Store {
    /// Connects to `sqlite://…` or `postgres://…`; does not touch the schema.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        let pools = match url.split_once(':') {
            Some(("sqlite", _)) => Engine::Sqlite(SqlitePools::open(url).await?),
            Some(("postgres" | "postgresql", _)) => Engine::Postgres(postgres::open(url).await?),
            _ => return Err(StoreError::Url),
        };
        Ok(Self {
            pools,
            jobs_put: watch::Sender::new(()),
        })
    }

    /// One round trip, for readiness. Unlike other calls it does not wait for a busy database: that is the answer.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let round_trip = async {
            each!(self.reader(), pool => sqlx::query("SELECT 1").execute(pool).await.map(drop))
        };
        let answer = tokio::time::timeout(PING_TIMEOUT, round_trip).await;
        Ok(answer.map_err(|_| StoreError::Busy)??)
    }

    /// Closes the pool after what is under way.
    pub async fn close(&self) {
        match &self.pools {
            Engine::Sqlite(pools) => pools.close().await,
            Engine::Postgres(pool) => pool.close().await,
        }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.pools.text("Store(SQLite)", "Store(Postgres)"))
    }
}
