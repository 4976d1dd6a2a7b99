//! The languages that Frontdesk speaks.

use std::str::FromStr;

/// A language with a complete folder in `locales/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// `en`
    #[default]
    English,
    /// `de`
    German,
}

impl Language {
    /// Every language, English first.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The language tag, which is also the folder's name and the value of the setting `language`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language that serves one of
    /// [Discord's locales](https://discord.com/developers/docs/reference#locales); English when there is none.
    pub fn from_discord(locale: &str) -> Self {
        locale
            .split('-')
            .next()
            .and_then(|tag| tag.parse().ok())
            .unwrap_or_default()
    }

    /// A decimal number, as JSON writes it without an exponent, in this language's notation: thousands grouped, the
    /// language's decimal mark, no digit lost. `None` for anything else.
    pub fn grouped(self, number: &str) -> Option<String> {
        let (thousands, decimal_mark) = match self {
            Self::English => (',', '.'),
            Self::German => ('.', ','),
        };
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let magnitude = number.strip_prefix('-').unwrap_or(number);
        let (whole, fraction) = match magnitude.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (magnitude, None),
        };
        let padded = whole.len() > 1 && whole.starts_with('0');
        if !digits(whole) || padded || !fraction.is_none_or(digits) {
            return None;
        }
        let mut text = String::with_capacity(number.len() + whole.len() / 3);
        if magnitude.len() < number.len() {
            text.push('-');
        }
        for (position, digit) in whole.chars().enumerate() {
            if position > 0 && (whole.len() - position).is_multiple_of(3) {
                text.push(thousands);
            }
            text.push(digit);
        }
        if let Some(fraction) = fraction {
            text.push(decimal_mark);
            text.push_str(fraction);
        }
        Some(text)
    }
}

/// The text is no language tag that Frontdesk knows.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(tag))
            .ok_or(UnknownLanguage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_the_language_groups_them() {
        for (number, english, german) in [
            ("0", "0", "0"),
            ("999", "999", "999"),
            ("3000", "3,000", "3.000"),
            ("-1234567.05", "-1,234,567.05", "-1.234.567,05"),
            (
                "123456789012345678901234567890",
                "123,456,789,012,345,678,901,234,567,890",
                "123.456.789.012.345.678.901.234.567.890",
            ),
        ] {
            assert_eq!(Language::English.grouped(number).as_deref(), Some(english));
            assert_eq!(Language::German.grouped(number).as_deref(), Some(german));
        }
    }

    #[test]
    fn what_is_no_plain_number_is_not_grouped() {
        for text in [
            "", "-", ".5", "5.", "1e9", "007", "1,000", "+1", " 1", "--1", "1.2.3", "٣", "N/A",
        ] {
            assert_eq!(Language::English.grouped(text), None, "{text:?}");
        }
    }
}
