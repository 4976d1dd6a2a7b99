//! `/settings`, as an admin uses it.

use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_is_set_shown_and_put_back() {
    let desk = Desk::open().await;
    let admin = desk.user("admin");
    let run = |line: &str| admin.run(line).in_channel("general").finished();
    let staff = desk.sandbox.seed().staff_role.to_string();
    let tickets = desk.sandbox.seed().tickets.to_string();
    let mut answers = Vec::new();
    for line in [
        "/settings set setting:staff_role value:@Staff",
        "/settings set setting:Category value:Tickets",
        "/settings set setting:ticket limit value:2",
        "/settings set setting:naming value:help-%id%-%nothing%",
        "/settings set setting:opener_may_close value:off",
    ] {
        let reply = run(line).await;
        assert!(reply.is_ephemeral());
        answers.push(reply.text());
    }
    let redacted = |text: String| text.replace(&staff, "STAFF").replace(&tickets, "TICKETS");
    insta::assert_snapshot!(redacted(answers.join("\n")), @r#"
    `staff_role` is now <@&STAFF>.
    `category` is now <#TICKETS>.
    `ticket_limit` is now 2.
    `naming` is now `help-%id%-%nothing%`.
    ⚠️ `%nothing%` is no built-in placeholder: a channel's name is made before integrations are asked, so it will stay as typed.
    `opener_may_close` is now off.
    "#);
    insta::assert_snapshot!(redacted(run("/settings view").await.text()), @"
    | # Settings
    | `language`: `en` (English) (default)
    | -# The language of what everybody sees.
    | `ticket_limit`: 2
    | -# How many tickets a member may have open.
    | `staff_role`: <@&STAFF>
    | -# Who answers, where the panel names nobody.
    | `category`: <#TICKETS>
    | -# Where tickets open, where the panel names no category.
    | `naming`: `help-%id%-%nothing%`
    | -# The name of a ticket's channel.
    | `opener_may_close`: off
    | -# Whether members may close their own tickets.
    | `log_channel`: none (default)
    | -# Where staff is told when something needs looking after.
    | `claim_mode`: `everyone` (default)
    | -# Who may write in a claimed ticket; read_only: the others only read; claimer_only: they do not see it.
    | `mode`: `channel` (default)
    | -# Whether tickets are channels or private threads, where the panel does not say.
    | `overflow_categories`: none (default)
    | -# Where tickets open when their category is full, in this order.
    | `overflow_thread`: off (default)
    | -# Whether a ticket opens as a private thread when no category has room.
    | `thread_channel`: none (default)
    | -# Under which channel threads open; the panel's own where none is set.
    | `notice_channel`: none (default)
    | -# Where staff is told of a new thread; the log channel where none is set.
    | _Change one with /settings set, put it back with /settings reset._
    ");
    insta::assert_snapshot!(run("/settings reset setting:ticket_limit").await.text(), @"`ticket_limit` is back to its default, 5.");
    insta::assert_snapshot!(run("/settings reset setting:ticket_limit").await.text(), @"`ticket_limit` was at its default already: 5.");

    run("/panel create title:Support channel:#support").await;
    let member = desk.user("member");
    member
        .press("Open a ticket")
        .in_channel("support")
        .finished()
        .await;
    member.sees("help-1-nothing").await;
    desk.user("staff").sees("help-1-nothing").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_values_are_refused_with_the_mend() {
    let desk = Desk::open().await;
    let admin = desk.user("admin");
    let mut answers = Vec::new();
    for line in [
        "/settings set setting:nothing value:1",
        "/settings set setting:language value:fr",
        "/settings set setting:ticket_limit value:0",
        "/settings set setting:ticket_limit value:11",
        "/settings set setting:staff_role value:@everyone",
        "/settings set setting:staff_role value:123",
        "/settings set setting:category value:#general",
        "/settings set setting:opener_may_close value:perhaps",
        "/settings reset setting:nothing",
    ] {
        answers.push(
            admin
                .run(line)
                .in_channel("general")
                .finished()
                .await
                .text(),
        );
    }
    insta::assert_snapshot!(answers.join("\n"), @"
    There is no such setting. These exist: `language`, `ticket_limit`, `staff_role`, `category`, `naming`, `opener_may_close`, `log_channel`, `claim_mode`, `mode`, `overflow_categories`, `overflow_thread`, `thread_channel`, `notice_channel`.
    `language` is one of `en`, `de`.
    `ticket_limit` is a whole number from 1 to 10.
    `ticket_limit` is a whole number from 1 to 10.
    `staff_role` is a role of this server: give its mention, its id or its exact name.
    `staff_role` is a role of this server: give its mention, its id or its exact name.
    `category` is a category of this server: give its id or its exact name.
    `opener_may_close` is `on` or `off`.
    There is no such setting. These exist: `language`, `ticket_limit`, `staff_role`, `category`, `naming`, `opener_may_close`, `log_channel`, `claim_mode`, `mode`, `overflow_categories`, `overflow_thread`, `thread_channel`, `notice_channel`.
    ");
    let stored = desk.store.guild_settings(desk.guild()).await.unwrap();
    assert!(stored.is_empty(), "{stored:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_values_are_completed() {
    let desk = Desk::open().await;
    let admin = desk.user("admin");
    let complete = async |line: &str| {
        let choices = admin.complete(line).in_channel("general").await;
        let names: Vec<String> = choices.into_iter().map(|choice| choice.name).collect();
        names.join(", ")
    };
    insta::assert_snapshot!(complete("/settings set setting:e").await, @"language, ticket_limit, staff_role, category, opener_may_close, log_channel, claim_mode, mode, overflow_categories, overflow_thread, thread_channel, notice_channel");
    insta::assert_snapshot!(complete("/settings set setting:language value:").await, @"English, Deutsch");
    insta::assert_snapshot!(complete("/settings set setting:staff_role value:st").await, @"@Staff");
    insta::assert_snapshot!(complete("/settings set setting:category value:").await, @"Lobby, Tickets");
    insta::assert_snapshot!(complete("/settings set setting:opener_may_close value:").await, @"on, off");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_s_language_is_what_everybody_sees_and_the_client_s_what_one_sees() {
    let desk = Desk::open().await;
    let admin = desk.user("admin");
    let run = |line: &str| admin.run(line).in_channel("general").finished();
    let answer = run("/settings set setting:language value:de").await;
    insta::assert_snapshot!(answer.text(), @"`language` is now `de` (Deutsch).");
    run("/panel create title:Hilfe channel:#support").await;
    let posted = desk.user("member").messages("support");
    desk.state().write(|world| {
        let admin = world.seed.admin;
        world.users.get_mut(&admin).unwrap().locale = "de".to_owned();
    });
    let refused = run("/settings set setting:ticket_limit value:11").await;
    insta::assert_snapshot!(refused.text(), @"`ticket_limit` ist eine ganze Zahl von 1 bis 10.");
    let help = run("/help").await.text();
    assert!(help.contains("Ein Panel machen und posten"), "{help}");
    insta::assert_snapshot!(posted[0].text(), @r#"
    | # Hilfe
    [Ticket öffnen]
    "#);
}

#[tokio::test(flavor = "multi_thread")]
async fn help_and_about_are_for_everybody() {
    let desk = Desk::open().await;
    let member = desk.user("member");
    let help = member.run("/help").in_channel("general").finished().await;
    assert!(help.is_ephemeral());
    insta::assert_snapshot!(help.text(), @"
    | # Commands
    | ### For everybody
    | `/open`: Open a ticket
    | `/close`: Close the ticket of this channel
    | `/help`: See what this bot can do
    | `/about`: Version, licence and source
    | ### For staff
    | `/add`: Add somebody to this ticket
    | `/remove`: Remove somebody who was added
    | `/claim`: Take care of this ticket
    | `/unclaim`: Give this ticket back
    | `/transfer`: Hand this ticket to somebody else
    | `/rename`: Rename the channel of this ticket
    | `/topic`: Change the topic of this ticket's channel
    | ### For admins (Manage Server)
    | `/panel create`: Make a panel and post it
    | `/panel edit`: Change a panel and its message
    | `/panel welcome`: Write what a ticket begins with
    | `/panel preview`: See the welcome message filled in
    | `/panel list`: List the panels
    | `/panel send`: Post a panel again
    | _Page 1 of 3_
    [Back, disabled] [Next]
    ");
    let next = help.press("Next").finished().await;
    assert!(next.text().contains("Page 2 of"), "{}", next.text());
    let about = member.run("/about").in_channel("general").finished().await;
    insta::assert_snapshot!(about.text().replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r#"
    | # Frontdesk
    | Tickets that arrive with the context already in them.
    | Version VERSION · Licence Apache-2.0
    | Source: ask whoever runs this bot
    "#);
}
