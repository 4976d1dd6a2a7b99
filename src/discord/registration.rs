//! The commands that Discord knows: replaced only when they differ, because Discord counts registrations.

use serde_json::{Map, Value};

use super::commands::Command;
use super::operator;
use super::{Bot, DiscordError};

/// Registers the commands (globally, or for the development server) unless Discord has the same; whether it did.
pub async fn register(
    bot: &Bot,
    commands: &[Command],
    application: u64,
) -> Result<bool, DiscordError> {
    let wanted = describe(commands)?;
    let present = bot
        .outbound
        .commands(application, bot.development_guild)
        .await?;
    if canonical(&Value::Array(present)) == canonical(&wanted) {
        return Ok(false);
    }
    bot.outbound
        .set_commands(application, bot.development_guild, wanted)
        .await?;
    Ok(true)
}

/// The commands as Discord wants them.
pub fn describe(commands: &[Command]) -> Result<Value, DiscordError> {
    let described = poise::builtins::create_application_commands(commands);
    let mut described = serde_json::to_value(described)
        .map_err(|error| DiscordError::Unreadable(error.to_string()))?;
    for command in described.as_array_mut().into_iter().flatten() {
        let is_operators = commands
            .iter()
            .any(|own| command["name"] == *own.name && operator::is_operators(own));
        if is_operators {
            // No permission is enough; the library leaves out what is empty.
            command["default_member_permissions"] = Value::from("0");
        }
    }
    Ok(described)
}

/// What decides whether two lists of commands are the same: neither the order of commands nor what Discord adds (ids,
/// versions, defaults).
fn canonical(commands: &Value) -> Vec<Value> {
    let mut list: Vec<Value> = commands
        .as_array()
        .into_iter()
        .flatten()
        .map(|command| canonical_entry(command, true))
        .collect();
    list.sort_by_key(|command| (command["type"].to_string(), command["name"].to_string()));
    list
}

/// A command, option or choice.
fn canonical_entry(entry: &Value, top: bool) -> Value {
    const KEPT: [&str; 17] = [
        "type",
        "name",
        "name_localizations",
        "description",
        "description_localizations",
        "default_member_permissions",
        "contexts",
        "nsfw",
        "required",
        "autocomplete",
        "channel_types",
        "min_value",
        "max_value",
        "min_length",
        "max_length",
        "value",
        "options",
    ];
    let mut kept = Map::new();
    for name in KEPT {
        let value = &entry[name];
        let is_default = match value {
            Value::Null => true,
            Value::Bool(value) => !value,
            Value::Array(list) => list.is_empty(),
            Value::Object(entries) => entries.is_empty(),
            Value::String(text) => text.is_empty(),
            Value::Number(_) => false,
        };
        if is_default {
            continue;
        }
        let value = match value {
            Value::Array(list) if name == "options" => list
                .iter()
                .map(|option| canonical_entry(option, false))
                .collect(),
            // 1 and 1.0 are the same to Discord.
            Value::Number(number) if name != "type" => Value::from(number.as_f64()),
            other => other.clone(),
        };
        kept.insert(name.to_owned(), value);
    }
    if let Some(choices) = entry["choices"].as_array().filter(|list| !list.is_empty()) {
        let choices = choices.iter().map(|choice| canonical_entry(choice, false));
        kept.insert("choices".to_owned(), choices.collect());
    }
    if top {
        kept.entry("type").or_insert(Value::from(1));
    }
    Value::Object(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_discord_adds_makes_no_difference() {
        let wanted = json!([
            { "name": "b", "description": "B", "options": [
                { "type": 3, "name": "x", "description": "X", "required": false, "max_length": 5 }] },
            { "name": "a", "description": "A", "options": [] },
        ]);
        let present = json!([
            { "id": "1", "application_id": "2", "version": "3", "type": 1, "name": "a", "description": "A",
              "name_localizations": null, "nsfw": false, "dm_permission": true, "contexts": null },
            { "id": "4", "version": "5", "type": 1, "name": "b", "description": "B",
              "options": [{ "type": 3, "name": "x", "description": "X", "max_length": 5 }] },
        ]);
        assert_eq!(canonical(&wanted), canonical(&present));
    }

    #[test]
    fn every_change_that_a_user_sees_makes_one() {
        let base = json!([{ "name": "a", "description": "A", "options": [{ "type": 3, "name": "x", "description": "X" }] }]);
        for change in [
            json!([{ "name": "a", "description": "A", "options": [{ "type": 3, "name": "x", "description": "Y" }] }]),
            json!([{ "name": "a", "description": "A", "options": [{ "type": 3, "name": "x", "description": "X", "required": true }] }]),
            json!([{ "name": "a", "description": "A", "options": [{ "type": 4, "name": "x", "description": "X" }] }]),
            json!([{ "name": "a", "description": "A", "description_localizations": { "de": "Ä" }, "options": [{ "type": 3, "name": "x", "description": "X" }] }]),
            json!([{ "name": "a", "description": "A", "default_member_permissions": "32", "options": [{ "type": 3, "name": "x", "description": "X" }] }]),
            json!([]),
        ] {
            assert_ne!(canonical(&base), canonical(&change), "{change}");
        }
    }
}
