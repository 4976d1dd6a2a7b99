//! What the operators of the bot may do, and what they refuse to whole servers.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::commands::Command;
use super::outbound::Message;
use super::{Bot, Request};
use crate::i18n;
use crate::model::{Failure, IntegrationId, Language, Outcome, Text, UserId};

/// The operators' command.
pub const COMMAND: &str = "operator";

/// How long the question whether a server is blocked may take: the answer to a press must not wait for a database.
const PATIENCE: Duration = Duration::from_secs(1);

/// The most entries that are remembered of either kind: nobody works on more at a time.
const MOST: usize = 1_000;

/// How often in how long operators hear of one author: more comes later, if it still waits.
const WORDS: usize = 5;
const WINDOW: TimeDelta = TimeDelta::hours(1);

/// Whether a command, or what it belongs to, is for operators.
pub fn is_operators(command: &Command) -> bool {
    command.category.as_deref() == Some(COMMAND)
}

/// What operators have seen and are about to do: in memory only.
#[derive(Debug, Default)]
pub struct Operating {
    /// The version that an operator was shown last.
    seen: Mutex<HashMap<(UserId, IntegrationId), i64>>,
    /// The reason that was given with a command which waits for **Confirm**.
    reasons: Mutex<HashMap<(UserId, u64), Option<String>>>,
    /// When operators heard of something of an author's lately.
    heard: Mutex<HashMap<UserId, Vec<DateTime<Utc>>>>,
}

impl Operating {
    /// An operator is shown a version.
    pub fn show(&self, operator: UserId, integration: IntegrationId, version: i64) {
        let mut seen = lock(&self.seen);
        if seen.len() >= MOST {
            seen.clear();
        }
        seen.insert((operator, integration), version);
    }

    /// Whether an operator was shown another version than this one.
    pub fn has_seen_another(
        &self,
        operator: UserId,
        integration: IntegrationId,
        version: i64,
    ) -> bool {
        let seen = lock(&self.seen);
        seen.get(&(operator, integration))
            .is_some_and(|seen| *seen != version)
    }

    /// Operators are about to hear of something of this author's: counted, or not before then. Who publishes and takes
    /// back all day long must not ring all day long.
    pub fn hear_of(&self, author: UserId, now: DateTime<Utc>) -> Result<(), DateTime<Utc>> {
        let mut heard = lock(&self.heard);
        heard.retain(|_, moments| {
            moments.retain(|moment| *moment + WINDOW > now);
            !moments.is_empty()
        });
        let moments = heard.entry(author).or_default();
        match moments.first() {
            Some(first) if moments.len() >= WORDS => Err(*first + WINDOW),
            _ => {
                moments.push(now);
                Ok(())
            }
        }
    }

    /// Keeps the reason for what waits for **Confirm**; `about` is the id of the integration or server.
    pub fn keep_reason(&self, operator: UserId, about: u64, reason: Option<String>) {
        let mut reasons = lock(&self.reasons);
        if reasons.len() >= MOST {
            reasons.clear();
        }
        reasons.insert((operator, about), reason);
    }

    /// Hands the reason out, once. After a restart it is lost, and nothing is done without it.
    pub fn take_reason(&self, operator: UserId, about: u64) -> Outcome<Option<String>> {
        lock(&self.reasons)
            .remove(&(operator, about))
            .ok_or_else(|| Failure::refused("operator-expired"))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Request {
    /// Refuses everybody but the operators.
    pub fn must_operate(&self) -> Outcome<()> {
        if self.bot.owners.contains(&self.caller.user) {
            Ok(())
        } else {
            Err(Failure::refused("operator-only"))
        }
    }
}

/// Refuses whatever comes from a server that an operator blocked.
pub(super) async fn refuse_blocked(request: &Request) -> Outcome<()> {
    let Some(guild) = request.guild_id else {
        return Ok(());
    };
    let blocked = request.bot.store.is_guild_blocked(guild);
    match tokio::time::timeout(PATIENCE, blocked).await {
        Ok(Ok(true)) => Err(Failure::refused("operator-guild-blocked")),
        Ok(Ok(false)) => Ok(()),
        // What needs the database says so itself, and what does not goes on.
        Ok(Err(error)) => {
            tracing::warn!(%error, "whether a server is blocked is not known");
            Ok(())
        }
        Err(_) => {
            tracing::warn!("whether a server is blocked is not known: the database takes too long");
            Ok(())
        }
    }
}

impl Bot {
    /// Tells an integration's owner by direct message; whether they take any.
    pub async fn tell_owner(&self, owner: UserId, text: &Text, nonce: String) -> bool {
        let mut message = Message::text(i18n::words(Language::default(), text));
        message.nonce = Some(nonce);
        match self.outbound.direct_message(owner, &message).await {
            Ok(_) => true,
            Err(error) => {
                tracing::info!(%error, "an integration's owner could not be told");
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_is_heard_of_a_few_times_an_hour() {
        let operating = Operating::default();
        let now = DateTime::UNIX_EPOCH;
        let (author, other) = (UserId::new(1), UserId::new(2));
        for minute in 0..5 {
            let at = now + TimeDelta::minutes(minute);
            assert_eq!(operating.hear_of(author, at), Ok(()));
        }
        let at = now + TimeDelta::minutes(30);
        assert_eq!(operating.hear_of(author, at), Err(now + WINDOW));
        assert_eq!(operating.hear_of(other, at), Ok(()));
        assert_eq!(operating.hear_of(author, now + WINDOW), Ok(()));
        assert!(operating.hear_of(author, now + WINDOW).is_err());
    }
}
