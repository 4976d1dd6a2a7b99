//! The URL of a request, as a template.
//!
//! Placeholders stand in the path and the query only. Whoever could choose the host, even a part of it, would choose
//! who receives the other servers' secrets and the author's own headers.

use url::Url;

use super::super::template::{Grammar, Piece, pieces};
use super::super::words::{code, too_long};
use super::limits;
use crate::egress::Policy;
use crate::model::Text;

/// What is wrong with a URL template; the URL with dummies for its placeholders if nothing is.
pub(super) fn check(
    template: &str,
    is_declared: &dyn Fn(&str) -> bool,
    policy: &Policy,
) -> Result<Url, Vec<Text>> {
    let mut errors = Vec::new();
    if template.chars().count() > limits::URL {
        errors.push(too_long(limits::URL));
    }
    // Parsers of URLs drop tabs and line breaks silently, so that one would read what another did not check.
    if template
        .chars()
        .any(|character| character.is_control() || character.is_whitespace())
    {
        errors.push(Text::new("integrations-url-spaces"));
    }
    let Some(path_start) = path_start(template) else {
        errors.push(refusal_of(template, policy));
        return Err(errors);
    };
    let fragment_start = template.find('#').unwrap_or(template.len());
    for (at, piece) in pieces(template, Grammar::Url, is_declared) {
        match piece {
            Piece::Name(name) | Piece::Unknown(name) if at < path_start => {
                errors.push(Text::new("integrations-url-name-in-host").with("name", code(name)));
            }
            Piece::Name(name) if at > fragment_start => {
                errors
                    .push(Text::new("integrations-url-name-in-fragment").with("name", code(name)));
            }
            Piece::Literal(_) | Piece::Name(_) => {}
            Piece::Unknown(name) => {
                errors.push(Text::new("integrations-name-undeclared").with("name", code(name)));
            }
            Piece::Stray => errors.push(Text::new("integrations-url-percent")),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    policy
        .check_url(&with_dummies(template, is_declared))
        .map_err(|refusal| vec![refusal.text()])
}

/// Where scheme and authority end and the path begins; `None` if the template does not begin with `http(s)://`.
pub(in super::super) fn path_start(template: &str) -> Option<usize> {
    let scheme = ["http://", "https://"].into_iter().find(|scheme| {
        template
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })?;
    let authority = &template[scheme.len()..];
    let length = authority
        .find(['/', '\\', '?', '#'])
        .unwrap_or(authority.len());
    Some(scheme.len() + length)
}

/// Why a text that does not begin with `http(s)://` is refused: the rule that it breaks, where there is one.
fn refusal_of(template: &str, policy: &Policy) -> Text {
    let without_names = pieces(template, Grammar::Url, &|_| false)
        .iter()
        .all(|(_, piece)| matches!(piece, Piece::Literal(_)));
    match policy.check_url(template) {
        Err(refusal) if without_names => refusal.text(),
        _ => Text::new("integrations-url-scheme"),
    }
}

/// The template with a harmless value in each place.
pub(in super::super) fn with_dummies(template: &str, is_declared: &dyn Fn(&str) -> bool) -> String {
    pieces(template, Grammar::Url, is_declared)
        .into_iter()
        .map(|(_, piece)| match piece {
            Piece::Literal(text) => text,
            Piece::Name(_) | Piece::Unknown(_) => "0",
            Piece::Stray => "%",
        })
        .collect()
}
