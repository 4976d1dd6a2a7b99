//! `guild_settings`: one row per setting that a server has set.

use std::collections::BTreeMap;

use super::{Store, StoreError};
use crate::model::GuildId;

impl Store {
    /// What the server has set, by name, as text.
    pub async fn guild_settings(
        &self,
        _guild: GuildId,
    ) -> Result<BTreeMap<String, String>, StoreError> {
        todo!()
    }

    /// Sets one.
    pub async fn set_guild_setting(
        &self,
        _guild: GuildId,
        _name: &str,
        _value: &str,
    ) -> Result<(), StoreError> {
        todo!()
    }

    /// Forgets one; whether it was set.
    pub async fn reset_guild_setting(
        &self,
        _guild: GuildId,
        _name: &str,
    ) -> Result<bool, StoreError> {
        todo!()
    }
}
