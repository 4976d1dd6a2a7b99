//! Creating a ticket's channel, or thread: once, whatever Discord answers or does not answer.

use std::sync::Arc;

use super::once::{self, Wanted};
use super::plan::Plan;
use super::thread;
use crate::discord::outbound::error::code;
use crate::discord::overwrites::BOT_NEEDS;
use crate::discord::permissions::missing;
use crate::discord::{Bot, DiscordError};
use crate::model::{ChannelId, Failure, Language, Text, TicketMode};

/// Why there is no channel.
pub(super) enum NotCreated {
    /// There is none for certain.
    Nothing(Failure),
    /// There may be one: the reservation stays until that is known.
    Unknown(Failure),
}

/// Creates what the ticket is to be: a thread, or a channel in the first category that has room. Where none has, a thread if
/// the server allows it.
pub(super) async fn create(
    bot: &Arc<Bot>,
    plan: &mut Plan,
    language: Language,
) -> Result<ChannelId, NotCreated> {
    if plan.mode() == TicketMode::Thread {
        return Box::pin(thread::create(bot, plan, language)).await;
    }
    let (error, category) = match in_some_category(bot, plan).await {
        Ok(channel) => return Ok(channel),
        Err(refused) => refused,
    };
    if error.is_uncertain() {
        return Err(NotCreated::Unknown(error.into()));
    }
    let server_full = error.code() == Some(code::MAXIMUM_CHANNELS);
    let no_room = server_full || error.is_about_parent();
    if no_room && plan.settings.overflow_thread && plan.thread_parent().is_some() {
        return Box::pin(thread::create(bot, plan, language)).await;
    }
    let failure = if server_full {
        told(bot, plan, Text::new("tickets-server-full"))
    } else if error.is_full_parent() {
        told(bot, plan, no_room_left(plan));
        Failure::refused("tickets-no-room")
    } else if error.is_about_parent() {
        Failure::refused("tickets-no-category")
    } else if error.is_forbidden() {
        forbidden(bot, plan, category, language).await
    } else {
        error.into()
    };
    Err(NotCreated::Nothing(failure))
}

/// The first category that takes the channel; Discord's own answer says which one does. With the last error comes the
/// category that it is about.
async fn in_some_category(
    bot: &Arc<Bot>,
    plan: &Plan,
) -> Result<ChannelId, (DiscordError, Option<ChannelId>)> {
    let reason = plan.audit_reason();
    let mut categories = plan.categories().into_iter();
    let mut category = categories.next();
    loop {
        let channel = plan.channel(category);
        let created = once::make(bot, &plan.ticket, Wanted::Channel(&channel), &reason);
        let error = match created.await {
            Ok(channel) => return Ok(channel),
            Err(error) => error,
        };
        if let Some(id) = category
            && error.is_about_parent()
        {
            tracing::warn!(%error, category.id = %id, "the category takes no channel");
            if !error.is_full_parent() {
                let gone = Text::new("tickets-category-gone").with("category", format!("<#{id}>"));
                bot.alert(plan.ticket.guild, &gone);
            }
            if let Some(next) = categories.next() {
                category = Some(next);
                continue;
            }
        }
        return Err((error, category));
    }
}

/// What only an admin can mend: the server is told, and the member reads the same.
fn told(bot: &Arc<Bot>, plan: &Plan, trouble: Text) -> Failure {
    bot.alert(plan.ticket.guild, &trouble);
    Failure::Refused(trouble)
}

fn no_room_left(plan: &Plan) -> Text {
    let categories = plan.categories();
    let categories: Vec<_> = categories.iter().map(|id| format!("<#{id}>")).collect();
    Text::new("tickets-category-full")
        .with("categories", categories.join(", "))
        .count("count", i64::try_from(categories.len()).unwrap_or(i64::MAX))
}

async fn forbidden(
    bot: &Arc<Bot>,
    plan: &Plan,
    category: Option<ChannelId>,
    language: Language,
) -> Failure {
    let has = match bot.own_permissions(plan.ticket.guild, category).await {
        Ok(has) => has,
        Err(failure) => return failure,
    };
    if let Failure::Refused(trouble) = missing(has, category, BOT_NEEDS, plan.settings.language) {
        bot.alert(plan.ticket.guild, &trouble);
    }
    missing(has, category, BOT_NEEDS, language)
}
