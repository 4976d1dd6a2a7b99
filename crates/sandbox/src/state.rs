//! Everything that the simulated Discord knows, behind one lock.
//!
//! One lock makes the order of events the order of changes, which is what a gateway promises. Whoever waits for a
//! change listens to a counter instead of sleeping.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use tokio::sync::watch;

use crate::{
    clock::Clock, error::ApiError, fault::Faults, gateway::Hub, id::Id, inbox::Inbox,
    rate_limit::RateLimits, request_log::RequestLog,
};

mod access;
mod answering;
mod application;
mod attachment;
mod channel;
mod channel_change;
mod command;
mod command_permission;
mod guild;
mod interaction;
mod member;
mod mention;
mod message;
mod message_payload;
mod reaction;
mod resolve;
mod role;
mod seed;
mod sending;
mod thread;
mod user;
mod webhook;
mod writing;

pub use application::Application;
pub use attachment::{Attachment, StoredFile, Upload};
pub(crate) use channel::present;
pub use channel::{Channel, ChannelKind, NewChannel, Overwrite, OverwriteKind};
pub use command::{Command, CommandKind, CommandOption, OptionKind};
pub use command_permission::CommandPermission;
pub use guild::{Ban, Guild};
pub use interaction::{
    ANSWER_WITHIN, Interaction, InteractionKind, NewInteraction, Response, TOKEN_LIVES,
};
pub use member::Member;
pub use message::{Message, MessageDraft, MessageOrigin, flags};
pub use reaction::Reaction;
pub use resolve::Named;
pub use role::{NewRole, Role, RoleTags};
pub use seed::Seed;
pub(crate) use thread::thread_member_payload;
pub use thread::{NewThread, Thread, ThreadMember};
pub use user::User;
pub use webhook::Webhook;
pub use writing::Posting;

/// A shared handle to the world.
#[derive(Clone, Debug)]
pub struct State {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    world: Mutex<World>,
    changes: watch::Sender<u64>,
}

/// All data of the simulated Discord.
#[derive(Debug)]
pub struct World {
    /// The time.
    pub clock: Clock,
    /// Where the sandbox is reached (`http://127.0.0.1:8787`).
    pub url: String,
    /// The bot's application.
    pub application: Application,
    /// Everybody, by id.
    pub users: BTreeMap<Id, User>,
    /// The servers.
    pub guilds: BTreeMap<Id, Guild>,
    /// Channels of all kinds: of guilds, threads and direct messages.
    pub channels: BTreeMap<Id, Channel>,
    /// Application commands, global and of guilds.
    pub commands: BTreeMap<Id, Command>,
    /// The rules of guilds' admins about commands, by guild and command.
    pub command_permissions: BTreeMap<(Id, Id), Vec<CommandPermission>>,
    /// Interactions, answered or not.
    pub interactions: BTreeMap<Id, Interaction>,
    /// Webhooks of channels.
    pub webhooks: BTreeMap<Id, Webhook>,
    /// Uploaded files, by attachment id.
    pub files: BTreeMap<Id, StoredFile>,
    /// What the bot has asked for over REST.
    pub requests: RequestLog,
    /// What Slack and a webhook's receiver got.
    pub inbox: Inbox,
    /// The ids of what the seed made.
    pub seed: Seed,
    pub(crate) faults: Faults,
    pub(crate) hub: Hub,
    pub(crate) rate_limits: RateLimits,
    last_id: Id,
}

impl State {
    pub(crate) fn new(world: World) -> Self {
        let (changes, _) = watch::channel(0);
        Self {
            inner: Arc::new(Inner {
                world: Mutex::new(world),
                changes,
            }),
        }
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        self.inner
            .world
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at the world.
    pub fn read<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.lock())
    }

    /// Changes the world and wakes those who wait for a change.
    pub fn write<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let result = change(&mut self.lock());
        self.inner
            .changes
            .send_modify(|count| *count = count.wrapping_add(1));
        result
    }

    /// A counter that moves with every change.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.inner.changes.subscribe()
    }

    /// Waits until `look` finds what it looks for.
    pub async fn until<T>(&self, mut look: impl FnMut(&World) -> Option<T>) -> T {
        let mut changes = self.changes();
        loop {
            changes.borrow_and_update();
            if let Some(found) = self.read(&mut look) {
                return found;
            }
            if changes.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// Like [`State::until`], but gives up after `patience`.
    pub async fn until_within<T>(
        &self,
        patience: Duration,
        look: impl FnMut(&World) -> Option<T>,
    ) -> Option<T> {
        tokio::time::timeout(patience, self.until(look)).await.ok()
    }
}

impl World {
    pub(crate) fn new(clock: Clock, url: String, application: Application) -> Self {
        Self {
            clock,
            url,
            application,
            users: BTreeMap::new(),
            guilds: BTreeMap::new(),
            channels: BTreeMap::new(),
            commands: BTreeMap::new(),
            command_permissions: BTreeMap::new(),
            interactions: BTreeMap::new(),
            webhooks: BTreeMap::new(),
            files: BTreeMap::new(),
            requests: RequestLog::default(),
            inbox: Inbox::default(),
            seed: Seed::default(),
            faults: Faults::default(),
            hub: Hub::default(),
            rate_limits: RateLimits::default(),
            last_id: Id(0),
        }
    }

    /// The time now.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A new id, greater than all before it.
    pub fn next_id(&mut self) -> Id {
        self.last_id = Id::at(self.now()).max(Id(self.last_id.0 + 1));
        self.last_id
    }

    /// The bot's user.
    pub fn bot(&self) -> Id {
        self.application.bot
    }

    /// A guild, or Discord's error.
    pub fn guild(&self, guild: Id) -> Result<&Guild, ApiError> {
        self.guilds.get(&guild).ok_or_else(ApiError::unknown_guild)
    }

    /// A guild to change, or Discord's error.
    pub fn guild_mut(&mut self, guild: Id) -> Result<&mut Guild, ApiError> {
        self.guilds
            .get_mut(&guild)
            .ok_or_else(ApiError::unknown_guild)
    }

    /// A channel, or Discord's error.
    pub fn channel(&self, channel: Id) -> Result<&Channel, ApiError> {
        self.channels
            .get(&channel)
            .ok_or_else(ApiError::unknown_channel)
    }

    /// A channel to change, or Discord's error.
    pub fn channel_mut(&mut self, channel: Id) -> Result<&mut Channel, ApiError> {
        self.channels
            .get_mut(&channel)
            .ok_or_else(ApiError::unknown_channel)
    }

    /// A user, or Discord's error.
    pub fn user(&self, user: Id) -> Result<&User, ApiError> {
        self.users.get(&user).ok_or_else(ApiError::unknown_user)
    }

    /// A member of a guild, or Discord's error.
    pub fn member(&self, guild: Id, user: Id) -> Result<&Member, ApiError> {
        self.guild(guild)?
            .members
            .get(&user)
            .ok_or_else(ApiError::unknown_member)
    }
}
