//! Every language says everything, with the same variables, and nothing is said that nobody asks for.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the sources has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

/// What the test knows about a message: where it stands, the variables and messages that it uses, its text if that
/// is without variables, and whether a comment precedes it.
#[derive(Default)]
struct Message {
    file: String,
    variables: BTreeSet<String>,
    references: BTreeSet<String>,
    plain: String,
    commented: bool,
}

type Messages = BTreeMap<String, Message>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|has| has == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn languages() -> Vec<String> {
    let mut tags: Vec<String> = fs::read_dir(root().join("locales"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    tags.sort();
    tags
}

fn messages(language: &str) -> Messages {
    let mut all = Messages::new();
    for path in files(&root().join("locales").join(language), "ftl") {
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let source = fs::read_to_string(&path).unwrap();
        let resource = parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{language}/{file} does not parse: {errors:?}"));
        for entry in resource.body {
            let (id, pattern, commented) = match &entry {
                Entry::Message(message) => (
                    message.id.name.to_owned(),
                    message.value.as_ref(),
                    message.comment.is_some(),
                ),
                Entry::Term(term) => (
                    format!("-{}", term.id.name),
                    Some(&term.value),
                    term.comment.is_some(),
                ),
                _ => continue,
            };
            let mut message = Message {
                file: file.clone(),
                commented,
                ..Message::default()
            };
            let pattern = pattern.unwrap_or_else(|| panic!("{language}/{file}: {id} has no text"));
            read(pattern, &mut message);
            let before = all.insert(id.clone(), message);
            assert!(before.is_none(), "{language}/{file}: {id} exists twice");
        }
    }
    all
}

fn read(pattern: &Pattern<&str>, message: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => message.plain.push_str(value),
            PatternElement::Placeable { expression } => read_expression(expression, message),
        }
    }
}

fn read_expression(expression: &Expression<&str>, message: &mut Message) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, message),
        Expression::Select { selector, variants } => {
            read_inline(selector, message);
            for variant in variants {
                read(&variant.value, message);
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, message: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            message.variables.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            message.references.insert(id.name.to_owned());
        }
        InlineExpression::TermReference { id, .. } => {
            message.references.insert(format!("-{}", id.name));
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                read_inline(argument, message);
            }
        }
        InlineExpression::Placeable { expression } => read_expression(expression, message),
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            message.plain.push_str(value);
        }
    }
}

/// Every source file of the bot with its text, without its unit tests, which may name messages of their own.
fn sources() -> Vec<(PathBuf, String)> {
    files(&root().join("src"), "rs")
        .into_iter()
        .filter(|path| !path.ends_with("tests.rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap();
            (path, code.to_owned())
        })
        .collect()
}

/// The literals that stand as first argument of `call`, also on the next line.
fn literals<'a>(code: &'a str, call: &str) -> Vec<&'a str> {
    code.split(call)
        .skip(1)
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .collect()
}

/// The words for commands are looked up under ids that are made of the commands' names.
fn is_derived(id: &str) -> bool {
    id.starts_with("command-")
}

#[test]
fn every_language_has_every_message_with_the_same_variables() {
    let english = messages("en");
    let mut wrong = Vec::new();
    for language in languages() {
        let other = messages(&language);
        for (id, message) in &english {
            match other.get(id) {
                None => wrong.push(format!("{language}/{} lacks {id}", message.file)),
                Some(same) if same.variables != message.variables => wrong.push(format!(
                    "{language}/{}: {id} uses {:?}, in English {:?}",
                    same.file, same.variables, message.variables
                )),
                Some(same) if same.file != message.file => wrong.push(format!(
                    "{id} stands in en/{} and in {language}/{}",
                    message.file, same.file
                )),
                Some(_) => {}
            }
        }
        for (id, message) in &other {
            if !english.contains_key(id) {
                wrong.push(format!("{language}/{}: English has no {id}", message.file));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!english.is_empty());
}

#[test]
fn every_message_is_preceded_by_a_comment() {
    for language in languages() {
        for (id, message) in messages(&language) {
            assert!(message.commented, "{language}/{}: {id}", message.file);
        }
    }
}

#[test]
fn every_text_that_is_named_exists() {
    let english = messages("en");
    let mut missing = Vec::new();
    for (path, code) in sources() {
        for call in ["Text::new(", "Failure::refused(", "Self::refused("] {
            for id in literals(&code, call) {
                if !english.contains_key(id) {
                    missing.push(format!("{}: {id}", path.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_message_is_used() {
    let english = messages("en");
    let referenced: BTreeSet<&String> = english
        .values()
        .flat_map(|message| &message.references)
        .collect();
    let code: String = sources().into_iter().map(|(_, code)| code).collect();
    let unused: Vec<String> = english
        .iter()
        .filter(|(id, _)| !is_derived(id) && !referenced.contains(id))
        .filter(|(id, _)| !code.contains(&format!("\"{id}\"")))
        .map(|(id, message)| format!("{}: {id}", message.file))
        .collect();
    assert!(unused.is_empty(), "{}", unused.join("\n"));
}

#[test]
fn descriptions_of_commands_fit() {
    for language in languages() {
        for (id, message) in messages(&language) {
            if is_derived(&id) {
                let length = message.plain.chars().count();
                assert!((1..=60).contains(&length), "{language}: {id} has {length}");
                assert!(message.variables.is_empty(), "{language}: {id}");
            }
        }
    }
}

#[test]
fn the_reader_of_sources_finds_ids_across_lines() {
    let code = "Text::new(\"a\"), Text::new(\n    \"b-c\",\n), Text::new(id)";
    assert_eq!(literals(code, "Text::new("), ["a", "b-c"]);
}
