//! The parts of the sandbox, started and stopped together.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::AssertUnwindSafe;

use frontdesk_sandbox::{Actor, Options, Sandbox, Upstream};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tempfile::TempDir;
use tokio::task::JoinHandle;
use url::Url;

use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, DiscordSettings, Shards, StorageSettings, WebSettings};
use crate::egress::{Egress, PolicySettings};
use crate::instance::Overrides;
use crate::lifecycle::Lifecycle;
use crate::vault::Secret;

/// What the tutorial's example API wants to see in `Authorization`.
pub(super) const API_KEY: &str = "tutorial-key-7f3a";

/// What a step saw, or why it did not hold.
pub(super) type Seen = Result<String, String>;

/// One step of the tutorial.
pub(super) type Step = for<'a> fn(&'a World) -> BoxFuture<'a, Seen>;

/// A simulated Discord, the example API, and the bot between them.
pub(super) struct World {
    sandbox: Sandbox,
    upstream: Upstream,
    egress: Egress,
    lifecycle: Lifecycle,
    bot: JoinHandle<bool>,
    // The database goes with it.
    _folder: TempDir,
}

impl World {
    /// Starts everything on this machine; `port` is where the page is served.
    pub(super) async fn start(port: u16) -> Result<Self, String> {
        let sandbox = Sandbox::start(Options {
            port,
            ..Options::default()
        })
        .await
        .map_err(|error| {
            format!("the page cannot be served on port {port}: {error}; choose another with --port")
        })?;
        let upstream = Upstream::start(API_KEY)
            .await
            .map_err(|error| format!("the example API cannot be started: {error}"))?;
        let folder = TempDir::with_prefix("frontdesk-sandbox-")
            .map_err(|error| format!("no folder for the database: {error}"))?;
        let config = config(&sandbox, &upstream, &folder)?;
        let egress = Egress::new(&config.egress).map_err(|error| error.to_string())?;
        let lifecycle = Lifecycle::new();
        let app = App::build(config, Clock::system(), lifecycle.clone())
            .await
            .map_err(|error| error.to_string())?;
        let bot = tokio::spawn(app.run());
        sandbox
            .until("the bot has registered its commands", |world| {
                !world.commands.is_empty()
            })
            .await;
        Ok(Self {
            sandbox,
            upstream,
            egress,
            lifecycle,
            bot,
            _folder: folder,
        })
    }

    /// Where the page is.
    pub(super) fn url(&self) -> &str {
        self.sandbox.url()
    }

    /// Somebody to act as: `admin`, `staff`, `member`, `other member`.
    pub(super) fn actor(&self, who: &str) -> Actor {
        self.sandbox.user(who)
    }

    /// A path of the example API.
    pub(super) fn api(&self, path: &str) -> String {
        self.upstream.url(path)
    }

    /// The bot's way out, for the step that asks the example API directly.
    pub(super) fn egress(&self) -> &Egress {
        &self.egress
    }

    /// Plays a step. What an actor expects in vain is a panic that says what was missing: here it is the reason.
    pub(super) async fn perform(&self, step: Step) -> Seen {
        match AssertUnwindSafe(step(self)).catch_unwind().await {
            Ok(seen) => seen,
            Err(panic) => Err(panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                .unwrap_or_else(|| "something broke".to_owned())),
        }
    }

    /// Stops the bot, then the rest.
    pub(super) async fn stop(self) {
        self.lifecycle.stop();
        // The bot's own report of a failure has been logged.
        let _ = self.bot.await;
    }
}

fn config(sandbox: &Sandbox, upstream: &Upstream, folder: &TempDir) -> Result<Config, String> {
    let api_url = Url::parse(sandbox.url()).map_err(|error| error.to_string())?;
    let data_dir = folder.path().to_owned();
    let mut egress = PolicySettings {
        // The example API is on this machine, which the rules refuse: the operator's word lets it through, as it would for
        // an API of their own.
        allow: vec![IpAddr::from(Ipv4Addr::LOCALHOST).into()],
        ..PolicySettings::default()
    };
    egress.ports.insert(upstream.address().port());
    // The page's Slack and its receiver of webhooks.
    egress.ports.extend(api_url.port());
    Ok(Config {
        discord: DiscordSettings {
            token: Secret::new(sandbox.token()),
            api_url: Some(api_url),
            shards: Shards::Auto,
            owners: Vec::new(),
            development_guild: None,
        },
        storage: StorageSettings {
            database_url: Secret::new(format!(
                "sqlite://{}",
                data_dir.join("frontdesk.db").display()
            )),
            data_dir,
            keys: None,
        },
        web: WebSettings {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public_url: None,
        },
        egress,
        instance: Overrides::default(),
    })
}
