//! Writing values into a text, each in the way that its surroundings call for.

use std::collections::HashMap;
use std::ops::Range;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::layout::close_code;
use super::{Place, Placeholder, Segment};
use crate::render::builtin::moment;
use crate::render::embed::is_http;
use crate::render::markdown::{
    BREAK, LOOKS_LIKE_BACKTICK, disarm, escape_cleaned, inside_code, is_visible, one_line,
    several_lines,
};
use crate::render::{Resolve, Surface, Value};

/// More bytes than any text of Discord's can have. What is longer is not worked on, however often a value occurs.
const LONGEST: usize = 32 * 1024;

/// What may not stand in a part of a URL: all but the unreserved characters.
const IN_URL: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What may not stand in the target of a masked link: what would end it.
const IN_TARGET: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'*')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

pub(super) fn render(segments: &[Segment], values: &dyn Resolve, surface: Surface) -> String {
    let mut page = Page {
        values,
        surface,
        text: String::new(),
        foreign: Vec::new(),
        resolved: HashMap::new(),
        shown: HashMap::new(),
    };
    page.write(segments);
    let Page {
        mut text, foreign, ..
    } = page;
    if surface.is_markdown() {
        disarm(&mut text, &foreign);
    }
    if surface.is_one_line() {
        text = text.replace(['\n', '\r'], " ");
    }
    text
}

struct Page<'a> {
    values: &'a dyn Resolve,
    surface: Surface,
    text: String,
    /// Which parts of the text came from values.
    foreign: Vec<Range<usize>>,
    /// A value that occurs often is asked for, cleaned and escaped once.
    resolved: HashMap<&'a str, Option<Value>>,
    shown: HashMap<(&'a str, Place), String>,
}

impl<'a> Page<'a> {
    fn write(&mut self, segments: &'a [Segment]) {
        for segment in segments {
            if self.text.len() >= LONGEST {
                return;
            }
            match segment {
                Segment::Literal(text) => self.text.push_str(text),
                Segment::Placeholder(placeholder) => self.fill(placeholder),
                Segment::Link { label, target } => self.link(label, target),
            }
        }
    }

    /// A masked link, or its label alone if the target is none.
    fn link(&mut self, label: &'a [Segment], target: &'a [Segment]) {
        let start = self.text.len();
        self.write(target);
        let target = self.text.split_off(start);
        self.foreign.retain(|range| range.end <= start);
        let address = target.trim_start_matches('<').trim_end_matches('>');
        if self.surface.is_markdown() && !is_http(address) {
            self.write(label);
            return;
        }
        self.text.push('[');
        self.write(label);
        self.text.push_str("](");
        self.write_foreign(&target);
        self.text.push(')');
    }

    fn fill(&mut self, placeholder: &'a Placeholder) {
        let place = self.place(placeholder);
        let (values, surface) = (self.values, self.surface);
        let value = self
            .resolved
            .entry(&placeholder.name)
            .or_insert_with(|| values.resolve(&placeholder.name, surface).map(seen));
        let own = match value {
            None => Some(&placeholder.source),
            Some(value) => placeholder.own_text.as_ref().filter(|_| is_missing(value)),
        };
        if let Some(own) = own {
            let own = self.own(own, place);
            self.text.push_str(&own);
        } else if let Some(value) = value {
            let language = values.language();
            let shown = self
                .shown
                .entry((&placeholder.name, place))
                .or_insert_with(|| show(value, place, surface, language));
            let start = self.text.len();
            self.text.push_str(shown);
            if !matches!(value, Value::Trusted(_) | Value::Pending) {
                self.foreign.push(start..self.text.len());
            }
        }
    }

    fn write_foreign(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.foreign.push(start..self.text.len());
    }

    fn place(&self, placeholder: &Placeholder) -> Place {
        match self.surface {
            Surface::Markdown | Surface::MarkdownLine => placeholder.place,
            Surface::Url if self.text.is_empty() => Place::Url,
            Surface::Url => Place::UrlPart,
            Surface::Plain | Surface::Line | Surface::ChannelName => Place::Text,
        }
    }

    /// Words of the template's author that stand inside a placeholder.
    fn own(&self, text: &str, place: Place) -> String {
        match place {
            Place::Code => inside_code(text),
            Place::LooseText if text.is_empty() => BREAK.to_string(),
            Place::Text | Place::LooseText if self.surface.is_markdown() => close_code(text),
            _ => text.to_owned(),
        }
    }
}

/// A value that has characters of which none can be seen is no value.
fn seen(value: Value) -> Value {
    match &value {
        Value::Text(text) | Value::Markdown(text) if !text.is_empty() && !is_visible(text) => {
            Value::missing()
        }
        _ => value,
    }
}

/// Whether the template's own words for a missing value apply. An empty text is a value, but not one to show in their
/// place.
fn is_missing(value: &Value) -> bool {
    match value {
        Value::Missing(_) => true,
        Value::Text(text)
        | Value::Markdown(text)
        | Value::Number(text)
        | Value::Timestamp(text) => text.is_empty(),
        Value::Trusted(_) | Value::Pending => false,
    }
}

fn show(value: &Value, place: Place, surface: Surface, language: crate::model::Language) -> String {
    let in_text = matches!(place, Place::Text | Place::LooseText);
    let in_url = matches!(place, Place::Url | Place::UrlPart);
    match value {
        Value::Trusted(text) if in_text => text.clone(),
        Value::Trusted(text) | Value::Missing(text) | Value::Text(text) => {
            foreign(text, place, surface, false)
        }
        Value::Markdown(text) => foreign(text, place, surface, true),
        Value::Number(text) if !in_url && surface != Surface::ChannelName => language
            .grouped(text.trim())
            .unwrap_or_else(|| foreign(text, place, surface, false)),
        Value::Timestamp(text) if !in_url => match moment::seconds(text.trim()) {
            Some(seconds) if in_text && surface.is_markdown() => {
                format!("<t:{seconds}:f>")
            }
            Some(seconds) => moment::written(seconds, 'f', surface),
            None => foreign(text, place, surface, false),
        },
        Value::Number(text) | Value::Timestamp(text) => foreign(text, place, surface, false),
        Value::Pending => "…".to_owned(),
    }
}

/// A stranger's text in its place.
fn foreign(text: &str, place: Place, surface: Surface, is_markdown: bool) -> String {
    let cleaned = if surface.is_one_line() {
        one_line(text, LONGEST)
    } else {
        several_lines(text, LONGEST)
    };
    match place {
        Place::Code => inside_code(&cleaned),
        Place::UrlPart => utf8_percent_encode(&cleaned, IN_URL).to_string(),
        Place::Url if surface.is_markdown() => {
            utf8_percent_encode(cleaned.trim(), IN_TARGET).to_string()
        }
        Place::Url => cleaned.trim().to_owned(),
        Place::Text | Place::LooseText if !surface.is_markdown() => cleaned,
        // With nothing between them the backticks around would pair up differently.
        Place::LooseText if cleaned.is_empty() => BREAK.to_string(),
        Place::LooseText => {
            let mut shown = inert(&cleaned.replace('`', LOOKS_LIKE_BACKTICK), is_markdown);
            let last_word = shown.rsplit(char::is_whitespace).next().unwrap_or_default();
            if last_word.contains("://") {
                shown.push(' ');
            }
            shown
        }
        Place::Text => inert(&cleaned, is_markdown),
    }
}

/// A stranger's text among the template's.
fn inert(cleaned: &str, is_markdown: bool) -> String {
    if is_markdown {
        close_code(cleaned)
    } else {
        escape_cleaned(cleaned)
    }
}

#[cfg(test)]
mod tests;
