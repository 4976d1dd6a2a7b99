//! Who is in a ticket that is a thread. A thread has no overwrites: who is to see it is in it, and who is not, is not.

use serenity::all::Permissions;

use super::{Bot, DiscordError, Request, closing};
use crate::model::{
    ChannelId, ClaimMode, Failure, GuildSettings, Outcome, Subject, Text, Ticket, TicketId,
    TicketMembers, UserId,
};
use crate::tickets::actor::must_be_open;

/// What the bot must have under whose channel tickets open as threads.
pub const BOT_NEEDS: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::CREATE_PRIVATE_THREADS)
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::MANAGE_THREADS)
    .union(Permissions::READ_MESSAGE_HISTORY)
    .union(Permissions::EMBED_LINKS);

/// Refuses what a thread cannot do, where this ticket is one.
pub fn must_be_a_channel(ticket: &Ticket, refusal: &'static str) -> Outcome<()> {
    match ticket.thread {
        Some(_) => Err(Failure::refused(refusal)),
        None => Ok(()),
    }
}

/// Brings in who belongs in a ticket's thread, and takes out who does not.
pub(super) async fn write(
    bot: &Bot,
    ticket: &Ticket,
    thread: ChannelId,
    members: &TicketMembers,
    mode: ClaimMode,
) -> Result<(), DiscordError> {
    let staff = bot
        .store
        .ticket_staff(ticket.id)
        .await
        .map_err(|error| DiscordError::Unreachable(error.to_string()))?;
    let who = Who::of(ticket, bot.user(), members, mode, &staff);
    for user in &who.inside {
        bot.outbound.add_thread_member(thread, *user).await?;
    }
    let mut outside = who.outside.clone();
    if who.nobody_else {
        // Those whom a mention brought in, or who may manage all threads and came by themselves.
        let present = bot.outbound.thread_members(thread).await?;
        outside.extend(present.into_iter().flatten());
    }
    for user in outside {
        if user != bot.user() && !who.inside.contains(&user) {
            bot.outbound.remove_thread_member(thread, user).await?;
        }
    }
    Ok(())
}

/// Who belongs where.
#[derive(Debug, PartialEq)]
struct Who {
    inside: Vec<UserId>,
    outside: Vec<UserId>,
    /// Whether whoever is in neither list is outside.
    nobody_else: bool,
}

impl Who {
    fn of(
        ticket: &Ticket,
        bot: UserId,
        members: &TicketMembers,
        mode: ClaimMode,
        staff: &[UserId],
    ) -> Self {
        let users = |subjects: &[Subject]| -> Vec<UserId> {
            subjects
                .iter()
                .filter_map(|subject| match subject {
                    Subject::Member(user) => Some(*user),
                    Subject::Role(_) => None,
                })
                .collect()
        };
        let nobody_else = ticket.claimed_by.is_some() && mode == ClaimMode::ClaimerOnly;
        let mut inside = vec![ticket.opener];
        inside.extend(ticket.claimed_by);
        inside.extend(users(&members.added));
        let mut outside = users(&members.former);
        if nobody_else {
            outside.extend(staff);
        } else {
            // Whoever gives a ticket back is still of the staff that joined it.
            outside.retain(|user| !staff.contains(user));
        }
        outside.retain(|user| *user != bot && !inside.contains(user));
        Self {
            inside,
            outside,
            nobody_else,
        }
    }
}

/// **Join** under the notice of a thread: staff comes in.
pub async fn join(request: &Request, ticket: TicketId) -> Outcome<()> {
    let ticket = closing::by_id(request, ticket).await?;
    let bot = &request.bot;
    let (panel, settings) = super::access::surroundings(bot, &ticket).await?;
    request.actor().must_be_staff(panel.as_ref(), &settings)?;
    must_be_open(&ticket)?;
    let Some(thread) = ticket.channel else {
        return Err(Failure::refused("tickets-still-opening"));
    };
    let user = request.caller.user;
    must_be_free(&ticket, &settings, user)?;
    if !bot.store.join_ticket(&ticket, user).await? {
        return Err(Failure::refused("tickets-changed-meanwhile"));
    }
    match bot.outbound.add_thread_member(thread, user).await {
        Ok(()) => {}
        Err(error) if error.is_forbidden() => {
            let parent = ticket
                .thread
                .as_ref()
                .map_or(thread, |thread| thread.parent);
            return Err(Text::new("tickets-thread-hidden")
                .with("channel", format!("<#{parent}>"))
                .into());
        }
        Err(error) => return Err(error.into()),
    }
    let text = Text::new("tickets-joined").with("channel", format!("<#{thread}>"));
    request.say(&text).await;
    Ok(())
}

/// What one of the staff has claimed for themselves is not for the others.
fn must_be_free(ticket: &Ticket, settings: &GuildSettings, user: UserId) -> Outcome<()> {
    match ticket.claimed_by {
        Some(claimer) if claimer != user && settings.claim_mode == ClaimMode::ClaimerOnly => {
            Err(Text::new("tickets-claimed-by-other")
                .with("claimer", format!("<@{claimer}>"))
                .into())
        }
        _ => Ok(()),
    }
}
