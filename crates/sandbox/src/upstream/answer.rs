//! What a test upstream answers, good or bad.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use futures_util::stream;

use super::Recorded;

const CHUNK: usize = 64 * 1024;

/// What a test upstream answers, good or bad. Build it from one of the constructors and refine it.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(HeaderName, HeaderValue)>,
    delay: Duration,
    body: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Whole(Bytes),
    /// The bytes, then a connection that closes although the length promised more.
    Half(Bytes),
    /// The bytes, then silence with the connection open.
    Stalled(Bytes),
    /// This many bytes of JSON, streamed, without a length.
    Huge(usize),
    /// The request itself as JSON.
    Echo,
    /// Not even a status line.
    Silence,
}

impl Answer {
    /// 200 with this JSON text, sent exactly as given.
    pub fn json(text: &str) -> Self {
        Self::new("application/json", Content::Whole(text.to_owned().into()))
    }

    /// 200 with a web page, as a login wall or a wrong URL gives.
    pub fn html() -> Self {
        let page = "<!doctype html><title>Welcome</title><p>Please sign in.</p>";
        Self::new(
            "text/html",
            Content::Whole(Bytes::from_static(page.as_bytes())),
        )
    }

    /// 200 with these bytes of that media type.
    pub fn bytes(media_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        Self::new(media_type, Content::Whole(bytes.into()))
    }

    /// 200 with valid JSON of at least this many bytes, streamed without a length.
    pub fn huge(bytes: usize) -> Self {
        Self::new("application/json", Content::Huge(bytes))
    }

    /// 200 with valid JSON of this many bytes that travels gzipped, a thousand times smaller.
    pub fn bomb(bytes: usize) -> Self {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        let filler = vec![b' '; CHUNK];
        let mut left = bytes;
        let packed = (|| {
            while left > 0 {
                let now = left.min(CHUNK);
                io::Write::write_all(&mut encoder, &filler[..now])?;
                left -= now;
            }
            io::Write::write_all(&mut encoder, b"{}")?;
            encoder.finish()
        })();
        Self::new(
            "application/json",
            Content::Whole(packed.unwrap_or_default().into()),
        )
        .header(CONTENT_ENCODING.as_str(), "gzip")
    }

    /// Half of this text, then the connection closes although the length promised all of it.
    pub fn half(text: &str) -> Self {
        Self::new("application/json", Content::Half(text.to_owned().into()))
    }

    /// Half of this text, then nothing more while the connection stays open.
    pub fn stalled(text: &str) -> Self {
        Self::new("application/json", Content::Stalled(text.to_owned().into()))
    }

    /// 302 to `target`.
    pub fn redirect(target: &str) -> Self {
        Self::new("text/plain", Content::Whole(Bytes::new()))
            .status(302)
            .header(LOCATION.as_str(), target)
    }

    /// Nothing at all, with the connection open.
    pub fn hang() -> Self {
        Self::new("text/plain", Content::Silence)
    }

    /// 200 with the request (`method`, `path`, `query`, `headers`, `body`) as JSON.
    pub fn echo() -> Self {
        Self::new("application/json", Content::Echo)
    }

    /// With this status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// After this delay.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// With one more header, or another value for one that is there.
    ///
    /// # Panics
    ///
    /// When the name or value is none.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a header name");
        let value = HeaderValue::try_from(value).expect("a header value");
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value));
        self
    }

    fn new(media_type: &'static str, body: Content) -> Self {
        Self {
            status: 200,
            headers: vec![(CONTENT_TYPE, HeaderValue::from_static(media_type))],
            delay: Duration::ZERO,
            body,
        }
    }

    pub(super) async fn respond(self, request: &Recorded) -> Response {
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
        let mut length = None;
        let body = match self.body {
            Content::Whole(bytes) => Body::from(bytes),
            Content::Echo => Body::from(request.to_json().to_string()),
            Content::Huge(bytes) => huge(bytes),
            Content::Half(bytes) => {
                length = Some(bytes.len());
                // The error makes the server drop the connection in the middle of the body.
                half(
                    &bytes,
                    Err(io::Error::from(io::ErrorKind::ConnectionAborted)),
                )
            }
            Content::Stalled(bytes) => {
                length = Some(bytes.len());
                stalled(&bytes)
            }
            Content::Silence => std::future::pending().await,
        };
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or_default();
        response.headers_mut().extend(self.headers);
        if let Some(length) = length {
            response.headers_mut().insert(CONTENT_LENGTH, length.into());
        }
        response
    }
}

fn half(bytes: &Bytes, end: io::Result<Bytes>) -> Body {
    let start = bytes.slice(..bytes.len() / 2);
    // The pause lets the first half reach the wire; otherwise the failure would overtake it.
    let end = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        end
    };
    Body::from_stream(futures_util::StreamExt::chain(
        stream::iter([Ok(start)]),
        stream::once(end),
    ))
}

fn stalled(bytes: &Bytes) -> Body {
    let start = bytes.slice(..bytes.len() / 2);
    Body::from_stream(futures_util::StreamExt::chain(
        stream::iter([Ok::<_, io::Error>(start)]),
        stream::pending(),
    ))
}

fn huge(bytes: usize) -> Body {
    let filler = Bytes::from(vec![b'x'; CHUNK]);
    let middle = std::iter::repeat_n(filler, bytes.div_ceil(CHUNK));
    let chunks = std::iter::once(Bytes::from_static(b"{\"filler\":\""))
        .chain(middle)
        .chain(std::iter::once(Bytes::from_static(b"\"}")));
    Body::from_stream(stream::iter(chunks.map(Ok::<_, io::Error>)))
}
