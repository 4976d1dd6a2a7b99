//! Which server uses which integration, with which secrets.

use std::collections::BTreeMap;

use super::consent::{changes, seen};
use super::manage::or_logged;
use super::names::shadow;
use super::template::{Grammar, Piece, pieces};
use super::{Integration, Integrations, Manifest};
use crate::model::{Failure, GuildId, IntegrationId, Outcome, Text, UserId};
use crate::render::markdown::escape;
use crate::store::{Activation, ActivationRow, PutActivation};
use crate::vault::{Place, Sealed, Secret};

/// How many integrations may be active in one server.
const MAX_ACTIVE: u32 = 10;

/// The most characters of a secret's value.
const MAX_SECRET: usize = 512;

/// An integration that is active in a server, with that server's secrets opened.
#[derive(Clone, Debug)]
pub struct Active {
    /// The integration.
    pub integration: Integration,
    /// The decision.
    pub activation: Activation,
    /// Whether something the admin consented to has changed since, a secret is missing, or it was withdrawn: it is not
    /// asked, its placeholders show fallbacks.
    pub paused: bool,
    /// Whether somebody else's integration was taken from the catalogue: no consent starts it again.
    pub withdrawn: bool,
    /// Whether it is active by the operator's key, as in every server, and not by a decision of this one's.
    pub lent: bool,
    /// This server's values, by name; empty while paused.
    pub secrets: BTreeMap<String, Secret>,
}

/// What an admin sees before **Confirm**.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The integration.
    pub integration: IntegrationId,
    /// The version that the card describes: confirming another one is refused.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// GET or POST.
    pub method: String,
    /// Who is asked.
    pub host: String,
    /// What is sent, as placeholder names (`user_id`, `api_key`, `form_data`, …).
    pub sent: Vec<String>,
    /// The policy, if any.
    pub privacy_policy_url: Option<String>,
    /// Where its author keeps its logo: not to be shown as it is.
    pub logo_url: Option<String>,
    /// The placeholders gained; true for those whose bare name something else provides.
    pub placeholders: Vec<(String, bool)>,
    /// Whether it is in the catalogue; if not, it runs only while its owner manages the server.
    pub public: bool,
    /// Whether the secrets are sent to the host at **Confirm**, to be judged.
    pub validates: bool,
    /// What has changed since an admin agreed, where it is active already.
    pub changes: Vec<Text>,
}

impl Integrations {
    /// The card for an activation: checks that it may be activated here (limit of 10, slug free).
    pub async fn card(&self, guild: GuildId, user: UserId, id: IntegrationId) -> Outcome<Card> {
        let integration = self.available(user, id).await?;
        let manifest = &integration.manifest;
        let slug = manifest.slug();
        let active = self.active(guild).await?;
        let others = || {
            active
                .iter()
                .filter(|active| active.integration.id != integration.id)
        };
        if others().any(|other| !other.lent && other.integration.manifest.slug() == slug) {
            return Err(slug_taken(manifest));
        }
        if others().filter(|other| !other.lent).count() >= MAX_ACTIVE as usize {
            return Err(limit_reached());
        }
        let placeholders = manifest
            .placeholders
            .iter()
            .map(|placeholder| {
                let is_shadowed = shadow(&active, &slug, &placeholder.name).is_some();
                (placeholder.name.clone(), is_shadowed)
            })
            .collect();
        Ok(Card {
            integration: id,
            version: integration.version,
            name: manifest.name.clone(),
            method: manifest.request.method.clone(),
            host: manifest.host(),
            sent: sent(&integration),
            privacy_policy_url: manifest.privacy_policy_url.clone(),
            logo_url: manifest.logo_url.clone(),
            placeholders,
            public: integration.is_public(),
            validates: manifest.validation_url.is_some(),
            changes: active
                .iter()
                .find(|active| active.integration.id == id)
                .map(|active| changes(active, manifest))
                .unwrap_or_default(),
        })
    }

    /// Activates, or consents again: checks the secrets, asks the validation URL, stores.
    pub async fn activate(
        &self,
        guild: GuildId,
        user: UserId,
        id: IntegrationId,
        version: i64,
        secrets: BTreeMap<String, Secret>,
    ) -> Outcome<Integration> {
        let integration = self.available(user, id).await?;
        if integration.version != version {
            return Err(Failure::refused("integrations-changed"));
        }
        let manifest = &integration.manifest;
        check_secrets(manifest, &secrets)?;
        self.validate(manifest, &secrets, guild, user).await?;
        let activation = Activation {
            guild,
            integration: id,
            by: user,
            at: self.clock.now(),
            consent: manifest.consent_hash(),
            consented: seen(manifest),
        };
        let sealed: Vec<(String, Sealed)> = secrets
            .iter()
            .map(|(name, value)| {
                let sealed = self.vault.seal(&place(guild, id, name), value);
                (name.clone(), sealed)
            })
            .collect();
        let put = self
            .store
            .put_activation(&activation, version, &sealed, MAX_ACTIVE)
            .await?;
        match put {
            PutActivation::Stored => Ok(integration),
            PutActivation::LimitReached => Err(limit_reached()),
            PutActivation::SlugTaken => Err(slug_taken(manifest)),
            PutActivation::Changed => Err(Failure::refused("integrations-changed")),
        }
    }

    /// Deactivates and deletes the secrets.
    pub async fn deactivate(&self, guild: GuildId, id: IntegrationId) -> Outcome<()> {
        if self.store.delete_activation(guild, id).await? {
            Ok(())
        } else if self.is_lent(id).await? {
            Err(Failure::refused("builtin-lent"))
        } else {
            Err(Failure::refused("integrations-not-active"))
        }
    }

    /// The server's active integrations, in the order of activation, then what the operator lends to all. One whose row cannot be opened is logged and
    /// left out.
    pub async fn active(&self, guild: GuildId) -> Outcome<Vec<Active>> {
        let rows = self.store.activations(guild).await?;
        let mut active: Vec<Active> = rows
            .into_iter()
            .filter_map(|row| self.opened_activation(row))
            .collect();
        let lent = self.lent(guild, &active).await?;
        active.extend(lent);
        Ok(active)
    }

    fn opened_activation(&self, row: ActivationRow) -> Option<Active> {
        let publication = &row.integration.publication;
        let is_own = row.integration.owner == row.activation.by;
        let withdrawn = publication.public().is_none() && !is_own;
        let integration = match &publication.approved {
            // What the owner has made of it since is nobody else's business.
            Some(copy) if withdrawn => {
                or_logged(&row.integration, self.opened_copy(&row.integration, copy))
            }
            _ if withdrawn => None,
            _ => self.published(&row.integration),
        }?;
        let manifest = &integration.manifest;
        let secrets = (!withdrawn && row.activation.consent == manifest.consent_hash())
            .then(|| self.opened_secrets(&row))
            .flatten()
            .filter(|secrets| {
                let mut names = manifest.secrets.iter().map(|secret| &secret.name);
                names.all(|name| secrets.contains_key(name))
            });
        Some(Active {
            integration,
            activation: row.activation,
            paused: secrets.is_none(),
            withdrawn,
            lent: false,
            secrets: secrets.unwrap_or_default(),
        })
    }

    /// What was entered for an active integration, also while it is paused; `None` if something that is asked for now
    /// is not there.
    pub(super) async fn stored_secrets(
        &self,
        guild: GuildId,
        active: &Active,
    ) -> Outcome<Option<BTreeMap<String, Secret>>> {
        let rows = self.store.activations(guild).await?;
        let row = rows
            .iter()
            .find(|row| row.integration.id == active.integration.id);
        let Some(mut stored) = row.and_then(|row| self.opened_secrets(row)) else {
            return Ok(None);
        };
        let mut secrets = BTreeMap::new();
        for secret in &active.integration.manifest.secrets {
            let Some(value) = stored.remove(&secret.name) else {
                return Ok(None);
            };
            secrets.insert(secret.name.clone(), value);
        }
        Ok(Some(secrets))
    }

    /// This server's values; `None` if one does not open, so that entering them again is the mend.
    fn opened_secrets(&self, row: &ActivationRow) -> Option<BTreeMap<String, Secret>> {
        let Activation {
            guild, integration, ..
        } = row.activation;
        let mut secrets = BTreeMap::new();
        for (name, sealed) in &row.secrets {
            match self.vault.open(&place(guild, integration, name), sealed) {
                Ok(value) => {
                    secrets.insert(name.clone(), value);
                }
                Err(error) => {
                    tracing::error!(
                        guild.id = %guild, integration.id = %integration, %error,
                        "a secret cannot be opened"
                    );
                    return None;
                }
            }
        }
        Some(secrets)
    }
}

fn place(guild: GuildId, integration: IntegrationId, name: &str) -> Place {
    Place::IntegrationSecret {
        guild,
        integration,
        name: name.to_owned(),
    }
}

/// What a server learns when it is asked, in the order in which a reader looks for it.
fn sent(integration: &Integration) -> Vec<String> {
    let manifest = &integration.manifest;
    let declares = |name: &str| manifest.declares(name);
    let mut templates = vec![pieces(&manifest.request.url, Grammar::Url, &declares)];
    templates.extend(
        manifest
            .request
            .headers
            .values()
            .map(|value| pieces(value, Grammar::Words, &declares)),
    );
    let mut names: Vec<&str> = Vec::new();
    if manifest.request.method == "POST" {
        names.extend([
            "guild_id",
            "user_id",
            "ticket_id",
            "ticket_channel_id",
            "is_new_ticket",
        ]);
        if !integration.is_public() {
            names.push("form_data");
        }
    }
    names.extend(
        templates
            .iter()
            .flatten()
            .filter_map(|(_, piece)| match piece {
                Piece::Name(name) => Some(*name),
                _ => None,
            }),
    );
    if manifest.validation_url.is_some() {
        names.extend(["guild_id", "user_id"]);
        names.extend(manifest.secrets.iter().map(|secret| secret.name.as_str()));
    }
    let mut sent: Vec<String> = Vec::new();
    for name in names {
        if !sent.iter().any(|known| known == name) {
            sent.push(name.to_owned());
        }
    }
    sent
}

/// Each secret of the manifest and nothing else, of a length and of characters that a person can have meant.
fn check_secrets(manifest: &Manifest, secrets: &BTreeMap<String, Secret>) -> Outcome<()> {
    for secret in &manifest.secrets {
        let value = secrets.get(&secret.name).map(Secret::expose);
        let id = match value {
            None | Some("") => "integrations-secret-missing",
            Some(value) if value.chars().count() > MAX_SECRET => "integrations-secret-too-long",
            Some(value) if value.chars().any(char::is_control) => "integrations-secret-characters",
            Some(_) => continue,
        };
        return Err(Text::new(id)
            .with("name", secret.name.clone())
            .count("limit", super::words::number(MAX_SECRET))
            .into());
    }
    if secrets.len() > manifest.secrets.len() {
        // The modal was opened for a version that asked for more.
        return Err(Failure::refused("integrations-changed"));
    }
    Ok(())
}

fn slug_taken(manifest: &Manifest) -> Failure {
    Text::new("integrations-name-active")
        .with("name", escape(&manifest.name))
        .into()
}

fn limit_reached() -> Failure {
    Text::new("integrations-limit-active")
        .count("limit", i64::from(MAX_ACTIVE))
        .into()
}
