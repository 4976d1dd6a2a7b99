use super::*;
use crate::render::{Template, Values};

const NOW: i64 = 1_714_565_696;

fn facts() -> TicketFacts {
    TicketFacts {
        now: DateTime::from_timestamp_secs(NOW).unwrap(),
        guild: Some(GuildId::new(1)),
        guild_name: "The *Guild*".to_owned(),
        user: Some(UserId::new(585_576_154_958_921_739)),
        username: "ryan_1".to_owned(),
        nickname: "Ryan".to_owned(),
        avatar_url: "https://cdn.example/a_b.png".to_owned(),
        panel: "Help".to_owned(),
        ticket_number: Some(12),
        channel: Some(ChannelId::new(77)),
        counts: TicketCounts {
            guild_open: 3,
            guild_total: 1234,
            user_open: 1,
            user_total: 2,
        },
        ticket_limit: 5,
        claimed_by: Some((UserId::new(9), "Ann".to_owned())),
        ratings: Some((10, 4.25)),
        first_response_seconds: [Some(300), Some(7_500), None],
        form: vec![("Your order?".to_owned(), "No. 5".to_owned())],
        ..TicketFacts::default()
    }
}

fn shown(template: &str, ticket: TicketFacts, surface: Surface) -> String {
    let values = Values {
        ticket,
        ..Values::default()
    };
    Template::parse(template).render(&values, surface)
}

#[test]
fn every_name_of_the_table_has_a_value() {
    for (name, expected) in [
        ("user", "<@585576154958921739>"),
        ("username", r"ryan\_1"),
        ("nickname", "Ryan"),
        ("user_id", "585576154958921739"),
        ("avatar_url", "https://cdn.example/a_b.png"),
        ("server", r"The \*Guild\*"),
        ("guild_id", "1"),
        ("panel", "Help"),
        ("ticket_id", "12"),
        ("channel", "<#77>"),
        ("open_tickets", "3"),
        ("total_tickets", "1234"),
        ("user_open_tickets", "1"),
        ("user_total_tickets", "2"),
        ("ticket_limit", "5"),
        ("rating_count", "10"),
        ("average_rating", "4.2"),
        ("time", "<t:1714565696:t>"),
        ("date", "<t:1714565696:d>"),
        ("datetime", "<t:1714565696:f>"),
        ("timestamp", "1714565696"),
        ("first_response_time_weekly", "5 minutes"),
        ("first_response_time_monthly", "2 hours 5 minutes"),
        ("first_response_time_all_time", "N/A"),
        ("discord_account_creation_date", "<t:1559682634:d>"),
        ("discord_account_age", "<t:1559682634:R>"),
        ("date_days:7", "<t:1715170496:f>"),
        ("date_days:7:R", "<t:1715170496:R>"),
        ("date_days:-7:D", "<t:1713960896:D>"),
        ("date_weeks:1:d", "<t:1715170496:d>"),
        ("date_months:1:t", "<t:1717244096:t>"),
        ("date_timestamp:1700000000", "<t:1700000000:f>"),
        ("date_timestamp:1700000000:T", "<t:1700000000:T>"),
        ("timestamp_days:1", "1714652096"),
        ("form:Your order?", "No. 5"),
        ("form:your ORDER? ", "No. 5"),
        ("form:Another", "N/A"),
    ] {
        assert!(is_builtin(name), "{name}");
        let template = format!("%{name}%");
        assert_eq!(
            shown(&template, facts(), Surface::Markdown),
            expected,
            "{name}"
        );
    }
}

#[test]
fn other_names_are_not_built_in() {
    for name in [
        "",
        "User",
        "id",
        "claimed",
        "date_days",
        "date_days:",
        "date_days:x",
        "date_days:1:x",
        "date_days:1:RR",
        "date_days:1:R:",
        "timestamp_days:1:R",
        "date_days:99999999999999",
        "form",
        "form:",
        "form: ",
        "date:R",
    ] {
        assert!(!is_builtin(name), "{name:?}");
    }
}

#[test]
fn some_names_exist_only_in_the_name_of_a_channel() {
    for (name, expected) in [
        ("id", "12"),
        ("id_padded", "0012"),
        ("claimed", "claimed"),
        ("claim_indicator", "🟢"),
        ("claimed_by", "Ann"),
        ("user", "Ryan"),
        ("date", "2024-05-01"),
        ("time", "12-14"),
    ] {
        assert!(is_builtin_in_channel_name(name), "{name}");
        let template = format!("%{name}%");
        assert_eq!(
            shown(&template, facts(), Surface::ChannelName),
            expected,
            "{name}"
        );
    }
    assert_eq!(shown("%id%", facts(), Surface::Markdown), "%id%");
}

#[test]
fn where_discord_shows_no_tokens_there_are_words() {
    let template = "%user% %datetime% %discord_account_age% %date_days:3:R%";
    assert_eq!(
        shown(template, facts(), Surface::Plain),
        "@Ryan 2024-05-01 12:14 UTC 4 years ago in 3 days"
    );
    assert_eq!(
        shown("%user% %time%", facts(), Surface::MarkdownLine),
        "@Ryan <t:1714565696:t>"
    );
    let german = TicketFacts {
        language: Language::German,
        nickname: String::new(),
        ..facts()
    };
    assert_eq!(
        shown(
            "%user% %average_rating% %discord_account_age%",
            german,
            Surface::Line
        ),
        "@ryan_1 4,2 vor 4 Jahren"
    );
}

#[test]
fn what_is_not_known_shows_a_fallback() {
    let template = "%user%, %panel|no panel%, %ticket_id%, %rating_count%, %average_rating%, %date_months:9999999%";
    assert_eq!(
        shown(template, TicketFacts::default(), Surface::Markdown),
        "N/A, no panel, N/A, 0, N/A, N/A"
    );
}
