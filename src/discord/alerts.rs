//! What only a server's admins can mend is told to its owner, in a direct message and not too often: the member who
//! pressed the button reads it too, but cannot help it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Bot, Message};
use crate::i18n;
use crate::model::{GuildId, Outcome, Text};
use crate::render::markdown;
use crate::settings;

/// The same trouble in the same server is told again after this time.
const AGAIN: TimeDelta = TimeDelta::hours(6);

/// What was told, and when.
#[derive(Debug, Default)]
pub struct Alerts(Mutex<HashMap<(GuildId, &'static str), DateTime<Utc>>>);

impl Alerts {
    fn is_due(&self, guild: GuildId, trouble: &'static str, now: DateTime<Utc>) -> bool {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|_, at| now - *at < AGAIN);
        let due = !told.contains_key(&(guild, trouble));
        if due {
            told.insert((guild, trouble), now);
        }
        due
    }
}

impl Bot {
    /// Tells a server's owner, and its staff where it has a log channel, what is wrong there, beside the work at hand.
    pub fn alert(self: &Arc<Self>, guild: GuildId, trouble: &Text) {
        if !self.alerts.is_due(guild, trouble.id, self.clock.now()) {
            return;
        }
        let (bot, trouble) = (Arc::clone(self), trouble.clone());
        self.lifecycle.run_work(async move {
            if let Err(failure) = bot.tell_owner_of_server(guild, trouble).await {
                tracing::debug!(?failure, guild.id = %guild, "the owner of a server was not told");
            }
        });
    }

    async fn tell_owner_of_server(&self, guild: GuildId, trouble: Text) -> Outcome<()> {
        let (facts, settings) = tokio::try_join!(
            async { Ok(self.guild(guild).await?) },
            settings::load(&self.store, guild),
        )?;
        let text = Text::new("tickets-owner-alert")
            .with("server", markdown::escape(&facts.name))
            .lines("problem", vec![trouble]);
        let message = Message::text(i18n::words(settings.language, &text));
        let (owner, staff) =
            tokio::join!(self.outbound.direct_message(facts.owner, &message), async {
                match settings.log_channel {
                    Some(channel) => self.outbound.post(channel, &message).await.map(drop),
                    None => Ok(()),
                }
            },);
        owner.map(drop)?;
        Ok(staff?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_trouble_is_told_once_in_six_hours() {
        let alerts = Alerts::default();
        let due = |guild, trouble, hour| {
            let now = DateTime::UNIX_EPOCH + TimeDelta::hours(hour);
            alerts.is_due(GuildId::new(guild), trouble, now)
        };
        assert!(due(1, "full", 0));
        assert!(!due(1, "full", 5));
        assert!(due(1, "missing", 5));
        assert!(due(2, "full", 5));
        assert!(due(1, "full", 6));
    }
}
