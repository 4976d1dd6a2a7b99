//! What is said about a closed ticket.

use crate::discord::outbound::Message;
use crate::i18n;
use crate::model::{Language, Text, Ticket};
use crate::render::{Embed, EmbedField, markdown};

/// The direct message to the opener.
pub fn closed(ticket: &Ticket, server: &str, language: Language) -> Message {
    let words = |text: Text| i18n::words(language, &text);
    let mut fields = Vec::new();
    let mut field = |id, value: String| {
        fields.push(EmbedField {
            name: words(Text::new(id)),
            value,
            inline: false,
        });
    };
    if let Some(by) = ticket.closed_by {
        field("tickets-closed-by", format!("<@{by}>"));
    }
    if let Some(reason) = &ticket.close_reason {
        field("tickets-closed-reason", markdown::escape(reason));
    }
    let embed = Embed {
        title: Some(words(Text::new("tickets-closed-title"))),
        description: Some(words(
            Text::new("tickets-closed")
                .with("number", ticket.number.to_string())
                .with("server", markdown::escape(server)),
        )),
        fields,
        ..Embed::default()
    };
    Message {
        // A restart between this message and the end of the ticket sends it again.
        nonce: Some(format!("closed-{}", ticket.id)).filter(|nonce| nonce.len() <= 25),
        ..Message::embed(embed.fit())
    }
}

/// The line in the server's audit log.
pub fn audit_reason(ticket: &Ticket, language: Language) -> String {
    let text = Text::new("tickets-audit-closed").with("number", ticket.number.to_string());
    let closed = i18n::words(language, &text);
    match &ticket.close_reason {
        Some(reason) => format!("{closed}: {reason}"),
        None => closed,
    }
}
