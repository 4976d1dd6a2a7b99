//! The only way out to an address that a user chose. The rules are those of docs/egress.md.

pub mod error;
pub mod policy;

use std::time::Duration;

pub use error::{FetchError, Refusal};
pub use policy::{Policy, PolicySettings};

use crate::model::GuildId;
use crate::vault::Secret;

/// The two methods that an integration may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Without a body.
    Get,
    /// With a JSON body.
    Post,
}

/// One request. URL and headers may hold secrets: `Debug` shows neither.
#[derive(Clone)]
pub struct FetchRequest {
    /// On whose behalf: limits are per server.
    pub guild: GuildId,
    /// GET or POST.
    pub method: Method,
    /// The final URL.
    pub url: Secret,
    /// The final headers.
    pub headers: Vec<(String, Secret)>,
    /// A JSON body, for POST.
    pub body: Option<String>,
    /// At most so many decoded bytes.
    pub max_bytes: usize,
    /// Everything, from waiting for a place to the last byte.
    pub deadline: Duration,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// The HTTP status.
    pub status: u16,
    /// The decoded body.
    pub body: Vec<u8>,
    /// What was done, in order.
    pub steps: Vec<Step>,
}

/// What did not come back.
#[derive(Clone, Debug)]
pub struct FetchFailed {
    /// Why.
    pub error: FetchError,
    /// The HTTP status, if it came that far.
    pub status: Option<u16>,
    /// What was done, in order; the last one failed.
    pub steps: Vec<Step>,
}

/// One step of a fetch, for the trace of `/integration test`.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What was done.
    pub kind: StepKind,
    /// Whether it went well.
    pub ok: bool,
    /// What was seen, in the author's terms; nothing secret, nothing about the network beyond the public name.
    pub detail: String,
    /// How long it took.
    pub elapsed: Duration,
}

/// The steps of a fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// URL and name were judged.
    Address,
    /// The name was resolved and its addresses were judged.
    Resolve,
    /// The request was sent and the head of the answer came (TCP, TLS, request).
    Connect,
    /// The status was judged.
    Status,
    /// The body was read.
    Body,
}

/// The guarded client; clones share pools and limits.
#[derive(Clone)]
pub struct Egress {}

impl Egress {
    /// From the operator's settings.
    pub fn new(_settings: PolicySettings) -> Result<Self, FetchError> {
        todo!()
    }

    /// The rules, for checks at save time and `egress explain`.
    pub fn policy(&self) -> &Policy {
        todo!()
    }

    /// Makes the request. Redirects are an error that names the target's origin.
    pub async fn fetch(&self, _request: FetchRequest) -> Result<Fetched, FetchFailed> {
        todo!()
    }
}
