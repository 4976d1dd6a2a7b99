//! Application commands.

use std::collections::BTreeMap;

use crate::{
    error::Form,
    state::{Command, CommandKind, CommandOption, OptionKind},
};

/// What a command may weigh in all: names, descriptions and choices' values.
const WEIGHT: usize = 8_000;

/// Checks a command at a place of the form (empty for a single one).
pub(crate) fn command(form: &mut Form, place: &str, command: &Command) {
    let at = |key: &str| {
        if place.is_empty() {
            key.to_owned()
        } else {
            format!("{place}.{key}")
        }
    };
    if command.kind == CommandKind::Slash {
        name(form, &at("name"), &command.name);
        for (language, translated) in command.name_localizations.iter().flatten() {
            name(
                form,
                &at(&format!("name_localizations.{language}")),
                translated,
            );
        }
        described(form, &at("description"), &command.description);
        for (language, translated) in command.description_localizations.iter().flatten() {
            described(
                form,
                &at(&format!("description_localizations.{language}")),
                translated,
            );
        }
    } else {
        form.length(&at("name"), &command.name, 1, 32);
        if !command.description.is_empty() {
            let message = "Context menu commands cannot have description";
            form.refuse(
                &at("description"),
                "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET",
                message,
            );
        }
        if !command.options.is_empty() {
            let message = "Context menu commands cannot have options";
            form.refuse(
                &at("options"),
                "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_CANNOT_BE_SET",
                message,
            );
        }
    }
    options(form, &at("options"), &command.options, 0);
    let weight = own_weight(
        &command.name,
        command.name_localizations.as_ref(),
        &command.description,
        command.description_localizations.as_ref(),
    ) + command.options.iter().map(weight).sum::<usize>();
    if weight > WEIGHT {
        let message = format!("Command exceeds maximum size ({WEIGHT})");
        form.refuse(&at("options"), "APPLICATION_COMMAND_TOO_LARGE", message);
    }
}

fn options(form: &mut Form, place: &str, options: &[CommandOption], depth: u8) {
    if options.len() > 25 {
        form.refuse(
            place,
            "BASE_TYPE_MAX_LENGTH",
            "Must be 25 or fewer in length.",
        );
    }
    let nested = |option: &CommandOption| {
        matches!(
            option.kind,
            OptionKind::Subcommand | OptionKind::SubcommandGroup
        )
    };
    let subcommands = options.iter().filter(|option| nested(option)).count();
    if subcommands != 0 && subcommands != options.len() {
        let message = "Sub-command and sub-command group option types are mutually exclusive to all other types";
        form.refuse(place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
    }
    let mut names = BTreeMap::new();
    let mut optional_before = false;
    for (index, option) in options.iter().enumerate() {
        let place = format!("{place}.{index}");
        if names.insert(option.name.as_str(), index).is_some() {
            let message = "Option name must be unique";
            form.refuse(
                &place,
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                message,
            );
        }
        if option.required && optional_before {
            let message = "Required options must be placed before non-required options";
            form.refuse(
                &place,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                message,
            );
        }
        optional_before |= !option.required;
        one(form, &place, option, depth);
    }
}

fn one(form: &mut Form, place: &str, option: &CommandOption, depth: u8) {
    name(form, &format!("{place}.name"), &option.name);
    for (language, translated) in option.name_localizations.iter().flatten() {
        name(
            form,
            &format!("{place}.name_localizations.{language}"),
            translated,
        );
    }
    described(form, &format!("{place}.description"), &option.description);
    for (language, translated) in option.description_localizations.iter().flatten() {
        described(
            form,
            &format!("{place}.description_localizations.{language}"),
            translated,
        );
    }
    let misplaced = match option.kind {
        OptionKind::SubcommandGroup => depth > 0,
        OptionKind::Subcommand => depth > 1,
        _ => !option.options.is_empty(),
    };
    if misplaced {
        let message = "Option of this type cannot stand here or have options";
        form.refuse(place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
    }
    if option.kind == OptionKind::SubcommandGroup
        && option
            .options
            .iter()
            .any(|inner| inner.kind != OptionKind::Subcommand)
    {
        let message = "A group holds subcommands only";
        form.refuse(place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
    }
    options(
        form,
        &format!("{place}.options"),
        &option.options,
        depth + 1,
    );
    choices(form, place, option);
    if option
        .max_length
        .is_some_and(|most| !(1..=6_000).contains(&most))
    {
        let message = "int value should be between 1 and 6000.";
        form.refuse(&format!("{place}.max_length"), "NUMBER_TYPE_MAX", message);
    }
}

fn choices(form: &mut Form, place: &str, option: &CommandOption) {
    let path = format!("{place}.choices");
    if option.choices.len() > 25 {
        form.refuse(
            &path,
            "BASE_TYPE_MAX_LENGTH",
            "Must be 25 or fewer in length.",
        );
    }
    if option.autocomplete && !option.choices.is_empty() {
        let message = "Autocomplete and choices are mutually exclusive";
        form.refuse(
            place,
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
            message,
        );
    }
    let mut names = BTreeMap::new();
    for (index, choice) in option.choices.iter().enumerate() {
        let name = choice["name"].as_str().unwrap_or_default();
        form.length(&format!("{path}.{index}.name"), name, 1, 100);
        if names.insert(name, index).is_some() {
            let message = "Option choice name already exists";
            form.refuse(
                &path,
                "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
                message,
            );
        }
        let fits = match option.kind {
            OptionKind::String => choice["value"]
                .as_str()
                .is_some_and(|v| v.chars().count() <= 100),
            OptionKind::Integer => choice["value"].is_i64() || choice["value"].is_u64(),
            OptionKind::Number => choice["value"].is_number(),
            _ => false,
        };
        if !fits {
            let message = "Could not convert the value to the option's type";
            form.refuse(
                &format!("{path}.{index}.value"),
                "CHOICE_VALUE_TYPE",
                message,
            );
        }
    }
}

fn described(form: &mut Form, place: &str, description: &str) {
    form.length(place, description, 1, 100);
}

/// Lower-case letters and digits of any script, `-` and `_`, 1 to 32.
fn name(form: &mut Form, place: &str, name: &str) {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'');
    let length = name.chars().count();
    if length == 0 || length > 32 {
        form.length(place, name, 1, 32);
    } else if !name.chars().all(allowed) || name.to_lowercase() != name {
        let message = "Command name is invalid";
        form.refuse(place, "APPLICATION_COMMAND_INVALID_NAME", message);
    }
}

type Translations = BTreeMap<String, String>;

/// Each text counts with its longest translation.
fn own_weight(
    name: &str,
    names: Option<&Translations>,
    description: &str,
    descriptions: Option<&Translations>,
) -> usize {
    let longest = |text: &str, translated: Option<&Translations>| {
        let translated = translated
            .into_iter()
            .flatten()
            .map(|(_, text)| text.chars().count());
        translated.chain([text.chars().count()]).max().unwrap_or(0)
    };
    longest(name, names) + longest(description, descriptions)
}

fn weight(option: &CommandOption) -> usize {
    let choices = option.choices.iter().map(|choice| {
        let name = choice["name"].as_str().unwrap_or_default().chars().count();
        name + choice["value"].as_str().unwrap_or_default().chars().count()
    });
    own_weight(
        &option.name,
        option.name_localizations.as_ref(),
        &option.description,
        option.description_localizations.as_ref(),
    ) + choices.sum::<usize>()
        + option.options.iter().map(weight).sum::<usize>()
}
