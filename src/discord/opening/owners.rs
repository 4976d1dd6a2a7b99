//! Whether the owner of a private integration still manages the server: only there does it run.
//!
//! Discord tells a bot without privileged intents nothing about its members' roles, so each opening asks anew; an answer
//! that is kept would go on speaking for somebody who was dismissed a moment ago. Openings at the same time share one
//! question.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared};

use crate::discord::permissions::{Member, in_guild, manages};
use crate::discord::{Bot, DiscordError};
use crate::integrations::OwnerCheck;
use crate::model::{GuildId, UserId};

type Question = Shared<BoxFuture<'static, bool>>;

/// The questions that are under way.
#[derive(Debug, Default)]
pub struct Owners(Mutex<HashMap<(GuildId, UserId), Question>>);

impl Owners {
    fn ask(&self, key: (GuildId, UserId), question: impl FnOnce() -> Question) -> Question {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asked.entry(key).or_insert_with(question).clone()
    }

    fn answered(&self, key: (GuildId, UserId)) {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asked.remove(&key);
    }
}

impl Bot {
    /// The question for a run of a server's integrations.
    pub fn owner_check(self: &Arc<Self>, guild: GuildId) -> OwnerCheck {
        let bot = Arc::clone(self);
        OwnerCheck::new(move |owner| {
            let bot = Arc::clone(&bot);
            async move { bot.still_manages(guild, owner).await }
        })
    }

    /// Whether a user manages a server now. What cannot be found out counts as no: an integration of somebody who may
    /// have left must not be asked about this server's members.
    pub async fn still_manages(self: &Arc<Self>, guild: GuildId, user: UserId) -> bool {
        // Who owns the server is told whenever it changes.
        if self
            .guilds
            .get(guild)
            .is_some_and(|facts| facts.owner == user)
        {
            return true;
        }
        let bot = Arc::clone(self);
        let question = self.owners_of_integrations.ask((guild, user), || {
            // A task of its own: whoever asked first may go away without an answer for the others.
            let task = tokio::spawn(async move {
                let answer = bot.ask_whether_manages(guild, user).await;
                bot.owners_of_integrations.answered((guild, user));
                answer.unwrap_or_else(|error| {
                    tracing::warn!(%error, "whether an integration's owner manages this server is not known");
                    false
                })
            });
            task.map(Result::unwrap_or_default).boxed().shared()
        });
        question.await
    }

    async fn ask_whether_manages(
        &self,
        guild: GuildId,
        user: UserId,
    ) -> Result<bool, DiscordError> {
        let (facts, member) =
            tokio::try_join!(self.guild(guild), self.outbound.member(guild, user))?;
        Ok(member.is_some_and(|member| {
            let member = Member {
                user,
                roles: &member.roles,
            };
            manages(in_guild(guild, &facts, member))
        }))
    }
}
