//! What a ticket will look like in Discord: pure functions from what is known to channel and message.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serenity::all::Permissions;

use crate::discord::outbound::{Mentions, Message, NewChannel};
use crate::discord::overwrites::TicketAccess;
use crate::discord::{Caller, views};
use crate::i18n;
use crate::model::{
    ChannelId, GuildSettings, Language, Panel, RoleId, Text, Ticket, TicketCounts, TicketMode,
    UserId, WelcomeTemplate,
};
use crate::render::embed::{channel_name, welcome_names};
use crate::render::{Embed, EmbedField, TicketFacts, Value, Values, markdown};
use crate::tickets::{staff_role, topic};

/// Who opens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// The account's unique name.
    pub username: String,
    /// The name shown in the server.
    pub nickname: String,
    /// The picture.
    pub avatar_url: String,
}

impl From<&Caller> for Person {
    fn from(caller: &Caller) -> Self {
        Self {
            username: caller.username.clone(),
            nickname: caller.nickname.clone(),
            avatar_url: caller.avatar_url.clone(),
        }
    }
}

/// All that is known when a ticket is opened.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The reservation.
    pub ticket: Ticket,
    /// The panel, if any.
    pub panel: Option<Panel>,
    /// The server's settings.
    pub settings: GuildSettings,
    /// The server's name.
    pub guild_name: String,
    /// Who opens.
    pub opener: Person,
    /// The bot's own account.
    pub bot: UserId,
    /// What the bot may.
    pub bot_permissions: Permissions,
    /// The numbers.
    pub counts: TicketCounts,
    /// Now.
    pub now: DateTime<Utc>,
}

impl Plan {
    /// The role that answers.
    pub fn staff_role(&self) -> Option<RoleId> {
        staff_role(self.panel.as_ref(), &self.settings)
    }

    /// The category.
    pub fn category(&self) -> Option<ChannelId> {
        self.panel
            .as_ref()
            .and_then(|panel| panel.settings.category)
            .or(self.settings.category)
    }

    /// The categories to try, in this order; none where the server has chosen none.
    pub fn categories(&self) -> Vec<ChannelId> {
        let Some(first) = self.category() else {
            return Vec::new();
        };
        let overflow = self.settings.overflow_categories.iter().copied();
        std::iter::once(first)
            .chain(overflow.filter(|category| *category != first))
            .collect()
    }

    /// Whether the ticket is to be a channel or a thread.
    pub fn mode(&self) -> TicketMode {
        self.panel
            .as_ref()
            .and_then(|panel| panel.settings.mode)
            .unwrap_or(self.settings.mode)
    }

    /// The channel under which a thread opens.
    pub fn thread_parent(&self) -> Option<ChannelId> {
        self.settings
            .thread_channel
            .or_else(|| self.panel.as_ref()?.settings.channel)
    }

    /// A thread's name: as a channel's, made so that it is no other ticket's.
    pub fn thread_name(&self) -> String {
        topic::thread_name(&self.name(), self.ticket.number)
    }

    /// Where staff is told of a ticket that is a thread; `None` also for one that is none.
    pub fn notice_channel(&self) -> Option<ChannelId> {
        self.ticket.thread.as_ref()?;
        self.settings.notice_channel.or(self.settings.log_channel)
    }

    /// The role that a message about the ticket calls.
    pub fn called_role(&self) -> Option<RoleId> {
        self.staff_role()
            .filter(|role| role.get() != self.ticket.guild.get())
    }

    fn name(&self) -> String {
        channel_name(&self.settings.naming, &self.values(None, BTreeMap::new()))
    }

    /// The placeholders that the welcome message uses.
    pub fn names(&self) -> BTreeSet<String> {
        welcome_names(&self.template())
    }

    /// The channel to be created.
    pub fn channel(&self, category: Option<ChannelId>) -> NewChannel {
        let access = TicketAccess {
            guild: self.ticket.guild,
            bot: self.bot,
            opener: self.ticket.opener,
            staff_role: self.staff_role(),
            claim: None,
            added: Vec::new(),
        };
        NewChannel {
            name: self.name(),
            topic: self.words(&topic::topic(&self.ticket)),
            parent: category,
            overwrites: access.overwrites(self.bot_permissions),
        }
    }

    /// The line in the server's audit log.
    pub fn audit_reason(&self) -> String {
        let text = Text::new("tickets-audit-opened")
            .with("number", self.ticket.number.to_string())
            .with("opener", &self.opener.username);
        self.words(&text)
    }

    /// The welcome message with these values of integrations. Mentions in the text ping opener and staff; nothing in an
    /// embed pings.
    pub fn welcome(&self, channel: ChannelId, values: BTreeMap<String, Value>) -> Message {
        let values = self.values(Some(channel), values);
        let mut embed = Embed::welcome(&self.template(), &values);
        if let Some(subject) = &self.ticket.subject {
            embed.fields.push(EmbedField {
                name: self.words(&Text::new("tickets-subject")),
                value: markdown::escape(subject),
                inline: false,
            });
        }
        let ticket = self.ticket.id;
        // Where staff is told elsewhere, nobody is dragged into a thread.
        let staff_role = self
            .called_role()
            .filter(|_| self.notice_channel().is_none());
        let mentions = std::iter::once(format!("<@{}>", self.ticket.opener))
            .chain(staff_role.map(|role| format!("<@&{role}>")));
        Message {
            content: mentions.collect::<Vec<_>>().join(" "),
            embeds: vec![embed.fit()],
            mentions: Mentions {
                users: vec![self.ticket.opener],
                roles: staff_role.into_iter().collect(),
            },
            nonce: Some(format!("welcome-{ticket}")).filter(|nonce| nonce.len() <= 25),
            rows: vec![views::ticket::buttons(&self.ticket, self.language())],
            ..Message::default()
        }
    }

    fn language(&self) -> Language {
        self.settings.language
    }

    fn words(&self, text: &Text) -> String {
        i18n::words(self.language(), text)
    }

    /// The panel's welcome message; a plain greeting where there is none.
    fn template(&self) -> WelcomeTemplate {
        let chosen = self
            .panel
            .as_ref()
            .map(|panel| panel.settings.welcome.clone())
            .unwrap_or_default();
        if chosen == WelcomeTemplate::default() {
            WelcomeTemplate {
                message: Some(self.words(&Text::new("tickets-welcome"))),
                ..chosen
            }
        } else {
            chosen
        }
    }

    fn values(&self, channel: Option<ChannelId>, named: BTreeMap<String, Value>) -> Values {
        Values {
            ticket: TicketFacts {
                now: self.now,
                language: self.language(),
                guild: Some(self.ticket.guild),
                guild_name: self.guild_name.clone(),
                user: Some(self.ticket.opener),
                username: self.opener.username.clone(),
                nickname: self.opener.nickname.clone(),
                avatar_url: self.opener.avatar_url.clone(),
                panel: self
                    .panel
                    .as_ref()
                    .map(|panel| panel.settings.title.clone())
                    .unwrap_or_default(),
                ticket_number: Some(self.ticket.number),
                channel,
                counts: self.counts,
                ticket_limit: self.settings.ticket_limit,
                ..TicketFacts::default()
            },
            named,
        }
    }
}
