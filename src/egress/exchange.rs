//! One request and the head of its answer, on a connection of their own.
//!
//! Connections are not kept. Integrations are asked once per ticket, so a kept connection would rarely be used again
//! before its server closes it; and what a server sends too much on one connection could only ever reach the next
//! answer on it, which does not exist.

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, LOCATION};
use http::{HeaderMap, Request, Response, Version};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::task::AbortOnDropHandle;
use url::{Host, Url};

use super::FetchError;

const HEADERS: usize = 100;
const HEADER_BYTES: usize = 16 * 1024;

/// The head of an answer, and a body still to be read. Dropping it closes the socket.
pub(super) struct Answer {
    pub(super) response: Response<Incoming>,
    pub(super) connection: AbortOnDropHandle<()>,
}

/// Sends the request and reads the head of the answer.
pub(super) async fn send<Stream>(
    stream: Stream,
    request: Request<Full<Bytes>>,
) -> Result<Answer, FetchError>
where
    Stream: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let stream = TokioIo::new(stream);
    let answer = if request.version() == Version::HTTP_2 {
        let (mut sender, connection) = http2::Builder::new(TokioExecutor::new())
            .initial_stream_window_size(64 * 1024)
            .initial_connection_window_size(64 * 1024)
            .max_frame_size(16 * 1024)
            .max_header_list_size(16 * 1024)
            .max_send_buf_size(64 * 1024)
            .max_concurrent_reset_streams(1)
            .handshake(stream)
            .await
            .map_err(|error| broken(&error))?;
        let connection = AbortOnDropHandle::new(tokio::spawn(async move {
            // Its error is the answer's, too.
            let _ = connection.await;
        }));
        let response = sender.send_request(request).await;
        response.map(|response| (response, connection))
    } else {
        let (mut sender, connection) = http1::Builder::new()
            .max_headers(HEADERS)
            .max_header_size(HEADER_BYTES)
            .max_buf_size(2 * HEADER_BYTES)
            .handshake(stream)
            .await
            .map_err(|error| broken(&error))?;
        let connection = AbortOnDropHandle::new(tokio::spawn(async move {
            let _ = connection.await;
        }));
        let response = sender.send_request(request).await;
        response.map(|response| (response, connection))
    };
    let (response, connection) = answer.map_err(|error| broken(&error))?;
    check_headers(response.headers())?;
    Ok(Answer {
        response,
        connection,
    })
}

fn check_headers(headers: &HeaderMap) -> Result<(), FetchError> {
    let bytes: usize = headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len())
        .sum();
    if headers.len() > HEADERS || bytes > HEADER_BYTES {
        return Err(FetchError::HeadersTooLarge);
    }
    Ok(())
}

pub(super) fn broken(error: &hyper::Error) -> FetchError {
    if error.is_parse_too_large() {
        FetchError::HeadersTooLarge
    } else {
        FetchError::Broken
    }
}

/// Judges the status: a redirect, or anything else but 2xx, is no answer.
pub(super) fn judge(response: &Response<Incoming>, url: &Url) -> Result<(), FetchError> {
    let status = response.status();
    if status.is_success() {
        return Ok(());
    }
    let status = status.as_u16();
    if !is_redirect(response) {
        return Err(FetchError::Status { status });
    }
    let target = location(response, url);
    Err(FetchError::Redirect {
        status,
        origin: target.and_then(|target| web_origin(&target)),
    })
}

/// Where a redirect points, not judged by anybody yet.
pub(super) fn location(response: &Response<Incoming>, url: &Url) -> Option<Url> {
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    url.join(location).ok().filter(|_| is_redirect(response))
}

fn is_redirect(response: &Response<Incoming>) -> bool {
    matches!(response.status().as_u16(), 300..=303 | 305..=308)
        && response.headers().contains_key(LOCATION)
}

/// Scheme, host and port: the author knows the rest, and it may hold what is not theirs to see. None if it is no web
/// address, or has a host that could not stand in a text.
fn web_origin(target: &Url) -> Option<String> {
    let plain = match target.host()? {
        Host::Domain(name) => name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte)),
        Host::Ipv4(_) | Host::Ipv6(_) => true,
    };
    (matches!(target.scheme(), "http" | "https") && plain)
        .then(|| target.origin().ascii_serialization())
}

/// The content codings that were applied, in order.
pub(super) fn codings(headers: &HeaderMap) -> Vec<String> {
    headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .map(|coding| String::from_utf8_lossy(coding).trim().to_ascii_lowercase())
        .filter(|coding| !coding.is_empty() && coding != "identity")
        .collect()
}
