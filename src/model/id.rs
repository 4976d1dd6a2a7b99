//! Identifiers as types of their own, so that a channel is never passed where a user belongs.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// Wraps the number as it is.
            pub const fn new(number: u64) -> Self {
                Self(number)
            }

            /// The number itself.
            pub const fn get(self) -> u64 {
                self.0
            }

            /// The number as the database stores it. Every id is below 2^63.
            pub const fn as_i64(self) -> i64 {
                self.0.cast_signed()
            }

            /// The reverse of [`Self::as_i64`].
            pub const fn from_i64(number: i64) -> Self {
                Self(number.cast_unsigned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        // JSON numbers lose precision above 2^53, so ids travel as strings, as Discord's do.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

id!(/// A Discord server ([snowflake](https://discord.com/developers/docs/reference#snowflakes)).
    GuildId);
id!(/// A Discord user.
    UserId);
id!(/// A Discord channel or thread.
    ChannelId);
id!(/// A Discord message.
    MessageId);
id!(/// A Discord role.
    RoleId);
id!(/// A Discord interaction: one press, one command.
    InteractionId);
id!(/// A row of `panels`.
    PanelId);
id!(/// A row of `tickets`; not the number that people see, which is per server.
    TicketId);
id!(/// A row of `integrations`; drawn at random, because its secrets are sealed under it before the row exists.
    IntegrationId);
id!(/// A row of `notify_targets`; drawn at random, because its address is sealed under it before the row exists.
    TargetId);

/// The start of Discord's epoch in Unix milliseconds.
const DISCORD_EPOCH_MILLISECONDS: i64 = 1_420_070_400_000;

impl UserId {
    /// When the account was created, in Unix milliseconds: the upper 42 bits of the snowflake.
    pub const fn created_at_milliseconds(self) -> i64 {
        (self.0 >> 22).cast_signed() + DISCORD_EPOCH_MILLISECONDS
    }
}

impl IntegrationId {
    /// A new id, of at most 2^53 so that it survives every JSON reader.
    pub fn random() -> Self {
        Self(rand::random_range(1..(1 << 53)))
    }
}

impl TargetId {
    /// A new id, of at most 2^53 so that it survives every JSON reader.
    pub fn random() -> Self {
        Self(rand::random_range(1..(1 << 53)))
    }
}
