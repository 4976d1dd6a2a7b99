//! What the guarded fetch costs beside a bare HTTP client: both ask the same server on loopback, by turns, in one run.
//!
//! The bare client is `hyper` on a connection of its own (what egress is built on, without rules, limits and steps), once with
//! a new connection per request and once with one that is kept. Egress keeps none, on purpose (docs/egress.md): the
//! second ratio is what that choice costs. Fails when a request over a new connection costs more than 1.15 times the
//! bare one.
//!
//! `cargo bench --bench egress`

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot go on ends; clippy knows only functions marked as tests"
)]

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use frontdesk::egress::{Egress, FetchRequest, Method, PolicySettings};
use frontdesk::model::GuildId;
use frontdesk::vault::Secret;
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::rustls::client::Resumption;
use tokio_rustls::rustls::pki_types::{PrivatePkcs8KeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// Requests of each kind, by turns, for the median.
const TURNS: usize = 3000;
/// Requests under way at once, and of all, for the rate.
const AT_ONCE: usize = 256;
const IN_ALL: usize = 256 * 40;
/// Each rate is taken so often, by turns; the median counts.
const ROUNDS: usize = 5;
/// The most that a new connection may cost.
const MOST: f64 = 1.15;

const ANSWER: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 31\r\n\r\n\
    {\"user\":{\"name\":\"Ryan\"},\"n\":12}";

fn main() -> ExitCode {
    // On a thread of its own, so that it costs both sides the same.
    let server = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let clients = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let mut well = true;
    for is_secure in [false, true] {
        let scene = server.block_on(Scene::new(is_secure));
        well &= clients.block_on(compare(scene));
    }
    if well {
        ExitCode::SUCCESS
    } else {
        println!("above {MOST}");
        ExitCode::FAILURE
    }
}

/// A server, and what both sides need to ask it.
#[derive(Clone)]
struct Scene {
    address: SocketAddr,
    connector: Option<TlsConnector>,
    egress: Egress,
}

impl Scene {
    async fn new(is_secure: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let names = vec!["127.0.0.1".to_owned()];
        let own = rcgen::generate_simple_self_signed(names).unwrap();
        let key = PrivatePkcs8KeyDer::from(own.signing_key.serialize_der());
        let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
        let mut server = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![own.cert.der().clone()], key.into())
            .unwrap();
        server.alpn_protocols = vec![b"http/1.1".to_vec()];
        let acceptor = is_secure.then(|| TlsAcceptor::from(Arc::new(server)));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                stream.set_nodelay(true).unwrap();
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    match acceptor {
                        None => serve(stream).await,
                        Some(acceptor) => {
                            if let Ok(stream) = acceptor.accept(stream).await {
                                serve(stream).await;
                            }
                        }
                    }
                });
            }
        });

        let mut roots = RootCertStore::empty();
        roots.add(own.cert.der().clone()).unwrap();
        let mut client = ClientConfig::builder()
            .with_root_certificates(roots)
            .with_no_client_auth();
        client.alpn_protocols = vec![b"http/1.1".to_vec()];
        client.resumption = Resumption::disabled();
        let egress = Egress::new(&PolicySettings {
            allow: vec!["127.0.0.1/32".parse().unwrap()],
            ports: [address.port()].into(),
            dns: vec!["127.0.0.1:53".parse().unwrap()],
            extra_roots_pem: Some(own.cert.pem().into_bytes()),
            ..PolicySettings::default()
        })
        .unwrap();
        Self {
            address,
            connector: is_secure.then(|| TlsConnector::from(Arc::new(client))),
            egress,
        }
    }

    fn scheme(&self) -> &'static str {
        if self.connector.is_some() {
            "https"
        } else {
            "http"
        }
    }

    async fn guarded(&self, guild: usize) {
        let url = format!("{}://{}/v1/user?id=1", self.scheme(), self.address);
        let fetched = self
            .egress
            .fetch(FetchRequest {
                guild: GuildId::new(guild as u64 + 1),
                method: Method::Get,
                url: Secret::new(url),
                headers: vec![("authorization".to_owned(), Secret::new("Bearer key"))],
                body: None,
                max_bytes: 64 * 1024,
                deadline: Duration::from_secs(30),
            })
            .await
            .unwrap();
        assert_eq!(fetched.body.len(), 31);
    }

    async fn connect(&self) -> SendRequest<Empty<Bytes>> {
        let stream = TcpStream::connect(self.address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        match &self.connector {
            None => handshake(stream).await,
            Some(connector) => {
                let name = ServerName::IpAddress(self.address.ip().into());
                handshake(connector.connect(name, stream).await.unwrap()).await
            }
        }
    }

    async fn ask(&self, connection: &mut SendRequest<Empty<Bytes>>) {
        connection.ready().await.unwrap();
        let request = http::Request::get("/v1/user?id=1")
            .header("host", self.address.to_string())
            .header("accept", "application/json")
            .header("accept-encoding", "gzip")
            .header("user-agent", "bare")
            .header("authorization", "Bearer key")
            .body(Empty::new())
            .unwrap();
        let answer = connection.send_request(request).await.unwrap();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(body.len(), 31);
    }

    async fn bare(&self) {
        let mut connection = self.connect().await;
        self.ask(&mut connection).await;
    }
}

async fn handshake<Stream>(stream: Stream) -> SendRequest<Empty<Bytes>>
where
    Stream: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    sender
}

/// Answers every request at once; none of them has a body.
async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin) {
    let mut bytes = vec![0; 4096];
    let mut filled = 0;
    loop {
        match stream.read(&mut bytes[filled..]).await {
            Ok(0) | Err(_) => return,
            Ok(count) => filled += count,
        }
        if bytes[..filled].ends_with(b"\r\n\r\n") {
            filled = 0;
            if stream.write_all(ANSWER).await.is_err() {
                return;
            }
        }
    }
}

/// Whether the goal is met.
async fn compare(scene: Scene) -> bool {
    let (mut guarded, mut bare, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    let mut connection = scene.connect().await;
    for turn in 0..TURNS + TURNS / 10 {
        // Between them a kept connection is asked, untimed: the end of a connection costs the other side something as well,
        // which must not fall into the time of whatever comes next.
        let took_guarded = Box::pin(timed(scene.guarded(0))).await;
        scene.ask(&mut connection).await;
        let took_bare = timed(scene.bare()).await;
        scene.ask(&mut connection).await;
        let took_kept = timed(scene.ask(&mut connection)).await;
        // The first ones warm up.
        if turn >= TURNS / 10 {
            guarded.push(took_guarded);
            bare.push(took_bare);
            kept.push(took_kept);
        }
    }
    let [guarded, bare, kept] = [guarded, bare, kept].map(|mut all| {
        all.sort_by(f64::total_cmp);
        all[all.len() / 2] * 1e6
    });
    let name = scene.scheme();
    println!("{name}, one at a time, median");
    println!("  bare, kept alive      {kept:>8.0} µs");
    println!("  bare, new connection  {bare:>8.0} µs");
    println!(
        "  guarded               {guarded:>8.0} µs  {:+.0} µs, {:.2}× a new connection, {:.2}× a kept one",
        guarded - bare,
        guarded / bare,
        guarded / kept
    );

    let mut rates = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        rates[0].push(rate(&scene, Kind::Guarded).await);
        rates[1].push(rate(&scene, Kind::New).await);
        rates[2].push(rate(&scene, Kind::Kept).await);
    }
    let [many, many_bare, many_kept] = rates.map(|mut all| {
        all.sort_by(f64::total_cmp);
        all[ROUNDS / 2]
    });
    println!("{name}, {AT_ONCE} at once");
    println!("  bare, kept alive      {many_kept:>8.0} requests/s");
    println!("  bare, new connection  {many_bare:>8.0} requests/s");
    println!(
        "  guarded               {many:>8.0} requests/s  {:.2}× the time of a new connection, {:.2}× of a kept one",
        many_bare / many,
        many_kept / many
    );
    guarded / bare <= MOST
}

async fn timed(work: impl Future<Output = ()>) -> f64 {
    let started = Instant::now();
    work.await;
    started.elapsed().as_secs_f64()
}

#[derive(Clone, Copy)]
enum Kind {
    Guarded,
    New,
    Kept,
}

/// Requests per second, with so many under way at once. Each stands for a server of its own.
async fn rate(scene: &Scene, kind: Kind) -> f64 {
    let mut workers = tokio::task::JoinSet::new();
    let started = Instant::now();
    for worker in 0..AT_ONCE {
        let scene = scene.clone();
        workers.spawn(async move {
            match kind {
                Kind::Guarded => {
                    for _ in 0..IN_ALL / AT_ONCE {
                        scene.guarded(worker).await;
                    }
                }
                Kind::New => {
                    for _ in 0..IN_ALL / AT_ONCE {
                        scene.bare().await;
                    }
                }
                Kind::Kept => {
                    let mut connection = scene.connect().await;
                    for _ in 0..IN_ALL / AT_ONCE {
                        scene.ask(&mut connection).await;
                    }
                }
            }
        });
    }
    while let Some(done) = workers.join_next().await {
        done.unwrap();
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let count = IN_ALL as f64;
    count / started.elapsed().as_secs_f64()
}
