//! Asking one integration on behalf of one ticket.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::future::{BoxFuture, Shared};
use tokio::sync::watch;
use tokio::time::{Duration, Instant, timeout, timeout_at};

use super::cache::CachePlace;
use super::extract::{Answer, Extracted, fallbacks};
use super::mask::Mask;
use super::request::{self, DEADLINE, RequestContext};
use super::texts::Texts;
use super::{Active, Integration, Integrations, Manifest};
use crate::egress::{FetchFailed, Fetched};
use crate::i18n;
use crate::model::{ChannelId, Language, Text, TicketId};
use crate::store::{FetchRecord, FetchSource};
use crate::vault::Secret;

/// What the way out may take beyond the deadline to say that it has passed.
const GRACE: Duration = Duration::from_millis(100);

/// How long the cache may take to say what it has.
const CACHE_TIME: Duration = Duration::from_millis(500);

/// All that one task needs.
pub(super) struct Question {
    pub(super) service: Integrations,
    pub(super) active: Active,
    pub(super) context: RequestContext,
    pub(super) owner_may: Shared<BoxFuture<'static, bool>>,
    pub(super) channel: watch::Receiver<Option<ChannelId>>,
    /// The ticket that the values are kept with.
    pub(super) ticket: Option<TicketId>,
    /// What is kept with it already.
    pub(super) kept: Texts,
}

/// Values, and how they were come by.
struct Answered {
    values: Vec<Extracted>,
    status: Option<u16>,
    source: FetchSource,
    /// Where they are to be cached.
    cache: Option<CachePlace>,
}

/// Why there is no answer: the sentence for the log, and the status if one came.
struct Silence {
    text: Text,
    status: Option<u16>,
}

impl Silence {
    fn new(text: Text) -> Self {
        Self { text, status: None }
    }
}

/// What came to be known on the way to an answer, and is of use when none comes.
struct OnTheWay {
    /// An older answer.
    older: Option<Vec<Extracted>>,
    source: FetchSource,
}

impl Question {
    /// Asks, notes the outcome, and answers with a value for each placeholder.
    pub(super) async fn ask(mut self) -> Vec<Extracted> {
        if self.active.integration.is_public() {
            // What a member writes is for this server's own integrations alone.
            self.context.form = None;
        }
        if self.is_post() {
            // The owner is looked up meanwhile.
            let owner_may = self.owner_may.clone();
            let told = async {
                let told = self.channel.wait_for(Option::is_some).await;
                told.ok().and_then(|channel| *channel)
            };
            (_, self.context.channel) = tokio::join!(owner_may, told);
        }
        let at = self.service.clock.now();
        let start = Instant::now();
        let mut on_the_way = OnTheWay {
            older: None,
            source: FetchSource::Fetched,
        };
        let answer = self.answer(start, at, &mut on_the_way);
        let outcome = match timeout_at(start + DEADLINE + GRACE, answer).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Silence::new(Text::new("integrations-why-deadline"))),
        };
        let milliseconds = i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.conclude(at, milliseconds, outcome, on_the_way)
    }

    fn is_post(&self) -> bool {
        self.active.integration.manifest.request.method == "POST"
    }

    async fn answer(
        &self,
        start: Instant,
        at: DateTime<Utc>,
        on_the_way: &mut OnTheWay,
    ) -> Result<Answered, Silence> {
        let manifest = &self.active.integration.manifest;
        let request = request::build(manifest, &self.active.secrets, &self.context);
        let cache = request.as_ref().ok().and_then(|request| {
            self.service
                .cache_place(&self.active, &self.context, request)
        });
        let cached = async {
            let place = cache.as_ref()?;
            // A database that is slow now must not keep the target from being asked.
            let cached = self.service.cached(place, manifest, at);
            timeout(CACHE_TIME, cached).await.ok().flatten()
        };
        let (owner_may, cached) = tokio::join!(self.owner_may.clone(), cached);
        if !owner_may {
            return Err(Silence::new(Text::new("integrations-why-owner")));
        }
        let mut request = request.map_err(Silence::new)?;
        match cached {
            Some(found) if found.is_fresh => {
                return Ok(Answered {
                    values: found.values,
                    status: None,
                    source: FetchSource::Cached,
                    cache: None,
                });
            }
            found => on_the_way.older = found.map(|found| found.values),
        }
        let completion = self.service.completion(self.active.integration.id).await;
        if let Some(completion) = &completion {
            request.max_bytes = completion.max_bytes();
        }
        let left = || DEADLINE.saturating_sub(start.elapsed());
        request.deadline = left();
        let fetched = if self.is_post() {
            Arc::new(self.service.egress.fetch(request).await)
        } else {
            let (fetched, was_under_way) = self.service.get(request).await;
            if was_under_way {
                on_the_way.source = FetchSource::Shared;
            }
            fetched
        };
        let fetched = match &completion {
            Some(completion) => {
                let egress = &self.service.egress;
                let fetched = Arc::unwrap_or_clone(fetched);
                let completed = completion.complete(egress, &self.context, left(), fetched);
                Arc::new(completed.await)
            }
            None => fetched,
        };
        let (values, status) = self.read(fetched).await?;
        Ok(Answered {
            values,
            status: Some(status),
            source: on_the_way.source,
            cache,
        })
    }

    /// Reads what came back.
    async fn read(
        &self,
        fetched: Arc<Result<Fetched, FetchFailed>>,
    ) -> Result<(Vec<Extracted>, u16), Silence> {
        let status = match fetched.as_ref() {
            Ok(fetched) => fetched.status,
            Err(failed) => {
                return Err(Silence {
                    text: failed.error.text(),
                    status: failed.status,
                });
            }
        };
        let reading = Reading {
            manifest: self.active.integration.manifest.clone(),
            secrets: self.active.secrets.clone(),
            context: self.context.clone(),
            fetched,
        };
        // A path that takes long to follow must not hold up a thread that serves other tickets.
        let read = tokio::task::spawn_blocking(move || reading.read()).await;
        let silence = |text| Silence {
            text,
            status: Some(status),
        };
        match read {
            Ok(Ok(values)) => Ok((values, status)),
            Ok(Err(text)) => Err(silence(text)),
            Err(_) => Err(silence(Text::new("integrations-why-failed"))),
        }
    }

    /// The values that are shown, come what may; what is to be remembered is written behind the caller's back.
    fn conclude(
        self,
        at: DateTime<Utc>,
        duration_milliseconds: i64,
        outcome: Result<Answered, Silence>,
        on_the_way: OnTheWay,
    ) -> Vec<Extracted> {
        let manifest = &self.active.integration.manifest;
        let mut record = FetchRecord {
            guild: self.context.guild,
            integration: self.active.integration.id,
            at,
            status: None,
            duration_milliseconds,
            error: None,
            source: on_the_way.source,
        };
        let (values, cache, is_worth_keeping) = match outcome {
            Ok(answered) => {
                (record.status, record.source) = (answered.status, answered.source);
                (answered.values, answered.cache, true)
            }
            Err(silence) => {
                let mask = Mask::new(manifest, &self.active.secrets);
                let words = i18n::words(Language::English, &mask.hide_in(silence.text.clone()));
                (record.status, record.error) = (silence.status, Some(words));
                match on_the_way.older {
                    Some(values) => {
                        record.source = FetchSource::Stale;
                        (values, None, true)
                    }
                    None => (fallbacks(manifest, &silence.text), None, false),
                }
            }
        };
        tracing::debug!(
            duration_ms = duration_milliseconds,
            status = record.status,
            failed = record.error.is_some(),
            source = ?record.source,
            "asked"
        );
        let texts = is_worth_keeping.then(|| Texts::of(&values));
        // What was shown before stays what it was.
        let values = self.kept.over(manifest, values);
        let noted = Noted {
            service: self.service,
            integration: self.active.integration,
            record,
            cache: cache.zip(texts.clone()),
            kept: self.ticket.zip(texts.map(|texts| self.kept.and(texts))),
        };
        noted.remember();
        values
    }
}

/// What is remembered of a fetch.
struct Noted {
    service: Integrations,
    integration: Integration,
    record: FetchRecord,
    cache: Option<(CachePlace, Texts)>,
    kept: Option<(TicketId, Texts)>,
}

impl Noted {
    /// Writes it down behind the caller's back: the values do not wait for it.
    fn remember(self) {
        let FetchRecord {
            guild, integration, ..
        } = self.record;
        if self.record.source != FetchSource::Cached {
            self.service.runs.remember(&self.record);
        }
        tokio::spawn(async move {
            if let Some((ticket, texts)) = &self.kept {
                self.service.keep(*ticket, integration, texts).await;
            }
            if let Some((place, texts)) = &self.cache {
                self.service.cache(place, texts, self.record.at).await;
            }
            if let Err(error) = self.service.store.record_fetch(&self.record).await {
                tracing::warn!(
                    guild.id = %guild, integration.id = %integration, %error,
                    "a fetch is missing in the log"
                );
            }
            self.service
                .note_health(&self.integration, &self.record)
                .await;
        });
    }
}

/// An answer that is to be read.
struct Reading {
    manifest: Manifest,
    secrets: BTreeMap<String, Secret>,
    context: RequestContext,
    fetched: Arc<Result<Fetched, FetchFailed>>,
}

impl Reading {
    fn read(&self) -> Result<Vec<Extracted>, Text> {
        let mask = Mask::new(&self.manifest, &self.secrets);
        let Ok(fetched) = self.fetched.as_ref() else {
            return Err(Text::new("integrations-why-failed"));
        };
        Ok(Answer::read(fetched.status, &fetched.body)?.extract(
            &self.manifest,
            &self.secrets,
            &self.context,
            &mask,
        ))
    }
}
