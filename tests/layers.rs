//! The rules of the house that a compiler does not know: who may import whom, who may name a library, how long a file
//! may be.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the sources has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The import table in the crate's documentation: a room, and the rooms that it may name; `None` is all.
fn table() -> BTreeMap<String, Option<BTreeSet<String>>> {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let block = library
        .split("//! ```text\n")
        .nth(1)
        .and_then(|rest| rest.split("//! ```").next())
        .expect("src/lib.rs has an import table");
    block
        .lines()
        .map(|line| {
            let line = line.trim_start_matches("//!");
            let (room, allowed) = line.split_once(':').expect("a row is `room: rooms`");
            let allowed = match allowed.trim() {
                "*" => None,
                "-" => Some(BTreeSet::new()),
                rooms => Some(
                    rooms
                        .split(',')
                        .map(|name| name.trim().to_owned())
                        .collect(),
                ),
            };
            (room.trim().to_owned(), allowed)
        })
        .collect()
}

/// The room that a file under `src` belongs to.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap();
    Path::new(&first)
        .file_stem()
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned()
}

/// The lines that are code: comments are blanked, so that a link in documentation is no import.
fn code(text: &str) -> String {
    text.lines()
        .map(|line| {
            if line.trim_start().starts_with("//") {
                ""
            } else {
                line
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn identifier(text: &str) -> &str {
    let end = text
        .find(|character: char| !character.is_alphanumeric() && character != '_')
        .unwrap_or(text.len());
    &text[..end]
}

/// The names after `crate::`, also those of `crate::{a, b::c}`.
fn named_rooms(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (position, _) in code.match_indices("crate::") {
        if code[..position]
            .ends_with(|character: char| character.is_alphanumeric() || character == '_')
        {
            continue;
        }
        let rest = &code[position + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.insert(identifier(rest).to_owned());
            continue;
        };
        let mut depth = 0;
        let mut item = String::new();
        for character in group.chars() {
            match character {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    names.insert(identifier(item.trim()).to_owned());
                    item.clear();
                }
                _ if depth == 0 => item.push(character),
                _ => {}
            }
        }
        names.insert(identifier(item.trim()).to_owned());
    }
    names.remove("");
    names
}

/// Whether a library is used: as the first part of a path. (A log filter may name it without using it.)
fn uses_library(code: &str, library: &str) -> bool {
    let path = format!("{library}::");
    code.lines().any(|line| {
        line.match_indices(&path).any(|(position, _)| {
            let before = &line[..position];
            let is_word = |character: char| character.is_alphanumeric() || character == '_';
            !before.ends_with(is_word) && before.matches('"').count().is_multiple_of(2)
        })
    })
}

/// How many lines of a file are not unit tests.
fn length(text: &str) -> usize {
    let mut count = 0;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let inline_tests = line == "#[cfg(test)]"
            && lines
                .peek()
                .is_some_and(|next| next.starts_with("mod ") && next.ends_with('{'));
        if inline_tests {
            lines.by_ref().find(|line| *line == "}");
        } else {
            count += 1;
        }
    }
    count
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let table = table();
    let mut wrong = Vec::new();
    for path in rust_files(&root().join("src")) {
        let room = room(&path);
        // `main` and `lib` are the list of rooms itself.
        if room == "main" || room == "lib" {
            continue;
        }
        let Some(allowed) = table.get(&room) else {
            wrong.push(format!("the import table has no room {room}"));
            continue;
        };
        let Some(allowed) = allowed else { continue };
        let text = fs::read_to_string(&path).unwrap();
        for name in named_rooms(&code(&text)) {
            if name != room && !allowed.contains(&name) {
                wrong.push(format!("{}: {room} may not import {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_lists_every_room_and_no_other() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rooms: BTreeSet<String> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    let table = table();
    assert_eq!(rooms, table.keys().cloned().collect());
    for allowed in table.values().flatten().flatten() {
        assert!(rooms.contains(allowed), "the import table names {allowed}");
    }
}

#[test]
fn libraries_stay_in_their_rooms() {
    let homes = [
        ("serenity", "discord"),
        ("poise", "discord"),
        ("sqlx", "store"),
    ];
    let mut wrong = Vec::new();
    for path in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        for (library, home) in homes {
            if room(&path) != home && uses_library(&code(&text), library) {
                wrong.push(format!("{} uses {library}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_none_is_called_mod() {
    let mut wrong = Vec::new();
    for folder in ["src", "crates"] {
        for path in rust_files(&root().join(folder)) {
            if path.ends_with("mod.rs") {
                wrong.push(format!("{} is a mod.rs", path.display()));
            }
            let is_test = path.ends_with("tests.rs")
                || path.components().any(|part| part.as_os_str() == "tests");
            let length = length(&fs::read_to_string(&path).unwrap());
            if !is_test && length > LONGEST_FILE {
                wrong.push(format!("{} has {length} lines", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_readers_read_what_they_should() {
    let text = "use crate::{model::{Text, UserId}, store};\n// crate::web\nlet a = crate::vault::open(); my_crate::x;";
    let expected = ["model", "store", "vault"].map(str::to_owned);
    assert_eq!(named_rooms(&code(text)), BTreeSet::from(expected));
    assert!(uses_library("use serenity::all;", "serenity"));
    let no_use = "use my_serenity::all; let filter = \"serenity::http=warn\";";
    assert!(!uses_library(no_use, "serenity"));
    let file = "a\n#[cfg(test)]\nmod tests {\n    b\n}\nc\n#[cfg(test)]\nmod tests;\n";
    assert_eq!(length(file), 4);
}
