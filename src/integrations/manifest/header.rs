//! Which headers an integration may set, and what may stand in them.

use super::super::template::{Grammar, Piece, pieces};
use super::super::words::{code, too_long};
use super::limits;
use crate::egress::is_reserved_header;
use crate::model::Text;

/// What is wrong with a header's name.
pub(super) fn check_name(name: &str) -> Option<Text> {
    if name.is_empty() || !name.bytes().all(is_token) {
        return Some(Text::new("integrations-header-name-characters"));
    }
    if name.len() > limits::HEADER_NAME {
        return Some(too_long(limits::HEADER_NAME));
    }
    is_reserved_header(name)
        .then(|| Text::new("integrations-header-forbidden").with("name", code(name)))
}

/// What is wrong with a header's value, as the author wrote it.
pub(super) fn check_value(value: &str, is_declared: &dyn Fn(&str) -> bool) -> Vec<Text> {
    let mut errors = Vec::new();
    if value.trim().is_empty() {
        errors.push(Text::new("integrations-header-empty"));
    }
    if value.chars().count() > limits::HEADER_VALUE {
        errors.push(too_long(limits::HEADER_VALUE));
    }
    if !value.chars().all(is_visible) {
        errors.push(Text::new("integrations-header-characters"));
    }
    for (_, piece) in pieces(value, Grammar::Words, is_declared) {
        if let Piece::Unknown(name) = piece {
            errors.push(Text::new("integrations-name-undeclared").with("name", code(name)));
        }
    }
    errors
}

/// A character of a token of [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#name-tokens).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// A character that a header's value may hold: visible ASCII and the space.
pub(in super::super) fn is_visible(character: char) -> bool {
    matches!(character, ' '..='~')
}
