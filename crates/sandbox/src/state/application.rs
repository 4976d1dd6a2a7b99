//! The bot's application.

use serde_json::{Value, json};

use super::World;
use crate::id::Id;

/// The application that the bot's token belongs to.
#[derive(Clone, Debug)]
pub struct Application {
    /// The application's id.
    pub id: Id,
    /// The bot user's id (Discord gives both the same one nowadays).
    pub bot: Id,
    /// The application's name.
    pub name: String,
    /// The user who owns the application.
    pub owner: Id,
    /// The token with which the bot identifies.
    pub token: String,
    /// Privileged and other flags: which privileged intents are allowed.
    pub flags: u64,
}

/// `GATEWAY_PRESENCE` | `GATEWAY_GUILD_MEMBERS` | `GATEWAY_MESSAGE_CONTENT`, each in its limited form as well.
pub(crate) const ALL_PRIVILEGED: u64 = 1 << 12 | 1 << 13 | 1 << 14 | 1 << 15 | 1 << 18 | 1 << 19;

impl World {
    /// The application as `/applications/@me` and `/oauth2/applications/@me` answer it.
    pub fn application_payload(&self) -> Value {
        let application = &self.application;
        json!({
            "id": application.id,
            "name": application.name,
            "icon": null,
            "description": "",
            "summary": "",
            "type": null,
            "is_monetized": false,
            "is_verified": false,
            "is_discoverable": false,
            "discoverability_state": 1,
            "hook": true,
            "storefront_available": false,
            "bot_public": true,
            "bot_require_code_grant": false,
            "integration_types_config": { "0": { "oauth2_install_params": {
                "scopes": ["applications.commands", "bot"], "permissions": "0" } } },
            "verify_key": "0".repeat(64),
            "flags": application.flags,
            "tags": [],
            "redirect_uris": [],
            "interactions_endpoint_url": null,
            "role_connections_verification_url": null,
            "approximate_guild_count": self.guilds.len(),
            "approximate_user_install_count": 0,
            "owner": self.users.get(&application.owner).map(super::User::payload),
            "team": null,
            "bot": self.users.get(&application.bot).map(super::User::payload),
        })
    }
}
