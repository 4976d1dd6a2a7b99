//! The built-in placeholders: `%user%`, `%ticket_id%`, `%date_days:7:R%` and the rest.

mod duration;
pub(super) mod moment;
mod name;

use chrono::{DateTime, Utc};

use super::{Surface, Value};
use crate::i18n;
use crate::model::{ChannelId, GuildId, Language, Text, TicketCounts, UserId};
use name::Name;

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
pub fn is_builtin(name: &str) -> bool {
    Name::parse(name).is_some()
}

/// Whether a name is a built-in placeholder in the name of a channel, where there are a few more.
pub fn is_builtin_in_channel_name(name: &str) -> bool {
    is_builtin(name) || Name::parse_for_channel(name).is_some()
}

/// The value of a built-in placeholder; `None` if the name is none on this surface.
pub fn resolve(facts: &TicketFacts, name: &str, surface: Surface) -> Option<Value> {
    let parsed = match surface {
        Surface::ChannelName => Name::parse(name).or_else(|| Name::parse_for_channel(name)),
        _ => Name::parse(name),
    };
    parsed.map(|name| facts.value(&name, surface).unwrap_or_else(Value::missing))
}

impl TicketFacts {
    /// `None` where nothing is known.
    fn value(&self, name: &Name, surface: Surface) -> Option<Value> {
        let counts = &self.counts;
        match name {
            Name::User => self.mention(surface),
            Name::Username => text(&self.username),
            Name::Nickname => text(self.shown_name()),
            Name::UserId => self.user.map(trusted),
            Name::AvatarUrl => (!self.avatar_url.is_empty()).then(|| trusted(&self.avatar_url)),
            Name::Server => text(&self.guild_name),
            Name::GuildId => self.guild.map(trusted),
            Name::Panel => text(&self.panel),
            Name::TicketId => self.ticket_number.map(trusted),
            Name::TicketIdPadded => self
                .ticket_number
                .map(|number| trusted(format!("{number:04}"))),
            Name::Channel => self.channel.map(|channel| trusted(format!("<#{channel}>"))),
            Name::OpenTickets => Some(trusted(counts.guild_open)),
            Name::TotalTickets => Some(trusted(counts.guild_total)),
            Name::UserOpenTickets => Some(trusted(counts.user_open)),
            Name::UserTotalTickets => Some(trusted(counts.user_total)),
            Name::TicketLimit => Some(trusted(self.ticket_limit)),
            Name::RatingCount => Some(trusted(self.ratings.map_or(0, |(count, _)| count))),
            Name::AverageRating => self.average_rating(),
            Name::FirstResponseTime(period) => self.first_response_seconds[*period]
                .map(|seconds| trusted(duration::words(self.language, seconds))),
            Name::Timestamp(shift) => Some(trusted(shift.seconds(self.now)?)),
            Name::Moment(shift, style) => {
                Some(self.moment(shift.seconds(self.now)?, *style, surface))
            }
            Name::AccountCreated(style) => {
                let seconds = self.user?.created_at_milliseconds() / 1000;
                Some(self.moment(seconds, *style, surface))
            }
            Name::Form(label) => self.answer(label),
            Name::Claimed => Some(trusted(self.claimed())),
            Name::ClaimIndicator => Some(trusted(if self.claimed_by.is_some() {
                "🟢"
            } else {
                "🔴"
            })),
            Name::ClaimedBy => Some(match &self.claimed_by {
                Some((_, name)) => Value::Text(name.clone()),
                None => Value::Missing(String::new()),
            }),
        }
    }

    fn shown_name(&self) -> &str {
        if self.nickname.is_empty() {
            &self.username
        } else {
            &self.nickname
        }
    }

    /// A mention where Discord shows one; elsewhere the name behind an `@`, as a mention would look.
    fn mention(&self, surface: Surface) -> Option<Value> {
        let user = self.user?;
        let name = self.shown_name();
        Some(match surface {
            Surface::ChannelName => Value::Text(name.to_owned()),
            Surface::MarkdownLine | Surface::Plain | Surface::Line if !name.is_empty() => {
                Value::Text(format!("@{name}"))
            }
            _ => trusted(format!("<@{user}>")),
        })
    }

    fn average_rating(&self) -> Option<Value> {
        let (_, mean) = self
            .ratings
            .filter(|(count, mean)| *count > 0 && mean.is_finite())?;
        Some(Value::Number(format!("{mean:.1}")))
    }

    /// A token that Discord shows in each reader's zone and language, or words where it shows none.
    fn moment(&self, seconds: i64, style: char, surface: Surface) -> Value {
        trusted(match (surface, style) {
            (Surface::Markdown | Surface::MarkdownLine, _) => format!("<t:{seconds}:{style}>"),
            (Surface::Url, _) => seconds.to_string(),
            (Surface::Plain | Surface::Line, 'R') => {
                duration::relative(self.language, seconds - self.now.timestamp())
            }
            _ => moment::written(seconds, style, surface),
        })
    }

    fn answer(&self, label: &str) -> Option<Value> {
        let wanted = label.trim().to_lowercase();
        let exact = self.form.iter().find(|(question, _)| question == label);
        let answer = exact.or_else(|| {
            let mut questions = self.form.iter();
            questions.find(|(question, _)| question.trim().to_lowercase() == wanted)
        });
        answer.and_then(|(_, answer)| text(answer))
    }

    fn claimed(&self) -> String {
        let text = match self.claimed_by {
            Some(_) => Text::new("render-claimed"),
            None => Text::new("render-unclaimed"),
        };
        i18n::words(self.language, &text)
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "numbers and ids read better without `&`"
)]
fn trusted(value: impl ToString) -> Value {
    Value::Trusted(value.to_string())
}

fn text(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| Value::Text(text.to_owned()))
}

#[cfg(test)]
mod tests;
