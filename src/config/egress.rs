//! The operator's word on the way out.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU16;
use std::path::Path;
use std::str::FromStr;

use ipnet::IpNet;

use super::{Environment, Problems, WebSettings};
use crate::egress::PolicySettings;

const NETWORK: &str = "network: write networks like `10.1.2.0/24` with commas between";

/// The settings alone, for verbs that do not talk to Discord.
pub fn read_alone(environment: &Environment) -> Result<PolicySettings, Problems> {
    let mut problems = Problems::default();
    let web = WebSettings::read(environment, &mut problems);
    let settings = read(environment, &web, &mut problems);
    problems.or(settings)
}

pub(super) fn read(
    environment: &Environment,
    web: &WebSettings,
    problems: &mut Problems,
) -> PolicySettings {
    let mut settings = PolicySettings {
        allow: networks(environment, "FRONTDESK_EGRESS_ALLOW", problems),
        deny: networks(environment, "FRONTDESK_EGRESS_DENY", problems),
        dns: environment
            .list::<NameServer>(
                "FRONTDESK_EGRESS_DNS",
                "name server: write addresses like `9.9.9.9` or `[2620:fe::fe]:53` with commas between",
                problems,
            )
            .into_iter()
            .map(|server| server.0)
            .collect(),
        extra_roots_pem: extra_roots(environment, problems),
        own_host: web.public_url.as_ref().and_then(|url| url.host_str()).map(str::to_owned),
        ..PolicySettings::default()
    };
    let ports = environment.list::<NonZeroU16>(
        "FRONTDESK_EGRESS_PORTS",
        "port: write numbers from 1 to 65535 with commas between",
        problems,
    );
    if !ports.is_empty() {
        settings.ports = ports.into_iter().map(NonZeroU16::get).collect();
    }
    settings
}

fn networks(environment: &Environment, name: &'static str, problems: &mut Problems) -> Vec<IpNet> {
    environment
        .list::<Network>(name, NETWORK, problems)
        .into_iter()
        .map(|network| network.0)
        .collect()
}

/// A network, or an address that stands for itself alone.
struct Network(IpNet);

impl FromStr for Network {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let address = text.parse::<IpAddr>().map(IpNet::from);
        text.parse().or(address).map(Self).map_err(|_| ())
    }
}

/// A name server's address; port 53 where none is given.
struct NameServer(SocketAddr);

impl FromStr for NameServer {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let address = text
            .parse::<IpAddr>()
            .map(|address| SocketAddr::new(address, 53));
        text.parse().or(address).map(Self).map_err(|_| ())
    }
}

// PEM text itself, or the path of a file that holds it: containers pass the former, people the latter.
fn extra_roots(environment: &Environment, problems: &mut Problems) -> Option<Vec<u8>> {
    let text = environment.get("FRONTDESK_EGRESS_CA")?;
    if text.starts_with("-----BEGIN") {
        return Some(text.as_bytes().to_vec());
    }
    match std::fs::read(Path::new(text)) {
        Ok(pem)
            if pem
                .windows(27)
                .any(|window| window == b"-----BEGIN CERTIFICATE-----") =>
        {
            Some(pem)
        }
        Ok(_) => {
            problems.add(
                "FRONTDESK_EGRESS_CA",
                format!("names `{text}`, which holds no certificate: give it a file in PEM form"),
            );
            None
        }
        Err(error) => {
            problems.add(
                "FRONTDESK_EGRESS_CA",
                format!(
                    "names `{text}`, which cannot be read ({}): check the path and its permissions",
                    error.kind()
                ),
            );
            None
        }
    }
}
