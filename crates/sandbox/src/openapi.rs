//! Judges request bodies by Discord's own OpenAPI description, when the variable `DISCORD_OPENAPI` names the file.
//!
//! The simulated Discord checks limits by hand and could share a misunderstanding with the bot; the description cannot.
//! The file is read once per process and a schema compiled when the first body of its operation comes by, so that a
//! suite of hundreds of tests pays for what it uses.

mod description;
mod problem;
#[cfg(test)]
mod tests;

use std::fs;
use std::sync::OnceLock;

use serde_json::Value;

use crate::request_log::Request;
use crate::sandbox::Sandbox;

pub use description::Description;

/// The variable that names the file.
pub const VARIABLE: &str = "DISCORD_OPENAPI";

/// What is wrong with one request body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The method and the path template, as in `POST /channels/{channel_id}/messages`.
    pub operation: String,
    /// Each place and what is wrong there.
    pub problems: Vec<String>,
}

/// The description that the environment names, if it names one.
///
/// # Panics
///
/// When the file cannot be used: a check that was asked for must not be skipped in silence.
pub fn description() -> Option<&'static Description> {
    static DESCRIPTION: OnceLock<Option<Description>> = OnceLock::new();
    DESCRIPTION
        .get_or_init(|| {
            #[expect(
                clippy::disallowed_methods,
                reason = "a switch of the test suite, not of the bot"
            )]
            let path = std::env::var_os(VARIABLE).filter(|path| !path.is_empty())?;
            let text = fs::read_to_string(&path).unwrap_or_else(|error| {
                panic!("{VARIABLE} names a file that cannot be read: {error}")
            });
            let document: Value = serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{VARIABLE} names a file that is no JSON: {error}"));
            match Description::new(document) {
                Ok(description) => Some(description),
                Err(error) => {
                    panic!("{VARIABLE} names a file that is no OpenAPI description: {error}")
                }
            }
        })
        .as_ref()
}

impl Sandbox {
    /// What Discord's description holds against the request bodies so far; nothing where [`VARIABLE`] is not set.
    pub fn openapi_mismatches(&self) -> Vec<Mismatch> {
        self.mismatches(|_| true)
    }

    /// Fails a test whose bot sent what Discord's description forbids and the sandbox let pass. What the sandbox itself
    /// refused as malformed or unknown was seen by whoever sent it.
    ///
    /// # Panics
    ///
    /// When there is such a body, unless the test is failing already.
    pub(crate) fn demand_described_bodies(&self) {
        if std::thread::panicking() {
            return;
        }
        let mismatches = self.mismatches(|request| !matches!(request.status, Some(400 | 404)));
        assert!(
            mismatches.is_empty(),
            "Discord's description forbids what was sent: {mismatches:#?}"
        );
    }

    fn mismatches(&self, judged: impl Fn(&Request) -> bool) -> Vec<Mismatch> {
        let Some(description) = description() else {
            return Vec::new();
        };
        self.state().read(|world| {
            let requests = world.requests.all().filter(|request| judged(request));
            let judge = |request: &Request| {
                description.judge(&request.method, &request.path, &request.body)
            };
            requests.filter_map(judge).collect()
        })
    }
}
