//! Pictures: what their bytes are, however large, animated or damaged, and wherever they are redirected to.

use std::io::Cursor;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, Utc};
use frontdesk::clock::Clock;
use frontdesk::egress::{
    Egress, FetchError, ImageError, ImageKind, ImageLink, ImageLinks, Images, Picture,
    PolicySettings,
};
use frontdesk::model::GuildId;
use frontdesk::vault::{Purpose, Secret, Signer};
use frontdesk::web::ImageRoute;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::cases;
use super::target::{Target, finish};
use super::world::{self, DEADLINE, TOLERANCE, World, loopback, stand_in, stand_ins};

/// A colourful picture, so that its file is not tiny.
fn drawn(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb([x, y, x ^ y].map(|value| u8::try_from(value % 256).unwrap()))
    })
    .into()
}

fn file(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    drawn(width, height)
        .write_to(&mut Cursor::new(&mut bytes), format)
        .unwrap();
    bytes
}

/// One pixel, in a kind that does not pass.
const BMP: &[u8] =
    b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0\0\0\0\0\
    \x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xff\xff\xff\0";

fn format(name: &str) -> ImageFormat {
    ImageFormat::from_extension(name).unwrap()
}

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend_from_slice(&kind);
    chunk.extend_from_slice(data);
    let sum = crc(&chunk[4..]);
    chunk.extend_from_slice(&sum.to_be_bytes());
    chunk
}

/// As the PNG specification gives it.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

/// A PNG that claims a size and has so many zeros for pixels.
fn png_of(width: u32, height: u32, zeros: usize) -> Vec<u8> {
    let mut head = width.to_be_bytes().to_vec();
    head.extend_from_slice(&height.to_be_bytes());
    head.extend_from_slice(&[8, 6, 0, 0, 0]);
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::copy(
        &mut std::io::Read::take(std::io::repeat(0), zeros as u64),
        &mut zlib,
    )
    .unwrap();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png.extend(chunk(*b"IHDR", &head));
    png.extend(chunk(*b"IDAT", &zlib.finish().unwrap()));
    png.extend(chunk(*b"IEND", b""));
    png
}

fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
    let mut jpeg = file(ImageFormat::Jpeg, 16, 16);
    let at = jpeg
        .windows(2)
        .position(|pair| pair == [0xff, 0xc0])
        .unwrap();
    jpeg[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    jpeg
}

/// A JPEG that carries where it was taken, and lies on its side.
fn jpeg_with_exif(width: u32, height: u32) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend_from_slice(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    exif.extend_from_slice(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0GPS-PLANTED");
    let mut jpeg = vec![0xff, 0xd8, 0xff, 0xe1];
    jpeg.extend_from_slice(&u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    jpeg.extend(exif);
    jpeg.extend_from_slice(&file(ImageFormat::Jpeg, width, height)[2..]);
    jpeg
}

fn gif_of(frames: usize, width: u16, height: u16) -> Vec<u8> {
    let mut gif = b"GIF89a".to_vec();
    gif.extend_from_slice(&width.to_le_bytes());
    gif.extend_from_slice(&height.to_le_bytes());
    gif.extend_from_slice(&[0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
    for _ in 0..frames {
        // One pixel at the corner of the screen.
        gif.extend_from_slice(&[0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
    }
    gif.push(0x3b);
    gif
}

/// The head of a lossless WebP of that size.
fn webp_of(width: u32, height: u32) -> Vec<u8> {
    let bits = (width - 1) | (height - 1) << 14;
    let mut data = vec![0x2f];
    data.extend_from_slice(&bits.to_le_bytes());
    data.extend_from_slice(&[0; 27]);
    let mut webp = b"RIFF".to_vec();
    webp.extend_from_slice(&u32::try_from(data.len() + 12).unwrap().to_le_bytes());
    webp.extend_from_slice(b"WEBPVP8L");
    webp.extend_from_slice(&u32::try_from(data.len()).unwrap().to_le_bytes());
    webp.extend(data);
    webp
}

fn size(picture: &Picture) -> (u32, u32) {
    let decoded = image::load_from_memory_with_format(
        &picture.bytes,
        format(picture.kind.content_type().trim_start_matches("image/")),
    );
    let decoded = decoded.expect("a picture");
    (decoded.width(), decoded.height())
}

#[test]
fn each_kind_comes_out_as_itself_and_small() {
    for (name, kind) in [
        ("png", ImageKind::Png),
        ("jpeg", ImageKind::Jpeg),
        ("gif", ImageKind::Gif),
        ("webp", ImageKind::Webp),
    ] {
        let picture = Picture::read(&file(format(name), 30, 20)).unwrap();
        assert_eq!((picture.kind, size(&picture)), (kind, (30, 20)), "{name}");
        let picture = Picture::read(&file(format(name), 1500, 750)).unwrap();
        assert_eq!(size(&picture), (512, 256), "{name}");
    }
}

#[test]
fn of_the_file_only_pixels_go_on() {
    let picture = Picture::read(&jpeg_with_exif(64, 32)).unwrap();
    assert_eq!(size(&picture), (32, 64), "turned as its metadata said");
    let holds = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
    assert!(!holds(&picture.bytes, b"GPS-PLANTED") && !holds(&picture.bytes, b"Exif"));

    let mut polyglot = file(ImageFormat::Png, 16, 16);
    polyglot.extend_from_slice(b"<script>alert(1)</script>PK\x03\x04");
    let picture = Picture::read(&polyglot).unwrap();
    assert!(!holds(&picture.bytes, b"<script>") && !holds(&picture.bytes, b"PK\x03\x04"));
}

#[test]
fn bombs_are_refused_by_their_head_and_never_swell() {
    let started = Instant::now();
    for (name, bytes) in [
        ("png", png_of(60_000, 60_000, 1000)),
        ("png of the most", png_of(u32::MAX >> 1, 1, 1000)),
        ("just too many pixels", png_of(4096, 4097, 1000)),
        ("jpeg", jpeg_of(u16::MAX, u16::MAX)),
        ("gif", gif_of(1, u16::MAX, u16::MAX)),
        ("webp", webp_of(16_383, 16_383)),
    ] {
        let outcome = Picture::read(&bytes).map(|picture| size(&picture));
        assert_eq!(outcome, Err(ImageError::TooLarge), "{name}");
    }
    // A zlib stream that goes on and on after the last pixel, and frames that go on and on after the first.
    for bytes in [png_of(16, 16, 1 << 28), gif_of(100_000, 16, 16)] {
        assert!(matches!(
            Picture::read(&bytes).map(|picture| size(&picture)),
            Ok((16, 16)) | Err(ImageError::Damaged)
        ));
    }
    let most = Picture::read(&png_of(4096, 4096, 4096 * (4096 * 4 + 1))).unwrap();
    assert_eq!(size(&most), (512, 512));
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn a_picture_without_width_or_height_is_damaged() {
    for (width, height) in [(0, 2), (2, 0)] {
        let mut gif = gif_of(1, 2, 2);
        gif[6] = width;
        gif[8] = height;
        assert_eq!(Picture::read(&gif).unwrap_err(), ImageError::Damaged);
    }
}

#[test]
fn what_is_cut_or_damaged_is_no_panic() {
    for name in ["png", "jpeg", "gif", "webp"] {
        let whole = file(format(name), 40, 40);
        for length in (0..whole.len()).step_by(whole.len() / 60 + 1) {
            let _ = Picture::read(&whole[..length]);
        }
        for at in (0..whole.len()).step_by(whole.len() / 200 + 1) {
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            let _ = Picture::read(&changed);
        }
    }
    for bytes in [
        &b""[..],
        b"<svg/>",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"RIFF\0\0\0\0WEBP",
    ] {
        assert!(Picture::read(bytes).is_err());
    }
    assert_eq!(Picture::read(BMP), Err(ImageError::Kind));
}

fn far() -> DateTime<Utc> {
    "2100-01-01T00:00:00Z".parse().unwrap()
}

fn link(url: &str) -> ImageLink {
    ImageLink {
        asker: GuildId::new(1),
        url: url.to_owned(),
        expires_at: far(),
    }
}

fn ok(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

/// What a case's server sends.
fn answer(server: &Value) -> (Vec<u8>, bool) {
    let body = &server["body"];
    let number = |name: &str| usize::try_from(body[name].as_u64().unwrap()).unwrap();
    let side = |name: &str| u32::try_from(number(name)).unwrap();
    let mut endless = false;
    let bytes = match body["kind"].as_str().unwrap() {
        "image" if body["format"] == "bmp" => BMP.to_vec(),
        "image" => file(
            format(body["format"].as_str().unwrap()),
            side("w"),
            side("h"),
        ),
        "image_truncated" => file(ImageFormat::Png, 64, 64)[..number("keep")].to_vec(),
        "literal" => body["text"].as_str().unwrap().as_bytes().to_vec(),
        "random" => png_of(64, 64, 1000)
            .into_iter()
            .chain((0..).map(|at: usize| at.to_le_bytes()[0]))
            .take(number("bytes"))
            .collect(),
        "infinite" => {
            endless = true;
            file(ImageFormat::Png, 64, 64)
        }
        "gif_frames" => gif_of(
            number("frames"),
            u16::try_from(number("w")).unwrap(),
            u16::try_from(number("h")).unwrap(),
        ),
        "webp" => webp_of(side("w"), side("h")),
        "jpeg_exif_gps" => jpeg_with_exif(64, 64),
        other => panic!("{other}"),
    };
    let mut head = b"HTTP/1.1 200 OK\r\n".to_vec();
    if let Some(kind) = server["content_type"].as_str() {
        head.extend_from_slice(format!("content-type: {kind}\r\n").as_bytes());
    }
    if let Some(hex) = server["content_type_hex"].as_str() {
        head.extend_from_slice(b"content-type: ");
        head.extend(
            (0..hex.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()),
        );
        head.extend_from_slice(b"\r\n");
    }
    if server["chunked"] == true {
        head.extend_from_slice(b"transfer-encoding: chunked\r\n\r\n");
        for part in bytes.chunks(64 * 1024) {
            head.extend_from_slice(format!("{:x}\r\n", part.len()).as_bytes());
            head.extend_from_slice(part);
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(b"0\r\n\r\n");
    } else {
        if !endless {
            head.extend_from_slice(format!("content-length: {}\r\n", bytes.len()).as_bytes());
        }
        head.extend_from_slice(b"\r\n");
        head.extend_from_slice(&bytes);
    }
    (head, endless)
}

/// The route, served on loopback.
struct Proxy {
    address: std::net::SocketAddr,
    links: ImageLinks,
}

impl Proxy {
    async fn start(egress: Egress) -> Self {
        let links = ImageLinks::new(Signer::from_shared(
            &Secret::new("planted-token"),
            Purpose::ImageLink,
        ));
        let route = ImageRoute {
            images: Images::new(egress),
            links: links.clone(),
            clock: Clock::system(),
        };
        let listener = world::listen([127, 0, 0, 1].into()).await;
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, route.router()).await });
        Self { address, links }
    }

    fn link(&self, url: &str) -> String {
        self.links.sign(GuildId::new(1), url, Clock::system().now())
    }

    async fn ask(&self, method: &str, segment: &str, headers: &str) -> Shown {
        Shown::of(self.address, method, segment, headers).await
    }
}

/// What somebody who follows a link sees.
pub(crate) struct Shown {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Shown {
    pub(crate) async fn of(
        address: std::net::SocketAddr,
        method: &str,
        segment: &str,
        headers: &str,
    ) -> Self {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!(
            "{method} /i/{segment} HTTP/1.1\r\nhost: desk\r\nconnection: close\r\n{headers}\r\n"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        let end = bytes
            .windows(4)
            .position(|part| part == b"\r\n\r\n")
            .unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        Self {
            status: head[9..12].parse().unwrap(),
            body: bytes[end + 4..].to_vec(),
            head,
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cases_of_the_table() {
    let mut run = 0;
    for case in cases::of("image", 22) {
        let server = case.field("server");
        if !server["page"].is_null() {
            // Which address a page shows is seen in the stories of `/integration`.
            continue;
        }
        let (bytes, endless) = if server["body"].is_null() {
            (ok("", &file(ImageFormat::Png, 16, 16)), false)
        } else {
            answer(server)
        };
        let bytes: Arc<[u8]> = bytes.into();
        let target = Target::start(move |mut stream, seen| {
            let bytes = Arc::clone(&bytes);
            async move {
                if seen.request(&mut stream).await.is_none() {
                    return;
                }
                if endless {
                    while stream.write_all(&bytes).await.is_ok() {}
                } else {
                    finish(&mut stream, &bytes).await;
                }
            }
        })
        .await;
        let world = World::new().await;
        let proxy = Proxy::start(world.egress(loopback(&[target.address.port()]))).await;
        let url = world::url(target.address);
        let segment = match (server.get("token"), server["token"].as_str()) {
            (None, _) => proxy.link(&url),
            (_, None) => String::new(),
            (_, Some("expired")) => proxy.links.sign(
                GuildId::new(1),
                &url,
                "2020-01-01T00:00:00Z".parse().unwrap(),
            ),
            (_, Some("exp_overflow")) => "9".repeat(64),
            other => panic!("{other:?}"),
        };
        let started = Instant::now();
        let shown = proxy.ask("GET", &segment, "").await;
        assert!(started.elapsed() < DEADLINE + TOLERANCE, "{}", case.id);
        let outcome = if shown.status == 200 {
            "allowed"
        } else {
            "blocked"
        };
        case.check(outcome, &shown.head);
        assert_eq!(shown.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(
            shown.header("content-security-policy"),
            Some("default-src 'none'; sandbox")
        );
        if outcome == "allowed" {
            let wanted = case.field("response_headers").as_object();
            for (name, value) in wanted.into_iter().flatten() {
                assert_eq!(shown.header(name), value.as_str(), "{}", case.id);
            }
        } else {
            assert!(
                shown
                    .header("content-type")
                    .is_none_or(|kind| kind.starts_with("text/plain"))
            );
            assert!(shown.body.len() < 100, "{}", case.id);
        }
        run += 1;
    }
    assert_eq!(run, 21);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_fetched_once_and_kept_by_whoever_saw_it() {
    let target = Target::saying(ok("", &file(ImageFormat::Png, 16, 16))).await;
    let world = World::new().await;
    let proxy = Proxy::start(world.egress(loopback(&[target.address.port()]))).await;
    let link = proxy.link(&world::url(target.address));
    let asked = (0..20).map(|_| proxy.ask("GET", &link, ""));
    for shown in futures_util::future::join_all(asked).await {
        assert_eq!(shown.status, 200);
    }
    assert_eq!(target.seen.connections(), 1);
    let request = target.seen.requests().remove(0).to_ascii_lowercase();
    assert!(request.contains("accept: image/png, image/jpeg, image/gif, image/webp\r\n"));
    for header in ["referer", "cookie", "authorization"] {
        assert!(!request.contains(header), "{request}");
    }

    let shown = proxy.ask("GET", &link, "").await;
    let cached = shown.header("cache-control").unwrap();
    assert_eq!(cached, "public, max-age=86400, immutable");
    assert_eq!(
        shown.header("cross-origin-resource-policy"),
        Some("cross-origin")
    );
    let head = proxy.ask("HEAD", &link, "").await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(
        head.header("content-length"),
        shown.header("content-length")
    );
    let tag = shown.header("etag").unwrap();
    let again = proxy
        .ask("GET", &link, &format!("if-none-match: \"x\", W/{tag}\r\n"))
        .await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), Some(tag));
    assert_eq!(proxy.ask("POST", &link, "").await.status, 405);
    assert_eq!(target.seen.connections(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_status_says_what_is_wrong() {
    let world = World::new().await;
    for (answer, status) in [
        (ok("content-type: image/svg+xml\r\n", b"<svg/>"), 415),
        (ok("", b""), 415),
        (ok("", &png_of(9000, 9000, 10)), 413),
        (ok("content-length: 9000000\r\n", b""), 413),
        (ok("", &png_of(64, 64, 10)), 422),
        (
            b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_vec(),
            502,
        ),
        (b"nonsense".to_vec(), 502),
    ] {
        let target = Target::saying(answer).await;
        let proxy = Proxy::start(world.egress(loopback(&[target.address.port()]))).await;
        let link = proxy.link(&world::url(target.address));
        let shown = proxy.ask("GET", &link, "").await;
        assert_eq!(shown.status, status, "{}", shown.head);
        assert_eq!(shown.header("cache-control"), Some("no-store"));
    }
    let proxy = Proxy::start(world.egress(PolicySettings::default())).await;
    let internal = proxy.ask("GET", &proxy.link("http://10.0.0.1/"), "").await;
    assert_eq!(internal.status, 502);
    assert_eq!(internal.body, b"the picture cannot be fetched\n");
    assert_eq!(proxy.ask("GET", "x", "").await.status, 404);
}

fn redirect(location: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n").into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_hop_is_judged_anew() {
    let world = World::new().await;
    let picture = Target::saying(ok("", &file(ImageFormat::Gif, 16, 16))).await;
    let mut url = world::url(picture.address);
    let mut targets = vec![picture];
    for hops in 1..=4 {
        let target = Target::saying(redirect(&url)).await;
        url = world::url(target.address);
        targets.push(target);
        let ports: Vec<u16> = targets.iter().map(|target| target.address.port()).collect();
        let images = Images::new(world.egress(loopback(&ports)));
        let outcome = images.get(&link(&url)).await;
        if hops <= 3 {
            assert_eq!(outcome.unwrap().kind, ImageKind::Gif);
        } else {
            assert!(matches!(
                outcome,
                Err(ImageError::Fetch(FetchError::Redirect { .. }))
            ));
        }
    }
    assert_eq!(targets[0].seen.connections(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_hop_leads_inside() {
    // Listens where no byte may arrive: loopback itself, which the stand-ins leave out.
    let inside = Target::saying(ok("", &file(ImageFormat::Png, 16, 16))).await;
    let port = inside.address.port();
    for case in cases::of("redirect", 14) {
        if case.text("client") != "image" {
            continue;
        }
        let world = World::new().await;
        let outside = stand_in(IpAddr::from([93, 184, 216, 34]));
        world
            .dns
            .addresses("inside.example.net", &[inside.address.ip()]);
        let given = case.field("chain")[0]["location"]
            .as_str()
            .unwrap()
            .to_owned();
        for location in [
            given,
            format!("http://127.0.0.1:{port}/"),
            format!("//127.0.0.1:{port}/"),
            format!("http://2130706433:{port}/"),
            format!("http://[::ffff:127.0.0.1]:{port}/"),
            format!("http://inside.example.net:{port}/"),
            format!("http://user@example.com:{port}/"),
            "file:///etc/passwd".to_owned(),
            "data:image/png;base64,AAAA".to_owned(),
        ] {
            let target = Target::say_on(world::listen(outside).await, redirect(&location));
            let images = Images::new(world.egress(stand_ins(&[target.address.port(), port, 80])));
            let outcome = images.get(&link(&world::url(target.address))).await;
            assert!(
                matches!(outcome, Err(ImageError::Fetch(FetchError::Refused(_)))),
                "{location}: {outcome:?}"
            );
            assert_eq!(target.seen.connections(), 1);
        }
    }
    assert_eq!(inside.seen.connections(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_hosts_are_cut_and_leave_room() {
    let silent = Target::start(|mut stream, _| async move {
        super::target::drain(&mut stream).await;
    })
    .await;
    let good = Target::saying(ok("", &file(ImageFormat::Png, 16, 16))).await;
    let world = World::new().await;
    let images = Images::new(world.egress(loopback(&[silent.address.port(), good.address.port()])));
    let started = Instant::now();
    let early = async {
        tokio::time::sleep_until((started + DEADLINE / 2).into()).await;
        silent.seen.connections()
    };
    let slow = (0..30).map(|number| {
        let images = images.clone();
        let url = format!("{}{number}", world::url(silent.address));
        async move { images.get(&link(&url)).await }
    });
    let (early, outcomes) = tokio::join!(early, futures_util::future::join_all(slow));
    assert!(started.elapsed() < DEADLINE + TOLERANCE);
    assert!(outcomes.iter().all(Result::is_err));
    assert_eq!(early, 8, "files in memory at once");
    assert!(images.get(&link(&world::url(good.address))).await.is_ok());
}
