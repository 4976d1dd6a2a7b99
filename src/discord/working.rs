//! What staff do in a ticket's channel: claim it, give it back, hand it on, add and remove people.
//!
//! Each decision is stored before anything is shown; the channel follows it. Where Discord refuses the channel's change, the
//! answer says that the decision stands and what the bot lacks.

use super::appearance::{self, Wish};
use super::outbound::{Mentions, Message};
use super::{Request, access, closing, threads, views};
use crate::i18n;
use crate::model::{
    ClaimMode, Failure, GuildSettings, Outcome, Panel, RoleId, Subject, Text, Ticket, TicketId,
    UserId,
};
use crate::tickets::actor::{Actor, must_be_open};
use crate::tickets::members::{self, Fixed, mention};
use crate::tickets::{claim, staff_role};

/// A ticket, and what its rules are read from.
struct Scene {
    ticket: Ticket,
    panel: Option<Panel>,
    settings: GuildSettings,
}

impl Scene {
    /// The ticket of the channel that the request comes from, for staff.
    async fn here(request: &Request) -> Outcome<Self> {
        Self::of(request, closing::here(request).await?).await
    }

    async fn of(request: &Request, ticket: Ticket) -> Outcome<Self> {
        let (panel, settings) = access::surroundings(&request.bot, &ticket).await?;
        request.actor().must_be_staff(panel.as_ref(), &settings)?;
        Ok(Self {
            ticket,
            panel,
            settings,
        })
    }

    /// A thread has no overwrites that could let others read and not write.
    fn must_be_claimable(&self) -> Outcome<()> {
        if self.settings.claim_mode == ClaimMode::ReadOnly {
            threads::must_be_a_channel(&self.ticket, "tickets-thread-read-only")?;
        }
        Ok(())
    }

    /// Brings the channel in line, shows everybody what was done, and answers.
    async fn carry_out(self, request: &Request, done: Done) {
        let bot = &request.bot;
        let (Some(channel), language) = (self.ticket.channel, self.settings.language) else {
            return;
        };
        let shown = Message {
            content: i18n::words(language, &done.shown),
            mentions: done.mentions,
            ..Message::default()
        };
        let written = Box::pin(access::write(bot, &self.ticket, request.language())).await;
        let (posted, buttons) = tokio::join!(bot.outbound.post(channel, &shown), async {
            match self.ticket.welcome_message.filter(|_| done.claim_changed) {
                Some(welcome) => {
                    let buttons = views::ticket::buttons(&self.ticket, language);
                    bot.outbound.edit_rows(channel, welcome, &buttons).await
                }
                None => Ok(()),
            }
        },);
        for error in [posted.map(drop).err(), buttons.err()]
            .into_iter()
            .flatten()
        {
            tracing::warn!(%error, ticket.id = %self.ticket.id, "a ticket's channel does not show what was done");
        }
        match written {
            Ok(()) => request.say(&done.answer).await,
            Err(failure) => {
                let problem = super::error::text(request, failure);
                let words = format!(
                    "{}\n{}",
                    request.words(&done.answer),
                    request.words(&problem)
                );
                request.show(&Message::text(words)).await;
            }
        }
    }
}

/// What is shown and answered once a decision is stored.
struct Done {
    /// To everybody in the channel.
    shown: Text,
    /// Who is called by it.
    mentions: Mentions,
    /// To whoever asked.
    answer: Text,
    /// Whether the welcome message's buttons change.
    claim_changed: bool,
}

/// `/claim`, and the button with a ticket of its own.
pub async fn claim(request: &Request, ticket: Option<TicketId>) -> Outcome<()> {
    let scene = match ticket {
        Some(ticket) => Scene::of(request, closing::by_id(request, ticket).await?).await?,
        None => Scene::here(request).await?,
    };
    scene.must_be_claimable()?;
    let (store, at) = (&request.bot.store, request.bot.clock.now());
    let ticket = claim::claim(store, &scene.ticket, request.actor(), at).await?;
    let shown = Text::new("tickets-shown-claimed").with("staff", user(request.caller.user));
    let done = Done {
        shown,
        mentions: Mentions::default(),
        answer: Text::new("tickets-claimed"),
        claim_changed: true,
    };
    Scene { ticket, ..scene }.carry_out(request, done).await;
    Ok(())
}

/// `/unclaim`, and its button.
pub async fn unclaim(request: &Request, ticket: Option<TicketId>) -> Outcome<()> {
    let scene = match ticket {
        Some(ticket) => Scene::of(request, closing::by_id(request, ticket).await?).await?,
        None => Scene::here(request).await?,
    };
    let (store, at) = (&request.bot.store, request.bot.clock.now());
    let ticket = claim::unclaim(store, &scene.ticket, request.actor(), at).await?;
    let done = Done {
        shown: Text::new("tickets-shown-unclaimed").with("staff", user(request.caller.user)),
        mentions: Mentions::default(),
        answer: Text::new("tickets-unclaimed"),
        claim_changed: true,
    };
    Scene { ticket, ..scene }.carry_out(request, done).await;
    Ok(())
}

/// `/transfer`
pub async fn transfer(request: &Request, to: UserId) -> Outcome<()> {
    let scene = Scene::here(request).await?;
    scene.must_be_claimable()?;
    let member = request.bot.outbound.member(scene.ticket.guild, to).await?;
    let Some(member) = member else {
        return Err(Failure::refused("tickets-no-member"));
    };
    let manages = request
        .bot
        .guild(scene.ticket.guild)
        .await
        .is_ok_and(|facts| {
            let member = super::permissions::Member {
                user: to,
                roles: &member.roles,
            };
            super::permissions::manages(super::permissions::in_guild(
                scene.ticket.guild,
                &facts,
                member,
            ))
        });
    let target = Actor {
        user: to,
        roles: &member.roles,
        manages,
    };
    if !target.is_staff(scene.panel.as_ref(), &scene.settings) {
        return Err(Text::new("tickets-transfer-not-staff")
            .with("member", user(to))
            .into());
    }
    let (store, at) = (&request.bot.store, request.bot.clock.now());
    let ticket = claim::transfer(store, &scene.ticket, request.actor(), to, at).await?;
    let done = Done {
        shown: Text::new("tickets-shown-transferred")
            .with("staff", user(request.caller.user))
            .with("to", user(to)),
        mentions: Mentions {
            users: vec![to],
            ..Mentions::default()
        },
        answer: Text::new("tickets-transferred").with("to", user(to)),
        claim_changed: true,
    };
    Scene { ticket, ..scene }.carry_out(request, done).await;
    Ok(())
}

/// `/rename` and `/topic`
pub async fn appear(
    request: &Request,
    wish: impl FnOnce(&Ticket) -> Wish,
    done: Text,
) -> Outcome<()> {
    let scene = Scene::here(request).await?;
    must_be_open(&scene.ticket)?;
    let wish = wish(&scene.ticket);
    if wish.topic.is_some() {
        threads::must_be_a_channel(&scene.ticket, "tickets-thread-topic")?;
    }
    appearance::answer(request, &scene.ticket, wish, done).await
}

/// `/add`
pub async fn add(request: &Request, subject: Subject) -> Outcome<()> {
    let scene = Scene::here(request).await?;
    if let Subject::Role(_) = subject {
        threads::must_be_a_channel(&scene.ticket, "tickets-thread-role")?;
    }
    if let Subject::Member(user) = subject {
        let member = request
            .bot
            .outbound
            .member(scene.ticket.guild, user)
            .await?;
        member.ok_or_else(|| Failure::refused("tickets-no-member"))?;
    }
    members::add(
        &request.bot.store,
        &scene.ticket,
        subject,
        fixed(request, &scene),
    )
    .await?;
    let done = Done {
        shown: Text::new("tickets-shown-added")
            .with("staff", user(request.caller.user))
            .with("member", mention(subject)),
        mentions: match subject {
            Subject::Member(user) => Mentions {
                users: vec![user],
                ..Mentions::default()
            },
            // A role may have hundreds of members.
            Subject::Role(_) => Mentions::default(),
        },
        answer: Text::new("tickets-added").with("member", mention(subject)),
        claim_changed: false,
    };
    scene.carry_out(request, done).await;
    Ok(())
}

/// `/remove`
pub async fn remove(request: &Request, subject: Subject) -> Outcome<()> {
    let scene = Scene::here(request).await?;
    members::remove(
        &request.bot.store,
        &scene.ticket,
        subject,
        fixed(request, &scene),
    )
    .await?;
    let done = Done {
        shown: Text::new("tickets-shown-removed")
            .with("staff", user(request.caller.user))
            .with("member", mention(subject)),
        mentions: Mentions::default(),
        answer: Text::new("tickets-removed").with("member", mention(subject)),
        claim_changed: false,
    };
    scene.carry_out(request, done).await;
    Ok(())
}

/// Of the two options `user` and `role`, the one that was given.
pub fn subject(user: Option<UserId>, role: Option<RoleId>) -> Outcome<Subject> {
    match (user, role) {
        (Some(user), None) => Ok(Subject::Member(user)),
        (None, Some(role)) => Ok(Subject::Role(role)),
        _ => Err(Failure::refused("tickets-user-or-role")),
    }
}

fn fixed(request: &Request, scene: &Scene) -> Fixed {
    Fixed {
        bot: request.bot.user(),
        staff_role: staff_role(scene.panel.as_ref(), &scene.settings),
    }
}

fn user(user: UserId) -> String {
    mention(Subject::Member(user))
}
