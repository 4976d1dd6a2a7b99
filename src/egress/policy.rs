//! One parsed URL decides everything.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

use ipnet::IpNet;
use url::Url;

use super::Refusal;

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
        }
    }
}

/// The rules.
#[derive(Clone, Debug)]
pub struct Policy {}

impl Policy {
    /// From the operator's settings.
    pub fn new(_settings: &PolicySettings) -> Self {
        todo!()
    }

    /// Parses and judges a URL by itself: scheme, port, credentials, host name, literal address.
    pub fn check_url(&self, _url: &str) -> Result<Url, Refusal> {
        todo!()
    }

    /// Judges the addresses that a name resolved to: one bad one refuses the name.
    pub fn check_addresses(&self, _addresses: &[IpAddr]) -> Result<(), Refusal> {
        todo!()
    }

    /// Whether the URL's host is a literal address in the operator's allow list.
    pub fn is_allow_listed_literal(&self, _url: &Url) -> bool {
        todo!()
    }
}
