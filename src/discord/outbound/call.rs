//! One call to Discord with its retries.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;
use serenity::all::{LightMethod, Request, Route};
use serenity::builder::CreateAttachment;
use serenity::http::{HttpError, Multipart, MultipartUpload};
use tokio::time::{Instant, sleep, timeout_at};

use super::{DiscordError, File, Outbound};

/// How long a call may take with all its retries, unless it says otherwise.
const PATIENCE: Duration = Duration::from_secs(45);
/// How often a call is tried after failures that are no 429.
const ATTEMPTS: u32 = 6;

/// What a second try of a call would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// The same as one: reads, replacements, deletions, messages with a nonce.
    Repeatable,
    /// Something twice: only tried again when the first try did nothing for certain.
    Once,
}

/// A call to be made.
pub(super) struct Call<'a> {
    route: Route<'a>,
    method: LightMethod,
    body: Option<Value>,
    file: Option<File>,
    parameters: Vec<(&'static str, String)>,
    reason: Option<String>,
    effect: Effect,
    until: Instant,
}

impl<'a> Call<'a> {
    pub(super) fn new(method: LightMethod, route: Route<'a>) -> Self {
        Self {
            route,
            method,
            body: None,
            file: None,
            parameters: Vec::new(),
            reason: None,
            effect: Effect::Repeatable,
            until: Instant::now() + PATIENCE,
        }
    }

    pub(super) fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    pub(super) fn file(mut self, file: Option<&File>) -> Self {
        self.file = file.cloned();
        self
    }

    pub(super) fn parameter(mut self, name: &'static str, value: &dyn std::fmt::Display) -> Self {
        self.parameters.push((name, value.to_string()));
        self
    }

    /// Shown in the server's audit log.
    pub(super) fn reason(mut self, reason: Option<&str>) -> Self {
        self.reason = reason.map(str::to_owned);
        self
    }

    pub(super) fn once(mut self) -> Self {
        self.effect = Effect::Once;
        self
    }

    pub(super) fn until(mut self, until: Instant) -> Self {
        self.until = until;
        self
    }

    fn request(&self) -> Result<Request<'a>, DiscordError> {
        let body = self.body.as_ref().map(Value::to_string);
        let mut request = Request::new(self.route, self.method);
        match &self.file {
            None => request = request.body(body.map(String::into_bytes)),
            Some(file) => {
                let attachment = CreateAttachment::bytes(file.bytes.clone(), &file.name);
                request = request.multipart(Some(Multipart {
                    upload: MultipartUpload::Attachments(vec![attachment]),
                    fields: Vec::new(),
                    payload_json: body,
                }));
            }
        }
        if !self.parameters.is_empty() {
            request = request.params(Some(self.parameters.clone()));
        }
        if let Some(reason) = &self.reason {
            let mut headers = reqwest::header::HeaderMap::new();
            headers.insert("X-Audit-Log-Reason", audit_log_reason(reason)?);
            request = request.headers(Some(headers));
        }
        Ok(request)
    }
}

/// Percent-encoded, and of at most 512 characters before that.
fn audit_log_reason(reason: &str) -> Result<reqwest::header::HeaderValue, DiscordError> {
    let short: String = reason.chars().take(400).collect();
    percent_encoding::utf8_percent_encode(&short, percent_encoding::NON_ALPHANUMERIC)
        .to_string()
        .parse()
        .map_err(|_| DiscordError::Unreadable("the audit log reason is no header".to_owned()))
}

impl Outbound {
    /// Makes a call of which the answer matters.
    pub(super) async fn ask<T: DeserializeOwned>(&self, call: Call<'_>) -> Result<T, DiscordError> {
        let body = self.perform(call).await?;
        // The message of a JSON error may quote what it read; its place is enough.
        serde_json::from_slice(&body).map_err(|error| {
            DiscordError::Unreadable(format!(
                "unexpected JSON at line {}, column {}",
                error.line(),
                error.column()
            ))
        })
    }

    /// Makes a call of which only the success matters.
    pub(super) async fn tell(&self, call: Call<'_>) -> Result<(), DiscordError> {
        self.perform(call).await.map(drop)
    }

    async fn perform(&self, call: Call<'_>) -> Result<Vec<u8>, DiscordError> {
        let mut attempt = 0;
        loop {
            let request = call.request()?;
            let outcome = timeout_at(call.until, self.attempt(request)).await;
            let error = match outcome {
                Ok(Ok(body)) => return Ok(body),
                Ok(Err(error)) => error,
                Err(_) => DiscordError::Uncertain("no answer in time".to_owned()),
            };
            let pause = match &error {
                DiscordError::RateLimited { after } => *after,
                DiscordError::Unreachable(_) => backoff(&mut attempt),
                DiscordError::Uncertain(_) if call.effect == Effect::Repeatable => {
                    backoff(&mut attempt)
                }
                _ => return Err(error),
            };
            if attempt >= ATTEMPTS || Instant::now() + pause >= call.until {
                return Err(error);
            }
            tracing::debug!(%error, pause_ms = pause.as_millis(), "trying again");
            sleep(pause).await;
        }
    }

    async fn attempt(&self, request: Request<'_>) -> Result<Vec<u8>, DiscordError> {
        let response = if let Some(limiter) = &self.http.ratelimiter {
            limiter.perform(request).await.map_err(library_error)?
        } else {
            let request = request
                .build(&self.client, self.http.token(), self.http.proxy.as_deref())
                .map_err(library_error)?;
            let sent = request.send().await;
            sent.map_err(|error| DiscordError::from_request(&error))?
        };
        let status = response.status();
        let retry_after = response
            .headers()
            .get("retry-after")
            .and_then(|value| value.to_str().ok()?.parse().ok());
        let body =
            response
                .bytes()
                .await
                .map_err(|error| match DiscordError::from_request(&error) {
                    DiscordError::Unreachable(words) => DiscordError::Uncertain(words),
                    other => other,
                })?;
        if status.is_success() {
            Ok(body.to_vec())
        } else {
            Err(DiscordError::from_answer(
                status.as_u16(),
                retry_after,
                &body,
            ))
        }
    }
}

/// 0.2 s, 0.4 s, 0.8 s, …
fn backoff(attempt: &mut u32) -> Duration {
    *attempt += 1;
    Duration::from_millis(100 << *attempt)
}

fn library_error(error: serenity::Error) -> DiscordError {
    match error {
        serenity::Error::Http(HttpError::Request(error)) => DiscordError::from_request(&error),
        // None of the others has sent anything.
        other => DiscordError::Unreachable(other.to_string()),
    }
}
