//! From a text to segments: first the placeholders, then what surrounds each.
//!
//! Between the two steps a template is its *skeleton*: the author's words with a NUL for each placeholder. What a value
//! will be cannot change the skeleton, so what surrounds a placeholder is known before any value is.

use super::layout::{Layout, Link};
use super::{Place, Placeholder, Segment};

/// Stands for a placeholder in a skeleton. Authors' own NULs are dropped.
pub(super) const MARK: char = '\0';

/// A name is not longer than the label of a form's question and its prefix could be.
const LONGEST_NAME: usize = 128;

pub(super) fn segments(source: &str) -> Vec<Segment> {
    let (skeleton, mut placeholders) = split(source);
    let layout = Layout::of(&skeleton);
    for (placeholder, place) in placeholders.iter_mut().zip(&layout.places) {
        placeholder.place = *place;
    }
    let mut placeholders = placeholders.into_iter();
    let mut segments = Vec::new();
    let mut position = 0;
    for Link { label, target, end } in layout.links {
        // The brackets themselves belong to the link.
        push(
            &mut segments,
            &skeleton[position..label.start - 1],
            &mut placeholders,
        );
        let mut link = |range| {
            let mut inside = Vec::new();
            push(&mut inside, &skeleton[range], &mut placeholders);
            inside
        };
        segments.push(Segment::Link {
            label: link(label),
            target: link(target),
        });
        position = end;
    }
    push(&mut segments, &skeleton[position..], &mut placeholders);
    segments
}

/// Turns a part of the skeleton back into segments.
fn push(
    segments: &mut Vec<Segment>,
    skeleton: &str,
    placeholders: &mut impl Iterator<Item = Placeholder>,
) {
    for (index, literal) in skeleton.split(MARK).enumerate() {
        if index > 0 {
            segments.extend(placeholders.next().map(Segment::Placeholder));
        }
        if !literal.is_empty() {
            segments.push(Segment::Literal(literal.to_owned()));
        }
    }
}

/// The skeleton and the placeholders, in order. Every character is looked at twice at most.
fn split(source: &str) -> (String, Vec<Placeholder>) {
    let mut skeleton = String::with_capacity(source.len());
    let mut placeholders = Vec::new();
    let mut rest = source;
    while let Some(position) = rest.find(['%', '\\', MARK]) {
        skeleton.push_str(&rest[..position]);
        rest = &rest[position..];
        if let Some(after) = rest.strip_prefix("\\%") {
            skeleton.push('%');
            rest = after;
        } else if let Some(after) = rest.strip_prefix(MARK) {
            rest = after;
        } else if let Some(after) = rest.strip_prefix('\\') {
            skeleton.push('\\');
            rest = after;
        } else {
            let end = closing(&rest[1..]).map(|end| end + 1);
            if let Some(placeholder) = end.and_then(|end| placeholder(&rest[..=end])) {
                rest = &rest[placeholder.source.len()..];
                skeleton.push(MARK);
                placeholders.push(placeholder);
            } else {
                // Everything before the next percent sign is text, and that sign may open a placeholder.
                let end = end.unwrap_or(rest.len());
                literal(&mut skeleton, &rest[..end]);
                rest = &rest[end..];
            }
        }
    }
    skeleton.push_str(rest);
    (skeleton, placeholders)
}

/// Text that was searched for a closing percent sign, with its escapes resolved.
fn literal(skeleton: &mut String, text: &str) {
    skeleton.push_str(&text.replace("\\%", "%").replace(MARK, ""));
}

/// Where the next percent sign stands that has no backslash.
fn closing(text: &str) -> Option<usize> {
    text.match_indices('%')
        .map(|(position, _)| position)
        .find(|position| !text[..*position].ends_with('\\'))
}

/// A placeholder from `%…%`, if that is one.
fn placeholder(source: &str) -> Option<Placeholder> {
    let inside = source.strip_prefix('%')?.strip_suffix('%')?;
    let (name, own_text) = match inside.split_once('|') {
        Some((name, text)) => (name, Some(unescape(text))),
        None => (inside, None),
    };
    let is_plain = |character: char| character.is_alphanumeric() || "_.:-".contains(character);
    let is_label = |character: char| !character.is_control();
    let is_name = match name.strip_prefix("form:") {
        Some(label) => !label.trim().is_empty() && label.chars().all(is_label),
        None => !name.is_empty() && name.chars().all(is_plain),
    };
    (is_name && name.len() <= LONGEST_NAME).then(|| Placeholder {
        source: source.to_owned(),
        name: unescape(name),
        own_text,
        place: Place::Text,
    })
}

fn unescape(text: &str) -> String {
    text.replace("\\%", "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A template in which `{name}` and `{name|text}` are placeholders and all else is text.
    fn shape(source: &str) -> String {
        fn write(segments: &[Segment], shape: &mut String) {
            for segment in segments {
                match segment {
                    Segment::Literal(text) => shape.push_str(text),
                    Segment::Placeholder(Placeholder { name, own_text, .. }) => {
                        let text = own_text.as_ref().map(|text| format!("|{text}"));
                        shape.extend(["{", name, &text.unwrap_or_default(), "}"]);
                    }
                    Segment::Link { label, target } => {
                        shape.push('<');
                        write(label, shape);
                        shape.push('@');
                        write(target, shape);
                        shape.push('>');
                    }
                }
            }
        }
        let mut shape = String::new();
        write(&segments(source), &mut shape);
        shape
    }

    #[test]
    fn placeholders_are_told_from_text() {
        for (source, expected) in [
            ("Hi %user%!", "Hi {user}!"),
            ("%a%%b%", "{a}{b}"),
            (
                "%my_integration.username|not linked%",
                "{my_integration.username|not linked}",
            ),
            (
                "%date_days:-7:R% %form:How many % %x%",
                "{date_days:-7:R} {form:How many } {x}",
            ),
            ("%form:100\\% sure?|50\\%%", "{form:100% sure?|50%}"),
            ("%a|%", "{a|}"),
            ("%a|b|c%", "{a|b|c}"),
            ("\\%user\\% \\%user% %user\\%", "%user% %user% %user%"),
            ("100% of %user%, 5% off", "100% of {user}, 5% off"),
            ("100%%user%", "100%{user}"),
            ("%%", "%%"),
            ("%", "%"),
            ("%%%user%%%", "%%{user}%%"),
            ("50% and %", "50% and %"),
            ("%a b% %form: % \\n \\", "%a b% %form: % \\n \\"),
            ("a\0%b%\0", "a{b}"),
            ("", ""),
        ] {
            assert_eq!(shape(source), expected, "{source:?}");
        }
    }

    #[test]
    fn a_link_that_begins_with_a_placeholder_is_one_segment() {
        for (source, expected) in [
            ("a [%n%](%url%) b", "a <{n}@{url}> b"),
            ("[x](<%url%>)", "<x@<{url}>>"),
            ("[x](%base%/u/%id%)[y](%b%)", "<x@{base}/u/{id}><y@{b}>"),
            ("[x](https://a.example/%id%)", "[x](https://a.example/{id})"),
            ("[x](%url%", "[x]({url}"),
            ("\\[x](%url%)", "\\[x]({url})"),
            ("`[x](%url%)`", "`[x]({url})`"),
            ("x](%url%)", "x]({url})"),
        ] {
            assert_eq!(shape(source), expected, "{source:?}");
        }
    }

    #[test]
    fn a_name_that_is_too_long_is_text() {
        let long = format!("%{}%", "a".repeat(LONGEST_NAME + 1));
        assert_eq!(shape(&long), long);
    }
}
