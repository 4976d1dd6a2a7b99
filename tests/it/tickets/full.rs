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

/// A further category.
fn category(desk: &Desk, name: &str) -> Id {
    let seed = desk.sandbox.seed();
    desk.state().write(|world| {
        let category = NewChannel {
            name: Some(name.to_owned()),
            kind: Some(ChannelKind::Category),
            ..NewChannel::default()
        };
        world
            .create_channel(seed.admin, seed.guild, category)
            .unwrap()
    })
}

fn parent_of(desk: &Desk, channel: Id) -> Option<Id> {
    desk.state()
        .read(|world| world.channel(channel).unwrap().parent)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_category_is_told_to_member_and_owner_once_and_nothing_stays() {
    let desk = Desk::open().await;
    desk.panel().await;
    let (tickets, log) = (desk.sandbox.seed().tickets, desk.sandbox.seed().transcripts);
    desk.set("log_channel", &log.to_string()).await;
    // One is there from the start.
    assert_eq!(fill(&desk, Some(tickets)), 49);
    let member = desk.user("member");
    let reply = member.press("Open a ticket").finished().await;
    insta::assert_snapshot!(reply.text(), @"There is no room for another ticket at the moment. The server's team has been told; try again later.");
    assert!(desk.live().await.is_empty());
    assert!(desk.ticket_channels().is_empty());

    let owner = desk.user("admin");
    let told = owner.receives("50 channels").await;
    insta::assert_snapshot!(told.text().replace(&tickets.to_string(), "TICKETS"), @"
    In **Harbour Lights**, a ticket could not be opened as it should be.
    The category <#TICKETS> has 50 channels, the most that Discord allows, so no further ticket opens there. Close tickets or delete channels there, or add another category with `/settings set overflow_categories`.
    ");
    let staff = desk.user("staff");
    staff.sees_message("transcripts", "50 channels").await;
    // Once, not for every press.
    member.press("Open a ticket").finished().await;
    assert_eq!(owner.direct_messages().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_category_has_no_room_for_goes_to_the_next_and_then_into_a_thread() {
    let desk = Desk::open().await;
    desk.panel().await;
    let tickets = desk.sandbox.seed().tickets;
    let (gone, more) = (category(&desk, "Gone"), category(&desk, "More"));
    desk.set("overflow_categories", &format!("{gone},{more}"))
        .await;
    desk.state()
        .write(|world| world.delete_channel(gone).unwrap());
    fill(&desk, Some(tickets));
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    let channel = member.sees("ticket-0001").await;
    assert_eq!(parent_of(&desk, channel), Some(more));
    // As private as in the first one.
    let other = desk.user("other member");
    assert!(!other.channels().contains(&"ticket-0001".to_owned()));
    desk.user("staff").sees("ticket-0001").await;
    let told = desk.user("admin").receives("exist any more").await;
    assert!(told.text().contains(&gone.to_string()), "{}", told.text());

    fill(&desk, Some(more));
    desk.set("overflow_thread", "true").await;
    member.press("Open a ticket").finished().await;
    let thread = member.sees("ticket-0002").await;
    assert_eq!(parent_of(&desk, thread), Some(desk.sandbox.seed().support));
    assert!(!other.channels().contains(&"ticket-0002".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_server_still_has_threads_where_they_are_allowed() {
    let desk = Desk::open().await;
    desk.panel().await;
    desk.set("overflow_thread", "true").await;
    fill(&desk, None);
    let member = desk.user("member");
    member.press("Open a ticket").finished().await;
    member.sees("ticket-0001").await;
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
