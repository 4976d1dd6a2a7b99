//! Whether the owner of a private integration still manages the server: only there does it run.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::discord::Bot;
use crate::discord::permissions::{Member, in_guild, manages};
use crate::integrations::OwnerCheck;
use crate::model::{GuildId, UserId};

/// How long an answer holds: short enough that a dismissed owner is out soon, long enough to cost a busy server nothing.
const HOLDS: Duration = Duration::from_mins(1);

/// What was found out lately.
#[derive(Debug, Default)]
pub struct Owners(Mutex<HashMap<(GuildId, UserId), (bool, Instant)>>);

impl Owners {
    /// Something that Discord has just said about a member.
    pub fn learn(&self, guild: GuildId, user: UserId, manages: bool) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        known.retain(|_, (_, at)| now.duration_since(*at) < HOLDS);
        known.insert((guild, user), (manages, now));
    }

    /// Forgets a server: its roles changed.
    pub fn forget(&self, guild: GuildId) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(of, _), _| *of != guild);
    }

    fn get(&self, guild: GuildId, user: UserId) -> Option<bool> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .get(&(guild, user))
            .filter(|(_, at)| at.elapsed() < HOLDS)
            .map(|(manages, _)| *manages)
    }
}

impl Bot {
    /// The check that runs of this server's integrations are given.
    pub fn owner_check(self: &Arc<Self>, guild: GuildId) -> OwnerCheck {
        let bot = Arc::clone(self);
        OwnerCheck::new(move |owner| {
            let bot = Arc::clone(&bot);
            async move { bot.still_manages(guild, owner).await }
        })
    }

    /// Whether a user manages a server now. What cannot be found out counts as no: an integration of somebody who may
    /// have left must not be asked about this server's members.
    pub async fn still_manages(&self, guild: GuildId, user: UserId) -> bool {
        if let Some(known) = self.owners_of_integrations.get(guild, user) {
            return known;
        }
        let answer = async {
            let facts = self.guild(guild).await?;
            if facts.owner == user {
                return Ok(true);
            }
            let Some(member) = self.outbound.member(guild, user).await? else {
                return Ok(false);
            };
            let member = Member {
                user,
                roles: &member.roles,
            };
            Ok::<_, crate::discord::DiscordError>(manages(in_guild(guild, &facts, member)))
        };
        match answer.await {
            Ok(manages) => {
                self.owners_of_integrations.learn(guild, user, manages);
                manages
            }
            Err(error) => {
                tracing::warn!(%error, "whether an integration's owner manages this server is not known");
                false
            }
        }
    }
}
