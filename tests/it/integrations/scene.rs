//! The service on a database of its own, with this machine's ports allowed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta};
use frontdesk::clock::Clock;
use frontdesk::egress::{Egress, Policy, PolicySettings};
use frontdesk::instance::{InstanceSettings, Overrides};
use frontdesk::integrations::request::RequestContext;
use frontdesk::integrations::{
    Integration, Integrations, Manifest, OwnerCheck, Run, RunContext, Runs,
};
use frontdesk::model::{ChannelId, Failure, GuildId, Language, Text, UserId};
use frontdesk::render::Value;
use frontdesk::store::Store;
use frontdesk::vault::{Secret, Vault};
use serde_json::json;
use tempfile::TempDir;

use super::upstream::Upstream;

pub(crate) const GUILD: GuildId = GuildId::new(508_392_876_359_680_000);
pub(crate) const OTHER_GUILD: GuildId = GuildId::new(508_392_876_359_680_001);
pub(crate) const OWNER: UserId = UserId::new(7);
pub(crate) const MEMBER: UserId = UserId::new(585_576_154_958_921_739);

pub(crate) struct Scene {
    pub(crate) service: Integrations,
    pub(crate) folder: TempDir,
}

impl Scene {
    pub(crate) async fn new(upstreams: &[&Upstream]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/frontdesk.db", folder.path().display());
        let store = Store::connect(&url).await.unwrap();
        store.migrate().await.unwrap();
        let vault = Vault::load_or_create(&folder.path().join("frontdesk.keys")).unwrap();
        let settings_of_instance =
            InstanceSettings::new(store.clone(), vault.clone(), Overrides::default());
        let service = Integrations {
            store,
            vault,
            egress: Egress::new(&settings(upstreams)).unwrap(),
            clock: Clock::manual(DateTime::from_timestamp(1_790_000_000, 0).unwrap()),
            runs: Runs::default(),
            settings: settings_of_instance,
        };
        Self { service, folder }
    }

    /// Creates an integration and activates it in a server.
    pub(crate) async fn activated(
        &self,
        guild: GuildId,
        manifest: Manifest,
        given: &[(&str, &str)],
    ) -> Integration {
        self.service.clock.advance(TimeDelta::seconds(1));
        let created = self.service.create(OWNER, manifest).await.unwrap();
        self.activate(guild, &created, given).await
    }

    pub(crate) async fn activate(
        &self,
        guild: GuildId,
        integration: &Integration,
        given: &[(&str, &str)],
    ) -> Integration {
        self.service
            .activate(
                guild,
                OWNER,
                integration.id,
                integration.version,
                secrets(given),
            )
            .await
            .unwrap()
    }

    /// Starts a run for a server's active integrations.
    pub(crate) async fn start(&self, guild: GuildId, names: &[&str]) -> Run {
        self.start_checked(guild, names, OwnerCheck::known([OWNER].into()))
            .await
    }

    pub(crate) async fn start_checked(
        &self,
        guild: GuildId,
        names: &[&str],
        check: OwnerCheck,
    ) -> Run {
        let active = self.service.active(guild).await.unwrap();
        let context = RunContext {
            request: context(guild),
            names: names
                .iter()
                .map(ToString::to_string)
                .collect::<BTreeSet<_>>(),
            owner_check: check,
        };
        self.service.start(active, context)
    }

    /// The values of a run that has ended.
    pub(crate) async fn values(&self, guild: GuildId, names: &[&str]) -> BTreeMap<String, Value> {
        let mut run = self.start(guild, names).await;
        run.channel_created(ChannelId::new(99));
        run.finished().await;
        run.values()
    }

    /// What a run for this member comes to, once it stands in the log.
    pub(crate) async fn ask(
        &self,
        guild: GuildId,
        user: UserId,
        integration: &Integration,
        name: &str,
    ) -> Value {
        let before = self.service.store.fetches(guild, integration.id);
        let before = before.await.unwrap().len();
        let active = self.service.active(guild).await.unwrap();
        let mut run = self.service.start(active, about(guild, user, &[name]));
        run.channel_created(ChannelId::new(99));
        run.finished().await;
        self.log(guild, integration, before + 1).await;
        run.values().remove(name).unwrap()
    }

    /// Waits until a server's log of an integration has so many lines.
    pub(crate) async fn log(
        &self,
        guild: GuildId,
        integration: &Integration,
        lines: usize,
    ) -> Vec<frontdesk::store::FetchRecord> {
        loop {
            let records = self
                .service
                .store
                .fetches(guild, integration.id)
                .await
                .unwrap();
            if records.len() >= lines {
                return records;
            }
            tokio::task::yield_now().await;
        }
    }
}

/// Loopback, on the ports of these servers.
pub(crate) fn settings(upstreams: &[&Upstream]) -> PolicySettings {
    let mut settings = PolicySettings {
        allow: vec!["127.0.0.0/8".parse().unwrap()],
        ..PolicySettings::default()
    };
    settings
        .ports
        .extend(upstreams.iter().map(|upstream| upstream.port));
    settings
}

pub(crate) fn policy() -> Policy {
    Policy::new(&PolicySettings::default())
}

pub(crate) fn secrets(given: &[(&str, &str)]) -> BTreeMap<String, Secret> {
    given
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Secret::new(*value)))
        .collect()
}

pub(crate) fn context(guild: GuildId) -> RequestContext {
    RequestContext {
        guild,
        user: MEMBER,
        ticket_number: Some(42),
        channel: None,
        is_new_ticket: true,
        form: Some(vec![("What is it?".to_owned(), "A \"bug\"".to_owned())]),
    }
}

/// What a run for this member's ticket is about.
pub(crate) fn about(guild: GuildId, user: UserId, names: &[&str]) -> RunContext {
    RunContext {
        request: RequestContext {
            user,
            ..context(guild)
        },
        names: names.iter().map(ToString::to_string).collect(),
        owner_check: OwnerCheck::known([OWNER].into()),
    }
}

/// A manifest with a name, a URL and these placeholders, each at the path of its name.
pub(crate) fn manifest(name: &str, url: &str, placeholders: &[&str]) -> Manifest {
    let placeholders: Vec<_> = placeholders
        .iter()
        .map(|name| json!({ "name": name, "path": name, "fallback": format!("no {name}") }))
        .collect();
    read(&json!({
        "frontdesk": 1,
        "name": name,
        "request": { "url": url },
        "placeholders": placeholders,
    }))
}

/// The same with an API key in a header.
pub(crate) fn manifest_with_key(name: &str, url: &str, placeholders: &[&str]) -> Manifest {
    let mut manifest = manifest(name, url, placeholders);
    let authorization = ("Authorization".to_owned(), "Bearer %api_key%".to_owned());
    manifest.request.headers.extend([authorization]);
    manifest.secrets = serde_json::from_value(json!([{ "name": "api_key" }])).unwrap();
    manifest
}

pub(crate) fn read(manifest: &serde_json::Value) -> Manifest {
    serde_json::from_value(manifest.clone()).unwrap()
}

/// The English sentence of a refusal.
pub(crate) fn refused<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> String {
    match outcome.unwrap_err() {
        Failure::Refused(text) => english(&text),
        Failure::Fault(error) => panic!("a fault: {error}"),
    }
}

pub(crate) fn english(text: &Text) -> String {
    frontdesk::i18n::words(Language::English, text)
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(crate) fn missing(fallback: &str) -> Value {
    Value::Missing(fallback.to_owned())
}
