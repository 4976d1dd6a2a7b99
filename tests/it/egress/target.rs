//! Targets: servers that do what a test says, byte by byte.

use std::fmt::Write;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::world::listen;

/// What was seen of a target's visitors.
#[derive(Clone, Default)]
pub(crate) struct Seen {
    connections: Arc<AtomicUsize>,
    open: Arc<AtomicUsize>,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Seen {
    /// How many connections were accepted.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// How many of them are still being served.
    pub(crate) fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    /// The requests that came, as text.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests
            .lock()
            .unwrap()
            .iter()
            .map(|request| String::from_utf8_lossy(request).into_owned())
            .collect()
    }

    /// Remembers a request that was read by other means.
    pub(crate) fn note(&self, request: Vec<u8>) {
        self.requests.lock().unwrap().push(request);
    }

    /// Reads one request, head and body, and remembers it.
    pub(crate) async fn request(&self, stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
        let mut request = Vec::new();
        loop {
            if let Some(end) = find(&request, b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
                let length: usize = head
                    .lines()
                    .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
                    .unwrap_or_default();
                if request.len() >= end + 4 + length {
                    break;
                }
            }
            let mut bytes = [0; 4096];
            match stream.read(&mut bytes).await {
                Ok(0) | Err(_) => return None,
                Ok(count) => request.extend_from_slice(&bytes[..count]),
            }
        }
        let text = String::from_utf8_lossy(&request).into_owned();
        self.requests.lock().unwrap().push(request);
        Some(text)
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}

/// A listening target. Dropping it stops it and closes its connections.
pub(crate) struct Target {
    pub(crate) address: SocketAddr,
    pub(crate) seen: Seen,
    _task: JoinSet<()>,
}

impl Target {
    /// Serves each connection with `serve`.
    pub(crate) fn on<Served>(
        listener: TcpListener,
        serve: impl Fn(TcpStream, Seen) -> Served + Send + Sync + 'static,
    ) -> Self
    where
        Served: Future<Output = ()> + Send + 'static,
    {
        let seen = Seen::default();
        let address = listener.local_addr().expect("an address");
        let mut task = JoinSet::new();
        let theirs = seen.clone();
        task.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                theirs.connections.fetch_add(1, Ordering::SeqCst);
                theirs.open.fetch_add(1, Ordering::SeqCst);
                let served = serve(stream, theirs.clone());
                let open = Arc::clone(&theirs.open);
                connections.spawn(async move {
                    served.await;
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self {
            address,
            seen,
            _task: task,
        }
    }

    /// On 127.0.0.1.
    pub(crate) async fn start<Served>(
        serve: impl Fn(TcpStream, Seen) -> Served + Send + Sync + 'static,
    ) -> Self
    where
        Served: Future<Output = ()> + Send + 'static,
    {
        Self::on(listen(IpAddr::from([127, 0, 0, 1])).await, serve)
    }

    /// Answers every request on every connection with the same bytes, and closes.
    pub(crate) async fn saying(answer: impl Into<Vec<u8>>) -> Self {
        Self::say_on(listen(IpAddr::from([127, 0, 0, 1])).await, answer)
    }

    pub(crate) fn say_on(listener: TcpListener, answer: impl Into<Vec<u8>>) -> Self {
        let answer: Arc<[u8]> = answer.into().into();
        Self::on(listener, move |mut stream, seen| {
            let answer = Arc::clone(&answer);
            async move {
                if seen.request(&mut stream).await.is_some() {
                    finish(&mut stream, &answer).await;
                }
            }
        })
    }
}

/// Writes the answer and waits until the other side is done with it.
pub(crate) async fn finish(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), answer: &[u8]) {
    let _ = stream.write_all(answer).await;
    let _ = stream.shutdown().await;
    drain(stream).await;
}

/// Reads until the other side closes.
pub(crate) async fn drain(stream: &mut (impl AsyncRead + Unpin)) {
    let mut bytes = [0; 4096];
    while matches!(stream.read(&mut bytes).await, Ok(count) if count > 0) {}
}

/// An answer with a JSON body.
pub(crate) fn json(body: &str) -> Vec<u8> {
    answer("200 OK", &[("content-type", "application/json")], body)
}

pub(crate) fn answer(status: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    format!("{head}\r\n{body}").into_bytes()
}
