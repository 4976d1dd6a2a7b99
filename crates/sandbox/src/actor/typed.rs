//! What a person types into the command box, taken apart.
//!
//! `/integration create name:"My Integration" url:https://example.com` names a command, its subcommands and options.
//! As in Discord's box, a value ends where the next option's name begins, so that `reason:all is done` needs no quotes;
//! quotes are for values that would look like an option themselves.

use super::ActionError;
use crate::state::{Command, CommandKind, CommandOption, OptionKind};

/// A command line, taken apart.
#[derive(Debug)]
pub(super) struct Typed<'a> {
    /// The command.
    pub(super) command: &'a Command,
    /// The subcommand group and subcommand.
    pub(super) path: Vec<&'a CommandOption>,
    /// The options given, with their text as typed.
    pub(super) given: Vec<(&'a CommandOption, String)>,
}

impl<'a> Typed<'a> {
    /// Takes a line apart, with the commands that its author may run.
    pub(super) fn parse(line: &str, commands: &[&'a Command]) -> Result<Self, ActionError> {
        let line = line.trim();
        let rest = line
            .strip_prefix('/')
            .ok_or_else(|| refused(format!("a command begins with a slash: {line}")))?;
        let (name, mut rest) = word(rest);
        let slash = |command: &&&Command| command.kind == CommandKind::Slash;
        let command = commands
            .iter()
            .filter(slash)
            .find(|command| command.name == name);
        let Some(command) = command else {
            let known = list(
                commands
                    .iter()
                    .filter(slash)
                    .map(|command| command.name.as_str()),
            );
            return Err(refused(format!(
                "there is no command /{name} here; there are: {known}"
            )));
        };
        let mut path = Vec::new();
        let mut options = &command.options;
        while options.first().is_some_and(is_subcommand) {
            let (name, after) = word(rest);
            let Some(next) = options.iter().find(|option| option.name == name) else {
                let known = list(options.iter().map(|option| option.name.as_str()));
                return Err(refused(format!(
                    "after `{line}` one of these must follow: {known}"
                )));
            };
            path.push(next);
            options = &next.options;
            rest = after;
        }
        let given = given(rest, options)?;
        Ok(Self {
            command,
            path,
            given,
        })
    }

    /// The options that the command (or subcommand) takes.
    pub(super) fn takes(&self) -> &'a [CommandOption] {
        self.path
            .last()
            .map_or(&self.command.options, |last| &last.options)
    }
}

fn is_subcommand(option: &CommandOption) -> bool {
    matches!(
        option.kind,
        OptionKind::Subcommand | OptionKind::SubcommandGroup
    )
}

fn given<'a>(
    rest: &str,
    options: &'a [CommandOption],
) -> Result<Vec<(&'a CommandOption, String)>, ActionError> {
    let mut given = Vec::<(&CommandOption, String)>::new();
    let mut rest = rest.trim_start();
    while !rest.is_empty() {
        let Some((option, after)) = option_at(rest, options) else {
            let known = list(options.iter().map(|option| option.name.as_str()));
            return Err(refused(format!(
                "`{rest}` names no option; there are: {known}"
            )));
        };
        if given.iter().any(|(known, _)| known.name == option.name) {
            return Err(refused(format!(
                "the option `{}` was given twice",
                option.name
            )));
        }
        let (value, after) = value(after, options)?;
        given.push((option, value));
        rest = after.trim_start();
    }
    Ok(given)
}

/// The option that the text begins with, and the text after its colon.
fn option_at<'a, 'b>(
    text: &'b str,
    options: &'a [CommandOption],
) -> Option<(&'a CommandOption, &'b str)> {
    options.iter().find_map(|option| {
        let after = text.strip_prefix(option.name.as_str())?.strip_prefix(':')?;
        Some((option, after))
    })
}

fn value<'b>(text: &'b str, options: &[CommandOption]) -> Result<(String, &'b str), ActionError> {
    if let Some(quoted) = text.strip_prefix('"') {
        return self::quoted(quoted);
    }
    let breaks = text
        .char_indices()
        .filter(|(_, character)| character.is_whitespace());
    for (at, character) in breaks {
        let next = text[at + character.len_utf8()..].trim_start();
        if option_at(next, options).is_some() {
            return Ok((text[..at].trim().to_owned(), next));
        }
    }
    Ok((text.trim().to_owned(), ""))
}

fn quoted(text: &str) -> Result<(String, &str), ActionError> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Ok((value, &text[at + 1..])),
            '\\' => match characters.next() {
                Some((_, 'n')) => value.push('\n'),
                Some((_, escaped)) => value.push(escaped),
                None => break,
            },
            other => value.push(other),
        }
    }
    Err(refused(format!("the quote is never closed: \"{text}")))
}

fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    text.split_once(char::is_whitespace).unwrap_or((text, ""))
}

pub(super) fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

fn refused(why: String) -> ActionError {
    ActionError::Refused(why)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Command, Typed};

    fn command() -> Command {
        serde_json::from_value(json!({ "name": "panel", "options": [
            { "type": 1, "name": "list" },
            { "type": 2, "name": "button", "options": [{ "type": 1, "name": "set", "options": [
                { "type": 3, "name": "text" }, { "type": 3, "name": "colour" },
            ] }] },
        ] }))
        .unwrap()
    }

    type Parsed = (Vec<String>, Vec<(String, String)>);

    fn parsed(line: &str) -> Result<Parsed, String> {
        let command = command();
        let typed = Typed::parse(line, &[&command]).map_err(|error| error.to_string())?;
        let path = typed
            .path
            .iter()
            .map(|option| option.name.clone())
            .collect();
        let given = typed
            .given
            .into_iter()
            .map(|(option, text)| (option.name.clone(), text));
        Ok((path, given.collect()))
    }

    fn texts(line: &str) -> Vec<String> {
        let (path, given) = parsed(line).unwrap();
        assert_eq!(path, ["button", "set"]);
        given
            .into_iter()
            .map(|(name, text)| format!("{name}={text}"))
            .collect()
    }

    #[test]
    fn a_value_ends_where_the_next_option_begins() {
        assert_eq!(
            texts("/panel button set text:see https://a.b/c colour: #fff "),
            ["text=see https://a.b/c", "colour=#fff"]
        );
        assert_eq!(texts("/panel  button set\ttext:a: b"), ["text=a: b"]);
        assert_eq!(texts("/panel button set"), [""; 0]);
        assert_eq!(texts("/panel button set text:"), ["text="]);
    }

    #[test]
    fn quotes_hold_what_looks_like_an_option() {
        assert_eq!(
            texts(r#"/panel button set text:"a colour:\"red\"\nü" colour:blue"#),
            ["text=a colour:\"red\"\nü", "colour=blue"]
        );
        assert_eq!(
            parsed("/panel button set text:\"open"),
            Err("the quote is never closed: \"open".to_owned())
        );
    }

    #[test]
    fn mistakes_name_what_there_is() {
        assert_eq!(
            parsed("/ticket").unwrap_err(),
            "there is no command /ticket here; there are: panel"
        );
        assert_eq!(
            parsed("/panel").unwrap_err(),
            "after `/panel` one of these must follow: list, button"
        );
        assert_eq!(
            parsed("/panel button set size:3").unwrap_err(),
            "`size:3` names no option; there are: text, colour"
        );
        assert_eq!(
            parsed("/panel button set text:a text:b").unwrap_err(),
            "the option `text` was given twice"
        );
    }
}
