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
            () = reached(next_at), if waiting.len() > 0 => {
                if let Some(address) = waiting.next() {
                    dialling.push(dial(*address));
                }
                next_at = Instant::now() + HEAD_START;
            }
            else => return Err(FetchError::Unreachable),
        }
    }
}

/// Waits, if there is anything to wait for: a timer for now fires at the next tick, up to a millisecond later.
async fn reached(at: Instant) {
    if at > Instant::now() {
        sleep_until(at).await;
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

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    /// A timer for now fires at the next millisecond: several times what a connection takes.
    #[tokio::test(start_paused = true)]
    async fn nothing_is_waited_for_before_an_address_is_dialled() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        // Between two ticks of the timer, as nearly always.
        advance(Duration::from_micros(300)).await;
        let started = Instant::now();
        first(&[address]).await.unwrap();
        assert_eq!(started.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn where_one_address_refuses_the_next_is_dialled_at_once() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let refusing = closed.local_addr().unwrap();
        drop(closed);
        let started = Instant::now();
        let dialled = [refusing, refusing, listener.local_addr().unwrap()];
        first(&dialled).await.unwrap();
        assert!(started.elapsed() < HEAD_START, "{:?}", started.elapsed());
        assert!(first(&[refusing, refusing]).await.is_err());
        assert!(first(&[]).await.is_err());
    }
}
