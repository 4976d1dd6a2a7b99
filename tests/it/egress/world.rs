//! A small internet on loopback: a name server, stand-ins for public addresses, and clients that use them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use frontdesk::egress::{Egress, FetchFailed, FetchRequest, Fetched, Method, PolicySettings};
use frontdesk::model::GuildId;
use frontdesk::vault::Secret;
use tokio::net::TcpListener;

use super::name_server::NameServer;

/// What section 10 of the contract gives a fetch in all, and what it may take longer.
pub(crate) const DEADLINE: Duration = Duration::from_secs(4);
pub(crate) const TOLERANCE: Duration = Duration::from_millis(250);
pub(crate) const MAX_BYTES: usize = 64 * 1024;

/// The loopback address that stands for a public one. Loopback itself, `127.0.0.0/16`, is not among them.
pub(crate) fn stand_in(public: IpAddr) -> IpAddr {
    match public {
        IpAddr::V4(address) => {
            let [a, b, _, d] = address.octets();
            Ipv4Addr::new(127, a.max(1), b, d).into()
        }
        IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    }
}

/// Listens on an address, at a port that is free on all addresses of 127/8 that the test names.
pub(crate) async fn listen(address: IpAddr) -> TcpListener {
    TcpListener::bind((address, 0)).await.expect("a listener")
}

pub(crate) struct World {
    pub(crate) dns: NameServer,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self {
            dns: NameServer::start().await,
        }
    }

    /// A client that asks this world's name server.
    pub(crate) fn egress(&self, settings: PolicySettings) -> Egress {
        Egress::new(&PolicySettings {
            dns: vec![self.dns.address],
            ..settings
        })
        .expect("a client")
    }
}

/// Stand-ins pass, loopback does not; any port that the test listens on.
pub(crate) fn stand_ins(ports: &[u16]) -> PolicySettings {
    PolicySettings {
        allow: vec!["127.1.0.0/16".parse().expect("a range")]
            .into_iter()
            .chain((1..8).map(|bit| {
                // 127.2.0.0/15, 127.4.0.0/14 … 127.128.0.0/9: all but 127.0.0.0/16.
                format!("127.{}.0.0/{}", 1u32 << bit, 16 - bit)
                    .parse()
                    .expect("a range")
            }))
            .collect(),
        ports: ports.iter().copied().collect(),
        ..PolicySettings::default()
    }
}

/// All of loopback passes: for targets that are literal addresses.
pub(crate) fn loopback(ports: &[u16]) -> PolicySettings {
    PolicySettings {
        allow: vec!["127.0.0.0/8".parse().expect("a range")],
        ports: ports.iter().copied().collect(),
        ..PolicySettings::default()
    }
}

pub(crate) fn get(url: &str) -> FetchRequest {
    FetchRequest {
        guild: GuildId::new(1),
        method: Method::Get,
        url: Secret::new(url),
        headers: Vec::new(),
        body: None,
        max_bytes: MAX_BYTES,
        deadline: DEADLINE,
    }
}

pub(crate) fn url(address: SocketAddr) -> String {
    format!("http://{address}/")
}

/// The outcome in the table's words, as an integration sees it: an answer counts if it is a JSON object.
pub(crate) fn outcome(result: &Result<Fetched, FetchFailed>) -> &'static str {
    match result {
        Ok(fetched) if fetched.body.is_empty() => "fallback",
        Ok(fetched) => match serde_json::from_slice::<serde_json::Value>(&fetched.body) {
            Ok(value) if value.is_object() => "value",
            _ => "error",
        },
        Err(failed) => match &failed.error {
            frontdesk::egress::FetchError::Redirect { .. } => "not_followed",
            error if error.is_timeout() => "timeout",
            frontdesk::egress::FetchError::Refused(_) | frontdesk::egress::FetchError::Tls(_) => {
                "blocked"
            }
            _ => "error",
        },
    }
}
