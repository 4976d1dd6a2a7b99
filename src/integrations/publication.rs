//! From a private integration to the catalogue and back: what its owner asks for and what an operator answers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::consent::between;
use super::manage::or_logged;
use super::{Integration, Integrations, Manifest};
use crate::model::{Failure, GuildId, IntegrationId, NewJob, Outcome, Text, UserId};
use crate::render::markdown::escape;
use crate::store::{Approval, Approve, IntegrationRow, PublicationRow, Queue, Rejection, Withdraw};
use crate::vault::{Place, Secret};

/// The most characters of an operator's reason.
pub const MAX_REASON: usize = 500;

/// The kind of the jobs that tell servers what an approval has paused: one finds the servers, then there is one for each.
pub const PAUSED: &str = "integration.paused";

/// Where an integration stands with the catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Publication {
    /// The version that every server runs, if it is in the catalogue.
    pub approved: Option<i64>,
    /// Since when the integration as it is waits for an operator, if it does.
    pub queued_at: Option<DateTime<Utc>>,
    /// What an operator said last, if that was no.
    pub rejection: Option<Rejection>,
    /// Whether its owner was erased and an operator is to remove it.
    pub orphaned: bool,
}

impl From<&PublicationRow> for Publication {
    fn from(row: &PublicationRow) -> Self {
        Self {
            approved: row.public().map(|approved| approved.version),
            queued_at: row.queued_at,
            rejection: row.rejection.clone(),
            orphaned: row.orphaned_at.is_some(),
        }
    }
}

/// What [`Integrations::unpublish`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawn {
    /// It was in the catalogue.
    Public,
    /// It waited for its first approval.
    Waiting,
}

/// What waits for an operator.
#[derive(Clone, Debug)]
pub struct Submission {
    /// What would run, if it waits, and otherwise what runs.
    pub integration: Integration,
    /// What servers that use it must agree to again.
    pub changes: Vec<Text>,
    /// In how many servers it is active.
    pub servers: i64,
}

impl Integrations {
    /// Asks the operator to put an integration of this user's into the catalogue as it is.
    pub async fn publish(&self, owner: UserId, id: IntegrationId) -> Outcome<Integration> {
        let integration = self.owned(owner, id).await?;
        // Rules may have become stricter since it was saved.
        self.check(&integration.manifest)?;
        let refused = match self
            .store
            .queue_publication(owner, id, &self.wait(id))
            .await?
        {
            Queue::Queued => return self.owned(owner, id).await,
            Queue::SlugTaken => return Err(name_taken(&integration.manifest)),
            Queue::Waiting => "integrations-publish-waiting",
            Queue::Public => "integrations-publish-public",
            Queue::Gone => "integrations-gone",
        };
        Err(Text::new(refused)
            .with("name", escape(&integration.manifest.name))
            .into())
    }

    /// Takes an integration of this user's from the catalogue, or from those who wait for it.
    pub async fn unpublish(&self, owner: UserId, id: IntegrationId) -> Outcome<Withdrawn> {
        self.withdraw(owner, id, None).await
    }

    /// What waits for an operator, longest first; also what is to be removed.
    pub async fn submissions(&self) -> Outcome<Vec<Integration>> {
        let rows = self.store.waiting_publications().await?;
        Ok(rows
            .iter()
            .filter_map(|row| self.opened_or_logged(row))
            .collect())
    }

    /// All that an operator must know about one that waits or is in the catalogue.
    pub async fn submission(&self, id: IntegrationId) -> Outcome<Submission> {
        let row = self.submitted(id).await?;
        // What was turned down is the owner's alone: it does not run.
        let integration = if row.publication.queued_at.is_some() {
            self.opened(&row)?
        } else {
            self.running(&row)?
        };
        let approved = self.approved(&row)?;
        let changes = approved.map(|approved| between(&approved.manifest, &integration.manifest));
        Ok(Submission {
            integration,
            changes: changes.unwrap_or_default(),
            servers: self.store.activation_count(id).await?,
        })
    }

    /// An operator agrees to the version that they have seen: every server runs it from now on.
    pub async fn approve(&self, id: IntegrationId, version: i64) -> Outcome<Integration> {
        let row = self.submitted(id).await?;
        let integration = self.opened(&row)?;
        if integration.version != version || integration.publication.queued_at.is_none() {
            return Err(Failure::refused("integrations-approve-changed"));
        }
        self.check(&integration.manifest)?;
        self.put_into_catalogue(&integration).await?;
        Ok(integration)
    }

    /// Makes the version that waits the one that every server runs.
    pub(super) async fn put_into_catalogue(&self, integration: &Integration) -> Outcome<()> {
        let Integration {
            id,
            version,
            manifest,
            ..
        } = integration;
        let (id, version) = (*id, *version);
        let json = serde_json::to_string(manifest).map_err(Failure::fault)?;
        let approval = Approval {
            id,
            owner: integration.owner,
            version,
            name: manifest.name.clone(),
            slug: manifest.slug(),
            search: searched(manifest),
            manifest: self.vault.seal(&place(id), &Secret::new(json)),
            at: self.clock.now(),
            job: paused_job(None, id, version, self.clock.now()),
        };
        let refused = match self.store.approve_publication(&approval).await? {
            Approve::Approved => return Ok(()),
            Approve::SlugTaken => return Err(name_taken(manifest)),
            Approve::SlugActive => "integrations-approve-name-active",
            Approve::Changed => "integrations-approve-changed",
        };
        Err(Text::new(refused)
            .with("name", escape(&manifest.name))
            .into())
    }

    /// An operator turns down the version that they have seen. What was approved before goes on running.
    pub async fn reject(
        &self,
        id: IntegrationId,
        version: i64,
        reason: Option<&str>,
    ) -> Outcome<Integration> {
        let integration = self.opened(&self.submitted(id).await?)?;
        let rejection = self.rejection(reason)?;
        let owner = integration.owner;
        let rejected = self
            .store
            .reject_publication(owner, id, version, &rejection);
        if rejected.await? {
            Ok(integration)
        } else {
            Err(Failure::refused("integrations-approve-changed"))
        }
    }

    /// An operator takes an integration from the catalogue; one whose owner was erased is deleted.
    pub async fn take_down(&self, id: IntegrationId, reason: Option<&str>) -> Outcome<Integration> {
        let row = self.submitted(id).await?;
        let integration = self.running(&row)?;
        if integration.publication.orphaned {
            self.store.remove_orphan(id).await?;
            return Ok(integration);
        }
        let rejection = self.rejection(reason)?;
        self.withdraw(row.owner, id, Some(&rejection)).await?;
        Ok(integration)
    }

    /// Prepares the erasure of a user: what they have in the catalogue is handed to the operator, who removes it, with
    /// nothing left that was not approved; all else of theirs is deleted. Answers how many were handed over.
    pub async fn hand_over(&self, owner: UserId) -> Outcome<usize> {
        let mut handed_over = 0;
        for row in self.store.integrations_of(owner).await? {
            if self.hand_over_one(owner, &row).await? {
                handed_over += 1;
            } else {
                self.store.delete_integration(owner, row.id).await?;
            }
        }
        Ok(handed_over)
    }

    async fn hand_over_one(&self, owner: UserId, row: &IntegrationRow) -> Outcome<bool> {
        let Some(approved) = self.approved(row)? else {
            return Ok(false);
        };
        let json = serde_json::to_string(&approved.manifest).map_err(Failure::fault)?;
        let sealed = self
            .vault
            .seal(&super::manage::place(row.id), &Secret::new(json));
        let wait = self.wait(row.id);
        Ok(self
            .store
            .hand_over_integration(owner, row.id, &sealed, &wait)
            .await?)
    }

    async fn withdraw(
        &self,
        owner: UserId,
        id: IntegrationId,
        rejection: Option<&Rejection>,
    ) -> Outcome<Withdrawn> {
        let name = escape(&self.owned(owner, id).await?.manifest.name);
        let now = self.clock.now();
        let refused = match self
            .store
            .withdraw_publication(owner, id, now, rejection)
            .await?
        {
            Withdraw::Withdrawn => return Ok(Withdrawn::Public),
            Withdraw::Unqueued => return Ok(Withdrawn::Waiting),
            Withdraw::Nothing => "integrations-unpublish-private",
            Withdraw::SlugActive => "integrations-name-active",
        };
        Err(Text::new(refused).with("name", name).into())
    }

    fn rejection(&self, reason: Option<&str>) -> Outcome<Rejection> {
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        if reason.is_some_and(|reason| reason.chars().count() > MAX_REASON) {
            let limit = super::words::number(MAX_REASON);
            return Err(Text::new("integrations-reason-too-long")
                .count("limit", limit)
                .into());
        }
        Ok(Rejection {
            at: self.clock.now(),
            reason: reason.map(ToOwned::to_owned),
        })
    }

    /// One that an operator has to do with: it waits, or it is in the catalogue. Others' private ones are not theirs.
    async fn submitted(&self, id: IntegrationId) -> Outcome<IntegrationRow> {
        let row = self.store.integration(id).await?;
        row.filter(|row| {
            let publication = &row.publication;
            publication.queued_at.is_some() || publication.public().is_some()
        })
        .ok_or_else(|| Failure::refused("integrations-submission-gone"))
    }

    /// One that waits for an operator or is in the catalogue, by name, slug or id. Of two of the same name, which two
    /// owners may wait with, only the id tells which.
    pub async fn find_submission(&self, typed: &str) -> Outcome<Submission> {
        let typed = typed.trim();
        let slug = super::manifest::slug(typed);
        let waiting = self.store.waiting_publications().await?;
        let named: Vec<&IntegrationRow> = waiting.iter().filter(|row| row.slug == slug).collect();
        let id = match named.as_slice() {
            [row] => row.id,
            [_, _, ..] => return Err(Failure::refused("integrations-submission-ambiguous")),
            [] => match self.store.public_integration(&slug).await? {
                Some(row) => row.id,
                None => typed
                    .parse()
                    .ok()
                    .filter(|id: &IntegrationId| i64::try_from(id.get()).is_ok())
                    .ok_or_else(|| {
                        Text::new("integrations-submission-not-found").with("name", escape(typed))
                    })?,
            },
        };
        self.submission(id).await
    }

    /// One of the catalogue as everybody sees it.
    pub(super) fn published(&self, row: &IntegrationRow) -> Option<Integration> {
        or_logged(row, self.running(row))
    }
}

/// What such a job is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct PausedJob {
    guild: Option<GuildId>,
    integration: IntegrationId,
    version: i64,
}

fn paused_job(
    guild: Option<GuildId>,
    integration: IntegrationId,
    version: i64,
    at: DateTime<Utc>,
) -> NewJob {
    let about = PausedJob {
        guild,
        integration,
        version,
    };
    NewJob {
        kind: PAUSED.to_owned(),
        key: match guild {
            Some(guild) => format!("{guild}:{integration}"),
            None => integration.to_string(),
        },
        payload: serde_json::to_value(about).unwrap_or_default(),
        due_at: at,
    }
}

/// A server in which an approval has paused an integration.
#[derive(Clone, Debug)]
pub struct PausedIn {
    /// The server.
    pub guild: GuildId,
    /// The integration as it would run.
    pub integration: Integration,
}

impl Integrations {
    /// Does one job after an approval: finds the servers to be told, or answers which one to tell, if it is still paused
    /// there for that reason.
    pub async fn paused_in(&self, job: &Value) -> Outcome<Option<PausedIn>> {
        let job: PausedJob = serde_json::from_value(job.clone()).map_err(Failure::fault)?;
        let Some(guild) = job.guild else {
            for guild in self.store.activation_guilds(job.integration).await? {
                let now = self.clock.now();
                let job = paused_job(Some(guild), job.integration, job.version, now);
                self.store.put_job(&job).await?;
            }
            return Ok(None);
        };
        let active = self.active(guild).await?;
        let paused = active.into_iter().find(|active| {
            active.integration.id == job.integration
                && active.integration.version == job.version
                && active.integration.is_public()
                && active.activation.consent != active.integration.manifest.consent_hash()
        });
        Ok(paused.map(|active| PausedIn {
            guild,
            integration: active.integration,
        }))
    }
}

pub(super) fn place(integration: IntegrationId) -> Place {
    Place::PublishedManifest { integration }
}

/// Name and description in lower case: what a search looks through.
fn searched(manifest: &Manifest) -> String {
    format!("{}\n{}", manifest.name, manifest.description).to_lowercase()
}

pub(super) fn name_taken(manifest: &Manifest) -> Failure {
    Text::new("integrations-name-public")
        .with("name", escape(&manifest.name))
        .into()
}
