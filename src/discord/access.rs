//! Bringing a ticket's channel in line with who is in the ticket.
//!
//! The decision is stored first and counted; this writes the overwrites that follow from what is stored, and notes which
//! count they are of. What a crash or a refusal keeps from being written is found by its lagging count.

use serenity::all::Permissions;
use tokio::sync::Mutex;

use super::overwrites::TicketAccess;
use super::permissions::overwrites;
use super::{Bot, error, threads};
use crate::i18n;
use crate::model::{
    ChannelId, Failure, GuildId, GuildSettings, Language, Outcome, Panel, Text, Ticket, TicketState,
};
use crate::settings;
use crate::tickets::staff_role;

/// What writing overwrites asks of the bot.
const NEEDED: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::MANAGE_CHANNELS)
    .union(Permissions::MANAGE_ROLES);

/// More than cores, so that two tickets seldom wait for each other.
const LOCKS: u64 = 64;

/// Keeps two changes of one channel from overtaking each other on their way to Discord.
#[derive(Debug)]
pub struct Turns(Vec<Mutex<()>>);

impl Default for Turns {
    fn default() -> Self {
        Self((0..LOCKS).map(|_| Mutex::default()).collect())
    }
}

impl Turns {
    /// The lock of this channel.
    pub(super) fn of(&self, channel: ChannelId) -> &Mutex<()> {
        let index = (channel.get() >> 22) % LOCKS;
        &self.0[usize::try_from(index).unwrap_or_default()]
    }
}

/// A ticket's panel and its server's settings: what its rules are read from.
pub async fn surroundings(bot: &Bot, ticket: &Ticket) -> Outcome<(Option<Panel>, GuildSettings)> {
    tokio::try_join!(
        async {
            match ticket.panel {
                Some(panel) => Ok(bot.store.panel(ticket.guild, panel).await?),
                None => Ok(None),
            }
        },
        settings::load(&bot.store, ticket.guild),
    )
}

/// Writes the overwrites that follow from what is stored now. A channel that is gone is somebody else's concern.
pub async fn write(bot: &Bot, ticket: &Ticket, language: Language) -> Outcome<()> {
    let Some(channel) = ticket.channel else {
        return Ok(());
    };
    let _turn = bot.turns.of(channel).lock().await;
    let (stored, members, (panel, settings)) = tokio::try_join!(
        async { Ok(bot.store.ticket(ticket.guild, ticket.id).await?) },
        async { Ok(bot.store.ticket_members(ticket).await?) },
        surroundings(bot, ticket),
    )?;
    let Some(ticket) = stored.filter(|ticket| ticket.state == TicketState::Open) else {
        return Ok(());
    };
    if ticket.thread.is_some() {
        let written = Box::pin(threads::write(
            bot,
            &ticket,
            channel,
            &members,
            settings.claim_mode,
        ))
        .await;
        return match written {
            Ok(()) => Ok(bot
                .store
                .ticket_access_written(ticket.id, members.version)
                .await?),
            Err(error) if error.is_unknown() => Ok(()),
            Err(error) => Err(refused(bot, &ticket, channel, error, language).await),
        };
    }
    let (bot_may, current) = tokio::join!(
        bot.own_permissions(ticket.guild, Some(channel)),
        bot.outbound.channel(channel),
    );
    let current = match current {
        Ok(current) => overwrites(&current.permission_overwrites),
        Err(error) if error.is_unknown() => return Ok(()),
        Err(error) => return Err(refused(bot, &ticket, channel, error, language).await),
    };
    let access = TicketAccess {
        guild: ticket.guild,
        bot: bot.user(),
        opener: ticket.opener,
        staff_role: staff_role(panel.as_ref(), &settings),
        claim: ticket
            .claimed_by
            .map(|claimer| (claimer, settings.claim_mode)),
        added: members.added,
    };
    let overwrites = access.replacing(&current, &members.former, bot_may?);
    let reason = Text::new("tickets-audit-access").with("number", ticket.number.to_string());
    let reason = i18n::words(settings.language, &reason);
    match bot
        .outbound
        .set_overwrites(channel, &overwrites, &reason)
        .await
    {
        Ok(()) => {}
        Err(error) if error.is_unknown() => return Ok(()),
        Err(error) => return Err(refused(bot, &ticket, channel, error, language).await),
    }
    Ok(bot
        .store
        .ticket_access_written(ticket.id, members.version)
        .await?)
}

async fn refused(
    bot: &Bot,
    ticket: &Ticket,
    channel: ChannelId,
    error: super::DiscordError,
    language: Language,
) -> Failure {
    if error.is_forbidden() {
        let needed = match ticket.thread {
            Some(_) => threads::BOT_NEEDS,
            None => NEEDED,
        };
        bot.missing_permissions(ticket.guild, Some(channel), needed, language)
            .await
    } else {
        error.into()
    }
}

/// Writes what was decided and not written. A refusal costs only its own ticket: it is tried again when Discord next
/// introduces the server, and at the ticket's next change.
pub async fn catch_up(bot: &Bot, guild: GuildId) -> Outcome<()> {
    for ticket in bot.store.tickets_with_access_behind(guild).await? {
        if let Err(failure) = write(bot, &ticket, Language::default()).await {
            error::log(&failure, "a ticket's permissions could not be written");
        }
    }
    Ok(())
}
