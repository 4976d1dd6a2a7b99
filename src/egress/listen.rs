//! Connections to the egress process, of which a stranger cannot fill the table.
//!
//! `axum::serve` waits for a request's head for ever. Here a connection that does not send one in time is closed, and so
//! is one that idles; there are so many connections at most, and further ones wait to be accepted.

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// For the head of the first request and of each further one.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// All places four times over: those who wait for one hold a connection, too.
const CONNECTIONS: usize = 1024;
/// How long to wait when the system gives no connection, as when the process has too many files open.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until a stop is asked for, and finishes what is under way.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stopping: impl Future<Output = ()>,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let under_way = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
    tokio::pin!(stopping);
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, stream) = tokio::select! {
            () = &mut stopping => break,
            (place, accepted) = accepted => match accepted {
                Ok((stream, _)) => (place, stream),
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
            },
        };
        // Answers are written whole, so there is nothing to gather.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        let served = under_way.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // Its failure is the caller's: it has hung up, or was too slow.
            let _ = served.await;
            drop(place);
        });
    }
    drop(listener);
    under_way.shutdown().await;
    Ok(())
}
