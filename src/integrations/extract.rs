//! From a response body to values.

use super::{Manifest, request::RequestContext};
use crate::model::Text;
use crate::render::Value;

/// What one placeholder came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Extracted {
    /// The placeholder's name.
    pub name: String,
    /// The text before formatting and escaping; `None` when the fallback is shown.
    pub text: Option<String>,
    /// Why there is none ("no key `scores` in `user`; it has `score`").
    pub why: Option<Text>,
    /// The value for the renderer.
    pub value: Value,
}

/// Reads a body and follows each path. `Err` if the body is no JSON object.
pub fn extract(
    _body: &[u8],
    _manifest: &Manifest,
    _context: &RequestContext,
) -> Result<Vec<Extracted>, Text> {
    todo!()
}

/// The fallbacks of all placeholders.
pub fn fallbacks(_manifest: &Manifest) -> Vec<Extracted> {
    todo!()
}
