//! A request as the upstream saw it.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::http::request::Parts;
use serde_json::{Value, json};

/// A request as the upstream saw it, for a test to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path without the query, still percent-encoded.
    pub path: String,
    /// What stood after the `?`, still percent-encoded; empty when there was none.
    pub query: String,
    /// Header names in lower case and their values; those sent more than once are joined with `, `.
    pub headers: BTreeMap<String, String>,
    /// The body as text.
    pub body: String,
}

impl Recorded {
    pub(super) fn new(parts: &Parts, body: &Bytes) -> Self {
        let mut headers = BTreeMap::<String, String>::new();
        for (name, value) in &parts.headers {
            let value = String::from_utf8_lossy(value.as_bytes());
            headers
                .entry(name.as_str().to_owned())
                .and_modify(|known| *known = format!("{known}, {value}"))
                .or_insert_with(|| value.into_owned());
        }
        Self {
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers,
            body: String::from_utf8_lossy(body).into_owned(),
        }
    }

    /// The value of a header, named in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .get(&name.to_ascii_lowercase())
            .map(String::as_str)
    }

    /// The body as JSON; `Null` when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// All of it as JSON, for [`Answer::echo`](super::Answer::echo).
    pub(super) fn to_json(&self) -> Value {
        json!({
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "headers": self.headers,
            "body": self.body,
        })
    }
}
