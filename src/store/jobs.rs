//! `jobs`: work that must be done at some time, by whichever process gets to it.
//!
//! One column tells when a job may be taken (`ready_at`): when it is due, when it is to be tried again, or when the lease
//! of its owner ends. So one index serves the question "what next?", and a process that was killed needs nobody who
//! notices: its jobs become ready again.

use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::sync::watch;

use super::engine::{Transaction, each};
use super::{Store, StoreError};
use crate::model::NewJob;

/// A job as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct JobRow {
    /// Its number.
    pub id: i64,
    /// Which handler takes it.
    pub kind: String,
    /// What it is about: there is one job of a kind for each.
    pub key: String,
    /// What the handler needs.
    pub payload: Value,
    /// When it was wanted.
    pub due_at: DateTime<Utc>,
    /// When it may be taken next.
    pub ready_at: DateTime<Utc>,
    /// How often it was taken since it was put.
    pub attempts: u32,
    /// How often it was put.
    pub revision: i64,
    /// Who has it.
    pub owner: Option<String>,
    /// What went wrong the last time.
    pub last_error: Option<String>,
    /// Since when it is not tried any more.
    pub dead_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    kind: String,
    key: String,
    payload: String,
    due_at: DateTime<Utc>,
    ready_at: DateTime<Utc>,
    attempts: i64,
    revision: i64,
    owner: Option<String>,
    last_error: Option<String>,
    dead_at: Option<DateTime<Utc>>,
}

impl Row {
    fn into_job(self) -> Result<JobRow, StoreError> {
        Ok(JobRow {
            id: self.id,
            kind: self.kind,
            key: self.key,
            payload: serde_json::from_str(&self.payload).map_err(StoreError::unreadable)?,
            due_at: self.due_at,
            ready_at: self.ready_at,
            attempts: self.attempts.try_into().unwrap_or(u32::MAX),
            revision: self.revision,
            owner: self.owner,
            last_error: self.last_error,
            dead_at: self.dead_at,
        })
    }
}

impl Store {
    /// Changes whenever this process has put a job. Another process's jobs are found by asking.
    pub fn jobs_put(&self) -> watch::Receiver<()> {
        self.jobs_put.subscribe()
    }

    /// Puts a job, in place of the one of the same kind and key. If that one is being worked on, the new one follows it.
    pub async fn put_job(&self, job: &NewJob) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        put_job(&mut transaction, job).await?;
        transaction.commit().await
    }

    /// Puts a job unless there is one of the same kind and key. If that one is being worked on, it is taken once more;
    /// if it waits for its next try, it goes on waiting.
    pub async fn nudge_job(&self, job: &NewJob) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        nudge_job(&mut transaction, job).await?;
        transaction.commit().await
    }

    /// Removes a job; false if there was none. One that is being worked on is finished and then gone.
    pub async fn cancel_job(&self, kind: &str, key: &str) -> Result<bool, StoreError> {
        let deleted = each!(self.writer(), pool => {
            sqlx::query("DELETE FROM jobs WHERE kind = $1 AND key = $2")
                .bind(kind)
                .bind(key)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(deleted > 0)
    }

    /// The job of that kind and key, in whatever state.
    pub async fn job(&self, kind: &str, key: &str) -> Result<Option<JobRow>, StoreError> {
        let row: Option<Row> = each!(self.reader(), pool => {
            sqlx::query_as("SELECT * FROM jobs WHERE kind = $1 AND key = $2")
                .bind(kind)
                .bind(key)
                .fetch_optional(pool)
                .await
        })?;
        row.map(Row::into_job).transpose()
    }

    /// When the next job of a kind may be taken.
    pub async fn next_job_at(&self, kind: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        Ok(each!(self.reader(), pool => {
            sqlx::query_scalar(
                "SELECT ready_at FROM jobs WHERE kind = $1 AND dead_at IS NULL ORDER BY ready_at LIMIT 1",
            )
            .bind(kind)
            .fetch_optional(pool)
            .await
        })?)
    }

    /// Takes up to `limit` jobs of a kind that are ready, for `owner` until `lease_until`. Of two processes that ask at
    /// once each gets others.
    pub async fn claim_jobs(
        &self,
        kind: &str,
        owner: &str,
        now: DateTime<Utc>,
        lease_until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<JobRow>, StoreError> {
        let text = self.reader().text(
            "UPDATE jobs SET owner = $2, ready_at = $4, attempts = attempts + 1
             WHERE id IN (SELECT id FROM jobs WHERE kind = $1 AND dead_at IS NULL AND ready_at <= $3
                          ORDER BY ready_at LIMIT $5)
             RETURNING *",
            // Materialised: the planner may run a bare subquery more than once, each time locking others.
            "WITH ready AS MATERIALIZED (
                 SELECT id FROM jobs WHERE kind = $1 AND dead_at IS NULL AND ready_at <= $3
                 ORDER BY ready_at LIMIT $5 FOR UPDATE SKIP LOCKED)
             UPDATE jobs SET owner = $2, ready_at = $4, attempts = attempts + 1
             WHERE id IN (SELECT id FROM ready) RETURNING *",
        );
        let mut rows: Vec<Row> = each!(self.writer(), pool => {
            sqlx::query_as(text)
                .bind(kind)
                .bind(owner)
                .bind(now)
                .bind(lease_until)
                .bind(i64::from(limit))
                .fetch_all(pool)
                .await
        })?;
        rows.sort_by_key(|row| (row.due_at, row.id));
        rows.into_iter().map(Row::into_job).collect()
    }

    /// Makes the lease longer; false if the job is not the owner's any more.
    pub async fn renew_job(
        &self,
        job: &JobRow,
        lease_until: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let renewed = each!(self.writer(), pool => {
            sqlx::query("UPDATE jobs SET ready_at = $3 WHERE id = $1 AND owner = $2")
                .bind(job.id)
                .bind(job.owner.as_deref())
                .bind(lease_until)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(renewed > 0)
    }

    /// Ends a job that was claimed. If it was put again meanwhile it stays, to be taken when that is due.
    pub async fn finish_job(&self, job: &JobRow) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        if !release_if_put_again(&mut transaction, job).await? {
            each!(transaction.connection(), connection => {
                sqlx::query("DELETE FROM jobs WHERE id = $1 AND owner = $2")
                    .bind(job.id)
                    .bind(job.owner.as_deref())
                    .execute(connection)
                    .await
                    .map(drop)
            })?;
        }
        transaction.wake_when_committed();
        transaction.commit().await
    }

    /// Gives a claimed job back as if it had been put anew for `at`, unless it was put again meanwhile.
    pub async fn repeat_job(&self, job: &JobRow, at: DateTime<Utc>) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        if !release_if_put_again(&mut transaction, job).await? {
            each!(transaction.connection(), connection => {
                sqlx::query(
                    "UPDATE jobs SET owner = NULL, ready_at = $3, due_at = $3, attempts = 0, last_error = NULL
                     WHERE id = $1 AND owner = $2",
                )
                .bind(job.id)
                .bind(job.owner.as_deref())
                .bind(at)
                .execute(connection)
                .await
                .map(drop)
            })?;
        }
        transaction.wake_when_committed();
        transaction.commit().await
    }

    /// Gives a claimed job back, to be tried again at `at`, or when it is due if it was put again meanwhile.
    pub async fn retry_job(
        &self,
        job: &JobRow,
        at: DateTime<Utc>,
        error: &str,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        if !release_if_put_again(&mut transaction, job).await? {
            each!(transaction.connection(), connection => {
                sqlx::query(
                    "UPDATE jobs SET owner = NULL, ready_at = $3, last_error = $4 WHERE id = $1 AND owner = $2",
                )
                .bind(job.id)
                .bind(job.owner.as_deref())
                .bind(at)
                .bind(error)
                .execute(connection)
                .await
                .map(drop)
            })?;
        }
        transaction.wake_when_committed();
        transaction.commit().await
    }

    /// Keeps a claimed job as one that is not tried any more, unless it was put again meanwhile.
    pub async fn bury_job(
        &self,
        job: &JobRow,
        at: DateTime<Utc>,
        error: &str,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        if !release_if_put_again(&mut transaction, job).await? {
            each!(transaction.connection(), connection => {
                sqlx::query(
                    "UPDATE jobs SET owner = NULL, dead_at = $3, last_error = $4 WHERE id = $1 AND owner = $2",
                )
                .bind(job.id)
                .bind(job.owner.as_deref())
                .bind(at)
                .bind(error)
                .execute(connection)
                .await
                .map(drop)
            })?;
        }
        transaction.wake_when_committed();
        transaction.commit().await
    }

    /// Forgets the jobs that died before a moment; how many.
    pub async fn prune_dead_jobs(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        Ok(each!(self.writer(), pool => {
            sqlx::query("DELETE FROM jobs WHERE dead_at IS NOT NULL AND dead_at < $1")
                .bind(before)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?)
    }
}

/// [`Store::put_job`] within the transaction that makes the job necessary.
pub(super) async fn put_job(transaction: &mut Transaction, job: &NewJob) -> Result<(), StoreError> {
    each!(transaction.connection(), connection => {
        sqlx::query(
            "INSERT INTO jobs (kind, key, payload, due_at, ready_at, attempts, revision)
             VALUES ($1, $2, $3, $4, $4, 0, 1)
             ON CONFLICT (kind, key) DO UPDATE SET
                 payload = excluded.payload, due_at = excluded.due_at, attempts = 0,
                 revision = jobs.revision + 1, last_error = NULL, dead_at = NULL,
                 ready_at = CASE WHEN jobs.owner IS NULL THEN excluded.ready_at ELSE jobs.ready_at END",
        )
        .bind(&job.kind)
        .bind(&job.key)
        .bind(job.payload.to_string())
        .bind(job.due_at)
        .execute(connection)
        .await
        .map(drop)
    })?;
    transaction.wake_when_committed();
    Ok(())
}

/// [`Store::nudge_job`] within the transaction that makes the job necessary.
pub(super) async fn nudge_job(
    transaction: &mut Transaction,
    job: &NewJob,
) -> Result<(), StoreError> {
    each!(transaction.connection(), connection => {
        sqlx::query(
            "INSERT INTO jobs (kind, key, payload, due_at, ready_at, attempts, revision)
             VALUES ($1, $2, $3, $4, $4, 0, 1)
             ON CONFLICT (kind, key) DO UPDATE SET
                 revision = jobs.revision + 1, dead_at = NULL,
                 ready_at = CASE WHEN jobs.dead_at IS NULL THEN jobs.ready_at ELSE excluded.ready_at END",
        )
        .bind(&job.kind)
        .bind(&job.key)
        .bind(job.payload.to_string())
        .bind(job.due_at)
        .execute(connection)
        .await
        .map(drop)
    })?;
    transaction.wake_when_committed();
    Ok(())
}

/// Gives a claimed job back as it was put meanwhile; false if it was not.
async fn release_if_put_again(
    transaction: &mut Transaction,
    job: &JobRow,
) -> Result<bool, StoreError> {
    let released = each!(transaction.connection(), connection => {
        sqlx::query(
            "UPDATE jobs SET owner = NULL, ready_at = due_at
             WHERE id = $1 AND owner = $2 AND revision <> $3",
        )
        .bind(job.id)
        .bind(job.owner.as_deref())
        .bind(job.revision)
        .execute(connection)
        .await
        .map(|done| done.rows_affected())
    })?;
    Ok(released > 0)
}
