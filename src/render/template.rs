//! `%name%`, `%name|text%` and `\%name\%`, in one pass.

mod layout;
mod parse;
mod show;

use std::collections::BTreeSet;

use super::{Resolve, Surface};

/// A parsed template. Parsing never fails: what is no placeholder is text.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq)]
enum Segment {
    /// The author's own words.
    Literal(String),
    /// `%name%`
    Placeholder(Placeholder),
    /// `[label](target)` whose target begins with a placeholder: no link unless the target comes out as one.
    Link {
        label: Vec<Segment>,
        target: Vec<Segment>,
    },
}

#[derive(Clone, Debug, PartialEq)]
struct Placeholder {
    /// As typed, with the percent signs: shown when nothing provides the name.
    source: String,
    name: String,
    /// The text after `|`.
    own_text: Option<String>,
    place: Place,
}

/// What surrounds a placeholder where Discord renders Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Place {
    /// Text.
    Text,
    /// Text beside a backtick that a value could upset: one that pairs with nothing would pair with one of the value's,
    /// escaped or not; one that follows without a space would be swallowed by a URL.
    LooseText,
    /// Between backticks: backslashes would show.
    Code,
    /// The beginning of a URL, perhaps all of it.
    Url,
    /// Inside a URL: percent-encoded.
    UrlPart,
}

impl Template {
    /// Parses a text.
    pub fn parse(source: &str) -> Self {
        Self {
            segments: parse::segments(source),
        }
    }

    /// The names that occur, as typed (`username`, `my_integration.username`, `date_days:7:R`, `form:Label`).
    pub fn names(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        collect(&self.segments, &mut names);
        names
    }

    /// The names that nothing provides: an admin is warned of each when a template is saved.
    pub fn unknown_names(&self, is_known: impl Fn(&str) -> bool) -> BTreeSet<&str> {
        let mut names = self.names();
        names.retain(|name| !is_known(name));
        names
    }

    /// Fills in. Values are inert: they are never searched for placeholders, are escaped for the surface, mention
    /// nobody. A name that `values` does not know stays as typed. What exceeds 32 KiB, which fits nowhere in Discord,
    /// is left out.
    pub fn render(&self, values: &dyn Resolve, surface: Surface) -> String {
        show::render(&self.segments, values, surface)
    }
}

fn collect<'a>(segments: &'a [Segment], names: &mut BTreeSet<&'a str>) {
    for segment in segments {
        match segment {
            Segment::Literal(_) => {}
            Segment::Placeholder(placeholder) => {
                names.insert(&placeholder.name);
            }
            Segment::Link { label, target } => {
                collect(label, names);
                collect(target, names);
            }
        }
    }
}
