//! Which names are built in, and their parameters.

use super::moment::{self, Shift};

/// A built-in placeholder.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Name {
    User,
    Username,
    Nickname,
    UserId,
    AvatarUrl,
    Server,
    GuildId,
    Panel,
    TicketId,
    TicketIdPadded,
    Channel,
    OpenTickets,
    TotalTickets,
    UserOpenTickets,
    UserTotalTickets,
    TicketLimit,
    RatingCount,
    AverageRating,
    /// The index of the period: week, month, all time.
    FirstResponseTime(usize),
    /// Bare seconds.
    Timestamp(Shift),
    /// A point in time, in one of Discord's styles.
    Moment(Shift, char),
    /// When the opener's account was created, in one of Discord's styles.
    AccountCreated(char),
    /// The answer to a question.
    Form(String),
    Claimed,
    ClaimIndicator,
    ClaimedBy,
}

impl Name {
    /// Parses a name that is built in everywhere.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "user" => Self::User,
            "username" => Self::Username,
            "nickname" => Self::Nickname,
            "user_id" => Self::UserId,
            "avatar_url" => Self::AvatarUrl,
            "server" => Self::Server,
            "guild_id" => Self::GuildId,
            "panel" => Self::Panel,
            "ticket_id" => Self::TicketId,
            "channel" => Self::Channel,
            "open_tickets" => Self::OpenTickets,
            "total_tickets" => Self::TotalTickets,
            "user_open_tickets" => Self::UserOpenTickets,
            "user_total_tickets" => Self::UserTotalTickets,
            "ticket_limit" => Self::TicketLimit,
            "rating_count" => Self::RatingCount,
            "average_rating" => Self::AverageRating,
            "first_response_time_weekly" => Self::FirstResponseTime(0),
            "first_response_time_monthly" => Self::FirstResponseTime(1),
            "first_response_time_all_time" => Self::FirstResponseTime(2),
            "time" => Self::Moment(Shift::Now, 't'),
            "date" => Self::Moment(Shift::Now, 'd'),
            "datetime" => Self::Moment(Shift::Now, 'f'),
            "timestamp" => Self::Timestamp(Shift::Now),
            "discord_account_creation_date" => Self::AccountCreated('d'),
            "discord_account_age" => Self::AccountCreated('R'),
            _ => return Self::parse_with_parameters(name),
        })
    }

    /// Parses a name that is built in only where a channel is named.
    pub(super) fn parse_for_channel(name: &str) -> Option<Self> {
        Some(match name {
            "id" => Self::TicketId,
            "id_padded" => Self::TicketIdPadded,
            "claimed" => Self::Claimed,
            "claim_indicator" => Self::ClaimIndicator,
            "claimed_by" => Self::ClaimedBy,
            _ => return None,
        })
    }

    fn parse_with_parameters(name: &str) -> Option<Self> {
        let (kind, parameters) = name.split_once(':')?;
        if kind == "form" {
            return (!parameters.trim().is_empty()).then(|| Self::Form(parameters.to_owned()));
        }
        let (number, style) = match parameters.split_once(':') {
            Some((number, style)) => (number, Some(moment::style(style)?)),
            None => (parameters, None),
        };
        let shift: fn(i64) -> Shift = match kind {
            "date_days" | "timestamp_days" => Shift::Days,
            "date_weeks" => Shift::Weeks,
            "date_months" => Shift::Months,
            "date_timestamp" => Shift::To,
            _ => return None,
        };
        let shift = shift(moment::number(number)?);
        match (kind, style) {
            ("timestamp_days", None) => Some(Self::Timestamp(shift)),
            ("timestamp_days", Some(_)) => None,
            _ => Some(Self::Moment(shift, style.unwrap_or('f'))),
        }
    }
}
