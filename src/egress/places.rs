//! How many requests are under way: 10 per server, 256 in all, and how much they may hold.
//!
//! A request first waits for a place of its server, then for one of the bot's, each in the order of arrival. A server
//! therefore stands in the bot's queue at most ten times, however many requests it has, and the next server waits
//! behind those at most.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::model::GuildId;

/// One ticket's worth: as many as a server may have active integrations.
const PER_GUILD: usize = 10;
const IN_ALL: usize = 256;
/// From so many servers on, those without requests are forgotten before another one is remembered.
const REMEMBERED_GUILDS: usize = 1024;

/// What an integration's answer takes at most. Requests for more, such as for images, share memory of their own, so that
/// few of them fill it and none of them keeps an integration waiting.
const ORDINARY_BYTES: usize = 64 * 1024;
/// In units of [`ORDINARY_BYTES`]: 64 MiB.
const LARGE_UNITS: u32 = 1024;

pub(super) struct Places {
    bot: Arc<Semaphore>,
    large: Arc<Semaphore>,
    guilds: Mutex<HashMap<GuildId, Arc<Semaphore>>>,
}

/// A place, until it is dropped.
pub(super) type Place = OwnedSemaphorePermit;

impl Places {
    pub(super) fn new() -> Self {
        Self {
            bot: Arc::new(Semaphore::new(IN_ALL)),
            large: Arc::new(Semaphore::new(LARGE_UNITS as usize)),
            guilds: Mutex::default(),
        }
    }

    /// Waits for a place of the server.
    pub(super) async fn of_guild(&self, guild: GuildId) -> Option<Place> {
        self.semaphore(guild).acquire_owned().await.ok()
    }

    /// Waits for a place of the bot.
    pub(super) async fn of_bot(&self) -> Option<Place> {
        Arc::clone(&self.bot).acquire_owned().await.ok()
    }

    /// Waits for the memory that a large answer would take; `None` in the place's stead for an ordinary one.
    pub(super) async fn of_memory(&self, bytes: usize) -> Option<Option<Place>> {
        if bytes <= ORDINARY_BYTES {
            return Some(None);
        }
        let units = u32::try_from(bytes.div_ceil(ORDINARY_BYTES)).unwrap_or(LARGE_UNITS);
        let place = Arc::clone(&self.large).acquire_many_owned(units.min(LARGE_UNITS));
        place.await.ok().map(Some)
    }

    /// Whether every place of the bot is taken.
    pub(super) fn are_taken(&self) -> bool {
        self.bot.available_permits() == 0
    }

    fn semaphore(&self, guild: GuildId) -> Arc<Semaphore> {
        let mut guilds = self.guilds.lock().unwrap_or_else(PoisonError::into_inner);
        if guilds.len() >= REMEMBERED_GUILDS && !guilds.contains_key(&guild) {
            guilds.retain(|_, semaphore| Arc::strong_count(semaphore) > 1);
        }
        Arc::clone(
            guilds
                .entry(guild)
                .or_insert_with(|| Arc::new(Semaphore::new(PER_GUILD))),
        )
    }
}
