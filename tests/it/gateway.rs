//! The connection over which events arrive, and everything that befalls it.

use frontdesk::config::{Config, Environment};
use frontdesk_sandbox::{Sandbox, World};

use crate::support::Desk;

const NEW_SESSION: &str = "the session is no more";

/// After each READY the bot asks for its commands.
fn count(world: &World) -> usize {
    world
        .requests
        .matching("GET", "/applications/*/commands")
        .len()
}

fn greetings(desk: &Desk) -> usize {
    desk.state().read(count)
}

type Break = fn(&Sandbox);

/// What makes the connection break, and whether it is taken up where it was.
const BREAKS: [(&str, Break); 5] = [
    ("the line is cut", Sandbox::disconnect),
    ("Discord asks for it", Sandbox::request_reconnect),
    ("the session is to be resumed", |sandbox| {
        sandbox.invalidate_sessions(true);
    }),
    (NEW_SESSION, |sandbox| {
        sandbox.invalidate_sessions(false);
    }),
    ("an unknown error", |sandbox| sandbox.close_gateway(4000)),
];

#[tokio::test(flavor = "multi_thread")]
async fn whatever_breaks_the_connection_the_next_press_is_served() {
    let desk = Desk::open().await;
    desk.panel().await;
    desk.set("ticket_limit", "10").await;
    let member = desk.user("member");
    for (number, (what, happen)) in (1..).zip(BREAKS) {
        let greeted = greetings(&desk);
        happen(&desk.sandbox);
        if what == NEW_SESSION {
            // What happens before the new one is lost, by Discord's own rules.
            desk.state()
                .until(|world| (count(world) > greeted).then_some(()))
                .await;
        }
        desk.sandbox.connected().await;
        let reply = member.press("Open a ticket").finished().await;
        assert!(
            reply.text().starts_with("Your ticket is open"),
            "{what}: {}",
            reply.text()
        );
        assert_eq!(desk.live().await.len(), number, "{what}");
    }
    assert_eq!(desk.ticket_channels().len(), BREAKS.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_deleted_while_the_connection_is_away_closes_its_ticket_once() {
    for (what, happen) in BREAKS {
        let desk = Desk::open().await;
        desk.panel().await;
        let member = desk.user("member");
        member.press("Open a ticket").finished().await;
        let channel = member.sees("ticket-0001").await;
        happen(&desk.sandbox);
        desk.state()
            .write(|world| world.delete_channel(channel))
            .unwrap();
        member.receives("The channel was deleted.").await;
        desk.settled().await;
        assert!(desk.live().await.is_empty(), "{what}");
        assert_eq!(member.direct_messages().len(), 1, "{what}");
        let events = desk.events().await;
        assert_eq!(
            events,
            ["panel.created", "ticket.opened", "ticket.closed"],
            "{what}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_come_twice_have_one_effect() {
    let desk = Desk::open().await;
    desk.panel().await;
    for event in [
        "INTERACTION_CREATE",
        "CHANNEL_CREATE",
        "CHANNEL_DELETE",
        "MESSAGE_DELETE",
    ] {
        desk.sandbox.duplicate_events(Some(event), 9);
    }
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    let channel = member.sees("ticket-0001").await;
    desk.state()
        .write(|world| world.delete_channel(channel))
        .unwrap();
    member.receives("The channel was deleted.").await;
    let support = desk.sandbox.seed().support;
    let panel = member.messages("support")[0].id();
    desk.state()
        .write(|world| world.delete_message(support, panel))
        .unwrap();
    desk.state()
        .until(|world| {
            let messages = &world.channel(support).unwrap().messages;
            messages
                .values()
                .any(|message| message.only_for.is_none())
                .then_some(())
        })
        .await;
    // A later press is served after everything that came before it.
    member.run("/open").finished().await;
    desk.settled().await;
    assert_eq!(desk.ticket_channels(), ["ticket-0002"]);
    assert_eq!(member.direct_messages().len(), 1);
    assert_eq!(desk.user("staff").messages("support").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_stops_the_start_with_one_sentence() {
    let sandbox = Sandbox::start(frontdesk_sandbox::Options::default())
        .await
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let environment = Environment::from_pairs([
        ("DISCORD_TOKEN", "planted.wrong.token"),
        ("DISCORD_API_URL", sandbox.url()),
        ("FRONTDESK_DATA_DIR", folder.path().to_str().unwrap()),
        ("FRONTDESK_HTTP_ADDR", "127.0.0.1:0"),
    ]);
    let config = Config::read(&environment).unwrap();
    let built = frontdesk::app::App::build(
        config,
        frontdesk::clock::Clock::system(),
        frontdesk::lifecycle::Lifecycle::new(),
    );
    let Err(error) = built.await else {
        panic!("it was built with a wrong token");
    };
    insta::assert_snapshot!(error, @"Discord refuses DISCORD_TOKEN: copy the bot's token again from https://discord.com/developers/applications");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_taken_back_ends_the_process_with_an_error() {
    let mut desk = Desk::closed().await;
    desk.spawn().await;
    desk.sandbox.close_gateway(4004);
    assert!(!desk.ended().await);
}
