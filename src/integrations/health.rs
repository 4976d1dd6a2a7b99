//! How the integrations of a server are doing: figures for the log, and word of those that keep failing.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Integration, Integrations};
use crate::model::{Event, EventKind, Failure, GuildId, IntegrationId, NewJob, Outcome};
use crate::store::{FailedFetch, Failing, FetchRecord, FetchSource};

/// How many failures in a row are worth a word. A quiet server has few tickets in an hour.
const LEAST: u32 = 3;
/// How long it must have gone on.
const AFTER: TimeDelta = TimeDelta::hours(1);
/// The kind of job that tells the staff of a server.
pub const TELL: &str = "integration.failing";
/// The kind of job that erases cached answers that are too old to serve.
pub const PRUNE: &str = "integration.cache.prune";
/// How often that is done.
const PRUNE_PAUSE: TimeDelta = TimeDelta::hours(1);
/// How many answers are erased in one statement.
const ERASED_AT_ONCE: u32 = 500;

/// The figures of the last requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// How many requests they are about.
    pub requests: usize,
    /// How many in a hundred went well, rounded down: 100 means all.
    pub success_percent: usize,
    /// Half of them took no longer.
    pub p50_milliseconds: i64,
    /// 95 in a hundred of them took no longer.
    pub p95_milliseconds: i64,
}

impl Figures {
    /// The figures of a log. What was answered without a request of its own is no part of them; `None` if that is all.
    pub fn of(fetches: &[FetchRecord]) -> Option<Self> {
        let requests: Vec<&FetchRecord> = fetches
            .iter()
            .filter(|fetch| fetch.source.is_request())
            .collect();
        if requests.is_empty() {
            return None;
        }
        let well = requests
            .iter()
            .filter(|fetch| fetch.error.is_none())
            .count();
        let mut durations: Vec<i64> = requests
            .iter()
            .map(|fetch| fetch.duration_milliseconds)
            .collect();
        durations.sort_unstable();
        // The nearest rank: a duration that was measured, not one between two.
        let rank = |percent: usize| durations[(durations.len() * percent).div_ceil(100) - 1];
        Some(Self {
            requests: requests.len(),
            success_percent: well * 100 / requests.len(),
            p50_milliseconds: rank(50),
            p95_milliseconds: rank(95),
        })
    }
}

/// What the staff of a server is to be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Where.
    pub guild: GuildId,
    /// Which integration.
    pub integration: IntegrationId,
    /// Its name.
    pub name: String,
    /// How it stands.
    pub failing: Failing,
    /// What was wrong the last time, in English, as in the log.
    pub error: Option<String>,
}

/// What a job of the kind [`TELL`] carries.
#[derive(Serialize, Deserialize)]
struct Word {
    guild: GuildId,
    integration: IntegrationId,
    since: DateTime<Utc>,
}

impl Integrations {
    /// Notes in the database how a request went that this server's integration made.
    pub(super) async fn note_health(&self, integration: &Integration, record: &FetchRecord) {
        let (guild, id) = (record.guild, record.integration);
        let outcome = match &record.error {
            None if record.source == FetchSource::Fetched => {
                self.store.forget_failed_fetches(guild, id).await.map(drop)
            }
            Some(error) if matches!(record.source, FetchSource::Fetched | FetchSource::Stale) => {
                let fetch = FailedFetch {
                    guild,
                    integration: id,
                    at: record.at,
                };
                let word = |failing| {
                    let event = failing_event(integration, guild, failing, error, record.at);
                    (event, tell_job(guild, id, failing, record.at))
                };
                let told = self.store.count_failed_fetch(&fetch, LEAST, AFTER, word);
                told.await.map(drop)
            }
            _ => Ok(()),
        };
        if let Err(error) = outcome {
            tracing::warn!(guild.id = %guild, integration.id = %id, %error, "health is not known");
        }
    }

    /// What a job of the kind [`TELL`] is to tell; nothing if the integration has recovered or is gone.
    pub async fn notice(&self, job: &Value) -> Outcome<Option<Notice>> {
        let Word {
            guild,
            integration,
            since,
        } = Word::deserialize(job).map_err(Failure::fault)?;
        let failing = self.store.failing(guild, integration).await?;
        let Some(failing) = failing.filter(|failing| failing.since == since) else {
            return Ok(None);
        };
        let Some(row) = self.store.integration(integration).await? else {
            return Ok(None);
        };
        let fetches = self.store.fetches(guild, integration).await?;
        Ok(Some(Notice {
            guild,
            integration,
            name: row.name,
            failing,
            error: fetches.into_iter().find_map(|fetch| fetch.error),
        }))
    }

    /// Erases the cached answers that are too old to serve; the answer says when to do so again.
    pub async fn prune_cache(&self) -> Outcome<DateTime<Utc>> {
        let now = self.clock.now();
        while self.store.prune_cached_answers(now, ERASED_AT_ONCE).await? > 0 {}
        Ok(now + PRUNE_PAUSE)
    }
}

/// The job that tells the staff.
fn tell_job(
    guild: GuildId,
    integration: IntegrationId,
    failing: Failing,
    at: DateTime<Utc>,
) -> NewJob {
    let word = Word {
        guild,
        integration,
        since: failing.since,
    };
    NewJob {
        kind: TELL.to_owned(),
        key: format!("{guild}-{integration}"),
        payload: json!(word),
        due_at: at,
    }
}

/// The job that erases old answers, once it has begun for ever.
pub fn prune_job(at: DateTime<Utc>) -> NewJob {
    NewJob {
        kind: PRUNE.to_owned(),
        key: String::new(),
        payload: json!({}),
        due_at: at,
    }
}

/// The public `data` of `integration.failing`.
fn failing_event(
    integration: &Integration,
    guild: GuildId,
    failing: Failing,
    error: &str,
    at: DateTime<Utc>,
) -> Event {
    Event {
        kind: EventKind::IntegrationFailing,
        guild,
        ticket: None,
        data: json!({
            "guild_id": guild,
            "integration": { "id": integration.id, "name": integration.manifest.name },
            "failing_since": failing.since,
            "failures": failing.failures,
            "error": error,
        }),
        at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fetch(duration: i64, error: Option<&str>, source: FetchSource) -> FetchRecord {
        FetchRecord {
            guild: GuildId::new(1),
            integration: IntegrationId::new(2),
            at: DateTime::UNIX_EPOCH,
            status: None,
            duration_milliseconds: duration,
            error: error.map(str::to_owned),
            source,
        }
    }

    #[test]
    fn figures_are_about_requests_alone() {
        let mut fetches: Vec<_> = (1..=20)
            .map(|number| fetch(number * 10, None, FetchSource::Fetched))
            .collect();
        fetches[0].error = Some("It failed.".to_owned());
        fetches.push(fetch(0, None, FetchSource::Cached));
        fetches.push(fetch(9_999, None, FetchSource::Shared));
        assert_eq!(
            Figures::of(&fetches),
            Some(Figures {
                requests: 20,
                success_percent: 95,
                p50_milliseconds: 100,
                p95_milliseconds: 190,
            })
        );
        assert_eq!(Figures::of(&fetches[20..]), None);
        let one = [fetch(7, Some("It failed."), FetchSource::Stale)];
        let figures = Figures::of(&one).unwrap();
        assert_eq!((figures.success_percent, figures.p95_milliseconds), (0, 7));
    }
}
