//! `publications`: the catalogue, and what waits for an operator.
//!
//! The owner's integration goes on changing in `integrations`; what others run is the copy that an operator approved, here.

use chrono::{DateTime, Utc};

use super::engine::{Transaction, each};
use super::integrations::{IntegrationColumns, integration_columns, rename_activations};
use super::jobs::put_job;
use super::{IntegrationRow, Store, StoreError};
use crate::model::{IntegrationId, NewJob, UserId};
use crate::vault::Sealed;

/// Where an integration stands with the catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PublicationRow {
    /// The version that an operator approved last.
    pub approved: Option<ApprovedRow>,
    /// When it was taken from the catalogue, if it was.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Since when it waits for an operator. What waits is the integration as it is.
    pub queued_at: Option<DateTime<Utc>>,
    /// What an operator said last, if that was no.
    pub rejection: Option<Rejection>,
    /// When its owner was erased: an operator is to remove it.
    pub orphaned_at: Option<DateTime<Utc>>,
}

impl PublicationRow {
    /// The version that every server runs, if it is in the catalogue.
    pub fn public(&self) -> Option<&ApprovedRow> {
        self.approved
            .as_ref()
            .filter(|_| self.withdrawn_at.is_none())
    }
}

/// The copy that was approved.
#[derive(Clone, Debug, PartialEq)]
pub struct ApprovedRow {
    /// The integration's version at that time.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Its slug: unique in the catalogue.
    pub slug: String,
    /// The manifest, sealed for `Place::PublishedManifest`.
    pub manifest: Sealed,
    /// When it was approved.
    pub at: DateTime<Utc>,
}

/// An operator's no.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejection {
    /// When.
    pub at: DateTime<Utc>,
    /// Why, in the operator's words.
    pub reason: Option<String>,
}

/// That an operator has something to do from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// Since when.
    pub since: DateTime<Utc>,
    /// What follows from it, put with it, unless it waited already.
    pub job: Option<NewJob>,
}

impl Wait {
    /// Of which nobody is told.
    pub const fn silent(since: DateTime<Utc>) -> Self {
        Self { since, job: None }
    }

    /// Puts what follows, within the transaction that makes it wait.
    pub(super) async fn put_job(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        match &self.job {
            Some(job) => put_job(transaction, job).await,
            None => Ok(()),
        }
    }
}

/// What an operator approves.
#[derive(Clone, Debug, PartialEq)]
pub struct Approval {
    /// The integration.
    pub id: IntegrationId,
    /// Its owner.
    pub owner: UserId,
    /// The version that the operator has seen.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Its slug.
    pub slug: String,
    /// What a search looks through, in lower case.
    pub search: String,
    /// The manifest, sealed for `Place::PublishedManifest`.
    pub manifest: Sealed,
    /// When.
    pub at: DateTime<Utc>,
    /// What follows from it, put with it.
    pub job: NewJob,
}

/// The answer to [`Store::approve_publication`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approve {
    /// It runs from now on.
    Approved,
    /// It was changed since, or does not wait any more.
    Changed,
    /// Another integration of that slug is in the catalogue.
    SlugTaken,
    /// In a server in which it is active, another integration of that slug is.
    SlugActive,
}

/// The answer to [`Store::queue_publication`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// It waits from now on.
    Queued,
    /// It waits already.
    Waiting,
    /// This very version is in the catalogue.
    Public,
    /// Another integration of that slug is in the catalogue.
    SlugTaken,
    /// This user owns no such.
    Gone,
}

/// The answer to [`Store::withdraw_publication`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdraw {
    /// It was in the catalogue and is no longer.
    Withdrawn,
    /// It waited for its first approval and does no longer.
    Unqueued,
    /// It was neither.
    Nothing,
    /// The owner changed its name since, and where they have it active another one is called like that.
    SlugActive,
}

impl Store {
    /// Lets an integration wait for an operator.
    pub async fn queue_publication(
        &self,
        owner: UserId,
        id: IntegrationId,
        wait: &Wait,
    ) -> Result<Queue, StoreError> {
        let mut transaction = self.begin_for(owner).await?;
        let Some(row) = locked(&mut transaction, id).await? else {
            return Ok(Queue::Gone);
        };
        if row.owner != owner {
            return Ok(Queue::Gone);
        }
        if row.publication.queued_at.is_some() {
            return Ok(Queue::Waiting);
        }
        let public = row.publication.public();
        if public.is_some_and(|public| public.version == row.version) {
            return Ok(Queue::Public);
        }
        let taken: i64 = each!(transaction.connection(), connection => {
            sqlx::query_scalar(
                "SELECT COUNT(*) FROM publications
                 WHERE slug = $1 AND integration_id <> $2 AND withdrawn_at IS NULL",
            )
            .bind(&row.slug)
            .bind(id.as_i64())
            .fetch_one(connection)
            .await
        })?;
        if taken > 0 {
            return Ok(Queue::SlugTaken);
        }
        each!(transaction.connection(), connection => {
            sqlx::query(
                "INSERT INTO publications (integration_id, queued_at) VALUES ($1, $2)
                 ON CONFLICT (integration_id) DO UPDATE SET queued_at = excluded.queued_at",
            )
            .bind(id.as_i64())
            .bind(wait.since)
            .execute(connection)
            .await
            .map(drop)
        })?;
        wait.put_job(&mut transaction).await?;
        transaction.commit().await?;
        Ok(Queue::Queued)
    }

    /// Puts the version that an operator has seen into the catalogue: every server runs it from now on.
    pub async fn approve_publication(&self, approval: &Approval) -> Result<Approve, StoreError> {
        let mut transaction = self.begin_for(approval.owner).await?;
        let row = locked(&mut transaction, approval.id).await?;
        let is_waiting = row.is_some_and(|row| {
            row.version == approval.version && row.publication.queued_at.is_some()
        });
        if !is_waiting {
            return Ok(Approve::Changed);
        }
        match write_approval(&mut transaction, approval).await {
            Err(StoreError::NameTaken) => return Ok(Approve::SlugTaken),
            written => written?,
        }
        let renamed = each!(transaction.connection(), connection => {
            sqlx::query("UPDATE activations SET slug = $2 WHERE integration_id = $1 AND slug <> $2")
                .bind(approval.id.as_i64())
                .bind(&approval.slug)
                .execute(connection)
                .await
                .map(drop)
        })
        .map_err(StoreError::name_taken);
        match renamed {
            Err(StoreError::NameTaken) => return Ok(Approve::SlugActive),
            renamed => renamed?,
        }
        put_job(&mut transaction, &approval.job).await?;
        transaction.commit().await?;
        Ok(Approve::Approved)
    }

    /// Turns down what waits, if it is still at this version; false if not. What was approved before goes on running.
    pub async fn reject_publication(
        &self,
        owner: UserId,
        id: IntegrationId,
        version: i64,
        rejection: &Rejection,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_for(owner).await?;
        let row = locked(&mut transaction, id).await?;
        let is_waiting =
            row.is_some_and(|row| row.version == version && row.publication.queued_at.is_some());
        if !is_waiting {
            return Ok(false);
        }
        each!(transaction.connection(), connection => {
            sqlx::query(
                "UPDATE publications SET queued_at = NULL, rejected_at = $2, rejection = $3
                 WHERE integration_id = $1",
            )
            .bind(id.as_i64())
            .bind(rejection.at)
            .bind(&rejection.reason)
            .execute(connection)
            .await
            .map(drop)
        })?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes an integration from the catalogue and from those who wait. It is private again: with its owner it runs as
    /// it is now, with everybody else it stops. An operator who does this says why.
    pub async fn withdraw_publication(
        &self,
        owner: UserId,
        id: IntegrationId,
        at: DateTime<Utc>,
        rejection: Option<&Rejection>,
    ) -> Result<Withdraw, StoreError> {
        let mut transaction = self.begin_for(owner).await?;
        let Some(row) = locked(&mut transaction, id)
            .await?
            .filter(|row| row.owner == owner)
        else {
            return Ok(Withdraw::Nothing);
        };
        let outcome = match row.publication.public() {
            Some(_) => Withdraw::Withdrawn,
            None if row.publication.queued_at.is_some() => Withdraw::Unqueued,
            None => return Ok(Withdraw::Nothing),
        };
        if outcome == Withdraw::Withdrawn {
            match rename_activations(&mut transaction, &row).await {
                Err(StoreError::NameTaken) => return Ok(Withdraw::SlugActive),
                renamed => renamed?,
            }
        }
        let (rejected_at, reason) = rejection
            .map(|rejection| (rejection.at, rejection.reason.clone()))
            .unzip();
        each!(transaction.connection(), connection => {
            sqlx::query(
                "UPDATE publications SET queued_at = NULL,
                     withdrawn_at = CASE WHEN version IS NULL THEN withdrawn_at ELSE COALESCE(withdrawn_at, $2) END,
                     rejected_at = COALESCE($3, rejected_at),
                     rejection = CASE WHEN $4 THEN $5 ELSE rejection END
                 WHERE integration_id = $1",
            )
            .bind(id.as_i64())
            .bind(at)
            .bind(rejected_at)
            .bind(rejection.is_some())
            .bind(reason.flatten())
            .execute(connection)
            .await
            .map(drop)
        })?;
        transaction.commit().await?;
        Ok(outcome)
    }
}

/// An integration, which stays as it is until the transaction ends.
pub(super) async fn locked(
    transaction: &mut Transaction,
    id: IntegrationId,
) -> Result<Option<IntegrationRow>, StoreError> {
    if let super::engine::Engine::Postgres(connection) = transaction.connection() {
        sqlx::query("SELECT id FROM integrations WHERE id = $1 FOR UPDATE")
            .bind(id.as_i64())
            .execute(connection)
            .await?;
    }
    let columns: Option<IntegrationColumns> = each!(transaction.connection(), connection => {
        sqlx::query_as(concat!(
            integration_columns!(),
            "FROM integrations i LEFT JOIN publications p ON p.integration_id = i.id WHERE i.id = $1"
        ))
        .bind(id.as_i64())
        .fetch_optional(connection)
        .await
    })?;
    Ok(columns.map(IntegrationRow::from))
}

async fn write_approval(
    transaction: &mut Transaction,
    approval: &Approval,
) -> Result<(), StoreError> {
    each!(transaction.connection(), connection => {
        sqlx::query(
            "UPDATE publications SET version = $2, name = $3, slug = $4, search = $5, manifest = $6,
                 approved_at = $7, withdrawn_at = NULL, queued_at = NULL, rejected_at = NULL, rejection = NULL
             WHERE integration_id = $1",
        )
        .bind(approval.id.as_i64())
        .bind(approval.version)
        .bind(&approval.name)
        .bind(&approval.slug)
        .bind(&approval.search)
        .bind(approval.manifest.as_bytes())
        .bind(approval.at)
        .execute(connection)
        .await
        .map(drop)
    })
    .map_err(StoreError::name_taken)
}
