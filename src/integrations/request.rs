//! From manifest and ticket to the final request: one pass, values encoded for their place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use url::Url;

use super::template::{Grammar, Piece, pieces};
use super::words::{code, number};
use super::{Manifest, manifest};
use crate::egress::{FetchRequest, Method};
use crate::model::{ChannelId, GuildId, Text, UserId};
use crate::vault::Secret;

/// The most decoded bytes of an answer.
pub const MAX_BODY_BYTES: usize = 65_536;

/// All that one request may take, from waiting for a place to the last byte.
pub const DEADLINE: Duration = Duration::from_secs(4);

/// The most characters of a final URL.
const MAX_URL: usize = 2_048;

/// The most characters of a final header value.
const MAX_HEADER_VALUE: usize = 1_024;

/// Everything but the unreserved characters of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What a request may be about.
#[derive(Clone, Debug)]
pub struct RequestContext {
    /// `%guild_id%`
    pub guild: GuildId,
    /// `%user_id%`
    pub user: UserId,
    /// `%ticket_id%`: the ticket's number; `None` in a test without a ticket (then `0`).
    pub ticket_number: Option<i64>,
    /// In the POST body; `None` in a test without a ticket (then `0`).
    pub channel: Option<ChannelId>,
    /// In the POST body.
    pub is_new_ticket: bool,
    /// In the POST body of private integrations.
    pub form: Option<Vec<(String, String)>>,
}

impl RequestContext {
    /// The value of `%user_id%`, `%guild_id%` or `%ticket_id%`.
    pub(super) fn id(&self, name: &str) -> Option<String> {
        match name {
            "user_id" => Some(self.user.to_string()),
            "guild_id" => Some(self.guild.to_string()),
            "ticket_id" => Some(self.ticket_number.unwrap_or_default().to_string()),
            _ => None,
        }
    }

    /// The value of any name that a manifest may use.
    pub(super) fn value(&self, secrets: &BTreeMap<String, Secret>, name: &str) -> Option<Secret> {
        match self.id(name) {
            Some(id) => Some(Secret::new(id)),
            None => secrets.get(name).cloned(),
        }
    }

    /// The JSON body of a POST.
    pub(super) fn body(&self) -> Value {
        let mut body = json!({
            "guild_id": self.guild,
            "user_id": self.user,
            "ticket_id": self.ticket_number.unwrap_or_default().to_string(),
            "ticket_channel_id": self.channel.unwrap_or(ChannelId::new(0)),
            "is_new_ticket": self.is_new_ticket,
        });
        if let Some(form) = &self.form {
            let form: Map<String, Value> = form
                .iter()
                .map(|(question, answer)| (question.clone(), answer.clone().into()))
                .collect();
            body["form_data"] = form.into();
        }
        body
    }
}

/// Builds the request, or says what is wrong with a value.
pub fn build(
    manifest: &Manifest,
    secrets: &BTreeMap<String, Secret>,
    context: &RequestContext,
) -> Result<FetchRequest, Text> {
    let value_of = |name: &str| context.value(secrets, name);
    let is_post = manifest.request.method == "POST";
    Ok(FetchRequest {
        guild: context.guild,
        method: if is_post { Method::Post } else { Method::Get },
        url: url(manifest, &value_of)?,
        headers: headers(manifest, &value_of)?,
        body: is_post.then(|| context.body().to_string()),
        max_bytes: MAX_BODY_BYTES,
        deadline: DEADLINE,
    })
}

/// A value as it stands in a URL.
pub(super) fn percent_encode(value: &str) -> String {
    utf8_percent_encode(value, ENCODED).to_string()
}

fn url(manifest: &Manifest, value_of: &dyn Fn(&str) -> Option<Secret>) -> Result<Secret, Text> {
    let (filled, values) = fill(manifest, &manifest.request.url, value_of)?;
    if let Some(name) = values
        .iter()
        .find_map(|(range, name)| forms_dot_segment(filled.expose(), range).then_some(*name))
    {
        return Err(Text::new("integrations-value-dots").with("name", code(name)));
    }
    let invalid = || Text::new("integrations-url-invalid");
    let mut url = Url::parse(filled.expose()).map_err(|_| invalid())?;
    let template = manifest.dummy_url().ok_or_else(invalid)?;
    if url.origin() != template.origin() || !url.username().is_empty() || url.password().is_some() {
        return Err(Text::new("integrations-url-origin"));
    }
    url.set_fragment(None);
    if url.as_str().len() > MAX_URL {
        return Err(Text::new("integrations-url-too-long").count("limit", number(MAX_URL)));
    }
    Ok(Secret::new(url.to_string()))
}

/// Where a value came to stand, and its name.
type Filled<'m> = (Range<usize>, &'m str);

/// Fills a URL template; also where each value came to stand, and its name.
fn fill<'m>(
    manifest: &'m Manifest,
    template: &'m str,
    value_of: &dyn Fn(&str) -> Option<Secret>,
) -> Result<(Secret, Vec<Filled<'m>>), Text> {
    let mut filled = zeroize::Zeroizing::new(String::new());
    let mut values = Vec::new();
    for (_, piece) in pieces(template, Grammar::Url, &|name| manifest.declares(name)) {
        match piece {
            Piece::Literal(text) => filled.push_str(text),
            Piece::Stray => filled.push('%'),
            Piece::Unknown(name) => return Err(missing(name)),
            Piece::Name(name) => {
                let value = value_of(name).ok_or_else(|| missing(name))?;
                if value.expose().chars().any(char::is_control) {
                    return Err(Text::new("integrations-value-control").with("name", code(name)));
                }
                let start = filled.len();
                filled.push_str(&percent_encode(value.expose()));
                values.push((start..filled.len(), name));
            }
        }
    }
    Ok((Secret::new(filled.as_str()), values))
}

/// Whether a value stands in a path segment that came out as `.` or `..`, which a URL parser would resolve. It makes
/// no difference to parsers whether a dot is encoded.
fn forms_dot_segment(url: &str, value: &Range<usize>) -> bool {
    let path_start = manifest::url::path_start(url).unwrap_or_default();
    let path_end = url.find(['?', '#']).unwrap_or(url.len());
    if value.start < path_start || value.end > path_end {
        return false;
    }
    let is_separator = ['/', '\\'];
    let start = url[path_start..value.start]
        .rfind(is_separator)
        .map_or(path_start, |at| path_start + at + 1);
    let end = url[value.end..path_end]
        .find(is_separator)
        .map_or(path_end, |at| value.end + at);
    matches!(
        url[start..end]
            .to_ascii_lowercase()
            .replace("%2e", ".")
            .as_str(),
        "." | ".."
    )
}

/// The headers with their values filled in.
pub(super) fn headers(
    manifest: &Manifest,
    value_of: &dyn Fn(&str) -> Option<Secret>,
) -> Result<Vec<(String, Secret)>, Text> {
    manifest
        .request
        .headers
        .iter()
        .map(|(name, template)| Ok((name.clone(), header(manifest, name, template, value_of)?)))
        .collect()
}

fn header(
    manifest: &Manifest,
    header: &str,
    template: &str,
    value_of: &dyn Fn(&str) -> Option<Secret>,
) -> Result<Secret, Text> {
    let mut filled = zeroize::Zeroizing::new(String::new());
    for (_, piece) in pieces(template, Grammar::Words, &|name| manifest.declares(name)) {
        match piece {
            Piece::Literal(text) => filled.push_str(text),
            Piece::Stray => filled.push('%'),
            Piece::Unknown(name) => return Err(missing(name)),
            Piece::Name(name) => {
                let value = value_of(name).ok_or_else(|| missing(name))?;
                if !value.expose().chars().all(manifest::header::is_visible) {
                    return Err(Text::new("integrations-value-header")
                        .with("name", code(name))
                        .with("header", code(header)));
                }
                filled.push_str(value.expose());
            }
        }
    }
    if filled.chars().count() > MAX_HEADER_VALUE {
        return Err(Text::new("integrations-header-too-long")
            .with("header", code(header))
            .count("limit", number(MAX_HEADER_VALUE)));
    }
    Ok(Secret::new(filled.as_str()))
}

fn missing(name: &str) -> Text {
    Text::new("integrations-value-missing").with("name", code(name))
}
