//! Cutting a text where it hurts least.

use unicode_segmentation::UnicodeSegmentation;

use super::fit::length;

const ELLIPSIS: char = '…';
const FENCE: &str = "```";

/// Cuts a text to `limit` UTF-16 units, at a grapheme, with `…`. What is cut leaves no half of an escape or of a
/// `<t:…>` behind, and code stays closed.
pub fn cut(text: &str, limit: usize) -> String {
    let short = cut_line(text, limit);
    if short == text || !ends_in_fence(&short) {
        return short;
    }
    // The end of the code was cut off, and everything after the text would become code.
    let closing = format!("{ELLIPSIS}\n{FENCE}");
    let room = limit.saturating_sub(length(&closing));
    let kept = start(text, room);
    if room > 0 && ends_in_fence(kept) {
        format!("{kept}{closing}")
    } else {
        format!("{}{ELLIPSIS}", kept.trim_end_matches('`'))
    }
}

/// As [`cut`], for places of one line, where there are no blocks of code.
pub(super) fn cut_line(text: &str, limit: usize) -> String {
    if length(text) <= limit {
        return text.to_owned();
    }
    match limit.checked_sub(1) {
        Some(room) => format!("{}{ELLIPSIS}", start(text, room)),
        None => String::new(),
    }
}

/// The longest start of a text of at most `limit` units that can stand alone.
fn start(text: &str, limit: usize) -> &str {
    let mut units = 0;
    let end = text
        .grapheme_indices(true)
        .find(|(_, grapheme)| {
            units += length(grapheme);
            units > limit
        })
        .map_or(text.len(), |(position, _)| position);
    let mut kept = &text[..end];
    if text[end..].starts_with('`') {
        kept = kept.trim_end_matches('`');
    }
    // A backslash is counted last, because what stood behind it may be gone.
    without_half_escape(without_half_tag(kept.trim_end()).trim_end())
}

/// Without a backslash at the end that would escape what follows.
fn without_half_escape(text: &str) -> &str {
    let backslashes = text.len() - text.trim_end_matches('\\').len();
    &text[..text.len() - backslashes % 2]
}

/// Without the beginning of a tag (`<t:`, `<@`, `<#`, `<:`, `</` …) at the end.
fn without_half_tag(text: &str) -> &str {
    let Some(position) = text.rfind('<') else {
        return text;
    };
    let inside = &text[position + 1..];
    let is_tag =
        |character: char| character.is_ascii_alphanumeric() || "_:!&#/@-".contains(character);
    let opening = ["t:", "@", "#", ":", "a:", "/", "id:"];
    let opens = opening
        .iter()
        .any(|start| inside.starts_with(start) || start.starts_with(inside));
    if opens && inside.chars().all(is_tag) {
        without_half_escape(&text[..position])
    } else {
        text
    }
}

/// Whether a text ends inside a fenced block.
fn ends_in_fence(text: &str) -> bool {
    let mut inside = false;
    for (position, _) in text.match_indices(FENCE) {
        let escaped = !inside && without_half_escape(&text[..position]).len() < position;
        inside ^= !escaped;
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_and_what_does_not_ends_with_an_ellipsis() {
        assert_eq!(cut("Ryan", 4), "Ryan");
        assert_eq!(cut("Ryan", 3), "Ry…");
        assert_eq!(cut("Ryan", 1), "…");
        assert_eq!(cut("Ryan", 0), "");
        assert_eq!(cut("a b c", 3), "a…");
    }

    #[test]
    fn a_grapheme_is_kept_or_cut_as_a_whole() {
        assert_eq!(cut("👩‍👩‍👧👩‍👩‍👧", 8), "…");
        assert_eq!(cut("👩‍👩‍👧👩‍👩‍👧", 9), "👩‍👩‍👧…");
        assert_eq!(cut("ae\u{301}e\u{301}", 4), "ae\u{301}…");
        assert_eq!(cut("🇩🇪🇩🇪🇩🇪", 10), "🇩🇪🇩🇪…");
    }

    #[test]
    fn nothing_is_left_half() {
        for (text, limit, expected) in [
            (r"ab\*cd", 4, "ab…"),
            ("ab\\ \ncd", 5, "ab…"),
            (r"ab\\\*cd", 6, r"ab\\…"),
            ("at <t:1700000000:R> x", 12, "at…"),
            ("at <t:1700000000:R> x", 20, "at <t:1700000000:R>…"),
            ("hi <@123456789> x", 9, "hi…"),
            (r"hi \<@12345\> x", 9, "hi…"),
            ("hi <@", 4, "hi…"),
            ("1 < 2, 3 < 4, 5", 12, "1 < 2, 3…"),
            ("x ``` y", 5, "x…"),
        ] {
            assert_eq!(cut(text, limit), expected, "{text:?} {limit}");
        }
    }

    #[test]
    fn a_fence_stays_closed() {
        let text = format!("```\n{}\n```", "x".repeat(50));
        let short = cut(&text, 20);
        assert_eq!(short, "```\nxxxxxxxxxxx…\n```");
        assert_eq!(length(&short), 20);
        assert_eq!(cut("```\nabc\n``` and more", 12), "```\nabc\n```…");
        assert_eq!(cut("```\nabcdef", 4), "…");
        assert_eq!(cut(r"\`\`\` abcdef", 9), r"\`\`\` a…");
    }
}
