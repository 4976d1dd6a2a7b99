//! A request as people see it: with `***` where a secret stands.

use std::collections::BTreeMap;

use serde_json::Value;
use url::Url;

use super::mask::MASK;
use super::request::{RequestContext, percent_encode};
use super::template::{Grammar, Piece, pieces};
use super::{Manifest, ManifestSecret};
use crate::vault::Secret;

/// The request of a manifest, to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRequest {
    /// GET or POST.
    pub method: String,
    /// The final URL.
    pub url: String,
    /// The headers, in the order in which they are sent.
    pub headers: Vec<(String, String)>,
    /// The body of a POST.
    pub body: Option<Value>,
}

/// Shows the request with these secrets, all that are sensitive masked unless `reveal`. A secret that is not there
/// stands as `<name>`.
pub(super) fn shown(
    manifest: &Manifest,
    secrets: &BTreeMap<String, Secret>,
    context: &RequestContext,
    reveal: bool,
) -> ShownRequest {
    let stand_in = |name: &str| stand_in(manifest, secrets, name, reveal);
    let value_of = |name: &str| {
        let value = context.value(secrets, name);
        value.map(|value| value.expose().to_owned())
    };
    let headers = manifest
        .request
        .headers
        .iter()
        .map(|(name, template)| {
            let value = fill(manifest, template, Grammar::Words, &|name| {
                stand_in(name)
                    .or_else(|| value_of(name))
                    .unwrap_or_default()
            });
            (name.clone(), value)
        })
        .collect();
    ShownRequest {
        method: manifest.request.method.clone(),
        url: url(manifest, &stand_in, &value_of),
        headers,
        body: (manifest.request.method == "POST").then(|| context.body()),
    }
}

/// What stands in a secret's place, unless its value does.
fn stand_in(
    manifest: &Manifest,
    secrets: &BTreeMap<String, Secret>,
    name: &str,
    reveal: bool,
) -> Option<String> {
    let secret: &ManifestSecret = manifest.secrets.iter().find(|secret| secret.name == name)?;
    if !secrets.contains_key(name) {
        return Some(format!("<{name}>"));
    }
    (secret.sensitive && !reveal).then(|| MASK.to_owned())
}

/// The URL as the parser writes it. What must not be encoded is put in afterwards, in the place of a word that no
/// parser changes.
fn url(
    manifest: &Manifest,
    stand_in: &dyn Fn(&str) -> Option<String>,
    value_of: &dyn Fn(&str) -> Option<String>,
) -> String {
    let mark = |name: &str| format!("x{:016x}{name}x", mark_of(&manifest.request.url));
    let filled = fill(manifest, &manifest.request.url, Grammar::Url, &|name| {
        if stand_in(name).is_some() {
            return mark(name);
        }
        percent_encode(&value_of(name).unwrap_or_default())
    });
    let mut shown = match Url::parse(&filled) {
        Ok(mut url) => {
            url.set_fragment(None);
            url.to_string()
        }
        Err(_) => filled,
    };
    for secret in &manifest.secrets {
        if let Some(words) = stand_in(&secret.name) {
            shown = shown.replace(&mark(&secret.name), &words);
        }
    }
    shown
}

/// A number whose mark does not occur in the template.
fn mark_of(template: &str) -> u64 {
    (0..=u64::MAX)
        .find(|number| !template.contains(&format!("x{number:016x}")))
        .unwrap_or_default()
}

fn fill(
    manifest: &Manifest,
    template: &str,
    grammar: Grammar,
    value_of: &dyn Fn(&str) -> String,
) -> String {
    pieces(template, grammar, &|name| manifest.declares(name))
        .into_iter()
        .map(|(_, piece)| match piece {
            Piece::Literal(text) => text.to_owned(),
            Piece::Name(name) => value_of(name),
            Piece::Unknown(name) => format!("%{name}%"),
            Piece::Stray => "%".to_owned(),
        })
        .collect()
}
