//! Rate limits: buckets per route and major parameter, with Discord's headers and real 429s.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use chrono::{DateTime, Utc};
use tokio::time::Instant;

use crate::request_log::path_matches;

/// A bucket's rule for requests of a method and path.
#[derive(Clone, Debug)]
pub struct RateLimit {
    /// The method; `*` is any.
    pub method: String,
    /// The path, such as `/channels/*/messages`.
    pub path: String,
    /// How many requests pass.
    pub limit: u32,
    /// In which time.
    pub per: Duration,
}

/// The rules and how much of each bucket is used.
#[derive(Debug, Default)]
pub(crate) struct RateLimits {
    rules: Vec<RateLimit>,
    used: HashMap<String, (Instant, u32)>,
}

/// How a request stands with its bucket.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    bucket: String,
    limit: u32,
    remaining: u32,
    reset: DateTime<Utc>,
    /// When the bucket is full again.
    pub(crate) reset_after: Duration,
    /// Whether the request is over the limit.
    pub(crate) exceeded: bool,
}

/// The bucket of everything that has no rule: wide enough that nobody meets it by accident.
const WIDE: (u32, Duration) = (1_000, Duration::from_secs(1));

impl RateLimits {
    /// Adds a rule; it beats those before it.
    pub(crate) fn add(&mut self, rule: RateLimit) {
        self.rules.push(rule);
    }

    /// Counts a request.
    pub(crate) fn count(&mut self, method: &str, path: &str, now: DateTime<Utc>) -> Standing {
        let fits = |rule: &&RateLimit| {
            (rule.method == "*" || rule.method == method) && path_matches(&rule.path, path)
        };
        let rule = self.rules.iter().rev().find(fits);
        let (limit, per) = rule.map_or(WIDE, |rule| (rule.limit, rule.per));
        let bucket = bucket(method, path);
        let major: String = path
            .trim_matches('/')
            .split('/')
            .take(2)
            .collect::<Vec<_>>()
            .join("/");
        let (began, used) = self
            .used
            .entry(format!("{bucket} {major}"))
            .or_insert((Instant::now(), 0));
        if began.elapsed() >= per {
            (*began, *used) = (Instant::now(), 0);
        }
        let exceeded = *used >= limit;
        if !exceeded {
            *used += 1;
        }
        let reset_after = per.saturating_sub(began.elapsed());
        let reset = now + chrono::Duration::from_std(reset_after).unwrap_or_default();
        let remaining = limit - *used;
        Standing {
            bucket,
            limit,
            remaining,
            reset,
            reset_after,
            exceeded,
        }
    }
}

impl Standing {
    /// Discord's headers.
    pub(crate) fn add_headers(&self, headers: &mut HeaderMap) {
        let mut put = |name: &'static str, value: String| {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        };
        put("x-ratelimit-limit", self.limit.to_string());
        put("x-ratelimit-remaining", self.remaining.to_string());
        put(
            "x-ratelimit-reset",
            format!(
                "{}.{:03}",
                self.reset.timestamp(),
                self.reset.timestamp_subsec_millis()
            ),
        );
        put(
            "x-ratelimit-reset-after",
            format!("{:.3}", self.reset_after.as_secs_f64()),
        );
        put("x-ratelimit-bucket", self.bucket.clone());
        if self.exceeded {
            put(
                "retry-after",
                self.reset_after.as_secs_f64().ceil().to_string(),
            );
            put("x-ratelimit-scope", "user".to_owned());
            put("via", "1.1 sandbox".to_owned());
        }
    }
}

/// A name for the route: the path with its ids taken out.
fn bucket(method: &str, path: &str) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    method.hash(&mut hasher);
    for piece in path.trim_matches('/').split('/') {
        let id = piece.len() >= 15;
        (if id { "*" } else { piece }).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// How long a change must wait for the budget of two names or topics in ten minutes; `None` spends of it.
pub(crate) fn spend_rename(renames: &mut VecDeque<Instant>) -> Option<Duration> {
    const WINDOW: Duration = Duration::from_mins(10);
    while renames
        .front()
        .is_some_and(|rename| rename.elapsed() >= WINDOW)
    {
        renames.pop_front();
    }
    if renames.len() >= 2 {
        return renames
            .front()
            .map(|first| WINDOW.saturating_sub(first.elapsed()));
    }
    renames.push_back(Instant::now());
    None
}
