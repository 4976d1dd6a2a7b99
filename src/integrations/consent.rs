//! What an admin agrees to, and what has changed since.
//!
//! An activation holds a hash of what was agreed to; while it differs from what would run, nothing runs. Beside the hash
//! stands what the admin saw, so that the difference can be shown. Values of headers are their author's: of them only a
//! hash is kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::words::code;
use super::{Active, Card, Integration, Integrations, Manifest};
use crate::model::{Failure, GuildId, IntegrationId, Outcome, Text, UserId};
use crate::render::markdown;

/// What an admin saw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Seen {
    origin: String,
    method: String,
    headers: Vec<String>,
    /// A hash over the headers' values.
    values: String,
    /// Names; true for those that are sensitive.
    secrets: BTreeMap<String, bool>,
}

/// What an admin sees before they agree to a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// What will be sent where, and what has changed since an admin agreed.
    pub card: Card,
    /// Whether what was entered before is enough, so that **Confirm** may follow at once.
    pub has_secrets: bool,
}

impl Integrations {
    /// What has changed about an active integration since an admin of this server agreed to it.
    pub async fn review(&self, guild: GuildId, user: UserId, id: IntegrationId) -> Outcome<Review> {
        let card = self.card(guild, user, id).await?;
        let active = self.active_one(guild, id).await?;
        if active.withdrawn {
            return Err(Failure::refused("integrations-why-withdrawn"));
        }
        Ok(Review {
            has_secrets: self.stored_secrets(guild, &active).await?.is_some(),
            card,
        })
    }

    /// Agrees to a change with the secrets that were entered before; they are validated anew.
    pub async fn consent(
        &self,
        guild: GuildId,
        user: UserId,
        id: IntegrationId,
        version: i64,
    ) -> Outcome<Integration> {
        let active = self.active_one(guild, id).await?;
        let secrets = self.stored_secrets(guild, &active).await?;
        let secrets = secrets.ok_or_else(|| Failure::refused("integrations-changed"))?;
        self.activate(guild, user, id, version, secrets).await
    }

    async fn active_one(&self, guild: GuildId, id: IntegrationId) -> Outcome<Active> {
        let active = self.active(guild).await?;
        active
            .into_iter()
            .find(|active| active.integration.id == id)
            .ok_or_else(|| Failure::refused("integrations-not-active"))
    }
}

/// What differs between what an admin agreed to and this manifest, each in a sentence.
pub(super) fn changes(active: &Active, manifest: &Manifest) -> Vec<Text> {
    if active.activation.consent == manifest.consent_hash() {
        return Vec::new();
    }
    let seen = active.activation.consented.as_deref();
    let seen: Option<Seen> = seen.and_then(|json| serde_json::from_str(json).ok());
    let unknown = || vec![Text::new("integrations-change-unknown")];
    let Some(before) = seen else {
        return unknown();
    };
    let changes = differences(&before, &Seen::of(manifest));
    if changes.is_empty() {
        unknown()
    } else {
        changes
    }
}

/// What servers that agreed to one manifest must agree to again with another.
pub(super) fn between(before: &Manifest, now: &Manifest) -> Vec<Text> {
    differences(&Seen::of(before), &Seen::of(now))
}

/// What an admin saw of this manifest, to be kept with their consent.
pub(super) fn seen(manifest: &Manifest) -> Option<String> {
    serde_json::to_string(&Seen::of(manifest)).ok()
}

impl Seen {
    fn of(manifest: &Manifest) -> Self {
        let mut values = Sha256::new();
        let mut headers: Vec<(String, &str)> = manifest
            .request
            .headers
            .iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), value.as_str()))
            .collect();
        headers.sort_unstable();
        for part in headers.iter().flat_map(|(name, value)| [name, *value]) {
            values.update((part.len() as u64).to_be_bytes());
            values.update(part);
        }
        Self {
            origin: manifest.origin(),
            method: manifest.request.method.clone(),
            headers: manifest.request.headers.keys().cloned().collect(),
            values: hex(&values.finalize()),
            secrets: manifest
                .secrets
                .iter()
                .map(|secret| (secret.name.clone(), secret.sensitive))
                .collect(),
        }
    }
}

fn differences(before: &Seen, now: &Seen) -> Vec<Text> {
    let mut changes = Vec::new();
    let mut from_to = |id, before: &String, now: &String| {
        if before != now {
            let text = Text::new(id).with("before", code(before));
            changes.push(text.with("now", code(now)));
        }
    };
    from_to("integrations-change-origin", &before.origin, &now.origin);
    from_to("integrations-change-method", &before.method, &now.method);
    let mut names = |id, names: Vec<&String>| {
        if !names.is_empty() {
            let names: Vec<String> = names.into_iter().map(|name| markdown::code(name)).collect();
            changes.push(Text::new(id).with("names", names.join(", ")));
        }
    };
    let without = |these: &[String], those: &[String]| -> Vec<usize> {
        let has = |name: &String| those.iter().any(|other| other.eq_ignore_ascii_case(name));
        (0..these.len()).filter(|at| !has(&these[*at])).collect()
    };
    let added = without(&now.headers, &before.headers);
    let removed = without(&before.headers, &now.headers);
    let same_headers = added.is_empty() && removed.is_empty();
    names(
        "integrations-change-headers-added",
        added.iter().map(|at| &now.headers[*at]).collect(),
    );
    names(
        "integrations-change-headers-removed",
        removed.iter().map(|at| &before.headers[*at]).collect(),
    );
    let missing = |these: &BTreeMap<String, bool>, those: &BTreeMap<String, bool>| -> Vec<String> {
        let names = these.keys().filter(|name| !those.contains_key(*name));
        names.cloned().collect()
    };
    let (added, removed) = (
        missing(&now.secrets, &before.secrets),
        missing(&before.secrets, &now.secrets),
    );
    names("integrations-change-secrets-added", added.iter().collect());
    names(
        "integrations-change-secrets-removed",
        removed.iter().collect(),
    );
    let flipped = now.secrets.iter().filter(|(name, sensitive)| {
        before
            .secrets
            .get(*name)
            .is_some_and(|before| before != *sensitive)
    });
    names(
        "integrations-change-secrets-kind",
        flipped.map(|(name, _)| name).collect(),
    );
    if same_headers && before.values != now.values {
        changes.push(Text::new("integrations-change-header-values"));
    }
    changes
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        use std::fmt::Write as _;
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
