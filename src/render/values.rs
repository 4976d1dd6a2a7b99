//! What a placeholder stands for.

use std::collections::BTreeMap;

use crate::model::Language;

/// Where a rendered text goes: it decides how values are escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// Discord renders Markdown there, on several lines: embed descriptions, field values, message contents.
    Markdown,
    /// Discord renders Markdown there, but on one line and without mentions: embed titles, field names.
    MarkdownLine,
    /// Shown as it is, on several lines: footers.
    Plain,
    /// Shown as it is, on one line: authors, button labels.
    Line,
    /// Part of a channel's name.
    ChannelName,
    /// A whole URL or a part of one: values are percent-encoded unless the placeholder is its beginning.
    Url,
}

impl Surface {
    /// Whether Discord renders Markdown there.
    pub const fn is_markdown(self) -> bool {
        matches!(self, Self::Markdown | Self::MarkdownLine)
    }

    /// Whether a line break has no place there.
    pub const fn is_one_line(self) -> bool {
        !matches!(self, Self::Markdown | Self::Plain)
    }
}

/// The value of a placeholder.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Our own words or Discord tokens (`<@1>`, `<t:1:R>`): inserted as they are.
    Trusted(String),
    /// A stranger's text (format `text`): escaped where Discord renders Markdown; mentions and masked links inert;
    /// Discord timestamps and bare `https:` URLs stay usable.
    Text(String),
    /// A stranger's Markdown (format `markdown`): as is, still no pings.
    Markdown(String),
    /// Seconds or RFC 3339 (format `timestamp`): `<t:…:f>`; anything else as `Text`.
    Timestamp(String),
    /// A number (format `number`): grouped as the server's language groups; anything else as `Text`.
    Number(String),
    /// No value: the template's own `|text`, else this fallback, as `Text`.
    Missing(String),
    /// Not there yet: `…`, whatever the template's own text is.
    Pending,
}

impl Value {
    /// What a placeholder shows that has neither a value nor a fallback of its own.
    pub const FALLBACK: &'static str = "N/A";

    /// The value as it came, before any escaping; `None` where there is none.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Trusted(text)
            | Self::Text(text)
            | Self::Markdown(text)
            | Self::Timestamp(text)
            | Self::Number(text) => Some(text),
            Self::Missing(_) | Self::Pending => None,
        }
    }

    /// No value and no particular fallback.
    pub fn missing() -> Self {
        Self::Missing(Self::FALLBACK.to_owned())
    }
}

/// Answers what a name stands for.
pub trait Resolve {
    /// The value of the name as typed between the percent signs (without `|text`), or `None` if nothing provides it.
    /// It depends on the surface where Discord shows a token in one place and not in another.
    fn resolve(&self, name: &str, surface: Surface) -> Option<Value>;

    /// The language that numbers and dates are written in.
    fn language(&self) -> Language;
}

/// Values by name, behind the built-in ones.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// The ticket's own placeholders; they win.
    pub ticket: super::TicketFacts,
    /// Everything else, by the exact name.
    pub named: BTreeMap<String, Value>,
}

impl Resolve for Values {
    fn resolve(&self, name: &str, surface: Surface) -> Option<Value> {
        super::builtin::resolve(&self.ticket, name, surface)
            .or_else(|| self.named.get(name).cloned())
    }

    fn language(&self) -> Language {
        self.ticket.language
    }
}
