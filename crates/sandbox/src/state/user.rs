//! Users.

use serde_json::{Value, json};

use crate::id::Id;

/// A person or a bot.
#[derive(Clone, Debug)]
pub struct User {
    /// The user's id.
    pub id: Id,
    /// The unique name.
    pub username: String,
    /// The display name.
    pub global_name: Option<String>,
    /// The avatar's hash.
    pub avatar: Option<String>,
    /// Whether this is a bot.
    pub bot: bool,
    /// The language of the user's client.
    pub locale: String,
    /// Whether bots may send this user direct messages.
    pub direct_messages: bool,
}

impl User {
    /// A person.
    pub fn person(id: Id, username: &str, display_name: &str) -> Self {
        Self {
            id,
            username: username.to_owned(),
            global_name: Some(display_name.to_owned()),
            avatar: None,
            bot: false,
            locale: "en-US".to_owned(),
            direct_messages: true,
        }
    }

    /// What others see as this user's name where they have no nickname.
    pub fn display_name(&self) -> &str {
        self.global_name.as_deref().unwrap_or(&self.username)
    }

    /// The user as Discord sends it.
    pub fn payload(&self) -> Value {
        let mut payload = json!({
            "id": self.id,
            "username": self.username,
            "discriminator": if self.bot { "0001" } else { "0" },
            "global_name": self.global_name,
            "avatar": self.avatar,
            "banner": null,
            "accent_color": null,
            "avatar_decoration_data": null,
            "collectibles": null,
            "clan": null,
            "primary_guild": null,
            "public_flags": 0,
            "flags": 0,
        });
        if self.bot {
            payload["bot"] = true.into();
        }
        payload
    }

    /// The user as `/users/@me` and READY send it to itself.
    pub fn own_payload(&self) -> Value {
        let mut payload = self.payload();
        payload["verified"] = true.into();
        payload["mfa_enabled"] = true.into();
        payload["locale"] = self.locale.clone().into();
        payload["premium_type"] = 0.into();
        payload["email"] = Value::Null;
        payload["bio"] = "".into();
        payload
    }
}
