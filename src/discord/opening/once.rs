//! Making a channel or thread once, although Discord makes a new one at each request and an answer may be lost.

use std::time::Duration;

use tokio::time::sleep;

use super::thread;
use crate::discord::outbound::NewChannel;
use crate::discord::{Bot, DiscordError};
use crate::model::{ChannelId, Ticket, TicketThread};
use crate::tickets::topic;

/// How often it is tried when it is not known what came of it.
const TRIES: u32 = 3;
/// A request whose answer was lost may still be at work when the channels are listed.
const SETTLES: Duration = Duration::from_millis(400);

/// What is to be made for a ticket.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'a> {
    /// A channel of its own.
    Channel(&'a NewChannel),
    /// A private thread.
    Thread(&'a TicketThread),
}

/// Makes it; where an answer was lost, what was made is looked for before it is made again.
pub(super) async fn make(
    bot: &Bot,
    ticket: &Ticket,
    wanted: Wanted<'_>,
    reason: &str,
) -> Result<ChannelId, DiscordError> {
    let mut tries = 1;
    loop {
        let made = match wanted {
            Wanted::Channel(channel) => {
                bot.outbound
                    .create_channel(ticket.guild, channel, reason)
                    .await
            }
            Wanted::Thread(thread) => {
                bot.outbound
                    .create_thread(thread.parent, &thread.name, reason)
                    .await
            }
        };
        let error = match made {
            Err(error) if error.is_uncertain() => error,
            decided => return decided,
        };
        tracing::warn!(%error, "looking for the channel whose creation was not answered");
        // Right away, and once more after it had time to appear.
        for pause in [Duration::ZERO, SETTLES] {
            sleep(pause).await;
            // An error leaves it open whether there is one.
            let found = find(bot, ticket, wanted)
                .await
                .map_err(|error| DiscordError::Uncertain(format!("and then: {error}")))?;
            if let Some(channel) = found {
                return Ok(channel);
            }
        }
        if tries >= TRIES {
            return Err(error);
        }
        tries += 1;
    }
}

/// A channel by the mark in its topic, a thread by what was stored of it.
async fn find(
    bot: &Bot,
    ticket: &Ticket,
    wanted: Wanted<'_>,
) -> Result<Option<ChannelId>, DiscordError> {
    Ok(match wanted {
        Wanted::Channel(_) => {
            let channels = bot.outbound.channels(ticket.guild).await?;
            channels
                .into_iter()
                .find(|channel| topic::belongs(channel.topic.as_deref(), &ticket.reference))
                .map(|channel| channel.id)
        }
        Wanted::Thread(_) => {
            let threads = bot.outbound.active_threads(ticket.guild).await?;
            threads
                .iter()
                .find(|facts| thread::is_of(facts, ticket, bot.user()))
                .map(|facts| facts.id)
        }
    })
}
