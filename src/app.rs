//! The only place that knows every part: builds them from the configuration, then runs them until a stop.

use std::sync::Arc;

use tokio::net::TcpListener;

use crate::clock::Clock;
use crate::config::{Config, Shards, StorageSettings};
use crate::discord::gateway::{self, GatewayError};
use crate::discord::{Bot, Outbound};
use crate::egress::{Egress, ImageLinks, Images};
use crate::integrations::{Integrations, Logos};
use crate::lifecycle::{GRACE, Lifecycle, Readiness};
use crate::store::{Store, StoreError};
use crate::telemetry::Metrics;
use crate::vault::{Purpose, Vault, VaultError};
use crate::web::{ImageRoute, Web};

/// Why the app could not be built.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The keys; the sentence may be about one of them, so the variable is named here.
    #[error("FRONTDESK_KEYS: {0}")]
    Vault(#[from] VaultError),
    /// The way out.
    #[error(transparent)]
    Egress(#[from] crate::egress::SetupError),
    /// Discord.
    #[error(transparent)]
    Discord(#[from] GatewayError),
    /// The web server's address.
    #[error(
        "FRONTDESK_HTTP_ADDR: cannot listen on {address}: {reason}; choose another address or stop what uses it"
    )]
    Listen {
        /// Where.
        address: std::net::SocketAddr,
        /// What the system said.
        reason: std::io::Error,
    },
}

/// A bot that is ready to run: keys, database and token have been proved.
pub struct App {
    bot: Arc<Bot>,
    shards: Shards,
    web: Web,
    listener: TcpListener,
    lifecycle: Lifecycle,
}

impl App {
    /// Builds every part, in the order in which an operator wants to hear of problems.
    pub async fn build(
        config: Config,
        clock: Clock,
        lifecycle: Lifecycle,
    ) -> Result<Self, StartError> {
        let metrics = Metrics::install();
        let vault = open_vault(&config.storage)?;
        let store = open_store(&config.storage).await?;
        let egress = Egress::new(&config.egress)?;
        let outbound = Outbound::new(&config.discord).map_err(GatewayError::Discord)?;
        let listener = TcpListener::bind(config.web.address)
            .await
            .map_err(|reason| StartError::Listen {
                address: config.web.address,
                reason,
            })?;
        let readiness = Readiness::default();
        let images = ImageRoute {
            images: Images::new(egress.clone()),
            links: ImageLinks::new(vault.signer(Purpose::ImageLink)),
            clock: clock.clone(),
        };
        let integrations = Integrations {
            store: store.clone(),
            vault,
            egress,
            clock: clock.clone(),
        };
        let mut bot = Bot::new(
            store.clone(),
            integrations,
            clock,
            outbound,
            lifecycle.clone(),
            readiness.clone(),
        );
        bot.logos = config.web.public_url.map(|public_url| Logos {
            public_url,
            links: images.links.clone(),
            clock: images.clock.clone(),
        });
        bot.owners = config.discord.owners;
        bot.development_guild = config.discord.development_guild;
        bot.identify().await?;
        Ok(Self {
            bot: Arc::new(bot),
            shards: config.discord.shards,
            web: Web {
                store,
                readiness,
                metrics,
                images,
            },
            listener,
            lifecycle,
        })
    }

    /// What the Discord side works with, for tests that look inside.
    pub fn bot(&self) -> &Arc<Bot> {
        &self.bot
    }

    /// Where the web server listens.
    pub fn web_address(&self) -> std::io::Result<std::net::SocketAddr> {
        self.listener.local_addr()
    }

    /// Runs until a stop is asked for and everything under way has ended; false if a part failed.
    pub async fn run(self) -> bool {
        let store = self.web.store.clone();
        self.lifecycle
            .run_part("web", self.web.serve(self.listener, self.lifecycle.clone()));
        self.lifecycle
            .run_part("discord", gateway::serve(self.bot, self.shards));
        let well = self.lifecycle.ended(GRACE).await;
        store.close().await;
        well
    }
}

/// The keys: the operator's, or the generated ones of the data folder.
pub fn open_vault(settings: &StorageSettings) -> Result<Vault, VaultError> {
    match &settings.keys {
        Some(keys) => Vault::parse(keys),
        None => Vault::load_or_create(&settings.key_file()),
    }
}

/// The database, at the current schema.
pub async fn open_store(settings: &StorageSettings) -> Result<Store, StoreError> {
    let store = Store::connect(settings.database_url.expose()).await?;
    store.migrate().await?;
    Ok(store)
}
