//! Places that are full: Discord's own answer decides when.

use frontdesk_sandbox::state::{ChannelKind, NewChannel};
use frontdesk_sandbox::{Id, Permissions};

use crate::support::Desk;

/// Creates channels, in a category or outside, until Discord takes no more.
fn fill(desk: &Desk, category: Option<Id>) -> usize {
    let seed = desk.sandbox.seed();
    desk.state().write(|world| {
        let channel = || NewChannel {
            name: Some("filler".to_owned()),
            kind: Some(ChannelKind::Text),
            parent: category.map(Some),
            ..NewChannel::default()
        };
        // More than a server may have.
        (0..1_000)
            .take_while(|_| {
                world
                    .create_channel(seed.admin, seed.guild, channel())
                    .is_ok()
            })
            .count()
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_category_is_done_without_and_the_owner_is_told() {
    let desk = Desk::open().await;
    desk.panel().await;
    let tickets = desk.sandbox.seed().tickets;
    // One is there from the start.
    assert_eq!(fill(&desk, Some(tickets)), 49);
    let member = desk.user("member");
    let reply = member.press("Open a ticket").finished().await;
    assert!(
        reply.text().starts_with("Your ticket is open"),
        "{}",
        reply.text()
    );
    let channel = member.sees("ticket-0001").await;
    desk.state()
        .read(|world| assert_eq!(world.channel(channel).unwrap().parent, None));
    // As private as inside.
    let other = desk.user("other member");
    assert!(!other.channels().contains(&"ticket-0001".to_owned()));
    desk.user("staff").sees("ticket-0001").await;

    let owner = desk.user("admin");
    let told = owner.receives("50 channels").await;
    insta::assert_snapshot!(told.text().replace(&tickets.to_string(), "TICKETS"), @"
    In **Harbour Lights**, a ticket could not be opened as it should be.
    The category <#TICKETS> has 50 channels, the most that Discord allows, so tickets open outside of it. Close tickets or delete channels there, or choose another category.
    ");
    // Once, not for every ticket.
    member.press("Open a ticket").finished().await;
    member.sees("ticket-0002").await;
    assert_eq!(owner.direct_messages().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_server_is_told_to_member_and_owner_and_nothing_stays() {
    let desk = Desk::open().await;
    desk.panel().await;
    desk.set("language", "de").await;
    fill(&desk, None);
    let member = desk.user("member");
    let reply = member.press("Open a ticket").finished().await;
    insta::assert_snapshot!(reply.text(), @"This server has as many channels as Discord allows, so no ticket can be opened. A server admin has to delete some.");
    assert!(desk.live().await.is_empty());
    assert!(desk.ticket_channels().is_empty());
    let told = desk.user("admin").receives("Kanäle").await;
    insta::assert_snapshot!(told.text(), @"
    In **Harbour Lights** ließ sich ein Ticket nicht so öffnen, wie es soll.
    Dieser Server hat so viele Kanäle, wie Discord erlaubt; darum lässt sich kein Ticket öffnen. Ein Server-Admin muss welche löschen.
    ");

    // A number that was taken is not taken again.
    desk.state().write(|world| {
        let filler = world.channels.values().find(|c| c.name == "filler");
        let filler = filler.unwrap().id;
        world.delete_channel(filler).unwrap();
    });
    member.press("Open a ticket").finished().await;
    assert_eq!(desk.ticket_channels(), ["ticket-0002"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_is_told_to_the_owner_in_the_servers_language() {
    let desk = Desk::open().await;
    desk.panel().await;
    desk.set("language", "de").await;
    let seed = desk.sandbox.seed();
    desk.state().write(|world| {
        let guild = world.guild_mut(seed.guild).unwrap();
        let role = guild.roles.get_mut(&seed.bot_role).unwrap();
        role.permissions = Permissions(role.permissions.0 & !Permissions::MANAGE_CHANNELS.0);
    });
    desk.user("member").press("Open a ticket").finished().await;
    let told = desk.user("admin").receives("Harbour Lights").await;
    insta::assert_snapshot!(told.text().replace(&seed.tickets.to_string(), "TICKETS"), @"
    In **Harbour Lights** ließ sich ein Ticket nicht so öffnen, wie es soll.
    Mir fehlen in <#TICKETS> Berechtigungen: **Kanäle verwalten**. Ein Server-Admin kann sie meiner Rolle dort geben.
    ");
}
