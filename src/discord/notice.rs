//! Telling staff of a ticket that is a thread: nobody sees a private thread who is not in it.

use std::sync::Arc;

use super::opening::plan::Plan;
use super::outbound::{Button, ButtonStyle, Mentions, Message, Row};
use super::{Bot, CustomId};
use crate::i18n;
use crate::model::{ChannelId, Language, Text, Ticket};
use crate::render::{Embed, EmbedField, markdown};
use crate::tickets::persist::persist;

/// Posts the notice with its **Join** button, if the ticket is a thread and the server has a channel for it. That staff could
/// not be told is the server's trouble, not the ticket's.
pub(super) async fn post(bot: &Arc<Bot>, plan: &Plan, thread: ChannelId) {
    let Some(channel) = plan.notice_channel() else {
        return;
    };
    if plan.ticket.notice.is_some() {
        return;
    }
    match bot.outbound.post(channel, &message(plan, thread)).await {
        Ok(message) => {
            let stored = persist(|| {
                bot.store
                    .set_ticket_notice(plan.ticket.id, channel, message)
            });
            if let Err(error) = stored.await {
                tracing::warn!(%error, "the notice of a thread is not remembered");
            }
        }
        Err(error) => {
            tracing::warn!(%error, "staff was not told of a thread");
            let trouble =
                Text::new("tickets-notice-refused").with("channel", format!("<#{channel}>"));
            bot.alert(plan.ticket.guild, &trouble);
        }
    }
}

/// The notice says that the ticket is closed; one that is gone says nothing.
pub(super) async fn end(bot: &Bot, ticket: &Ticket, language: Language) {
    let Some((channel, message)) = ticket.notice else {
        return;
    };
    let text = Text::new("tickets-notice-closed").with("number", ticket.number.to_string());
    let closed = Message::text(i18n::words(language, &text));
    match bot.outbound.edit(channel, message, &closed).await {
        Ok(()) => {}
        Err(error) if error.is_unknown() => {}
        Err(error) => tracing::warn!(%error, "the notice of a closed ticket stays as it was"),
    }
}

fn message(plan: &Plan, thread: ChannelId) -> Message {
    let language = plan.settings.language;
    let ticket = &plan.ticket;
    let words = |text: Text| i18n::words(language, &text);
    let mut fields = Vec::new();
    let mut field = |id, value: &str| {
        fields.push(EmbedField {
            name: words(Text::new(id)),
            value: markdown::escape(value),
            inline: true,
        });
    };
    if let Some(panel) = &plan.panel {
        field("tickets-notice-panel", &panel.settings.title);
    }
    if let Some(subject) = &ticket.subject {
        field("tickets-subject", subject);
    }
    let text = Text::new("tickets-notice")
        .with("number", ticket.number.to_string())
        .with("opener", format!("<@{}>", ticket.opener))
        .with("thread", format!("<#{thread}>"));
    let embed = Embed {
        description: Some(words(text)),
        fields,
        ..Embed::default()
    };
    let role = plan.called_role();
    Message {
        content: role.map(|role| format!("<@&{role}>")).unwrap_or_default(),
        mentions: Mentions {
            roles: role.into_iter().collect(),
            ..Mentions::default()
        },
        rows: vec![Row::Buttons(vec![Button::new(
            words(Text::new("tickets-button-join")),
            ButtonStyle::Primary(CustomId::JoinTicket { ticket: ticket.id }),
        )])],
        nonce: Some(format!("notice-{}", ticket.id)).filter(|nonce| nonce.len() <= 25),
        ..Message::embed(embed.fit())
    }
}
