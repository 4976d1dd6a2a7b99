//! Secrets between the modal and **Confirm**: in memory only, for one person, wiped after fifteen minutes.
//!
//! Nothing is stored before the admin has seen what will be sent to whom, and Discord lets an ephemeral message be
//! edited for fifteen minutes, so nothing is worth keeping longer.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::Bot;
use crate::model::{Failure, GuildId, IntegrationId, Outcome, UserId};
use crate::vault::Secret;

/// How long they wait.
const KEPT: Duration = Duration::from_mins(15);

/// An activation that is not confirmed yet.
#[derive(Debug)]
pub struct Waiting {
    /// Where.
    pub guild: GuildId,
    /// Who entered the secrets: nobody else can confirm.
    pub user: UserId,
    /// What.
    pub integration: IntegrationId,
    /// The version that the card describes.
    pub version: i64,
    /// What was entered, by name.
    pub secrets: BTreeMap<String, Secret>,
    /// Whether it began on the integration's card, to which **Confirm** and **Cancel** lead back.
    pub is_in_editor: bool,
}

/// All of them, by a random number that stands in the buttons.
#[derive(Debug, Default)]
pub struct Pending(Mutex<HashMap<u64, Entry>>);

#[derive(Debug)]
struct Entry {
    since: DateTime<Utc>,
    guild: GuildId,
    user: UserId,
    integration: IntegrationId,
    /// Gone once it was taken; the entry stays, so that a second press is known for one.
    waiting: Option<Waiting>,
}

impl Pending {
    /// Takes one up, in place of what the same person had waiting for the same integration.
    pub fn put(&self, waiting: Waiting, now: DateTime<Utc>) -> u64 {
        let entry = Entry {
            since: now,
            guild: waiting.guild,
            user: waiting.user,
            integration: waiting.integration,
            waiting: Some(waiting),
        };
        let of = |entry: &Entry| (entry.guild, entry.user, entry.integration);
        let mut all = self.lock();
        all.retain(|_, other| other.is_fresh(now) && of(other) != of(&entry));
        let token = rand::random();
        all.insert(token, entry);
        token
    }

    /// Hands one out, once, to who entered it; `None` if they have taken it before.
    pub fn take(
        &self,
        token: u64,
        guild: GuildId,
        user: UserId,
        now: DateTime<Utc>,
    ) -> Outcome<Option<Waiting>> {
        let mut all = self.lock();
        all.retain(|_, entry| entry.is_fresh(now));
        all.get_mut(&token)
            .filter(|entry| (entry.guild, entry.user) == (guild, user))
            .map(|entry| entry.waiting.take())
            .ok_or_else(|| Failure::refused("integration-commands-expired"))
    }

    /// Wipes one, whosoever it is.
    fn wipe(&self, token: u64) {
        self.lock().remove(&token);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        now - self.since < TimeDelta::from_std(KEPT).unwrap_or(TimeDelta::MAX)
    }
}

impl Bot {
    /// Keeps an activation until it is confirmed, and sees to it that it is wiped also if nobody comes back.
    pub fn keep_pending(self: &Arc<Self>, waiting: Waiting) -> u64 {
        let token = self.pending.put(waiting, self.clock.now());
        let bot = Arc::downgrade(self);
        tokio::spawn(async move {
            tokio::time::sleep(KEPT).await;
            if let Some(bot) = bot.upgrade() {
                bot.pending.wipe(token);
            }
        });
        token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUILD: GuildId = GuildId::new(1);
    const USER: UserId = UserId::new(2);

    fn waiting(integration: u64) -> Waiting {
        Waiting {
            guild: GUILD,
            user: USER,
            integration: IntegrationId::new(integration),
            version: 1,
            secrets: BTreeMap::from([("api_key".to_owned(), Secret::new("planted"))]),
            is_in_editor: false,
        }
    }

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn only_who_entered_it_gets_it_and_only_once() {
        let pending = Pending::default();
        let token = pending.put(waiting(3), at(0));
        assert!(pending.take(token, GUILD, UserId::new(9), at(1)).is_err());
        assert!(pending.take(token, GuildId::new(9), USER, at(1)).is_err());
        assert!(
            pending
                .take(token.wrapping_add(1), GUILD, USER, at(1))
                .is_err()
        );
        let waiting = pending.take(token, GUILD, USER, at(14)).unwrap().unwrap();
        assert_eq!(waiting.secrets["api_key"].expose(), "planted");
        assert!(pending.take(token, GUILD, USER, at(14)).unwrap().is_none());
    }

    #[test]
    fn it_is_gone_after_fifteen_minutes_and_replaced_by_a_newer_one() {
        let pending = Pending::default();
        let old = pending.put(waiting(3), at(0));
        assert!(pending.take(old, GUILD, USER, at(15)).is_err());

        let first = pending.put(waiting(3), at(20));
        let other = pending.put(waiting(4), at(20));
        let second = pending.put(waiting(3), at(21));
        assert!(pending.take(first, GUILD, USER, at(22)).is_err());
        assert!(pending.take(second, GUILD, USER, at(22)).is_ok());
        assert!(pending.take(other, GUILD, USER, at(22)).is_ok());
        let all = pending.lock();
        assert!(all.values().all(|entry| entry.waiting.is_none()));
    }

    #[test]
    fn what_waits_does_not_show_in_debug_output() {
        let pending = Pending::default();
        pending.put(waiting(3), at(0));
        assert!(!format!("{pending:?}").contains("planted"));
    }
}
