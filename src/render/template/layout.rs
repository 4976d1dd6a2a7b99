//! What surrounds each placeholder of a template in Discord's Markdown: text, code, or a URL.
//!
//! Backslashes show inside code and spoil a URL, so a value is written differently there. Where in doubt the answer is
//! text, where a value is always inert.

use std::collections::HashMap;
use std::ops::Range;

use super::Place;
use super::parse::MARK;

/// A skeleton, understood.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Where each placeholder stands.
    pub(super) places: Vec<Place>,
    /// The masked links whose target begins with a placeholder.
    pub(super) links: Vec<Link>,
}

/// `[label](target)`
#[derive(Debug, PartialEq)]
pub(super) struct Link {
    pub(super) label: Range<usize>,
    pub(super) target: Range<usize>,
    /// After the closing bracket.
    pub(super) end: usize,
}

impl Layout {
    pub(super) fn of(skeleton: &str) -> Self {
        let code = code_spans(skeleton);
        let links = links(skeleton, &code);
        Self {
            places: places(skeleton, &code, &links),
            links: links
                .into_iter()
                .filter(|link| begins_with_mark(skeleton, link))
                .collect(),
        }
    }
}

fn begins_with_mark(skeleton: &str, link: &Link) -> bool {
    skeleton[link.target.clone()]
        .trim_start_matches('<')
        .starts_with(MARK)
}

fn places(skeleton: &str, code: &[Range<usize>], links: &[Link]) -> Vec<Place> {
    let mut places = Vec::new();
    let mut url_end = 0;
    let is_loose = !loose_backticks(skeleton, code).is_empty();
    let mut runs_into_code = runs_into_code(skeleton).into_iter();
    let mut code = code.iter().peekable();
    let mut links = links.iter().peekable();
    for (position, character) in skeleton.char_indices() {
        while code.next_if(|span| span.end <= position).is_some() {}
        while let Some(link) = links.next_if(|link| link.end <= position) {
            url_end = url_end.min(link.end);
        }
        let in_code = code.peek().is_some_and(|span| span.contains(&position));
        if position >= url_end && !in_code {
            url_end = end_of_url(skeleton, position);
        }
        if character != MARK {
            continue;
        }
        let is_loose = runs_into_code.next().unwrap_or_default() || is_loose;
        let target = links
            .peek()
            .map(|link| &link.target)
            .filter(|target| target.contains(&position));
        places.push(match target {
            _ if in_code => Place::Code,
            Some(target)
                if skeleton[target.start..position]
                    .trim_start_matches('<')
                    .is_empty() =>
            {
                Place::Url
            }
            Some(_) => Place::UrlPart,
            None if position < url_end => Place::UrlPart,
            None if is_loose => Place::LooseText,
            None => Place::Text,
        });
    }
    places
}

/// For each placeholder, whether a backtick follows in the same word.
fn runs_into_code(skeleton: &str) -> Vec<bool> {
    let mut answers = Vec::new();
    let mut backtick = false;
    for character in skeleton.chars().rev() {
        match character {
            MARK => answers.push(backtick),
            '`' => backtick = true,
            character => backtick &= !character.is_whitespace() && character != '<',
        }
    }
    answers.reverse();
    answers
}

/// Where the URL ends that begins at `start`; `start` itself if none does. Discord takes all up to the next white space
/// or `<`, or up to the `>` of `<https://…>`.
fn end_of_url(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    if !(rest.starts_with("https://") || rest.starts_with("http://")) {
        return start;
    }
    let in_brackets = text[..start].ends_with('<');
    let ends = |character: char| {
        character.is_whitespace() || character == '<' || (in_brackets && character == '>')
    };
    start + rest.find(ends).unwrap_or(rest.len())
}

/// Masked links outside code, in order.
fn links(skeleton: &str, code: &[Range<usize>]) -> Vec<Link> {
    let mut found = Vec::new();
    let mut code = code.iter().peekable();
    let mut open = None;
    let mut escaped = false;
    let mut skip_to = 0;
    for (position, character) in skeleton.char_indices() {
        while code.next_if(|span| span.end <= position).is_some() {}
        let in_code = code.peek().is_some_and(|span| span.contains(&position));
        if position < skip_to || in_code {
            continue;
        }
        match character {
            _ if escaped => {}
            '[' => open = Some(position + 1),
            ']' => {
                let target = target(skeleton, position + 1);
                if let (Some(label), Some(target)) = (open.take(), target) {
                    skip_to = target.end + 1;
                    found.push(Link {
                        label: label..position,
                        end: skip_to,
                        target,
                    });
                }
            }
            _ => {}
        }
        escaped = character == '\\' && !escaped;
    }
    found
}

/// The target in the brackets that open at `start`. A square bracket is in no address but might begin another link, so
/// the search ends there, and no text is searched twice.
fn target(skeleton: &str, start: usize) -> Option<Range<usize>> {
    let inside = skeleton[start..].strip_prefix('(')?;
    let mut depth = 0;
    for (position, character) in inside.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start + 1..start + 1 + position),
            ')' => depth -= 1,
            '[' | ']' => return None,
            character if character.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// The parts of a text that are code for Discord, backticks included. This follows Discord's parser: from left to right,
/// escapes and URLs taken as wholes, three backticks to the next three with something between them, else as many
/// backticks as possible to the next run of exactly as many.
pub(super) fn code_spans(text: &str) -> Vec<Range<usize>> {
    let runs = Runs::of(text);
    let mut no_more_fences = false;
    let mut spans = Vec::new();
    let mut position = 0;
    while let Some(found) = text[position..].find(['\\', '`', 'h']) {
        position += found;
        let rest = &text[position..];
        if rest.starts_with('`') {
            let fence = if no_more_fences { None } else { fence(rest) };
            if let Some(length) = fence {
                spans.push(position..position + length);
                position += length;
                continue;
            }
            no_more_fences |= rest.starts_with("```");
            let length = rest.len() - rest.trim_start_matches('`').len();
            let end = runs.closing(position + length, length);
            spans.extend(end.map(|end| position..end));
            position = end.unwrap_or(position + length);
        } else if rest.starts_with('h') {
            position = end_of_url(text, position).max(position + 1);
        } else {
            let escaped = rest
                .strip_prefix('\\')
                .and_then(|after| after.chars().next());
            let escaped =
                escaped.filter(|next| !next.is_ascii_alphanumeric() && !next.is_whitespace());
            position += 1 + escaped.map_or(0, char::len_utf8);
        }
    }
    spans
}

/// The length of a fenced block at the start of a text.
fn fence(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("```")?.trim_start_matches('\n');
    let first = inside.chars().next()?.len_utf8();
    let length = inside[first..].find("```")?;
    Some(text.len() - inside.len() + first + length + 3)
}

/// Where runs of backticks begin, by their length.
struct Runs(HashMap<usize, Vec<usize>>);

impl Runs {
    fn of(text: &str) -> Self {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (position, _) in text.match_indices('`') {
            match runs.last_mut() {
                Some(run) if run.end == position => run.end += 1,
                _ => runs.push(position..position + 1),
            }
        }
        let mut by_length: HashMap<usize, Vec<usize>> = HashMap::new();
        for run in runs {
            by_length.entry(run.len()).or_default().push(run.start);
        }
        Self(by_length)
    }

    /// The end of the run that closes an opening one of at most `longest`, which ends at `position`.
    fn closing(&self, position: usize, longest: usize) -> Option<usize> {
        (1..=longest).rev().find_map(|length| {
            let starts = self.0.get(&length)?;
            let start = starts.get(starts.partition_point(|start| *start < position))?;
            Some(start + length)
        })
    }
}

/// Escapes the backticks that open no code, so that they cannot pair up with a template's own.
pub(super) fn close_code(markdown: &str) -> String {
    let mut closed = String::with_capacity(markdown.len());
    let mut written = 0;
    for position in loose_backticks(markdown, &code_spans(markdown)) {
        closed.push_str(&markdown[written..position]);
        closed.push('\\');
        written = position;
    }
    closed.push_str(&markdown[written..]);
    if ends_escaped(markdown) {
        closed.push('\\');
    }
    closed
}

/// Where the backticks stand that are neither in code nor escaped.
fn loose_backticks(text: &str, code: &[Range<usize>]) -> Vec<usize> {
    let mut code = code.iter().peekable();
    text.match_indices('`')
        .map(|(position, _)| position)
        .filter(|position| {
            while code.next_if(|span| span.end <= *position).is_some() {}
            !code.peek().is_some_and(|span| span.contains(position))
                && !ends_escaped(&text[..*position])
        })
        .collect()
}

/// Whether a backslash at the end would escape what comes next.
fn ends_escaped(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places_of(source: &str) -> Vec<Place> {
        Layout::of(&source.replace('%', "\0")).places
    }

    #[test]
    fn code_is_between_equal_runs_of_backticks() {
        use Place::{Code, LooseText, Text};
        for (skeleton, places) in [
            ("`%` %", vec![Code, Text]),
            ("``%`%`` %", vec![Code, Code, Text]),
            ("```\n%\n``` %", vec![Code, Text]),
            ("```rs\n%````%", vec![Code, LooseText]),
            ("```%````%`", vec![Code, Code]),
            ("it`s %", vec![LooseText]),
            ("% %%x`%`", vec![Text, LooseText, LooseText, Code]),
            ("` % `` % `", vec![Code, Code]),
            ("``%` %", vec![Code, Text]),
            ("\\`%`", vec![LooseText]),
            ("\\``%` % `", vec![Code, LooseText]),
            ("\\\\`%`", vec![Code]),
            ("``` ```%```", vec![LooseText]),
            ("https://a.example/`x % `", vec![LooseText]),
        ] {
            assert_eq!(places_of(skeleton), places, "{skeleton:?}");
        }
    }

    #[test]
    fn a_url_reaches_to_the_next_space_or_bracket() {
        use Place::{Text, Url, UrlPart};
        for (skeleton, places) in [
            (
                "https://a.example/%/%?q=% %",
                vec![UrlPart, UrlPart, UrlPart, Text],
            ),
            ("see (http://a.example/%) %", vec![UrlPart, Text]),
            ("<https://a.example/%>%", vec![UrlPart, Text]),
            ("[%](https://a.example/%) %", vec![Text, UrlPart, Text]),
            ("[%](%/x/%)", vec![Text, Url, UrlPart]),
            ("[a](<%>)%", vec![Url, Text]),
            ("[a] (%)", vec![Text]),
            ("[a](https://a.example)% x", vec![Text]),
            ("https://a.example/)%", vec![UrlPart]),
        ] {
            assert_eq!(places_of(skeleton), places, "{skeleton:?}");
        }
    }

    #[test]
    fn backticks_that_open_nothing_are_escaped() {
        assert_eq!(close_code("a `b` c` ``d"), "a `b` c\\` \\`\\`d");
        assert_eq!(close_code("\\` x \\"), "\\` x \\\\");
    }
}
