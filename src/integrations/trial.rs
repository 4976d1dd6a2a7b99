//! `/integration test`: one request, and a trace of everything that was seen.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::builtin::Completion;
use super::extract::{Answer, Extracted, fallbacks};
use super::mask::{MASK, Mask};
use super::request::{self, DEADLINE, MAX_BODY_BYTES, RequestContext};
use super::shown::{ShownRequest, shown};
use super::suggest::{Suggestion, suggestions};
use super::words::number;
use super::{Integration, Integrations, Manifest};
use crate::egress::{Egress, Step};
use crate::model::Text;
use crate::vault::Secret;

/// The trace, with secrets masked.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What was sent.
    pub request: ShownRequest,
    /// Each step, in order.
    pub steps: Vec<TrialStep>,
    /// What was wrong, if anything was.
    pub error: Option<Text>,
    /// The placeholders: values, or fallbacks with the reason.
    pub placeholders: Vec<Extracted>,
    /// Top-level keys of the answer that no placeholder uses.
    pub unused_keys: Vec<String>,
    /// Placeholders that the answer has values for besides those of the manifest.
    pub suggestions: Vec<Suggestion>,
}

/// One step of a trial.
#[derive(Clone, Debug, PartialEq)]
pub struct TrialStep {
    /// A stable name: `request`, those of [`crate::egress::StepKind`], `json`, `placeholders`.
    pub name: &'static str,
    /// Whether it went well.
    pub ok: bool,
    /// What was seen, the same in every language.
    pub detail: String,
    /// How long it took.
    pub elapsed: Duration,
}

/// What a trial is made with.
#[derive(Clone, Copy)]
pub(crate) struct Attempt<'a> {
    /// The integration.
    pub(crate) manifest: &'a Manifest,
    /// The secrets that are known; another one is sent, and stands, as `<name>`.
    pub(crate) secrets: &'a BTreeMap<String, Secret>,
    /// What it is about.
    pub(crate) context: &'a RequestContext,
    /// Whether secrets are shown.
    pub(crate) reveal: bool,
    /// What is done with an answer, if it is that of a built-in integration.
    pub(crate) completion: Option<&'a Completion>,
}

impl Integrations {
    /// Makes the request as a ticket would and tells what was seen. The trace is for the integration's owner; for
    /// anybody else see [`Trial::for_stranger`].
    pub async fn trial(
        &self,
        manifest: &Manifest,
        secrets: &BTreeMap<String, Secret>,
        context: &RequestContext,
    ) -> Trial {
        self.completed_trial(manifest, secrets, context, None).await
    }

    /// The same for a stored integration, which may be one that comes with the program.
    pub async fn trial_of(
        &self,
        integration: &Integration,
        secrets: &BTreeMap<String, Secret>,
        context: &RequestContext,
    ) -> Trial {
        let completion = self.completion(integration.id).await;
        self.completed_trial(&integration.manifest, secrets, context, completion.as_ref())
            .await
    }

    async fn completed_trial(
        &self,
        manifest: &Manifest,
        secrets: &BTreeMap<String, Secret>,
        context: &RequestContext,
        completion: Option<&Completion>,
    ) -> Trial {
        let attempt = Attempt {
            manifest,
            secrets,
            context,
            reveal: false,
            completion,
        };
        attempt.fetch(&self.egress).await
    }
}

impl Trial {
    /// Method and URL in one line.
    pub fn request_line(&self) -> String {
        format!("{} {}", self.request.method, self.request.url)
    }

    /// The same trace for an admin who does not own the integration: the host and the headers' names, but neither
    /// their values nor the URL's path and query.
    #[must_use]
    pub fn for_stranger(mut self) -> Self {
        self.request.url = url::Url::parse(&self.request.url)
            .map(|url| url.origin().ascii_serialization())
            .unwrap_or_default();
        for (_, value) in &mut self.request.headers {
            MASK.clone_into(value);
        }
        self
    }
}

impl Attempt<'_> {
    /// Makes the request.
    pub(crate) async fn fetch(self, egress: &Egress) -> Trial {
        let mut trial = self.begin();
        let start = Instant::now();
        let mut request = match request::build(self.manifest, &self.sent(), self.context) {
            Ok(request) => request,
            Err(error) => {
                trial.step("request", false, String::new(), start.elapsed());
                self.fail(&mut trial, error);
                return trial;
            }
        };
        trial.step(
            "request",
            true,
            self.manifest.request.method.clone(),
            start.elapsed(),
        );
        if let Some(completion) = self.completion {
            request.max_bytes = completion.max_bytes();
        }
        let mut fetched = egress.fetch(request).await;
        if let Some(completion) = self.completion {
            let left = DEADLINE.saturating_sub(start.elapsed());
            let completed = completion.complete(egress, self.context, left, fetched);
            fetched = completed.await;
        }
        match fetched {
            Err(failed) => {
                self.add_steps(&mut trial, failed.steps);
                self.fail(&mut trial, failed.error.text());
            }
            Ok(fetched) => {
                self.add_steps(&mut trial, fetched.steps);
                self.read(&mut trial, fetched.status, &fetched.body);
            }
        }
        trial
    }

    /// Takes a saved body instead of making the request.
    pub(crate) fn with_body(self, body: &[u8]) -> Trial {
        let mut trial = self.begin();
        let start = Instant::now();
        if let Err(error) = request::build(self.manifest, &self.sent(), self.context) {
            trial.step("request", false, String::new(), start.elapsed());
            self.fail(&mut trial, error);
            return trial;
        }
        trial.step(
            "request",
            true,
            self.manifest.request.method.clone(),
            start.elapsed(),
        );
        let fits = body.len() <= MAX_BODY_BYTES;
        trial.step("body", fits, body.len().to_string(), Duration::ZERO);
        if fits {
            self.read(&mut trial, 200, body);
        } else {
            let limit = number(MAX_BODY_BYTES);
            let text = Text::new("integrations-answer-too-large").count("limit", limit);
            self.fail(&mut trial, text);
        }
        trial
    }

    /// Shows the request and makes none.
    pub(crate) fn without_answer(self) -> Trial {
        let mut trial = self.begin();
        if let Err(error) = request::build(self.manifest, &self.sent(), self.context) {
            self.fail(&mut trial, error);
        } else {
            let why = Text::new("integrations-why-not-asked");
            trial.placeholders = fallbacks(self.manifest, &why);
        }
        trial
    }

    fn begin(self) -> Trial {
        Trial {
            request: shown(self.manifest, self.secrets, self.context, self.reveal),
            steps: Vec::new(),
            error: None,
            placeholders: Vec::new(),
            unused_keys: Vec::new(),
            suggestions: Vec::new(),
        }
    }

    fn read(self, trial: &mut Trial, status: u16, body: &[u8]) {
        let start = Instant::now();
        let answer = match Answer::read(status, body) {
            Ok(answer) => answer,
            Err(error) => {
                trial.step("json", false, String::new(), start.elapsed());
                self.fail(trial, error);
                return;
            }
        };
        let detail = format!("{} keys", answer.key_count());
        trial.step("json", true, detail, start.elapsed());
        let start = Instant::now();
        let mask = self.mask();
        trial.placeholders = answer.extract(self.manifest, &self.sent(), self.context, &mask);
        trial.unused_keys = answer
            .unused_keys(self.manifest)
            .iter()
            .map(|key| mask.hide(key).into_owned())
            .collect();
        trial.suggestions = suggestions(&answer, self.manifest, &mask);
        let all = trial.placeholders.len();
        let found = trial
            .placeholders
            .iter()
            .filter(|placeholder| placeholder.text.is_some())
            .count();
        trial.step(
            "placeholders",
            true,
            format!("{found}/{all}"),
            start.elapsed(),
        );
    }

    fn fail(self, trial: &mut Trial, error: Text) {
        let why = Text::new("integrations-why-failed");
        trial.placeholders = fallbacks(self.manifest, &why);
        trial.error = Some(self.mask().hide_in(error));
    }

    fn add_steps(self, trial: &mut Trial, steps: Vec<Step>) {
        let mask = self.mask();
        for step in steps {
            let detail = mask.hide(&step.detail).into_owned();
            trial.step(step.kind.name(), step.ok, detail, step.elapsed);
        }
    }

    fn mask(self) -> Mask {
        if self.reveal {
            Mask::none()
        } else {
            Mask::new(self.manifest, self.secrets)
        }
    }

    /// The secrets, with `<name>` for those that are not known.
    fn sent(self) -> BTreeMap<String, Secret> {
        let mut sent = self.secrets.clone();
        for secret in &self.manifest.secrets {
            sent.entry(secret.name.clone())
                .or_insert_with(|| Secret::new(format!("<{}>", secret.name)));
        }
        sent
    }
}

impl Trial {
    fn step(&mut self, name: &'static str, ok: bool, detail: String, elapsed: Duration) {
        self.steps.push(TrialStep {
            name,
            ok,
            detail,
            elapsed,
        });
    }
}
