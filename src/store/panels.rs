//! `panels`.

use super::{Store, StoreError};
use crate::model::{ChannelId, Event, GuildId, MessageId, NewPanel, Panel, PanelId};

impl Store {
    /// Creates a panel (enabled, not posted) and queues the event that `event` builds for it, in one transaction.
    /// `NameTaken` if the title exists in any case.
    pub async fn insert_panel(
        &self,
        _guild: GuildId,
        _panel: &NewPanel,
        _event: impl FnOnce(&Panel) -> Event + Send,
    ) -> Result<Panel, StoreError> {
        todo!()
    }

    /// Replaces what an admin chose; false if there is no such panel in this server.
    pub async fn update_panel(
        &self,
        _guild: GuildId,
        _id: PanelId,
        _panel: &NewPanel,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    /// Turns a panel on or off.
    pub async fn enable_panel(
        &self,
        _guild: GuildId,
        _id: PanelId,
        _enabled: bool,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    /// Remembers the message that carries the button (and its channel).
    pub async fn set_panel_message(
        &self,
        _guild: GuildId,
        _id: PanelId,
        _channel: ChannelId,
        _message: MessageId,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    /// One panel of this server.
    pub async fn panel(&self, _guild: GuildId, _id: PanelId) -> Result<Option<Panel>, StoreError> {
        todo!()
    }

    /// One panel by its title in any case.
    pub async fn panel_by_title(
        &self,
        _guild: GuildId,
        _title: &str,
    ) -> Result<Option<Panel>, StoreError> {
        todo!()
    }

    /// The server's panels, oldest first.
    pub async fn panels(&self, _guild: GuildId) -> Result<Vec<Panel>, StoreError> {
        todo!()
    }

    /// Deletes a panel; its tickets stay, without a panel.
    pub async fn delete_panel(&self, _guild: GuildId, _id: PanelId) -> Result<bool, StoreError> {
        todo!()
    }
}
