//! What a bot and an egress process say to each other: JSON, as docs/egress.md shows it.
//!
//! Both sides are built from these types, and every [`FetchError`] comes back as itself, so that an integration fails in
//! the same words wherever its request was made.

mod headers;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Deserializer, Serialize};

use super::{
    FetchError, FetchFailed, FetchRequest, Fetched, Method, Refusal, Rule, Step, StepKind,
    TlsProblem,
};
use headers::{Headers, Sent};

use crate::i18n;
use crate::model::{Argument, GuildId, Language};
use crate::vault::Secret;

/// What a caller that names no limit takes: an integration's answer.
const DEFAULT_BYTES: usize = 64 * 1024;
/// What a caller can ask for at most: an image.
pub(super) const MOST_BYTES: usize = 8 * 1024 * 1024;
/// How many redirects a caller can have followed.
const MOST_REDIRECTS: u8 = 3;
/// What a fetch may take for whoever asks from elsewhere.
pub(super) const LONGEST: Duration = Duration::from_secs(4);

/// The body of `POST /v1/fetch`. It holds secrets: it has no `Debug`.
#[derive(Serialize, Deserialize)]
pub(super) struct Asked {
    #[serde(deserialize_with = "id")]
    guild_id: GuildId,
    method: Verb,
    url: String,
    #[serde(default)]
    headers: Option<Sent>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    max_bytes: Option<u64>,
    /// How long the caller will wait.
    #[serde(default)]
    deadline_ms: Option<u64>,
    /// How many redirects of a GET request are followed, each judged anew; for pictures, at most three.
    #[serde(default)]
    redirects: Option<u8>,
}

/// A string, as Discord's ids are; a number from those who know no better.
fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<GuildId, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "an id, as a string")]
    enum Id {
        Text(GuildId),
        Number(u64),
    }

    Ok(match Id::deserialize(deserializer)? {
        Id::Text(id) => id,
        Id::Number(number) => GuildId::new(number),
    })
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Verb {
    Get,
    Post,
}

impl Asked {
    /// The request in the caller's words.
    pub(super) fn new(request: &FetchRequest, deadline: Duration, redirects: u8) -> Self {
        Self {
            guild_id: request.guild,
            method: match request.method {
                Method::Get => Verb::Get,
                Method::Post => Verb::Post,
            },
            url: request.url.expose().to_owned(),
            headers: Some(Sent(request.headers.clone())),
            body: request.body.clone(),
            max_bytes: Some(request.max_bytes as u64),
            deadline_ms: Some(u64::try_from(deadline.as_millis()).unwrap_or(u64::MAX)),
            redirects: Some(redirects).filter(|redirects| *redirects > 0),
        }
    }

    /// How many redirects are to be followed: none of what tells somebody something.
    pub(super) fn redirects(&self) -> u8 {
        match self.method {
            Verb::Get => self.redirects.unwrap_or_default().min(MOST_REDIRECTS),
            Verb::Post => 0,
        }
    }

    /// The request, within what anybody may ask for.
    pub(super) fn into_request(self) -> FetchRequest {
        let most = |bytes: u64| usize::try_from(bytes).unwrap_or(MOST_BYTES);
        FetchRequest {
            guild: self.guild_id,
            method: match self.method {
                Verb::Get => Method::Get,
                Verb::Post => Method::Post,
            },
            url: Secret::new(self.url),
            headers: self.headers.map(|sent| sent.0).unwrap_or_default(),
            body: self.body,
            max_bytes: self.max_bytes.map_or(DEFAULT_BYTES, most).min(MOST_BYTES),
            deadline: self
                .deadline_ms
                .map_or(LONGEST, Duration::from_millis)
                .min(LONGEST),
        }
    }
}

/// The body of a 200: an answer of the target, whatever its status.
#[derive(Serialize, Deserialize)]
pub(super) struct Answered {
    status: u16,
    headers: Headers,
    body_base64: String,
    elapsed_ms: u64,
    steps: Vec<Told>,
}

impl Answered {
    pub(super) fn new(
        status: u16,
        headers: Vec<(String, String)>,
        body: &[u8],
        steps: &[Step],
        elapsed: Duration,
    ) -> Self {
        Self {
            status,
            headers: Headers(headers),
            body_base64: BASE64.encode(body),
            elapsed_ms: u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
            steps: told(steps),
        }
    }

    /// What a fetch of our own would have given; `None` if it makes no sense.
    pub(super) fn into_outcome(self) -> Option<Result<Fetched, FetchFailed>> {
        let body = BASE64.decode(self.body_base64).ok()?;
        let steps = steps(self.steps)?;
        Some(if (200..300).contains(&self.status) {
            Ok(Fetched {
                status: self.status,
                headers: self.headers.0,
                body,
                steps,
            })
        } else {
            Err(FetchFailed {
                error: FetchError::Status {
                    status: self.status,
                },
                status: Some(self.status),
                headers: self.headers.0,
                body,
                steps,
            })
        })
    }
}

/// The body of a 4xx or 5xx: there is no answer.
#[derive(Serialize, Deserialize)]
pub(super) struct Refused {
    error: Reason,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    steps: Vec<Told>,
}

/// A [`FetchError`] by its code, with what its sentence names.
#[derive(Default, Serialize, Deserialize)]
struct Reason {
    code: String,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ports: Option<String>,
}

impl Refused {
    /// A fetch that ended without an answer.
    pub(super) fn new(failed: &FetchFailed) -> Self {
        let error = &failed.error;
        let mut reason = Reason {
            status: failed.status,
            code: error.code().to_owned(),
            message: i18n::words(Language::English, &error.text()),
            ..Reason::default()
        };
        match error {
            FetchError::Redirect { origin, .. } => reason.origin.clone_from(origin),
            FetchError::Resting { seconds } => reason.seconds = Some(*seconds),
            FetchError::TooLarge { limit } => reason.limit = Some(*limit),
            FetchError::Header { name } => reason.header.clone_from(name),
            FetchError::Refused(refusal) => reason.ports = ports(refusal),
            _ => {}
        }
        Self {
            error: reason,
            steps: told(&failed.steps),
        }
    }

    /// A request that was not understood, or not allowed.
    pub(super) fn plain(code: &str, message: impl Into<String>) -> Self {
        Self {
            error: Reason {
                code: code.to_owned(),
                message: message.into(),
                ..Reason::default()
            },
            steps: Vec::new(),
        }
    }

    pub(super) fn code(&self) -> &str {
        &self.error.code
    }

    /// What a fetch of our own would have given; `None` if the code is none of a fetch.
    pub(super) fn into_failure(self) -> Option<FetchFailed> {
        let steps = steps(self.steps)?;
        let status = self.error.status;
        Some(FetchFailed {
            error: self.error.into_error()?,
            status,
            headers: Vec::new(),
            body: Vec::new(),
            steps,
        })
    }
}

impl Reason {
    fn into_error(self) -> Option<FetchError> {
        const SIMPLE: [FetchError; 11] = [
            FetchError::Busy,
            FetchError::RateLimited,
            FetchError::NameNotFound,
            FetchError::NameFailed,
            FetchError::Unreachable,
            FetchError::ConnectTimeout,
            FetchError::Deadline,
            FetchError::Broken,
            FetchError::HeadersTooLarge,
            FetchError::Encoding,
            FetchError::Process,
        ];
        let code = self.code.as_str();
        Some(match code {
            "redirect" => FetchError::Redirect {
                status: self.status?,
                origin: self.origin,
            },
            "status" => FetchError::Status {
                status: self.status?,
            },
            "resting" => FetchError::Resting {
                seconds: self.seconds?,
            },
            "too-large" => FetchError::TooLarge { limit: self.limit? },
            "header" => FetchError::Header { name: self.header },
            _ => {
                if let Some(rule) = Rule::ALL.into_iter().find(|rule| rule.name() == code) {
                    let refusal = Refusal::new(rule);
                    return Some(FetchError::Refused(match self.ports {
                        Some(ports) => refusal.with("ports", ports),
                        None => refusal,
                    }));
                }
                let problem = TlsProblem::ALL.into_iter().find(|tls| tls.name() == code);
                return problem
                    .map(FetchError::Tls)
                    .or_else(|| SIMPLE.into_iter().find(|error| error.code() == code));
            }
        })
    }
}

/// The only thing that a refusal's sentence names.
fn ports(refusal: &Refusal) -> Option<String> {
    refusal
        .text()
        .arguments
        .into_iter()
        .find_map(|argument| match argument {
            ("ports", Argument::Words(ports)) => Some(ports),
            _ => None,
        })
}

/// One [`Step`].
#[derive(Serialize, Deserialize)]
struct Told {
    name: String,
    ok: bool,
    detail: String,
    elapsed_ms: f64,
}

fn told(steps: &[Step]) -> Vec<Told> {
    steps
        .iter()
        .map(|step| Told {
            name: step.kind.name().to_owned(),
            ok: step.ok,
            detail: step.detail.clone(),
            elapsed_ms: (step.elapsed.as_secs_f64() * 1e6).round() / 1e3,
        })
        .collect()
}

fn steps(told: Vec<Told>) -> Option<Vec<Step>> {
    told.into_iter()
        .map(|told| {
            Some(Step {
                kind: StepKind::ALL
                    .into_iter()
                    .find(|kind| kind.name() == told.name)?,
                ok: told.ok,
                detail: told.detail,
                elapsed: Duration::try_from_secs_f64(told.elapsed_ms / 1e3).ok()?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_error() -> Vec<FetchError> {
        let refusals = Rule::ALL.into_iter().map(|rule| {
            let refusal = Refusal::new(rule);
            FetchError::Refused(match rule {
                Rule::UrlPort => refusal.with("ports", "80, 443"),
                _ => refusal,
            })
        });
        let mut errors: Vec<FetchError> = refusals
            .chain(TlsProblem::ALL.map(FetchError::Tls))
            .collect();
        errors.extend([
            FetchError::Header { name: None },
            FetchError::Header {
                name: Some("x-key".to_owned()),
            },
            FetchError::Busy,
            FetchError::RateLimited,
            FetchError::Resting { seconds: 29 },
            FetchError::NameNotFound,
            FetchError::NameFailed,
            FetchError::Unreachable,
            FetchError::ConnectTimeout,
            FetchError::Deadline,
            FetchError::Broken,
            FetchError::HeadersTooLarge,
            FetchError::Encoding,
            FetchError::TooLarge { limit: 65_536 },
            FetchError::Redirect {
                status: 302,
                origin: Some("https://www.example.com".to_owned()),
            },
            FetchError::Redirect {
                status: 307,
                origin: None,
            },
            FetchError::Status { status: 422 },
            FetchError::Process,
        ]);
        errors
    }

    #[test]
    fn every_error_comes_back_as_itself() {
        for error in every_error() {
            let failed = FetchFailed {
                error: error.clone(),
                status: match error {
                    FetchError::Redirect { status, .. } | FetchError::Status { status } => {
                        Some(status)
                    }
                    FetchError::Encoding => Some(200),
                    _ => None,
                },
                headers: Vec::new(),
                body: Vec::new(),
                steps: Vec::new(),
            };
            let told = serde_json::to_vec(&Refused::new(&failed)).unwrap();
            let heard: Refused = serde_json::from_slice(&told).unwrap();
            let heard = heard.into_failure().expect("a failure");
            assert_eq!((heard.error, heard.status), (error, failed.status));
        }
    }

    #[test]
    fn a_request_comes_back_as_itself() {
        let request = FetchRequest {
            guild: GuildId::new(u64::MAX),
            method: Method::Post,
            url: Secret::new("https://example.com/ü?key=%20"),
            headers: vec![
                ("B".to_owned(), Secret::new("\"two\"")),
                ("A".to_owned(), Secret::new("one")),
                ("A".to_owned(), Secret::new("again")),
            ],
            body: Some("{\"a\":\"\\u0000\"}".to_owned()),
            max_bytes: 1000,
            deadline: Duration::from_millis(1234),
        };
        let asked = serde_json::to_vec(&Asked::new(&request, request.deadline, 0)).unwrap();
        let heard = serde_json::from_slice::<Asked>(&asked)
            .unwrap()
            .into_request();
        assert_eq!(heard.guild, request.guild);
        assert_eq!(heard.method, request.method);
        assert_eq!(heard.url, request.url);
        assert_eq!(heard.headers, request.headers);
        assert_eq!(heard.body, request.body);
        assert_eq!(heard.max_bytes, request.max_bytes);
        assert_eq!(heard.deadline, request.deadline);
    }

    #[test]
    fn nobody_asks_for_more_than_there_is() {
        let asked = r#"{"guild_id":"1","method":"GET","url":"https://example.com/",
                        "max_bytes":99999999999,"deadline_ms":60000}"#;
        let request = serde_json::from_str::<Asked>(asked).unwrap().into_request();
        assert_eq!(request.max_bytes, MOST_BYTES);
        assert_eq!(request.deadline, LONGEST);
        let asked = r#"{"guild_id":1,"method":"GET","url":"https://example.com/"}"#;
        let request = serde_json::from_str::<Asked>(asked).unwrap().into_request();
        assert_eq!(request.max_bytes, DEFAULT_BYTES);
        assert_eq!(request.deadline, LONGEST);
    }
}
