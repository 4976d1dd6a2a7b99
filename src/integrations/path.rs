//! Paths into an answer: `user.scores.high_score`, `players.0.name`, or a JSONPath that begins with `$`.
//!
//! Whoever wrote the path will read why it led nowhere, so each reason names the place where it ended.

mod query;
mod scalar;

use super::json::Json;
use super::words::{code, number};
use crate::model::Text;

pub(super) use query::Tree;

/// How many keys a reason shows.
const KEYS_SHOWN: usize = 5;

/// How many keys are compared with the one that was wanted.
const KEYS_COMPARED: usize = 500;

/// How many characters of each.
const KEY_COMPARED: usize = 64;

/// What is wrong with a path, as the author wrote it. Length is checked elsewhere.
pub(super) fn check(path: &str, is_declared: &dyn Fn(&str) -> bool) -> Result<(), Text> {
    if path.is_empty() {
        return Err(Text::new("integrations-path-empty"));
    }
    if path.chars().any(char::is_control) {
        return Err(Text::new("integrations-control-characters"));
    }
    if path.starts_with('$') {
        return query::check(path, is_declared);
    }
    if path.split('.').any(str::is_empty) {
        return Err(Text::new("integrations-path-empty-step"));
    }
    Ok(())
}

/// Follows a path to a text, or says why there is none. `value_of` answers what `%name%` stands for in a JSONPath.
pub(super) fn follow(
    tree: &Tree<'_>,
    path: &str,
    value_of: &dyn Fn(&str) -> Option<String>,
) -> Result<String, Text> {
    if path.starts_with('$') {
        return query::follow(tree, path, value_of);
    }
    let mut place = tree.root();
    let mut parent = None;
    for key in path.split('.') {
        place = step(place, key, parent)?;
        parent = Some(key);
    }
    scalar::shown(place)
}

/// Goes from one value to the one below it. `parent` is the key by which `place` was reached.
fn step<'j>(place: &'j Json, key: &str, parent: Option<&str>) -> Result<&'j Json, Text> {
    match place {
        Json::Object(members) => place
            .member(key)
            .ok_or_else(|| no_key(members, key, parent)),
        Json::Array(items) => {
            let parent = code(parent.unwrap_or("$"));
            let Some(index) = index(key) else {
                return Err(Text::new("integrations-why-list")
                    .with("parent", parent)
                    .with("key", code(key)));
            };
            items.get(index).ok_or_else(|| {
                Text::new("integrations-why-list-short")
                    .with("parent", parent)
                    .with("key", code(key))
                    .count("count", number(items.len()))
            })
        }
        _ => Err(Text::new("integrations-why-no-object")
            .with("parent", code(parent.unwrap_or("$")))
            .with("key", code(key))),
    }
}

fn index(key: &str) -> Option<usize> {
    if key.bytes().all(|byte| byte.is_ascii_digit()) {
        key.parse().ok()
    } else {
        None
    }
}

fn no_key(members: &[(String, Json)], key: &str, parent: Option<&str>) -> Text {
    let text = match (members.is_empty(), parent) {
        (true, None) => Text::new("integrations-why-nothing-known"),
        (true, Some(_)) => Text::new("integrations-why-no-key-empty"),
        (false, None) => Text::new("integrations-why-no-key-top"),
        (false, Some(_)) => Text::new("integrations-why-no-key"),
    };
    text.with("key", code(key))
        .with("parent", code(parent.unwrap_or("$")))
        .with("keys", keys_shown(members, key))
}

/// The keys that are there, those that look most like the wanted one first, as they stand between backticks.
fn keys_shown(members: &[(String, Json)], wanted: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in members.iter().take(KEYS_COMPARED) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let count = names.len();
    let wanted = simplified(wanted);
    if !wanted.is_empty() {
        // Those that are nothing like it stay in their order.
        names.sort_by_cached_key(|name| {
            let name = simplified(name);
            let apart = distance(&wanted, &name);
            let most = wanted.len().max(name.len());
            if apart * 2 > most { usize::MAX } else { apart }
        });
    }
    let mut shown: Vec<String> = names
        .iter()
        .take(KEYS_SHOWN)
        .map(|name| format!("`{}`", code(name)))
        .collect();
    if count > KEYS_SHOWN {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

/// A name as people remember it: letters and digits in lower case, and not endless.
fn simplified(name: &str) -> Vec<char> {
    name.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(KEY_COMPARED)
        .collect()
}

/// How many letters have to be added, dropped or changed to make one of the other (Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, letter) in one.iter().enumerate() {
        let mut diagonal = above;
        row[0] = above + 1;
        for (left, with) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != with);
            diagonal = row[left + 1];
            row[left + 1] = changed.min(row[left] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests;
