//! The live editor: the card of `/integration create`, `edit` and `view`, and what its buttons do.

use frontdesk::discord::outbound::{Button, ButtonStyle};
use frontdesk::discord::{CustomId, Message};
use frontdesk_sandbox::{Answer, Reply, Upstream};

use super::{authored, desk, redacted, run};
use crate::support::Desk;

/// The member whom the example API knows.
const KNOWN: &str = "member";
/// What that member's ticket must show.
const VALUES: [&str; 5] = ["Online", "Ryan", "2019", "3000", "400"];

async fn pressed(card: &Reply, label: &str) -> Reply {
    card.press(label).finished().await
}

/// The card after a button that opens a modal, these fields of which are filled in.
async fn filled(card: &Reply, label: &str, fields: &[(&str, &str)]) -> Reply {
    let mut modal = card.press(label).await.modal();
    for (field, value) in fields {
        modal = modal.fill(field, value);
    }
    modal.submit().finished().await
}

async fn created(desk: &Desk, api: &Upstream) -> Reply {
    let url = api.url("/lookup?user=%user_id%");
    let line = format!(r#"/integration create name:"My Integration" url:{url}"#);
    run(&desk.user("admin"), &line).await
}

/// A welcome message with all five values, in two commands.
async fn welcoming(desk: &Desk) {
    let admin = desk.user("admin");
    run(
        &admin,
        "/panel create title:Support channel:#support category:Tickets",
    )
    .await;
    let welcome =
        "%online_status% %my_integration.username% %creation_year% %high_score% %last_score%";
    let saved = admin
        .run("/panel welcome panel:Support")
        .in_channel("general")
        .await
        .modal()
        .fill("Message", welcome)
        .submit()
        .finished()
        .await;
    assert!(saved.text().contains("is saved"), "{}", saved.text());
}

/// A ticket whose welcome message says all of this.
async fn opened(desk: &Desk, values: &[&str]) {
    let member = desk.user(KNOWN);
    let opened = member.press("Open a ticket").in_channel("support").await;
    opened.finished().await;
    for value in values {
        member.sees_message("ticket-0001", value).await;
    }
}

#[expect(clippy::too_many_lines, reason = "a story, step by step")]
#[tokio::test(flavor = "multi_thread")]
async fn the_tutorial_works_through_the_editor_alone() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    let card = created(&desk, &api).await;
    assert!(card.is_ephemeral());
    insta::assert_snapshot!(redacted(&api, &card.text()), @"
    **My Integration** is created. Only you see it, and it is not active yet.
    | # My Integration
    | Request: `GET` `http://API/lookup?user=%user_id%`
    | In this server: Not active
    | _Next: Test asks your API, and offers what it answers as placeholders._
    [Request] [Details] [Headers] [Secrets] [Placeholders]
    [Test] [Add to server]
    [Export] [Publish] [Delete]
    ");

    let secrets = pressed(&card, "Secrets").await;
    insta::assert_snapshot!(redacted(&api, &secrets.text()), @"
    | # My Integration
    | Request: `GET` `http://API/lookup?user=%user_id%`
    | In this server: Not active
    | _Next: Test asks your API, and offers what it answers as placeholders._
    [Add a secret] [Back]
    ");
    let fields = [
        ("Name", "API_KEY"),
        ("Description", "From your account page"),
    ];
    let card = filled(&secrets, "Add a secret", &fields).await;
    assert!(card.text().contains("Saved."), "{}", card.text());

    let headers = pressed(&card, "Headers").await;
    let fields = [("Name", "Authorization"), ("Value", "%api_key%")];
    let mut card = filled(&headers, "Add a header", &fields).await;

    for (name, path) in [
        ("online_status", "online_status"),
        ("username", "user.username"),
        ("creation_year", "user.account_created_year"),
        ("high_score", "user.scores.high_score"),
        ("last_score", "user.scores.last_score"),
    ] {
        let placeholders = pressed(&card, "Placeholders").await;
        let fields = [("Name", name), ("Path", path)];
        card = filled(&placeholders, "Add a placeholder", &fields).await;
    }
    insta::assert_snapshot!(redacted(&api, &card.text()), @"
    Saved.
    | # My Integration
    | Request: `GET` `http://API/lookup?user=%user_id%`
    | Headers: `Authorization`: `%api_key%`
    | Secrets: `api_key`: From your account page
    | Placeholders: `%my_integration.online_status%` ← `online_status`
    | `%my_integration.username%` ← `user.username`
    | `%my_integration.creation_year%` ← `user.account_created_year`
    | `%my_integration.high_score%` ← `user.scores.high_score`
    | `%my_integration.last_score%` ← `user.scores.last_score`
    | In this server: Not active
    | _Next: Add to server puts it to use here._
    [Request] [Details] [Headers] [Secrets] [Placeholders]
    [Test] [Add to server]
    [Export] [Publish] [Delete]
    ");

    let asked = filled(&card, "Add to server", &[("api_key", "planted-key")]).await;
    insta::assert_snapshot!(redacted(&api, &asked.text()), @"
    | # Activate My Integration?
    | For each ticket whose welcome message needs it, this server will send `GET` to `API`.
    | It runs only while its owner has Manage Server here.
    | What is sent: `user_id`, `api_key`
    | Privacy policy: None given. Ask the host's owner what becomes of the data.
    | Placeholders gained: `%online_status%`, `%my_integration.username%` (`%username%` means something else here), `%creation_year%`, `%high_score%`, `%last_score%`
    | _Nothing has been sent or stored yet. What you entered is forgotten after 15 minutes._
    [Confirm] [Cancel]
    ");
    assert!(api.requests().is_empty());
    let card = pressed(&asked, "Confirm").await;
    insta::assert_snapshot!(redacted(&api, &card.text()), @"
    **My Integration** is active here. Placeholders: `%online_status%`, `%my_integration.username%` (`%username%` means something else here), `%creation_year%`, `%high_score%`, `%last_score%`. `/integration test` tries it out.
    | # My Integration
    | Request: `GET` `http://API/lookup?user=%user_id%`
    | Headers: `Authorization`: `%api_key%`
    | Secrets: `api_key`: From your account page
    | Placeholders: `%my_integration.online_status%` ← `online_status`
    | `%my_integration.username%` ← `user.username`
    | `%my_integration.creation_year%` ← `user.account_created_year`
    | `%my_integration.high_score%` ← `user.scores.high_score`
    | `%my_integration.last_score%` ← `user.scores.last_score`
    | In this server: Active
    [Request] [Details] [Headers] [Secrets] [Placeholders]
    [Test] [Remove]
    [Export] [Publish] [Delete]
    ");
    let trace = pressed(&card, "Test").await;
    assert!(!trace.text().contains("planted-key"));
    assert!(trace.text().contains("**Status**"), "{}", trace.text());
    let card = pressed(&trace, "Back").await;
    assert!(
        card.text().contains("In this server: Active"),
        "{}",
        card.text()
    );
    let trace = pressed(&card, "Test")
        .await
        .select(["Mika"])
        .finished()
        .await;
    for value in VALUES {
        assert!(trace.text().contains(value), "{}", trace.text());
    }

    welcoming(&desk).await;
    opened(&desk, &VALUES).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tutorial_works_through_commands_alone() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    super::tutorial(&desk, &api, "planted-key").await;
    let tested = run(
        &desk.user("admin"),
        "/integration test integration:My Integration",
    )
    .await;
    assert!(tested.text().contains("**Status**"));
    welcoming(&desk).await;
    opened(&desk, &VALUES).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_url_to_a_filled_in_embed_in_three_commands() {
    let api = Upstream::start("unused").await.unwrap();
    let body = r#"{"online_status":"Online","user":{"username":"Ryan","account_created_year":2019,"scores":{"high_score":3000,"last_score":400}}}"#;
    api.on("/lookup", Answer::json(body));
    let desk = desk(&api).await;
    let admin = desk.user("admin");

    // The first command.
    let card = created(&desk, &api).await;
    let trace = pressed(&card, "Test").await;
    let shown = trace.text();
    let offered = shown.lines().find(|line| line.starts_with('<'));
    insta::assert_snapshot!(offered.unwrap_or(&shown), @"<Add as placeholder: online_status | user_username | account_created_year | high_score | last_score>");
    let card = trace
        .select([
            "online_status",
            "user_username",
            "account_created_year",
            "high_score",
        ])
        .finished()
        .await;
    insta::assert_snapshot!(redacted(&api, &card.text()), @"
    Saved.
    | # My Integration
    | Request: `GET` `http://API/lookup?user=%user_id%`
    | Placeholders: `%my_integration.online_status%` ← `online_status`
    | `%my_integration.user_username%` ← `user.username`
    | `%my_integration.account_created_year%` ← `user.account_created_year`
    | `%my_integration.high_score%` ← `user.scores.high_score`
    | In this server: Not active
    | _Next: Add to server puts it to use here._
    [Request] [Details] [Headers] [Secrets] [Placeholders]
    [Test] [Add to server]
    [Export] [Publish] [Delete]
    ");
    let asked = pressed(&card, "Add to server").await;
    let active = pressed(&asked, "Confirm").await;
    assert!(
        active.text().contains("is active here"),
        "{}",
        active.text()
    );

    // The second and the third.
    run(&admin, "/panel create title:Support channel:#support").await;
    admin
        .run("/panel welcome panel:Support")
        .in_channel("general")
        .await
        .modal()
        .fill("Message", "%online_status% %user_username% %high_score%")
        .submit()
        .finished()
        .await;
    opened(&desk, &["Online Ryan 3000"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_are_changed_and_taken_away() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    authored(&desk, &api).await;
    let card = run(
        &desk.user("admin"),
        "/integration view integration:My Integration",
    )
    .await;

    // A secret takes along what names it.
    let secrets = pressed(&card, "Secrets").await;
    let modal = secrets.select(["api_key"]).await.modal();
    insta::assert_snapshot!(modal.text(), @"
    « Secret of My Integration »
    Name: api_key
    Description (optional): From your account page
    Sensitive (optional): yes
    ");
    let card = modal
        .fill("Name", "token")
        .fill("Sensitive", "no")
        .submit()
        .finished()
        .await;
    assert!(
        card.text().contains("`Authorization`: `%token%`"),
        "{}",
        card.text()
    );
    assert!(
        card.text().contains("`token` (shown to admins)"),
        "{}",
        card.text()
    );

    let placeholders = pressed(&card, "Placeholders").await;
    let modal = placeholders.select(["high_score"]).await.modal();
    insta::assert_snapshot!(modal.text(), @"
    « Placeholder of My Integration »
    Name: high_score
    Path: user.scores.high_score
    Fallback (optional): 
    Format (optional): text
    ");
    let card = modal
        .fill("Name", "%Best%")
        .fill("Fallback", "none yet")
        .fill("Format", "Number")
        .submit()
        .finished()
        .await;
    assert!(
        card.text()
            .contains("`%my_integration.best%` ← `user.scores.high_score` | `none yet` (number)"),
        "{}",
        card.text()
    );

    // What cannot be saved is said above the card, which stays.
    let placeholders = pressed(&card, "Placeholders").await;
    let modal = placeholders.select(["best"]).await.modal();
    let refused = modal.fill("Format", "roman").submit().finished().await;
    assert!(
        refused.text().contains("There is no such format"),
        "{}",
        refused.text()
    );
    let placeholders = pressed(&refused, "Placeholders").await;
    let modal = placeholders.select(["best"]).await.modal();
    let refused = modal.fill("Name", "username").submit().finished().await;
    insta::assert_snapshot!(refused.text().lines().take(3).collect::<Vec<_>>().join("\n"), @"
    The integration has a mistake:
    `placeholders[3].name`: This name occurs twice; rename one of the two.
    | # My Integration
    ");

    let headers = pressed(&refused, "Headers").await;
    let removal = |card: &Reply, choice: &str| {
        desk.user("admin")
            .select([choice])
            .of("Remove a header")
            .on(&card.message().unwrap())
    };
    let question = removal(&headers, "Authorization").finished().await;
    insta::assert_snapshot!(question.text(), @"
    Remove the header `Authorization`? Its value is gone then.
    [Confirm] [Cancel]
    ");
    let back = pressed(&question, "Cancel").await;
    assert!(back.text().contains("Authorization"), "{}", back.text());
    let headers = pressed(&back, "Headers").await;
    let question = removal(&headers, "Authorization").finished().await;
    let card = pressed(&question, "Confirm").await;
    assert!(card.text().contains("Saved."), "{}", card.text());
    assert!(!card.text().contains("Authorization"), "{}", card.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn request_and_details_are_prefilled_and_saved() {
    let desk = Desk::open().await;
    let admin = desk.user("admin");
    let card = run(
        &admin,
        "/integration create name:Mine url:https://api.example.com/ description:Old",
    )
    .await;
    let modal = card.press("Request").await.modal();
    insta::assert_snapshot!(modal.text(), @"
    « Request of Mine »
    URL: https://api.example.com/
    Method: GET
    Validation URL (optional): 
    Cache seconds (optional):
    ");
    let card = modal
        .fill("Method", "post")
        .fill("Cache seconds", "60")
        .fill("Validation URL", "https://api.example.com/check")
        .submit()
        .finished()
        .await;
    let modal = card.press("Details").await.modal();
    insta::assert_snapshot!(modal.text(), @"
    « Details of Mine »
    Name: Mine
    Description (optional): Old
    Logo URL (optional): 
    Privacy policy URL (optional):
    ");
    let card = modal
        .fill("Name", "Yours")
        .fill("Description", "")
        .fill("Privacy policy URL", "https://example.com/privacy")
        .submit()
        .finished()
        .await;
    insta::assert_snapshot!(card.text(), @"
    Saved.
    | # Yours
    | Request: `POST` `https://api.example.com/`
    | More: Privacy policy: `https://example.com/privacy`
    | Secrets are checked by: `https://api.example.com/check`
    | Answers are kept for 60 seconds
    | In this server: Not active
    | _Next: Test asks your API, and offers what it answers as placeholders._
    [Request] [Details] [Headers] [Secrets] [Placeholders]
    [Test] [Add to server]
    [Export] [Publish] [Delete]
    ");
    let refused = filled(&card, "Request", &[("Cache seconds", "soon")]).await;
    assert!(
        refused
            .text()
            .starts_with("Cache seconds takes a whole number"),
        "{}",
        refused.text()
    );
    let refused = filled(&refused, "Request", &[("URL", "https://localhost/")]).await;
    assert!(
        refused.text().contains("`request.url`"),
        "{}",
        refused.text()
    );
    assert!(refused.text().contains("[Request]"), "{}", refused.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_before_activation_asks_for_secrets_and_keeps_none() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    authored(&desk, &api).await;
    let admin = desk.user("admin");
    let view = "/integration view integration:My Integration";
    let card = run(&admin, view).await;
    let modal = card.press("Test").await.modal();
    insta::assert_snapshot!(modal.text(), @"
    « For this test of My Integration only »
    api_key:
    ");
    let trace = modal
        .fill("api_key", "planted-key")
        .submit()
        .finished()
        .await;
    assert!(trace.text().contains("**Status**"), "{}", trace.text());
    assert!(trace.text().contains(": 200"), "{}", trace.text());
    assert!(!trace.text().contains("planted-key"));
    assert_eq!(api.requests_to("/lookup").len(), 1);
    let activations = desk.store.activations(desk.guild()).await.unwrap();
    assert!(activations.is_empty());

    // The author is nobody to the API: it is asked about somebody whom it knows.
    assert!(!trace.text().contains("Ryan"), "{}", trace.text());
    let modal = trace.select(["Mika"]).await.modal();
    let about = modal.fill("api_key", "planted-key").submit();
    let about = about.finished().await.text();
    assert!(about.contains("Ryan"), "{about}");
    assert!(about.contains("<@585576154958921739>"), "{about}");

    // What was typed for another version is not sent.
    let modal = run(&admin, view).await.press("Test").await.modal();
    run(
        &admin,
        "/integration edit integration:My Integration method:POST",
    )
    .await;
    let refused = modal
        .fill("api_key", "planted-key")
        .submit()
        .finished()
        .await;
    assert!(
        refused.text().contains("so nothing was sent"),
        "{}",
        refused.text()
    );
    assert_eq!(api.requests_to("/lookup").len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_outlives_a_restart_and_tells_of_a_deletion() {
    let api = Upstream::start("planted-key").await.unwrap();
    let mut desk = desk(&api).await;
    authored(&desk, &api).await;
    let admin = desk.user("admin");
    let first = run(&admin, "/integration view integration:My Integration").await;
    let second = run(&admin, "/integration view integration:My Integration").await;
    desk.stop().await;
    desk.start().await;

    // Two cards at once: each press shows what is there now.
    let modal = first.press("Details").await.modal();
    let saved = modal.fill("Description", "New").submit().finished().await;
    assert!(saved.text().contains("| New"), "{}", saved.text());
    let headers = pressed(&second, "Headers").await;
    assert!(headers.text().contains("| New"), "{}", headers.text());

    let exported = pressed(&first, "Export").await;
    assert!(
        exported.text().contains("(file my_integration.json)"),
        "{}",
        exported.text()
    );
    let question = pressed(&first, "Delete").await;
    let kept = pressed(&question, "Cancel").await;
    let question = pressed(&kept, "Delete").await;
    insta::assert_snapshot!(question.text(), @"
    Delete **My Integration** with everything that belongs to it? It is active nowhere. This cannot be undone.
    [Confirm] [Cancel]
    ");
    let deleted = pressed(&question, "Confirm").await;
    insta::assert_snapshot!(deleted.text(), @"**My Integration** is deleted.");
    // A list, whose buttons answer in place, and a modal that would follow.
    let gone = pressed(&headers, "Add a header").await;
    insta::assert_snapshot!(gone.text(), @"This integration does not exist any more. `/integration list` shows those that do.");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_removed_from_the_server_after_a_question() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    super::tutorial(&desk, &api, "planted-key").await;
    let admin = desk.user("admin");
    let card = run(&admin, "/integration view integration:My Integration").await;
    assert!(card.text().contains("[Test] [Remove]"), "{}", card.text());
    let question = pressed(&card, "Remove").await;
    insta::assert_snapshot!(question.text(), @"
    Deactivate **My Integration**? Its placeholders will stay unfilled, and the secrets that were entered here are deleted.
    [Confirm] [Cancel]
    ");
    let card = pressed(&pressed(&question, "Cancel").await, "Remove").await;
    let card = pressed(&card, "Confirm").await;
    assert!(
        card.text().contains("[Test] [Add to server]"),
        "{}",
        card.text()
    );
    assert!(
        card.text().contains("secrets are deleted"),
        "{}",
        card.text()
    );

    // A cancelled activation leads back too, and stores nothing.
    let asked = filled(&card, "Add to server", &[("api_key", "planted-key")]).await;
    let card = pressed(&asked, "Cancel").await;
    assert!(card.text().contains("[Add to server]"), "{}", card.text());
    let activations = desk.store.activations(desk.guild()).await.unwrap();
    assert!(activations.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn another_admin_gets_no_way_to_change_it_whatever_a_button_carries() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    super::tutorial(&desk, &api, "planted-key").await;
    desk.state().write(|world| {
        let (guild, staff, admin_role) =
            (world.seed.guild, world.seed.staff, world.seed.admin_role);
        let members = &mut world.guilds.get_mut(&guild).unwrap().members;
        members.get_mut(&staff).unwrap().roles.push(admin_role);
    });
    let other = desk.user("staff");
    let card = run(&other, "/integration view integration:My Integration").await;
    let buttons = card.text().lines().last().unwrap().to_owned();
    assert_eq!(buttons, "[Test] [Remove]");
    let trace = pressed(&card, "Test").await.text();
    assert!(trace.contains("**Status**"), "{trace}");
    assert!(
        !trace.contains("/lookup") && !trace.contains("Add as placeholder"),
        "{trace}"
    );

    let id = desk.store.activations(desk.guild()).await.unwrap()[0]
        .integration
        .id;
    let before = desk.store.integration(id).await.unwrap().unwrap().version;
    for action in [
        "e-request",
        "e-details",
        "e-headers",
        "e-secrets",
        "e-placeholders",
        "e-new-header",
        "e-choose-header",
        "e-remove-secret",
        "e-save-request",
        "e-save-details",
        "e-add-placeholder",
        "e-suggested",
        "e-activate",
        "e-export",
        "e-delete",
        "-h",
        "eh",
        "e-test-with",
    ] {
        let extra = match action {
            "-h" | "eh" => ":Authorization",
            "e-test-with" => ":1:1",
            _ => "",
        };
        let forged = CustomId::parse(&format!("integration:{action}:{id}{extra}")).unwrap();
        let button = Button::new(action, ButtonStyle::Primary(forged));
        let message = Message::text("Forged").buttons([button]);
        let channel = Desk::channel(desk.sandbox.seed().general);
        desk.outbound.post(channel, &message).await.unwrap();
        let reply = other.press(action).in_channel("general").finished().await;
        let mut told: Vec<_> = reply
            .followups()
            .iter()
            .map(frontdesk_sandbox::Seen::text)
            .collect();
        told.push(reply.text());
        let told = told.join("\n");
        assert!(told.contains("is not yours"), "{action}: {told}");
        assert!(
            !told.contains("/lookup") && !told.contains("%api_key%"),
            "{action}: {told}"
        );
    }
    assert_eq!(
        desk.store.integration(id).await.unwrap().unwrap().version,
        before
    );
    assert_eq!(desk.store.activations(desk.guild()).await.unwrap().len(), 1);

    // And a member gets nothing at all.
    let refused = desk.user("member").press("e-request").in_channel("general");
    assert!(
        refused
            .await
            .finished()
            .await
            .text()
            .contains("Manage Server")
    );
}
