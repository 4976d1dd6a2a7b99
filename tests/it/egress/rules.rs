//! Every case that the rules decide by themselves, and, where it is refused, the whole client as well.

use std::net::IpAddr;

use frontdesk::egress::{FetchError, Policy, PolicySettings, Refusal, Rule};
use url::Url;

use super::cases::{self, Case, texts};
use super::target::{Target, json};
use super::world::{self, World};

fn addresses(case: &Case) -> Vec<IpAddr> {
    case.texts("mock_dns")
        .iter()
        .map(|address| address.parse().expect("an address"))
        .collect()
}

/// The settings that a case's `config` names.
fn settings(case: &Case) -> PolicySettings {
    let config = case.field("config");
    PolicySettings {
        own_host: texts(&config["own_hosts"]).into_iter().next(),
        own_addresses: texts(&config["own_addresses"])
            .iter()
            .map(|address| address.parse().expect("an address"))
            .collect(),
        ..PolicySettings::default()
    }
}

fn outcome(verdict: &Result<Url, Refusal>) -> &'static str {
    match verdict {
        Ok(_) => "allowed",
        Err(_) => "blocked",
    }
}

/// The URL that was judged is the one of the URL standard.
fn check_parse(case: &Case, url: &Url) {
    let standard = case.field("whatwg");
    if standard.is_null() {
        return;
    }
    assert_eq!(url.scheme(), standard["scheme"], "{}", case.id);
    let host = url.host_str().expect("a host");
    let expected = standard["host"].as_str().expect("a host");
    assert_eq!(
        host.trim_matches(['[', ']']),
        expected.strip_suffix('.').unwrap_or(expected),
        "{}",
        case.id
    );
    assert_eq!(
        u64::from(url.port_or_known_default().expect("a port")),
        standard["port"],
        "{}",
        case.id
    );
}

#[test]
fn addresses_are_classified() {
    let policy = Policy::new(&PolicySettings::default());
    let mut run = 0;
    for (class, count) in [("ip_special", 64), ("ip_public", 26), ("ip_embedded", 27)] {
        for case in cases::of(class, count) {
            let address: IpAddr = case.text("address").parse().expect("an address");
            let verdict = policy.check_addresses(&[address]);
            case.check(
                if verdict.is_ok() {
                    "allowed"
                } else {
                    "blocked"
                },
                &verdict,
            );
            let verdict = policy.check_url(case.text("url"));
            case.check(outcome(&verdict), &verdict);
            run += 1;
        }
    }
    assert_eq!(run, 117);
}

#[test]
fn urls_and_names_are_judged() {
    let mut run = 0;
    for (class, count) in [
        ("url_form", 52),
        ("url_scheme_port", 25),
        ("host_policy", 19),
    ] {
        for case in cases::of(class, count) {
            let policy = Policy::new(&settings(&case));
            let verdict = policy.check(case.text("url"), &addresses(&case));
            case.check(outcome(&verdict), &verdict);
            if let Ok(url) = verdict {
                check_parse(&case, &url);
            }
            run += 1;
        }
    }
    assert_eq!(run, 96);
}

#[tokio::test]
async fn what_the_rules_refuse_is_never_looked_up() {
    let world = World::new().await;
    let egress = world.egress(PolicySettings::default());
    let mut run = 0;
    for (class, count) in [
        ("ip_special", 64),
        ("ip_embedded", 27),
        ("url_form", 52),
        ("url_scheme_port", 25),
        ("host_policy", 19),
    ] {
        for case in cases::of(class, count) {
            // One case is refused by the address that its name resolves to.
            if case.accepts("allowed") || case.id == "host-self-ip" {
                continue;
            }
            let failed = egress
                .fetch(world::get(case.text("url")))
                .await
                .expect_err(&case.id);
            assert!(
                matches!(failed.error, FetchError::Refused(_)),
                "{}: {:?}",
                case.id,
                failed.error
            );
            run += 1;
        }
    }
    assert!(run > 140, "{run}");
    assert_eq!(world.dns.questions(), 0, "no name was looked up");
}

#[tokio::test]
async fn no_byte_reaches_a_refused_address() {
    let world = World::new().await;
    let here = Target::saying(json("{}")).await;
    let port = here.address.port();
    let everywhere = Target::say_on(world::listen([127, 0, 0, 2].into()).await, json("{}"));
    let other = everywhere.address.port();
    world.dns.addresses("app.example.net", &[here.address.ip()]);
    let egress = world.egress(PolicySettings {
        ports: [port, other].into(),
        ..PolicySettings::default()
    });
    for host in [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
        "①②⑦.0.0.1",
        "127。0。0。1",
        "0",
        "0.0.0.0",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "[::]",
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "local\u{ad}host",
        "app.example.net",
        "APP.EXAMPLE.NET.",
        "user@127.0.0.1",
    ] {
        let url = format!("http://{host}:{port}/");
        let failed = egress.fetch(world::get(&url)).await.expect_err(host);
        assert!(
            matches!(failed.error, FetchError::Refused(_)),
            "{host}: {:?}",
            failed.error
        );
    }
    let failed = egress
        .fetch(world::get(&format!("http://127.0.0.2:{other}/")))
        .await
        .expect_err("another loopback address");
    assert_eq!(failed.error.code(), "ip-loopback");
    assert_eq!(here.seen.connections() + everywhere.seen.connections(), 0);
}

#[test]
fn every_rule_is_documented_once() {
    let page = include_str!("../../../docs/egress.md");
    for rule in Rule::ALL {
        let row = format!("| `{rule}` |");
        assert_eq!(page.matches(&row).count(), 1, "{row}");
    }
}

#[test]
fn the_bots_own_addresses_are_refused_under_any_name() {
    let policy = Policy::new(&PolicySettings {
        own_host: Some("198.41.0.4:8443".to_owned()),
        own_addresses: vec![
            "93.184.216.34".parse().unwrap(),
            "2a00:1450:4001::1".parse().unwrap(),
        ],
        ..PolicySettings::default()
    });
    for address in [
        "198.41.0.4",
        "93.184.216.34",
        "2a00:1450:4001::1",
        "64:ff9b::93.184.216.34",
    ] {
        let refusal = policy
            .check("https://example.com/", &[address.parse().unwrap()])
            .expect_err(address);
        assert_eq!(refusal.rule, Rule::IpOwn, "{address}");
    }
}
