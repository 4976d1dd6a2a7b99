//! `/integration test`: one request, and a trace of everything that was seen.

use std::collections::BTreeMap;

use super::{Integrations, Manifest, extract::Extracted, request::RequestContext};
use crate::egress::Step;
use crate::model::Text;
use crate::vault::Secret;

/// The trace, with secrets masked.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Method and URL as sent, secrets as `***`.
    pub request_line: String,
    /// Header names and values, secrets as `***`.
    pub headers: Vec<(String, String)>,
    /// Each step, in order.
    pub steps: Vec<Step>,
    /// What was wrong, if anything was.
    pub error: Option<Text>,
    /// The placeholders: values, or fallbacks with the reason.
    pub placeholders: Vec<Extracted>,
    /// Top-level keys of the answer that no placeholder uses.
    pub unused_keys: Vec<String>,
}

impl Integrations {
    /// Makes the request as a ticket would and tells what was seen.
    pub async fn trial(
        &self,
        _manifest: &Manifest,
        _secrets: &BTreeMap<String, Secret>,
        _context: &RequestContext,
    ) -> Trial {
        todo!()
    }
}
