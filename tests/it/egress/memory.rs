//! How much a request can make the egress process hold, with as many hostile ones as it takes at once.

use std::io::Write;
use std::net::SocketAddr;

use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::task::JoinSet;

use super::process::{self, fetch, free_port};
use super::response::eventually;
use super::target::{Target, drain};
use super::world;

/// What docs/egress.md promises for each request.
const PER_REQUEST_KILOBYTES: u64 = 1024;
const AT_ONCE: usize = 256;

/// A line of `/proc/…/status`, in KiB.
fn memory(process: u32, line: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let value = status
        .lines()
        .find_map(|text| text.strip_prefix(line)?.strip_prefix(':'))
        .unwrap();
    value.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Data that no coding makes small, so that a decoder has to keep all of it.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1u32;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    })
    .take(length)
    .collect()
}

fn zstd(data: &[u8], window_log: u32) -> Vec<u8> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 3).unwrap();
    encoder.window_log(window_log).unwrap();
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn brotli(data: &[u8]) -> Vec<u8> {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 4096, 9, 24);
    encoder.write_all(data).unwrap();
    encoder.into_inner()
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn coded(coding: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: {coding}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// A Brotli stream that announces a window of 2^24 and a block of 16 MiB, and a large-window one of a gigabyte; the rest
/// does not come.
const LARGEST_BROTLI: [&[u8]; 2] = [
    &[0xcf, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0x00],
    &[0x11, 0x1e, 0xff, 0xff, 0xff, 0x03, 0x00, 0x00, 0x00],
];

/// What hostile targets send before they fall silent.
fn hostile() -> Vec<Vec<u8>> {
    let nearly = noise(60 * 1024);
    let bomb = vec![0; 64 << 20];
    let mut wires = vec![
        coded("gzip", &gzip(&nearly)[..55_000]),
        coded("deflate", &gzip(&nearly)[10..55_000]),
        coded("br", &brotli(&nearly)[..55_000]),
        coded("zstd", &zstd(&nearly, 23)[..55_000]),
        coded("gzip", &gzip(&bomb)),
        coded("br", &brotli(&bomb)),
        coded("zstd", &zstd(&bomb, 23)),
        coded("zstd", &zstd(&bomb, 27)),
        [&b"HTTP/1.1 200 OK\r\n\r\n"[..], &nearly].concat(),
        format!("HTTP/1.1 200 OK\r\nx-long: {}", "x".repeat(16_000)).into_bytes(),
        format!("HTTP/1.1 200 OK\r\nx-long: {}", "x".repeat(1_000_000)).into_bytes(),
        format!("HTTP/1.1 200 OK\r\n{}", "x-many: 1\r\n".repeat(90)).into_bytes(),
        format!(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{}",
            "1\r\nx\r\n".repeat(60_000)
        )
        .into_bytes(),
        "HTTP/1.1 100 Continue\r\n\r\n".repeat(20_000).into_bytes(),
    ];
    for body in LARGEST_BROTLI {
        wires.push(coded("br", body));
    }
    wires
}

async fn target(wire: Vec<u8>) -> Target {
    Target::start(move |mut stream, seen| {
        let wire = wire.clone();
        async move {
            seen.request(&mut stream).await;
            if stream.write_all(&wire).await.is_ok() {
                drain(&mut stream).await;
            }
        }
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn so_many_hostile_answers_stay_within_the_bound() {
    let mut targets = Vec::new();
    for wire in hostile() {
        targets.push(target(wire).await);
    }
    let ports: Vec<u16> = targets.iter().map(|target| target.address.port()).collect();
    let port = free_port();
    let process = process::start(port, &ports).await;
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let before = memory(process.id(), "VmRSS");
    // Twice: what the first wave leaves behind must not add to the second.
    for wave in 0..2 {
        let mut requests = JoinSet::new();
        for number in 0..AT_ONCE {
            let url = world::url(targets[number % targets.len()].address);
            // A server for every two or three requests, so that nobody rests for another.
            let guild = (wave * AT_ONCE + number / 3 + 1).to_string();
            let asked = json!({
                "guild_id": guild, "method": "GET", "url": url, "headers": {}, "max_bytes": 65536,
            });
            requests.spawn(async move { fetch(address, &asked).await });
        }
        let mut silent = 0;
        while let Some(reply) = requests.join_next().await {
            let reply = reply.unwrap();
            assert!(matches!(reply.status, 502..=504), "{}", reply.body);
            silent += usize::from(reply.status == 504);
        }
        assert!(
            silent > AT_ONCE / 3,
            "many were held to the deadline: {silent}"
        );
    }
    let most = memory(process.id(), "VmHWM") - before;
    let each = most / AT_ONCE as u64;
    println!("{AT_ONCE} hostile requests at once took {most} KiB, {each} KiB each");
    assert!(each < PER_REQUEST_KILOBYTES, "{each} KiB for each request");
    tokio::task::spawn_blocking(move || drop(process))
        .await
        .unwrap();
    eventually(|| targets.iter().all(|target| target.seen.open() == 0)).await;
    assert!(
        targets
            .iter()
            .all(|target| target.seen.connections() >= AT_ONCE / targets.len()),
        "every target was asked"
    );
}
