//! What Discord and the database do to a bot on a bad day.

use std::time::Duration;

use frontdesk::discord::outbound::NewChannel;
use frontdesk_sandbox::{Fault, Permissions};

use crate::support::Desk;

async fn desk() -> Desk {
    let desk = Desk::open().await;
    desk.panel().await;
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_to_the_creation_makes_one_channel() {
    let desk = desk().await;
    let lost = desk
        .sandbox
        .fault(Fault::lose_answer().on("POST", "/guilds/*/channels"));
    let member = desk.user("member");
    let reply = member.press("Open a ticket").finished().await;
    assert_eq!(lost.struck(), 1);
    assert!(
        reply.text().starts_with("Your ticket is open"),
        "{}",
        reply.text()
    );
    member.sees_message("ticket-0001", "Hello").await;
    assert_eq!(desk.ticket_channels(), ["ticket-0001"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creation_that_was_lost_on_the_way_is_tried_again() {
    let desk = desk().await;
    for fault in [Fault::lose_request(), Fault::status(502)] {
        desk.sandbox.fault(fault.on("POST", "/guilds/*/channels"));
    }
    let reply = desk.user("member").press("Open a ticket").finished().await;
    assert!(
        reply.text().starts_with("Your ticket is open"),
        "{}",
        reply.text()
    );
    assert_eq!(desk.ticket_channels(), ["ticket-0001"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_to_the_welcome_message_posts_it_once() {
    let desk = desk().await;
    desk.sandbox
        .fault(Fault::lose_answer().on("POST", "/channels/*/messages"));
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    assert_eq!(member.messages("ticket-0001").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn rate_limits_are_waited_out_everywhere() {
    let desk = desk().await;
    let pause = Duration::from_millis(100);
    for (method, path) in [
        ("POST", "/interactions/*/*/callback"),
        ("POST", "/guilds/*/channels"),
        ("POST", "/channels/*/messages"),
        ("PATCH", "/webhooks/*/*/messages/@original"),
    ] {
        desk.sandbox
            .fault(Fault::rate_limit(pause).on(method, path).times(2));
    }
    let reply = desk.user("member").press("Open a ticket").finished().await;
    assert!(
        reply.text().starts_with("Your ticket is open"),
        "{}",
        reply.text()
    );
    assert_eq!(desk.user("member").messages("ticket-0001").len(), 1);
    assert_eq!(desk.ticket_channels(), ["ticket-0001"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_category_is_told_to_member_and_owner_and_nothing_stays() {
    let desk = desk().await;
    let tickets = desk.sandbox.seed().tickets;
    desk.state()
        .write(|world| world.delete_channel(tickets))
        .unwrap();
    let reply = desk.user("member").press("Open a ticket").finished().await;
    insta::assert_snapshot!(reply.text(), @"Tickets cannot be opened because their category does not exist any more. The server's owner has been told.");
    assert!(desk.live().await.is_empty());
    assert!(desk.ticket_channels().is_empty());
    let told = desk.user("admin").receives("exist any more").await;
    assert!(
        told.text().contains(&tickets.to_string()),
        "{}",
        told.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_is_named_with_the_place_and_nothing_stays() {
    let desk = desk().await;
    let seed = desk.sandbox.seed();
    desk.state().write(|world| {
        let role = world
            .guild_mut(seed.guild)
            .unwrap()
            .roles
            .get_mut(&seed.bot_role)
            .unwrap();
        role.permissions = Permissions(role.permissions.0 & !Permissions::MANAGE_CHANNELS.0);
    });
    let reply = desk.user("member").press("Open a ticket").finished().await;
    insta::assert_snapshot!(reply.text(), @"I lack permissions in <#1000000000000000210>: **Manage Channels**. A server admin can grant them to my role there.");
    assert!(desk.live().await.is_empty());
    assert!(desk.ticket_channels().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_welcome_message_that_cannot_be_posted_takes_everything_back() {
    let desk = desk().await;
    desk.sandbox
        .fault(Fault::status(400).on("POST", "/channels/*/messages"));
    let reply = desk.user("member").press("Open a ticket").finished().await;
    assert!(
        reply.text().starts_with("Something went wrong here"),
        "{}",
        reply.text()
    );
    assert!(desk.ticket_channels().is_empty());
    assert!(desk.live().await.is_empty());
    desk.user("member").press("Open a ticket").finished().await;
    assert_eq!(desk.ticket_channels(), ["ticket-0002"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_presses_are_acknowledged_while_the_database_is_slow() {
    let desk = desk().await;
    desk.set("ticket_limit", "10").await;
    let people = ["member", "other member", "staff", "admin"];
    let slow = desk.hold_writes(Duration::from_secs(2)).await;
    let presses: Vec<_> = (0..50)
        .map(|number| {
            desk.user(people[number % people.len()])
                .press("Open a ticket")
                .sent()
        })
        .collect();
    // Each is acknowledged within Discord's three seconds, or this fails.
    let mut replies = Vec::new();
    for press in presses {
        replies.push(tokio::spawn(press));
    }
    let mut opened = 0;
    for reply in replies {
        let text = reply.await.unwrap().unwrap().finished().await.text();
        assert!(
            text.starts_with("Your ticket is open") || text.contains("that is the limit"),
            "{text}"
        );
        opened += usize::from(text.starts_with("Your ticket is open"));
    }
    slow.await.unwrap();
    assert_eq!(opened, 40);
    assert_eq!(desk.ticket_channels().len(), 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_modal_comes_in_time_while_the_database_is_slow() {
    let desk = desk().await;
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    let slow = desk.hold_writes(Duration::from_secs(2)).await;
    let modal = member
        .press("Close With Reason")
        .in_channel("ticket-0001")
        .await
        .modal();
    modal.fill("Reason", "Slowly").submit().await;
    slow.await.unwrap();
    member.receives("Reason: Slowly").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_appears_after_everybody_gave_up_is_deleted() {
    let desk = desk().await;
    // As a request does that Discord takes up long after the connection broke.
    let topic = "Ticket 9 of <@1> · fd-abcdefghijklmnop";
    let channel = NewChannel {
        name: "ticket-0009".to_owned(),
        topic: topic.to_owned(),
        parent: None,
        overwrites: Vec::new(),
    };
    let created = desk.outbound.create_channel(desk.guild(), &channel, "late");
    created.await.unwrap();
    desk.state()
        .until(|world| {
            let mut channels = world.channels.values();
            (!channels.any(|channel| channel.name == "ticket-0009")).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_were_missed_are_made_up_for() {
    let desk = desk().await;
    desk.user("member").press("Open a ticket").finished().await;
    let channel = desk.user("member").sees("ticket-0001").await;
    desk.sandbox.invalidate_sessions(false);
    desk.state()
        .write(|world| world.delete_channel(channel))
        .unwrap();
    desk.user("member")
        .receives("The channel was deleted.")
        .await;
}

/// What a network and a busy Discord do to one request.
fn mishaps() -> [Fault; 4] {
    [
        Fault::status(503),
        Fault::lose_answer(),
        Fault::lose_request(),
        Fault::rate_limit(Duration::from_millis(50)),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn any_mishap_of_any_request_of_an_opening_is_made_good() {
    for (method, path) in [
        ("POST", "/interactions/*/*/callback"),
        ("POST", "/guilds/*/channels"),
        ("POST", "/channels/*/messages"),
        ("PATCH", "/webhooks/*/*/messages/@original"),
    ] {
        for mishap in mishaps() {
            let mishap = mishap.on(method, path);
            let desk = desk().await;
            let struck = desk.sandbox.fault(mishap.clone());
            let member = desk.user("member");
            let reply = member.press("Open a ticket").finished().await;
            assert_eq!(struck.struck(), 1, "{mishap:?}");
            assert!(
                reply.text().starts_with("Your ticket is open"),
                "{mishap:?}: {}",
                reply.text()
            );
            assert_eq!(desk.ticket_channels(), ["ticket-0001"], "{mishap:?}");
            assert_eq!(member.messages("ticket-0001").len(), 1, "{mishap:?}");
            assert_eq!(
                desk.events().await,
                ["panel.created", "ticket.opened"],
                "{mishap:?}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn any_mishap_of_any_request_of_a_closing_is_made_good() {
    for (method, path) in [
        ("DELETE", "/channels/*"),
        ("POST", "/users/@me/channels"),
        ("POST", "/channels/*/messages"),
    ] {
        for mishap in mishaps() {
            let mishap = mishap.on(method, path);
            let desk = desk().await;
            let member = desk.user("member");
            member.press("Open a ticket").finished().await;
            let struck = desk.sandbox.fault(mishap.clone());
            member
                .run("/close reason:Done")
                .in_channel("ticket-0001")
                .await;
            member.no_longer_sees("ticket-0001").await;
            member.receives("Reason: Done").await;
            desk.settled().await;
            assert_eq!(struck.struck(), 1, "{mishap:?}");
            assert_eq!(member.direct_messages().len(), 1, "{mishap:?}");
            assert_eq!(
                desk.events().await,
                ["panel.created", "ticket.opened", "ticket.closed"],
                "{mishap:?}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_close_that_lacks_a_permission_names_it_and_goes_on_once_it_is_granted() {
    let desk = desk().await;
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    let channel = member.sees("ticket-0001").await;
    let seed = desk.sandbox.seed();
    let may_manage = |may: bool| {
        desk.state().write(|world| {
            let manage = Permissions::MANAGE_CHANNELS;
            let set = |permissions: Permissions| {
                if may {
                    permissions | manage
                } else {
                    Permissions(permissions.0 & !manage.0)
                }
            };
            world
                .change_channel(channel, |channel| {
                    for overwrite in &mut channel.overwrites {
                        if overwrite.id == seed.bot {
                            overwrite.allow = set(overwrite.allow);
                        }
                    }
                })
                .unwrap();
            let guild = world.guild_mut(seed.guild).unwrap();
            let role = guild.roles.get_mut(&seed.bot_role).unwrap();
            role.permissions = set(role.permissions);
        });
    };
    may_manage(false);
    member.run("/close").in_channel("ticket-0001").await;
    let told = member.sees_message("ticket-0001", "I lack").await;
    let told = told.text().replace(&channel.to_string(), "CHANNEL");
    insta::assert_snapshot!(told, @"I lack permissions in <#CHANNEL>: **Manage Channels**. A server admin can grant them to my role there.");
    may_manage(true);
    member.no_longer_sees("ticket-0001").await;
    desk.settled().await;
    assert!(desk.live().await.is_empty());
}
