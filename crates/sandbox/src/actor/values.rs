//! From typed texts to the values that Discord's client would send, refusing what that client would not send.

use serde_json::{Value, json};

use super::typed::{Typed, list};
use super::{ActionError, names};
use crate::id::Id;
use crate::state::{Attachment, CommandOption, Named, OptionKind, World};

/// Who types, and where: what a name means depends on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    pub(super) world: &'a World,
    pub(super) user: Id,
    pub(super) channel: Id,
}

impl Scene<'_> {
    /// Discord's `data` for a command line. With `completing`, the last option is the one being typed into, and
    /// what is missing is not held against anybody.
    pub(super) fn data(
        &self,
        typed: &Typed<'_>,
        files: &[(String, Attachment)],
        completing: bool,
    ) -> Result<Value, ActionError> {
        let mut named = Named::default();
        let mut options = Vec::new();
        let last = typed.given.len().saturating_sub(1);
        for (index, (option, text)) in typed.given.iter().enumerate() {
            let focused = completing && index == last;
            let value = if focused {
                json!(text)
            } else {
                self.value(option, text, &mut named)?
            };
            let mut filled = json!({ "name": option.name, "type": option.kind, "value": value });
            if focused {
                filled["focused"] = true.into();
            }
            options.push(filled);
        }
        for (name, attachment) in files {
            let takes = |option: &&CommandOption| {
                option.kind == OptionKind::Attachment && option.name == *name
            };
            if !typed.takes().iter().any(|option| takes(&option)) {
                return Err(refused(format!(
                    "there is no option `{name}` that takes a file"
                )));
            }
            let kind = OptionKind::Attachment;
            options.push(json!({ "name": name, "type": kind, "value": attachment.id }));
            named.attachments.push(attachment.clone());
        }
        if !completing {
            demand_required(typed, &options)?;
        }
        for level in typed.path.iter().rev() {
            options = vec![json!({ "name": level.name, "type": level.kind, "options": options })];
        }
        let command = typed.command;
        let mut data = json!({
            "id": command.id, "name": command.name, "type": command.kind, "options": options,
        });
        if let Some(guild) = command.guild_id {
            data["guild_id"] = json!(guild);
        }
        if let Some(resolved) = self.world.resolved(self.user, self.channel, &named) {
            data["resolved"] = resolved;
        }
        Ok(data)
    }

    fn value(
        &self,
        option: &CommandOption,
        text: &str,
        named: &mut Named,
    ) -> Result<Value, ActionError> {
        let wrong = |what: &str| refused(format!("`{}` takes {what}, not `{text}`", option.name));
        if !option.choices.is_empty() {
            let chosen = option.choices.iter().find(|choice| {
                let value = &choice["value"];
                let value_fits = match value.as_str() {
                    Some(value) => value == text,
                    None => value.to_string().as_str() == text,
                };
                choice["name"] == text || value_fits
            });
            let known = list(
                option
                    .choices
                    .iter()
                    .filter_map(|choice| choice["name"].as_str()),
            );
            return chosen
                .map(|choice| choice["value"].clone())
                .ok_or_else(|| wrong(&format!("one of {known}")));
        }
        match option.kind {
            OptionKind::String => {
                let length = text.chars().count();
                let least = option.min_length.map_or(0, |least| least as usize);
                let most = option.max_length.map_or(6_000, |most| most as usize);
                if length < least || length > most {
                    return Err(wrong(&format!("{least} to {most} characters")));
                }
                Ok(json!(text))
            }
            OptionKind::Integer => {
                let number: i64 = text.parse().map_err(|_| wrong("a whole number"))?;
                within(option, text)?;
                Ok(json!(number))
            }
            OptionKind::Number => {
                let number: f64 = text.parse().map_err(|_| wrong("a number"))?;
                within(option, text)?;
                Ok(json!(number))
            }
            OptionKind::Boolean => match text.to_ascii_lowercase().as_str() {
                "true" => Ok(json!(true)),
                "false" => Ok(json!(false)),
                _ => Err(wrong("true or false")),
            },
            OptionKind::User => {
                let user = names::user(self, text).ok_or_else(|| wrong("a user"))?;
                named.users.push(user);
                Ok(json!(user))
            }
            OptionKind::Role => {
                let role = names::role(self, text).ok_or_else(|| wrong("a role"))?;
                named.roles.push(role);
                Ok(json!(role))
            }
            OptionKind::Mentionable => {
                if let Some(user) = names::user(self, text) {
                    named.users.push(user);
                    return Ok(json!(user));
                }
                let role = names::role(self, text).ok_or_else(|| wrong("a user or a role"))?;
                named.roles.push(role);
                Ok(json!(role))
            }
            OptionKind::Channel => {
                let channel = names::option_channel(self, text, &option.channel_types)
                    .ok_or_else(|| wrong("a channel of the right kind"))?;
                named.channels.push(channel);
                Ok(json!(channel))
            }
            OptionKind::Attachment => Err(wrong("a file given with `with_file`")),
            OptionKind::Subcommand | OptionKind::SubcommandGroup => Err(wrong("no value")),
        }
    }
}

fn demand_required(typed: &Typed<'_>, options: &[Value]) -> Result<(), ActionError> {
    let given = |name: &str| options.iter().any(|option| option["name"] == name);
    let required = typed.takes().iter().filter(|option| option.required);
    let mut missing = required.filter(|option| !given(&option.name));
    match missing.next() {
        Some(option) => Err(refused(format!(
            "/{} needs `{}`",
            typed.command.name, option.name
        ))),
        None => Ok(()),
    }
}

fn within(option: &CommandOption, text: &str) -> Result<(), ActionError> {
    let number: f64 = text.parse().unwrap_or(f64::NAN);
    let limit =
        |limit: &Option<serde_json::Number>| limit.as_ref().and_then(serde_json::Number::as_f64);
    let least = limit(&option.min_value).unwrap_or(-9_007_199_254_740_992.0);
    let most = limit(&option.max_value).unwrap_or(9_007_199_254_740_992.0);
    if (least..=most).contains(&number) {
        return Ok(());
    }
    Err(refused(format!(
        "`{}` takes a number from {least} to {most}, not `{text}`",
        option.name
    )))
}

fn refused(why: String) -> ActionError {
    ActionError::Refused(why)
}
