//! Breaking mentions that came together where a value meets a template or another value.
//!
//! `@%name%` with the value `everyone` mentions everyone although neither part does, and a value in the format
//! `markdown` is not escaped at all. So the finished text is searched once more.

use std::ops::Range;

/// A zero-width space: Discord no longer sees a token, a reader sees no difference.
pub(in crate::render) const BREAK: char = '\u{200b}';

/// Breaks every mention in `text` that holds a byte of `foreign`, the ranges that came from values, in order.
pub(in crate::render) fn disarm(text: &mut String, foreign: &[Range<usize>]) {
    if foreign.is_empty() {
        return;
    }
    let mut broken = String::with_capacity(text.len() + 16);
    let mut written = 0;
    let mut ranges = foreign.iter().peekable();
    for (position, _) in text.match_indices('@') {
        let Some(token) = mention(text, position) else {
            continue;
        };
        while ranges.next_if(|range| range.end <= token.start).is_some() {}
        if ranges.peek().is_some_and(|range| range.start < token.end) {
            broken.push_str(&text[written..=position]);
            broken.push(BREAK);
            written = position + 1;
        }
    }
    if written > 0 {
        broken.push_str(&text[written..]);
        *text = broken;
    }
}

/// The mention around an `@`.
fn mention(text: &str, at: usize) -> Option<Range<usize>> {
    let after = &text[at + 1..];
    if let Some(length) = mass_mention(after) {
        return Some(at..at + 1 + length);
    }
    let start = at
        .checked_sub(1)
        .filter(|start| text.as_bytes()[*start] == b'<')?;
    let number = after.strip_prefix(['!', '&']).unwrap_or(after);
    let digits = number
        .bytes()
        .take_while(u8::is_ascii_digit)
        .take(20)
        .count();
    let closed = digits > 0 && number[digits..].starts_with('>');
    closed.then(|| start..text.len() - number.len() + digits + 1)
}

/// Whether an `@` before this text would mention everybody.
pub(super) fn is_mass_mention(after: &str) -> bool {
    mass_mention(after).is_some()
}

/// The length of the word that mentions everybody.
fn mass_mention(after: &str) -> Option<usize> {
    ["everyone", "here"]
        .into_iter()
        .map(str::as_bytes)
        .find_map(|word| {
            let start = after.as_bytes().get(..word.len())?;
            start.eq_ignore_ascii_case(word).then_some(word.len())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disarmed<const N: usize>(text: &str, foreign: [(usize, usize); N]) -> String {
        let mut text = text.to_owned();
        disarm(&mut text, &foreign.map(|(start, end)| start..end));
        text
    }

    #[test]
    fn a_mention_breaks_where_a_stranger_had_a_part_in_it() {
        assert_eq!(disarmed("hi @everyone", [(4, 12)]), "hi @\u{200b}everyone");
        assert_eq!(
            disarmed("<@12> <@&34>", [(3, 4), (9, 10)]),
            "<@\u{200b}12> <@\u{200b}&34>"
        );
        assert_eq!(disarmed("@HERE", [(0, 1)]), "@\u{200b}HERE");
    }

    #[test]
    fn the_admin_s_own_mentions_stay() {
        assert_eq!(disarmed("@everyone x <@1>", [(10, 11)]), "@everyone x <@1>");
        assert_eq!(
            disarmed("ryan@example.org <@x>", [(0, 21)]),
            "ryan@example.org <@x>"
        );
    }
}
