//! From a response body to values.

use std::collections::BTreeMap;

use super::json::{self, Json, Malformed};
use super::mask::Mask;
use super::path::{self, Tree};
use super::{Format, Manifest, ManifestPlaceholder, request::RequestContext};
use crate::model::Text;
use crate::render::Value;
use crate::vault::Secret;

/// What a placeholder shows when nobody has said what.
const FALLBACK: &str = "N/A";

/// What one placeholder came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Extracted {
    /// The placeholder's name.
    pub name: String,
    /// The text before formatting and escaping; `None` when the fallback is shown.
    pub text: Option<String>,
    /// Why there is none ("no key `scores` in `user`; it has `score`").
    pub why: Option<Text>,
    /// The value for the renderer.
    pub value: Value,
}

impl Extracted {
    /// The text that is shown, before formatting and escaping: the value's, or the fallback's.
    pub fn shown(&self) -> &str {
        match (&self.text, &self.value) {
            (Some(text), _) => text,
            (None, Value::Missing(fallback)) => fallback,
            (None, _) => FALLBACK,
        }
    }
}

/// An answer that is a JSON object.
pub(super) struct Answer {
    root: Json,
}

impl Answer {
    /// Reads a body. Status 204 has none by definition, and says that nothing is known.
    pub(super) fn read(status: u16, body: &[u8]) -> Result<Self, Text> {
        if status == 204 && body.is_empty() {
            let root = Json::Object(Vec::new());
            return Ok(Self { root });
        }
        match json::read(body) {
            Ok(root @ Json::Object(_)) => Ok(Self { root }),
            Ok(_) => Err(Text::new("integrations-answer-no-object")),
            Err(_) if body.iter().all(u8::is_ascii_whitespace) => {
                Err(Text::new("integrations-answer-empty"))
            }
            Err(Malformed::NotUtf8) => Err(Text::new("integrations-answer-not-utf8")),
            Err(Malformed::TooDeep) => Err(Text::new("integrations-answer-too-deep")),
            Err(Malformed::Broken { line, column }) => Err(Text::new("integrations-answer-broken")
                .with("line", line.to_string())
                .with("column", column.to_string())),
        }
    }

    /// The object.
    pub(super) fn root(&self) -> &Json {
        &self.root
    }

    /// How many keys the object has.
    pub(super) fn key_count(&self) -> usize {
        match &self.root {
            Json::Object(members) => members.len(),
            _ => 0,
        }
    }

    /// Follows each placeholder's path. A server that answers with a secret of the request gets it shown to nobody.
    pub(super) fn extract(
        &self,
        manifest: &Manifest,
        secrets: &BTreeMap<String, Secret>,
        context: &RequestContext,
        mask: &Mask,
    ) -> Vec<Extracted> {
        let tree = Tree::new(&self.root);
        let value_of = |name: &str| {
            manifest
                .declares(name)
                .then(|| context.value(secrets, name))
                .flatten()
                .map(|value| value.expose().to_owned())
        };
        manifest
            .placeholders
            .iter()
            .map(
                |placeholder| match path::follow(&tree, &placeholder.path, &value_of) {
                    Ok(text) if mask.is_secret(&text) => {
                        fallback(placeholder, Text::new("integrations-why-secret"))
                    }
                    Ok(text) => found(placeholder, mask.hide(&text).into_owned()),
                    Err(why) => fallback(placeholder, mask.hide_in(why)),
                },
            )
            .collect()
    }

    /// Keys at the top that no placeholder uses.
    pub(super) fn unused_keys(&self, manifest: &Manifest) -> Vec<String> {
        let Json::Object(members) = &self.root else {
            return Vec::new();
        };
        let is_used = |key: &str| {
            manifest.placeholders.iter().any(|placeholder| {
                if placeholder.path.starts_with('$') {
                    placeholder.path.contains(key)
                } else {
                    placeholder.path.split('.').next() == Some(key)
                }
            })
        };
        let mut keys: Vec<String> = Vec::new();
        for (key, _) in members {
            if !is_used(key) && !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        keys
    }
}

/// Reads a body and follows each path. `Err` if the body is no JSON object.
pub fn extract(
    body: &[u8],
    manifest: &Manifest,
    secrets: &BTreeMap<String, Secret>,
    context: &RequestContext,
) -> Result<Vec<Extracted>, Text> {
    let mask = Mask::new(manifest, secrets);
    Ok(Answer::read(200, body)?.extract(manifest, secrets, context, &mask))
}

/// The fallbacks of all placeholders, for a reason that they share.
pub fn fallbacks(manifest: &Manifest, why: &Text) -> Vec<Extracted> {
    manifest
        .placeholders
        .iter()
        .map(|placeholder| fallback(placeholder, why.clone()))
        .collect()
}

/// What a placeholder comes to whose value has this text.
pub(super) fn found(placeholder: &ManifestPlaceholder, text: String) -> Extracted {
    let value = match placeholder.format {
        Format::Text => Value::Text(text.clone()),
        Format::Markdown => Value::Markdown(text.clone()),
        Format::Timestamp => Value::Timestamp(text.clone()),
        Format::Number => Value::Number(text.clone()),
    };
    Extracted {
        name: placeholder.name.clone(),
        text: Some(text),
        why: None,
        value,
    }
}

/// What a placeholder comes to that has no value.
pub(super) fn fallback(placeholder: &ManifestPlaceholder, why: Text) -> Extracted {
    let text = placeholder.fallback.clone();
    Extracted {
        name: placeholder.name.clone(),
        text: None,
        why: Some(why),
        value: Value::Missing(text.unwrap_or_else(|| FALLBACK.to_owned())),
    }
}
