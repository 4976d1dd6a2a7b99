//! Colours as people type them: `#RRGGBB`.

use crate::model::{Outcome, Text};
use crate::render::{embed, markdown};

/// Reads `#5865F2`, with or without the `#`.
pub fn parse(typed: &str) -> Outcome<u32> {
    let typed = typed.trim();
    let digits = typed.strip_prefix('#').unwrap_or(typed);
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        // Six hexadecimal digits always fit.
        Ok(u32::from_str_radix(digits, 16).unwrap_or_default())
    } else {
        Err(Text::new("panels-not-a-colour")
            .with("typed", markdown::escape(&embed::cut(typed, 100)))
            .into())
    }
}

/// Writes it as it is typed.
pub fn format(colour: u32) -> String {
    format!("#{colour:06X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_hexadecimal_digits_are_a_colour() {
        for (typed, expected) in [
            ("#5865F2", Some(0x0058_65F2)),
            ("00ff00", Some(0xFF00)),
            (" #000000 ", Some(0)),
            ("#FFF", None),
            ("+12345", None),
            ("red", None),
            ("#12345é", None),
            ("", None),
        ] {
            assert_eq!(parse(typed).ok(), expected, "{typed}");
        }
        assert_eq!(format(0xFF00), "#00FF00");
    }
}
