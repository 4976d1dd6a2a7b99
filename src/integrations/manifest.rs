//! The manifest: what an author writes, and every rule that it must keep.

mod check;
mod decode;
pub(super) mod header;
mod limits;
pub(super) mod url;

use ::url::Url;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use self::check::{Check, IDS};
use super::json::{self, Malformed};
use super::words::number;
use crate::egress::Policy;
use crate::model::{Failure, Text};

pub(super) use check::slug;
pub(super) use limits::PLACEHOLDERS as MOST_PLACEHOLDERS;

/// A manifest, as in `import` and `export`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the format: 1.
    #[schemars(extend("const" = 1))]
    pub frontdesk: u32,
    /// 1 to 32 letters, digits, spaces, `_` and `-`.
    #[schemars(length(min = 1, max = limits::NAME))]
    pub name: String,
    /// At most 255.
    #[schemars(length(max = limits::DESCRIPTION))]
    #[serde(default)]
    pub description: String,
    /// An `https:` picture.
    #[schemars(length(max = limits::URL))]
    #[serde(default)]
    pub logo_url: Option<String>,
    /// Shown before activation.
    #[schemars(length(max = limits::URL))]
    #[serde(default)]
    pub privacy_policy_url: Option<String>,
    /// The request.
    pub request: ManifestRequest,
    /// Receives the secrets by POST at activation; same origin as the request.
    #[schemars(length(max = limits::URL))]
    #[serde(default)]
    pub validation_url: Option<String>,
    /// 0 to 86 400.
    #[schemars(range(max = limits::CACHE_SECONDS))]
    #[serde(default)]
    pub cache_seconds: u32,
    /// At most 5.
    #[schemars(length(max = limits::SECRETS))]
    #[serde(default)]
    pub secrets: Vec<ManifestSecret>,
    /// At most 25.
    #[schemars(length(max = limits::PLACEHOLDERS))]
    #[serde(default)]
    pub placeholders: Vec<ManifestPlaceholder>,
}

/// The request of a manifest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ManifestRequest {
    /// `GET` or `POST`.
    #[schemars(extend("enum" = ["GET", "POST"]))]
    #[serde(default = "get")]
    pub method: String,
    /// At most 512; `%placeholders%` in path and query only.
    #[schemars(length(max = limits::URL))]
    pub url: String,
    /// At most 10.
    #[schemars(extend("maxProperties" = limits::HEADERS))]
    #[serde(default)]
    pub headers: std::collections::BTreeMap<String, String>,
}

fn get() -> String {
    "GET".to_owned()
}

/// A value that each server enters for itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ManifestSecret {
    /// `[a-z0-9_]{1,32}`
    #[schemars(regex(pattern = "^[a-z0-9_]{1,32}$"))]
    pub name: String,
    /// At most 255.
    #[schemars(length(max = limits::DESCRIPTION))]
    #[serde(default)]
    pub description: String,
    /// False for a parameter, which that server's admins may see.
    #[serde(default = "yes")]
    pub sensitive: bool,
}

fn yes() -> bool {
    true
}

/// A value that the integration provides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ManifestPlaceholder {
    /// `[a-z0-9_]{1,32}`
    #[schemars(regex(pattern = "^[a-z0-9_]{1,32}$"))]
    pub name: String,
    /// Dot path or JSONPath, at most 255.
    #[schemars(length(max = limits::DESCRIPTION))]
    pub path: String,
    /// Shown when there is no value; `N/A` when absent.
    #[schemars(length(max = limits::DESCRIPTION))]
    #[serde(default)]
    pub fallback: Option<String>,
    /// How the value is shown.
    #[serde(default)]
    pub format: Format,
}

/// How a value is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Escaped.
    #[default]
    Text,
    /// As is, without pings.
    Markdown,
    /// `<t:…:f>`
    Timestamp,
    /// Grouped.
    Number,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Text, Self::Markdown, Self::Timestamp, Self::Number];

    /// The name in a manifest.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Timestamp => "timestamp",
            Self::Number => "number",
        }
    }
}

/// One thing that is wrong with a manifest.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    /// Where, such as `request.url` or `placeholders[0].path`; empty for the manifest as a whole.
    pub field: String,
    /// What, and the mend.
    pub text: Text,
}

impl FieldError {
    pub(super) fn new(field: impl Into<String>, text: Text) -> Self {
        Self {
            field: field.into(),
            text,
        }
    }

    /// Whether this error is already told by another one: at the same field, or at one that holds it.
    fn is_within(&self, other: &str) -> bool {
        other.is_empty()
            || self
                .field
                .strip_prefix(other)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }
}

impl Manifest {
    /// Reads a manifest of at most 64 KiB and checks every rule; all that is wrong at once.
    pub fn parse(json: &[u8], policy: &Policy) -> Result<Self, Vec<FieldError>> {
        let whole = |text| vec![FieldError::new("", text)];
        if json.len() > limits::BYTES {
            let text = Text::new("integrations-manifest-too-large");
            return Err(whole(text.count("limit", number(limits::BYTES / 1024))));
        }
        let root = json::read(json).map_err(|malformed| whole(malformed_text(malformed)))?;
        let mut errors = Vec::new();
        let manifest = decode::decode(&root, &mut errors);
        let Some(manifest) = manifest else {
            return Err(errors);
        };
        let told: Vec<String> = errors.iter().map(|error| error.field.clone()).collect();
        errors.extend(
            manifest
                .check(policy)
                .into_iter()
                .filter(|error| !told.iter().any(|field| error.is_within(field))),
        );
        if errors.is_empty() {
            Ok(manifest)
        } else {
            Err(errors)
        }
    }

    /// Every rule that is broken.
    pub fn check(&self, policy: &Policy) -> Vec<FieldError> {
        Check::all(self, policy)
    }

    /// The name in lower case, spaces as `_`.
    pub fn slug(&self) -> String {
        check::slug(&self.name)
    }

    /// Whether `%name%` may stand in the URL, the headers and in JSON paths.
    pub(super) fn declares(&self, name: &str) -> bool {
        IDS.contains(&name) || self.secrets.iter().any(|secret| secret.name == name)
    }

    /// The URL with harmless values in the places of its placeholders.
    pub(super) fn dummy_url(&self) -> Option<Url> {
        Url::parse(&url::with_dummies(&self.request.url, &|name| {
            self.declares(name)
        }))
        .ok()
    }

    /// The host that is asked, for people: without path, query and credentials.
    pub fn host(&self) -> String {
        let Some(url) = self.dummy_url() else {
            return String::new();
        };
        let host = url.host_str().unwrap_or_default();
        match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// Scheme, host and port that are asked.
    pub(super) fn origin(&self) -> String {
        self.dummy_url()
            .map(|url| url.origin().ascii_serialization())
            .unwrap_or_default()
    }

    /// What an admin consents to: a hash over origin, method, headers and secrets.
    pub fn consent_hash(&self) -> Vec<u8> {
        let origin = self.origin();
        let mut parts = vec!["origin", &origin, "method", &self.request.method];
        let mut headers: Vec<(String, &str)> = self
            .request
            .headers
            .iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), value.as_str()))
            .collect();
        headers.sort_unstable();
        for (name, value) in &headers {
            parts.extend(["header", name, value]);
        }
        let mut secrets: Vec<&ManifestSecret> = self.secrets.iter().collect();
        secrets.sort_unstable_by_key(|secret| &secret.name);
        for secret in secrets {
            let kind = if secret.sensitive {
                "secret"
            } else {
                "parameter"
            };
            parts.extend([kind, &secret.name]);
        }
        let mut hash = Sha256::new();
        for part in parts {
            // The length in front keeps "ab" + "c" apart from "a" + "bc".
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().to_vec()
    }

    /// The manifest as pretty JSON, complete, for its owner's `export`.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

fn malformed_text(malformed: Malformed) -> Text {
    match malformed {
        Malformed::NotUtf8 => Text::new("integrations-manifest-not-utf8"),
        Malformed::TooDeep => Text::new("integrations-manifest-too-deep"),
        Malformed::Broken { line, column } => Text::new("integrations-manifest-broken")
            .with("line", line.to_string())
            .with("column", column.to_string()),
    }
}

/// How many mistakes a refusal lists.
const LISTED: usize = 8;

/// The refusal for a manifest with errors: the first few, each with its field.
pub fn refusal(errors: &[FieldError]) -> Failure {
    let lines = errors
        .iter()
        .take(LISTED)
        .map(|error| {
            if error.field.is_empty() {
                return error.text.clone();
            }
            Text::new("integrations-field-error")
                .with("field", error.field.clone())
                .lines("problem", vec![error.text.clone()])
        })
        .collect();
    Failure::Refused(
        Text::new("integrations-manifest-refused")
            .count("count", number(errors.len()))
            .lines("errors", lines),
    )
}
