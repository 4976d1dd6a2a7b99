//! Asking the author's API whether the secrets are right, before they are stored.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::json::{self, Json};
use super::mask::Mask;
use super::request::{DEADLINE, MAX_BODY_BYTES, RequestContext, headers};
use super::words::code;
use super::{Integrations, Manifest};
use crate::egress::{FetchError, FetchFailed, FetchRequest, Method};
use crate::model::{GuildId, Outcome, Text, UserId};
use crate::render::markdown::escape;
use crate::vault::Secret;

/// The most characters of an API's own words that are shown.
const MAX_ERROR: usize = 255;

impl Integrations {
    /// POSTs `guild_id`, `user_id` and the secrets to the manifest's validation URL, if it has one. Its words are
    /// shown when it refuses.
    pub(super) async fn validate(
        &self,
        manifest: &Manifest,
        secrets: &BTreeMap<String, Secret>,
        guild: GuildId,
        user: UserId,
    ) -> Outcome<()> {
        let Some(url) = &manifest.validation_url else {
            return Ok(());
        };
        let context = RequestContext {
            guild,
            user,
            ticket_number: None,
            channel: None,
            is_new_ticket: false,
            form: Some(Vec::new()),
        };
        let mut body = Map::new();
        body.insert("guild_id".to_owned(), guild.to_string().into());
        body.insert("user_id".to_owned(), user.to_string().into());
        for (name, value) in secrets {
            body.insert(name.clone(), value.expose().into());
        }
        let request = FetchRequest {
            guild,
            method: Method::Post,
            url: Secret::new(url.as_str()),
            headers: headers(manifest, &|name| context.value(secrets, name))?,
            body: Some(Value::from(body).to_string()),
            max_bytes: MAX_BODY_BYTES,
            deadline: DEADLINE,
        };
        match self.egress.fetch(request).await {
            Ok(_) => Ok(()),
            Err(failed) => {
                let mask = Mask::new(manifest, secrets);
                Err(refusal(&failed, manifest, &mask).into())
            }
        }
    }
}

fn refusal(failed: &FetchFailed, manifest: &Manifest, mask: &Mask) -> Text {
    let host = code(&manifest.host());
    match error_of(failed) {
        Some(error) => Text::new("integrations-validation-refused")
            .with("host", host)
            .with("error", shown(&mask.hide(&error))),
        None => Text::new("integrations-validation-failed")
            .with("host", host)
            .lines("reason", vec![mask.hide_in(failed.error.text())]),
    }
}

/// The API's own words: `{"error": "…"}` of an answer that is not 2xx.
fn error_of(failed: &FetchFailed) -> Option<String> {
    if !matches!(failed.error, FetchError::Status { .. }) {
        return None;
    }
    match json::read(&failed.body).ok()?.member("error")? {
        Json::Text(error) if !error.trim().is_empty() => Some(error.clone()),
        _ => None,
    }
}

/// A stranger's sentence: on one line, not endless, inert.
fn shown(error: &str) -> String {
    let line: String = error
        .chars()
        .map(|character| {
            if character.is_whitespace() {
                ' '
            } else {
                character
            }
        })
        .filter(|character| !character.is_control())
        .collect();
    let line = line.trim();
    if line.chars().count() > MAX_ERROR {
        let cut: String = line.chars().take(MAX_ERROR - 1).collect();
        return escape(&format!("{cut}…"));
    }
    escape(line)
}
