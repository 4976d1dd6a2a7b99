//! Creating, changing, finding and deleting the integrations that a user owns.

use super::manifest::refusal;
use super::publication::{self, Publication};
use super::{Integration, Integrations, Manifest};
use crate::model::{Failure, IntegrationId, Outcome, Text, UserId};
use crate::render::markdown::escape;
use crate::store::{ApprovedRow, IntegrationRow, PublicationRow, StoreError};
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
            publication: Publication::default(),
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
    /// again from the start if somebody else was faster. While it is in the catalogue, the change waits for an operator
    /// and what was approved goes on running.
    pub async fn edit(
        &self,
        owner: UserId,
        id: IntegrationId,
        change: impl Fn(&mut Manifest) -> Outcome<()> + Send + Sync,
    ) -> Outcome<Integration> {
        for _ in 0..ATTEMPTS {
            let stored = self.owned_row(owner, id).await?;
            let mut integration = self.opened(&stored)?;
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
            let is_change = self.is_change(&stored, &integration.manifest);
            let wait = is_change.then(|| self.wait(id));
            match self.store.update_integration(&row, wait.as_ref()).await {
                Ok(true) => return self.owned(owner, id).await,
                // Somebody else was faster, or it is gone: the next round sees which.
                Ok(false) => {}
                Err(error) => return Err(name_failure(error, &integration.manifest)),
            }
        }
        Err(Failure::refused("integrations-busy"))
    }

    /// One that this user owns.
    pub async fn owned(&self, owner: UserId, id: IntegrationId) -> Outcome<Integration> {
        self.opened(&self.owned_row(owner, id).await?)
    }

    pub(super) async fn owned_row(
        &self,
        owner: UserId,
        id: IntegrationId,
    ) -> Outcome<IntegrationRow> {
        let row = self.store.integration(id).await?;
        row.filter(|row| row.owner == owner)
            .ok_or_else(|| Failure::refused("integrations-gone"))
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

    pub(super) fn check(&self, manifest: &Manifest) -> Outcome<()> {
        let errors = manifest.check(self.egress.policy());
        if errors.is_empty() {
            Ok(())
        } else {
            Err(refusal(&errors))
        }
    }

    /// Whether a manifest differs from the version that is in the catalogue.
    fn is_change(&self, row: &IntegrationRow, manifest: &Manifest) -> bool {
        match self.approved(row) {
            Ok(Some(approved)) => approved.manifest != *manifest,
            // What cannot be compared is shown to an operator.
            _ => true,
        }
    }

    /// A new name must not be that of another integration where this one is active: `%slug.name%` would be ambiguous.
    /// In the catalogue, and on the way there, it must be free in the catalogue too.
    async fn check_new_slug(&self, integration: &Integration) -> Outcome<()> {
        let slug = integration.manifest.slug();
        let name = || escape(&integration.manifest.name);
        let id = integration.id;
        if self.store.slug_is_active_beside(id, &slug).await? {
            return Err(Text::new("integrations-name-active")
                .with("name", name())
                .into());
        }
        let publication = &integration.publication;
        if publication.approved.is_some() || publication.queued_at.is_some() {
            let public = self.store.public_integration(&slug).await?;
            if public.is_some_and(|public| public.id != id) {
                return Err(publication::name_taken(&integration.manifest));
            }
        }
        Ok(())
    }

    pub(super) async fn row_by_name(&self, owner: UserId, name: &str) -> Outcome<IntegrationRow> {
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
    pub(super) fn sealed(&self, integration: &Integration) -> Outcome<IntegrationRow> {
        let json = serde_json::to_string(&integration.manifest).map_err(Failure::fault)?;
        Ok(IntegrationRow {
            id: integration.id,
            owner: integration.owner,
            name: integration.manifest.name.clone(),
            slug: integration.manifest.slug(),
            manifest: self.vault.seal(&place(integration.id), &Secret::new(json)),
            version: integration.version,
            created_at: integration.created_at,
            publication: PublicationRow::default(),
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
            manifest: parsed(&json)?,
            created_at: row.created_at,
            publication: Publication::from(&row.publication),
        })
    }

    /// What every server runs, if it is in the catalogue.
    pub(super) fn approved(&self, row: &IntegrationRow) -> Outcome<Option<Integration>> {
        match row.publication.public() {
            Some(approved) => self.opened_copy(row, approved).map(Some),
            None => Ok(None),
        }
    }

    /// The copy that an operator approved.
    pub(super) fn opened_copy(
        &self,
        row: &IntegrationRow,
        approved: &ApprovedRow,
    ) -> Outcome<Integration> {
        let json = self
            .vault
            .open(&publication::place(row.id), &approved.manifest)
            .map_err(Failure::fault)?;
        Ok(Integration {
            id: row.id,
            owner: row.owner,
            version: approved.version,
            manifest: parsed(&json)?,
            created_at: row.created_at,
            publication: Publication::from(&row.publication),
        })
    }

    /// What runs: the approved version of one in the catalogue, any other as its owner has it.
    pub(super) fn running(&self, row: &IntegrationRow) -> Outcome<Integration> {
        match self.approved(row)? {
            Some(approved) => Ok(approved),
            None => self.opened(row),
        }
    }

    /// One damaged row costs only itself.
    pub(super) fn opened_or_logged(&self, row: &IntegrationRow) -> Option<Integration> {
        or_logged(row, self.opened(row))
    }
}

pub(super) fn or_logged(row: &IntegrationRow, opened: Outcome<Integration>) -> Option<Integration> {
    match opened {
        Ok(integration) => Some(integration),
        Err(failure) => {
            tracing::error!(integration.id = %row.id, ?failure, "an integration cannot be opened");
            None
        }
    }
}

fn parsed(json: &Secret) -> Outcome<Manifest> {
    // The parser's own message would quote the manifest.
    serde_json::from_str(json.expose()).map_err(|_| Failure::fault("a stored manifest is damaged"))
}

pub(super) fn place(integration: IntegrationId) -> Place {
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
