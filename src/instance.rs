//! Settings of the whole instance: keys and addresses of the services that it works with.
//!
//! They are data, not code and not configuration files: `frontdesk config set bloxlink.api_key=-` seals a value into the
//! database, and every process that runs over it goes by the new value within five seconds. A variable of the environment
//! ([`Overrides`]) wins over what is stored.
//!
//! ```no_run
//! # async fn example(settings: frontdesk::instance::InstanceSettings) -> Result<(), frontdesk::store::StoreError> {
//! use frontdesk::instance::known;
//! let key = settings.get(&known::BLOXLINK_API_KEY).await?; // an Option<Secret>
//! let base = settings.url(&known::BLOXLINK_API_URL).await?; // a Url: the service's own if none is set
//! let other = settings.get("anything.else").await?;
//! # Ok(()) }
//! ```

mod change;
pub mod known;
pub mod overrides;
pub mod path;
pub mod values;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};
use url::Url;

pub use change::{Change, ChangeError};
pub use known::{Kind, Known};
pub use overrides::Overrides;
pub use values::{Origin, Setting, Values};

use crate::store::{Store, StoreError};
use crate::vault::{Secret, Vault};

/// How old what was read may be. Half of what is promised: a read may be under way when a value changes.
const MOST_AGE: Duration = Duration::from_millis(2500);

/// How long a reader that has an older answer waits for the database.
const PATIENCE: Duration = Duration::from_secs(2);

/// What was read last, and when.
type Read = (Instant, Arc<Values>);

/// The settings of the instance. Clones share what was read.
#[derive(Clone)]
pub struct InstanceSettings {
    store: Store,
    vault: Vault,
    overrides: Arc<Overrides>,
    read: Arc<Mutex<Option<Read>>>,
}

impl InstanceSettings {
    /// Over this database, with these variables of the environment.
    pub fn new(store: Store, vault: Vault, overrides: Overrides) -> Self {
        Self {
            store,
            vault,
            overrides: Arc::new(overrides),
            read: Arc::default(),
        }
    }

    /// The value that holds for a path: the environment's, the stored one, or the default of a known path.
    pub async fn get(&self, path: &str) -> Result<Option<Secret>, StoreError> {
        Ok(self.values().await?.get(path))
    }

    /// The address that holds for a known `*_url` path.
    ///
    /// # Panics
    ///
    /// For a path that is no address: a mistake in the code that asks.
    pub async fn url(&self, known: &Known) -> Result<Url, StoreError> {
        Ok(self.values().await?.url(known))
    }

    /// Whether the environment decides this path, so that what is stored does not hold.
    pub fn is_overridden(&self, path: &str) -> bool {
        self.overrides.get(path).is_some()
    }

    /// All values, of one moment: two that belong together (an id and its secret) are taken from here. At most five
    /// seconds old; if the database does not answer, what was read last.
    pub async fn values(&self) -> Result<Arc<Values>, StoreError> {
        let mut read = self.read.lock().await;
        if let Some((at, values)) = &*read
            && at.elapsed() < MOST_AGE
        {
            return Ok(Arc::clone(values));
        }
        let at = Instant::now();
        let loaded = match &*read {
            None => self.load().await,
            Some(_) => timeout(PATIENCE, self.load())
                .await
                .unwrap_or(Err(StoreError::Busy)),
        };
        let values = match (loaded, &*read) {
            (Ok(values), _) => Arc::new(values),
            (Err(error), Some((_, older))) => {
                tracing::warn!(%error, "the instance's settings cannot be read: going by the older ones");
                Arc::clone(older)
            }
            (Err(error), None) => return Err(error),
        };
        *read = Some((at, Arc::clone(&values)));
        Ok(values)
    }

    async fn load(&self) -> Result<Values, StoreError> {
        let rows = self.store.instance_settings().await?;
        Ok(Values::open(rows, &self.vault, &self.overrides))
    }
}

impl fmt::Debug for InstanceSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InstanceSettings")
    }
}
