//! What the operator's own key gives to every server: with `bloxlink.api_key` set, Bloxlink is active everywhere.

use std::collections::BTreeMap;

use super::{BLOXLINK, OWNER};
use crate::instance::known;
use crate::integrations::{Active, Integrations};
use crate::model::{GuildId, IntegrationId, Outcome};
use crate::store::Activation;

impl Integrations {
    /// Bloxlink with the operator's key, unless the server has it with a key of its own, or another one of that name.
    pub(in crate::integrations) async fn lent(
        &self,
        guild: GuildId,
        active: &[Active],
    ) -> Outcome<Option<Active>> {
        let Some(key) = self.settings.get(&known::BLOXLINK_API_KEY).await? else {
            return Ok(None);
        };
        if active.iter().any(|one| one.integration.id == BLOXLINK) {
            return Ok(None);
        }
        let row = self.store.integration(BLOXLINK).await?;
        let row = row.filter(|row| row.publication.public().is_some());
        let Some(integration) = row.and_then(|row| self.published(&row)) else {
            return Ok(None);
        };
        let slug = integration.manifest.slug();
        if active
            .iter()
            .any(|one| one.integration.manifest.slug() == slug)
        {
            return Ok(None);
        }
        Ok(Some(Active {
            activation: Activation {
                guild,
                integration: BLOXLINK,
                by: OWNER,
                at: integration.created_at,
                consent: integration.manifest.consent_hash(),
                consented: None,
            },
            integration,
            paused: false,
            withdrawn: false,
            lent: true,
            secrets: BTreeMap::from([("api_key".to_owned(), key)]),
        }))
    }

    /// Whether this integration is active here by the operator's key alone, so that no server can deactivate it.
    pub(in crate::integrations) async fn is_lent(&self, id: IntegrationId) -> Outcome<bool> {
        let key = self.settings.get(&known::BLOXLINK_API_KEY).await?;
        Ok(id == BLOXLINK && key.is_some())
    }
}
