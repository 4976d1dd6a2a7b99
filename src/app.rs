//! The only place that knows every part: builds them from the configuration, then runs them until a stop.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::clock::Clock;
use crate::config::{Config, Shards, StorageSettings};
use crate::discord::gateway::{self, GatewayError};
use crate::discord::{Bot, Outbound, appearance, failing, paused, waiting};
use crate::egress::{Egress, ImageLinks, Images};
use crate::instance::InstanceSettings;
use crate::integrations::waiting::WAITING;
use crate::integrations::{Integrations, Logos, Manifest, Runs, health, publication};
use crate::jobs::{Done, Jobs, Kind};
use crate::lifecycle::{GRACE, Lifecycle, Readiness};
use crate::model::Failure;
use crate::store::{Occupancy, Store, StoreError};
use crate::telemetry::Metrics;
use crate::tickets::instances;
use crate::vault::{Purpose, Vault, VaultError};
use crate::web::{ImageRoute, Web};

/// How often the instance's settings are looked at, so that a change is followed within five seconds.
const LOOK_AT_SETTINGS: Duration = Duration::from_secs(1);

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
    /// The integrations that come with the program.
    #[error("the built-in integrations cannot be stored: {0}")]
    BuiltIn(Failure),
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
    jobs: Jobs,
    shards: Shards,
    web: Web,
    listener: TcpListener,
    lifecycle: Lifecycle,
    occupancy: Occupancy,
    /// The built-in integrations as they were stored last.
    installed: Vec<Manifest>,
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
        let occupancy = store.occupy().await?;
        if occupancy.began_alone() {
            store.end_instances().await?;
        }
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
        let settings = InstanceSettings::new(store.clone(), vault.clone(), config.instance.clone());
        let integrations = Integrations {
            store: store.clone(),
            vault,
            egress,
            clock: clock.clone(),
            runs: Runs::default(),
            settings,
        };
        let mut installed = Vec::new();
        integrations
            .install_built_ins(&mut installed)
            .await
            .map_err(StartError::BuiltIn)?;
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
        let bot = Arc::new(bot);
        bot.notify.start().await?;
        let jobs = handlers(&bot);
        store.nudge_job(&health::prune_job(bot.clock.now())).await?;
        // Before anything is begun in its name.
        instances::beat(&bot.store, &bot.clock, &bot.instance).await?;
        Ok(Self {
            bot,
            jobs,
            shards: config.discord.shards,
            web: Web {
                store,
                readiness,
                metrics,
                images,
            },
            listener,
            lifecycle,
            occupancy,
            installed,
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
        let instance = self.bot.instance.clone();
        self.lifecycle
            .run_part("instance", stay_alive(Arc::clone(&self.bot)));
        self.lifecycle
            .run_part("web", self.web.serve(self.listener, self.lifecycle.clone()));
        self.lifecycle.run_work(keep_built_ins(
            self.bot.integrations.clone(),
            self.installed,
            self.lifecycle.clone(),
        ));
        self.lifecycle
            .run_part("jobs", self.jobs.run(self.lifecycle.clone()));
        self.lifecycle
            .run_part("discord", gateway::serve(self.bot, self.shards));
        let well = self.lifecycle.ended(GRACE).await;
        if let Err(error) = store.end_instance(&instance).await {
            tracing::debug!(%error, "the next start waits a moment before it takes over");
        }
        store.close().await;
        drop(self.occupancy);
        well
    }
}

/// Who does the durable work, by kind.
fn handlers(bot: &Arc<Bot>) -> Jobs {
    let mut jobs = Jobs::new(
        bot.store.clone(),
        bot.clock.clone(),
        bot.instance.clone(),
        rand::random,
    );
    let teller = Arc::clone(bot);
    jobs.handle(Kind::new(health::TELL), move |job| {
        let bot = Arc::clone(&teller);
        async move {
            failing::tell(&bot, &job.payload).await?;
            Ok(Done::Finished)
        }
    });
    let integrations = bot.integrations.clone();
    jobs.handle(Kind::new(health::PRUNE), move |_| {
        let integrations = integrations.clone();
        async move { Ok(Done::Again(integrations.prune_cache().await?)) }
    });
    let teller = Arc::clone(bot);
    jobs.handle(Kind::new(publication::PAUSED), move |job| {
        let bot = Arc::clone(&teller);
        async move {
            paused::tell(&bot, &job.payload).await?;
            Ok(Done::Finished)
        }
    });
    let teller = Arc::clone(bot);
    jobs.handle(Kind::new(WAITING), move |job| {
        let bot = Arc::clone(&teller);
        async move { waiting::tell(&bot, &job).await }
    });
    bot.notify.handle_jobs(&mut jobs);
    let kind = Kind::new(appearance::JOB);
    let its = Arc::clone(bot);
    jobs.handle(kind, move |job| {
        let bot = Arc::clone(&its);
        async move { appearance::fulfil(&bot, job).await }
    });
    jobs
}

/// Says again and again that this program lives, so that no other one takes over what it is at.
async fn stay_alive(bot: Arc<Bot>) -> Result<(), Infallible> {
    loop {
        let beat = async {
            tokio::time::sleep(instances::BEAT).await;
            instances::beat(&bot.store, &bot.clock, &bot.instance).await
        };
        tokio::select! {
            () = bot.lifecycle.stopping() => return Ok(()),
            result = beat => if let Err(error) = result {
                tracing::warn!(%error, "the database does not know that this program lives");
            },
        }
    }
}

/// Lets the built-in integrations follow the operator's settings.
async fn keep_built_ins(
    integrations: Integrations,
    mut installed: Vec<Manifest>,
    lifecycle: Lifecycle,
) {
    loop {
        tokio::select! {
            () = lifecycle.stopping() => return,
            () = tokio::time::sleep(LOOK_AT_SETTINGS) => {}
        }
        if let Err(error) = integrations.install_built_ins(&mut installed).await {
            tracing::warn!(%error, "the built-in integrations cannot be stored: trying again");
        }
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
