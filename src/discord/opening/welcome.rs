//! When the welcome message cannot be posted.

use super::plan::Plan;
use crate::discord::overwrites::BOT_NEEDS;
use crate::discord::{Bot, DiscordError};
use crate::model::{ChannelId, Failure, Language, Text};

/// The sentence for the member.
pub(super) async fn refusal(
    bot: &Bot,
    plan: &Plan,
    channel: ChannelId,
    error: DiscordError,
    language: Language,
) -> Failure {
    if error.is_unknown() {
        return Failure::Refused(Text::new("tickets-channel-deleted-while-opening"));
    }
    if !error.is_forbidden() {
        return error.into();
    }
    // The ticket's own channel tells what is missing, but is about to go: the category is what an admin can mend.
    let guild = plan.ticket.guild;
    match bot.own_permissions(guild, Some(channel)).await {
        Ok(has) => crate::discord::permissions::missing(has, plan.category(), BOT_NEEDS, language),
        Err(failure) => failure,
    }
}
