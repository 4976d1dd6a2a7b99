//! Messages, as they are kept and as they are handed in.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;

use super::{Attachment, Reaction, channel::present};
use crate::id::Id;

/// Bits of a message's flags.
pub mod flags {
    /// Embeds are not shown.
    pub const SUPPRESS_EMBEDS: u64 = 1 << 2;
    /// A thread was started from the message.
    pub const HAS_THREAD: u64 = 1 << 5;
    /// Only the user of the interaction sees it.
    pub const EPHEMERAL: u64 = 1 << 6;
    /// The bot is "thinking".
    pub const LOADING: u64 = 1 << 7;
    /// Nobody's device makes a sound.
    pub const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
    /// The content is in the components.
    pub const IS_COMPONENTS_V2: u64 = 1 << 15;
}

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    /// The message's id.
    pub id: Id,
    /// The channel it stands in.
    pub channel: Id,
    /// Who wrote it.
    pub author: Id,
    /// Where it comes from.
    pub origin: MessageOrigin,
    /// Discord's message type.
    pub kind: u8,
    /// The text.
    pub content: String,
    /// When it was written.
    pub written: DateTime<Utc>,
    /// When it was last changed.
    pub edited: Option<DateTime<Utc>>,
    /// The embeds, as Discord sends them.
    pub embeds: Vec<Value>,
    /// The components, as Discord sends them.
    pub components: Vec<Value>,
    /// The files.
    pub attachments: Vec<Attachment>,
    /// The reactions.
    pub reactions: Vec<Reaction>,
    /// The flags (see [`flags`]).
    pub flags: u64,
    /// Whether it is pinned.
    pub pinned: bool,
    /// The sender's own number for it.
    pub nonce: Option<Value>,
    /// The message that it answers.
    pub reply_to: Option<Id>,
    /// The users whom it pinged.
    pub pinged_users: Vec<Id>,
    /// The roles which it pinged.
    pub pinged_roles: Vec<Id>,
    /// Whether it pinged everyone.
    pub pinged_everyone: bool,
    /// For ephemeral messages: the only user who sees it.
    pub only_for: Option<Id>,
    /// Whether a thread was started from it.
    pub has_thread: bool,
}

/// Where a message comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum MessageOrigin {
    /// Its author wrote it.
    Author,
    /// An interaction's answer or followup.
    Interaction(Id),
    /// A webhook, with the name and avatar for this message.
    Webhook {
        /// The webhook.
        id: Id,
        /// The shown name.
        name: String,
        /// The shown avatar.
        avatar: Option<String>,
    },
}

/// The fields with which a message is written or changed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MessageDraft {
    /// The text.
    #[serde(deserialize_with = "present")]
    pub content: Option<Option<String>>,
    /// The embeds.
    #[serde(deserialize_with = "present")]
    pub embeds: Option<Option<Vec<Value>>>,
    /// The components.
    #[serde(deserialize_with = "present")]
    pub components: Option<Option<Vec<Value>>>,
    /// Files: new ones by number, kept ones by id.
    #[serde(deserialize_with = "present")]
    pub attachments: Option<Option<Vec<Value>>>,
    /// Whom it may ping.
    pub allowed_mentions: Option<Value>,
    /// The flags.
    pub flags: Option<u64>,
    /// The sender's own number for it.
    pub nonce: Option<Value>,
    /// Whether a second message with that number is the first one.
    pub enforce_nonce: bool,
    /// The message that it answers.
    pub message_reference: Option<Value>,
    /// Stickers.
    pub sticker_ids: Option<Vec<Id>>,
    /// A poll.
    pub poll: Option<Value>,
    /// Read aloud.
    pub tts: bool,
}

impl MessageDraft {
    /// A message of nothing but text.
    pub fn text(content: &str) -> Self {
        Self {
            content: Some(Some(content.to_owned())),
            ..Self::default()
        }
    }
}
