//! Creating a ticket's channel: once, whatever Discord answers or does not answer.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use super::plan::Plan;
use crate::discord::outbound::error::code;
use crate::discord::overwrites::BOT_NEEDS;
use crate::discord::permissions::missing;
use crate::discord::{Bot, DiscordError};
use crate::model::{ChannelId, Failure, Language, Text, Ticket};
use crate::tickets::topic;

/// How often the creation is tried when it is not known what came of it.
const TRIES: u32 = 3;
/// A request whose answer was lost may still be at work when the channels are listed.
const SETTLES: Duration = Duration::from_millis(400);

/// Why there is no channel.
pub(super) enum NotCreated {
    /// There is none for certain.
    Nothing(Failure),
    /// There may be one: the reservation stays until that is known.
    Unknown(Failure),
}

/// Creates the channel in its category, or outside of it if the category is full or gone.
pub(super) async fn create(
    bot: &Arc<Bot>,
    plan: &Plan,
    language: Language,
) -> Result<ChannelId, NotCreated> {
    let category = plan.category();
    let mut result = create_in(bot, plan, category).await;
    if let (Err(error), Some(category)) = (&result, category)
        && error.is_about_parent()
    {
        tracing::warn!(%error, category.id = %category, "the category takes no channel: opening outside of it");
        let trouble = if error.is_full_parent() {
            "tickets-category-full"
        } else {
            "tickets-category-gone"
        };
        let trouble = Text::new(trouble).with("category", format!("<#{category}>"));
        bot.alert(plan.ticket.guild, &trouble);
        result = create_in(bot, plan, None).await;
    }
    match result {
        Ok(channel) => Ok(channel),
        Err(error) if error.is_uncertain() => Err(NotCreated::Unknown(error.into())),
        Err(error) => Err(NotCreated::Nothing(
            sentence(bot, plan, error, language).await,
        )),
    }
}

async fn create_in(
    bot: &Bot,
    plan: &Plan,
    category: Option<ChannelId>,
) -> Result<ChannelId, DiscordError> {
    let (guild, channel, reason) = (
        plan.ticket.guild,
        plan.channel(category),
        plan.audit_reason(),
    );
    let mut tries = 1;
    loop {
        let error = match bot.outbound.create_channel(guild, &channel, &reason).await {
            Err(error) if error.is_uncertain() => error,
            decided => return decided,
        };
        tracing::warn!(%error, "looking for the channel whose creation was not answered");
        // Right away, and once more after it had time to appear.
        for pause in [Duration::ZERO, SETTLES] {
            sleep(pause).await;
            if let Some(channel) = find(bot, &plan.ticket).await? {
                return Ok(channel);
            }
        }
        if tries >= TRIES {
            return Err(error);
        }
        tries += 1;
    }
}

/// Finds the channel by the mark in its topic. An error leaves it open whether there is one.
async fn find(bot: &Bot, ticket: &Ticket) -> Result<Option<ChannelId>, DiscordError> {
    let channels = bot
        .outbound
        .channels(ticket.guild)
        .await
        .map_err(|error| DiscordError::Uncertain(format!("and then: {error}")))?;
    Ok(channels
        .into_iter()
        .find(|channel| topic::belongs(channel.topic.as_deref(), &ticket.reference))
        .map(|channel| channel.id))
}

/// The sentence for the member; what only an admin can mend says so, and is told to the owner as well.
async fn sentence(bot: &Arc<Bot>, plan: &Plan, error: DiscordError, language: Language) -> Failure {
    let guild = plan.ticket.guild;
    let has = if error.code() == Some(code::MAXIMUM_CHANNELS) {
        None
    } else if error.is_forbidden() {
        match bot.own_permissions(guild, plan.category()).await {
            Ok(has) => Some(has),
            Err(failure) => return failure,
        }
    } else {
        return error.into();
    };
    let in_words = |language| match has {
        Some(has) => missing(has, plan.category(), BOT_NEEDS, language),
        None => Failure::Refused(Text::new("tickets-server-full")),
    };
    if let Failure::Refused(trouble) = in_words(plan.settings.language) {
        bot.alert(guild, &trouble);
    }
    in_words(language)
}
