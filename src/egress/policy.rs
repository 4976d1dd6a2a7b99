//! One parsed URL decides everything.
//!
//! The [`Url`] that [`Policy::check_url`] returns is the one that the connection is made from: nothing parses the text
//! a second time, so there is no second opinion about what its host is.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

use ipnet::IpNet;
use url::{Host, Url};

use super::{Refusal, RemoteSettings, Rule, address, host};

/// How many characters a URL may have, after substitution.
const URL_CHARACTERS: usize = 2048;

/// What an operator may say about the way out.
#[derive(Clone, Debug)]
pub struct PolicySettings {
    /// `FRONTDESK_EGRESS_ALLOW`: pass although the rules would refuse them.
    pub allow: Vec<IpNet>,
    /// `FRONTDESK_EGRESS_DENY`: refused, whatever else is said.
    pub deny: Vec<IpNet>,
    /// `FRONTDESK_EGRESS_PORTS`
    pub ports: BTreeSet<u16>,
    /// `FRONTDESK_EGRESS_DNS`; the system's when empty.
    pub dns: Vec<SocketAddr>,
    /// `FRONTDESK_EGRESS_CA`: extra PEM roots.
    pub extra_roots_pem: Option<Vec<u8>>,
    /// The bot's own public host (from `FRONTDESK_PUBLIC_URL`), which is refused by name.
    pub own_host: Option<String>,
    /// The bot's own public addresses, which are refused under any name.
    pub own_addresses: Vec<IpAddr>,
    /// The egress process that makes the requests; this process, if there is none.
    pub remote: Option<RemoteSettings>,
}

impl Default for PolicySettings {
    fn default() -> Self {
        Self {
            allow: Vec::new(),
            deny: Vec::new(),
            ports: [80, 443, 8080, 8443].into(),
            dns: Vec::new(),
            extra_roots_pem: None,
            own_host: None,
            own_addresses: Vec::new(),
            remote: None,
        }
    }
}

/// The rules.
#[derive(Clone, Debug)]
pub struct Policy {
    allow: Vec<IpNet>,
    deny: Vec<IpNet>,
    ports: BTreeSet<u16>,
    own_hosts: Vec<String>,
    own_addresses: Vec<IpAddr>,
}

impl Policy {
    /// From the operator's settings.
    pub fn new(settings: &PolicySettings) -> Self {
        let mut own_hosts = Vec::new();
        let mut own_addresses: Vec<IpAddr> = settings
            .own_addresses
            .iter()
            .map(IpAddr::to_canonical)
            .collect();
        match settings.own_host.as_deref().and_then(parse_own_host) {
            Some(Host::Domain(name)) => own_hosts.push(without_trailing_dot(&name).to_owned()),
            Some(Host::Ipv4(address)) => own_addresses.push(address.into()),
            Some(Host::Ipv6(address)) => own_addresses.push(address.into()),
            None => {}
        }
        Self {
            allow: settings.allow.clone(),
            deny: settings.deny.clone(),
            ports: settings.ports.clone(),
            own_hosts,
            own_addresses,
        }
    }

    /// Parses and judges a URL by itself: scheme, port, credentials, host name, literal address. The URL that comes
    /// back has no fragment, and no trailing dot behind its host.
    pub fn check_url(&self, url: &str) -> Result<Url, Refusal> {
        if url.chars().count() > URL_CHARACTERS {
            return Err(Refusal::new(Rule::UrlTooLong));
        }
        let mut url = Url::parse(url).map_err(|_| Refusal::new(Rule::UrlInvalid))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refusal::new(Rule::UrlScheme));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::new(Rule::UrlCredentials));
        }
        self.check_host(&mut url)?;
        let port = url.port_or_known_default().unwrap_or_default();
        if port == 0 || !self.ports.contains(&port) {
            let ports: Vec<String> = self.ports.iter().map(u16::to_string).collect();
            return Err(Refusal::new(Rule::UrlPort).with("ports", ports.join(", ")));
        }
        url.set_fragment(None);
        Ok(url)
    }

    fn check_host(&self, url: &mut Url) -> Result<(), Refusal> {
        match url.host() {
            Some(Host::Domain(name)) => {
                let canonical = without_trailing_dot(name).to_owned();
                if let Some(rule) = host::refusing_rule(&canonical, &self.own_hosts) {
                    return Err(Refusal::new(rule));
                }
                if canonical != name {
                    url.set_host(Some(&canonical))
                        .map_err(|_| Refusal::new(Rule::HostInvalid))?;
                }
                Ok(())
            }
            Some(Host::Ipv4(address)) => self.check_addresses(&[address.into()]),
            Some(Host::Ipv6(address)) => self.check_addresses(&[address.into()]),
            None => Err(Refusal::new(Rule::UrlInvalid)),
        }
    }

    /// Judges a URL and what its name resolved to, as a fetch does. A literal host is judged by itself.
    pub fn check(&self, url: &str, addresses: &[IpAddr]) -> Result<Url, Refusal> {
        let url = self.check_url(url)?;
        if let Some(Host::Domain(_)) = url.host() {
            self.check_addresses(addresses)?;
        }
        Ok(url)
    }

    /// Judges the addresses that a name resolved to: one bad one refuses the name.
    pub fn check_addresses(&self, addresses: &[IpAddr]) -> Result<(), Refusal> {
        addresses
            .iter()
            .find_map(|address| self.refusing_rule(*address))
            .map_or(Ok(()), |rule| Err(Refusal::new(rule)))
    }

    fn refusing_rule(&self, address: IpAddr) -> Option<Rule> {
        if self.is_denied(address) {
            return Some(Rule::IpDenied);
        }
        if self.is_allowed(address) {
            return None;
        }
        if spellings(address).any(|address| self.own_addresses.contains(&address)) {
            return Some(Rule::IpOwn);
        }
        address::refusing_rule(address)
    }

    fn is_denied(&self, address: IpAddr) -> bool {
        spellings(address).any(|address| self.deny.iter().any(|range| range.contains(&address)))
    }

    fn is_allowed(&self, address: IpAddr) -> bool {
        self.allow.iter().any(|range| range.contains(&address))
    }

    /// Whether the URL's host is a literal address in the operator's allow list.
    pub fn is_allow_listed_literal(&self, url: &Url) -> bool {
        let address = match url.host() {
            Some(Host::Ipv4(address)) => address.into(),
            Some(Host::Ipv6(address)) => address.into(),
            _ => return false,
        };
        self.is_allowed(address) && !self.is_denied(address)
    }
}

/// An address, and the others that it stands for: what is denied is denied in every spelling.
fn spellings(address: IpAddr) -> impl Iterator<Item = IpAddr> {
    let others: Vec<IpAddr> = match address {
        IpAddr::V4(address) => vec![address.to_ipv6_mapped().into()],
        IpAddr::V6(address) => address::embedded_ipv4(address)
            .into_iter()
            .map(IpAddr::V4)
            .collect(),
    };
    std::iter::once(address).chain(others)
}

fn without_trailing_dot(name: &str) -> &str {
    name.strip_suffix('.').unwrap_or(name)
}

/// The operator's own host, as a host, with or without a port.
fn parse_own_host(host: &str) -> Option<Host<String>> {
    let url = Url::parse(&format!("https://{host}/")).ok()?;
    url.host().map(|host| host.to_owned())
}
