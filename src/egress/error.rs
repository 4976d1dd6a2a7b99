//! Why a request was refused or failed, in the author's terms.

use std::fmt;

use super::Rule;
use crate::model::Text;

/// A rule said no.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which rule.
    pub rule: Rule,
    text: Text,
}

impl Refusal {
    pub(super) fn new(rule: Rule) -> Self {
        Self {
            rule,
            text: Text::new(rule.message_id()),
        }
    }

    pub(super) fn with(mut self, name: &'static str, words: impl Into<String>) -> Self {
        self.text = self.text.with(name, words);
        self
    }

    /// The sentence with the mend. It names no address that a name led to.
    pub fn text(&self) -> Text {
        self.text.clone()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused by the rule {}", self.rule)
    }
}

impl std::error::Error for Refusal {}

/// Why there is no answer. Nothing in here comes from the request's path, query or headers.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FetchError {
    /// A rule said no, before any byte was sent.
    #[error("{0}")]
    Refused(Refusal),
    /// A header's name or value cannot be sent.
    #[error("a header cannot be sent")]
    Header {
        /// The header's name, if it is one.
        name: Option<String>,
    },
    /// This server, or this bot, had so many requests under way that no place came free in time.
    #[error("no place came free in time")]
    Busy,
    /// The target is asked more often than it may be.
    #[error("the target's rate limit left no place in time")]
    RateLimited,
    /// The target failed so often that it is left alone for a while.
    #[error("the target is resting")]
    Resting {
        /// For how long still, in whole seconds from 1.
        seconds: u64,
    },
    /// No such name, or a name without addresses.
    #[error("the name does not exist")]
    NameNotFound,
    /// The name servers gave no usable answer in time.
    #[error("the name could not be resolved")]
    NameFailed,
    /// No address accepted a connection.
    #[error("no connection")]
    Unreachable,
    /// No address accepted a connection in time.
    #[error("no connection in time")]
    ConnectTimeout,
    /// The connection could not be secured.
    #[error("TLS failed: {}", .0.name())]
    Tls(TlsProblem),
    /// The answer was not complete in time.
    #[error("no complete answer in time")]
    Deadline,
    /// What came back is not HTTP, or ended early.
    #[error("the answer broke off or is not HTTP")]
    Broken,
    /// More or longer response headers than are read.
    #[error("the answer's headers are too large")]
    HeadersTooLarge,
    /// A content encoding that is not known, was applied twice, or whose data is damaged.
    #[error("the answer's content encoding cannot be undone")]
    Encoding,
    /// More decoded bytes than the caller takes.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// The caller's limit.
        limit: usize,
    },
    /// The target points elsewhere; redirects are not followed.
    #[error("the target redirects")]
    Redirect {
        /// The HTTP status.
        status: u16,
        /// Scheme, host and port of where to, if it is an HTTP address.
        origin: Option<String>,
    },
    /// The egress process, which makes the requests of this bot, gives no answer.
    #[error("the egress process gives no answer")]
    Process,
    /// The status says that this is no answer.
    #[error("the target answered with status {status}")]
    Status {
        /// The HTTP status.
        status: u16,
    },
}

/// What was wrong with the target's certificate or handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsProblem {
    /// The certificate is no longer valid.
    Expired,
    /// The certificate is not valid yet.
    NotYetValid,
    /// The certificate is for another name.
    WrongName,
    /// The certificate does not lead to a root that is trusted.
    Untrusted,
    /// The certificate was withdrawn or is damaged or unfit.
    BadCertificate,
    /// The other side does not speak TLS, or none that is still safe.
    Handshake,
}

impl TlsProblem {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Expired,
        Self::NotYetValid,
        Self::WrongName,
        Self::Untrusted,
        Self::BadCertificate,
        Self::Handshake,
    ];

    /// A stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Expired => "tls-expired",
            Self::NotYetValid => "tls-not-yet-valid",
            Self::WrongName => "tls-wrong-name",
            Self::Untrusted => "tls-untrusted",
            Self::BadCertificate => "tls-bad-certificate",
            Self::Handshake => "tls-handshake",
        }
    }
}

impl FetchError {
    /// A stable, public name: the rule's for a refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.rule.name(),
            Self::Header { .. } => "header",
            Self::Busy => "busy",
            Self::RateLimited => "rate-limited",
            Self::Resting { .. } => "resting",
            Self::NameNotFound => "name-not-found",
            Self::NameFailed => "name-failed",
            Self::Unreachable => "unreachable",
            Self::ConnectTimeout => "connect-timeout",
            Self::Tls(problem) => problem.name(),
            Self::Deadline => "deadline",
            Self::Broken => "broken",
            Self::HeadersTooLarge => "headers-too-large",
            Self::Encoding => "encoding",
            Self::TooLarge { .. } => "too-large",
            Self::Redirect { .. } => "redirect",
            Self::Process => "egress-process",
            Self::Status { .. } => "status",
        }
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self,
            Self::Deadline | Self::ConnectTimeout | Self::Busy | Self::RateLimited
        )
    }

    /// The sentence for the author, to be shown in their language.
    pub fn text(&self) -> Text {
        match self {
            Self::Refused(refusal) => refusal.text(),
            Self::Header { name: Some(name) } => {
                Text::new("egress-header").with("name", name.clone())
            }
            Self::Header { name: None } => Text::new("egress-header-name"),
            Self::Busy => Text::new("egress-busy"),
            Self::RateLimited => Text::new("egress-rate-limited"),
            Self::Resting { seconds } => Text::new("egress-resting")
                .count("seconds", i64::try_from(*seconds).unwrap_or(i64::MAX)),
            Self::NameNotFound => Text::new("egress-name-not-found"),
            Self::NameFailed => Text::new("egress-name-failed"),
            Self::Unreachable => Text::new("egress-unreachable"),
            Self::ConnectTimeout => Text::new("egress-connect-timeout"),
            Self::Tls(problem) => Text::new(match problem {
                TlsProblem::Expired => "egress-tls-expired",
                TlsProblem::NotYetValid => "egress-tls-not-yet-valid",
                TlsProblem::WrongName => "egress-tls-wrong-name",
                TlsProblem::Untrusted => "egress-tls-untrusted",
                TlsProblem::BadCertificate => "egress-tls-bad-certificate",
                TlsProblem::Handshake => "egress-tls-handshake",
            }),
            Self::Deadline => Text::new("egress-deadline"),
            Self::Broken => Text::new("egress-broken"),
            Self::HeadersTooLarge => Text::new("egress-headers-too-large"),
            Self::Encoding => Text::new("egress-encoding"),
            Self::TooLarge { limit } => Text::new("egress-too-large")
                .count("limit", i64::try_from(*limit).unwrap_or(i64::MAX)),
            Self::Redirect {
                origin: Some(origin),
                ..
            } => Text::new("egress-redirect").with("origin", origin.clone()),
            Self::Redirect { origin: None, .. } => Text::new("egress-redirect-elsewhere"),
            Self::Process => Text::new("egress-process"),
            // As words: a status is a name made of digits, not a number to be grouped.
            Self::Status { status } => {
                Text::new("egress-status").with("status", status.to_string())
            }
        }
    }
}

impl From<Refusal> for FetchError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Why the operator's settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// `FRONTDESK_EGRESS_CA` holds something else.
    #[error("FRONTDESK_EGRESS_CA: not a list of PEM certificates")]
    Roots,
    /// The TLS library refuses its own defaults.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[source] tokio_rustls::rustls::Error),
    /// `FRONTDESK_EGRESS_TOKEN` cannot stand in a header.
    #[error("FRONTDESK_EGRESS_TOKEN: cannot be sent; use printable ASCII characters")]
    Token,
    /// `FRONTDESK_EGRESS_URL` has no path to put another behind.
    #[error("FRONTDESK_EGRESS_URL: write it like https://egress.example.com")]
    RemoteUrl,
    /// No name server is known.
    #[error(
        "no name servers: the system's cannot be read ({0}); name them in FRONTDESK_EGRESS_DNS"
    )]
    NameServers(String),
}
