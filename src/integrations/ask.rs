//! Asking one integration on behalf of one ticket.

use std::collections::BTreeMap;

use futures_util::future::{BoxFuture, Shared};
use tokio::sync::watch;
use tokio::time::{Duration, Instant, timeout_at};

use super::extract::{Answer, Extracted, fallbacks};
use super::mask::Mask;
use super::request::{self, DEADLINE, RequestContext};
use super::{Active, Integrations, Manifest};
use crate::i18n;
use crate::model::{ChannelId, Language, Text};
use crate::store::FetchRecord;
use crate::vault::Secret;

/// What the way out may take beyond the deadline to say that it has passed.
const GRACE: Duration = Duration::from_millis(100);

/// All that one task needs.
pub(super) struct Question {
    pub(super) service: Integrations,
    pub(super) active: Active,
    pub(super) context: RequestContext,
    pub(super) owner_may: Shared<BoxFuture<'static, bool>>,
    pub(super) channel: watch::Receiver<Option<ChannelId>>,
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

impl Question {
    /// Asks, notes the outcome in the log, and answers with a value for each placeholder.
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
        let outcome = match timeout_at(start + DEADLINE + GRACE, self.answer(start)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Silence::new(Text::new("integrations-why-deadline"))),
        };
        let duration = i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX);
        let manifest = &self.active.integration.manifest;
        let (values, status, error) = match outcome {
            Ok((status, values)) => (values, Some(status), None),
            Err(silence) => {
                let mask = Mask::new(manifest, &self.active.secrets);
                let words = i18n::words(Language::English, &mask.hide_in(silence.text.clone()));
                (
                    fallbacks(manifest, &silence.text),
                    silence.status,
                    Some(words),
                )
            }
        };
        tracing::debug!(
            duration_ms = duration,
            status,
            failed = error.is_some(),
            "asked"
        );
        self.record(FetchRecord {
            guild: self.context.guild,
            integration: self.active.integration.id,
            at,
            status,
            duration_milliseconds: duration,
            error,
        });
        values
    }

    fn is_post(&self) -> bool {
        self.active.integration.manifest.request.method == "POST"
    }

    async fn answer(&self, start: Instant) -> Result<(u16, Vec<Extracted>), Silence> {
        if !self.owner_may.clone().await {
            return Err(Silence::new(Text::new("integrations-why-owner")));
        }
        let manifest = &self.active.integration.manifest;
        let mut request =
            request::build(manifest, &self.active.secrets, &self.context).map_err(Silence::new)?;
        request.deadline = DEADLINE.saturating_sub(start.elapsed());
        let fetched = self
            .service
            .egress
            .fetch(request)
            .await
            .map_err(|failed| Silence {
                text: failed.error.text(),
                status: failed.status,
            })?;
        let reading = Reading {
            manifest: manifest.clone(),
            secrets: self.active.secrets.clone(),
            context: self.context.clone(),
            status: fetched.status,
            body: fetched.body,
        };
        // A path that takes long to follow must not hold up a thread that serves other tickets.
        let read = tokio::task::spawn_blocking(move || reading.read()).await;
        let status = Some(fetched.status);
        match read {
            Ok(Ok(values)) => Ok((fetched.status, values)),
            Ok(Err(text)) => Err(Silence { text, status }),
            Err(_) => Err(Silence {
                text: Text::new("integrations-why-failed"),
                status,
            }),
        }
    }

    /// Writes the line of the log behind the caller's back: the values do not wait for it.
    fn record(&self, record: FetchRecord) {
        let store = self.service.store.clone();
        tokio::spawn(async move {
            if let Err(error) = store.record_fetch(&record).await {
                tracing::warn!(
                    guild.id = %record.guild, integration.id = %record.integration, %error,
                    "a fetch is missing in the log"
                );
            }
        });
    }
}

/// An answer that is to be read.
struct Reading {
    manifest: Manifest,
    secrets: BTreeMap<String, Secret>,
    context: RequestContext,
    status: u16,
    body: Vec<u8>,
}

impl Reading {
    fn read(&self) -> Result<Vec<Extracted>, Text> {
        let mask = Mask::new(&self.manifest, &self.secrets);
        Ok(Answer::read(self.status, &self.body)?.extract(
            &self.manifest,
            &self.secrets,
            &self.context,
            &mask,
        ))
    }
}
