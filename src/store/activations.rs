//! `activations` and `integration_secrets`: which server uses which integration, with which values.

use chrono::{DateTime, Utc};

use super::{IntegrationRow, Store, StoreError};
use crate::model::{GuildId, IntegrationId, UserId};
use crate::vault::Sealed;

/// The decision of one server to use one integration.
#[derive(Clone, Debug, PartialEq)]
pub struct Activation {
    /// The server.
    pub guild: GuildId,
    /// The integration.
    pub integration: IntegrationId,
    /// The admin who confirmed.
    pub by: UserId,
    /// When it was first activated: of two integrations with the same placeholder, the earlier one wins.
    pub at: DateTime<Utc>,
    /// A hash of what the admin consented to (origin, method, headers, secrets).
    pub consent: Vec<u8>,
}

/// An activation with its integration and its sealed secrets.
#[derive(Clone)]
pub struct ActivationRow {
    /// The decision.
    pub activation: Activation,
    /// What is active.
    pub integration: IntegrationRow,
    /// The values, by the secret's name.
    pub secrets: Vec<(String, Sealed)>,
}

/// The answer to [`Store::put_activation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutActivation {
    /// Stored.
    Stored,
    /// The server has as many as it may.
    LimitReached,
    /// Another integration of that slug is active here.
    SlugTaken,
    /// The integration was deleted or changed since the admin saw it.
    Changed,
}

impl Store {
    /// Activates, or activates anew (`at` and the place in the order stay), with exactly these secrets: one
    /// transaction that also checks that the integration is still at `version` and that the server has fewer than
    /// `limit` other active ones.
    pub async fn put_activation(
        &self,
        _activation: &Activation,
        _version: i64,
        _secrets: &[(String, Sealed)],
        _limit: u32,
    ) -> Result<PutActivation, StoreError> {
        todo!()
    }

    /// Deactivates and deletes the server's secrets for it; false if it was not active.
    pub async fn delete_activation(
        &self,
        _guild: GuildId,
        _integration: IntegrationId,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    /// The server's active integrations with their secrets, in the order of activation.
    pub async fn activations(&self, _guild: GuildId) -> Result<Vec<ActivationRow>, StoreError> {
        todo!()
    }
}
