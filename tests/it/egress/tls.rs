//! Certificates and handshakes.

use std::time::Instant;

use frontdesk::egress::{Egress, FetchFailed, Fetched, PolicySettings};

use super::cases;
use super::certificate::{Authority, Kind};
use super::target::{Target, drain, finish, json};
use super::world::{self, DEADLINE, TOLERANCE, World, outcome, stand_ins};

const NAME: &str = "api.example.net";

async fn serve(acceptor: tokio_rustls::TlsAcceptor) -> Target {
    let listener = world::listen([127, 93, 1, 1].into()).await;
    Target::on(listener, move |stream, seen| {
        let acceptor = acceptor.clone();
        async move {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                return;
            };
            assert!(stream.get_ref().1.peer_certificates().is_none());
            if seen.request(&mut stream).await.is_some() {
                finish(&mut stream, &json("{\"name\":\"Ryan\"}")).await;
            }
        }
    })
}

fn client(world: &World, authority: &Authority, target: &Target) -> Egress {
    world.dns.addresses(NAME, &[target.address.ip()]);
    world.egress(PolicySettings {
        extra_roots_pem: Some(authority.pem()),
        ..stand_ins(&[target.address.port()])
    })
}

async fn ask(authority: &Authority, target: &Target) -> Result<Fetched, FetchFailed> {
    let world = World::new().await;
    client(&world, authority, target)
        .fetch(world::get(&format!(
            "https://{NAME}:{}/",
            target.address.port()
        )))
        .await
}

#[tokio::test]
async fn certificates_are_verified() {
    let mut run = 0;
    for case in cases::of("tls", 8) {
        let server = case.field("server");
        let authority = match server["cert"].as_str() {
            Some("name_constraint") => Authority::constrained_to("other.example"),
            _ => Authority::new(),
        };
        let target = match (server["cert"].as_str(), server["timing"].as_str()) {
            (_, Some("stall_handshake")) => Target::on(
                world::listen([127, 93, 1, 2].into()).await,
                |mut stream, _| async move {
                    drain(&mut stream).await;
                },
            ),
            (_, Some("plain_http")) => Target::on(
                world::listen([127, 93, 1, 3].into()).await,
                |mut stream, _| async move { finish(&mut stream, &json("{}")).await },
            ),
            (cert, None) => {
                let kind = match cert {
                    None | Some("name_constraint") => Kind::Good,
                    Some("expired") => Kind::Expired,
                    Some("not_yet_valid") => Kind::NotYetValid,
                    Some("self_signed") => Kind::SelfSigned,
                    Some("requests_client_cert") => Kind::AsksForCertificate,
                    Some(other) => panic!("{other}"),
                };
                serve(authority.server(NAME, kind, &["http/1.1"])).await
            }
            other => panic!("{other:?}"),
        };
        let started = Instant::now();
        let result = ask(&authority, &target).await;
        assert!(started.elapsed() < DEADLINE + TOLERANCE, "{}", case.id);
        let seen = match (outcome(&result), case.id.as_str()) {
            ("value", _) => "allowed",
            ("blocked", "tls-handshake-garbage") => "error",
            (other, _) => other,
        };
        case.check(seen, &result);
        if result.is_err() {
            assert_eq!(
                target.seen.requests().len(),
                0,
                "{}: nothing was sent",
                case.id
            );
        }
        run += 1;
    }
    assert_eq!(run, 8);
}

#[tokio::test]
async fn the_error_says_what_is_wrong_with_the_certificate() {
    let authority = Authority::new();
    for (kind, name, code) in [
        (Kind::Expired, NAME, "tls-expired"),
        (Kind::NotYetValid, NAME, "tls-not-yet-valid"),
        (Kind::SelfSigned, NAME, "tls-untrusted"),
        (Kind::Good, "other.example.net", "tls-wrong-name"),
    ] {
        let target = serve(authority.server(name, kind, &[])).await;
        let failed = ask(&authority, &target).await.expect_err("refused");
        assert_eq!(failed.error.code(), code);
    }
    let target = serve(authority.server(NAME, Kind::Good, &[])).await;
    let failed = ask(&Authority::new(), &target)
        .await
        .expect_err("another authority");
    assert_eq!(failed.error.code(), "tls-untrusted");
}

#[tokio::test]
async fn a_literal_address_is_verified_as_one() {
    let authority = Authority::new();
    let target = serve(authority.server("127.93.1.1", Kind::Good, &[])).await;
    let egress = World::new().await.egress(PolicySettings {
        extra_roots_pem: Some(authority.pem()),
        ..stand_ins(&[target.address.port()])
    });
    let url = format!("https://{}/", target.address);
    egress.fetch(world::get(&url)).await.expect("an answer");
}

#[tokio::test]
async fn roots_that_are_none_stop_the_start() {
    for pem in [
        &b"no certificate"[..],
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ] {
        let settings = PolicySettings {
            dns: vec!["127.0.0.1:53".parse().unwrap()],
            extra_roots_pem: Some(pem.to_vec()),
            ..PolicySettings::default()
        };
        let error = Egress::new(&settings).expect_err("no roots");
        assert!(error.to_string().contains("FRONTDESK_EGRESS_CA"), "{error}");
    }
}

#[tokio::test]
async fn a_server_that_falls_silent_over_http2_is_cut_and_closed() {
    let world = World::new().await;
    let authority = Authority::new();
    let acceptor = authority.server(NAME, Kind::Good, &["h2"]);
    let listener = world::listen([127, 93, 1, 3].into()).await;
    let target = Target::on(listener, move |stream, _| {
        let acceptor = acceptor.clone();
        async move {
            if let Ok(mut stream) = acceptor.accept(stream).await {
                drain(&mut stream).await;
            }
        }
    });
    let egress = client(&world, &authority, &target);
    let url = format!("https://{NAME}:{}/", target.address.port());
    let mut request = world::get(&url);
    request.deadline = std::time::Duration::from_millis(800);
    let started = Instant::now();
    let failed = egress.fetch(request.clone()).await.expect_err("no answer");
    assert_eq!(failed.error.code(), "deadline");
    assert!(started.elapsed() < request.deadline + TOLERANCE);
    super::response::eventually(|| target.seen.open() == 0).await;

    request.deadline = DEADLINE;
    let fetch = tokio::spawn(async move { egress.fetch(request).await.map(|_| ()) });
    super::response::eventually(|| target.seen.connections() == 2).await;
    fetch.abort();
    super::response::eventually(|| target.seen.open() == 0).await;
}
