//! Words of strangers inside our own sentences.

use crate::model::Text;

/// How much of a stranger's word a sentence shows.
const LONGEST: usize = 80;

/// Makes a stranger's word fit to stand between backticks in a message of `locales/`: one line, no backtick, nothing
/// invisible, not endless. Between backticks Discord renders nothing, and a terminal shows it as it is.
pub(super) fn code(word: &str) -> String {
    let mut shown: String = word
        .chars()
        .filter(|character| !character.is_control() && !is_invisible(*character))
        .map(|character| if character == '`' { '\'' } else { character })
        .take(LONGEST + 1)
        .collect();
    if shown.chars().count() > LONGEST {
        shown = shown.chars().take(LONGEST - 1).chain(['…']).collect();
    }
    // Backticks around nothing would show as backticks.
    if shown.trim().is_empty() {
        "…".clone_into(&mut shown);
    }
    shown
}

/// Direction controls and zero-width characters, which make a line read otherwise than it is.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

/// A number for a sentence.
pub(super) fn number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The sentence for a text that is longer than it may be.
pub(super) fn too_long(limit: usize) -> Text {
    Text::new("integrations-too-long").count("limit", number(limit))
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn a_strangers_word_stays_one_word() {
        assert_eq!(code("user`\n\u{202e}name"), "user'name");
        assert_eq!(code(""), "…");
        assert_eq!(code(&"x".repeat(200)).chars().count(), 80);
    }
}
