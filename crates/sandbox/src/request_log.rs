//! What the bot asked for over REST, for tests to look at.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use serde_json::Value;

/// How many requests are kept.
const KEPT: usize = 10_000;

/// A request and its answer.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its number, from 1.
    pub number: u64,
    /// When it came.
    pub at: DateTime<Utc>,
    /// `GET`, `POST` …
    pub method: String,
    /// The path after `/api/v10`.
    pub path: String,
    /// The query, without its question mark.
    pub query: String,
    /// The JSON body (`payload_json`, where there are files).
    pub body: Value,
    /// The audit-log reason.
    pub reason: Option<String>,
    /// The answer's status; none while it is under way, or when the answer was lost; 499 when the asker went away while
    /// a fault held the request.
    pub status: Option<u16>,
}

/// The newest requests.
#[derive(Debug, Default)]
pub struct RequestLog {
    requests: VecDeque<Request>,
    count: u64,
}

impl RequestLog {
    pub(crate) fn begin(&mut self, request: Request) -> u64 {
        self.count += 1;
        self.requests.push_back(Request {
            number: self.count,
            ..request
        });
        if self.requests.len() > KEPT {
            self.requests.pop_front();
        }
        self.count
    }

    pub(crate) fn finish(&mut self, number: u64, status: u16) {
        let mut requests = self.requests.iter_mut().rev();
        if let Some(request) = requests.find(|request| request.number == number) {
            request.status = Some(status);
        }
    }

    /// How many requests there have been.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// All that are kept, oldest first.
    pub fn all(&self) -> impl Iterator<Item = &Request> {
        self.requests.iter()
    }

    /// Those with a method and a path such as `/channels/*/messages`.
    pub fn matching(&self, method: &str, pattern: &str) -> Vec<&Request> {
        let matches = |request: &&Request| {
            (method == "*" || request.method == method) && path_matches(pattern, &request.path)
        };
        self.requests.iter().filter(matches).collect()
    }
}

/// Whether a path fits a pattern: `*` stands for one piece, a last `**` for all the rest.
pub(crate) fn path_matches(pattern: &str, path: &str) -> bool {
    let mut pieces = path.trim_matches('/').split('/');
    for wanted in pattern.trim_matches('/').split('/') {
        if wanted == "**" {
            return true;
        }
        match pieces.next() {
            Some(piece) if wanted == "*" || wanted == piece => {}
            _ => return false,
        }
    }
    pieces.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::path_matches;

    #[test]
    fn patterns_stand_for_pieces() {
        assert!(path_matches(
            "/channels/*/messages",
            "/channels/12/messages"
        ));
        assert!(!path_matches(
            "/channels/*/messages",
            "/channels/12/messages/13"
        ));
        assert!(path_matches("/channels/**", "/channels/12/messages/13"));
        assert!(path_matches("**", "/gateway"));
        assert!(!path_matches("/channels", "/guilds"));
    }
}
