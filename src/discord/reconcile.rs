//! Finishing or undoing what a crash, a lost connection or a deletion by hand left.
//!
//! Runs for a server whenever Discord introduces it (after every new session), and again for servers in which a flow had
//! to give up. The decision is pure ([`crate::tickets::reconcile`]); this carries it out.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tracing::Instrument as _;

use super::opening::plan::{Person, Plan};
use super::opening::{self, late, thread, undo};
use super::outbound::threads::{PRIVATE_THREAD, ThreadFacts};
use super::{Bot, CustomId, access, closing, error, notice, panel_messages};
use crate::model::{
    ChannelId, GuildId, Language, MessageId, Outcome, Ticket, TicketCounts, TicketState,
};
use crate::render::Value;
use crate::settings;
use crate::tickets::instances;
use crate::tickets::persist::persist;
use crate::tickets::reconcile::{Decision, Seen, decide};
use crate::tickets::topic;

/// How often the servers in which something was left over are thought of.
const PAUSE: Duration = Duration::from_secs(1);

/// Looks after the servers in which something was left over, until a stop is asked for.
pub async fn run(bot: Arc<Bot>) -> Result<(), std::convert::Infallible> {
    loop {
        tokio::select! {
            () = bot.lifecycle.stopping() => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
        for guild in bot.under_way.due() {
            server(&bot, guild).await;
        }
    }
}

/// Settles every ticket of a server that nobody is working on. What does not work is left for later.
pub async fn server(bot: &Arc<Bot>, guild: GuildId) {
    let span = tracing::info_span!("tickets.reconcile", guild.id = %guild);
    async {
        // After connecting, a thousand servers are introduced at once; presses need the database too.
        let _place = bot.reconciling.acquire().await;
        if let Err(failure) = settle(bot, guild).await {
            error::log(&failure, "a server's tickets could not be settled now");
            bot.under_way.leave(guild);
        }
        if let Err(failure) = fill_in(bot, guild).await {
            error::log(
                &failure,
                "a server's welcome messages could not be filled in now",
            );
            bot.under_way.leave(guild);
        }
        if let Err(failure) = panel_messages::look(bot, guild).await {
            error::log(&failure, "a server's panels could not be looked at now");
            bot.under_way.leave(guild);
        }
        bot.under_way.looked_at(guild);
    }
    .instrument(span)
    .await;
}

async fn settle(bot: &Arc<Bot>, guild: GuildId) -> Outcome<()> {
    access::catch_up(bot, guild).await?;
    let live = bot.store.live_tickets(guild).await?;
    if live.is_empty() {
        return Ok(());
    }
    let channels = seen(bot, guild, &live).await?;
    for ticket in live {
        let decision = decide(&ticket, &channels);
        if decision == Decision::Leave {
            continue;
        }
        // Whoever has it will end it, or leave the server here again.
        let Some(_claim) = bot.under_way.claim(&ticket.reference) else {
            continue;
        };
        // It may have gone on since it was read.
        let Some(ticket) = bot.store.ticket(guild, ticket.id).await? else {
            continue;
        };
        if !takes(bot, &ticket).await? {
            continue;
        }
        if let Err(failure) = carry_out(bot, ticket, &channels).await {
            error::log(&failure, "a ticket could not be settled now");
            bot.under_way.leave(guild);
        }
    }
    Ok(())
}

/// Every channel of a server and, where a ticket is a thread, every thread that is not archived.
async fn seen(bot: &Bot, guild: GuildId, live: &[Ticket]) -> Outcome<Vec<Seen>> {
    let mut seen: Vec<Seen> = bot
        .outbound
        .channels(guild)
        .await?
        .into_iter()
        .map(|channel| Seen {
            channel: channel.id,
            topic: channel.topic,
            thread_of: None,
        })
        .collect();
    if live.iter().any(|ticket| ticket.thread.is_some()) {
        let threads = bot.outbound.active_threads(guild).await?;
        seen.extend(threads.into_iter().map(|facts| {
            let ticket = live
                .iter()
                .find(|ticket| thread::is_of(&facts, ticket, bot.user()));
            Seen {
                channel: facts.id,
                topic: None,
                thread_of: ticket.map(|ticket| ticket.id),
            }
        }));
    }
    Ok(seen)
}

/// Whether this program may end what was begun with a ticket: it began it itself, or whoever did is no more. Otherwise the
/// server is looked at again later.
pub(super) async fn takes(bot: &Bot, ticket: &Ticket) -> Outcome<bool> {
    let takes = instances::take(&bot.store, &bot.clock, ticket, &bot.instance).await?;
    if !takes {
        tracing::debug!(ticket.id = %ticket.id, "another program is at it");
        bot.under_way
            .leave_to_another(ticket.guild, instances::LEASE);
    }
    Ok(takes)
}

async fn carry_out(bot: &Arc<Bot>, ticket: Ticket, channels: &[Seen]) -> Outcome<()> {
    match decide(&ticket, channels) {
        Decision::Leave => Ok(()),
        Decision::Undo => {
            tracing::info!(ticket.id = %ticket.id, "undoing a reservation without a channel");
            undo::undo(bot, &ticket, None).await;
            Ok(())
        }
        Decision::Close => {
            tracing::info!(ticket.id = %ticket.id, "carrying out a closing");
            closing::carry_out(bot, &ticket, Language::default()).await
        }
        Decision::Vanished => match ticket.channel {
            // A list without it may be older than the channel: asked by itself, it is gone for certain.
            Some(channel) if exists(bot, channel).await? => Ok(()),
            _ => {
                tracing::info!(ticket.id = %ticket.id, "closing a ticket whose channel is gone");
                closing::vanished(bot, ticket).await
            }
        },
        Decision::Finish { channel, surplus } => {
            tracing::info!(ticket.id = %ticket.id, "finishing an opening");
            for channel in surplus {
                bot.outbound
                    .delete_channel(channel, "created twice")
                    .await?;
            }
            finish(bot, ticket, channel).await
        }
    }
}

/// Shows what welcome messages were still waiting for when their program ended.
async fn fill_in(bot: &Arc<Bot>, guild: GuildId) -> Outcome<()> {
    for (id, from) in bot.store.unfilled(guild).await? {
        let waiting = (id, from.as_str());
        if !instances::take_unfilled(&bot.store, &bot.clock, waiting, &bot.instance).await? {
            if from != bot.instance {
                bot.under_way.leave_to_another(guild, instances::LEASE);
            }
            continue;
        }
        if let Some(ticket) = bot.store.ticket(guild, id).await?
            && ticket.state == TicketState::Open
            && let (Some(channel), Some(welcome)) = (ticket.channel, ticket.welcome_message)
        {
            tracing::info!(ticket.id = %ticket.id, "filling a welcome message in");
            let plan = plan(bot, ticket).await?;
            let values = ask_all(bot, &plan, channel).await;
            late::show(bot, &plan, channel, welcome, values).await;
        }
        late::forget(bot, id).await;
    }
    Ok(())
}

/// The values of all integrations that the welcome message needs, however long each takes. What the opening that was
/// broken off has learnt is kept, and not asked for again.
async fn ask_all(bot: &Arc<Bot>, plan: &Plan, channel: ChannelId) -> BTreeMap<String, Value> {
    let about = opening::about(bot, plan, Some(channel));
    bot.integrations
        .values_of_ticket(plan.ticket.id, about)
        .await
        .unwrap_or_else(|failure| {
            error::log(&failure, "the integrations could not be read");
            BTreeMap::new()
        })
}

async fn exists(bot: &Bot, channel: ChannelId) -> Outcome<bool> {
    match bot.outbound.channel(channel).await {
        Ok(_) => Ok(true),
        Err(error) if error.is_unknown() => Ok(false),
        // It is there, and hidden.
        Err(error) if error.is_forbidden() => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Welcomes the opener in the channel that was found, and confirms.
async fn finish(bot: &Arc<Bot>, ticket: Ticket, channel: ChannelId) -> Outcome<()> {
    let plan = plan(bot, ticket).await?;
    if plan.ticket.channel != Some(channel) {
        persist(|| bot.store.set_ticket_channel(plan.ticket.id, channel)).await?;
    }
    let close = CustomId::CloseTicket {
        ticket: plan.ticket.id,
    };
    let found = bot
        .outbound
        .find_message(
            channel,
            MessageId::new(channel.get()),
            bot.user(),
            &close.to_string(),
        )
        .await?;
    let values = ask_all(bot, &plan, channel).await;
    let message = plan.welcome(channel, values.clone());
    let welcome = match found {
        Some(welcome) => {
            bot.outbound.edit(channel, welcome, &message).await?;
            welcome
        }
        None => bot.outbound.post(channel, &message).await?,
    };
    if plan.ticket.thread.is_some() {
        // The crash may have come before the opener was in it.
        bot.outbound
            .add_thread_member(channel, plan.ticket.opener)
            .await?;
    }
    persist(|| opening::confirm(bot, &plan, channel, welcome, &values)).await?;
    notice::post(bot, &plan, channel).await;
    late::forget(bot, plan.ticket.id).await;
    Ok(())
}

/// A channel has just appeared. If it bears the mark of a reservation that is no more, its creation took longer than the
/// bot's patience, or than its life: nobody will ever use it.
pub(super) async fn orphan(
    bot: &Bot,
    guild: GuildId,
    channel: ChannelId,
    topic: Option<&str>,
) -> Outcome<()> {
    let Some(mark) = topic.and_then(topic::mark) else {
        return Ok(());
    };
    // Asked in this order: a ticket that is claimed now may be stored a moment later.
    if bot.under_way.is_claimed(mark) {
        return Ok(());
    }
    let live = bot.store.live_tickets(guild).await?;
    if live.iter().any(|ticket| ticket.reference == mark) {
        return Ok(());
    }
    tracing::info!(channel.id = %channel, "deleting the channel of an opening that was given up");
    bot.outbound
        .delete_channel(channel, "the ticket could not be opened")
        .await?;
    Ok(())
}

/// A private thread of the bot's has just appeared under a channel in which tickets open. If no ticket waits for it or has
/// it, its creation took longer than the bot's patience: nobody will ever use it.
pub(super) async fn orphan_thread(bot: &Bot, guild: GuildId, facts: &ThreadFacts) -> Outcome<()> {
    if facts.kind != PRIVATE_THREAD || facts.owner_id != Some(bot.user()) {
        return Ok(());
    }
    let Some(parent) = facts.parent_id else {
        return Ok(());
    };
    let live = bot.store.live_tickets(guild).await?;
    let is_known = live.iter().any(|ticket| {
        // Of a ticket that is being opened, the thread's name is stored before it is created.
        thread::is_of(facts, ticket, bot.user())
            || ticket.channel == Some(facts.id)
            // A thread within a ticket is no ticket.
            || ticket.channel == Some(parent)
    });
    if is_known {
        return Ok(());
    }
    tracing::info!(channel.id = %facts.id, "deleting the thread of an opening that was given up");
    bot.outbound
        .delete_channel(facts.id, "the ticket could not be opened")
        .await?;
    Ok(())
}

/// What a press would have known.
async fn plan(bot: &Bot, ticket: Ticket) -> Outcome<Plan> {
    let guild = ticket.guild;
    let (settings, facts, member) = tokio::try_join!(
        settings::load(&bot.store, guild),
        async { Ok(bot.guild(guild).await?) },
        async { Ok(bot.outbound.member(guild, ticket.opener).await?) },
    )?;
    let panel = match ticket.panel {
        Some(panel) => bot.store.panel(guild, panel).await?,
        None => None,
    };
    let counts: TicketCounts = bot.store.ticket_counts(guild, ticket.opener).await?;
    // Somebody who left has no name here any more.
    let opener = member.map_or_else(Person::default, |member| Person {
        nickname: member
            .nick
            .clone()
            .or_else(|| member.user.global_name.clone())
            .unwrap_or_else(|| member.user.username.clone()),
        avatar_url: member.user.avatar_url(),
        username: member.user.username,
    });
    Ok(Plan {
        ticket,
        panel,
        settings,
        guild_name: facts.name,
        opener,
        bot: bot.user(),
        // The channel exists already.
        bot_permissions: serenity::all::Permissions::empty(),
        counts,
        now: bot.clock.now(),
    })
}
