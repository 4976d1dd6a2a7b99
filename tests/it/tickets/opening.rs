//! Opening a ticket.

use frontdesk::model::{TicketState, WelcomeTemplate};
use serde_json::json;

use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn a_press_opens_a_channel_for_opener_and_staff_alone() {
    let desk = Desk::open().await;
    desk.panel().await;
    let (member, staff, other) = (
        desk.user("member"),
        desk.user("staff"),
        desk.user("other member"),
    );

    let reply = member
        .press("Open a ticket")
        .in_channel("support")
        .finished()
        .await;

    assert!(reply.is_ephemeral());
    let channel = member.sees("ticket-0001").await;
    insta::assert_snapshot!(reply.text().replace(&channel.to_string(), "CHANNEL"), @"Your ticket is open: <#CHANNEL>");
    staff.sees("ticket-0001").await;
    assert!(!other.channels().contains(&"ticket-0001".to_owned()));
    let welcome = member.sees_message("ticket-0001", "Hello").await;
    insta::assert_snapshot!(welcome.text(), @r"
    <@585576154958921739> <@&1000000000000000111>
    | # Hello mika
    | Ticket 1 of <@585576154958921739> in Harbour Lights.
    [Close] [Close With Reason] [Claim]
    ");
    desk.state().read(|world| {
        let channel = world.channel(channel).unwrap();
        assert_eq!(channel.parent, Some(world.seed.tickets));
        let topic = channel.topic.as_deref().unwrap();
        assert!(
            topic.starts_with("Ticket 1 of <@585576154958921739> · fd-"),
            "{topic}"
        );
        let posts = world
            .requests
            .matching("POST", &format!("/channels/{}/messages", channel.id));
        let [post] = posts.as_slice() else {
            panic!("one message is posted")
        };
        assert_eq!(
            post.body["allowed_mentions"],
            json!({ "parse": [], "users": [world.seed.member], "roles": [world.seed.staff_role] })
        );
    });
    let [ticket] = desk.live().await.try_into().unwrap();
    assert_eq!(ticket.state, TicketState::Open);
    assert_eq!(desk.events().await, ["panel.created", "ticket.opened"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_is_acknowledged_before_anything_else_is_asked() {
    let desk = Desk::open().await;
    desk.panel().await;
    let before = desk.state().read(|world| world.requests.count());
    desk.user("member").press("Open a ticket").finished().await;
    desk.state().read(|world| {
        let first = world
            .requests
            .all()
            .find(|request| request.number > before)
            .unwrap();
        assert!(
            first.path.ends_with("/callback"),
            "{} {}",
            first.method,
            first.path
        );
        assert_eq!(first.body, json!({ "type": 5, "data": { "flags": 64 } }));
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limit_points_to_an_open_ticket() {
    let desk = Desk::open().await;
    desk.panel().await;
    desk.set("ticket_limit", "1").await;
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    let channel = member.sees("ticket-0001").await;
    let reply = member.press("Open a ticket").finished().await;
    insta::assert_snapshot!(reply.text().replace(&channel.to_string(), "CHANNEL"), @"You have one open ticket here, and that is the limit. Go on in <#CHANNEL>, or close it first.");
    assert_eq!(desk.ticket_channels(), ["ticket-0001"]);
    // Others have a limit of their own.
    desk.user("other member")
        .press("Open a ticket")
        .finished()
        .await;
    assert_eq!(desk.ticket_channels(), ["ticket-0001", "ticket-0002"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_presses_at_the_same_instant_one_opens() {
    let desk = Desk::open().await;
    desk.panel().await;
    desk.set("ticket_limit", "1").await;
    let member = desk.user("member");
    let (first, second) = (
        member.press("Open a ticket").sent(),
        member.press("Open a ticket").sent(),
    );
    let (first, second) = tokio::join!(first, second);
    let texts = [
        first.unwrap().finished().await.text(),
        second.unwrap().finished().await.text(),
    ];
    assert_eq!(
        texts
            .iter()
            .filter(|text| text.starts_with("Your ticket is open"))
            .count(),
        1,
        "{texts:?}"
    );
    assert_eq!(
        texts
            .iter()
            .filter(|text| text.contains("that is the limit"))
            .count(),
        1,
        "{texts:?}"
    );
    assert_eq!(desk.ticket_channels().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duplicate_event_has_no_second_effect() {
    let desk = Desk::open().await;
    desk.panel().await;
    desk.sandbox.duplicate_events(Some("INTERACTION_CREATE"), 1);
    desk.user("member").press("Open a ticket").finished().await;
    assert_eq!(desk.ticket_channels(), ["ticket-0001"]);
    desk.state().read(|world| {
        assert_eq!(
            world
                .requests
                .matching("POST", "/interactions/*/*/callback")
                .len(),
            1
        );
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_is_off_or_gone_says_so() {
    let desk = Desk::open().await;
    let panel = desk.panel().await;
    let member = desk.user("member");
    desk.store
        .enable_panel(desk.guild(), panel.id, false)
        .await
        .unwrap();
    let off = member.press("Open a ticket").finished().await.text();
    insta::assert_snapshot!(off, @"This panel does not take tickets at the moment. Ask a server admin to turn it on with `/panel enable`.");
    let off = member.run("/open").finished().await.text();
    insta::assert_snapshot!(off, @"This panel does not take tickets at the moment. Ask a server admin to turn it on with `/panel enable`.");
    desk.store
        .delete_panel(desk.guild(), panel.id)
        .await
        .unwrap();
    let gone = member.press("Open a ticket").finished().await.text();
    insta::assert_snapshot!(gone, @"This panel no longer exists. Use another one, or ask a server admin.");
    assert!(desk.ticket_channels().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn open_takes_a_panel_and_a_subject_that_pings_nobody() {
    let desk = Desk::open().await;
    desk.panel().await;
    desk.panel_with(|panel| panel.title = "Billing".to_owned())
        .await;
    let member = desk.user("member");
    let offered: Vec<String> = member
        .complete("/open panel:bil")
        .attempt()
        .await
        .unwrap()
        .into_iter()
        .map(|choice| choice.name)
        .collect();
    assert_eq!(offered, ["Billing"]);
    member
        .run("/open panel:billing subject:\"@everyone **help** <@&1000000000000000111>\"")
        .finished()
        .await;
    let welcome = member.sees_message("ticket-0001", "Subject").await;
    insta::assert_snapshot!(welcome.text().replace('\u{200b}', "<zero width>"), @r"
    <@585576154958921739> <@&1000000000000000111>
    | # Hello mika
    | Ticket 1 of <@585576154958921739> in Harbour Lights.
    | Subject: @<zero width>everyone \*\*help\*\* \<@&1000000000000000111\>
    [Close] [Close With Reason] [Claim]
    ");
    let unknown = member.run("/open panel:Refunds").finished().await.text();
    insta::assert_snapshot!(unknown, @"There is no panel called “Refunds” here. Choose one from the list that Discord offers.");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_panel_there_is_a_plain_welcome() {
    let desk = Desk::open().await;
    desk.set("language", "de").await;
    let member = desk.user("member");
    member.run("/open").finished().await;
    let welcome = member.sees_message("ticket-0001", "Hallo").await;
    insta::assert_snapshot!(welcome.text(), @r"
    <@585576154958921739>
    | Hallo <@585576154958921739>, danke, dass du dich meldest. Schreib uns, worum es geht; es antwortet dir bald jemand.
    [Schließen] [Mit Grund schließen] [Übernehmen]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_numbers_of_tickets_count_this_one() {
    let desk = Desk::open().await;
    desk.panel_with(|panel| {
        panel.welcome = WelcomeTemplate {
            message: Some(
                "%open_tickets% of %total_tickets%, yours %user_open_tickets% of %ticket_limit%"
                    .to_owned(),
            ),
            ..WelcomeTemplate::default()
        };
    })
    .await;
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    member
        .sees_message("ticket-0001", "1 of 1, yours 1 of 5")
        .await;
    desk.user("other member")
        .press("Open a ticket")
        .finished()
        .await;
    desk.user("other member")
        .sees_message("ticket-0002", "2 of 2, yours 1 of 5")
        .await;
}
