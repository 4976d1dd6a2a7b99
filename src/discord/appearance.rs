//! The name and the topic of a ticket's channel.
//!
//! Discord takes two changes of a channel's name or topic in ten minutes, whoever asks. So a wish is stored first, as a
//! job that holds all that is wished for; what the budget allows is written at once, and the rest by that job, with
//! everything that was wished for until then in one request.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use serenity::all::Permissions;

use super::{Bot, DiscordError, Request};
use crate::jobs::{Done, JobOutcome, NotDone};
use crate::model::{ChannelId, Failure, Language, NewJob, Outcome, Text, Ticket, TicketId};
use crate::store::JobRow;

/// The kind of the job.
pub const JOB: &str = "ticket.appearance";

/// Discord's budget for one channel: so many changes in so long.
const CHANGES: usize = 2;
const WINDOW: TimeDelta = TimeDelta::minutes(10);

/// When the job takes over what this process began to write and did not finish.
const TAKEN_OVER: TimeDelta = TimeDelta::minutes(1);

/// What is wished for; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// The name, as Discord will show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The whole topic, with the ticket's mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
}

impl Wish {
    /// Both, the later one where they differ.
    fn then(self, later: Self) -> Self {
        Self {
            name: later.name.or(self.name),
            topic: later.topic.or(self.topic),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Payload {
    guild: crate::model::GuildId,
    ticket: TicketId,
    wish: Wish,
}

/// When this process has changed which channel, as far as that still counts.
#[derive(Debug, Default)]
pub struct Budget(Mutex<BTreeMap<ChannelId, VecDeque<DateTime<Utc>>>>);

impl Budget {
    /// Counts a change now, or says when the next one is allowed.
    fn spend(&self, channel: ChannelId, now: DateTime<Utc>) -> Result<(), DateTime<Utc>> {
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spent.retain(|_, moments| {
            moments.retain(|moment| *moment + WINDOW > now);
            !moments.is_empty()
        });
        let moments = spent.entry(channel).or_default();
        match moments.front() {
            Some(first) if moments.len() >= CHANGES => Err(*first + WINDOW),
            _ => {
                moments.push_back(now);
                Ok(())
            }
        }
    }
}

/// When a wish shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// It does.
    Now,
    /// Then.
    At(DateTime<Utc>),
}

/// Stores a wish, and fulfils it if Discord's budget allows.
pub async fn wish(bot: &Bot, ticket: &Ticket, wish: Wish, language: Language) -> Outcome<Shows> {
    let Some(channel) = ticket.channel else {
        return Err(Failure::refused("tickets-still-opening"));
    };
    let _turn = bot.turns.of(channel).lock().await;
    let key = ticket.id.to_string();
    let waiting = bot.store.job(JOB, &key).await?;
    let waiting = waiting
        .filter(|job| job.dead_at.is_none())
        .and_then(|job| serde_json::from_value::<Payload>(job.payload).ok())
        .map(|payload| payload.wish)
        .unwrap_or_default();
    let wish = waiting.then(wish);
    let put = async |due_at| {
        let payload = Payload {
            guild: ticket.guild,
            ticket: ticket.id,
            wish: wish.clone(),
        };
        let job = NewJob {
            kind: JOB.to_owned(),
            key: key.clone(),
            payload: json!(payload),
            due_at,
        };
        bot.store.put_job(&job).await
    };
    let now = bot.clock.now();
    if let Err(at) = bot.appearances.spend(channel, now) {
        put(at).await?;
        return Ok(Shows::At(at));
    }
    put(now + TAKEN_OVER).await?;
    match bot.outbound.set_appearance(channel, &wish).await {
        Ok(()) => {
            bot.store.cancel_job(JOB, &key).await?;
            Ok(Shows::Now)
        }
        Err(DiscordError::RateLimited { after }) => {
            let at = now + TimeDelta::from_std(after).unwrap_or(WINDOW);
            put(at).await?;
            Ok(Shows::At(at))
        }
        // It may have worked; the job makes sure.
        Err(error) if error.is_uncertain() => Ok(Shows::At(now + TAKEN_OVER)),
        Err(error) => {
            bot.store.cancel_job(JOB, &key).await?;
            Err(refusal(bot, ticket, channel, error, language).await)
        }
    }
}

async fn refusal(
    bot: &Bot,
    ticket: &Ticket,
    channel: ChannelId,
    error: DiscordError,
    language: Language,
) -> Failure {
    use super::outbound::error::code;
    if error.is_forbidden() {
        let needed = Permissions::VIEW_CHANNEL | Permissions::MANAGE_CHANNELS;
        bot.missing_permissions(ticket.guild, Some(channel), needed, language)
            .await
    } else if error.is_unknown() {
        Failure::refused("tickets-not-a-ticket")
    } else if error.code() == Some(code::INVALID_FORM) {
        // Servers that Discord recommends to others may not use certain words.
        Failure::refused("tickets-name-forbidden")
    } else {
        error.into()
    }
}

/// The job: fulfils what was wished for until now.
pub async fn fulfil(bot: &Bot, job: JobRow) -> JobOutcome {
    let Ok(payload) = serde_json::from_value::<Payload>(job.payload) else {
        return Err(never("the wish cannot be read"));
    };
    let ticket = bot.store.ticket(payload.guild, payload.ticket).await?;
    let Some(channel) = ticket.and_then(|ticket| ticket.channel) else {
        return Ok(Done::Finished);
    };
    let _turn = bot.turns.of(channel).lock().await;
    let now = bot.clock.now();
    if let Err(at) = bot.appearances.spend(channel, now) {
        return Ok(Done::Again(at));
    }
    match bot.outbound.set_appearance(channel, &payload.wish).await {
        Ok(()) => Ok(Done::Finished),
        Err(DiscordError::RateLimited { after }) => Ok(Done::Again(
            now + TimeDelta::from_std(after).unwrap_or(WINDOW),
        )),
        Err(error) if error.is_unknown() => Ok(Done::Finished),
        Err(error @ DiscordError::Refused { .. }) => Err(never(&error.to_string())),
        Err(error) => Err(error.into()),
    }
}

fn never(why: &str) -> NotDone {
    NotDone::Never {
        why: why.to_owned(),
    }
}

/// Carries out a wish of staff in the ticket's channel and answers.
pub async fn answer(request: &Request, ticket: &Ticket, wished: Wish, done: Text) -> Outcome<()> {
    match wish(&request.bot, ticket, wished, request.language()).await? {
        Shows::Now => request.say(&done).await,
        Shows::At(at) => {
            let later = Text::new("tickets-appearance-later")
                .with("time", format!("<t:{}:R>", at.timestamp()));
            request.say(&later).await;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_change_waits_until_the_first_is_ten_minutes_old() {
        let (budget, channel) = (Budget::default(), ChannelId::new(1));
        let start = DateTime::UNIX_EPOCH;
        let at = |minutes| start + TimeDelta::minutes(minutes);
        assert_eq!(budget.spend(channel, at(0)), Ok(()));
        assert_eq!(budget.spend(channel, at(4)), Ok(()));
        assert_eq!(budget.spend(channel, at(5)), Err(at(10)));
        assert_eq!(budget.spend(ChannelId::new(2), at(5)), Ok(()));
        assert_eq!(budget.spend(channel, at(10)), Ok(()));
        assert_eq!(budget.spend(channel, at(11)), Err(at(14)));
    }

    #[test]
    fn a_later_wish_replaces_what_it_names() {
        let wish = |name: Option<&str>, topic: Option<&str>| Wish {
            name: name.map(str::to_owned),
            topic: topic.map(str::to_owned),
        };
        let both = wish(Some("a"), None).then(wish(None, Some("t")));
        assert_eq!(both, wish(Some("a"), Some("t")));
        assert_eq!(both.then(wish(Some("b"), None)), wish(Some("b"), Some("t")));
    }
}
