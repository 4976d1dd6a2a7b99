//! Gateway intents: which events a session asked for.

/// A set of intents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Intents(pub u64);

#[expect(missing_docs, reason = "the names are Discord's")]
impl Intents {
    pub const NONE: Self = Self(0);
    pub const GUILDS: Self = Self(1);
    pub const GUILD_MEMBERS: Self = Self(1 << 1);
    pub const GUILD_MODERATION: Self = Self(1 << 2);
    pub const GUILD_WEBHOOKS: Self = Self(1 << 5);
    pub const GUILD_PRESENCES: Self = Self(1 << 8);
    pub const GUILD_MESSAGES: Self = Self(1 << 9);
    pub const GUILD_MESSAGE_REACTIONS: Self = Self(1 << 10);
    pub const GUILD_MESSAGE_TYPING: Self = Self(1 << 11);
    pub const DIRECT_MESSAGES: Self = Self(1 << 12);
    pub const DIRECT_MESSAGE_REACTIONS: Self = Self(1 << 13);
    pub const DIRECT_MESSAGE_TYPING: Self = Self(1 << 14);
    pub const MESSAGE_CONTENT: Self = Self(1 << 15);
    /// Every bit that Discord knows.
    pub const KNOWN: Self = Self(0x1_FFFF | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25);
}

impl Intents {
    /// Whether an event that needs one of `needed` (or none at all) is included.
    pub const fn include(self, needed: Self) -> bool {
        needed.0 == 0 || self.0 & needed.0 != 0
    }
}
