//! Making a stranger's text inert in Discord's Markdown.
//!
//! Backslashes do nearly all of it: Discord shows `\*` as `*` and drops the backslash. Two things have no escape: a
//! mention of everyone, which gets a zero-width space after its `@`, and a backtick inside code, which becomes a
//! look-alike.

mod clean;
mod disarm;

use clean::{Lines, clean};
pub(super) use clean::{is_visible, one_line, several_lines};
pub(super) use disarm::{BREAK, disarm};

/// Stands for a backtick where none can be escaped: a modifier letter grave accent.
pub(super) const LOOKS_LIKE_BACKTICK: &str = "\u{2cb}";

/// Escapes a text so that Discord shows it as typed and nothing in it can ping, link under a false name, reorder the
/// line or open a block. Discord timestamps and bare `https:` URLs stay usable.
pub fn escape(text: &str) -> String {
    escape_cleaned(&clean(text, Lines::Several, usize::MAX))
}

/// A text for places that show no Markdown: control characters and direction overrides go, the rest stays.
pub fn plain(text: &str) -> String {
    clean(text, Lines::Several, usize::MAX)
}

/// Somebody's word as inline code, for our own sentences: on one line, shown as typed, and without a way out.
pub fn code(text: &str) -> String {
    format!("`{}`", inside_code(&clean(text, Lines::One, usize::MAX)))
}

/// A text between the template's own backticks, where backslashes would show. Never empty: with nothing between them
/// the backticks would pair up differently.
pub(super) fn inside_code(cleaned: &str) -> String {
    if cleaned.is_empty() {
        return BREAK.to_string();
    }
    cleaned.replace('`', LOOKS_LIKE_BACKTICK)
}

/// Escapes what has been cleaned.
pub(super) fn escape_cleaned(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    let mut previous = '\n';
    // Whether only white space stands before `rest` on its line. A value begins a line wherever it is put.
    let mut line_start = true;
    while let Some(character) = rest.chars().next() {
        let kept = kept_whole(rest, character);
        if kept > 0 {
            escaped.push_str(&rest[..kept]);
            rest = &rest[kept..];
            previous = ' ';
            line_start = false;
            continue;
        }
        if line_start && let Some(digits) = ordinal(rest) {
            escaped.push_str(&rest[..digits]);
            escaped.push_str("\\.");
            rest = &rest[digits + 1..];
            previous = '.';
            line_start = false;
            continue;
        }
        rest = &rest[character.len_utf8()..];
        if is_special(character)
            || (line_start && opens_list(character, rest))
            || (character == '(' && matches!(previous, ']' | '\n'))
        {
            escaped.push('\\');
        }
        escaped.push(character);
        if character == '@' && disarm::is_mass_mention(rest) {
            escaped.push(BREAK);
        }
        line_start = character == '\n' || (line_start && character.is_whitespace());
        previous = character;
    }
    escaped
}

/// Characters that mean something to Discord wherever they stand.
fn is_special(character: char) -> bool {
    matches!(
        character,
        '\\' | '*' | '_' | '`' | '~' | '|' | '[' | ']' | '<' | '>' | '#'
    )
}

/// Whether a character at the start of a line opens a list or small print; a negative number does not.
fn opens_list(character: char, rest: &str) -> bool {
    matches!(character, '-' | '+') && !rest.starts_with(|next: char| next.is_ascii_digit())
}

/// The number of digits, if this is how an ordered list starts (`1. `). The template may go on with a space.
fn ordinal(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text[digits..].strip_prefix('.')?;
    let starts = after.is_empty() || after.starts_with(char::is_whitespace);
    (digits > 0 && starts).then_some(digits)
}

/// How many bytes are to be left as they are, because they are useful and harmless in one piece: a timestamp or a URL.
fn kept_whole(text: &str, first: char) -> usize {
    match first {
        '<' => timestamp(text),
        'h' => url(text),
        _ => 0,
    }
}

/// The length of a [timestamp](https://discord.com/developers/docs/reference#message-formatting-timestamp-styles).
fn timestamp(text: &str) -> usize {
    let parse = || {
        let inside = text.strip_prefix("<t:")?;
        let number = inside.strip_prefix('-').unwrap_or(inside);
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let mut rest = &number[digits..];
        if let Some(style) = rest.strip_prefix(':') {
            rest = style.strip_prefix(['t', 'T', 'd', 'D', 'f', 'F', 'R'])?;
        }
        let rest = rest.strip_prefix('>')?;
        (1..=13)
            .contains(&digits)
            .then_some(text.len() - rest.len())
    };
    parse().unwrap_or(0)
}

/// The length of a bare URL, as far as it consists of characters that cannot end it early for Discord's parser.
fn url(text: &str) -> usize {
    let Some(after) = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
    else {
        return 0;
    };
    if !after.starts_with(char::is_alphanumeric) {
        return 0;
    }
    let end = after
        .char_indices()
        .find(|(position, character)| {
            !(character.is_alphanumeric() || "-._~:/?#@!$&'+,;=%()".contains(*character))
                || (*character == '@' && disarm::is_mass_mention(&after[position + 1..]))
        })
        .map_or(after.len(), |(position, _)| position);
    // Discord makes no link of anything shorter, so anything shorter would be parsed as Markdown.
    let address = after[..end].trim_end_matches(['.', ',', ':', ';', '\'']);
    if address.chars().count() < 2 {
        return 0;
    }
    text.len() - after.len() + end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stranger_formats_is_shown_as_typed() {
        for (typed, escaped) in [
            ("N/A", "N/A"),
            ("Ryan (admin), 3.5 - really", "Ryan (admin), 3.5 - really"),
            (
                "**b** _i_ ~~s~~ ||p|| `c`",
                r"\*\*b\*\* \_i\_ \~\~s\~\~ \|\|p\|\| \`c\`",
            ),
            (r"\*x\*", r"\\\*x\\\*"),
            ("[x](https://evil.example)", r"\[x\]\(https://evil.example)"),
            ("(https://evil.example)", r"\(https://evil.example)"),
            ("> quote\n>>> all", "\\> quote\n\\>\\>\\> all"),
            (
                "# H1\n-# small\n- item\n + item\n-5 °C",
                "\\# H1\n\\-\\# small\n\\- item\n \\+ item\n-5 °C",
            ),
            (
                "1. item\n  20. item\n3.5\n4.",
                "1\\. item\n  20\\. item\n3.5\n4\\.",
            ),
            (
                "<@1> <@&2> <#3> <:a:4> </b:5> <id:guide>",
                r"\<@1\> \<@&2\> \<\#3\> \<:a:4\> \</b:5\> \<id:guide\>",
            ),
            (
                "@everyone @Here @everybody",
                "@\u{200b}everyone @\u{200b}Here @everybody",
            ),
            ("@\u{200b}every\u{202e}one", "@\u{200b}everyone"),
            (
                "<t:1700000000:R> <t:-5> <t:1:x> <t:>",
                r"<t:1700000000:R> <t:-5> \<t:1:x\> \<t:\>",
            ),
            (
                "https://a.example/b_c_d?e=f#g",
                "https://a.example/b_c_d?e=f#g",
            ),
            ("https://a.example/*b*", r"https://a.example/\*b\*"),
            (
                "https://@everyone https://_a_",
                "https://@\u{200b}everyone https://\\_a\\_",
            ),
            (
                "https://a.example/@everyone",
                "https://a.example/@\u{200b}everyone",
            ),
        ] {
            assert_eq!(escape(typed), escaped, "{typed:?}");
        }
    }

    #[test]
    fn a_text_without_markdown_loses_only_what_is_dangerous() {
        assert_eq!(plain("**a**\t\u{202e}b\r\nc\u{0}\u{85}d"), "**a** b\nc\nd");
    }

    #[test]
    fn a_word_as_code_stays_in_it() {
        assert_eq!(code("a`b\n@everyone"), "`a\u{2cb}b @everyone`");
        assert_eq!(code(""), format!("`{BREAK}`"));
    }

    #[test]
    fn nothing_leaves_the_template_s_code() {
        assert_eq!(inside_code("a`b*c"), "a\u{2cb}b*c");
        assert_eq!(inside_code(""), "\u{200b}");
    }
}
