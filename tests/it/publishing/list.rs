//! Publishing, approving, finding, activating.

use frontdesk_sandbox::Upstream;

use super::{approve, desk, elsewhere, operate, published, queued, used_elsewhere};
use crate::integration_commands::{redacted, run};

#[tokio::test(flavor = "multi_thread")]
async fn an_author_publishes_an_operator_approves_and_another_server_uses_it() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    queued(&desk, &api).await;
    // Nobody else finds what is not approved.
    let line = "/integration activate integration:my integration";
    let missing = elsewhere(&desk, line).await;
    insta::assert_snapshot!(missing.text(), @"There is no integration called my integration, neither among yours nor in the catalogue; see them with /integration list.");
    let none = elsewhere(&desk, "/integration list scope:public").await;
    insta::assert_snapshot!(none.text(), @"
    | # Public integrations
    | None has been published yet. `/integration publish` offers one of yours.
    [Search]
    ");

    let ada = desk.user("admin").id().to_string();
    let tidy = |text: &str| {
        let text = redacted(&api, text).replace(&ada, "ADA");
        let (before, after) = text.split_once("<t:").unwrap_or((&text, ""));
        let after = after.split_once(":R>").map_or("", |(_, after)| after);
        format!("{before}{after}")
    };
    let pending = operate(&desk, "/operator integrations pending").await;
    insta::assert_snapshot!(tidy(&pending.text()), @"
    | # Waiting integrations
    | 🆕 **My Integration** (`API`) of <@ADA>, 
    <Show exactly what would run: My Integration>
    ");
    let card = pending.select(["My Integration"]).finished().await;
    insta::assert_snapshot!(tidy(&card.text()), @"
    | # My Integration
    | State: Version 9 waits for its first approval.
    | Owner: <@ADA> `ADA`
    | Request: `GET` `http://API/lookup?user=%user_id%`
    | Authorization: `%api_key%`
    | X-Static: `planted-header`
    | Secrets: `api_key`: From your account page
    | Placeholders: `online_status` ← `online_status`
    | `username` ← `user.username`
    | `creation_year` ← `user.account_created_year`
    | `high_score` ← `user.scores.high_score`
    | `last_score` ← `user.scores.last_score`
    | _The complete manifest is attached._
    (file my_integration.json)
    [Approve] [Reject]
    ");
    let file = card.message().unwrap().file("my_integration.json").unwrap();
    let file = String::from_utf8(file).unwrap();
    assert!(file.contains("planted-header") && file.contains("/lookup?user=%user_id%"));

    let approved = card.press("Approve").finished().await;
    assert!(
        approved
            .text()
            .starts_with("**My Integration** is approved: version 9, as it stands here, runs from now on. Its owner was told."),
        "{}",
        approved.text()
    );
    let admin = desk.user("admin");
    let told = admin.receives("was approved").await;
    insta::assert_snapshot!(told.text(), @"Your integration **My Integration** was approved: every server can use it now.");
    insta::assert_snapshot!(operate(&desk, "/operator integrations pending").await.text(), @"
    | # Waiting integrations
    | Nothing waits.
    ");

    let list = elsewhere(&desk, "/integration list scope:public").await;
    insta::assert_snapshot!(redacted(&api, &list.text()), @"
    | # Public integrations
    | **My Integration** (`API`) · approved
    |
    | `/integration activate` shows what is sent to whom before anything is.
    [Search]
    ");
    used_elsewhere(&desk, "planted-key").await;
    let list = elsewhere(&desk, "/integration list scope:public").await;
    assert!(list.text().contains("active here"), "{}", list.text());

    // Ada owns nothing of Sam's server and is no member of it: it runs all the same.
    let test = elsewhere(
        &desk,
        "/integration test integration:my integration user:585576154958921739",
    )
    .await;
    assert!(test.text().contains("Ryan"), "{}", test.text());
    // Its author sees how many use it, never which.
    let view = run(&admin, "/integration view integration:my integration").await;
    assert!(
        view.text()
            .contains("Public, approved by the operator. One server uses it."),
        "{}",
        view.text()
    );
    assert!(!view.text().contains("Elsewhere"), "{}", view.text());
    let own = run(&admin, "/integration list scope:public").await;
    assert!(
        own.text().contains("yours, in one server"),
        "{}",
        own.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_is_paged_and_searched_in_any_case() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    let service = desk.bot().integrations.clone();
    for number in 1..=7 {
        let manifest = serde_json::json!({
            "frontdesk": 1,
            "name": format!("Game {number}"),
            "description": if number == 6 { "Ärger im WELTRAUM." } else { "Scores." },
            "request": { "url": "https://api.example.com/planted-path" },
        });
        let manifest = serde_json::from_value(manifest).unwrap();
        let owner = desk.account("admin");
        let created = service.create(owner, manifest).await.unwrap();
        service.publish(owner, created.id).await.unwrap();
        service.approve(created.id, 1).await.unwrap();
    }
    let first = elsewhere(&desk, "/integration list scope:public").await;
    insta::assert_snapshot!(first.text(), @"
    | # Public integrations
    | **Game 1** (`api.example.com`) · approved
    | Scores.
    |
    | **Game 2** (`api.example.com`) · approved
    | Scores.
    |
    | **Game 3** (`api.example.com`) · approved
    | Scores.
    |
    | **Game 4** (`api.example.com`) · approved
    | Scores.
    |
    | **Game 5** (`api.example.com`) · approved
    | Scores.
    |
    | `/integration activate` shows what is sent to whom before anything is.
    | _Page 1 of 2_
    [Back, disabled] [Next] [Search]
    ");
    let second = first.press("Next").finished().await;
    insta::assert_snapshot!(second.text(), @"
    | # Public integrations
    | **Game 6** (`api.example.com`) · approved
    | Ärger im WELTRAUM.
    |
    | **Game 7** (`api.example.com`) · approved
    | Scores.
    |
    | `/integration activate` shows what is sent to whom before anything is.
    | _Page 2 of 2_
    [Back] [Next, disabled] [Search]
    ");
    let modal = second.press("Search").await.modal();
    let found = modal.fill("Part of a name or description", "ärger IM weltraum");
    let found = found.submit().finished().await;
    insta::assert_snapshot!(found.text(), @"
    | # Public integrations with “ärger IM weltraum”
    | **Game 6** (`api.example.com`) · approved
    | Ärger im WELTRAUM.
    |
    | `/integration activate` shows what is sent to whom before anything is.
    [Search] [Show all]
    ");
    let all = found.press("Show all").finished().await;
    assert_eq!(all.text(), first.text());
    let sam = desk.user("sam");
    let modal = sam
        .run("/integration list scope:public")
        .in_channel("Elsewhere/general")
        .finished()
        .await
        .press("Search")
        .await
        .modal();
    let nothing = modal.fill("Part of a name or description", "100%");
    let nothing = nothing.submit().finished().await;
    insta::assert_snapshot!(nothing.text(), @"
    | # Public integrations with “100%”
    | Nothing was found. Names and descriptions were searched.
    [Search] [Show all]
    ");

    let offered = sam
        .complete("/integration activate integration:gAME 3")
        .in_channel("Elsewhere/general")
        .attempt()
        .await
        .unwrap();
    let names: Vec<String> = offered.iter().map(|choice| choice.name.clone()).collect();
    assert_eq!(names, ["Game 3"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_turns_down_with_a_reason() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    queued(&desk, &api).await;
    let rejected = operate(
        &desk,
        "/operator integrations reject integration:my_integration reason:No *policy*.",
    )
    .await;
    insta::assert_snapshot!(rejected.text(), @"**My Integration** is turned down. Its owner was told.");
    let admin = desk.user("admin");
    let told = admin.receives("turned down").await;
    insta::assert_snapshot!(told.text(), @r"
    Your integration **My Integration** was turned down by the operator: No \*policy\*.
    What was approved before goes on running. Change it and publish it again.
    ");
    let view = run(&admin, "/integration view integration:my integration").await;
    assert!(
        view.text()
            .contains(r"The operator turned it down: No \*policy\*."),
        "{}",
        view.text()
    );
    super::submit(&admin).await;
    let twice = run(&admin, "/integration publish integration:my_integration").await;
    let twice = twice.press("Confirm").finished().await;
    insta::assert_snapshot!(twice.text(), @"My Integration already waits for the operator of this bot; /integration view shows how it stands.");
    let pending = operate(&desk, "/operator integrations pending").await;
    let card = pending.select(["My Integration"]).finished().await;
    let modal = card.press("Reject").await.modal();
    insta::assert_snapshot!(modal.text(), @"
    « Why not My Integration? »
    Reason (optional):
    ");
    let rejected = modal
        .fill("Reason", "Still none.")
        .submit()
        .finished()
        .await;
    assert!(
        rejected.text().contains("is turned down"),
        "{}",
        rejected.text()
    );
    admin.receives("Still none.").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_stops_elsewhere_and_goes_on_with_its_owner() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    published(&desk, &api).await;
    used_elsewhere(&desk, "planted-key").await;
    crate::integration_commands::card(&desk, "planted-key")
        .await
        .press("Confirm")
        .finished()
        .await;
    let admin = desk.user("admin");
    let asked = run(&admin, "/integration unpublish integration:my integration").await;
    insta::assert_snapshot!(asked.text(), @"
    Take **My Integration** from the catalogue? 2 servers use it; except where you activated it yourself, it stops there.
    [Confirm] [Cancel]
    ");
    let done = asked.press("Confirm").finished().await;
    insta::assert_snapshot!(done.text(), @"**My Integration** is private again: only you can activate it, and where others did it has stopped.");
    let again = run(&admin, "/integration unpublish integration:my integration").await;
    insta::assert_snapshot!(again.text(), @"My Integration is not in the catalogue and does not wait for it, so there is nothing to take back.");

    let list = elsewhere(&desk, "/integration list").await;
    insta::assert_snapshot!(redacted(&api, &list.text()), @"
    | # Integrations
    | ⛔ **My Integration** (`API`): taken from the catalogue
    ");
    let test = elsewhere(&desk, "/integration test integration:my integration").await;
    insta::assert_snapshot!(test.text(), @"The integration was taken from the catalogue, so it is not asked here any more; remove it with /integration deactivate.");
    assert!(api.requests().is_empty());
    let test = run(
        &admin,
        "/integration test integration:my integration user:585576154958921739",
    )
    .await;
    assert!(test.text().contains("Ryan"), "{}", test.text());
    let asked = elsewhere(&desk, "/integration deactivate integration:my integration").await;
    let done = asked.press("Confirm").finished().await;
    assert!(done.text().contains("no longer active"), "{}", done.text());

    // Approved once more, others can use it again.
    super::submit(&admin).await;
    approve(&desk).await;
    used_elsewhere(&desk, "planted-key").await;
}
