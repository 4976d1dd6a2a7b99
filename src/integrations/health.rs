//! How the integrations of a server are doing: figures for the log, and word of those that keep failing.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::{Integration, Integrations};
use crate::model::{Event, EventKind, GuildId, Outcome};
use crate::store::{FailedFetch, Failing, FailingNote, FetchRecord, FetchSource};

/// How many failures in a row are worth a word. A quiet server has few tickets in an hour.
const LEAST: u32 = 3;
/// How long it must have gone on.
const AFTER: TimeDelta = TimeDelta::hours(1);
/// How long a note may take to be posted before it is tried again.
const POSTING: TimeDelta = TimeDelta::minutes(1);
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
    /// What is to be settled once it was told.
    pub note: FailingNote,
    /// The integration's name.
    pub name: String,
    /// What was wrong the last time, in English, as in the log.
    pub error: Option<String>,
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
                let event = |failing| failing_event(integration, guild, failing, error, record.at);
                let told = self.store.count_failed_fetch(&fetch, LEAST, AFTER, event);
                told.await.map(|told| {
                    if told {
                        self.runs.tell();
                    }
                })
            }
            _ => Ok(()),
        };
        if let Err(error) = outcome {
            tracing::warn!(guild.id = %guild, integration.id = %id, %error, "health is not known");
        }
    }

    /// The notices that are due now. Each is due again a minute later unless it is settled.
    pub async fn due_notices(&self) -> Outcome<Vec<Notice>> {
        let now = self.clock.now();
        let mut notices = Vec::new();
        for note in self.store.claim_failing_notes(now, now + POSTING).await? {
            let Some(row) = self.store.integration(note.integration).await? else {
                continue;
            };
            let fetches = self.store.fetches(note.guild, note.integration).await?;
            notices.push(Notice {
                note,
                name: row.name,
                error: fetches.into_iter().find_map(|fetch| fetch.error),
            });
        }
        Ok(notices)
    }

    /// A notice was given, or cannot be.
    pub async fn settle_notice(&self, notice: &Notice) -> Outcome<()> {
        Ok(self.store.settle_failing_note(&notice.note).await?)
    }

    /// Erases the cached answers that are too old to serve.
    pub async fn prune_cache(&self) -> Outcome<()> {
        let now = self.clock.now();
        while self.store.prune_cached_answers(now, ERASED_AT_ONCE).await? > 0 {}
        Ok(())
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
    use crate::model::IntegrationId;

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
