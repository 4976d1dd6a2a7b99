//! The welcome message of the tutorial, as a member sees it.

use chrono::DateTime;
use frontdesk::model::{ChannelId, GuildId, Language, UserId, WelcomeField, WelcomeTemplate};
use frontdesk::render::embed::welcome_names;
use frontdesk::render::{Embed, TicketFacts, Value, Values};

use super::payload::{USER, embed};

fn template() -> WelcomeTemplate {
    let field = |name: &str, value: &str| WelcomeField {
        name: name.to_owned(),
        value: value.to_owned(),
        inline: true,
    };
    WelcomeTemplate {
        title: Some("Ticket %ticket_id% of %user%".to_owned()),
        message: Some(
            "Hello %user%, **%my_integration.username|stranger%** is %online_status%.\n\
             Member since %creation_year%, here for %discord_account_age%.\n\
             [Profile](https://game.example/u/%my_integration.username%) · [Site](%site%)"
                .to_owned(),
        ),
        colour: Some(0x0058_65f2),
        image_url: Some("https://img.example/%user_id%.png".to_owned()),
        thumbnail_url: Some("%site%".to_owned()),
        fields: vec![
            field("High score", "%high_score%"),
            field("Last score", "%last_score|never played%"),
            field("", "`%my_integration.username%`"),
        ],
        author: Some("%server%".to_owned()),
        footer: Some("Opened %datetime%".to_owned()),
    }
}

fn facts(language: Language) -> TicketFacts {
    TicketFacts {
        now: DateTime::from_timestamp_secs(1_714_565_696).expect("a moment"),
        language,
        guild: Some(GuildId::new(1)),
        guild_name: "Ryan's *Realm*".to_owned(),
        user: Some(UserId::new(USER)),
        username: "someone_else".to_owned(),
        ticket_number: Some(7),
        channel: Some(ChannelId::new(2)),
        ..TicketFacts::default()
    }
}

fn values(language: Language, named: impl IntoIterator<Item = (&'static str, Value)>) -> Values {
    Values {
        ticket: facts(language),
        named: named
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    }
}

fn shown(values: &Values) -> String {
    let embed = embed(&Embed::welcome(&template(), values));
    let json = serde_json::to_string_pretty(&embed).expect("it is JSON");
    json.replace('\u{200b}', r"\u200b")
}

#[test]
fn a_member_whom_the_integration_knows() {
    let text = |text: &str| Value::Text(text.to_owned());
    let values = values(
        Language::German,
        [
            ("online_status", text("Online")),
            ("my_integration.username", text("Ryan_*")),
            ("creation_year", text("2019")),
            ("high_score", Value::Number("3000".to_owned())),
            ("last_score", text("400")),
            ("site", text("https://site.example/(x)")),
        ],
    );
    insta::assert_snapshot!(shown(&values), @r#"
    {
      "author": {
        "name": "Ryan's *Realm*"
      },
      "description": "Hello <@585576154958921739>, **Ryan\\_\\*** is Online.\nMember since 2019, here for <t:1559682634:R>.\n[Profile](https://game.example/u/Ryan_%2A) · [Site](https://site.example/%28x%29)",
      "fields": [
        {
          "name": "High score",
          "value": "3.000"
        },
        {
          "name": "Last score",
          "value": "400"
        },
        {
          "name": "\u200b",
          "value": "`Ryan_*`"
        }
      ],
      "footer": {
        "text": "Opened 2024-05-01 12:14 UTC"
      },
      "image": {
        "url": "https://img.example/585576154958921739.png"
      },
      "thumbnail": {
        "url": "https://site.example/(x)"
      },
      "title": "Ticket 7 of @someone\\_else"
    }
    "#);
}

#[test]
fn a_member_whom_it_does_not_know() {
    let names = [
        "online_status",
        "my_integration.username",
        "creation_year",
        "high_score",
        "last_score",
        "site",
    ];
    let values = values(
        Language::English,
        names.map(|name| (name, Value::missing())),
    );
    insta::assert_snapshot!(shown(&values), @r#"
    {
      "author": {
        "name": "Ryan's *Realm*"
      },
      "description": "Hello <@585576154958921739>, **stranger** is N/A.\nMember since N/A, here for <t:1559682634:R>.\n[Profile](https://game.example/u/N%2FA) · Site",
      "fields": [
        {
          "name": "High score",
          "value": "N/A"
        },
        {
          "name": "Last score",
          "value": "never played"
        },
        {
          "name": "\u200b",
          "value": "`N/A`"
        }
      ],
      "footer": {
        "text": "Opened 2024-05-01 12:14 UTC"
      },
      "image": {
        "url": "https://img.example/585576154958921739.png"
      },
      "title": "Ticket 7 of @someone\\_else"
    }
    "#);
}

#[test]
fn an_integration_that_has_not_answered_yet() {
    let names = [
        "online_status",
        "my_integration.username",
        "creation_year",
        "high_score",
        "last_score",
        "site",
    ];
    let values = values(Language::English, names.map(|name| (name, Value::Pending)));
    insta::assert_snapshot!(shown(&values), @r#"
    {
      "author": {
        "name": "Ryan's *Realm*"
      },
      "description": "Hello <@585576154958921739>, **…** is ….\nMember since …, here for <t:1559682634:R>.\n[Profile](https://game.example/u/…) · Site",
      "fields": [
        {
          "name": "High score",
          "value": "…"
        },
        {
          "name": "Last score",
          "value": "…"
        },
        {
          "name": "\u200b",
          "value": "`…`"
        }
      ],
      "footer": {
        "text": "Opened 2024-05-01 12:14 UTC"
      },
      "image": {
        "url": "https://img.example/585576154958921739.png"
      },
      "title": "Ticket 7 of @someone\\_else"
    }
    "#);
}

#[test]
fn the_names_of_a_template_are_known_before_it_is_rendered() {
    let names: Vec<String> = welcome_names(&template()).into_iter().collect();
    insta::assert_snapshot!(names.join(" "), @"creation_year datetime discord_account_age high_score last_score my_integration.username online_status server site ticket_id user user_id");
}

#[test]
fn a_message_of_which_nothing_is_left_still_shows_something() {
    let values = values(Language::English, [("a", Value::Text(String::new()))]);
    let template = WelcomeTemplate {
        title: Some("%a% ".to_owned()),
        message: Some("\u{200b}%a%".to_owned()),
        image_url: Some("javascript:alert(1)".to_owned()),
        ..WelcomeTemplate::default()
    };
    let rendered = Embed::welcome(&template, &values);
    assert_eq!(rendered.description.as_deref(), Some("—"));
    assert_eq!(rendered.image_url, None);
}
