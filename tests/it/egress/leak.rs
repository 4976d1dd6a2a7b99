//! What targets, logs and errors may see.

use std::io;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use frontdesk::egress::{
    AGENT, Egress, FetchError, FetchRequest, Method, PolicySettings, RemoteSettings,
};
use frontdesk::i18n;
use frontdesk::model::Language;
use frontdesk::vault::Secret;
use tracing_subscriber::fmt::MakeWriter;

use super::cases;
use super::certificate::{Authority, Kind};
use super::process::{Here, TOKEN};
use super::target::{Target, finish, json};
use super::world::{self, World};

const SECRET: &str = "S3CRETVALUE";

/// Cases about parts that are not here, and where they are held.
const ELSEWHERE: [&str; 2] = [
    // `Method` has no other values: what is not GET or POST cannot be asked for.
    "egress-method-other",
    // Which integrations are asked is decided before anything comes here.
    "egress-unused-skip",
];

#[tokio::test]
async fn cases_of_egress_hold() {
    let mut run = 0;
    for case in cases::of("egress", 11) {
        match case.id.as_str() {
            "egress-env-HTTP_PROXY" => proxy_is_ignored("HTTP_PROXY"),
            "egress-env-HTTPS_PROXY" => proxy_is_ignored("HTTPS_PROXY"),
            "egress-env-ALL_PROXY" => proxy_is_ignored("ALL_PROXY"),
            "egress-accept-encoding" => accept_encoding().await,
            "egress-log-url-secret" => {} // `nothing_secret_is_logged` below: it needs a subscriber of its own.
            "egress-error-body" => error_says_nothing_of_the_network().await,
            "egress-oracle-code" => no_oracle().await,
            "egress-post-content-type" => post_content_type().await,
            "egress-timing-dial-count" => dial_count().await,
            other => {
                assert!(ELSEWHERE.contains(&other), "{other}");
                continue;
            }
        }
        run += 1;
    }
    assert_eq!(run, 9);
}

/// Runs [`ask_with_proxies`] in a process whose environment names a proxy.
fn proxy_is_ignored(variable: &str) {
    let output = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "egress::leak::ask_with_proxies", "--ignored"])
        .env(variable, "http://127.0.0.1:9")
        .env(variable.to_ascii_lowercase(), "http://127.0.0.1:9")
        .output()
        .expect("a process");
    let seen = String::from_utf8_lossy(&output.stdout);
    assert!(seen.contains("1 passed"), "{variable}: {seen}");
}

#[tokio::test]
#[ignore = "run by `cases_of_egress_hold`, with proxies in the environment"]
async fn ask_with_proxies() {
    let world = World::new().await;
    let target = Target::say_on(world::listen([127, 93, 4, 1].into()).await, json("{}"));
    world
        .dns
        .addresses("app.example.net", &[target.address.ip()]);
    let port = target.address.port();
    world
        .egress(world::stand_ins(&[port]))
        .fetch(world::get(&format!("http://app.example.net:{port}/")))
        .await
        .expect("a direct answer");
}

/// What a target receives.
async fn received(change: impl FnOnce(&mut FetchRequest)) -> String {
    let target = Target::saying(json("{}")).await;
    let mut request = world::get(&format!("http://{}/a%0d%0ab?c=d#fragment", target.address));
    change(&mut request);
    World::new()
        .await
        .egress(world::loopback(&[target.address.port()]))
        .fetch(request)
        .await
        .expect("an answer");
    target.seen.requests().remove(0)
}

async fn accept_encoding() {
    let request = received(|_| {}).await.to_ascii_lowercase();
    let line = request
        .lines()
        .find(|line| line.starts_with("accept-encoding"))
        .expect("the header");
    assert_eq!(line, "accept-encoding: gzip");
}

#[tokio::test]
async fn a_request_has_what_was_asked_for_and_no_more() {
    let request = received(|request| {
        request
            .headers
            .push(("Authorization".to_owned(), Secret::new("Bearer x")));
    })
    .await;
    let mut lines: Vec<&str> = request.trim_end().lines().collect();
    assert_eq!(lines.remove(0), "GET /a%0d%0ab?c=d HTTP/1.1");
    let mut names: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.split(':').next())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "accept",
            "accept-encoding",
            "authorization",
            "host",
            "user-agent"
        ]
    );
    assert!(request.contains(&format!("user-agent: {AGENT}\r\n")));
}

async fn post_content_type() {
    let post = |own: Option<&'static str>| {
        received(move |request| {
            request.method = Method::Post;
            request.body = Some("{\"a\":1}".to_owned());
            if let Some(own) = own {
                request
                    .headers
                    .push(("Content-Type".to_owned(), Secret::new(own)));
            }
        })
    };
    let request = post(None).await;
    assert_eq!(
        request
            .matches("content-type: application/json\r\n")
            .count(),
        1
    );
    assert!(request.ends_with("\r\n\r\n{\"a\":1}"));
    let request = post(Some("application/json; charset=utf-8")).await;
    assert_eq!(
        request.to_ascii_lowercase().matches("content-type").count(),
        1
    );
}

#[tokio::test]
async fn headers_that_are_not_the_authors_are_refused() {
    let egress = World::new().await.egress(world::loopback(&[80]));
    for name in [
        "Host",
        "hOsT",
        "Connection",
        "Content-Length",
        "Transfer-Encoding",
        "transfer_encoding",
        "TE",
        "Cookie",
        "Upgrade",
        "Expect",
        "Proxy-Authorization",
        "X-Forwarded-For",
        "CF-Connecting-IP",
        "X-Proxy-Auth",
        "Via",
        "Forwarded",
        "Metadata-Flavor",
        "X Api",
        "X-Api:",
        "",
        "X\r\nY",
    ] {
        let mut request = world::get("http://127.0.0.1/");
        request.headers.push((name.to_owned(), Secret::new("v")));
        let failed = egress.fetch(request).await.expect_err(name);
        assert_eq!(failed.error, FetchError::Header { name: None }, "{name:?}");
    }
    for value in ["a\r\nb", "a\nb", "a\0b", "a\u{7f}b"] {
        let mut request = world::get("http://127.0.0.1/");
        request
            .headers
            .push(("X-Api-Key".to_owned(), Secret::new(value)));
        let failed = egress.fetch(request).await.expect_err(value);
        assert_eq!(failed.error.code(), "header", "{value:?}");
    }
}

async fn error_says_nothing_of_the_network() {
    let world = World::new().await;
    world
        .dns
        .addresses("app.example.net", &[[10, 0, 0, 5].into()]);
    let egress = world.egress(PolicySettings::default());
    for url in ["http://10.0.0.5/", "http://app.example.net/"] {
        let failed = egress.fetch(world::get(url)).await.expect_err("refused");
        for language in Language::ALL {
            let words = i18n::words(language, &failed.error.text());
            for secret in ["10.0.0.5", "refused", "os error", "private"] {
                assert!(!words.contains(secret), "{words}");
            }
        }
    }
}

/// What listens behind a refused address makes no difference.
async fn no_oracle() {
    let world = World::new().await;
    let target = Target::saying(json("{}")).await;
    let closed = Target::saying(json("{}")).await.address.port();
    let egress = world.egress(PolicySettings {
        ports: [target.address.port(), closed].into(),
        ..PolicySettings::default()
    });
    let mut errors = Vec::new();
    for port in [target.address.port(), closed] {
        let started = Instant::now();
        let failed = egress
            .fetch(world::get(&format!("http://127.0.0.1:{port}/")))
            .await
            .expect_err("refused");
        assert!(started.elapsed() < world::TOLERANCE);
        errors.push(failed.error);
    }
    assert_eq!(errors[0], errors[1]);
    assert_eq!(target.seen.connections(), 0);
}

async fn dial_count() {
    let world = World::new().await;
    let addresses: Vec<std::net::IpAddr> = (1..=20).map(|last| [127, 93, 5, last].into()).collect();
    let listener = world::listen(addresses[10]).await;
    let port = listener.local_addr().expect("an address").port();
    let target = Target::say_on(listener, json("{}"));
    world.dns.addresses("app.example.net", &addresses);
    let failed = world
        .egress(world::stand_ins(&[port]))
        .fetch(world::get(&format!("http://app.example.net:{port}/")))
        .await
        .expect_err("the eleventh is not tried");
    assert_eq!(failed.error, FetchError::Unreachable);
    assert_eq!(target.seen.connections(), 0);
}

/// Everything that is logged, as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// A request with the secret in every place that can hold one.
fn secret_request(origin: &str) -> FetchRequest {
    let mut request = world::get(&format!("{origin}/{SECRET}?key={SECRET}"));
    request.method = Method::Post;
    request.body = Some(format!("{{\"key\":\"{SECRET}\"}}"));
    request
        .headers
        .push(("Authorization".to_owned(), Secret::new(SECRET)));
    request
}

#[tokio::test]
async fn nothing_secret_is_logged() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let world = World::new().await;
    let authority = Authority::new();
    let mut seen = Vec::new();
    for protocol in ["http/1.1", "h2"] {
        let acceptor = authority.server("app.example.net", Kind::Good, &[protocol]);
        let target = Target::on(
            world::listen([127, 93, 6, 1].into()).await,
            move |stream, seen| {
                let acceptor = acceptor.clone();
                async move {
                    let Ok(mut stream) = acceptor.accept(stream).await else {
                        return;
                    };
                    // To the HTTP/2 client this is a broken answer.
                    seen.request(&mut stream).await;
                    finish(&mut stream, &json(&format!("{{\"{SECRET}\":1}}"))).await;
                }
            },
        );
        world
            .dns
            .addresses("app.example.net", &[target.address.ip()]);
        let egress = world.egress(PolicySettings {
            extra_roots_pem: Some(authority.pem()),
            ..world::stand_ins(&[target.address.port(), 1])
        });
        let process = Here::serve(egress.clone()).await;
        let remote = Egress::new(&PolicySettings {
            remote: Some(RemoteSettings {
                url: format!("http://{}", process.address).parse().unwrap(),
                token: Secret::new(TOKEN),
            }),
            ..world::stand_ins(&[target.address.port(), 1])
        })
        .expect("a client");
        seen.push(format!("{remote:?}"));
        for (egress, port) in [
            (&egress, target.address.port()),
            (&egress, 1),
            (&remote, target.address.port()),
            (&remote, 1),
        ] {
            let request = secret_request(&format!("https://app.example.net:{port}"));
            seen.push(format!("{request:?}"));
            match egress.fetch(request).await {
                Ok(fetched) => seen.push(format!("{:?}", fetched.steps)),
                Err(failed) => {
                    seen.push(format!("{failed:?} {}", failed.error));
                    seen.push(i18n::words(Language::English, &failed.error.text()));
                }
            }
        }
    }
    let log = String::from_utf8(log.0.lock().unwrap().clone()).expect("text");
    assert!(log.contains("egress.fetch"), "something was logged");
    for text in seen.iter().chain([&log]) {
        assert!(!text.contains(SECRET) && !text.contains(TOKEN), "{text}");
    }
}
