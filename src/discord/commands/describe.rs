//! The descriptions of commands and options, in every language, by ids that are made of their names.
//!
//! `/panel welcome` is `command-panel-welcome`, its option `panel` is `command-panel-welcome-panel`, or, for what means
//! the same everywhere, `command-option-panel`.

use std::borrow::Cow;

use super::Command;
use crate::i18n;
use crate::model::Language;

/// Writes the descriptions into the commands and everything inside them.
pub(super) fn describe(commands: &mut [Command]) {
    for command in commands {
        describe_one(command, "command");
    }
}

fn describe_one(command: &mut Command, parent: &str) {
    let id = format!("{parent}-{}", command.name);
    let (description, translations) = descriptions(&[&id]);
    command.description = Some(description);
    command.description_localizations = translations;
    for parameter in &mut command.parameters {
        let own = format!("{id}-{}", parameter.name);
        let shared = format!("command-option-{}", parameter.name);
        let (description, translations) = descriptions(&[&own, &shared]);
        parameter.description = Some(description);
        parameter.description_localizations = translations;
    }
    for subcommand in &mut command.subcommands {
        describe_one(subcommand, &id);
    }
}

type Translations = Cow<'static, [(Cow<'static, str>, Cow<'static, str>)]>;

/// The English words of the first id that has any, and the other languages by Discord's locale.
fn descriptions(ids: &[&str]) -> (Cow<'static, str>, Translations) {
    let words = |language| ids.iter().find_map(|id| i18n::lookup(language, id));
    // An id instead of words is odd but works; a test sees to it that there are none.
    let english = words(Language::English).unwrap_or_else(|| ids[0].to_owned());
    let translations = Language::ALL
        .into_iter()
        .filter(|language| *language != Language::English)
        .filter_map(|language| Some((Cow::Borrowed(language.tag()), Cow::Owned(words(language)?))))
        .collect::<Vec<_>>();
    (Cow::Owned(english), Cow::Owned(translations))
}

#[cfg(test)]
mod tests {
    use super::super::all;
    use super::*;

    /// Every description with the path of its owner.
    fn collect(command: &Command, path: &str, found: &mut Vec<(String, String, usize)>) {
        let path = format!("{path} {}", command.name);
        let mut add = |path: String, text: &Option<Cow<'static, str>>, translations: usize| {
            let text = text.as_deref().unwrap_or_default().to_owned();
            found.push((path, text, translations));
        };
        add(
            path.clone(),
            &command.description,
            command.description_localizations.len(),
        );
        for parameter in &command.parameters {
            add(
                format!("{path} [{}]", parameter.name),
                &parameter.description,
                parameter.description_localizations.len(),
            );
        }
        for subcommand in &command.subcommands {
            collect(subcommand, &path, found);
        }
    }

    #[test]
    fn every_command_and_option_is_described_in_every_language() {
        let mut found = Vec::new();
        for command in all() {
            collect(&command, "", &mut found);
        }
        let wrong: Vec<_> = found
            .iter()
            .filter(|(_, text, translations)| {
                text.starts_with("command-")
                    || text.chars().count() > 60
                    || *translations != Language::ALL.len() - 1
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(!found.is_empty());
    }

    #[test]
    fn no_command_weighs_more_than_discord_takes() {
        let commands = crate::discord::registration::describe(&all()).unwrap();
        for command in commands.as_array().unwrap() {
            assert!(weight(command) <= 8_000, "{}", command["name"]);
        }
    }

    /// Names, descriptions and values of a command and everything in it, the longest language of each.
    fn weight(value: &serde_json::Value) -> usize {
        let length =
            |value: &serde_json::Value| value.as_str().map_or(0, |text| text.chars().count());
        let longest = |name: &str, translations: &str| {
            value[translations]
                .as_object()
                .into_iter()
                .flat_map(|all| all.values())
                .map(length)
                .chain([length(&value[name])])
                .max()
                .unwrap_or_default()
        };
        let inner = ["options", "choices"]
            .into_iter()
            .flat_map(|name| value[name].as_array().into_iter().flatten())
            .map(weight)
            .sum::<usize>();
        longest("name", "name_localizations")
            + longest("description", "description_localizations")
            + length(&value["value"])
            + inner
    }
}
