//! `integrations`: manifests, sealed.

use chrono::{DateTime, Utc};

use super::{Store, StoreError};
use crate::model::{GuildId, IntegrationId, UserId};
use crate::vault::Sealed;

/// An integration as stored.
#[derive(Clone)]
pub struct IntegrationRow {
    /// The row.
    pub id: IntegrationId,
    /// Who created it.
    pub owner: UserId,
    /// Its name as typed.
    pub name: String,
    /// Its name in lower case with `_` for spaces: unique per owner.
    pub slug: String,
    /// The whole manifest as JSON, sealed for `Place::IntegrationManifest`.
    pub manifest: Sealed,
    /// Counts the changes, from 1: an update names the version that it was made from.
    pub version: i64,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

impl Store {
    /// Creates an integration, if its owner has fewer than `limit`; false if not. `NameTaken` if the owner has one
    /// of that slug.
    pub async fn insert_integration(
        &self,
        _row: &IntegrationRow,
        _limit: u32,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    /// Replaces name, slug and manifest and counts the version up, if the stored version is still `row.version`;
    /// false if it was changed in between or deleted.
    pub async fn update_integration(&self, _row: &IntegrationRow) -> Result<bool, StoreError> {
        todo!()
    }

    /// One integration.
    pub async fn integration(
        &self,
        _id: IntegrationId,
    ) -> Result<Option<IntegrationRow>, StoreError> {
        todo!()
    }

    /// The integrations that a user owns, oldest first.
    pub async fn integrations_of(&self, _owner: UserId) -> Result<Vec<IntegrationRow>, StoreError> {
        todo!()
    }

    /// Deletes an integration with every activation, secret and log line of it; false if this user owns no such.
    pub async fn delete_integration(
        &self,
        _owner: UserId,
        _id: IntegrationId,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    /// In how many servers it is active.
    pub async fn activation_count(&self, _id: IntegrationId) -> Result<i64, StoreError> {
        todo!()
    }

    /// The servers in which it is active.
    pub async fn activation_guilds(&self, _id: IntegrationId) -> Result<Vec<GuildId>, StoreError> {
        todo!()
    }
}
