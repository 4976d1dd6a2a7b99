//! The built-in placeholders: `%user%`, `%ticket_id%`, `%date_days:7:R%` and the rest.

use chrono::{DateTime, Utc};

use super::Value;
use crate::model::{ChannelId, GuildId, Language, TicketCounts, UserId};

/// What is known about a ticket without asking anybody.
#[derive(Clone, Debug, Default)]
pub struct TicketFacts {
    /// Now, once for the whole message.
    pub now: DateTime<Utc>,
    /// The server's language.
    pub language: Language,
    /// The server.
    pub guild: Option<GuildId>,
    /// Its name.
    pub guild_name: String,
    /// The opener.
    pub user: Option<UserId>,
    /// The opener's Discord name.
    pub username: String,
    /// The name shown in this server (nickname, else display name, else user name).
    pub nickname: String,
    /// The opener's picture.
    pub avatar_url: String,
    /// The panel's title; empty without a panel.
    pub panel: String,
    /// The ticket's number in its server.
    pub ticket_number: Option<i64>,
    /// The ticket's channel, once it exists.
    pub channel: Option<ChannelId>,
    /// The numbers.
    pub counts: TicketCounts,
    /// How many tickets one member may have open.
    pub ticket_limit: u32,
    /// The staff member who claimed it: id and name.
    pub claimed_by: Option<(UserId, String)>,
    /// How many ratings the server has, and their mean.
    pub ratings: Option<(i64, f64)>,
    /// Median seconds to the first answer: last week, last month, all time.
    pub first_response_seconds: [Option<i64>; 3],
    /// The answers of the form, by question label.
    pub form: Vec<(String, String)>,
}

/// Whether a name is a built-in placeholder (so that no integration can take it).
pub fn is_builtin(_name: &str) -> bool {
    todo!()
}

/// The value of a built-in placeholder; `None` if the name is none.
pub fn resolve(_facts: &TicketFacts, _name: &str) -> Option<Value> {
    todo!()
}
