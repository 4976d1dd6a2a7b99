//! Telling the operators that an integration waits for them.
//!
//! That there is something to tell is decided and stored with what made it wait, as a job; this does it.

use super::{Bot, DiscordError, views};
use crate::jobs::{Done, JobOutcome};
use crate::model::Language;
use crate::store::JobRow;

/// Does one such job: a direct message to an operator, or a job for each of them.
pub async fn tell(bot: &Bot, job: &JobRow) -> JobOutcome {
    let Some(waiting) = bot.integrations.waiting(&job.payload).await? else {
        return Ok(Done::Finished);
    };
    let integration = waiting.integration;
    let Some(operator) = waiting.operator else {
        if !integration.publication.orphaned {
            let now = bot.clock.now();
            if let Err(later) = bot.operating.hear_of(integration.owner, now) {
                return Ok(Done::Again(later));
            }
        }
        bot.integrations
            .tell_each(&bot.owners, integration.id)
            .await?;
        return Ok(Done::Finished);
    };
    // One who has ceased to be an operator has no business with it.
    if !bot.owners.contains(&operator) {
        return Ok(Done::Finished);
    }
    let mut message = views::operator::waiting(&integration, Language::default());
    // One that was posted without an answer is posted again, and must not stand there twice.
    message.nonce = Some(format!("w{:x}-{:x}", job.id, job.revision)).filter(|it| it.len() <= 25);
    match bot.outbound.direct_message(operator, &message).await {
        Ok(_) => Ok(Done::Finished),
        // Who takes no direct messages now will not take this one at the next try.
        Err(error @ DiscordError::Refused { .. }) => {
            tracing::warn!(user.id = %operator, %error, "an operator was not told");
            Ok(Done::Finished)
        }
        Err(error) => Err(crate::model::Failure::from(error).into()),
    }
}
