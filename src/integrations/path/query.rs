//! [RFC 9535](https://www.rfc-editor.org/rfc/rfc9535) JSONPath, over a tree that has lost nothing.
//!
//! The query runs on a mirror of the answer in machine types; what it finds is then read from the answer itself. A
//! path can be written so that its work grows with each step as a power of the answer's size, so the work is
//! estimated before it is done.

mod pattern;

use std::cell::{Cell, OnceCell};
use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Number, Value};
use serde_json_path::JsonPath;

use super::super::json::Json;
use super::super::template::{Grammar, Piece, pieces};
use super::super::words::code;
use super::scalar;
use crate::model::Text;

/// How many steps all queries over one answer may be estimated to take.
const MOST_WORK: usize = 5_000_000;

/// What one comparison with a regular expression counts for: it is compiled each time.
const REGEX_WORK: usize = 1_000;

/// How deep brackets and parentheses of a path may be nested: parsing it takes twice as long for each.
const MAX_NESTING: usize = 8;

/// An answer, and its mirror once a JSONPath asks for it.
pub(in super::super) struct Tree<'j> {
    root: &'j Json,
    mirror: OnceCell<Mirror>,
    work: Cell<usize>,
}

struct Mirror {
    value: Value,
    size: usize,
    depth: usize,
}

impl<'j> Tree<'j> {
    /// An answer to follow paths in.
    pub(in super::super) fn new(root: &'j Json) -> Self {
        Self {
            root,
            mirror: OnceCell::new(),
            work: Cell::new(0),
        }
    }

    /// The whole answer.
    pub(in super::super) fn root(&self) -> &'j Json {
        self.root
    }

    fn mirror(&self) -> &Mirror {
        self.mirror.get_or_init(|| {
            let (size, depth) = self.root.size_and_depth();
            Mirror {
                value: mirrored(self.root),
                size,
                depth,
            }
        })
    }
}

/// What is wrong with a JSONPath.
pub(super) fn check(path: &str, is_declared: &dyn Fn(&str) -> bool) -> Result<(), Text> {
    let outline = Outline::of(path);
    if outline.nesting > MAX_NESTING {
        return Err(Text::new("integrations-path-nesting"));
    }
    for part in &outline.parts {
        if let Part::Quoted(literal) = part {
            for (_, piece) in pieces(literal, Grammar::Words, is_declared) {
                if let Piece::Unknown(name) = piece {
                    return Err(Text::new("integrations-name-undeclared").with("name", code(name)));
                }
            }
        }
    }
    let filled = filled(&outline, &|name| is_declared(name).then(|| "0".to_owned()));
    parse(&filled).map(drop)
}

/// Follows a JSONPath: one node shows as itself, several as a list of them.
pub(super) fn follow(
    tree: &Tree<'_>,
    path: &str,
    value_of: &dyn Fn(&str) -> Option<String>,
) -> Result<String, Text> {
    let outline = Outline::of(path);
    let query = parse(&filled(&outline, value_of))?;
    let mirror = tree.mirror();
    let work = outline.work(mirror.size, mirror.depth);
    let work = work.saturating_add(tree.work.get());
    if work > MOST_WORK {
        return Err(Text::new("integrations-why-too-much-work"));
    }
    tree.work.set(work);
    let found = query.query(&mirror.value).all();
    let mut originals = HashMap::new();
    if !found.is_empty() {
        pair(tree.root, &mirror.value, &mut originals);
    }
    let found: Vec<&Json> = found
        .into_iter()
        .filter_map(|value| originals.get(&std::ptr::from_ref(value)).copied())
        .collect();
    match found.as_slice() {
        [] => Err(Text::new("integrations-why-no-match")),
        [value] => scalar::shown(value),
        values => scalar::joined(values.iter().copied()),
    }
}

fn parse(path: &str) -> Result<JsonPath, Text> {
    pattern::check(&Outline::of(path))?;
    let bad = || Text::new("integrations-path-query");
    if ends_within_an_escape(path) {
        return Err(bad());
    }
    JsonPath::parse(path).map_err(|_| bad())
}

/// Whether the text ends in the middle of `\uXXXX`. No path does, and the parser panics on it.
fn ends_within_an_escape(path: &str) -> bool {
    path.rsplit_once("\\u").is_some_and(|(_, rest)| {
        rest.len() < 4 && rest.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// A JSONPath, cut at its string literals.
struct Outline<'p> {
    parts: Vec<Part<'p>>,
    nesting: usize,
}

enum Part<'p> {
    Bare(&'p str),
    /// A string literal, quotes included.
    Quoted(&'p str),
}

impl<'p> Outline<'p> {
    fn of(path: &'p str) -> Self {
        let mut parts = Vec::new();
        let mut nesting = 0;
        let mut open = 0_usize;
        let mut start = 0;
        let mut quote = None;
        let mut is_escaped = false;
        for (at, character) in path.char_indices() {
            match (quote, character) {
                (Some(_), _) if is_escaped => is_escaped = false,
                (Some(_), '\\') => is_escaped = true,
                (Some(mark), _) if mark == character => {
                    let end = at + character.len_utf8();
                    parts.push(Part::Quoted(&path[start..end]));
                    start = end;
                    quote = None;
                }
                (None, '\'' | '"') => {
                    parts.push(Part::Bare(&path[start..at]));
                    start = at;
                    quote = Some(character);
                }
                (None, '(' | '[') => {
                    open += 1;
                    nesting = nesting.max(open);
                }
                (None, ')' | ']') => open = open.saturating_sub(1),
                _ => {}
            }
        }
        // A literal that nothing ends is no literal; the parser will say so.
        parts.push(Part::Bare(&path[start..]));
        Self { parts, nesting }
    }

    /// How many values a query may look at, at most, in an answer of that many values and levels.
    fn work(&self, size: usize, depth: usize) -> usize {
        let bare: String = self
            .parts
            .iter()
            .map(|part| match part {
                Part::Bare(text) => text,
                Part::Quoted(_) => "''",
            })
            .collect();
        let count = |what: &str| bare.matches(what).count();
        // Each value lies in as many others as it is deep, and each descent or filter below another one meets it
        // again for each of them; each further selector in the same brackets doubles the list.
        let rounds = (count("..") + count("?")).saturating_sub(1);
        let mut work = size;
        let mut times = |factor: usize, exponent: usize| {
            for _ in 0..exponent {
                work = work.saturating_mul(factor);
            }
        };
        times(depth, rounds);
        times(2, count(","));
        times(size, count("$").saturating_sub(1));
        times(REGEX_WORK, count("match(") + count("search("));
        work
    }
}

/// The path with its placeholders filled in, each escaped for the string literal that it stands in.
fn filled(outline: &Outline<'_>, value_of: &dyn Fn(&str) -> Option<String>) -> String {
    let mut path = String::new();
    for part in &outline.parts {
        match part {
            Part::Bare(text) => path.push_str(text),
            Part::Quoted(literal) => {
                let is_known = |name: &str| value_of(name).is_some();
                for (_, piece) in pieces(literal, Grammar::Words, &is_known) {
                    match piece {
                        Piece::Literal(text) => path.push_str(text),
                        Piece::Name(name) => {
                            for character in value_of(name).unwrap_or_default().chars() {
                                push_escaped(&mut path, character);
                            }
                        }
                        Piece::Unknown(name) => {
                            path.push('%');
                            path.push_str(name);
                            path.push('%');
                        }
                        Piece::Stray => path.push('%'),
                    }
                }
            }
        }
    }
    path
}

fn push_escaped(path: &mut String, character: char) {
    use std::fmt::Write as _;
    if character.is_ascii() && !character.is_ascii_alphanumeric() {
        // Writing to a string does not fail.
        let _ = write!(path, "\\u{:04x}", u32::from(character));
    } else {
        path.push(character);
    }
}

/// The answer in the types that the query engine compares.
fn mirrored(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Boolean(boolean) => Value::Bool(*boolean),
        Json::Number(digits) => Value::Number(nearest(digits)),
        Json::Text(text) => Value::String(text.clone()),
        Json::Array(items) => Value::Array(items.iter().map(mirrored).collect()),
        Json::Object(members) => Value::Object(
            members
                .iter()
                .map(|(name, value)| (name.clone(), mirrored(value)))
                .collect::<Map<_, _>>(),
        ),
    }
}

/// The machine number that is nearest; a number beyond them all is the last of them.
fn nearest(digits: &str) -> Number {
    if let Ok(number) = digits.parse::<i64>() {
        return number.into();
    }
    if let Ok(number) = digits.parse::<u64>() {
        return number.into();
    }
    let number = digits.parse::<f64>().unwrap_or_default();
    Number::from_f64(number.clamp(f64::MIN, f64::MAX)).unwrap_or_else(|| 0.into())
}

/// Notes for each value of the mirror which one of the answer it stands for.
fn pair<'j>(json: &'j Json, value: &Value, originals: &mut HashMap<*const Value, &'j Json>) {
    originals.insert(std::ptr::from_ref(value), json);
    match (json, value) {
        (Json::Array(items), Value::Array(values)) => {
            for (item, value) in items.iter().zip(values) {
                pair(item, value, originals);
            }
        }
        (Json::Object(members), Value::Object(values)) => {
            // Of duplicate names the last one is the one in the mirror.
            let members: BTreeMap<&str, &'j Json> = members
                .iter()
                .map(|(name, member)| (name.as_str(), member))
                .collect();
            for (name, value) in values {
                if let Some(member) = members.get(name.as_str()) {
                    pair(member, value, originals);
                }
            }
        }
        _ => {}
    }
}
