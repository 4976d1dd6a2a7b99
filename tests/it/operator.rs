//! `/operator`, as those who run the bot use it, and as others do not.

use frontdesk_sandbox::Upstream;

use crate::integration_commands::run;
use crate::publishing::{desk, elsewhere, operate, published, used_elsewhere};
use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_operates() {
    let mut desk = Desk::closed().await;
    desk.operated_by("noor");
    desk.start().await;
    let admin = desk.user("admin");
    let guild = desk.guild();
    for line in [
        "/operator integrations pending".to_owned(),
        "/operator integrations approve integration:x".to_owned(),
        "/operator integrations reject integration:x".to_owned(),
        format!("/operator guild block guild:{guild}"),
        format!("/operator guild unblock guild:{guild}"),
        "/operator stats".to_owned(),
    ] {
        let reply = admin.run(&line).in_direct_messages().finished().await;
        assert_eq!(
            reply.text(),
            "Only the operators of this bot may do this.",
            "{line}"
        );
    }
    let offered = admin
        .complete("/operator guild block guild:")
        .attempt()
        .await;
    assert!(offered.is_ok_and(|offered| offered.is_empty()));
    // Members of a server do not see it, and help names it to operators alone.
    desk.state().read(|world| {
        let command = world.commands.values().find(|one| one.name == "operator");
        let permissions = command.unwrap().default_member_permissions;
        assert_eq!(permissions.map(|permissions| permissions.0), Some(0));
    });
    let mut help = run(&admin, "/help").await;
    loop {
        assert!(!help.text().contains("/operator"), "{}", help.text());
        if !help.text().contains("[Next]") {
            break;
        }
        help = help.press("Next").finished().await;
    }
    let mut help = operate(&desk, "/help").await;
    while help.text().contains("[Next]") && !help.text().contains("/operator stats") {
        help = help.press("Next").finished().await;
    }
    assert!(help.text().contains("/operator stats"), "{}", help.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_blocked_server_nothing_works() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    desk.panel().await;
    let guild = desk.guild();
    let tidy = |text: String| text.replace(&guild.to_string(), "GUILD");
    let block = format!("/operator guild block guild:{guild} reason:Spam");
    let question = operate(&desk, &block).await;
    insta::assert_snapshot!(tidy(question.text()), @"
    Block Harbour Lights (`GUILD`)? The bot refuses everything there until you unblock it; nothing is deleted.
    [Confirm] [Cancel]
    ");
    assert!(!desk.store.is_guild_blocked(guild).await.unwrap());
    let done = question.press("Confirm").finished().await;
    insta::assert_snapshot!(tidy(done.text()), @"Harbour Lights (`GUILD`) is blocked.");
    let blocked = &desk.store.blocked_guilds().await.unwrap()[0];
    assert_eq!(blocked.reason.as_deref(), Some("Spam"));
    let twice = operate(&desk, &block).await;
    insta::assert_snapshot!(tidy(twice.text()), @"Harbour Lights (`GUILD`) is blocked already.");

    let member = desk.user("member");
    let pressed = member
        .press("Open a ticket")
        .in_channel("support")
        .finished()
        .await;
    insta::assert_snapshot!(pressed.text(), @"The operator of this bot has blocked this server, so nothing works here. Ask the operator if you think that this is a mistake.");
    let admin = desk.user("admin");
    for line in ["/panel list", "/help", "/integration list"] {
        let reply = run(&admin, line).await;
        assert_eq!(reply.text(), pressed.text(), "{line}");
    }
    assert!(desk.live().await.is_empty());
    // Elsewhere it works.
    let list = elsewhere(&desk, "/integration list").await;
    assert!(list.text().contains("None is active"), "{}", list.text());

    // Noor manages the server as well: only there can suggestions be asked for.
    let noor = desk.user("noor");
    desk.state().write(|world| {
        let role = world.seed.admin_role;
        let guild = world
            .guilds
            .values_mut()
            .find(|one| one.name == "Harbour Lights");
        let members = &mut guild.unwrap().members;
        members.get_mut(&noor.id()).unwrap().roles.push(role);
    });
    let offered = noor.complete("/operator guild unblock guild:harb");
    let offered = offered.in_channel("general").attempt().await.unwrap();
    assert_eq!(offered[0].name, format!("Harbour Lights ({guild}): Spam"));
    let unblocked = operate(&desk, "/operator guild unblock guild:HARBOUR lights").await;
    insta::assert_snapshot!(tidy(unblocked.text()), @"Harbour Lights (`GUILD`) is no longer blocked.");
    let unblocked = operate(&desk, "/operator guild unblock guild:harbour lights").await;
    insta::assert_snapshot!(tidy(unblocked.text()), @"Harbour Lights (`GUILD`) is not blocked.");
    let unknown = operate(&desk, "/operator guild block guild:nowhere").await;
    insta::assert_snapshot!(unknown.text(), @"This is no server's id; choose a server in the suggestions or give the number that Discord copies with Copy Server ID.");
    run(&member, "/help").await;
    member
        .press("Open a ticket")
        .in_channel("support")
        .finished()
        .await;
    desk.settled().await;
    assert_eq!(desk.live().await.len(), 1);
    insta::assert_snapshot!(operate(&desk, "/operator stats").await.text(), @"
    | # This bot
    | Servers: 2 connected to this process, 1 with a panel, 0 blocked
    | Panels: 1
    | Tickets: 1 open, 1 in all
    | Integrations: 6, of which 0 public; 0 waiting; active 0 times
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_public_can_be_taken_down() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    published(&desk, &api).await;
    used_elsewhere(&desk, "planted-key").await;
    let line = "/operator integrations reject integration:My Integration reason:Abuse.";
    let question = operate(&desk, line).await;
    insta::assert_snapshot!(question.text(), @"
    Take **My Integration** from the catalogue? It stops in one server, except where its owner activated it.
    [Confirm] [Cancel]
    ");
    let done = question.press("Confirm").finished().await;
    insta::assert_snapshot!(done.text(), @"**My Integration** is no longer in the catalogue. Its owner was told.");
    let told = desk
        .user("admin")
        .receives("taken from the catalogue")
        .await;
    insta::assert_snapshot!(told.text(), @"
    Your integration **My Integration** was taken from the catalogue by the operator: Abuse.
    You can still use it yourself.
    ");
    let test = elsewhere(&desk, "/integration test integration:my integration").await;
    assert!(
        test.text().contains("taken from the catalogue"),
        "{}",
        test.text()
    );
    let nothing = operate(
        &desk,
        "/operator integrations approve integration:my integration",
    )
    .await;
    insta::assert_snapshot!(nothing.text(), @"No integration called my integration waits or is in the catalogue; see what waits with /operator integrations pending.");
}
