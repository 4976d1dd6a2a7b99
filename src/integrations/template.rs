//! The `%names%` in a manifest's URL, headers and JSON paths.
//!
//! One pass: what a name stands for is never searched again. In a URL a declared name wins; otherwise `%` and two hex
//! digits are the percent-escape that they look like, so that `%20` needs no second spelling.

/// A piece of a template, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Stands for itself.
    Literal(&'t str),
    /// A declared name, without its percent signs.
    Name(&'t str),
    /// Looks like a name, but nothing declares it.
    Unknown(&'t str),
    /// In a URL: a `%` that begins neither a name nor a percent-escape.
    Stray,
}

/// Which rules apply to a `%` that begins no declared name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grammar {
    /// A URL: it may be a percent-escape, and must not be alone.
    Url,
    /// Anything else: it may stand alone.
    Words,
}

/// Cuts a template into pieces, each with the byte at which it begins.
pub(super) fn pieces<'t>(
    template: &'t str,
    grammar: Grammar,
    is_declared: &dyn Fn(&str) -> bool,
) -> Vec<(usize, Piece<'t>)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(rest) = template.get(at..).filter(|rest| !rest.is_empty()) {
        let (length, piece) = match rest.strip_prefix('%') {
            None => {
                let length = rest.find('%').unwrap_or(rest.len());
                (length, Piece::Literal(&rest[..length]))
            }
            Some(after) => percent(rest, after, grammar, is_declared),
        };
        pieces.push((at, piece));
        at += length;
    }
    pieces
}

fn percent<'t>(
    rest: &'t str,
    after: &'t str,
    grammar: Grammar,
    is_declared: &dyn Fn(&str) -> bool,
) -> (usize, Piece<'t>) {
    let candidate = after.split_once('%').map(|(name, _)| name);
    match candidate {
        Some(name) if is_declared(name) => (name.len() + 2, Piece::Name(name)),
        _ if grammar == Grammar::Url && is_escape(after) => (3, Piece::Literal(&rest[..3])),
        Some(name) if looks_like_name(name) => (name.len() + 2, Piece::Unknown(name)),
        _ if grammar == Grammar::Url => (1, Piece::Stray),
        _ => (1, Piece::Literal(&rest[..1])),
    }
}

fn is_escape(after: &str) -> bool {
    after
        .as_bytes()
        .get(..2)
        .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

fn looks_like_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(template: &str, grammar: Grammar) -> Vec<Piece<'_>> {
        pieces(template, grammar, &|name| matches!(name, "a" | "b" | "20"))
            .into_iter()
            .map(|(_, piece)| piece)
            .collect()
    }

    #[test]
    fn a_declared_name_wins_over_an_escape() {
        use Piece::{Literal, Name, Stray, Unknown};
        assert_eq!(cut("%a%%b%", Grammar::Url), [Name("a"), Name("b")]);
        assert_eq!(
            cut("x%20%a%", Grammar::Url),
            [Literal("x"), Name("20"), Literal("a"), Stray]
        );
        assert_eq!(cut("%41%a%", Grammar::Url), [Literal("%41"), Name("a")]);
        assert_eq!(cut("%nosuch%", Grammar::Url), [Unknown("nosuch")]);
        assert_eq!(cut("100%", Grammar::Url), [Literal("100"), Stray]);
        assert_eq!(
            cut("100% of %a%", Grammar::Words),
            [Literal("100"), Literal("%"), Literal(" of "), Name("a")]
        );
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(template in "[%a2 é]{0,30}") {
            for grammar in [Grammar::Url, Grammar::Words] {
                let mut whole = String::new();
                for (at, piece) in pieces(&template, grammar, &|name| name == "a") {
                    proptest::prop_assert_eq!(at, whole.len());
                    match piece {
                        Piece::Literal(text) => whole.push_str(text),
                        Piece::Name(name) | Piece::Unknown(name) => {
                            whole.push('%');
                            whole.push_str(name);
                            whole.push('%');
                        }
                        Piece::Stray => whole.push('%'),
                    }
                }
                proptest::prop_assert_eq!(&whole, &template);
            }
        }
    }
}
