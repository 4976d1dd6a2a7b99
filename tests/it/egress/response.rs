//! Hostile and broken answers.

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use frontdesk::egress::{FetchError, FetchFailed, Fetched, PolicySettings, StepKind};
use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpSocket, TcpStream};

use super::cases::{self, Case};
use super::certificate::{Authority, Kind};
use super::target::{Seen, Target, answer, drain, finish, json};
use super::world::{self, DEADLINE, MAX_BYTES, TOLERANCE, World, outcome, stand_ins};

/// The bytes of a body, with the framing that belongs to it.
fn body(spec: &Value) -> Vec<u8> {
    match spec["kind"].as_str().expect("a kind") {
        "empty" => Vec::new(),
        "literal" | "raw" => spec["text"].as_str().unwrap().as_bytes().to_vec(),
        "hex" => hex(spec["hex"].as_str().unwrap()),
        "repeat" => {
            let count = usize::try_from(spec["count"].as_u64().unwrap()).unwrap();
            vec![hex(spec["byte"].as_str().unwrap())[0]; count]
        }
        "json_padded" => {
            let total = usize::try_from(spec["total_bytes"].as_u64().unwrap()).unwrap();
            let start = format!("{{\"name\":{},\"pad\":\"", spec["name"]);
            format!("{start}{}\"}}", "x".repeat(total - start.len() - 2)).into_bytes()
        }
        "gzip" => gzip(&body(&spec["of"])),
        "gzip_nested" => {
            (0..spec["levels"].as_u64().unwrap()).fold(body(&spec["of"]), |inner, _| gzip(&inner))
        }
        "zstd" => zstd::encode_all(&*body(&spec["of"]), 1).unwrap(),
        "chunks" => {
            let extension = "e".repeat(
                usize::try_from(spec["extension_bytes"].as_u64().unwrap_or_default()).unwrap(),
            );
            let mut chunked = Vec::new();
            for chunk in cases::texts(&spec["chunks"]) {
                let semicolon = if extension.is_empty() { "" } else { ";" };
                chunked.extend(
                    format!("{:x}{semicolon}{extension}\r\n{chunk}\r\n", chunk.len()).bytes(),
                );
            }
            chunked.extend(b"0\r\n\r\n");
            chunked
        }
        other => panic!("{other}"),
    }
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// Head and body as they go over the wire.
fn wire(server: &Value) -> Vec<u8> {
    if let Some(raw) = server["raw"].as_str() {
        return raw.as_bytes().to_vec();
    }
    let mut headers: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    let mut add = |name: &[u8], value: &[u8]| headers.push((name.to_vec(), value.to_vec()));
    for (name, value) in server["headers"].as_object().into_iter().flatten() {
        add(name.as_bytes(), value.as_str().unwrap().as_bytes());
    }
    for header in server["raw_headers"].as_array().into_iter().flatten() {
        let header = cases::texts(header);
        add(header[0].as_bytes(), header[1].as_bytes());
    }
    for header in server["raw_headers_hex"].as_array().into_iter().flatten() {
        let header = cases::texts(header);
        add(&hex(&header[0]), &hex(&header[1]));
    }
    if let Some(count) = server["headers_gen"]["count"].as_u64() {
        let length = usize::try_from(server["headers_gen"]["len"].as_u64().unwrap()).unwrap();
        for number in 0..count {
            add(
                format!("x-filler-{number}").as_bytes(),
                "v".repeat(length).as_bytes(),
            );
        }
    }
    let mut body = body(&server["body"]);
    let named = |wanted: &str| {
        headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case(wanted.as_bytes()))
    };
    let chunked = named("transfer-encoding");
    if chunked && server["body"]["kind"] == "gzip" {
        body = [
            format!("{:x}\r\n", body.len()).as_bytes(),
            &body,
            b"\r\n0\r\n\r\n",
        ]
        .concat();
    }
    if !chunked && !named("content-length") {
        let length = body.len().to_string();
        headers.push((b"content-length".to_vec(), length.into_bytes()));
    }
    let mut wire = format!(
        "HTTP/1.1 {} Status\r\n",
        server["status"].as_u64().unwrap_or(200)
    )
    .into_bytes();
    for (name, value) in headers {
        wire.extend([&name[..], b": ", &value, b"\r\n"].concat());
    }
    wire.extend(b"\r\n");
    if let Some(bytes) = server["timing"]["rst_after_bytes"].as_u64() {
        body.truncate(usize::try_from(bytes).unwrap());
    }
    wire.extend(body);
    wire
}

async fn misbehave(mut stream: TcpStream, seen: Seen, server: Value) {
    let timing = &server["timing"];
    if seen.request(&mut stream).await.is_none() {
        return;
    }
    if timing["silent"] == true {
        return drain(&mut stream).await;
    }
    if let Some(count) = server["informational_flood"]["count"].as_u64() {
        let flood = b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n".repeat(100);
        for _ in 0..count {
            if stream.write_all(&flood).await.is_err() {
                return;
            }
        }
    }
    if timing["rst_after_bytes"].is_u64() {
        let _ = stream.write_all(&wire(&server)).await;
        stream.set_zero_linger().unwrap();
        return;
    }
    finish(&mut stream, &wire(&server)).await;
}

/// A listener whose queue is full: further SYNs are dropped.
struct BlackHole {
    address: std::net::SocketAddr,
    _listener: tokio::net::TcpListener,
    _waiting: Vec<TcpStream>,
}

impl BlackHole {
    async fn dig() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let listener = socket.listen(1).unwrap();
        let address = listener.local_addr().unwrap();
        let mut waiting = Vec::new();
        loop {
            let dial = TcpStream::connect(address);
            match tokio::time::timeout(Duration::from_millis(300), dial).await {
                Ok(stream) => waiting.push(stream.unwrap()),
                Err(_) => break,
            }
        }
        Self {
            address,
            _listener: listener,
            _waiting: waiting,
        }
    }
}

async fn ask(address: std::net::SocketAddr) -> Result<Fetched, FetchFailed> {
    World::new()
        .await
        .egress(world::loopback(&[address.port()]))
        .fetch(world::get(&world::url(address)))
        .await
}

fn check(case: &Case, result: &Result<Fetched, FetchFailed>) {
    case.check(outcome(result), result);
    if let (Ok(fetched), Some(expected)) = (result, case.field("expected").as_object())
        && let Ok(value) = serde_json::from_slice::<Value>(&fetched.body)
    {
        assert_eq!(value.as_object(), Some(expected), "{}", case.id);
    }
}

#[tokio::test]
async fn every_answer_ends_in_a_value_or_an_error_in_time() {
    let mut run = 0;
    for case in cases::of("response", 32) {
        let server = case.field("server").clone();
        let started;
        let result = if server["http"] == "2" {
            let target = http2_target(server.clone()).await;
            started = Instant::now();
            ask_http2(target).await
        } else if server["timing"]["drop_syn"] == true {
            let hole = BlackHole::dig().await;
            started = Instant::now();
            ask(hole.address).await
        } else {
            let target = {
                let server = server.clone();
                Target::start(move |stream, seen| misbehave(stream, seen, server.clone())).await
            };
            started = Instant::now();
            let result = ask(target.address).await;
            if case.field("second_request_must_not_contain").is_array() {
                ask(target.address).await.expect("a second answer");
                let second = target.seen.requests()[1].to_ascii_lowercase();
                assert!(!second.contains("cookie"), "{second}");
            }
            assert_eq!(
                target.seen.connections(),
                target.seen.requests().len(),
                "{}: a connection for each request",
                case.id
            );
            result
        };
        let limit = match case.text("uses_limit") {
            "connect_timeout_ms" => Duration::from_secs(2),
            _ => DEADLINE,
        };
        assert!(
            started.elapsed() < limit + TOLERANCE,
            "{}: {:?}",
            case.id,
            started.elapsed()
        );
        check(&case, &result);
        run += 1;
    }
    assert_eq!(run, 32);
}

struct Http2 {
    target: Target,
    authority: Authority,
}

/// A server that speaks HTTP/2 and does to each request what the case says.
async fn http2_target(server: Value) -> Http2 {
    let authority = Authority::new();
    let acceptor = authority.server("api.example.net", Kind::Good, &["h2"]);
    let listener = world::listen([127, 93, 2, 1].into()).await;
    let target = Target::on(listener, move |stream, seen| {
        let (acceptor, server) = (acceptor.clone(), server.clone());
        async move {
            let Ok(stream) = acceptor.accept(stream).await else {
                return;
            };
            let Ok(mut connection) = h2::server::handshake(stream).await else {
                return;
            };
            while let Some(Ok((request, mut respond))) = connection.accept().await {
                seen.note(format!("{request:?}").into_bytes());
                if server["flood"] == "refused_stream" {
                    respond.send_reset(h2::Reason::REFUSED_STREAM);
                    continue;
                }
                let mut response = http::Response::new(());
                if let Some(count) = server["headers_gen"]["count"].as_u64() {
                    let length =
                        usize::try_from(server["headers_gen"]["len"].as_u64().unwrap()).unwrap();
                    let value = http::HeaderValue::from_str(&"v".repeat(length)).unwrap();
                    for _ in 0..count {
                        response.headers_mut().append("x-filler", value.clone());
                    }
                }
                if let Ok(mut body) = respond.send_response(response, false) {
                    let text = server["text"].as_str().unwrap_or("{\"name\":\"Ryan\"}");
                    let _ = body.send_data(text.to_owned().into(), true);
                }
            }
        }
    });
    Http2 { target, authority }
}

async fn ask_http2(http2: Http2) -> Result<Fetched, FetchFailed> {
    let world = World::new().await;
    world
        .dns
        .addresses("api.example.net", &[http2.target.address.ip()]);
    let result = world
        .egress(PolicySettings {
            extra_roots_pem: Some(http2.authority.pem()),
            ..stand_ins(&[http2.target.address.port()])
        })
        .fetch(world::get(&format!(
            "https://api.example.net:{}/",
            http2.target.address.port()
        )))
        .await;
    assert!(http2.target.seen.requests().len() <= 2, "at most one retry");
    result
}

#[tokio::test]
async fn http2_answers_are_read() {
    let plain = http2_target(Value::Null).await;
    let fetched = ask_http2(plain).await.expect("an answer");
    assert_eq!(fetched.body, b"{\"name\":\"Ryan\"}");
    let large = "x".repeat(MAX_BYTES + 1);
    let large = http2_target(serde_json::json!({ "text": large })).await;
    let failed = ask_http2(large).await.expect_err("too large");
    assert_eq!(failed.error, FetchError::TooLarge { limit: MAX_BYTES });
}

/// An answer of these bytes, which are said to be in this coding.
fn coded(coding: &str, body: &[u8]) -> Vec<u8> {
    let mut wire = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: {coding}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    wire.extend(body);
    wire
}

/// The data in every coding that is undone.
fn all_codings(data: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(data).unwrap();
    let mut raw = DeflateEncoder::new(Vec::new(), Compression::best());
    raw.write_all(data).unwrap();
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 22);
    brotli.write_all(data).unwrap();
    vec![
        ("gzip", gzip(data)),
        ("GZip", gzip(data)),
        ("x-gzip", gzip(data)),
        ("deflate", zlib.finish().unwrap()),
        ("deflate", raw.finish().unwrap()),
        ("br", brotli.into_inner()),
        ("zstd", zstd::encode_all(data, 3).unwrap()),
        ("identity", data.to_vec()),
    ]
}

async fn said(wire: Vec<u8>) -> Result<Fetched, FetchFailed> {
    let target = Target::saying(wire).await;
    ask(target.address).await
}

#[tokio::test]
async fn bodies_are_decoded_up_to_the_last_byte_of_the_limit() {
    for (coding, body) in all_codings(&vec![b' '; MAX_BYTES]) {
        let fetched = said(coded(coding, &body)).await.expect(coding);
        assert_eq!(fetched.body.len(), MAX_BYTES, "{coding}");
    }
    for (coding, body) in all_codings(&vec![b' '; MAX_BYTES + 1]) {
        let failed = said(coded(coding, &body)).await.expect_err(coding);
        assert_eq!(
            failed.error,
            FetchError::TooLarge { limit: MAX_BYTES },
            "{coding}"
        );
    }
}

#[tokio::test]
async fn bombs_are_cut_where_they_swell() {
    for (coding, body) in all_codings(&vec![0; 64 << 20]) {
        if coding == "identity" {
            continue;
        }
        let started = Instant::now();
        let failed = said(coded(coding, &body)).await.expect_err(coding);
        assert_eq!(
            failed.error,
            FetchError::TooLarge { limit: MAX_BYTES },
            "{coding}"
        );
        assert!(started.elapsed() < Duration::from_secs(2), "{coding}");
    }
}

#[tokio::test]
async fn broken_codings_are_an_error_of_their_own() {
    let data = json_data();
    for (coding, body) in all_codings(&data) {
        if coding == "identity" {
            continue;
        }
        for broken in [&body[..body.len() / 2], b"<html>not compressed</html>"] {
            let result = said(coded(coding, broken)).await;
            match result {
                Err(failed) => assert_eq!(failed.error, FetchError::Encoding, "{coding}"),
                // Deflate has no end mark that a short stream would miss; such data is no JSON.
                Ok(fetched) => assert!(
                    coding == "deflate" && fetched.body.len() < data.len(),
                    "{coding}"
                ),
            }
        }
    }
    for coding in ["gzip, gzip", "br,gzip", "compress", "aes128gcm"] {
        let failed = said(coded(coding, &gzip(&data))).await.expect_err(coding);
        assert_eq!(failed.error, FetchError::Encoding, "{coding}");
    }
}

fn json_data() -> Vec<u8> {
    let items: Vec<String> = (0..500)
        .map(|number| format!("\"item {number}\""))
        .collect();
    format!("[{}]", items.join(",")).into_bytes()
}

#[tokio::test]
async fn headers_are_counted_and_weighed() {
    let with = |count: usize, length: usize| {
        let headers: Vec<String> = (0..count)
            .map(|number| format!("x-{number:03}: {}\r\n", "v".repeat(length)))
            .collect();
        let headers = headers.concat();
        format!("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n{headers}\r\n{{}}").into_bytes()
    };
    said(with(99, 4)).await.expect("100 headers");
    let failed = said(with(100, 4)).await.expect_err("101 headers");
    assert_eq!(failed.error, FetchError::HeadersTooLarge);
    said(with(15, 1000)).await.expect("15 KB of headers");
    let failed = said(with(17, 1000)).await.expect_err("17 KB of headers");
    assert_eq!(failed.error, FetchError::HeadersTooLarge);
}

#[tokio::test]
async fn a_slow_answer_is_cut_at_the_deadline() {
    for head in [
        "HTTP/1.1 200 OK\r\nx-slow: ",
        "HTTP/1.1 200 OK\r\ncontent-length: 60000\r\n\r\n{",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
    ] {
        let target = Target::start(move |mut stream, seen| async move {
            seen.request(&mut stream).await;
            let _ = stream.write_all(head.as_bytes()).await;
            // A byte now and then, so that no idle timeout would ever fire.
            let mut drip = tokio::time::interval(Duration::from_millis(20));
            loop {
                drip.tick().await;
                if stream.write_all(b"1").await.is_err() {
                    return;
                }
            }
        })
        .await;
        let mut request = world::get(&world::url(target.address));
        request.deadline = Duration::from_millis(700);
        let started = Instant::now();
        let failed = World::new()
            .await
            .egress(world::loopback(&[target.address.port()]))
            .fetch(request)
            .await
            .expect_err("no answer");
        assert!(started.elapsed() < Duration::from_millis(700) + TOLERANCE);
        // Ones are also a chunk's size that grows too large.
        assert!(
            matches!(failed.error, FetchError::Deadline | FetchError::Broken),
            "{head}: {:?}",
            failed.error
        );
        eventually(|| target.seen.open() == 0).await;
    }
}

/// Waits for a condition; only a test that fails waits long.
pub(crate) async fn eventually(condition: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(30);
    while !condition() {
        assert!(Instant::now() < until, "the condition never held");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_refusal_keeps_its_body_apart_from_data() {
    let failed = said(answer("422 No", &[], "{\"error\":\"wrong key\"}"))
        .await
        .expect_err("a refusal");
    assert_eq!(failed.error, FetchError::Status { status: 422 });
    assert_eq!(failed.status, Some(422));
    assert_eq!(failed.body, b"{\"error\":\"wrong key\"}");
    let long = said(answer("500 No", &[], &"x".repeat(MAX_BYTES + 1)))
        .await
        .expect_err("a refusal");
    assert_eq!(long.error, FetchError::Status { status: 500 });
    assert!(long.body.is_empty());
}

#[tokio::test]
async fn the_steps_tell_what_was_done() {
    let http2 = http2_target(Value::Null).await;
    let fetched = ask_http2(http2).await.expect("an answer");
    let steps: Vec<StepKind> = fetched.steps.iter().map(|step| step.kind).collect();
    assert_eq!(
        steps,
        [
            StepKind::Address,
            StepKind::Wait,
            StepKind::Resolve,
            StepKind::Connect,
            StepKind::Tls,
            StepKind::Status,
            StepKind::Body
        ]
    );
    assert!(fetched.steps.iter().all(|step| step.ok));
    let failed = said(json("x").split_off(3)).await.expect_err("no HTTP");
    let last = failed.steps.last().expect("a step");
    assert_eq!(
        (last.kind, last.ok, last.detail.as_str()),
        (StepKind::Status, false, "broken")
    );
}
