//! `/panel`, as an admin uses it.

use frontdesk::model::WelcomeTemplate;
use frontdesk_sandbox::{Fault, Permissions, Seen, Upstream};

use crate::support::Desk;

async fn created(desk: &Desk) {
    desk.user("admin")
        .run("/panel create title:Support channel:#support category:Tickets staff:@Staff")
        .in_channel("general")
        .finished()
        .await;
}

fn panel_messages(desk: &Desk, channel: &str) -> Vec<String> {
    let messages = desk.user("member").messages(channel);
    messages.iter().map(Seen::text).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn create_posts_the_panel_and_its_button_opens_a_ticket() {
    let desk = Desk::open().await;
    let admin = desk.user("admin");
    let reply = admin
        .run(r"/panel create title:Support channel:#support category:Tickets staff:@Staff button:Help me emoji:🎫 colour:#00FF00 description:We are here.\nAll day.")
        .in_channel("general")
        .finished()
        .await;
    assert!(reply.is_ephemeral());
    let support = desk.sandbox.seed().support.to_string();
    insta::assert_snapshot!(reply.text().replace(&support, "SUPPORT"), @"**Support** is posted in <#SUPPORT>. Next: `/panel welcome` writes what a ticket begins with.");
    insta::assert_snapshot!(panel_messages(&desk, "support").join("\n---\n"), @r#"
    | # Support
    | We are here.
    | All day.
    [Help me]
    "#);

    desk.user("member")
        .press("Help me")
        .in_channel("support")
        .finished()
        .await;
    desk.user("staff").sees("ticket-0001").await;
    assert_eq!(desk.events().await, ["panel.created", "ticket.opened"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_channel_it_stands_where_the_command_was_used() {
    let desk = Desk::open().await;
    desk.user("admin")
        .run("/panel create title:Here")
        .in_channel("general")
        .finished()
        .await;
    assert_eq!(panel_messages(&desk, "general").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_ends_in_a_sentence_and_nothing_half_done() {
    let desk = Desk::open().await;
    created(&desk).await;
    let admin = desk.user("admin");
    let long = format!("/panel create title:{}", "x".repeat(101));
    let mut answers = Vec::new();
    for line in [
        "/panel create title:SUPPORT",
        "/panel create title:Two colour:red",
        "/panel create title:Two emoji:x",
        "/panel create title:Two staff:@everyone",
        long.as_str(),
        "/panel edit panel:Nothing title:Two",
        "/panel edit panel:Support",
        "/panel preview panel:*Nothing*",
    ] {
        let reply = admin.run(line).in_channel("general").finished().await;
        assert!(reply.is_ephemeral(), "{line}");
        answers.push(reply.text());
    }
    insta::assert_snapshot!(answers.join("\n"), @r#"
    There is a panel called “SUPPORT” already. Choose another title.
    “red” is no colour. Write it as `#RRGGBB`, for example `#5865F2`.
    “x” is no emoji that a button can show. Give one emoji, such as 🎫, or one of this server.
    @everyone cannot be staff: every member would see every ticket. Choose the role of those who answer.
    `title` is too long: at most 100 characters.
    There is no panel called “Nothing” here. `/panel list` shows all of them.
    Nothing to change: name at least one option besides `panel`.
    There is no panel called “\*Nothing\*” here. `/panel list` shows all of them.
    "#);
    assert!(panel_messages(&desk, "general").is_empty());
    assert_eq!(desk.store.panels(desk.guild()).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_is_named_with_the_channel() {
    let desk = Desk::open().await;
    desk.state().write(|world| {
        let (channel, bot_role) = (world.seed.general, world.seed.bot_role);
        let overwrite = frontdesk_sandbox::state::Overwrite {
            id: bot_role,
            kind: frontdesk_sandbox::state::OverwriteKind::Role,
            allow: Permissions::NONE,
            deny: Permissions::SEND_MESSAGES,
        };
        let channel = world.channels.get_mut(&channel).unwrap();
        channel.overwrites.push(overwrite);
    });
    let general = desk.sandbox.seed().general.to_string();
    let reply = desk
        .user("admin")
        .run("/panel create title:Here channel:#general")
        .in_channel("support")
        .finished()
        .await;
    insta::assert_snapshot!(reply.text().replace(&general, "GENERAL"), @"I lack permissions in <#GENERAL>: **Send Messages**. A server admin can grant them to my role there.");
    assert!(desk.store.panels(desk.guild()).await.unwrap().is_empty());
    assert!(desk.events().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_could_not_be_posted_is_taken_back() {
    let desk = Desk::open().await;
    let support = desk.sandbox.seed().support;
    let path = format!("/channels/{support}/messages");
    desk.sandbox
        .fault(Fault::status(403).on("POST", &path).always());
    let create = "/panel create title:Support channel:#support";
    let admin = desk.user("admin");
    let refused = admin.run(create).in_channel("general").finished().await;
    assert!(
        refused.text().contains("Something went wrong"),
        "{}",
        refused.text()
    );
    assert!(desk.store.panels(desk.guild()).await.unwrap().is_empty());
    desk.sandbox.clear_faults();
    admin.run(create).in_channel("general").finished().await;
    assert_eq!(panel_messages(&desk, "support").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn edit_changes_the_posted_message_and_moves_it() {
    let desk = Desk::open().await;
    created(&desk).await;
    let admin = desk.user("admin");
    let reply = admin
        .run("/panel edit panel:support title:Help desk button:Ask us")
        .in_channel("general")
        .finished()
        .await;
    insta::assert_snapshot!(reply.text(), @"**Help desk** is changed.");
    insta::assert_snapshot!(panel_messages(&desk, "support").join("\n---\n"), @r#"
    | # Help desk
    [Ask us]
    "#);

    admin
        .run("/panel edit panel:Help desk channel:#general")
        .in_channel("general")
        .finished()
        .await;
    assert!(panel_messages(&desk, "support").is_empty());
    assert_eq!(panel_messages(&desk, "general").len(), 1);

    desk.user("member").press("Ask us").finished().await;
    desk.user("member").sees("ticket-0001").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_deleted_by_hand_is_posted_again_with_send() {
    let desk = Desk::open().await;
    created(&desk).await;
    let admin = desk.user("admin");
    desk.state().write(|world| {
        let channel = world.seed.support;
        world.channels.get_mut(&channel).unwrap().messages.clear();
    });
    let reply = admin
        .run("/panel edit panel:Support button:Ask us")
        .in_channel("general")
        .finished()
        .await;
    insta::assert_snapshot!(reply.text(), @"**Support** is changed, but its message could not follow. Its message was deleted. `/panel send` posts it again.");
    admin
        .run("/panel send panel:Support channel:#support")
        .in_channel("general")
        .finished()
        .await;
    insta::assert_snapshot!(panel_messages(&desk, "support").join("\n---\n"), @r#"
    | # Support
    [Ask us]
    "#);
}

#[tokio::test(flavor = "multi_thread")]
async fn disable_greys_the_button_and_enable_brings_it_back() {
    let desk = Desk::open().await;
    created(&desk).await;
    let admin = desk.user("admin");
    let off = admin
        .run("/panel disable panel:Support")
        .in_channel("general")
        .finished()
        .await;
    insta::assert_snapshot!(off.text(), @"**Support** opens no more tickets until you enable it. Open ones stay.");
    assert!(
        desk.user("member")
            .press("Open a ticket")
            .attempt()
            .await
            .is_err()
    );
    let on = admin
        .run("/panel enable panel:Support")
        .in_channel("general")
        .finished()
        .await;
    insta::assert_snapshot!(on.text(), @"**Support** opens tickets again.");
    desk.user("member").press("Open a ticket").finished().await;
    desk.user("member").sees("ticket-0001").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn delete_asks_and_only_confirm_deletes() {
    let desk = Desk::open().await;
    created(&desk).await;
    let admin = desk.user("admin");
    let ask = || {
        admin
            .run("/panel delete panel:Support")
            .in_channel("general")
    };
    let question = ask().finished().await;
    insta::assert_snapshot!(question.text(), @r#"
    Delete the panel **Support** with its message and its welcome text? Its tickets stay. This cannot be undone.
    [Confirm] [Cancel]
    "#);
    let cancelled = question.press("Cancel").finished().await;
    insta::assert_snapshot!(cancelled.text(), @"Cancelled. Nothing was changed.");
    assert_eq!(panel_messages(&desk, "support").len(), 1);

    let (first, second) = (ask().finished().await, ask().finished().await);
    let deleted = first.press("Confirm").finished().await;
    insta::assert_snapshot!(deleted.text(), @"**Support** is deleted.");
    assert!(panel_messages(&desk, "support").is_empty());
    let again = second.press("Confirm").finished().await;
    insta::assert_snapshot!(again.text(), @"This panel does not exist any more. `/panel list` shows those that do.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_asks_again_whether_its_presser_manages_the_server() {
    let desk = Desk::open().await;
    created(&desk).await;
    let manager = desk.user("staff");
    let grant = |permissions| {
        desk.state().write(|world| {
            let role = world.seed.staff_role;
            let guild = world.seed.guild;
            let roles = &mut world.guilds.get_mut(&guild).unwrap().roles;
            roles.get_mut(&role).unwrap().permissions = permissions;
        });
    };
    grant(Permissions::MANAGE_GUILD | Permissions::VIEW_CHANNEL);
    let question = manager
        .run("/panel delete panel:Support")
        .in_channel("general")
        .finished()
        .await;
    grant(Permissions::VIEW_CHANNEL);
    let refused = question.press("Confirm").finished().await;
    insta::assert_snapshot!(refused.text(), @"Only members with the permission **Manage Server** can do that.");
    assert_eq!(panel_messages(&desk, "support").len(), 1);
    // Discord does not even show the command now.
    assert!(
        manager
            .run("/panel list")
            .in_channel("general")
            .attempt()
            .await
            .is_err()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_paged_and_titles_are_completed() {
    let desk = Desk::open().await;
    for number in 1..=11 {
        desk.panel_with(|panel| panel.title = format!("Panel {number}"))
            .await;
    }
    let admin = desk.user("admin");
    let list = admin
        .run("/panel list")
        .in_channel("general")
        .finished()
        .await;
    assert!(list.is_ephemeral());
    let support = desk.sandbox.seed().support.to_string();
    insta::assert_snapshot!(list.text().replace(&support, "SUPPORT"), @r#"
    | # Panels
    | **Panel 1** in <#SUPPORT>
    | **Panel 2** in <#SUPPORT>
    | **Panel 3** in <#SUPPORT>
    | **Panel 4** in <#SUPPORT>
    | **Panel 5** in <#SUPPORT>
    | **Panel 6** in <#SUPPORT>
    | **Panel 7** in <#SUPPORT>
    | **Panel 8** in <#SUPPORT>
    | **Panel 9** in <#SUPPORT>
    | **Panel 10** in <#SUPPORT>
    | _Page 1 of 2_
    [Back, disabled] [Next]
    "#);
    let second = list.press("Next").finished().await;
    insta::assert_snapshot!(second.text().replace(&support, "SUPPORT"), @r#"
    | # Panels
    | **Panel 11** in <#SUPPORT>
    | _Page 2 of 2_
    [Back] [Next, disabled]
    "#);

    let choices = admin
        .complete("/panel preview panel:EL 1")
        .in_channel("general")
        .await;
    let names: Vec<_> = choices.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(names, ["Panel 1", "Panel 10", "Panel 11"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn welcome_is_prefilled_saved_and_refined_with_more() {
    let desk = Desk::open().await;
    created(&desk).await;
    let admin = desk.user("admin");
    let welcome = || {
        admin
            .run("/panel welcome panel:SUPPORT")
            .in_channel("general")
    };
    let modal = welcome().await.modal();
    insta::assert_snapshot!(modal.text(), @r#"
    « Welcome message »
    Title (optional): 
    Message (optional): Hello %user%, thank you for getting in touch. Tell us what this is about; somebody will answer soon.
    Colour (optional): 
    Image URL (optional): 
    Thumbnail URL (optional):
    "#);
    let saved = modal
        .fill("Title", "Hello %username%")
        .fill("Message", "You wrote %nothing|nothing%.")
        .fill("Colour", "#00ff00")
        .submit()
        .finished()
        .await;
    assert!(saved.is_ephemeral());
    insta::assert_snapshot!(saved.text(), @r#"
    The welcome message of **Support** is saved. `/panel preview` shows it filled in.
    ⚠️ `%nothing%` is neither built in nor provided by an active integration: it will stay as typed.
    [More]
    "#);
    insta::assert_snapshot!(welcome().await.modal().text(), @r#"
    « Welcome message »
    Title (optional): Hello %username%
    Message (optional): You wrote %nothing|nothing%.
    Colour (optional): #00FF00
    Image URL (optional): 
    Thumbnail URL (optional):
    "#);

    let editor = saved.press("More").finished().await;
    insta::assert_snapshot!(editor.text(), @r#"
    | # More of the welcome message of Support
    | **Author**: none
    | **Footer**: none
    | **Fields (0 of 25)**
    | ⚠️ `%nothing%` is neither built in nor provided by an active integration: it will stay as typed.
    [Author and footer] [Add a field]
    "#);
    let editor = editor
        .press("Author and footer")
        .await
        .modal()
        .fill("Author", "%server%")
        .fill("Footer", "Ticket %ticket_id%")
        .submit()
        .finished()
        .await;
    let editor = editor
        .press("Add a field")
        .await
        .modal()
        .fill("Name", "Account")
        .fill("Text", "%user_id%")
        .fill("Beside others (yes or no)", "yes")
        .submit()
        .finished()
        .await;
    insta::assert_snapshot!(editor.text(), @r#"
    | # More of the welcome message of Support
    | **Author**: `%server%`
    | **Footer**: `Ticket %ticket_id%`
    | **Fields (1 of 25)**
    | 1. `Account`: `%user_id%`
    | ⚠️ `%nothing%` is neither built in nor provided by an active integration: it will stay as typed.
    [Author and footer] [Add a field]
    <Edit a field: 1. Account>
    "#);
    let editor = editor
        .select(["1. Account"])
        .await
        .modal()
        .fill("Name", "Your account")
        .submit()
        .finished()
        .await;
    assert!(editor.text().contains("Your account"), "{}", editor.text());

    desk.user("member").press("Open a ticket").finished().await;
    let posted = desk
        .user("member")
        .sees_message("ticket-0001", "Hello")
        .await;
    insta::assert_snapshot!(posted.text(), @r#"
    <@585576154958921739> <@&1000000000000000111>
    | Harbour Lights
    | # Hello mika
    | You wrote %nothing|nothing%.
    | Your account: 585576154958921739
    | _Ticket 1_
    [Close] [Close With Reason] [Claim]
    "#);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_welcome_text_with_bad_input_changes_nothing() {
    let desk = Desk::open().await;
    created(&desk).await;
    let admin = desk.user("admin");
    let mut answers = Vec::new();
    for (label, value) in [
        ("Colour", "green"),
        ("Image URL", "javascript:alert(1)"),
        ("Thumbnail URL", "picture.png"),
        ("Message", " "),
    ] {
        let modal = admin
            .run("/panel welcome panel:Support")
            .in_channel("general")
            .await
            .modal();
        let reply = modal.fill(label, value).submit().finished().await;
        answers.push(reply.text());
    }
    insta::assert_snapshot!(answers.join("\n"), @r#"
    “green” is no colour. Write it as `#RRGGBB`, for example `#5865F2`.
    “javascript:alert(1)” is no picture's address. It begins with `https://`, or is a placeholder such as `%avatar_url%`.
    “picture.png” is no picture's address. It begins with `https://`, or is a placeholder such as `%avatar_url%`.
    Nothing would be left of the welcome message. Give it a title or a message.
    "#);
    let [panel] = desk
        .store
        .panels(desk.guild())
        .await
        .unwrap()
        .try_into()
        .unwrap();
    assert_eq!(panel.settings.welcome, WelcomeTemplate::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn preview_shows_the_real_values_of_the_asking_admin_and_of_others() {
    let api = Upstream::start("planted-key").await.unwrap();
    let mut desk = Desk::closed().await;
    desk.allow(api.address());
    desk.start().await;
    super::integration_commands::tutorial(&desk, &api, "planted-key").await;
    created(&desk).await;
    let admin = desk.user("admin");
    admin
        .run("/panel welcome panel:Support")
        .in_channel("general")
        .await
        .modal()
        .fill("Title", "Ticket %ticket_id% for %username%")
        .fill(
            "Message",
            "%my_integration.username% has %high_score% in %channel%",
        )
        .submit()
        .finished()
        .await;
    let general = desk.sandbox.seed().general.to_string();
    let preview = |line: &str| admin.run(line).in_channel("general").finished();
    let own = preview("/panel preview panel:Support").await;
    assert!(own.is_ephemeral());
    insta::assert_snapshot!(own.text().replace(&general, "GENERAL"), @r#"
    **Support**, as <@1000000000000000010> would see it:
    | # Ticket 1 for ada
    | N/A has N/A in <#GENERAL>
    "#);
    let other = preview("/panel preview panel:Support user:585576154958921739").await;
    insta::assert_snapshot!(other.text().replace(&general, "GENERAL"), @r#"
    **Support**, as <@585576154958921739> would see it:
    | # Ticket 1 for mika
    | Ryan has 3000 in <#GENERAL>
    "#);
    assert!(desk.ticket_channels().is_empty());
}
