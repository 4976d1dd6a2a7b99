//! Names to addresses, once per request, judged as a whole.
//!
//! [`Judged`] can only be made here, from addresses that the policy has let through, and it is all that
//! [`super::connect`] takes: the addresses that were judged are the ones that are dialled. The resolver reads no hosts
//! file and appends no search domain, so a name means the same here as everywhere.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use futures_util::future::{Either, select};
use hickory_resolver::config::{
    ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts,
};
use hickory_resolver::lookup::Lookup;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::rr::{Name, RecordType};
use hickory_resolver::system_conf;
use tokio::time::{Instant, timeout};
use url::{Host, Url};

use super::dns::Sockets;
use super::names::Names;
use super::{FetchError, Policy, SetupError};

/// The whole resolution.
const RESOLVE_TIME: Duration = Duration::from_secs(2);
/// One question to one server, so that there is time for a second.
const QUERY_TIME: Duration = Duration::from_millis(900);
/// How long the other address family may still take once there are addresses of one.
const SECOND_FAMILY_TIME: Duration = Duration::from_millis(500);
/// A name with more addresses is none that anybody serves an API from.
const MOST_ADDRESSES: usize = 128;
/// How many of a name's addresses are tried at most.
const DIALS: usize = 4;

/// Addresses that the policy has let through, in the order in which they are tried.
#[derive(Clone, Debug)]
pub(super) struct Judged(Vec<SocketAddr>);

impl Judged {
    pub(super) fn addresses(&self) -> &[SocketAddr] {
        &self.0
    }
}

/// The DNS client, and what it found lately.
pub(super) struct Resolver {
    dns: hickory_resolver::Resolver<Sockets>,
    names: Names,
}

impl Resolver {
    /// With the operator's name servers, or the system's when there are none.
    pub(super) fn new(servers: &[SocketAddr]) -> Result<Self, SetupError> {
        let name_servers = if servers.is_empty() {
            let (config, _) = system_conf::read_system_conf()
                .map_err(|error| SetupError::NameServers(error.to_string()))?;
            config.name_servers().to_vec()
        } else {
            servers.iter().copied().map(name_server).collect()
        };
        let config = ResolverConfig::from_name_servers(name_servers);
        let mut builder =
            hickory_resolver::Resolver::builder_with_config(config, Sockets::default());
        *builder.options_mut() = options();
        let dns = builder
            .build()
            .map_err(|error| SetupError::NameServers(error.to_string()))?;
        Ok(Self {
            dns,
            names: Names::default(),
        })
    }

    /// The judged addresses of a URL's host. A literal is judged by itself.
    pub(super) async fn resolve(&self, policy: &Policy, url: &Url) -> Result<Judged, FetchError> {
        let port = url.port_or_known_default().unwrap_or_default();
        let addresses = match url.host() {
            Some(Host::Domain(name)) => timeout(RESOLVE_TIME, self.addresses(name))
                .await
                .unwrap_or(Err(FetchError::NameFailed))?,
            Some(Host::Ipv4(address)) => vec![address.into()],
            Some(Host::Ipv6(address)) => vec![address.into()],
            None => return Err(FetchError::NameNotFound),
        };
        policy.check_addresses(&addresses)?;
        Ok(Judged(
            in_turn(&addresses)
                .map(|address| SocketAddr::new(address, port))
                .take(DIALS)
                .collect(),
        ))
    }

    async fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, FetchError> {
        let found = if let Some(known) = self.names.get(name, Instant::now()) {
            known
        } else {
            let found = self.lookup(name).await?;
            let now = Instant::now();
            self.names.keep(name, &found.addresses, found.ttl, now);
            found.addresses
        };
        if found.is_empty() {
            return Err(FetchError::NameNotFound);
        }
        Ok(found)
    }

    /// Both families; a name that does not exist is found to have no addresses.
    async fn lookup(&self, name: &str) -> Result<Found, FetchError> {
        // The root dot makes the name absolute: no search list, whatever `ndots` says.
        let mut name = Name::from_ascii(name).map_err(|_| FetchError::NameNotFound)?;
        name.set_fqdn(true);
        let ipv4 = Box::pin(self.dns.lookup(name.clone(), RecordType::A));
        let ipv6 = Box::pin(self.dns.lookup(name, RecordType::AAAA));
        let (Either::Left((first, other)) | Either::Right((first, other))) =
            select(ipv4, ipv6).await;
        let (first, second) = second_family(first, other).await;
        let found = match (found(first), found(second)) {
            (Some(first), Some(second)) => first.and(second),
            // Half an answer is good for now, if it is one at all.
            (Some(half), None) | (None, Some(half)) if !half.addresses.is_empty() => Found {
                ttl: Duration::ZERO,
                ..half
            },
            _ => return Err(FetchError::NameFailed),
        };
        if found.addresses.len() > MOST_ADDRESSES {
            return Err(FetchError::NameFailed);
        }
        Ok(found)
    }
}

/// What name servers said about a name.
struct Found {
    addresses: Vec<IpAddr>,
    ttl: Duration,
}

impl Found {
    fn and(mut self, other: Self) -> Self {
        // What one family does not have is no reason to ask about the other sooner.
        self.ttl = match (self.addresses.is_empty(), other.addresses.is_empty()) {
            (false, true) => self.ttl,
            (true, false) => other.ttl,
            _ => self.ttl.min(other.ttl),
        };
        self.addresses.extend(other.addresses);
        self
    }
}

/// A name server that drops questions for one family must not cost a name the other one.
async fn second_family(
    first: Result<Lookup, NetError>,
    second: impl Future<Output = Result<Lookup, NetError>>,
) -> (Result<Lookup, NetError>, Result<Lookup, NetError>) {
    let second = if first.is_ok() {
        timeout(SECOND_FAMILY_TIME, second)
            .await
            .unwrap_or(Err(NetError::Timeout))
    } else {
        second.await
    };
    (first, second)
}

/// `None` if there was no usable answer.
fn found(answer: Result<Lookup, NetError>) -> Option<Found> {
    match answer {
        Ok(lookup) => {
            let records = lookup.answers();
            Some(Found {
                addresses: records
                    .iter()
                    .filter_map(|record| record.data.ip_addr())
                    .collect(),
                ttl: Duration::from_secs(
                    records
                        .iter()
                        .map(|record| record.ttl)
                        .min()
                        .unwrap_or_default()
                        .into(),
                ),
            })
        }
        Err(error) if error.is_no_records_found() || error.is_nx_domain() => Some(Found {
            addresses: Vec::new(),
            ttl: match error {
                NetError::Dns(DnsError::NoRecordsFound(none)) => {
                    Duration::from_secs(none.negative_ttl.unwrap_or_default().into())
                }
                _ => Duration::ZERO,
            },
        }),
        Err(_) => None,
    }
}

/// The families by turns, IPv4 first: where one of them leads nowhere, the next try is of the other.
fn in_turn(addresses: &[IpAddr]) -> impl Iterator<Item = IpAddr> {
    let (ipv4, ipv6): (Vec<IpAddr>, Vec<IpAddr>) =
        addresses.iter().partition(|address| address.is_ipv4());
    let longest = ipv4.len().max(ipv6.len());
    (0..longest).flat_map(move |at| {
        ipv4.get(at)
            .into_iter()
            .chain(ipv6.get(at))
            .copied()
            .collect::<Vec<_>>()
    })
}

fn name_server(address: SocketAddr) -> NameServerConfig {
    let mut udp = ConnectionConfig::udp();
    udp.port = address.port();
    let mut tcp = ConnectionConfig::tcp();
    tcp.port = address.port();
    NameServerConfig::new(address.ip(), true, vec![udp, tcp])
}

fn options() -> ResolverOpts {
    let mut options = ResolverOpts::default();
    options.timeout = QUERY_TIME;
    options.attempts = 1;
    options.use_hosts_file = ResolveHosts::Never;
    // `Names` keeps what is worth keeping, and no more than addresses.
    options.cache_size = 0;
    options.max_active_requests = 512;
    options.try_tcp_on_error = true;
    options.preserve_intermediates = false;
    options
}
