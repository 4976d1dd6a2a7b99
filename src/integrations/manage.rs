//! Creating, changing, finding and deleting the integrations that a user owns.

use super::manifest::refusal;
use super::{Integration, Integrations, Manifest};
use crate::model::{Failure, IntegrationId, Outcome, Text, UserId};
use crate::render::markdown::escape;
use crate::store::{IntegrationRow, StoreError};
use crate::vault::{Place, Secret};

/// How many integrations one user may own.
const MAX_OWNED: u32 = 10;

/// How often a change is tried again when somebody else was faster.
const ATTEMPTS: usize = 5;

impl Integrations {
    /// Creates one: limits (10 owned), unique slug, every rule of the manifest.
    pub async fn create(&self, owner: UserId, manifest: Manifest) -> Outcome<Integration> {
        self.check(&manifest)?;
        let integration = Integration {
            id: IntegrationId::random(),
            owner,
            version: 1,
            manifest,
            created_at: self.clock.now(),
        };
        let row = self.sealed(&integration)?;
        match self.store.insert_integration(&row, MAX_OWNED).await {
            Ok(true) => Ok(integration),
            Ok(false) => Err(Text::new("integrations-limit-owned")
                .count("limit", i64::from(MAX_OWNED))
                .into()),
            Err(error) => Err(name_failure(error, &integration.manifest)),
        }
    }

    /// Changes one that this user owns: loads it, lets `change` edit the manifest (it may refuse), checks it, stores it;
    /// again from the start if somebody else was faster.
    pub async fn edit(
        &self,
        owner: UserId,
        id: IntegrationId,
        change: impl Fn(&mut Manifest) -> Outcome<()> + Send + Sync,
    ) -> Outcome<Integration> {
        for _ in 0..ATTEMPTS {
            let mut integration = self.owned(owner, id).await?;
            let before = integration.manifest.clone();
            change(&mut integration.manifest)?;
            if integration.manifest == before {
                return Ok(integration);
            }
            self.check(&integration.manifest)?;
            if integration.manifest.slug() != before.slug() {
                self.check_new_slug(&integration).await?;
            }
            let row = self.sealed(&integration)?;
            match self.store.update_integration(&row).await {
                Ok(true) => {
                    integration.version += 1;
                    return Ok(integration);
                }
                // Somebody else was faster, or it is gone: the next round sees which.
                Ok(false) => {}
                Err(error) => return Err(name_failure(error, &integration.manifest)),
            }
        }
        Err(Failure::refused("integrations-busy"))
    }

    /// One that this user owns.
    pub async fn owned(&self, owner: UserId, id: IntegrationId) -> Outcome<Integration> {
        match self.store.integration(id).await? {
            Some(row) if row.owner == owner => self.opened(&row),
            _ => Err(Failure::refused("integrations-gone")),
        }
    }

    /// One that this user owns, by its name or slug in any case.
    pub async fn find_owned(&self, owner: UserId, name: &str) -> Outcome<Integration> {
        let row = self.row_by_name(owner, name).await?;
        self.opened(&row)
    }

    /// All that this user owns, oldest first. One that cannot be opened is logged and left out.
    pub async fn all_owned(&self, owner: UserId) -> Outcome<Vec<Integration>> {
        let rows = self.store.integrations_of(owner).await?;
        Ok(rows
            .iter()
            .filter_map(|row| self.opened_or_logged(row))
            .collect())
    }

    /// Deletes one with its activations and secrets.
    pub async fn delete(&self, owner: UserId, id: IntegrationId) -> Outcome<()> {
        if self.store.delete_integration(owner, id).await? {
            Ok(())
        } else {
            Err(Failure::refused("integrations-gone"))
        }
    }

    fn check(&self, manifest: &Manifest) -> Outcome<()> {
        let errors = manifest.check(self.egress.policy());
        if errors.is_empty() {
            Ok(())
        } else {
            Err(refusal(&errors))
        }
    }

    /// A new name must not be that of another integration where this one is active: `%slug.name%` would be ambiguous.
    async fn check_new_slug(&self, integration: &Integration) -> Outcome<()> {
        let slug = integration.manifest.slug();
        for guild in self.store.activation_guilds(integration.id).await? {
            let is_taken =
                self.store.activations(guild).await?.iter().any(|row| {
                    row.integration.id != integration.id && row.integration.slug == slug
                });
            if is_taken {
                return Err(Text::new("integrations-name-active")
                    .with("name", escape(&integration.manifest.name))
                    .into());
            }
        }
        Ok(())
    }

    async fn row_by_name(&self, owner: UserId, name: &str) -> Outcome<IntegrationRow> {
        let slug = super::manifest::slug(name.trim());
        let rows = self.store.integrations_of(owner).await?;
        rows.into_iter()
            .find(|row| row.slug == slug)
            .ok_or_else(|| {
                Text::new("integrations-not-found")
                    .with("name", escape(name.trim()))
                    .into()
            })
    }

    /// The row of an integration, with its manifest sealed as a whole: URL and literal headers belong to its owner.
    fn sealed(&self, integration: &Integration) -> Outcome<IntegrationRow> {
        let json = serde_json::to_string(&integration.manifest).map_err(Failure::fault)?;
        Ok(IntegrationRow {
            id: integration.id,
            owner: integration.owner,
            name: integration.manifest.name.clone(),
            slug: integration.manifest.slug(),
            manifest: self.vault.seal(&place(integration.id), &Secret::new(json)),
            version: integration.version,
            created_at: integration.created_at,
        })
    }

    pub(super) fn opened(&self, row: &IntegrationRow) -> Outcome<Integration> {
        let json = self
            .vault
            .open(&place(row.id), &row.manifest)
            .map_err(Failure::fault)?;
        Ok(Integration {
            id: row.id,
            owner: row.owner,
            version: row.version,
            // The parser's own message would quote the manifest.
            manifest: serde_json::from_str(json.expose())
                .map_err(|_| Failure::fault("a stored manifest is damaged"))?,
            created_at: row.created_at,
        })
    }

    /// One damaged row costs only itself.
    pub(super) fn opened_or_logged(&self, row: &IntegrationRow) -> Option<Integration> {
        match self.opened(row) {
            Ok(integration) => Some(integration),
            Err(failure) => {
                tracing::error!(integration.id = %row.id, ?failure, "an integration cannot be opened");
                None
            }
        }
    }
}

fn place(integration: IntegrationId) -> Place {
    Place::IntegrationManifest { integration }
}

fn name_failure(error: StoreError, manifest: &Manifest) -> Failure {
    match error {
        StoreError::NameTaken => Text::new("integrations-name-taken")
            .with("name", escape(&manifest.name))
            .into(),
        error => error.into(),
    }
}
