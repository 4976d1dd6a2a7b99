//! What an answer holds besides what the placeholders use: suggestions for more of them.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;

use super::Manifest;
use super::extract::Answer;
use super::json::Json;
use super::mask::Mask;
use super::path::{self, Tree};
use crate::render::builtin::is_builtin;

/// How many placeholders a manifest may have, and so how many suggestions are of use.
const MOST: usize = super::manifest::MOST_PLACEHOLDERS;
/// How many keys are looked at.
const LOOKED_AT: usize = 500;
/// How deep is looked: further down an author knows better what is meant.
const DEEPEST: usize = 5;
/// The longest name of a placeholder.
const NAME: usize = 32;
/// The longest path.
const PATH: usize = 255;

/// A placeholder that the answer has a value for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// A name that is valid and free.
    pub name: String,
    /// The path to the value.
    pub path: String,
}

impl Suggestion {
    /// Reads what was written.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, path) = text.split_once('=')?;
        Some(Self {
            name: name.to_owned(),
            path: path.to_owned(),
        })
    }
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A name holds no sign of equality; a path may.
        write!(f, "{}={}", self.name, self.path)
    }
}

/// Suggestions for what no placeholder uses: the keys at the top first, then level by level. Only those whose value would
/// show.
pub(super) fn suggestions(answer: &Answer, manifest: &Manifest, mask: &Mask) -> Vec<Suggestion> {
    let room = MOST.saturating_sub(manifest.placeholders.len());
    let used: BTreeSet<&str> = manifest
        .placeholders
        .iter()
        .map(|placeholder| placeholder.path.as_str())
        .collect();
    let mut taken: BTreeSet<String> = manifest
        .placeholders
        .iter()
        .map(|placeholder| placeholder.name.clone())
        .collect();
    let tree = Tree::new(answer.root());
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for keys in leaves(answer.root()) {
        if suggestions.len() >= room {
            break;
        }
        let Some(path) = path_of(&keys).filter(|path| !used.contains(path.as_str())) else {
            continue;
        };
        // A secret is neither a value nor a key that anybody is to read.
        let shows = path::follow(&tree, &path, &|_| None).is_ok_and(|text| !mask.is_secret(&text));
        if !shows || mask.hide(&path) != path || suggestions.iter().any(|one| one.path == path) {
            continue;
        }
        if let Some(name) = name_of(&keys, &taken) {
            taken.insert(name.clone());
            suggestions.push(Suggestion { name, path });
        }
    }
    suggestions
}

/// The keys to everything that is no object, those at the top first.
fn leaves(root: &Json) -> Vec<Vec<&str>> {
    let mut leaves = Vec::new();
    let mut places = VecDeque::from([(root, Vec::new())]);
    let mut looked_at = 0;
    while let Some((place, keys)) = places.pop_front() {
        let Json::Object(members) = place else {
            leaves.push(keys);
            continue;
        };
        for (key, value) in members {
            looked_at += 1;
            if looked_at <= LOOKED_AT && keys.len() < DEEPEST {
                let keys = keys.iter().copied().chain([key.as_str()]).collect();
                places.push_back((value, keys));
            }
        }
    }
    leaves
}

/// The path along these keys; `None` if it would be none that a manifest may hold.
fn path_of(keys: &[&str]) -> Option<String> {
    let is_plain = |key: &&str| !key.is_empty() && !key.contains('.');
    let path = if keys.iter().all(is_plain) && !keys.first()?.starts_with('$') {
        keys.join(".")
    } else {
        let steps: Option<String> = keys
            .iter()
            .map(|key| {
                // What would have to be escaped is left to the author.
                let is_safe = !key.contains(['\'', '\\', '%']);
                is_safe.then(|| format!("['{key}']"))
            })
            .collect();
        format!("${}", steps?)
    };
    let fits = path.chars().count() <= PATH && !path.chars().any(char::is_control);
    fits.then_some(path)
}

/// A free name: the last key, with the one above it where that means something else, or else with a number.
fn name_of(keys: &[&str], taken: &BTreeSet<String>) -> Option<String> {
    let last = name(keys.last()?)?;
    let is_free = |name: &String| !taken.contains(name);
    let whole = name(&keys.join("_"))?;
    let numbered = (2..100).map(|number| {
        let suffix = format!("_{number}");
        let room = NAME - suffix.len();
        format!("{}{suffix}", last.get(..room).unwrap_or(&last))
    });
    let spellings = || [last.clone(), whole.clone()].into_iter();
    spellings()
        .find(|name| is_free(name) && !is_builtin(name))
        // Behind the integration's own name a built-in one does well enough.
        .or_else(|| spellings().chain(numbered).find(is_free))
}

/// A key as the name of a placeholder: `HighScore` and `high score` become `high_score`.
fn name(key: &str) -> Option<String> {
    let mut name = String::new();
    let mut was_lower = false;
    for character in key.chars() {
        if character.is_ascii_alphanumeric() {
            if character.is_ascii_uppercase() && was_lower {
                name.push('_');
            }
            name.push(character.to_ascii_lowercase());
            was_lower = !character.is_ascii_uppercase();
        } else {
            if !name.ends_with('_') && !name.is_empty() {
                name.push('_');
            }
            was_lower = false;
        }
    }
    name.truncate(NAME);
    let name = name.trim_end_matches('_');
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::Secret;

    fn of(body: &str, paths: &[(&str, &str)]) -> Vec<String> {
        let placeholders: Vec<_> = paths
            .iter()
            .map(|(name, path)| serde_json::json!({ "name": name, "path": path }))
            .collect();
        let manifest: Manifest = serde_json::from_value(serde_json::json!({
            "frontdesk": 1, "name": "A", "request": { "url": "https://example.com/" },
            "secrets": [{ "name": "key" }], "placeholders": placeholders,
        }))
        .unwrap();
        let secrets = [("key".to_owned(), Secret::new("planted"))].into();
        let mask = Mask::new(&manifest, &secrets);
        let answer = Answer::read(200, body.as_bytes()).unwrap();
        suggestions(&answer, &manifest, &mask)
            .into_iter()
            .map(|suggestion| format!("{} = {}", suggestion.name, suggestion.path))
            .collect()
    }

    #[test]
    fn what_no_placeholder_uses_is_suggested_with_a_free_name() {
        let body = r#"{"online":"yes","HighScore":3,"tags":["a","b"],"gone":null,"deep":{"er":{"x":1}},
            "user":{"name":"Ryan","level":3,"id":"5"},"level":9,"a.b":1,"echo":"planted","planted":1,"it's.":2,"":3,
            "username":"x"}"#;
        assert_eq!(
            of(body, &[("name", "user.name"), ("status", "online")]),
            [
                "high_score = HighScore",
                "tags = tags",
                "level = level",
                "a_b = $['a.b']",
                "username = username",
                "user_level = user.level",
                "id = user.id",
                "x = deep.er.x",
            ]
        );
    }

    #[test]
    fn there_are_never_more_than_a_manifest_has_room_for() {
        let keys: Vec<String> = (0..60).map(|number| format!("\"k{number}\":1")).collect();
        let body = format!("{{{}}}", keys.join(","));
        assert_eq!(of(&body, &[("a", "x"), ("b", "y")]).len(), 23);
    }
}
