//! Putting the built-in integrations into the catalogue, and keeping them as the program and the operator have them.

use super::{ALL, BuiltIn, OWNER};
use crate::integrations::publication::Publication;
use crate::integrations::{Integration, Integrations, Manifest};
use crate::model::Outcome;
use crate::store::{IntegrationRow, Queue, Wait};

/// There are as many as there are.
const NO_LIMIT: u32 = 1_000;

impl Integrations {
    /// Brings every built-in integration's row to what this program ships and the operator's addresses say. Harmless when
    /// it is, and when another process does the same. Servers whose consent no longer covers what would run are paused,
    /// as with everybody's integrations.
    ///
    /// `installed` is what the last call came to: as long as it is right, nothing is asked of the database.
    pub async fn install_built_ins(&self, installed: &mut Vec<Manifest>) -> Outcome<()> {
        let values = self.settings.values().await?;
        let wanted: Vec<Manifest> = ALL.iter().map(|one| one.manifest(&values)).collect();
        if *installed == wanted {
            return Ok(());
        }
        for (built_in, manifest) in ALL.iter().zip(&wanted) {
            self.install(built_in, manifest).await?;
        }
        *installed = wanted;
        Ok(())
    }

    async fn install(&self, built_in: &BuiltIn, manifest: &Manifest) -> Outcome<()> {
        let row = self.store.integration(built_in.id).await?;
        let is_new = row.is_none();
        if let Some(row) = &row {
            let is_current = self.opened(row).is_ok_and(|one| one.manifest == *manifest);
            if is_current && (row.publication.public().is_some() || was_taken_down(row)) {
                return Ok(());
            }
        }
        let now = self.clock.now();
        let integration = Integration {
            id: built_in.id,
            owner: OWNER,
            version: row.as_ref().map_or(1, |row| row.version),
            manifest: manifest.clone(),
            created_at: row.as_ref().map_or(now, |row| row.created_at),
            publication: Publication::default(),
        };
        let sealed = self.sealed(&integration)?;
        if is_new {
            self.store.insert_integration(&sealed, NO_LIMIT).await?;
        } else {
            self.store.update_integration(&sealed, None).await?;
        }
        if row.as_ref().is_some_and(was_taken_down) {
            return Ok(());
        }
        match self
            .store
            .queue_publication(OWNER, built_in.id, &Wait::silent(now))
            .await?
        {
            Queue::Queued | Queue::Waiting => {}
            Queue::SlugTaken => {
                // It was there before this program reserved the name.
                tracing::warn!(
                    name = manifest.name,
                    "a built-in integration is not in the catalogue: somebody's of that name is"
                );
                return Ok(());
            }
            Queue::Public | Queue::Gone => return Ok(()),
        }
        let installed = self.owned(OWNER, built_in.id).await?;
        self.put_into_catalogue(&installed).await?;
        tracing::info!(
            name = manifest.name,
            "a built-in integration is in the catalogue"
        );
        Ok(())
    }
}

/// An operator has said no to it.
fn was_taken_down(row: &IntegrationRow) -> bool {
    row.publication.withdrawn_at.is_some()
}
