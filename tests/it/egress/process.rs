//! The egress process: what it answers, and to whom.

use std::net::SocketAddr;

use frontdesk::egress::server::Server;
use frontdesk::egress::{Egress, PolicySettings, listen};
use frontdesk::lifecycle::Lifecycle;
use frontdesk::vault::Secret;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::response::eventually;
use super::target::{Target, answer, drain, json as json_answer};
use super::world::{self, World};
use crate::support::Process;

pub(crate) const TOKEN: &str = "planted-token-of-the-egress-process";

/// The server of the egress process, in this process.
pub(crate) struct Here {
    pub(crate) address: SocketAddr,
    /// Kept for its name server.
    world: Option<World>,
    _task: JoinSet<()>,
}

impl Here {
    pub(crate) async fn serve(egress: Egress) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = Server::new(egress, &Secret::new(TOKEN), Lifecycle::new());
        let mut task = JoinSet::new();
        task.spawn(async move {
            let never = std::future::pending();
            listen::serve(listener, server.router(), never)
                .await
                .unwrap();
        });
        Self {
            address,
            world: None,
            _task: task,
        }
    }

    async fn at(settings: PolicySettings) -> Self {
        let world = World::new().await;
        let mut here = Self::serve(world.egress(settings)).await;
        here.world = Some(world);
        here
    }
}

/// A port that nobody listens on just now.
pub(crate) fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Starts `frontdesk egress` on a port, allowed to ask these ports of 127.0.0.1, and waits until it answers.
pub(crate) async fn start(port: u16, targets: &[u16]) -> Process {
    let ports: Vec<String> = targets.iter().map(ToString::to_string).collect();
    let process = Process::start_verb(
        "egress",
        &[
            ("FRONTDESK_EGRESS_ADDR", format!("127.0.0.1:{port}")),
            ("FRONTDESK_EGRESS_TOKEN", TOKEN.to_owned()),
            ("FRONTDESK_EGRESS_ALLOW", "127.0.0.1".to_owned()),
            ("FRONTDESK_EGRESS_PORTS", ports.join(",")),
            ("FRONTDESK_EGRESS_DNS", "127.0.0.1:1".to_owned()),
        ],
    );
    let until = tokio::time::Instant::now() + std::time::Duration::from_secs(30);
    while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        assert!(tokio::time::Instant::now() < until, "it does not listen");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    process
}

/// What came back over HTTP.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }

    fn code(&self) -> Value {
        self.json()["error"]["code"].take()
    }
}

/// One request; `head` is its first line and further lines.
pub(crate) async fn http(address: SocketAddr, head: &str, body: &str) -> Reply {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let length = body.len();
    let request = format!(
        "{head}\r\nhost: egress\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut reply = Vec::new();
    // What refuses a body may close before it has read all of it.
    let _ = stream.read_to_end(&mut reply).await;
    let reply = String::from_utf8(reply).unwrap();
    let (head, body) = reply.split_once("\r\n\r\n").expect("an answer");
    Reply {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head: head.to_ascii_lowercase(),
        body: body.to_owned(),
    }
}

/// A fetch with the right token.
pub(crate) async fn fetch(address: SocketAddr, body: &Value) -> Reply {
    let head = format!("POST /v1/fetch HTTP/1.1\r\nauthorization: Bearer {TOKEN}");
    http(address, &head, &body.to_string()).await
}

fn get(url: &str) -> Value {
    json!({ "guild_id": "1", "method": "GET", "url": url, "headers": {}, "max_bytes": 65536 })
}

#[tokio::test]
async fn an_answer_is_told_whatever_its_status() {
    let mut wire = answer(
        "200 OK",
        &[
            ("content-type", "application/json"),
            ("set-cookie", "session=1"),
            ("x-shown", "one"),
            ("x-shown", "two"),
            ("keep-alive", "timeout=5"),
        ],
        "{\"name\":\"Ryan\"}",
    );
    let target = Target::saying(wire.clone()).await;
    let process = Here::at(world::loopback(&[target.address.port()])).await;
    let asked = json!({
        "guild_id": "508392876359680000",
        "method": "POST",
        "url": format!("{}lookup?user=1", world::url(target.address)),
        "headers": { "Authorization": "key", "X-Two": "2" },
        "body": "{\"a\":1}",
        "max_bytes": 1000,
    });
    let reply = fetch(process.address, &asked).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let told = reply.json();
    assert_eq!(told["status"], 200);
    // {"name":"Ryan"}
    assert_eq!(told["body_base64"], "eyJuYW1lIjoiUnlhbiJ9");
    assert_eq!(
        told["headers"],
        json!({ "content-type": "application/json", "x-shown": "one, two" })
    );
    assert!(told["elapsed_ms"].is_u64());
    let steps: Vec<&str> = told["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| {
            assert!(step["ok"].as_bool().unwrap() && step["elapsed_ms"].is_number());
            step["name"].as_str().unwrap()
        })
        .collect();
    assert_eq!(
        steps,
        ["address", "wait", "resolve", "connect", "status", "body"]
    );
    let [request] = target.seen.requests().try_into().unwrap();
    assert!(request.starts_with("POST /lookup?user=1 HTTP/1.1\r\n"));
    let lower = request.to_ascii_lowercase();
    assert!(lower.contains("authorization: key\r\n") && lower.contains("x-two: 2\r\n"));
    assert!(request.ends_with("\r\n\r\n{\"a\":1}"));

    wire = answer("422 No", &[], "{\"error\":\"wrong key\"}");
    let target = Target::saying(wire).await;
    let process = Here::at(world::loopback(&[target.address.port()])).await;
    let reply = fetch(process.address, &get(&world::url(target.address))).await;
    let told = reply.json();
    assert_eq!((reply.status, &told["status"]), (200, &json!(422)));
    assert_eq!(told["body_base64"], "eyJlcnJvciI6Indyb25nIGtleSJ9");
    assert_eq!(
        told["steps"].as_array().unwrap().last().unwrap()["ok"],
        false
    );
}

#[tokio::test]
async fn what_gives_no_answer_has_a_code_and_a_sentence() {
    let elsewhere = answer(
        "302 Found",
        &[("location", "https://www.example.com/a?b")],
        "",
    );
    let redirect = Target::saying(elsewhere).await;
    let large = Target::saying(json_answer(&format!("\"{}\"", "x".repeat(1000)))).await;
    let broken = Target::saying("nonsense\r\n\r\n").await;
    let closed = free_port();
    let ports = [&redirect, &large, &broken].map(|target| target.address.port());
    let ports = [ports[0], ports[1], ports[2], closed, 443];
    let process = Here::at(world::loopback(&ports)).await;
    let url = |target: &Target| world::url(target.address);
    for (url, status, code) in [
        ("http://10.0.0.1:443/".to_owned(), 403, "ip-private"),
        ("http://localhost:443/".to_owned(), 403, "host-special-use"),
        ("https://discord.com/".to_owned(), 403, "host-discord"),
        ("http://127.0.0.1:22/".to_owned(), 403, "url-port"),
        ("nonsense".to_owned(), 403, "url-invalid"),
        (
            "https://gone.example.net/".to_owned(),
            502,
            "name-not-found",
        ),
        (format!("http://127.0.0.1:{closed}/"), 502, "unreachable"),
        (url(&redirect), 502, "redirect"),
        (url(&broken), 502, "broken"),
        (url(&large), 502, "too-large"),
    ] {
        let mut asked = get(&url);
        asked["max_bytes"] = json!(100);
        let reply = fetch(process.address, &asked).await;
        assert_eq!((reply.status, reply.code()), (status, json!(code)), "{url}");
        let told = reply.json();
        assert!(told["error"]["message"].as_str().unwrap().ends_with('.'));
        assert!(
            !reply.body.contains("/a?b"),
            "only the origin: {}",
            reply.body
        );
        if code == "redirect" {
            assert_eq!(told["error"]["origin"], "https://www.example.com");
        }
    }
}

#[tokio::test]
async fn only_a_request_is_one() {
    let process = Here::at(PolicySettings::default()).await;
    let full = get("https://example.com/");
    let without = |field: &str| {
        let mut asked = full.clone();
        asked.as_object_mut().unwrap().remove(field);
        asked
    };
    let with = |field: &str, value: Value| {
        let mut asked = full.clone();
        asked[field] = value;
        asked
    };
    for asked in [
        json!({}),
        json!([]),
        json!("nonsense"),
        without("guild_id"),
        without("url"),
        without("method"),
        with("method", json!("DELETE")),
        with("guild_id", json!("nobody")),
        with("headers", json!(["a: b"])),
        with("headers", json!({ "a": 1 })),
        with("max_bytes", json!(-1)),
        with("body", json!({ "a": 1 })),
    ] {
        let reply = fetch(process.address, &asked).await;
        assert_eq!(
            (reply.status, reply.code()),
            (400, json!("request")),
            "{asked}"
        );
    }
    let reply = fetch(process.address, &with("headers", json!({ "Host": "b" }))).await;
    assert_eq!((reply.status, reply.code()), (400, json!("header")));
    let reply = fetch(process.address, &with("body", json!("x".repeat(300_000)))).await;
    assert_eq!(
        (reply.status, reply.code()),
        (413, json!("request-too-large"))
    );
}

#[tokio::test]
async fn strangers_are_told_nothing() {
    let process = Here::at(PolicySettings::default()).await;
    let body = get("http://10.0.0.1/").to_string();
    for authorization in [
        String::new(),
        "\r\nauthorization: Bearer".to_owned(),
        "\r\nauthorization: Bearer wrong".to_owned(),
        format!("\r\nauthorization: Bearer {TOKEN}x"),
        format!("\r\nauthorization: Bearer {}", &TOKEN[1..]),
        format!("\r\nauthorization: Basic {TOKEN}"),
        format!("\r\nauthorization: {TOKEN}"),
        format!("\r\nx-token: {TOKEN}"),
    ] {
        let head = format!("POST /v1/fetch HTTP/1.1{authorization}");
        let reply = http(process.address, &head, &body).await;
        assert_eq!(
            (reply.status, reply.code()),
            (401, json!("unauthorized")),
            "{head}"
        );
        assert!(reply.head.contains("www-authenticate: bearer"));
        assert!(!reply.body.contains(TOKEN));
    }
    // The body of a stranger is not waited for.
    let mut stream = TcpStream::connect(process.address).await.unwrap();
    let head = "POST /v1/fetch HTTP/1.1\r\nhost: egress\r\ncontent-length: 200000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut start = [0; 12];
    stream.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"HTTP/1.1 401");

    let reply = http(process.address, "GET /v1/fetch HTTP/1.1", "").await;
    assert_eq!((reply.status, reply.code()), (405, json!("method")));
    let reply = http(process.address, "GET / HTTP/1.1", "").await;
    assert_eq!((reply.status, reply.code()), (404, json!("not-found")));
    let reply = http(process.address, "GET /healthz HTTP/1.1", "").await;
    assert_eq!((reply.status, reply.body.as_str()), (200, "ok\n"));
    let reply = http(process.address, "GET /readyz HTTP/1.1", "").await;
    assert_eq!((reply.status, reply.body.as_str()), (200, "ready\n"));
}

#[tokio::test]
async fn a_caller_that_hangs_up_ends_its_fetch() {
    let target = Target::start(|mut stream, seen| async move {
        seen.request(&mut stream).await;
        drain(&mut stream).await;
    })
    .await;
    let process = Here::at(world::loopback(&[target.address.port()])).await;
    let mut stream = TcpStream::connect(process.address).await.unwrap();
    let body = get(&world::url(target.address)).to_string();
    let length = body.len();
    let request = format!(
        "POST /v1/fetch HTTP/1.1\r\nhost: egress\r\nauthorization: Bearer {TOKEN}\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    eventually(|| target.seen.requests().len() == 1).await;
    let started = std::time::Instant::now();
    drop(stream);
    eventually(|| target.seen.open() == 0).await;
    assert!(started.elapsed() < std::time::Duration::from_secs(2));
}

#[tokio::test]
async fn the_process_counts_and_finishes_what_is_under_way() {
    let target = Target::start(|mut stream, seen| async move {
        if seen.request(&mut stream).await.is_some() {
            tokio::time::sleep(std::time::Duration::from_millis(700)).await;
            super::target::finish(&mut stream, &json_answer("{}")).await;
        }
    })
    .await;
    let port = free_port();
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let process = start(port, &[target.address.port()]).await;
    let reply = fetch(address, &get("http://10.0.0.1/")).await;
    assert_eq!(reply.status, 403);
    let reply = http(address, "GET /metrics HTTP/1.1", "").await;
    assert_eq!(reply.status, 200);
    assert!(
        reply
            .body
            .contains("frontdesk_egress_fetches_total{outcome=\"ip-private\"} 1")
    );
    assert!(reply.head.contains("x-content-type-options: nosniff"));

    let asked = get(&world::url(target.address));
    let under_way = tokio::spawn(async move { fetch(address, &asked).await });
    eventually(|| target.seen.requests().len() == 1).await;
    process.terminate().await;
    let reply = under_way.await.unwrap();
    assert_eq!((reply.status, &reply.json()["status"]), (200, &json!(200)));
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_stranger_who_says_nothing_is_not_waited_for() {
    let process = Here::at(PolicySettings::default()).await;
    for said in ["", "POST /v1/fetch HTTP/1.1\r\nhost: egress\r\nx-slow: "] {
        let mut stream = TcpStream::connect(process.address).await.unwrap();
        stream.write_all(said.as_bytes()).await.unwrap();
        let closed = tokio::time::timeout(std::time::Duration::from_secs(8), drain(&mut stream));
        closed.await.expect("it was closed");
    }
}

#[test]
fn without_a_token_it_does_not_start() {
    for (variables, expected) in [
        (&[][..], "FRONTDESK_EGRESS_TOKEN is not set"),
        (
            &[("FRONTDESK_EGRESS_TOKEN", "two words")],
            "FRONTDESK_EGRESS_TOKEN holds something else",
        ),
        (
            &[
                ("FRONTDESK_EGRESS_TOKEN", "t"),
                ("FRONTDESK_EGRESS_ADDR", "here"),
            ],
            "FRONTDESK_EGRESS_ADDR is `here`, which is no address to listen on",
        ),
    ] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_frontdesk"))
            .arg("egress")
            .env_clear()
            .envs(variables.iter().copied())
            .current_dir(std::env::temp_dir())
            .output()
            .unwrap();
        assert!(!output.status.success());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with(expected), "{said}");
        assert!(!said.contains("two words"));
    }
}
