//! Telling the admins of a server that an approved change has paused an integration there.
//!
//! That there is something to tell is decided and stored with the approval, as a job; this does it.

use serde_json::Value;

use super::{Bot, views};
use crate::model::Outcome;
use crate::settings;

/// Does one such job: posts the note in the server's log channel, if there is one that can be written in.
pub async fn tell(bot: &Bot, job: &Value) -> Outcome<()> {
    let Some(paused) = bot.integrations.paused_in(job).await? else {
        return Ok(());
    };
    let guild = paused.guild;
    let settings = settings::load(&bot.store, guild).await?;
    let Some(channel) = settings.log_channel else {
        return Ok(());
    };
    let message = views::integrations::paused(&paused.integration, settings.language);
    match bot.outbound.post(channel, &message).await {
        Ok(_) => Ok(()),
        Err(error) if error.is_forbidden() || error.is_unknown() => {
            tracing::warn!(guild.id = %guild, %error, "the log channel cannot be written in");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}
