//! The regular expressions in `match()` and `search()`.
//!
//! The query engine compiles them anew for every value that it looks at, so each must be there to be judged, not
//! fetched from the answer, and must be small.

use regex::RegexBuilder;

use super::{Outline, Part};
use crate::model::Text;

/// How large a compiled expression may be, in bytes.
const MOST_MEMORY: usize = 128 * 1024;

/// Judges the expressions of a JSONPath.
pub(super) fn check(outline: &Outline<'_>) -> Result<(), Text> {
    for (index, part) in outline.parts.iter().enumerate() {
        let Part::Bare(text) = part else { continue };
        for (at, _) in text
            .match_indices("match(")
            .chain(text.match_indices("search("))
        {
            let pattern =
                last_argument(text, at, outline.parts.get(index + 1..).unwrap_or_default())
                    .and_then(unquoted)
                    .ok_or_else(|| Text::new("integrations-path-pattern"))?;
            // Wrapped as the engine wraps it.
            RegexBuilder::new(&format!("(?R)^({pattern})$"))
                .size_limit(MOST_MEMORY)
                .build()
                .map_err(|_| Text::new("integrations-path-pattern"))?;
        }
    }
    Ok(())
}

/// The string literal at the end of the call that begins at `at`, if its first argument is without one.
fn last_argument<'p>(text: &str, at: usize, rest: &[Part<'p>]) -> Option<&'p str> {
    let call = &text[at..];
    let arguments = &call[call.find('(')? + 1..];
    let [Part::Quoted(pattern), Part::Bare(after), ..] = rest else {
        return None;
    };
    // The first argument, whatever calls it holds, then the comma.
    let depth = arguments
        .matches('(')
        .count()
        .checked_sub(arguments.matches(')').count());
    let is_last = arguments.trim_end().ends_with(',') && depth == Some(0);
    (is_last && after.trim_start().starts_with(')')).then_some(*pattern)
}

/// What a string literal stands for.
fn unquoted(literal: &str) -> Option<String> {
    let inner = literal.get(1..literal.len() - 1)?;
    let json = if literal.starts_with('\'') {
        format!("\"{}\"", inner.replace("\\'", "'").replace('"', "\\\""))
    } else {
        literal.to_owned()
    };
    serde_json::from_str(&json).ok()
}
