//! The manifest: what an author writes, and every rule that it must keep.

use serde::{Deserialize, Serialize};

use crate::egress::Policy;
use crate::model::{Failure, Text};

/// A manifest, as in `import` and `export`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the format: 1.
    pub frontdesk: u32,
    /// 1 to 32 letters, digits, spaces, `_` and `-`.
    pub name: String,
    /// At most 255.
    #[serde(default)]
    pub description: String,
    /// An `https:` picture.
    #[serde(default)]
    pub logo_url: Option<String>,
    /// Shown before activation.
    #[serde(default)]
    pub privacy_policy_url: Option<String>,
    /// The request.
    pub request: ManifestRequest,
    /// POSTed the secrets at activation; same origin as the request.
    #[serde(default)]
    pub validation_url: Option<String>,
    /// 0 to 86 400.
    #[serde(default)]
    pub cache_seconds: u32,
    /// At most 5.
    #[serde(default)]
    pub secrets: Vec<ManifestSecret>,
    /// At most 25.
    #[serde(default)]
    pub placeholders: Vec<ManifestPlaceholder>,
}

/// The request of a manifest. Headers keep the order in which they were written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestRequest {
    /// `GET` or `POST`.
    #[serde(default = "get")]
    pub method: String,
    /// At most 512; `%placeholders%` in path and query only.
    pub url: String,
    /// At most 10.
    #[serde(default)]
    pub headers: std::collections::BTreeMap<String, String>,
}

fn get() -> String {
    "GET".to_owned()
}

/// A value that each server enters for itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestSecret {
    /// `[a-z0-9_]{1,32}`
    pub name: String,
    /// At most 255.
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestPlaceholder {
    /// `[a-z0-9_]{1,32}`
    pub name: String,
    /// Dot path or JSONPath, at most 255.
    pub path: String,
    /// Shown when there is no value; `N/A` when absent.
    #[serde(default)]
    pub fallback: Option<String>,
    /// How the value is shown.
    #[serde(default)]
    pub format: Format,
}

/// How a value is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// One thing that is wrong with a manifest.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    /// Where, such as `request.url` or `placeholders[0].path`.
    pub field: String,
    /// What, and the mend.
    pub text: Text,
}

impl Manifest {
    /// Reads a manifest of at most 64 KiB and checks every rule; all that is wrong at once.
    pub fn parse(_json: &[u8], _policy: &Policy) -> Result<Self, Vec<FieldError>> {
        todo!()
    }

    /// Every rule that is broken.
    pub fn check(&self, _policy: &Policy) -> Vec<FieldError> {
        todo!()
    }

    /// The name in lower case, spaces as `_`.
    pub fn slug(&self) -> String {
        todo!()
    }

    /// The host that is asked, for people: without path, query and credentials.
    pub fn host(&self) -> String {
        todo!()
    }

    /// What an admin consents to: a hash over origin, method, headers and secrets.
    pub fn consent_hash(&self) -> Vec<u8> {
        todo!()
    }

    /// The manifest as pretty JSON, complete, for its owner's `export`.
    pub fn to_json(&self) -> String {
        todo!()
    }
}

/// The refusal for a manifest with errors: the first few, each with its field.
pub fn refusal(_errors: &[FieldError]) -> Failure {
    todo!()
}
