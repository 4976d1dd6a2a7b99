//! From judged addresses to a connection.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until, timeout_at};
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::ServerName;
use url::{Host, Url};

use super::resolver::Judged;
use super::{FetchError, TlsProblem, tls};

/// TCP and TLS together.
pub(super) const CONNECT_TIME: Duration = Duration::from_secs(2);
/// How long one address is waited for alone before the next is tried beside it.
const HEAD_START: Duration = Duration::from_millis(300);

/// Dials the addresses in turn, each with a head start over the next; the first that answers is taken and the others
/// are dropped.
pub(super) async fn tcp(judged: &Judged, until: Instant) -> Result<TcpStream, FetchError> {
    timeout_at(until, first(judged.addresses()))
        .await
        .unwrap_or(Err(FetchError::ConnectTimeout))
}

async fn first(addresses: &[SocketAddr]) -> Result<TcpStream, FetchError> {
    let mut waiting = addresses.iter();
    let mut dialling = FuturesUnordered::new();
    let mut next_at = Instant::now();
    loop {
        tokio::select! {
            biased;
            Some(dialled) = dialling.next() => match dialled {
                Ok(stream) => return Ok(stream),
                // This process's doing, and nothing about the target.
                Err(error) if has_no_files(&error) => return Err(FetchError::Busy),
                Err(_) => next_at = Instant::now(),
            },
            () = sleep_until(next_at), if waiting.len() > 0 => {
                if let Some(address) = waiting.next() {
                    dialling.push(dial(*address));
                }
                next_at = Instant::now() + HEAD_START;
            }
            else => return Err(FetchError::Unreachable),
        }
    }
}

/// Whether the process or the machine has as many files open as it may.
fn has_no_files(error: &io::Error) -> bool {
    /// `ENFILE` and `EMFILE`.
    const NO_FILES: [i32; 2] = [23, 24];
    error
        .raw_os_error()
        .is_some_and(|code| NO_FILES.contains(&code))
}

async fn dial(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Secures a connection for the URL's host.
pub(super) async fn secure(
    connector: &tokio_rustls::TlsConnector,
    stream: TcpStream,
    url: &Url,
    until: Instant,
) -> Result<TlsStream<TcpStream>, FetchError> {
    let name = match url.host() {
        Some(Host::Domain(name)) => ServerName::try_from(name.to_owned())
            .map_err(|_| FetchError::Tls(TlsProblem::WrongName))?,
        Some(Host::Ipv4(address)) => ServerName::IpAddress(address.into()),
        Some(Host::Ipv6(address)) => ServerName::IpAddress(address.into()),
        None => return Err(FetchError::NameNotFound),
    };
    timeout_at(until, connector.connect(name, stream))
        .await
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
        .map_err(|error| match error.kind() {
            io::ErrorKind::TimedOut => FetchError::ConnectTimeout,
            _ => tls::problem(&error),
        })
}
