//! Work for later.

use chrono::{DateTime, Utc};
use serde_json::Value;

/// A job to be put.
#[derive(Clone, Debug, PartialEq)]
pub struct NewJob {
    /// Which handler takes it.
    pub kind: String,
    /// What it is about: there is one job of a kind for each.
    pub key: String,
    /// What the handler needs. No secrets: it is stored as it is.
    pub payload: Value,
    /// When it is wanted.
    pub due_at: DateTime<Utc>,
}
