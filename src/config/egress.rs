//! The operator's word on the way out.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU16;
use std::path::Path;
use std::str::FromStr;

use ipnet::IpNet;

use url::{Host, Url};

use super::{Environment, Problems, WebSettings};
use crate::egress::{PolicySettings, RemoteSettings};
use crate::vault::Secret;

const NETWORK: &str = "network: write networks like `10.1.2.0/24` with commas between";

/// The settings alone, for verbs that do not talk to Discord.
pub fn read_alone(environment: &Environment) -> Result<PolicySettings, Problems> {
    let mut problems = Problems::default();
    let web = WebSettings::read(environment, &mut problems);
    let settings = read(environment, &web, &mut problems);
    problems.or(settings)
}

/// What `frontdesk egress` needs.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// `FRONTDESK_EGRESS_ADDR`
    pub address: SocketAddr,
    /// `FRONTDESK_EGRESS_TOKEN`
    pub token: Secret,
    /// `FRONTDESK_KEYS`: with the bot's keys, the process serves the bot's links to pictures.
    pub keys: Option<Secret>,
    /// The rules. The process makes the requests itself, also where `FRONTDESK_EGRESS_URL` is set for the bot beside it.
    pub policy: PolicySettings,
}

/// The settings of the egress process.
pub fn read_server(environment: &Environment) -> Result<ServerSettings, Problems> {
    let mut problems = Problems::default();
    let web = WebSettings::read(environment, &mut problems);
    let settings = ServerSettings {
        policy: read_policy(environment, &web, &mut problems),
        address: read_address(environment, &mut problems),
        keys: environment.get("FRONTDESK_KEYS").map(Secret::new),
        token: read_token(
            environment,
            "and without it anybody could send requests from here: set it to a long random text, \
             as `openssl rand -hex 32` prints, and to the same for the bot",
            &mut problems,
        ),
    };
    problems.or(settings)
}

/// Where the egress process listens, alone, for the verb that asks it.
pub fn address(environment: &Environment) -> Result<SocketAddr, Problems> {
    let mut problems = Problems::default();
    let address = read_address(environment, &mut problems);
    problems.or(address)
}

pub(super) fn read(
    environment: &Environment,
    web: &WebSettings,
    problems: &mut Problems,
) -> PolicySettings {
    PolicySettings {
        remote: read_remote(environment, problems),
        ..read_policy(environment, web, problems)
    }
}

/// The egress process that the bot uses, if it uses one.
fn read_remote(environment: &Environment, problems: &mut Problems) -> Option<RemoteSettings> {
    let text = environment.get("FRONTDESK_EGRESS_URL")?;
    let url = Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && is_plain(url));
    match &url {
        None => problems.add(
            "FRONTDESK_EGRESS_URL",
            "is no address of an egress process: write it like `https://egress.example.com`, or `http://127.0.0.1:8081` on the same machine",
        ),
        Some(url) if url.scheme() == "http" && !is_loopback(url) => problems.add(
            "FRONTDESK_EGRESS_URL",
            "is not encrypted, and the requests hold secrets: use `https:` unless the egress process is on the same machine, at `127.0.0.1`",
        ),
        Some(_) => {}
    }
    let token = read_token(
        environment,
        "but FRONTDESK_EGRESS_URL is: set it to the token of the egress process",
        problems,
    );
    Some(RemoteSettings { url: url?, token })
}

/// Whether there is nothing in it beside scheme, host, port and path.
fn is_plain(url: &Url) -> bool {
    url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// The token; `missing` completes the sentence "is not set, …".
fn read_token(environment: &Environment, missing: &str, problems: &mut Problems) -> Secret {
    let token = environment
        .get("FRONTDESK_EGRESS_TOKEN")
        .unwrap_or_default();
    if token.is_empty() {
        problems.add("FRONTDESK_EGRESS_TOKEN", format!("is not set, {missing}"));
    } else if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        problems.add(
            "FRONTDESK_EGRESS_TOKEN",
            "holds something else than letters, digits and punctuation: set it to what `openssl rand -hex 32` prints",
        );
    }
    Secret::new(token)
}

fn read_address(environment: &Environment, problems: &mut Problems) -> SocketAddr {
    let default = SocketAddr::from((Ipv4Addr::LOCALHOST, 8081));
    let Some(text) = environment.get("FRONTDESK_EGRESS_ADDR") else {
        return default;
    };
    text.parse().unwrap_or_else(|_| {
        problems.add(
            "FRONTDESK_EGRESS_ADDR",
            format!(
                "is `{text}`, which is no address to listen on: write it like `127.0.0.1:8081`"
            ),
        );
        default
    })
}

fn read_policy(
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

#[cfg(test)]
mod tests {
    use super::*;

    fn remote(url: &str, token: Option<&str>) -> Result<PolicySettings, String> {
        let token = token.map(|token| ("FRONTDESK_EGRESS_TOKEN", token));
        let pairs = [("FRONTDESK_EGRESS_URL", url)].into_iter().chain(token);
        read_alone(&Environment::from_pairs(pairs)).map_err(|problems| problems.to_string())
    }

    #[test]
    fn the_way_to_the_egress_process_is_encrypted_or_short() {
        for url in [
            "https://egress.example.com",
            "https://egress.example.com:8443/behind/",
            "https://10.0.0.5",
            "http://127.0.0.1:8081",
            "http://127.9.9.9:8081/",
            "http://[::1]:8081",
            "http://localhost:8081",
        ] {
            let settings = remote(url, Some("t0ken")).expect(url);
            assert_eq!(settings.remote.expect(url).token.expose(), "t0ken");
        }
        for url in [
            "http://egress.example.com",
            "http://10.0.0.5:8081",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://0.0.0.0:8081",
            "http://[::ffff:127.0.0.1]:8081",
        ] {
            let problem = remote(url, Some("t0ken")).expect_err(url);
            assert!(
                problem.starts_with("FRONTDESK_EGRESS_URL is not encrypted"),
                "{problem}"
            );
        }
        for url in [
            "egress.example.com",
            "ftp://egress.example.com",
            "https://user:planted@egress.example.com",
            "https://egress.example.com/?a",
            "https://",
        ] {
            let problem = remote(url, Some("t0ken")).expect_err(url);
            assert!(
                problem.starts_with("FRONTDESK_EGRESS_URL is no address"),
                "{problem}"
            );
            assert!(!problem.contains("planted"));
        }
    }

    #[test]
    fn an_egress_process_without_its_token_stops_the_start() {
        insta::assert_snapshot!(
            remote("http://127.0.0.1:8081", None).unwrap_err(),
            @"FRONTDESK_EGRESS_TOKEN is not set, but FRONTDESK_EGRESS_URL is: set it to the token of the egress process"
        );
        let spaced = remote("http://127.0.0.1:8081", Some("two words")).unwrap_err();
        assert!(spaced.starts_with("FRONTDESK_EGRESS_TOKEN holds something else"));
        assert!(!spaced.contains("two words"));
    }

    #[test]
    fn the_egress_process_makes_its_requests_itself() {
        let settings = read_server(&Environment::from_pairs([
            ("FRONTDESK_EGRESS_URL", "http://127.0.0.1:8081"),
            ("FRONTDESK_EGRESS_TOKEN", "planted-token"),
        ]))
        .unwrap();
        assert!(settings.policy.remote.is_none());
        assert_eq!(settings.address.to_string(), "127.0.0.1:8081");
        assert!(!format!("{settings:?}").contains("planted"));
    }
}
