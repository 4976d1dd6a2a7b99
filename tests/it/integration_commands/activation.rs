//! Activating, consenting again, deactivating, deleting.

use frontdesk_sandbox::{Answer, Upstream};

use super::{authored, card, desk, redacted, run, tutorial};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_or_stored_before_confirm() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    authored(&desk, &api).await;
    let admin = desk.user("admin");
    let modal = admin
        .run("/integration activate integration:MY_INTEGRATION")
        .in_channel("general")
        .await
        .modal();
    insta::assert_snapshot!(modal.text(), @r#"
    « Secrets for My Integration »
    api_key:
    "#);
    let shown = modal
        .fill("api_key", "planted-key")
        .submit()
        .finished()
        .await;
    assert!(shown.is_ephemeral());
    insta::assert_snapshot!(redacted(&api, &shown.text()), @"
    | # Activate My Integration?
    | For each ticket whose welcome message needs it, this server will send `GET` to `API`.
    | It runs only while its owner has Manage Server here.
    | What is sent: `user_id`, `api_key`
    | Privacy policy: None given. Ask the host's owner what becomes of the data.
    | Placeholders gained: `%online_status%`, `%my_integration.username%` (`%username%` means something else here), `%creation_year%`, `%high_score%`, `%last_score%`
    | _Nothing has been sent or stored yet. What you entered is forgotten after 15 minutes._
    [Confirm] [Cancel]
    ");
    assert!(
        desk.store
            .activations(desk.guild())
            .await
            .unwrap()
            .is_empty()
    );

    let cancelled = shown.press("Cancel").finished().await;
    insta::assert_snapshot!(cancelled.text(), @"Cancelled. Nothing was changed.");
    assert!(
        desk.store
            .activations(desk.guild())
            .await
            .unwrap()
            .is_empty()
    );

    let active = card(&desk, "planted-key")
        .await
        .press("Confirm")
        .finished()
        .await;
    insta::assert_snapshot!(active.text(), @"**My Integration** is active here. Placeholders: `%online_status%`, `%my_integration.username%` (`%username%` means something else here), `%creation_year%`, `%high_score%`, `%last_score%`. `/integration test` tries it out.");
    assert_eq!(desk.store.activations(desk.guild()).await.unwrap().len(), 1);
    assert!(api.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_validation_url_judges_before_anything_is_stored() {
    let api = Upstream::start("planted-key").await.unwrap();
    api.on(
        "/check",
        Answer::json(r#"{"error":"This key is *wrong*."}"#).status(403),
    );
    let desk = desk(&api).await;
    authored(&desk, &api).await;
    let admin = desk.user("admin");
    let line = format!(
        r#"/integration edit integration:"My Integration" validation_url:{}"#,
        api.url("/check")
    );
    run(&admin, &line).await;
    let refused = card(&desk, "wrong-key")
        .await
        .press("Confirm")
        .finished()
        .await;
    insta::assert_snapshot!(redacted(&api, &refused.text()), @r#"`API` did not accept these values: This key is \*wrong\*."#);
    assert!(
        desk.store
            .activations(desk.guild())
            .await
            .unwrap()
            .is_empty()
    );
    let asked = api.requests_to("/check");
    assert_eq!(asked.len(), 1);

    api.on("/check", Answer::json("{}"));
    let active = card(&desk, "planted-key")
        .await
        .press("Confirm")
        .finished()
        .await;
    assert!(
        active.text().contains("is active here"),
        "{}",
        active.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_what_is_sent_pauses_until_it_is_seen() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    tutorial(&desk, &api, "planted-key").await;
    let admin = desk.user("admin");
    let own = r#"integration:"My Integration""#;
    let harmless = run(
        &admin,
        &format!("/integration placeholder remove {own} name:last_score"),
    )
    .await;
    let harmless = harmless.press("Confirm").finished().await;
    assert!(harmless.text().contains("Saved.\n"), "{}", harmless.text());

    let old_card = card(&desk, "planted-key").await;
    let paused = run(
        &admin,
        &format!("/integration header set {own} name:X-More value:more"),
    )
    .await;
    insta::assert_snapshot!(redacted(&api, &paused.text()), @"
    Saved. You changed what is sent or to whom, so it is paused until an admin has seen that: run `/integration activate` again.
    | # My Integration
    | Request: `GET` `http://API/lookup?user=%user_id%`
    | Headers: `Authorization`: `%api_key%`
    | `X-More`: `more`
    | Secrets: `api_key`: From your account page
    | Placeholders: `%my_integration.online_status%` ← `online_status`
    | `%my_integration.username%` ← `user.username`
    | `%my_integration.creation_year%` ← `user.account_created_year`
    | `%my_integration.high_score%` ← `user.scores.high_score`
    | In this server: Paused: something about it changed. `/integration activate` shows what is sent and asks again.
    | _Next: Review, to consent to the change._
    [Request] [Details] [Headers] [Secrets] [Placeholders]
    [Test] [Review] [Remove]
    [Export] [Publish] [Delete]
    ");
    let test = run(&admin, &format!("/integration test {own}")).await;
    insta::assert_snapshot!(test.text(), @"The integration has changed and is paused; activate it again to agree to the change.");
    assert!(api.requests().is_empty());
    // What was confirmed must be what was shown.
    let stale = old_card.press("Confirm").finished().await;
    insta::assert_snapshot!(stale.text(), @"The integration has changed since you saw it; run /integration activate again.");

    card(&desk, "planted-key")
        .await
        .press("Confirm")
        .finished()
        .await;
    let test = run(&admin, &format!("/integration test {own}")).await;
    assert!(test.text().contains("X-More"), "{}", test.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn confirm_works_once_and_for_nobody_else() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    authored(&desk, &api).await;
    let shown = card(&desk, "planted-key").await;
    let (first, second) = (shown.press("Confirm").sent(), shown.press("Confirm").sent());
    let (first, second) = tokio::join!(first, second);
    first.unwrap();
    second.unwrap();
    // The second press changes nothing of what the first one says.
    let admin = desk.user("admin");
    admin.sees_message("general", "is active here").await;
    assert_eq!(desk.store.activations(desk.guild()).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_are_entered_again_and_never_shown() {
    let api = Upstream::start("new-key").await.unwrap();
    let desk = desk(&api).await;
    tutorial(&desk, &api, "old-key").await;
    let admin = desk.user("admin");
    let own = r#"integration:"My Integration""#;
    let failed = run(&admin, &format!("/integration test {own}")).await;
    assert!(failed.text().contains("401"), "{}", failed.text());
    let modal = admin
        .run(&format!("/integration secrets {own}"))
        .in_channel("general")
        .await
        .modal();
    assert!(!modal.text().contains("old-key"), "{}", modal.text());
    let shown = modal.fill("api_key", "new-key").submit().finished().await;
    let active = shown.press("Confirm").finished().await;
    let test = run(
        &admin,
        &format!("/integration test {own} user:585576154958921739"),
    )
    .await;
    assert!(test.text().contains("Ryan"), "{}", test.text());
    desk.state().read(|world| {
        for request in world.requests.all() {
            let sent = request.body.to_string();
            assert!(
                !sent.contains("old-key") && !sent.contains("new-key"),
                "{sent}"
            );
        }
    });
    drop(active);
}

#[tokio::test(flavor = "multi_thread")]
async fn deactivate_and_delete_ask_first() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    tutorial(&desk, &api, "planted-key").await;
    let admin = desk.user("admin");
    let own = r#"integration:"My Integration""#;
    let question = run(&admin, &format!("/integration deactivate {own}")).await;
    insta::assert_snapshot!(question.text(), @r#"
    Deactivate **My Integration**? Its placeholders will stay unfilled, and the secrets that were entered here are deleted.
    [Confirm] [Cancel]
    "#);
    let done = question.press("Confirm").finished().await;
    insta::assert_snapshot!(done.text(), @"The integration is no longer active here, and this server's secrets are deleted.");
    assert!(
        desk.store
            .activations(desk.guild())
            .await
            .unwrap()
            .is_empty()
    );

    card(&desk, "planted-key")
        .await
        .press("Confirm")
        .finished()
        .await;
    let question = run(&admin, &format!("/integration delete {own}")).await;
    insta::assert_snapshot!(question.text(), @r#"
    Delete **My Integration** with everything that belongs to it? It is active in one server, which loses its values and its secrets. This cannot be undone.
    [Confirm] [Cancel]
    "#);
    question.press("Cancel").finished().await;
    let question = run(&admin, &format!("/integration delete {own}")).await;
    let done = question.press("Confirm").finished().await;
    insta::assert_snapshot!(done.text(), @"**My Integration** is deleted.");
    assert!(
        desk.store
            .activations(desk.guild())
            .await
            .unwrap()
            .is_empty()
    );
    insta::assert_snapshot!(run(&admin, "/integration list").await.text(), @r#"
    | # Integrations
    | None is active here, and you own none. `/integration create` makes one.
    "#);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_paged_and_says_what_is_active() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    let admin = desk.user("admin");
    for number in 1..=10 {
        let url = "https://api.example.com/";
        run(
            &admin,
            &format!("/integration create name:Number {number} url:{url}"),
        )
        .await;
    }
    let full = run(
        &admin,
        "/integration create name:Eleven url:https://api.example.com/",
    )
    .await;
    insta::assert_snapshot!(full.text(), @"You own 10 integrations already; delete one first.");
    for number in [2, 3] {
        // Without secrets there is no modal.
        let line = format!("/integration activate integration:Number {number}");
        run(&admin, &line).await.press("Confirm").finished().await;
    }
    insta::assert_snapshot!(run(&admin, "/integration list scope:active").await.text(), @r#"
    | # Active integrations
    | 🟢 **Number 2** (`api.example.com`): active · yours
    | 🟢 **Number 3** (`api.example.com`): active · yours
    "#);
    insta::assert_snapshot!(run(&admin, "/integration list").await.text(), @r#"
    | # Integrations
    | 🟢 **Number 2** (`api.example.com`): active · yours
    | 🟢 **Number 3** (`api.example.com`): active · yours
    | ⚪ **Number 1** (`api.example.com`): not active here · yours
    | ⚪ **Number 4** (`api.example.com`): not active here · yours
    | ⚪ **Number 5** (`api.example.com`): not active here · yours
    | ⚪ **Number 6** (`api.example.com`): not active here · yours
    | ⚪ **Number 7** (`api.example.com`): not active here · yours
    | ⚪ **Number 8** (`api.example.com`): not active here · yours
    | ⚪ **Number 9** (`api.example.com`): not active here · yours
    | ⚪ **Number 10** (`api.example.com`): not active here · yours
    "#);
}
