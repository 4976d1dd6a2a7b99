//! The bot is killed at every step between press and welcome, and between press and farewell.

use std::time::Duration;

use frontdesk::model::{TicketState, WelcomeTemplate};
use frontdesk_sandbox::{Fault, Upstream, upstream::Answer};

use crate::support::Desk;

/// Every request of an opening, before and after it takes effect.
fn opening_steps() -> Vec<(&'static str, Fault)> {
    let mut steps = Vec::new();
    for (method, path) in [
        ("POST", "/interactions/*/*/callback"),
        ("POST", "/guilds/*/channels"),
        ("POST", "/channels/*/messages"),
        ("PATCH", "/webhooks/*/*/messages/@original"),
    ] {
        steps.push((path, Fault::pause_before().on(method, path)));
        steps.push((path, Fault::pause_after().on(method, path)));
    }
    steps
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_at_any_step_of_an_opening_leaves_nothing_behind() {
    for (step, fault) in opening_steps() {
        let mut desk = Desk::closed().await;
        desk.panel().await;
        desk.set("ticket_limit", "1").await;
        desk.spawn().await;
        let member = desk.user("member");
        let held = desk.sandbox.fault(fault.clone());
        // Its answer may never come.
        let press = tokio::spawn(member.press("Open a ticket").sent());
        held.reached().await;
        desk.kill().await;
        press.abort();
        held.release();
        desk.sandbox.clear_faults();
        desk.spawn().await;
        desk.settled().await;

        let live = desk.live().await;
        let channels = desk.ticket_channels();
        assert_eq!(
            channels.len(),
            live.len(),
            "{step} {fault:?}: {channels:?}, {live:?}"
        );
        for ticket in &live {
            assert_eq!(ticket.state, TicketState::Open, "{step} {fault:?}");
            let name = format!("ticket-{:04}", ticket.number);
            assert_eq!(channels, [name.as_str()], "{step} {fault:?}");
            assert_eq!(member.messages(&name).len(), 1, "{step} {fault:?}");
        }
        // The member can open again, under a number of its own.
        for ticket in &live {
            let name = format!("ticket-{:04}", ticket.number);
            member.run("/close").in_channel(&name).await;
            member.no_longer_sees(&name).await;
        }
        desk.settled().await;
        let used = live.iter().map(|ticket| ticket.number).max().unwrap_or(0);
        let reply = member.press("Open a ticket").finished().await;
        assert!(
            reply.text().starts_with("Your ticket is open"),
            "{step} {fault:?}: {}",
            reply.text()
        );
        let [ticket] = desk.live().await.try_into().unwrap();
        assert!(ticket.number > used, "{step} {fault:?}");
        desk.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_at_any_step_of_a_closing_closes_once() {
    for (method, path) in [
        ("DELETE", "/channels/*"),
        ("POST", "/users/@me/channels"),
        ("POST", "/channels/*/messages"),
    ] {
        for fault in [Fault::pause_before(), Fault::pause_after()] {
            let fault = fault.on(method, path);
            let mut desk = Desk::closed().await;
            desk.panel().await;
            desk.spawn().await;
            let member = desk.user("member");
            member.press("Open a ticket").finished().await;
            let held = desk.sandbox.fault(fault.clone());
            let close = tokio::spawn(
                member
                    .run("/close reason:Done")
                    .in_channel("ticket-0001")
                    .sent(),
            );
            held.reached().await;
            desk.kill().await;
            close.abort();
            held.release();
            desk.sandbox.clear_faults();
            desk.spawn().await;
            desk.settled().await;

            assert!(desk.ticket_channels().is_empty(), "{fault:?}");
            assert!(desk.live().await.is_empty(), "{fault:?}");
            member.receives("Reason: Done").await;
            assert_eq!(member.direct_messages().len(), 1, "{fault:?}");
            let events = desk.events().await;
            assert_eq!(
                events,
                ["panel.created", "ticket.opened", "ticket.closed"],
                "{fault:?}"
            );
            desk.stop().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_while_a_value_is_outstanding_does_not_leave_it_outstanding() {
    let upstream = Upstream::start("unused").await.unwrap();
    let slow = Answer::json(r#"{"value":"here"}"#).after(Duration::from_secs(2));
    upstream.on("/slow", slow);
    let mut desk = Desk::closed().await;
    desk.allow(upstream.address());
    desk.start().await;
    desk.integration("Slow", &upstream.url("/slow"), "GET", &["value"])
        .await;
    desk.panel_with(|panel| {
        panel.welcome = WelcomeTemplate {
            message: Some("It is %slow.value%.".to_owned()),
            ..WelcomeTemplate::default()
        };
    })
    .await;
    desk.stop().await;
    desk.spawn().await;
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    member.sees_message("ticket-0001", "It is ….").await;
    desk.kill().await;
    desk.spawn().await;
    member.sees_message("ticket-0001", "It is here.").await;
    assert_eq!(member.messages("ticket-0001").len(), 1);
    let until = tokio::time::Instant::now() + frontdesk_sandbox::actor::PATIENCE;
    while !desk.store.unfilled(desk.guild()).await.unwrap().is_empty() {
        assert!(tokio::time::Instant::now() < until, "it is not forgotten");
        tokio::task::yield_now().await;
    }
    desk.stop().await;
}
