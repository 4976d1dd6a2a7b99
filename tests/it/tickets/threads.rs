//! Tickets that are private threads.

use frontdesk::model::TicketMode;
use frontdesk_sandbox::state::ChannelKind;
use frontdesk_sandbox::{Fault, Id};

use crate::support::Desk;

/// A panel whose tickets are threads, and a channel in which staff hears of them.
async fn desk() -> Desk {
    let desk = Desk::open().await;
    prepare(&desk).await;
    desk
}

async fn prepare(desk: &Desk) {
    desk.panel_with(|panel| panel.mode = Some(TicketMode::Thread))
        .await;
    let staff_channel = desk.sandbox.seed().transcripts;
    desk.set("notice_channel", &staff_channel.to_string()).await;
}

fn is_private_thread(desk: &Desk, channel: Id) -> bool {
    desk.state()
        .read(|world| world.channel(channel).unwrap().kind == ChannelKind::PrivateThread)
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_hears_of_a_thread_joins_it_and_the_end_is_noted() {
    let desk = desk().await;
    let (member, staff) = (desk.user("member"), desk.user("staff"));
    let reply = member.press("Open a ticket").finished().await;
    let thread = member.sees("ticket-0001").await;
    assert!(is_private_thread(&desk, thread));
    assert_eq!(reply.text(), format!("Your ticket is open: <#{thread}>"));
    let welcome = member.sees_message("ticket-0001", "Hello").await;
    assert!(!welcome.text().contains("<@&"), "{}", welcome.text());
    for other in ["other member", "staff"] {
        let sees = desk.user(other).channels();
        assert!(!sees.contains(&"ticket-0001".to_owned()), "{other}");
    }

    let notice = staff.sees_message("transcripts", "has opened").await;
    let text = notice.text();
    let text = text.replace(&thread.to_string(), "THREAD");
    insta::assert_snapshot!(text, @"
    <@&1000000000000000111>
    | <@585576154958921739> has opened ticket 1: <#THREAD>
    | Panel: Support
    [Join]
    ");
    let refused = member_who_presses_join(&desk).await;
    insta::assert_snapshot!(refused, @"Only staff of this ticket can do that.");
    let joined = staff.press("Join").on(&notice).finished().await;
    assert_eq!(joined.text(), format!("You are in: <#{thread}>"));
    staff.sees("ticket-0001").await;
    staff.say("ticket-0001", "How can I help?").unwrap();

    staff
        .run("/close reason:solved")
        .in_channel("ticket-0001")
        .await;
    member.no_longer_sees("ticket-0001").await;
    let closed = staff.sees_message("transcripts", "closed").await;
    insta::assert_snapshot!(closed.text(), @"Ticket 1 is closed.");
    let late = staff.press("Join").on(&notice).attempt().await;
    assert!(late.is_err(), "the button is gone");
}

/// What a member reads who presses the button of the notice, should they ever see it.
async fn member_who_presses_join(desk: &Desk) -> String {
    let ticket = desk.live().await.remove(0);
    let press = frontdesk::discord::CustomId::JoinTicket { ticket: ticket.id };
    let button = frontdesk::discord::outbound::Button::new(
        "Join here",
        frontdesk::discord::outbound::ButtonStyle::Primary(press),
    );
    let message = frontdesk::discord::Message::text("x").buttons([button]);
    let support = Desk::channel(desk.sandbox.seed().support);
    desk.outbound.post(support, &message).await.unwrap();
    let reply = desk
        .user("other member")
        .press("Join here")
        .finished()
        .await;
    reply.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_channel_for_notices_the_staff_is_called_into_the_thread() {
    let desk = Desk::open().await;
    desk.panel_with(|panel| panel.mode = Some(TicketMode::Thread))
        .await;
    desk.user("member").press("Open a ticket").finished().await;
    desk.user("staff").sees("ticket-0001").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_claimer_stays_and_others_may_come_back() {
    let desk = desk().await;
    desk.set("claim_mode", "claimer_only").await;
    desk.promote("other member");
    let (member, staff, other) = (
        desk.user("member"),
        desk.user("staff"),
        desk.user("other member"),
    );
    member.press("Open a ticket").finished().await;
    let notice = staff.sees_message("transcripts", "has opened").await;
    for person in [&staff, &other] {
        person.press("Join").on(&notice).finished().await;
        person.sees("ticket-0001").await;
    }
    let added = desk.user("admin");
    staff
        .run(&format!("/add user:{}", added.id()))
        .in_channel("ticket-0001")
        .finished()
        .await;

    staff
        .run("/claim")
        .in_channel("ticket-0001")
        .finished()
        .await;
    other.no_longer_sees("ticket-0001").await;
    for person in [&member, &staff, &added] {
        assert!(person.channels().contains(&"ticket-0001".to_owned()));
    }
    let refused = other.press("Join").on(&notice).finished().await;
    insta::assert_snapshot!(refused.text().replace(&staff.id().to_string(), "STAFF"), @"<@STAFF> has claimed this ticket. To change that, use `/transfer`.");

    staff
        .run("/unclaim")
        .in_channel("ticket-0001")
        .finished()
        .await;
    assert!(staff.channels().contains(&"ticket-0001".to_owned()));
    other.press("Join").on(&notice).finished().await;
    other.sees("ticket-0001").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_thread_cannot_do_is_refused_with_a_sentence() {
    let desk = desk().await;
    desk.set("claim_mode", "read_only").await;
    let (member, staff) = (desk.user("member"), desk.user("staff"));
    member.press("Open a ticket").finished().await;
    let notice = staff.sees_message("transcripts", "has opened").await;
    staff.press("Join").on(&notice).finished().await;
    staff.sees("ticket-0001").await;
    let role = desk.sandbox.seed().admin_role;
    let mut answers = Vec::new();
    for line in [
        "/claim".to_owned(),
        "/topic topic:Refund".to_owned(),
        format!("/add role:{role}"),
    ] {
        let reply = staff.run(&line).in_channel("ticket-0001").finished().await;
        answers.push(reply.text());
    }
    insta::assert_snapshot!(answers.join("\n"), @"
    This ticket is a thread, and in a thread nobody can be kept from writing. A server admin can set `claim_mode` to `everyone` or `claimer_only`.
    This ticket is a thread, and threads have no topic. Use `/rename`.
    This ticket is a thread, to which only members can be added, not roles.
    ");
    let renamed = staff
        .run("/rename name:refund")
        .in_channel("ticket-0001")
        .finished()
        .await;
    insta::assert_snapshot!(renamed.text(), @"The channel is called **refund** now.");
    member.sees("refund").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_to_the_creation_makes_one_thread() {
    for fault in [Fault::lose_answer(), Fault::lose_request()] {
        let desk = desk().await;
        desk.sandbox.fault(fault.on("POST", "/channels/*/threads"));
        let member = desk.user("member");
        let reply = member.press("Open a ticket").finished().await;
        assert!(
            reply.text().starts_with("Your ticket is open"),
            "{}",
            reply.text()
        );
        assert_eq!(desk.ticket_channels(), ["ticket-0001"]);
        member.sees_message("ticket-0001", "Hello").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_at_any_step_leaves_one_thread_or_none() {
    for (method, path) in [
        ("POST", "/channels/*/threads"),
        ("PUT", "/channels/*/thread-members/*"),
        ("POST", "/channels/*/messages"),
    ] {
        for fault in [
            Fault::pause_before().on(method, path),
            Fault::pause_after().on(method, path),
        ] {
            let mut desk = Desk::closed().await;
            prepare(&desk).await;
            desk.spawn().await;
            let member = desk.user("member");
            let held = desk.sandbox.fault(fault);
            let press = tokio::spawn(member.press("Open a ticket").sent());
            held.reached().await;
            desk.kill().await;
            press.abort();
            held.release();
            desk.sandbox.clear_faults();
            desk.spawn().await;
            desk.settled().await;

            let live = desk.live().await;
            let threads = desk.ticket_channels();
            assert_eq!(threads.len(), live.len(), "{path}: {threads:?}, {live:?}");
            if live.len() == 1 {
                member.sees_message("ticket-0001", "Hello").await;
                let staff = desk.user("staff");
                staff.sees_message("transcripts", "has opened").await;
            }
            member.press("Open a ticket").finished().await;
            member.sees("ticket-0002").await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_that_is_deleted_by_hand_or_with_its_channel_is_closed() {
    let desk = desk().await;
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    let thread = member.sees("ticket-0001").await;
    desk.state()
        .write(|world| world.delete_channel(thread).unwrap());
    member.receives("ticket 1").await;

    member.press("Open a ticket").finished().await;
    member.sees("ticket-0002").await;
    let support = desk.sandbox.seed().support;
    desk.state()
        .write(|world| world.delete_channel(support).unwrap());
    member.receives("ticket 2").await;
    desk.settled().await;
    assert!(desk.live().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opener_who_cannot_see_the_channel_is_told_and_nothing_stays() {
    let desk = desk().await;
    let transcripts = desk.sandbox.seed().transcripts;
    desk.set("thread_channel", &transcripts.to_string()).await;
    let reply = desk.user("member").press("Open a ticket").finished().await;
    let text = reply.text().replace(&transcripts.to_string(), "ROOM");
    insta::assert_snapshot!(text, @"Tickets open as threads under <#ROOM>, which has to be visible to everybody who is to be in them. A server admin can show it to them, or choose another one with `/settings set thread_channel`.");
    assert!(desk.live().await.is_empty());
    assert!(desk.ticket_channels().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_that_no_ticket_waits_for_is_taken_away_and_one_within_a_ticket_stays() {
    let desk = Desk::open().await;
    desk.panel().await;
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    let ticket = Desk::channel(member.sees("ticket-0001").await);
    let within = desk.outbound.create_thread(ticket, "notes", "test").await;
    let support = Desk::channel(desk.sandbox.seed().support);
    // As after an opening that was given up before Discord was done with it.
    let late = desk
        .outbound
        .create_thread(support, "ticket-0099", "test")
        .await;
    let (within, late) = (Id(within.unwrap().get()), Id(late.unwrap().get()));
    desk.state()
        .until(|world| (!world.channels.contains_key(&late)).then_some(()))
        .await;
    assert!(
        desk.state()
            .read(|world| world.channels.contains_key(&within))
    );
}
