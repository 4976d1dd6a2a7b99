//! What every command and component is given.

use std::sync::{Arc, OnceLock};

use tokio::sync::Semaphore;

use super::access::Turns;
use super::alerts::Alerts;
use super::appearance::Budget;
use super::guilds::Guilds;
use super::opening::owners::Owners;
use super::operator::Operating;
use super::outbound::Outbound;
use super::pending::Pending;
use super::seen::Seen;
use super::under_way::UnderWay;
use super::webhooks;
use crate::clock::Clock;
use crate::instance::InstanceSettings;
use crate::integrations::{Integration, Integrations, Logos};
use crate::lifecycle::{Lifecycle, Readiness};
use crate::model::{Failure, GuildId, IntegrationId, UserId};
use crate::notify::Notify;
use crate::panels::Reposts;
use crate::store::Store;

/// The context of a slash command. Thin: a command takes its [`super::Request`] from it and goes on with plain data.
pub type Context<'a> = poise::ApplicationContext<'a, Arc<Bot>, Failure>;

/// All that the Discord side needs; one per process.
pub struct Bot {
    /// The database.
    pub store: Store,
    /// The integrations.
    pub integrations: Integrations,
    /// The instance's settings.
    pub instance_settings: InstanceSettings,
    /// Where events go.
    pub notify: Notify,
    /// The time.
    pub clock: Clock,
    /// The way to Discord.
    pub outbound: Outbound,
    /// This running program: what another one has left unfinished is told by it.
    pub instance: String,
    /// The operators.
    pub owners: Vec<UserId>,
    /// What operators have seen and are about to do.
    pub operating: Operating,
    /// Where commands are registered instead of globally.
    pub development_guild: Option<GuildId>,
    /// Where logos of integrations are shown; nowhere without a public URL.
    pub logos: Option<Logos>,
    /// Names, owners and roles of servers.
    pub guilds: Guilds,
    /// Whether owners of integrations still manage servers: what is being asked.
    pub owners_of_integrations: Owners,
    /// What waits for **Confirm**.
    pub pending: Pending,
    /// The interactions that have been taken up.
    pub seen: Seen,
    /// The tickets that are being worked on.
    pub under_way: UnderWay,
    /// How often panels were posted again.
    pub reposts: Reposts,
    /// What owners of servers were told.
    pub alerts: Alerts,
    /// What Discord's budget for names and topics has left.
    pub appearances: Budget,
    /// Keeps two changes of a ticket's access from overtaking each other.
    pub turns: Turns,
    /// How many servers are settled at once.
    pub reconciling: Semaphore,
    /// The life of the process.
    pub lifecycle: Lifecycle,
    /// Whether Discord has greeted.
    pub readiness: Readiness,
    /// The bot's own account, known before the gateway is connected.
    pub(super) user: OnceLock<UserId>,
}

impl Bot {
    /// Puts the parts together.
    pub fn new(
        store: Store,
        integrations: Integrations,
        clock: Clock,
        outbound: Outbound,
        lifecycle: Lifecycle,
        readiness: Readiness,
    ) -> Self {
        let notify = Notify {
            store: store.clone(),
            vault: integrations.vault.clone(),
            egress: integrations.egress.clone(),
            clock: clock.clone(),
            random: rand::random,
            discord: webhooks::executor(outbound.clone(), clock.clone()),
        };
        Self {
            store,
            instance_settings: integrations.settings.clone(),
            integrations,
            notify,
            clock,
            outbound,
            instance: format!("{:016x}", rand::random::<u64>()),
            owners: Vec::new(),
            operating: Operating::default(),
            development_guild: None,
            logos: None,
            guilds: Guilds::default(),
            owners_of_integrations: Owners::default(),
            pending: Pending::default(),
            seen: Seen::default(),
            under_way: UnderWay::default(),
            reposts: Reposts::default(),
            alerts: Alerts::default(),
            appearances: Budget::default(),
            turns: Turns::default(),
            reconciling: Semaphore::new(4),
            lifecycle,
            readiness,
            user: OnceLock::new(),
        }
    }

    /// The address at which an integration's logo can be shown, if it has one and there is such an address.
    pub fn logo(&self, integration: &Integration) -> Option<String> {
        self.logo_at(integration.id, integration.manifest.logo_url.as_deref())
    }

    /// The same, where only this much of the integration is at hand.
    pub fn logo_at(&self, integration: IntegrationId, logo_url: Option<&str>) -> Option<String> {
        let logos = self.logos.as_ref()?;
        Some(logos.link(integration, logo_url?))
    }

    /// The bot's own account.
    pub fn user(&self) -> UserId {
        // Set by `gateway::serve` before any event can arrive.
        self.user.get().copied().unwrap_or(UserId::new(1))
    }
}
