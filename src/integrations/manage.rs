//! Creating, changing, finding and deleting the integrations that a user owns.

use super::{Integration, Integrations, Manifest};
use crate::model::{IntegrationId, Outcome, UserId};

impl Integrations {
    /// Creates one: limits (10 owned), unique slug, every rule of the manifest.
    pub async fn create(&self, _owner: UserId, _manifest: Manifest) -> Outcome<Integration> {
        todo!()
    }

    /// Changes one that this user owns: loads it, lets `change` edit the manifest (it may refuse), checks it, stores it;
    /// again from the start if somebody else was faster.
    pub async fn edit(
        &self,
        _owner: UserId,
        _id: IntegrationId,
        _change: impl Fn(&mut Manifest) -> Outcome<()> + Send + Sync,
    ) -> Outcome<Integration> {
        todo!()
    }

    /// One that this user owns.
    pub async fn owned(&self, _owner: UserId, _id: IntegrationId) -> Outcome<Integration> {
        todo!()
    }

    /// One that this user owns, by its name or slug in any case.
    pub async fn find_owned(&self, _owner: UserId, _name: &str) -> Outcome<Integration> {
        todo!()
    }

    /// All that this user owns, oldest first.
    pub async fn all_owned(&self, _owner: UserId) -> Outcome<Vec<Integration>> {
        todo!()
    }

    /// Deletes one with its activations and secrets.
    pub async fn delete(&self, _owner: UserId, _id: IntegrationId) -> Outcome<()> {
        todo!()
    }
}
