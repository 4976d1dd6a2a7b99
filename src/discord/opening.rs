//! Opening a ticket, from the press to the finished welcome message.
//!
//! The order is the design: the number is taken first, so that two presses cannot both pass; the channel is created while
//! the integrations are asked; the welcome message is posted when everything is there, and at the latest a moment after
//! the channel; only then is the reservation confirmed, and only then is anybody told "done". Whatever fails on the way
//! takes back what was done before it, and what cannot be taken back now is left to [`super::reconcile`].

pub mod channel;
pub mod late;
mod once;
pub mod owners;
pub mod plan;
pub mod thread;
pub mod undo;
pub mod welcome;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};
use tracing::Instrument as _;

use super::{Bot, Request, notice};
use crate::integrations::{Active, Run, RunContext, request::RequestContext};
use crate::model::{ChannelId, Failure, GuildId, MessageId, Outcome, Panel, PanelId, Text};
use crate::render::Value;
use crate::settings;
use crate::tickets::{open, persist::persist};
use plan::Plan;

/// The welcome message waits so long for values after the channel exists; posting takes a moment more.
const WELCOME_WAITS: Duration = Duration::from_millis(700);

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The panel whose button was pressed.
    pub panel: Option<PanelId>,
    /// What the member typed.
    pub subject: Option<String>,
}

/// Opens a ticket for the asking member, and tells them where it is.
pub async fn open(request: &Request, wanted: Wanted) -> Outcome<()> {
    let bot = &request.bot;
    let guild = request.guild()?;
    let (panel, settings, facts, active) = tokio::try_join!(
        panel(bot, guild, wanted.panel),
        settings::load(&bot.store, guild),
        async { Ok(bot.guild(guild).await?) },
        bot.integrations.active(guild),
    )?;
    let wish = open::Wish {
        guild,
        opener: request.caller.user,
        panel: panel.as_ref(),
        subject: wanted.subject.as_deref(),
        interaction: request.id,
        at: bot.clock.now(),
        instance: &bot.instance,
    };
    let new = wish.accept()?;
    let claim = bot.under_way.claim(&new.reference);
    let ticket = match open::reserve(&bot.store, &new, &settings).await {
        Ok(Some(ticket)) => ticket,
        Ok(None) => return Ok(()),
        Err(failure) => {
            if let Failure::Fault(_) = failure {
                // The row may be there although the answer is not.
                bot.under_way.leave(guild);
            }
            return Err(failure);
        }
    };
    let plan = Plan {
        ticket,
        panel,
        settings,
        guild_name: facts.name,
        opener: plan::Person::from(&request.caller),
        bot: bot.user(),
        bot_permissions: request.bot_permissions,
        counts: crate::model::TicketCounts::default(),
        now: bot.clock.now(),
    };
    let span = tracing::info_span!("ticket.open", guild.id = %guild, ticket.id = %plan.ticket.id);
    // Large, since it holds all that is known of the ticket.
    Box::pin(
        async {
            let opened = carry_out(bot, plan, active, request.language()).await?;
            drop(claim);
            let text =
                Text::new("tickets-opened").with("channel", format!("<#{}>", opened.channel));
            let (plan, channel) = (opened.plan.clone(), opened.channel);
            tokio::join!(
                request.say(&text),
                notice::post(bot, &plan, channel),
                opened.fill_in(bot)
            );
            Ok(())
        }
        .instrument(span),
    )
    .await
}

async fn panel(bot: &Bot, guild: GuildId, panel: Option<PanelId>) -> Outcome<Option<Panel>> {
    match panel {
        None => Ok(None),
        Some(id) => match bot.store.panel(guild, id).await? {
            Some(panel) => Ok(Some(panel)),
            None => Err(Failure::refused("tickets-panel-deleted")),
        },
    }
}

/// A ticket whose welcome message is posted; values may still be outstanding.
struct Opened {
    plan: Plan,
    channel: ChannelId,
    welcome: MessageId,
    shown: BTreeMap<String, Value>,
    outstanding: bool,
    run: Run,
}

/// Everything between the reservation and its confirmation.
async fn carry_out(
    bot: &Arc<Bot>,
    mut plan: Plan,
    active: Vec<Active>,
    language: crate::model::Language,
) -> Outcome<Opened> {
    let context = about(bot, &plan, None);
    let mut run = bot.integrations.start_for(plan.ticket.id, active, context);
    let (guild, opener) = (plan.ticket.guild, plan.ticket.opener);
    match bot.store.ticket_counts(guild, opener).await {
        Ok(counts) => plan.counts = counts,
        // Numbers in a greeting are not worth the ticket.
        Err(error) => tracing::warn!(%error, "the numbers of tickets could not be read"),
    }
    let channel = match channel::create(bot, &mut plan, language).await {
        Ok(channel) => channel,
        Err(channel::NotCreated::Nothing(failure)) => {
            undo::undo(bot, &plan.ticket, None).await;
            return Err(failure);
        }
        Err(channel::NotCreated::Unknown(failure)) => {
            bot.under_way.leave(guild);
            return Err(failure);
        }
    };
    let exists = Instant::now();
    run.channel_created(channel);
    let store = persist(|| bot.store.set_ticket_channel(plan.ticket.id, channel));
    let post = async {
        // Whether they are all there or not.
        let _ = timeout_at(exists + WELCOME_WAITS, run.expected()).await;
        let outstanding = !run.is_finished();
        let shown = run.values();
        let message = plan.welcome(channel, shown.clone());
        let note = async {
            if outstanding {
                late::note(bot, &plan.ticket).await;
            }
        };
        let (posted, ()) = tokio::join!(bot.outbound.post(channel, &message), note);
        (posted, shown, outstanding)
    };
    let (stored, (posted, shown, outstanding)) = tokio::join!(store, post);
    let welcome = match posted {
        Ok(message) => message,
        Err(error) => {
            let failure = welcome::refusal(bot, &plan, channel, error, language).await;
            undo::undo(bot, &plan.ticket, Some(channel)).await;
            return Err(failure);
        }
    };
    let confirmed =
        async { Ok(stored? && persist(|| confirm(bot, &plan, channel, welcome, &shown)).await?) };
    match confirmed.await {
        Ok(true) => Ok(Opened {
            plan,
            channel,
            welcome,
            shown,
            outstanding,
            run,
        }),
        Ok(false) => {
            // Somebody took the reservation back, so nobody is to find a channel of it.
            undo::undo(bot, &plan.ticket, Some(channel)).await;
            Err(Failure::fault(
                "the reservation was gone before it was confirmed",
            ))
        }
        Err(failure) => {
            bot.under_way.leave(guild);
            Err(failure)
        }
    }
}

pub(super) async fn confirm(
    bot: &Bot,
    plan: &Plan,
    channel: ChannelId,
    welcome: MessageId,
    shown: &BTreeMap<String, Value>,
) -> Result<bool, crate::store::StoreError> {
    let panel = plan.panel.as_ref();
    let told = open::Told {
        username: &plan.opener.username,
        values: shown
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.text()?)))
            .collect(),
    };
    let at = bot.clock.now();
    open::confirm(&bot.store, &plan.ticket, panel, channel, welcome, &told, at).await
}

/// What the integrations are asked for the welcome message.
pub(super) fn about(bot: &Arc<Bot>, plan: &Plan, channel: Option<ChannelId>) -> RunContext {
    let ticket = &plan.ticket;
    RunContext {
        request: RequestContext {
            guild: ticket.guild,
            user: ticket.opener,
            ticket_number: Some(ticket.number),
            channel,
            is_new_ticket: true,
            form: Some(Vec::new()),
        },
        names: plan.names(),
        owner_check: bot.owner_check(ticket.guild),
    }
}

impl Opened {
    /// Waits for what is outstanding and shows it, with one edit; with another one where something came of what
    /// nobody expected anything from.
    async fn fill_in(mut self, bot: &Bot) {
        if !self.outstanding {
            return;
        }
        self.run.expected().await;
        self.show(bot).await;
        self.run.finished().await;
        self.show(bot).await;
        late::forget(bot, self.plan.ticket.id).await;
    }

    /// Shows the values as they stand, if that differs from what is shown.
    async fn show(&mut self, bot: &Bot) {
        let values = self.run.values();
        if values != self.shown {
            self.shown.clone_from(&values);
            late::show(bot, &self.plan, self.channel, self.welcome, values).await;
        }
    }
}
