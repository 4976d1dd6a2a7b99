//! A bot whose requests an egress process makes: it sees what it would see if it made them itself.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use frontdesk::egress::{
    Egress, FetchError, FetchFailed, FetchRequest, Fetched, Method, PolicySettings, RemoteError,
    RemoteSettings,
};
use frontdesk::vault::Secret;
use tokio::io::copy_bidirectional;
use tokio::net::TcpStream;

use super::certificate::{Authority, Kind};
use super::name_server::Reply as Said;
use super::process::{Here, TOKEN, free_port};
use super::response::eventually;
use super::target::{Target, answer, drain, json};
use super::world::{self, DEADLINE, TOLERANCE, World, stand_ins};

/// A bot with these rules that uses the process there.
fn bot(address: SocketAddr, token: &str, settings: PolicySettings) -> Egress {
    Egress::new(&PolicySettings {
        remote: Some(RemoteSettings {
            url: format!("http://{address}").parse().unwrap(),
            token: Secret::new(token),
        }),
        ..settings
    })
    .unwrap()
}

/// What can be compared: everything but times.
fn seen(result: Result<Fetched, FetchFailed>) -> String {
    let steps = |steps: Vec<frontdesk::egress::Step>| {
        steps
            .into_iter()
            .map(|step| format!("{} {} {}", step.kind.name(), step.ok, step.detail))
            .collect::<Vec<_>>()
    };
    match result {
        Ok(fetched) => format!(
            "{} {:?} {:?} {:?}",
            fetched.status,
            fetched.headers,
            fetched.body,
            steps(fetched.steps)
        ),
        Err(failed) => format!(
            "{:?} {:?} {:?} {:?} {:?}",
            failed.error,
            failed.status,
            failed.headers,
            failed.body,
            steps(failed.steps)
        ),
    }
}

#[tokio::test]
async fn it_makes_no_difference_who_makes_the_request() {
    let authority = Authority::new();
    let expired = authority.server("expired.example.net", Kind::Expired, &["http/1.1"]);
    let tls = Target::on(
        world::listen([127, 94, 0, 1].into()).await,
        move |stream, seen| {
            let acceptor = expired.clone();
            async move {
                if let Ok(mut stream) = acceptor.accept(stream).await {
                    seen.request(&mut stream).await;
                }
            }
        },
    );
    let say = async |last: u8, wire: Vec<u8>| {
        Target::say_on(world::listen([127, 94, 1, last].into()).await, wire)
    };
    let targets = [
        say(1, json("{\"name\":\"Ryan\"}")).await,
        say(
            2,
            answer("422 No", &[("x-why", "because")], "{\"error\":\"no\"}"),
        )
        .await,
        say(
            3,
            answer("302 Found", &[("location", "https://a.example/?b")], ""),
        )
        .await,
        say(4, answer("301 Moved", &[("location", "mailto:a@b")], "")).await,
        say(
            5,
            answer("200 OK", &[("content-encoding", "gzip")], "no gzip"),
        )
        .await,
        say(6, answer("200 OK", &[("x-long", &"x".repeat(20_000))], "")).await,
        say(7, answer("200 OK", &[], &"x".repeat(70_000))).await,
        say(8, b"nonsense\r\n\r\n".to_vec()).await,
        say(9, answer("204 No Content", &[], "")).await,
    ];
    let hanging = Target::start(|mut stream, seen| async move {
        seen.request(&mut stream).await;
        drain(&mut stream).await;
    });
    let hanging = hanging.await;
    let closed = free_port();
    let mut ports: Vec<u16> = targets.iter().map(|target| target.address.port()).collect();
    ports.extend([tls.address.port(), hanging.address.port(), closed, 443]);
    let mut settings = PolicySettings {
        extra_roots_pem: Some(authority.pem()),
        ..stand_ins(&ports)
    };
    settings.allow.push("127.0.0.1/32".parse().unwrap());
    let world = World::new().await;
    world
        .dns
        .addresses("expired.example.net", &[tls.address.ip()]);
    world
        .dns
        .addresses("good.example.net", &[targets[0].address.ip()]);
    world
        .dns
        .addresses("bad.example.net", &["10.0.0.1".parse().unwrap()]);
    world.dns.say("silent.example.net", vec![Said::Silence]);
    let here = world.egress(settings.clone());
    let process = Here::serve(world.egress(settings.clone())).await;
    let there = bot(process.address, TOKEN, settings);

    let mut requests: Vec<FetchRequest> = targets
        .iter()
        .map(|target| world::get(&world::url(target.address)))
        .collect();
    for url in [
        format!("http://good.example.net:{}/", targets[0].address.port()),
        format!("https://expired.example.net:{}/", tls.address.port()),
        format!("http://127.0.0.1:{closed}/"),
        "https://bad.example.net/".to_owned(),
        "https://gone.example.net/".to_owned(),
        "https://silent.example.net/".to_owned(),
        "http://10.0.0.1:443/".to_owned(),
        "http://127.0.0.1:22/".to_owned(),
        "nonsense".to_owned(),
    ] {
        requests.push(world::get(&url));
    }
    let mut post = world::get(&world::url(targets[0].address));
    post.method = Method::Post;
    post.body = Some("{}".to_owned());
    post.headers.push(("X-Key".to_owned(), Secret::new("ü")));
    requests.push(post.clone());
    post.headers.push(("Host".to_owned(), Secret::new("b")));
    requests.push(post);
    let mut late = world::get(&world::url(hanging.address));
    late.deadline = Duration::from_millis(900);
    requests.push(late);
    for request in requests {
        let started = Instant::now();
        let remote = seen(there.fetch(request.clone()).await);
        assert!(started.elapsed() < request.deadline + TOLERANCE);
        assert_eq!(remote, seen(here.fetch(request.clone()).await));
        assert!(!remote.contains("Process"), "{remote}");
    }
}

#[tokio::test]
async fn nothing_that_the_process_does_takes_longer_than_the_deadline() {
    let silent = Target::start(|mut stream, _| async move { drain(&mut stream).await }).await;
    let dripping = Target::start(|mut stream, seen| async move {
        use tokio::io::AsyncWriteExt as _;
        seen.request(&mut stream).await;
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 9000\r\n\r\n";
        let _ = stream.write_all(head).await;
        let mut drip = tokio::time::interval(Duration::from_millis(20));
        while stream.write_all(b" ").await.is_ok() {
            drip.tick().await;
        }
    })
    .await;
    for process in [silent, dripping] {
        let there = bot(process.address, TOKEN, PolicySettings::default());
        let mut request = world::get("https://example.com/");
        request.deadline = Duration::from_millis(600);
        let started = Instant::now();
        let failed = there.fetch(request).await.expect_err("no answer");
        assert_eq!(failed.error, FetchError::Deadline);
        assert!(!failed.steps.last().expect("a step").ok);
        assert!(started.elapsed() < Duration::from_millis(600) + TOLERANCE);
        eventually(|| process.seen.open() == 0).await;
        assert_eq!(process.seen.connections(), 1, "nothing was tried again");
    }
}

#[tokio::test]
async fn a_fetch_that_is_dropped_ends_at_the_target() {
    let target = Target::start(|mut stream, seen| async move {
        seen.request(&mut stream).await;
        drain(&mut stream).await;
    })
    .await;
    let settings = world::loopback(&[target.address.port()]);
    let process = Here::serve(World::new().await.egress(settings.clone())).await;
    let there = bot(process.address, TOKEN, settings);
    let request = world::get(&world::url(target.address));
    let fetch = tokio::spawn(async move { there.fetch(request).await.map(|_| ()) });
    eventually(|| target.seen.requests().len() == 1).await;
    let dropped = Instant::now();
    fetch.abort();
    eventually(|| target.seen.open() == 0).await;
    assert!(dropped.elapsed() < DEADLINE / 2);
}

#[tokio::test]
async fn limits_are_the_processs_for_all_its_bots() {
    let target = Target::saying("HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n").await;
    let settings = world::loopback(&[target.address.port()]);
    let process = Here::serve(World::new().await.egress(settings.clone())).await;
    for number in 0..20 {
        let there = bot(process.address, TOKEN, settings.clone());
        let request = world::get(&world::url(target.address));
        let failed = there.fetch(request).await.expect_err("a failure");
        match failed.error {
            FetchError::Status { status: 500 } if number < 5 => {}
            FetchError::Resting { .. } if number >= 5 => {}
            error => panic!("{number}: {error:?}"),
        }
    }
    assert_eq!(target.seen.connections(), 5);
}

#[tokio::test]
async fn an_operator_is_told_what_is_wrong_with_the_process() {
    let process = Here::serve(World::new().await.egress(PolicySettings::default())).await;
    let good = bot(process.address, TOKEN, PolicySettings::default());
    good.check_process().await.expect("it is there");
    let wrong = bot(process.address, "wrong", PolicySettings::default());
    assert!(matches!(
        wrong.check_process().await,
        Err(RemoteError::Token)
    ));
    let nowhere = SocketAddr::from(([127, 0, 0, 1], free_port()));
    let down = bot(nowhere, TOKEN, PolicySettings::default());
    assert!(matches!(
        down.check_process().await,
        Err(RemoteError::Down(_))
    ));
    let other = Target::saying(json("{}")).await;
    let strange = bot(other.address, TOKEN, PolicySettings::default());
    assert!(matches!(
        strange.check_process().await,
        Err(RemoteError::Strange(_))
    ));
    for egress in [wrong, down, strange] {
        let request = world::get("https://example.com/");
        let failed = egress.fetch(request).await.expect_err("no answer");
        assert_eq!(failed.error, FetchError::Process);
    }
}

#[tokio::test]
async fn no_secret_is_sent_for_a_url_that_the_bots_own_rules_refuse() {
    let process = Target::saying(json("{}")).await;
    let there = bot(
        process.address,
        TOKEN,
        PolicySettings {
            own_host: Some("desk.example.com".to_owned()),
            ..PolicySettings::default()
        },
    );
    let request = world::get("https://desk.example.com/");
    let failed = there.fetch(request).await.expect_err("refused");
    assert_eq!(failed.error.code(), "host-own");
    assert_eq!(process.seen.connections(), 0);
}

#[tokio::test]
async fn the_process_can_be_behind_tls() {
    let target = Target::saying(json("{\"name\":\"Ryan\"}")).await;
    let settings = world::loopback(&[target.address.port()]);
    let process = Here::serve(World::new().await.egress(settings.clone())).await;
    let authority = Authority::new();
    let (acceptor, behind) = (
        authority.server("localhost", Kind::Good, &["http/1.1"]),
        process.address,
    );
    let front = Target::start(move |stream, _| {
        let acceptor = acceptor.clone();
        async move {
            if let Ok(mut stream) = acceptor.accept(stream).await {
                let mut inside = TcpStream::connect(behind).await.unwrap();
                let _ = copy_bidirectional(&mut stream, &mut inside).await;
            }
        }
    })
    .await;
    let at = |extra_roots_pem| {
        Egress::new(&PolicySettings {
            remote: Some(RemoteSettings {
                url: format!("https://localhost:{}", front.address.port())
                    .parse()
                    .unwrap(),
                token: Secret::new(TOKEN),
            }),
            extra_roots_pem,
            ..settings.clone()
        })
        .unwrap()
    };
    let request = world::get(&world::url(target.address));
    let fetched = at(Some(authority.pem())).fetch(request.clone()).await;
    assert_eq!(fetched.expect("an answer").body, b"{\"name\":\"Ryan\"}");
    let failed = at(None).fetch(request).await.expect_err("unknown root");
    assert_eq!(failed.error, FetchError::Process);
}
