//! Telling the admins of a server that an approved change has paused an integration there.
//!
//! That there is something to tell is decided and stored with the approval, as a job; this does it.

use serde_json::Value;

use super::{Bot, views};
use crate::model::{ChannelId, Outcome};
use crate::settings;

/// The setting that names the channel for notes to staff.
const LOG_CHANNEL: &str = "log_channel";

/// Does one such job: posts the note in the server's log channel, if there is one that can be written in.
pub async fn tell(bot: &Bot, job: &Value) -> Outcome<()> {
    let Some(paused) = bot.integrations.paused_in(job).await? else {
        return Ok(());
    };
    let guild = paused.guild;
    let stored = bot.store.guild_settings(guild).await?;
    let channel = stored.get(LOG_CHANNEL).and_then(|id| id.parse().ok());
    let Some(channel): Option<ChannelId> = channel else {
        return Ok(());
    };
    let language = settings::load(&bot.store, guild).await?.language;
    let message = views::integrations::paused(&paused.integration, language);
    match bot.outbound.post(channel, &message).await {
        Ok(_) => Ok(()),
        Err(error) if error.is_forbidden() || error.is_unknown() => {
            tracing::warn!(guild.id = %guild, %error, "the log channel cannot be written in");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}
