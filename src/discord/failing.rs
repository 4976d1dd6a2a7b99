//! Telling the staff of a server that an integration keeps failing, and forgetting answers that are too old.
//!
//! That there is something to tell is decided and stored with the fetch that failed; this posts it, at once or after a
//! restart.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use super::{Bot, error, views};
use crate::integrations::health::Notice;
use crate::model::Outcome;
use crate::settings;

/// How often the database is looked at: another program may have left something to tell.
const PAUSE: Duration = Duration::from_secs(30);

/// Tells what is to be told, until a stop is asked for.
pub async fn run(bot: Arc<Bot>) -> Result<(), Infallible> {
    loop {
        if let Err(failure) = tell(&bot).await {
            error::log(&failure, "the failing integrations are not known now");
        }
        if let Err(failure) = bot.integrations.prune_cache().await {
            error::log(&failure, "old answers could not be erased now");
        }
        tokio::select! {
            () = bot.lifecycle.stopping() => return Ok(()),
            () = bot.integrations.runs.told() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

async fn tell(bot: &Bot) -> Outcome<()> {
    for notice in bot.integrations.due_notices().await? {
        // What does not work now falls due again.
        match post(bot, &notice).await {
            Ok(()) => bot.integrations.settle_notice(&notice).await?,
            Err(failure) => error::log(&failure, "a notice could not be posted now"),
        }
    }
    Ok(())
}

/// Posts it in the server's log channel, if there is one that can be written in.
async fn post(bot: &Bot, notice: &Notice) -> Outcome<()> {
    let guild = notice.note.guild;
    let settings = settings::load(&bot.store, guild).await?;
    let Some(channel) = settings.log_channel else {
        return Ok(());
    };
    let message = views::failing::notice(notice, settings.language);
    match bot.outbound.post(channel, &message).await {
        Ok(_) => Ok(()),
        Err(error) if error.is_forbidden() || error.is_unknown() => {
            tracing::warn!(guild.id = %guild, %error, "the log channel cannot be written in");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}
