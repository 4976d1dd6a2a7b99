//! Hiding secrets in what is shown: a server that echoes a key back must not turn it into text that people read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::{Manifest, request::percent_encode};
use crate::model::{Argument, Text};
use crate::vault::Secret;

/// What stands in a secret's place.
pub(super) const MASK: &str = "***";

/// Shorter values are hidden only where they are the whole text: to blacken every `1` would tell what the secret is.
const SHORTEST_INSIDE: usize = 4;

/// The secret values of one server, in every spelling in which they may come back.
pub(super) struct Mask {
    whole: Vec<Secret>,
    inside: Vec<Zeroizing<String>>,
}

impl Mask {
    /// For the sensitive secrets of a manifest. Parameters are no secrets to those who see a trace.
    pub(super) fn new(manifest: &Manifest, secrets: &BTreeMap<String, Secret>) -> Self {
        let whole: Vec<Secret> = manifest
            .secrets
            .iter()
            .filter(|secret| secret.sensitive)
            .filter_map(|secret| secrets.get(&secret.name))
            .filter(|secret| !secret.expose().is_empty())
            .cloned()
            .collect();
        let mut inside = Vec::new();
        for secret in &whole {
            let value = secret.expose();
            if value.chars().count() < SHORTEST_INSIDE {
                continue;
            }
            let encoded = percent_encode(value);
            inside.push(Zeroizing::new(encoded.to_lowercase()));
            inside.push(Zeroizing::new(encoded.replace("%20", "+")));
            inside.push(Zeroizing::new(encoded));
            inside.push(Zeroizing::new(json_escaped(value)));
            inside.push(Zeroizing::new(STANDARD.encode(value)));
            inside.push(Zeroizing::new(value.to_owned()));
        }
        // The longest first, so that no part of one is left over.
        inside.sort_by_key(|form| std::cmp::Reverse(form.len()));
        inside.dedup();
        Self { whole, inside }
    }

    /// For nothing: every text stays as it is.
    pub(super) fn none() -> Self {
        Self {
            whole: Vec::new(),
            inside: Vec::new(),
        }
    }

    /// Whether a text is a secret and nothing else.
    pub(super) fn is_secret(&self, text: &str) -> bool {
        self.whole.iter().any(|secret| secret.expose() == text)
    }

    /// The text with `***` in place of each secret.
    pub(super) fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.is_secret(text) {
            return Cow::Borrowed(MASK);
        }
        let mut hidden = Cow::Borrowed(text);
        for form in &self.inside {
            if hidden.contains(form.as_str()) {
                hidden = Cow::Owned(hidden.replace(form.as_str(), MASK));
            }
        }
        hidden
    }

    /// A sentence whose words are hidden in the same way.
    pub(super) fn hide_in(&self, mut text: Text) -> Text {
        for (_, argument) in &mut text.arguments {
            match argument {
                Argument::Words(words) => *words = self.hide(words).into_owned(),
                Argument::Lines(lines) => {
                    for line in lines {
                        *line = self.hide_in(line.clone());
                    }
                }
                Argument::Number(_) => {}
            }
        }
        text
    }
}

fn json_escaped(value: &str) -> String {
    let quoted = serde_json::Value::from(value).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}
