//! Which characters of a stranger's text are kept at all.

use unicode_normalization::char::is_combining_mark;

/// More marks than any script stacks on one letter would write over the lines above and below.
const MOST_MARKS: u32 = 5;

/// Whether line breaks are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// They are.
    Several,
    /// They become spaces.
    One,
}

/// A text of at most about `most` bytes that may have several lines.
pub(in crate::render) fn several_lines(text: &str, most: usize) -> String {
    clean(text, Lines::Several, most)
}

/// A text of at most about `most` bytes on one line.
pub(in crate::render) fn one_line(text: &str, most: usize) -> String {
    clean(text, Lines::One, most)
}

/// Drops controls (all but the line break), direction controls, annotations, tags and other characters that show
/// nothing but change or hide what stands beside them, and stops after `most` bytes.
pub(super) fn clean(text: &str, lines: Lines, most: usize) -> String {
    let mut cleaned = String::with_capacity(text.len().min(most));
    let mut marks = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if cleaned.len() >= most {
            break;
        }
        let character = match character {
            '\r' if characters.peek() == Some(&'\n') => continue,
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' if lines == Lines::One => ' ',
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            other => other,
        };
        if is_dropped(character) {
            continue;
        }
        marks = if is_combining_mark(character) {
            marks + 1
        } else {
            0
        };
        if marks <= MOST_MARKS {
            cleaned.push(character);
        }
    }
    cleaned
}

fn is_dropped(character: char) -> bool {
    (character.is_control() && character != '\n')
        || is_direction(character)
        || is_blank(character)
        // Interlinear annotation, tags.
        || matches!(character, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Marks, embeddings, overrides and isolates, which reorder what stands beside them.
fn is_direction(character: char) -> bool {
    matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// Letters that are blank, spaces of no width, invisible operators and deprecated format controls.
fn is_blank(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
    )
}

/// Whether a reader would see anything.
pub(in crate::render) fn is_visible(text: &str) -> bool {
    text.chars().any(|character| {
        !character.is_whitespace()
            && !is_dropped(character)
            && !is_combining_mark(character)
            && !matches!(character, '\u{200c}' | '\u{200d}' | '\u{2800}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_go_and_scripts_that_need_joiners_stay() {
        let joined = "👩‍👩‍👧 می\u{200c}خواهم ❤️ 1️⃣ e\u{301} กี่";
        assert_eq!(several_lines(joined, 1000), joined);
        let hidden =
            "a\u{202e}b\u{2066}c\u{200f}d\u{e0041}e\u{fff9}f\u{7f}g\u{1b}h\u{3164}i\u{200b}j";
        assert_eq!(several_lines(hidden, 1000), "abcdefghij");
    }

    #[test]
    fn marks_are_kept_only_as_far_as_a_script_would_stack_them() {
        let zalgo = format!("z{}a", "\u{336}\u{30d}".repeat(500));
        assert_eq!(several_lines(&zalgo, 1000).chars().count(), 7);
    }

    #[test]
    fn lines_are_joined_where_there_is_only_one() {
        assert_eq!(one_line("a\nb\r\nc\u{2028}d", 1000), "a b c d");
        assert_eq!(several_lines("a\rb\r\nc\u{2028}d", 1000), "a\nb\nc\nd");
    }

    #[test]
    fn what_is_too_long_is_not_read_to_its_end() {
        assert_eq!(several_lines(&"ä".repeat(1000), 10).len(), 10);
    }

    #[test]
    fn blank_is_not_visible() {
        for text in ["", " \n", "\u{200b}", "\u{2800}\u{3164}", "\u{200d}\u{301}"] {
            assert!(!is_visible(text), "{text:?}");
        }
        assert!(is_visible(" a"));
    }
}
