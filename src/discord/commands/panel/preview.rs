//! `/panel preview`

use serenity::all::UserId as LibraryUserId;

use crate::discord::opening::plan::{Person, Plan};
use crate::discord::{Context, Request, suggest, views};
use crate::integrations::{RunContext, request::RequestContext};
use crate::model::{Failure, GuildId, Outcome, Panel, TicketCounts, TicketId, TicketState, UserId};
use crate::{panels, settings};

/// Shows the welcome message as a ticket would have it.
#[poise::command(slash_command)]
pub(super) async fn preview(
    context: Context<'_>,
    #[autocomplete = "suggest::panels"]
    #[max_length = 100]
    panel: String,
    user: Option<LibraryUserId>,
) -> Outcome<()> {
    let request = Request::of(context).await;
    let guild = request.managed_guild()?;
    let panel = panels::find(&request.bot.store, guild, &panel).await?;
    let user = user.map_or(request.caller.user, |user| UserId::new(user.get()));
    run(&request, guild, panel, user).await
}

/// Goes the way of a real ticket, integrations included; only that there is no ticket.
async fn run(request: &Request, guild: GuildId, panel: Panel, user: UserId) -> Outcome<()> {
    let bot = &request.bot;
    let (settings, facts, active, counts) = tokio::try_join!(
        settings::load(&bot.store, guild),
        async { Ok(bot.guild(guild).await?) },
        bot.integrations.active(guild),
        async { Ok(bot.store.ticket_counts(guild, user).await?) },
    )?;
    let plan = Plan {
        ticket: imagined(request, guild, &panel, user, counts),
        panel: Some(panel.clone()),
        settings,
        guild_name: facts.name,
        opener: person(request, guild, user).await?,
        bot: bot.user(),
        bot_permissions: request.bot_permissions,
        counts,
        now: bot.clock.now(),
    };
    let context = RunContext {
        request: RequestContext {
            guild,
            user,
            ticket_number: None,
            channel: Some(request.channel),
            is_new_ticket: false,
            form: Some(Vec::new()),
        },
        names: plan.names(),
        owner_check: bot.owner_check(guild),
    };
    let mut fetches = bot.integrations.start(active, context);
    fetches.channel_created(request.channel);
    fetches.finished().await;
    let welcome = plan.welcome(request.channel, fetches.values());
    let message = views::preview::shown(welcome, &panel, user, request.language());
    request.show(&message).await;
    Ok(())
}

/// The ticket that would be next.
fn imagined(
    request: &Request,
    guild: GuildId,
    panel: &Panel,
    user: UserId,
    counts: TicketCounts,
) -> crate::model::Ticket {
    crate::model::Ticket {
        id: TicketId::new(0),
        guild,
        number: counts.guild_total + 1,
        panel: Some(panel.id),
        opener: user,
        state: TicketState::Opening,
        channel: Some(request.channel),
        welcome_message: None,
        thread: None,
        notice: None,
        subject: None,
        reference: String::new(),
        instance: String::new(),
        opened_at: request.bot.clock.now(),
        claimed_by: None,
        closed_at: None,
        closed_by: None,
        close_reason: None,
    }
}

async fn person(request: &Request, guild: GuildId, user: UserId) -> Outcome<Person> {
    if user == request.caller.user {
        return Ok(Person::from(&request.caller));
    }
    let member = request.bot.outbound.member(guild, user).await?;
    let member = member.ok_or_else(|| Failure::refused("panels-preview-no-member"))?;
    let account = member.user;
    Ok(Person {
        avatar_url: account.avatar_url(),
        nickname: member
            .nick
            .or(account.global_name)
            .unwrap_or_else(|| account.username.clone()),
        username: account.username,
    })
}
