//! A ticket that is a private thread.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::channel::NotCreated;
use super::once::{self, Wanted};
use super::plan::Plan;
use crate::discord::outbound::threads::{PRIVATE_THREAD, ThreadFacts};
use crate::discord::permissions::missing;
use crate::discord::threads::BOT_NEEDS;
use crate::discord::{Bot, DiscordError};
use crate::model::{ChannelId, Failure, Language, Text, Ticket, TicketThread, UserId};
use crate::tickets::persist::persist;

/// Discord's clock and this one may differ by so much.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(1);

/// Milliseconds from 1970 to the beginning of
/// [Discord's ids](https://discord.com/developers/docs/reference#snowflakes).
const DISCORD_EPOCH: i64 = 1_420_070_400_000;

/// Creates the thread and brings the opener into it. That it is to be a thread, and which, is stored before.
pub(super) async fn create(
    bot: &Arc<Bot>,
    plan: &mut Plan,
    language: Language,
) -> Result<ChannelId, NotCreated> {
    let Some(parent) = plan.thread_parent() else {
        return Err(nothing(Failure::refused("tickets-no-thread-channel")));
    };
    let thread = TicketThread {
        parent,
        name: plan.thread_name(),
    };
    match persist(|| bot.store.set_ticket_thread(plan.ticket.id, &thread)).await {
        Ok(true) => {}
        Ok(false) => {
            return Err(nothing(Failure::fault(
                "the reservation was gone before its thread",
            )));
        }
        Err(error) => return Err(nothing(error.into())),
    }
    plan.ticket.thread = Some(thread.clone());
    let reason = plan.audit_reason();
    let created = once::make(bot, &plan.ticket, Wanted::Thread(&thread), &reason);
    let channel = match created.await {
        Ok(channel) => channel,
        Err(error) if error.is_uncertain() => return Err(NotCreated::Unknown(error.into())),
        Err(error) => return Err(nothing(sentence(bot, plan, parent, error, language).await)),
    };
    match bot
        .outbound
        .add_thread_member(channel, plan.ticket.opener)
        .await
    {
        Ok(()) => Ok(channel),
        Err(error) => {
            let failure = if error.is_forbidden() || error.is_unknown() {
                // Whoever may not see the channel cannot be in its threads.
                let trouble =
                    Text::new("tickets-thread-hidden").with("channel", format!("<#{parent}>"));
                bot.alert(plan.ticket.guild, &trouble);
                Failure::Refused(trouble)
            } else {
                error.into()
            };
            match bot.outbound.delete_channel(channel, &reason).await {
                Ok(()) => Err(nothing(failure)),
                Err(_) => Err(NotCreated::Unknown(failure)),
            }
        }
    }
}

fn nothing(failure: Failure) -> NotCreated {
    NotCreated::Nothing(failure)
}

/// Whether a thread is the one that was created for a ticket: ours, under its channel, by its name, which holds the number
/// and so is no other ticket's, and not older than the reservation.
pub(in crate::discord) fn is_of(thread: &ThreadFacts, ticket: &Ticket, bot: UserId) -> bool {
    let Some(wanted) = &ticket.thread else {
        return false;
    };
    thread.kind == PRIVATE_THREAD
        && thread.owner_id == Some(bot)
        && thread.parent_id == Some(wanted.parent)
        && thread.name == wanted.name
        && created(thread.id).is_some_and(|at| at + CLOCKS_DIFFER >= ticket.opened_at)
}

/// When Discord made this id.
fn created(channel: ChannelId) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(i64::try_from(channel.get() >> 22).ok()? + DISCORD_EPOCH)
}

async fn sentence(
    bot: &Arc<Bot>,
    plan: &Plan,
    parent: ChannelId,
    error: DiscordError,
    language: Language,
) -> Failure {
    let guild = plan.ticket.guild;
    if error.is_forbidden() {
        let has = match bot.own_permissions(guild, Some(parent)).await {
            Ok(has) => has,
            Err(failure) => return failure,
        };
        let in_words = |language| missing(has, Some(parent), BOT_NEEDS, language);
        if let Failure::Refused(trouble) = in_words(plan.settings.language) {
            bot.alert(guild, &trouble);
        }
        in_words(language)
    } else if matches!(
        error,
        DiscordError::Refused {
            status: 400..=499,
            ..
        }
    ) {
        // Deleted, of another kind, or with as many threads as a server may have.
        let trouble = Text::new("tickets-thread-refused").with("channel", format!("<#{parent}>"));
        bot.alert(guild, &trouble);
        Failure::Refused(trouble)
    } else {
        error.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_when_it_was_made() {
        // The example of Discord's documentation.
        let at = created(ChannelId::new(175_928_847_299_117_063)).unwrap();
        assert_eq!(at.to_rfc3339(), "2016-04-30T11:18:25.796+00:00");
    }
}
