//! Closing a ticket: the decision is stored first, and carried out until it is done.

pub mod notice;

use std::sync::Arc;
use std::time::Duration;

use serenity::all::Permissions;

use super::{Bot, Request, access, notice as notices, reconcile};
use crate::i18n;
use crate::model::{
    Failure, GuildId, Language, Outcome, Text, Ticket, TicketId, TicketState, UserId,
};
use crate::settings;
use crate::tickets::close;
use crate::tickets::persist::persist;

/// The answer stands in the channel that is about to go; it is not waited for longer than this.
const ANSWER: Duration = Duration::from_secs(3);

/// The ticket with this id, if it is one of this server.
pub async fn by_id(request: &Request, ticket: TicketId) -> Outcome<Ticket> {
    let guild = request.guild()?;
    request
        .bot
        .store
        .ticket(guild, ticket)
        .await?
        .ok_or_else(|| Failure::refused("tickets-not-found"))
}

/// The ticket whose channel the request comes from.
pub async fn here(request: &Request) -> Outcome<Ticket> {
    let guild = request.guild()?;
    request
        .bot
        .store
        .ticket_by_channel(guild, request.channel)
        .await?
        .ok_or_else(|| Failure::refused("tickets-not-a-ticket"))
}

/// Refuses whoever may not close this ticket.
pub async fn check(request: &Request, ticket: &Ticket) -> Outcome<()> {
    let (panel, settings) = access::surroundings(&request.bot, ticket).await?;
    close::check(ticket, panel.as_ref(), &settings, request.actor())
}

/// Closes a ticket for the asking person.
pub async fn close(request: &Request, ticket: Ticket, reason: Option<&str>) -> Outcome<()> {
    check(request, &ticket).await?;
    let bot = &request.bot;
    let _claim = bot.under_way.claim(&ticket.reference);
    let ticket = begin(bot, &ticket, request.caller.user, reason)
        .await?
        .ok_or_else(|| Failure::refused("tickets-already-closing"))?;
    let text = Text::new("tickets-closing").with("number", ticket.number.to_string());
    // It is decided, so it is said, while there is still a channel to say it in.
    let _ = tokio::time::timeout(ANSWER, request.say(&text)).await;
    carry_out(bot, &ticket, request.language()).await
}

/// Closes a ticket whose channel was deleted by hand.
pub async fn vanished(bot: &Arc<Bot>, ticket: Ticket) -> Outcome<()> {
    let _claim = bot.under_way.claim(&ticket.reference);
    let ticket = match ticket.state {
        TicketState::Open => {
            let language = settings::load(&bot.store, ticket.guild).await?.language;
            let reason = i18n::words(language, &Text::new("tickets-channel-deleted"));
            match begin(bot, &ticket, bot.user(), Some(&reason)).await? {
                Some(ticket) => ticket,
                None => return Ok(()),
            }
        }
        // The channel that is gone may be another program's doing, which goes on to tell the opener.
        TicketState::Closing if reconcile::takes(bot, &ticket).await? => ticket,
        TicketState::Closing | TicketState::Opening | TicketState::Closed => return Ok(()),
    };
    carry_out(bot, &ticket, Language::default()).await
}

async fn begin(
    bot: &Bot,
    ticket: &Ticket,
    by: UserId,
    reason: Option<&str>,
) -> Outcome<Option<Ticket>> {
    let begun = close::begin(
        &bot.store,
        ticket,
        by,
        reason,
        bot.clock.now(),
        &bot.instance,
    );
    begun.await.map_err(|error| {
        // It may be decided although the answer was lost.
        bot.under_way.leave(ticket.guild);
        error.into()
    })
}

/// Carries out what was decided: the channel goes, the opener is told, the row ends. Each may be done again.
pub(super) async fn carry_out(bot: &Bot, ticket: &Ticket, language: Language) -> Outcome<()> {
    let result = steps(bot, ticket, language).await;
    if result.is_err() {
        bot.under_way.leave(ticket.guild);
    }
    result
}

async fn steps(bot: &Bot, ticket: &Ticket, language: Language) -> Outcome<()> {
    let guild = ticket.guild;
    let settings = settings::load(&bot.store, guild).await?;
    if let Some(channel) = ticket.channel {
        let reason = notice::audit_reason(ticket, settings.language);
        match bot.outbound.delete_channel(channel, &reason).await {
            Ok(()) => {}
            Err(error) if error.is_forbidden() => {
                let managing = match ticket.thread {
                    Some(_) => Permissions::MANAGE_THREADS,
                    None => Permissions::MANAGE_CHANNELS,
                };
                let needed = Permissions::VIEW_CHANNEL | managing;
                return Err(bot
                    .missing_permissions(guild, Some(channel), needed, language)
                    .await);
            }
            Err(error) => return Err(error.into()),
        }
    }
    tokio::join!(
        tell_opener(bot, ticket, guild, settings.language),
        notices::end(bot, ticket, settings.language),
    );
    persist(|| close::finish(&bot.store, ticket)).await?;
    Ok(())
}

/// A direct message; that the opener takes none is not an error.
async fn tell_opener(bot: &Bot, ticket: &Ticket, guild: GuildId, language: Language) {
    let name = match bot.guild(guild).await {
        Ok(facts) => facts.name,
        Err(error) => {
            tracing::warn!(%error, "the server's name is not known");
            guild.to_string()
        }
    };
    let message = notice::closed(ticket, &name, language);
    if let Err(error) = bot.outbound.direct_message(ticket.opener, &message).await {
        tracing::debug!(%error, "the opener was not told");
    }
}
