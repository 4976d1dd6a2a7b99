//! Closing a ticket.

use frontdesk_sandbox::Fault;

use crate::support::Desk;

async fn opened() -> Desk {
    let desk = Desk::open().await;
    desk.panel().await;
    desk.user("member").press("Open a ticket").finished().await;
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn close_asks_and_confirm_closes() {
    let desk = opened().await;
    let member = desk.user("member");
    let question = member
        .press("Close")
        .in_channel("ticket-0001")
        .finished()
        .await;
    assert!(question.is_ephemeral());
    insta::assert_snapshot!(question.text(), @r"
    Close ticket 1? Its channel will be deleted.
    [Confirm] [Cancel]
    ");
    question.press("Confirm").await;
    member.no_longer_sees("ticket-0001").await;
    let notice = member.receives("Ticket closed").await;
    insta::assert_snapshot!(notice.text(), @r"
    | # Ticket closed
    | Your ticket 1 in **Harbour Lights** was closed.
    | Closed by: <@585576154958921739>
    ");
    desk.settled().await;
    assert_eq!(member.direct_messages().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn cancel_changes_nothing() {
    let desk = opened().await;
    let member = desk.user("member");
    let question = member
        .press("Close")
        .in_channel("ticket-0001")
        .finished()
        .await;
    let cancelled = question.press("Cancel").finished().await;
    insta::assert_snapshot!(cancelled.text(), @"Cancelled. Nothing was changed.");
    assert_eq!(desk.ticket_channels(), ["ticket-0001"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn close_with_reason_asks_for_it_and_the_opener_is_told() {
    let desk = opened().await;
    let (member, staff) = (desk.user("member"), desk.user("staff"));
    let modal = staff
        .press("Close With Reason")
        .in_channel("ticket-0001")
        .await
        .modal();
    insta::assert_snapshot!(modal.text(), @r"
    « Close this ticket »
    Reason: 
    ");
    modal
        .fill("Reason", "Solved, *thanks* @everyone")
        .submit()
        .await;
    member.no_longer_sees("ticket-0001").await;
    let notice = member.receives("Ticket closed").await;
    insta::assert_snapshot!(notice.text().replace('\u{200b}', "<zero width>"), @r"
    | # Ticket closed
    | Your ticket 1 in **Harbour Lights** was closed.
    | Closed by: <@1000000000000000011>
    | Reason: Solved, \*thanks\* @<zero width>everyone
    ");
    desk.settled().await;
    assert_eq!(desk.events().await.last().unwrap(), "ticket.closed");
    // The number is not used again.
    member.press("Open a ticket").finished().await;
    member.sees("ticket-0002").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_closes_without_asking() {
    let desk = opened().await;
    let staff = desk.user("staff");
    let elsewhere = staff.run("/close").in_channel("general").finished().await;
    insta::assert_snapshot!(elsewhere.text(), @"This channel is no ticket. Use the command in the ticket's channel.");
    staff
        .run("/close reason:Done")
        .in_channel("ticket-0001")
        .await;
    staff.no_longer_sees("ticket-0001").await;
    desk.user("member").receives("Reason: Done").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_opener_and_staff_close_and_the_opener_only_where_allowed() {
    let desk = opened().await;
    desk.set("opener_may_close", "false").await;
    let refused = desk
        .user("member")
        .press("Close")
        .in_channel("ticket-0001")
        .finished()
        .await;
    insta::assert_snapshot!(refused.text(), @"In this server staff close the tickets. Write here that you are done.");
    let refused = desk
        .user("member")
        .press("Close With Reason")
        .in_channel("ticket-0001")
        .finished()
        .await;
    insta::assert_snapshot!(refused.text(), @"In this server staff close the tickets. Write here that you are done.");
    // Somebody who was let in by hand.
    let other = desk.user("other member");
    desk.state().write(|world| {
        let channel = world
            .channels
            .values()
            .find(|channel| channel.name == "ticket-0001")
            .unwrap()
            .id;
        world
            .change_channel(channel, |channel| {
                channel
                    .overwrites
                    .retain(|overwrite| overwrite.id != world_guild());
            })
            .unwrap();
    });
    let refused = other
        .run("/close")
        .in_channel("ticket-0001")
        .finished()
        .await;
    insta::assert_snapshot!(refused.text(), @"Only the member who opened this ticket and staff can close it.");
    desk.user("admin")
        .run("/close")
        .in_channel("ticket-0001")
        .await;
    desk.user("admin").no_longer_sees("ticket-0001").await;
}

fn world_guild() -> frontdesk_sandbox::Id {
    frontdesk_sandbox::Id(1_000_000_000_000_000_100)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_closings_at_once_one_closes_and_the_other_is_told() {
    let desk = opened().await;
    let (member, staff) = (desk.user("member"), desk.user("staff"));
    // Nobody's answer goes before both are under way.
    let held = desk
        .sandbox
        .fault(Fault::pause_before().on("DELETE", "/channels/*"));
    staff
        .run("/close reason:First")
        .in_channel("ticket-0001")
        .await;
    held.reached().await;
    let second = member
        .run("/close reason:Second")
        .in_channel("ticket-0001")
        .finished()
        .await;
    insta::assert_snapshot!(second.text(), @"This ticket is being closed already.");
    held.release();
    member.no_longer_sees("ticket-0001").await;
    member.receives("Reason: First").await;
    desk.settled().await;
    assert_eq!(member.direct_messages().len(), 1);
    assert_eq!(
        desk.events()
            .await
            .iter()
            .filter(|kind| *kind == "ticket.closed")
            .count(),
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_deleted_by_hand_closes_the_ticket() {
    let desk = opened().await;
    let channel = desk.user("member").sees("ticket-0001").await;
    desk.state()
        .write(|world| world.delete_channel(channel))
        .unwrap();
    desk.user("member")
        .receives("The channel was deleted.")
        .await;
    desk.settled().await;
    assert!(desk.live().await.is_empty());
    assert_eq!(desk.events().await.last().unwrap(), "ticket.closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_deleted_while_the_bot_was_away_closes_the_ticket() {
    let mut desk = opened().await;
    let channel = desk.user("member").sees("ticket-0001").await;
    desk.stop().await;
    desk.state()
        .write(|world| world.delete_channel(channel))
        .unwrap();
    desk.start().await;
    desk.user("member")
        .receives("The channel was deleted.")
        .await;
    desk.settled().await;
    assert!(desk.live().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_direct_messages_keep_nothing_from_closing() {
    let desk = opened().await;
    desk.sandbox.fault(
        Fault::status(403)
            .on("POST", "/users/@me/channels")
            .always(),
    );
    desk.user("member")
        .run("/close")
        .in_channel("ticket-0001")
        .await;
    desk.user("member").no_longer_sees("ticket-0001").await;
    desk.settled().await;
    assert!(desk.live().await.is_empty());
}
