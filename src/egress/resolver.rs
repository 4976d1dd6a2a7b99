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
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{Name, RecordType};
use hickory_resolver::{TokioResolver, system_conf};
use url::{Host, Url};

use super::{FetchError, Policy, SetupError};

/// The whole resolution.
const RESOLVE_TIME: Duration = Duration::from_secs(2);
/// One question to one server, so that there is time for a second.
const QUERY_TIME: Duration = Duration::from_millis(900);
/// How long the other address family may still take once there are addresses of one.
const SECOND_FAMILY_TIME: Duration = Duration::from_millis(500);
/// Answers are kept this long at least, so that a TTL of 0 does not make every request a lookup …
const TTL_FLOOR: Duration = Duration::from_secs(5);
/// … and this long at most, so that a mended record is seen.
const TTL_CEILING: Duration = Duration::from_mins(5);
/// "No such name" is kept briefly: its author is about to create it.
const NEGATIVE_TTL_CEILING: Duration = Duration::from_secs(5);
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

/// The DNS client and its cache.
#[derive(Clone)]
pub(super) struct Resolver {
    dns: TokioResolver,
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
            TokioResolver::builder_with_config(config, TokioRuntimeProvider::default());
        *builder.options_mut() = options();
        let dns = builder
            .build()
            .map_err(|error| SetupError::NameServers(error.to_string()))?;
        Ok(Self { dns })
    }

    /// The judged addresses of a URL's host. A literal is judged by itself.
    pub(super) async fn resolve(&self, policy: &Policy, url: &Url) -> Result<Judged, FetchError> {
        let port = url.port_or_known_default().unwrap_or_default();
        let addresses = match url.host() {
            Some(Host::Domain(name)) => tokio::time::timeout(RESOLVE_TIME, self.lookup(name))
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

    async fn lookup(&self, name: &str) -> Result<Vec<IpAddr>, FetchError> {
        // The root dot makes the name absolute: no search list, whatever `ndots` says.
        let mut name = Name::from_ascii(name).map_err(|_| FetchError::NameNotFound)?;
        name.set_fqdn(true);
        let ipv4 = Box::pin(self.dns.lookup(name.clone(), RecordType::A));
        let ipv6 = Box::pin(self.dns.lookup(name, RecordType::AAAA));
        let (Either::Left((first, other)) | Either::Right((first, other))) =
            select(ipv4, ipv6).await;
        let (first, second) = second_family(first, other).await;
        match (addresses(first), addresses(second)) {
            (Ok(mut first), Ok(second)) => {
                first.extend(second);
                Ok(first)
            }
            (Ok(addresses), Err(_)) | (Err(_), Ok(addresses)) => Ok(addresses),
            (Err(FetchError::NameNotFound), Err(FetchError::NameNotFound)) => {
                Err(FetchError::NameNotFound)
            }
            _ => Err(FetchError::NameFailed),
        }
    }
}

/// A name server that drops questions for one family must not cost a name the other one.
async fn second_family(
    first: Result<Lookup, NetError>,
    second: impl Future<Output = Result<Lookup, NetError>>,
) -> (Result<Lookup, NetError>, Result<Lookup, NetError>) {
    let second = if first.is_ok() {
        tokio::time::timeout(SECOND_FAMILY_TIME, second)
            .await
            .unwrap_or(Err(NetError::Timeout))
    } else {
        second.await
    };
    (first, second)
}

fn addresses(answer: Result<Lookup, NetError>) -> Result<Vec<IpAddr>, FetchError> {
    let lookup = answer.map_err(|error| {
        if error.is_no_records_found() || error.is_nx_domain() {
            FetchError::NameNotFound
        } else {
            FetchError::NameFailed
        }
    })?;
    let addresses: Vec<IpAddr> = lookup
        .answers()
        .iter()
        .filter_map(|record| record.data.ip_addr())
        .collect();
    if addresses.is_empty() {
        return Err(FetchError::NameNotFound);
    }
    Ok(addresses)
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
    options.positive_min_ttl = Some(TTL_FLOOR);
    options.positive_max_ttl = Some(TTL_CEILING);
    options.negative_min_ttl = Some(Duration::from_secs(1));
    options.negative_max_ttl = Some(NEGATIVE_TTL_CEILING);
    options.cache_size = 4096;
    options.max_active_requests = 512;
    options.try_tcp_on_error = true;
    options.preserve_intermediates = false;
    options
}
