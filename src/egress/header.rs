//! The request's head: what the author sends, and what is always the same.

use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, USER_AGENT,
};
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{Request, Uri, Version};
use http_body_util::Full;
use url::{Position, Url};

use super::{FetchError, FetchRequest, Method, Refusal, Rule};

/// Who asks. Targets may rely on it to let this bot in.
pub const AGENT: &str = concat!(
    "Frontdesk/",
    env!("CARGO_PKG_VERSION"),
    " (Discord ticket bot)"
);

/// Whether a header's name is the connection's own, a proxy's, or a key to a metadata service, and so is never sent
/// for an author. `_` counts as `-`, as in servers that hand headers on as variables.
pub fn is_reserved_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('_', "-");
    matches!(
        name.as_str(),
        "connection"
            | "content-length"
            | "cookie"
            | "cookie2"
            | "expect"
            | "forwarded"
            | "host"
            | "http2-settings"
            | "keep-alive"
            | "max-forwards"
            | "metadata"
            | "metadata-flavor"
            | "te"
            | "trailer"
            | "transfer-encoding"
            | "upgrade"
            | "via"
            | "x-real-ip"
            | "true-client-ip"
            | "x-client-ip"
            | "x-cluster-client-ip"
            | "x-original-url"
            | "x-rewrite-url"
            | "x-http-method-override"
            | "x-method-override"
            | "x-metadata-token"
            | "user-agent"
            | "accept-encoding"
    ) || [
        "cf-",
        "proxy-",
        "sec-",
        "x-aws-ec2-metadata-",
        "x-forwarded-",
        "x-google-metadata-",
        "x-proxy-",
    ]
    .iter()
    .any(|prefix| name.starts_with(prefix))
}

/// An answer's headers for whoever asked: without those of the connection, those that are no longer true of the decoded
/// body, and cookies, which are kept for nobody. Several of one name are one list, as HTTP has it.
pub(super) fn shown(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .keys()
        .filter(|name| !is_of_the_connection(name.as_str()))
        .filter_map(|name| {
            let values = headers.get_all(name).iter().map(HeaderValue::to_str);
            let values: Vec<&str> = values.collect::<Result<_, _>>().ok()?;
            Some((name.to_string(), values.join(", ")))
        })
        .collect()
}

fn is_of_the_connection(name: &str) -> bool {
    matches!(
        name,
        "alt-svc"
            | "connection"
            | "content-encoding"
            | "content-length"
            | "keep-alive"
            | "proxy-authenticate"
            | "proxy-authentication-info"
            | "proxy-connection"
            | "set-cookie"
            | "set-cookie2"
            | "trailer"
            | "transfer-encoding"
            | "upgrade"
    )
}

/// Builds the request for a connection of that version.
pub(super) fn request(
    request: &FetchRequest,
    url: &Url,
    version: Version,
) -> Result<Request<Full<Bytes>>, FetchError> {
    let mut headers = author_headers(&request.headers)?;
    let authority = &url[Position::BeforeHost..Position::AfterPort];
    let uri = if version == Version::HTTP_2 {
        uri(url, Some(authority))
    } else {
        let host = HeaderValue::from_str(authority).map_err(|_| invalid())?;
        headers.insert(HOST, host);
        uri(url, None)
    }
    .ok_or_else(invalid)?;
    headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
    // Only what needs no window of megabytes to undo. Other encodings are undone all the same.
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    let json = HeaderValue::from_static("application/json");
    headers.entry(ACCEPT).or_insert_with(|| json.clone());
    let (method, body) = match request.method {
        Method::Get => (http::Method::GET, Bytes::new()),
        Method::Post => {
            headers.entry(CONTENT_TYPE).or_insert(json);
            let body = request.body.clone().unwrap_or_default();
            (http::Method::POST, Bytes::from(body))
        }
    };
    let mut built = Request::new(Full::new(body));
    *built.method_mut() = method;
    *built.uri_mut() = uri;
    *built.version_mut() = version;
    *built.headers_mut() = headers;
    Ok(built)
}

fn author_headers(headers: &[(String, crate::vault::Secret)]) -> Result<HeaderMap, FetchError> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let known = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .filter(|name| !is_reserved_header(name.as_str()))
            .ok_or(FetchError::Header { name: None })?;
        let mut value =
            HeaderValue::from_bytes(value.expose().as_bytes()).map_err(|_| FetchError::Header {
                name: Some(known.to_string()),
            })?;
        // Kept out of `Debug` output and of HPACK's tables.
        value.set_sensitive(true);
        // The same name twice: the first names the one content type there may be.
        if known == CONTENT_TYPE && map.contains_key(CONTENT_TYPE) {
            continue;
        }
        map.append(known, value);
    }
    Ok(map)
}

fn uri(url: &Url, authority: Option<&str>) -> Option<Uri> {
    let target = &url[Position::BeforePath..Position::AfterQuery];
    let mut parts = http::uri::Parts::default();
    parts.path_and_query = Some(target.parse::<PathAndQuery>().ok()?);
    if let Some(authority) = authority {
        parts.authority = Some(authority.parse::<Authority>().ok()?);
        parts.scheme = Some(if url.scheme() == "https" {
            Scheme::HTTPS
        } else {
            Scheme::HTTP
        });
    }
    Uri::from_parts(parts).ok()
}

fn invalid() -> FetchError {
    Refusal::new(Rule::UrlInvalid).into()
}
