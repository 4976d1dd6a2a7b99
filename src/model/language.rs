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
