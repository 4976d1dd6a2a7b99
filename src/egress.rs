//! The only way out to an address that a user chose. The rules are those of docs/egress.md.
//!
//! [`Egress::fetch`] judges the URL, waits for a place, resolves the name once, judges every address, connects to
//! those addresses itself and reads a bounded answer, all within one deadline. It is built on `hyper`'s connections
//! rather than on a client with a pool, redirects, cookies and proxies: what does not exist need not be switched off.

mod address;
mod body;
mod breaker;
mod budget;
mod connect;
mod dns;
mod error;
mod exchange;
mod fetch;
mod follow;
mod header;
mod host;
mod image;
pub mod listen;
mod names;
mod own;
mod places;
mod policy;
mod rate;
mod remote;
mod resolver;
mod rule;
pub mod server;
mod tls;
mod trace;
mod wire;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use error::{FetchError, Refusal, SetupError, TlsProblem};
pub use header::{AGENT, is_reserved_header};
pub use image::{ImageError, ImageKind, ImageLink, ImageLinks, Images, LinkProblem, Picture};
pub use policy::{Policy, PolicySettings};
pub use remote::{RemoteError, RemoteSettings};
pub use rule::Rule;

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

/// One request. URL, headers and body may hold secrets: `Debug` shows none of them.
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

impl fmt::Debug for FetchRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FetchRequest")
            .field("guild", &self.guild)
            .field("method", &self.method)
            .field("max_bytes", &self.max_bytes)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

/// What came back: an answer whose status is 2xx.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// The HTTP status.
    pub status: u16,
    /// The headers that say something about the body or the target: see docs/egress.md.
    pub headers: Vec<(String, String)>,
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
    /// With [`FetchError::Status`], the headers.
    pub headers: Vec<(String, String)>,
    /// With [`FetchError::Status`], as much of the body as came in time and fits: a validation tells there what was
    /// wrong. It is never data.
    pub body: Vec<u8>,
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
    /// What was seen, the same in every language: an origin, a protocol, a status, a size, or a failure's code.
    /// Nothing secret, nothing about the network beyond the public name.
    pub detail: String,
    /// How long it took.
    pub elapsed: Duration,
}

/// The steps of a fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// The URL and its host were judged.
    Address,
    /// A place under the limits came free.
    Wait,
    /// The name was resolved and its addresses were judged.
    Resolve,
    /// A TCP connection was made.
    Connect,
    /// It was secured.
    Tls,
    /// The request was sent, and the head of the answer was read and judged.
    Status,
    /// The body was read.
    Body,
}

impl StepKind {
    /// All of them, in order.
    pub const ALL: [Self; 7] = [
        Self::Address,
        Self::Wait,
        Self::Resolve,
        Self::Connect,
        Self::Tls,
        Self::Status,
        Self::Body,
    ];

    /// A stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Wait => "wait",
            Self::Resolve => "resolve",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Status => "status",
            Self::Body => "body",
        }
    }
}

/// The guarded client; clones share limits and the cache of names.
///
/// The request is made here, or by an egress process on another host: whoever asks sees no difference.
#[derive(Clone)]
pub struct Egress {
    way: Way,
}

#[derive(Clone)]
enum Way {
    Here(Arc<fetch::Client>),
    Remote(Arc<remote::Remote>),
}

impl fmt::Debug for Egress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Egress").finish_non_exhaustive()
    }
}

impl Egress {
    /// From the operator's settings. The machine's own public addresses are added to theirs.
    pub fn new(settings: &PolicySettings) -> Result<Self, SetupError> {
        let mut settings = settings.clone();
        settings.own_addresses.extend(own::addresses());
        let way = match &settings.remote {
            None => Way::Here(Arc::new(fetch::Client::new(&settings)?)),
            Some(remote) => Way::Remote(Arc::new(remote::Remote::new(&settings, remote)?)),
        };
        Ok(Self { way })
    }

    /// The rules, for checks at save time and `egress explain`.
    pub fn policy(&self) -> &Policy {
        match &self.way {
            Way::Here(client) => &client.policy,
            Way::Remote(remote) => &remote.policy,
        }
    }

    /// Makes the request. Redirects are an error that names the target's origin. Dropping the future closes the
    /// connection.
    pub async fn fetch(&self, request: FetchRequest) -> Result<Fetched, FetchFailed> {
        match &self.way {
            Way::Here(client) => client.fetch(request).await,
            Way::Remote(remote) => remote.fetch(request).await,
        }
    }

    /// Whether all places are taken.
    pub(crate) fn is_full(&self) -> bool {
        match &self.way {
            Way::Here(client) => client.is_full(),
            Way::Remote(_) => false,
        }
    }

    /// Whether the egress process, if there is one, answers and takes the token.
    pub async fn check_process(&self) -> Result<(), RemoteError> {
        match &self.way {
            Way::Here(_) => Ok(()),
            Way::Remote(remote) => remote.check().await,
        }
    }

    /// Makes a GET request and follows so many redirects, each judged like a URL of its own. Only for what carries no
    /// secrets, since it goes to whomever the target names.
    async fn follow(&self, request: FetchRequest, redirects: u8) -> Result<Fetched, FetchFailed> {
        match &self.way {
            Way::Here(client) => client.follow(request, redirects).await,
            Way::Remote(remote) => remote.follow(request, redirects).await,
        }
    }
}
