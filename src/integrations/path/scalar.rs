//! How the value at the end of a path shows as text.

use super::super::json::Json;
use super::keys_shown;
use crate::model::Text;

/// The text of a value: strings and numbers as they are, `true`, `false`, scalars of an array with commas between.
pub(super) fn shown(value: &Json) -> Result<String, Text> {
    match value {
        Json::Array(items) => joined(items.iter()),
        Json::Null => Err(Text::new("integrations-why-null")),
        Json::Object(members) if members.is_empty() => {
            Err(Text::new("integrations-why-object-empty"))
        }
        Json::Object(members) => {
            Err(Text::new("integrations-why-object").with("keys", keys_shown(members, "")))
        }
        scalar => scalar_text(scalar).ok_or_else(|| Text::new("integrations-why-null")),
    }
}

/// The scalars, with commas between.
pub(super) fn joined<'j>(values: impl Iterator<Item = &'j Json>) -> Result<String, Text> {
    let texts: Option<Vec<String>> = values.map(scalar_text).collect();
    match texts {
        Some(texts) if texts.is_empty() => Err(Text::new("integrations-why-list-empty")),
        Some(texts) => Ok(texts.join(", ")),
        None => Err(Text::new("integrations-why-list-mixed")),
    }
}

fn scalar_text(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(text.clone()),
        Json::Number(digits) => Some(digits.clone()),
        Json::Boolean(boolean) => Some(boolean.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}
