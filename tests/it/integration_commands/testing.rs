//! `/integration test` and `/integration log`.

use frontdesk_sandbox::{Answer, Upstream};

use super::{authored, desk, redacted, run, tutorial};

const OWN: &str = r#"integration:"My Integration""#;

/// Without the times, which differ.
fn timeless(text: &str) -> String {
    let mut parts: Vec<&str> = text.split(" ms").collect();
    let last = parts.pop().unwrap_or_default();
    let parts = parts.into_iter().map(|part| {
        let part = part.trim_end_matches(|character: char| character.is_ascii_digit());
        format!("{part}N ms")
    });
    parts.chain([last.to_owned()]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trace_shows_every_step_and_value_with_the_key_masked() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    tutorial(&desk, &api, "planted-key").await;
    let admin = desk.user("admin");
    let trace = run(
        &admin,
        &format!("/integration test {OWN} user:585576154958921739"),
    )
    .await;
    assert!(trace.is_ephemeral());
    assert!(!trace.text().contains("planted-key"));
    insta::assert_snapshot!(timeless(&redacted(&api, &trace.text())), @r#"
    | # Test of My Integration
    | Asked about <@585576154958921739>, as a ticket would.
    | Request: `GET http://API/lookup?user=585576154958921739`
    | `Authorization`: `***`
    | Steps: ✅ **Request** (N ms): GET
    | ✅ **Address** (N ms): http://API
    | ✅ **Free place** (N ms)
    | ✅ **Name lookup** (N ms)
    | ✅ **Connect** (N ms)
    | ✅ **Status** (N ms): 200
    | ✅ **Size** (N ms): 127
    | ✅ **JSON** (N ms): 2 keys
    | ✅ **Placeholders** (N ms): 5/5
    | Placeholders: ✅ `%online_status%` → `Online`
    | ✅ `%username%` → `Ryan`
    | ✅ `%creation_year%` → `2019`
    | ✅ `%high_score%` → `3000`
    | ✅ `%last_score%` → `400`
    "#);
    let stranger = run(&admin, &format!("/integration test {OWN}")).await;
    assert!(stranger.text().contains("N/A"), "{}", stranger.text());
    assert_eq!(api.requests_to("/lookup").len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_answer_says_what_was_wrong() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    tutorial(&desk, &api, "planted-key").await;
    let admin = desk.user("admin");
    let mut traces = Vec::new();
    for answer in [
        Answer::html(),
        Answer::json("[]"),
        Answer::json("{}").status(500),
        Answer::redirect("http://169.254.169.254/latest?secret=1"),
    ] {
        api.on("/lookup", answer);
        let trace = run(&admin, &format!("/integration test {OWN}"))
            .await
            .text();
        let wrong = trace.split("What was wrong").nth(1).unwrap_or_default();
        traces.push(wrong.lines().take(2).collect::<Vec<_>>().join(" "));
    }
    insta::assert_snapshot!(redacted(&api, &traces.join("\n")), @r#"
    : The answer is not a JSON object: it cannot be read at line 1, column 1. | Placeholders: ➖ `%online_status%` → `N/A`
    : The answer is not a JSON object; answer with one in curly braces. | Placeholders: ➖ `%online_status%` → `N/A`
    : The host answered with HTTP status 500 instead of 200; check the URL, the headers and the server. | Placeholders: ➖ `%online_status%` → `N/A`
    : The host redirects to http://169.254.169.254, and redirects are not followed; put the final address into the URL. | Placeholders: ➖ `%online_status%` → `N/A`
    "#);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_shows_the_fetches_of_this_server_page_by_page() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    tutorial(&desk, &api, "planted-key").await;
    let admin = desk.user("admin");
    let empty = run(&admin, &format!("/integration log {OWN}")).await;
    insta::assert_snapshot!(empty.text(), @r#"
    | # Last fetches of My Integration in this server
    | Nothing has been fetched here yet.
    "#);
    run(&admin, &format!("/integration test {OWN}")).await;
    let tested = run(&admin, &format!("/integration log {OWN}")).await.text();
    assert!(tested.contains("`200`"), "{tested}");
    let integration = desk.store.activations(desk.guild()).await.unwrap()[0]
        .integration
        .id;
    for number in 0..12 {
        let record = frontdesk::store::FetchRecord {
            guild: desk.guild(),
            integration,
            at: frontdesk::clock::Clock::system().now(),
            status: Some(200 + number),
            duration_milliseconds: 7,
            error: None,
            source: frontdesk::store::FetchSource::Fetched,
        };
        desk.store.record_fetch(&record).await.unwrap();
    }
    let log = run(&admin, &format!("/integration log {OWN}")).await;
    assert!(log.text().contains("`211` 7 ms"), "{}", log.text());
    let second = log.press("Next").finished().await;
    assert!(second.text().contains("`201` 7 ms"), "{}", second.text());
    assert!(second.text().contains("Page 2 of 2"), "{}", second.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_tests_what_is_not_active_and_no_secret_is_kept() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    authored(&desk, &api).await;
    let admin = desk.user("admin");
    let line = format!("/integration test {OWN} user:585576154958921739");
    let modal = admin.run(&line).in_channel("general").await.modal();
    let trace = modal.fill("api_key", "planted-key");
    let trace = trace.submit().finished().await;
    assert!(trace.text().contains("→ `Ryan`"), "{}", trace.text());
    assert!(!trace.text().contains("planted-key"), "{}", trace.text());
    assert_eq!(desk.store.activations(desk.guild()).await.unwrap(), []);

    // What needs no secret is asked at once, and offers what it answers.
    let url = api.url("/lookup?user=%user_id%");
    run(&admin, &format!("/integration create name:Open url:{url}")).await;
    run(
        &admin,
        "/integration header set integration:Open name:Authorization value:planted-key",
    )
    .await;
    let trace = run(
        &admin,
        "/integration test integration:open user:585576154958921739",
    )
    .await;
    let card = trace.select(["user_username"]).finished().await;
    assert!(
        card.text()
            .contains("`%open.user_username%` ← `user.username`"),
        "{}",
        card.text()
    );

    // It is the owner's alone.
    desk.state().write(|world| {
        let (guild, staff, admin_role) =
            (world.seed.guild, world.seed.staff, world.seed.admin_role);
        let members = &mut world.guilds.get_mut(&guild).unwrap().members;
        members.get_mut(&staff).unwrap().roles.push(admin_role);
    });
    let other = desk.user("staff");
    let missing = run(&other, "/integration test integration:open").await;
    insta::assert_snapshot!(missing.text(), @"No integration called “open” is active here. `/integration list` shows what is; `/integration activate` activates one.");
    assert_eq!(api.requests_to("/lookup").len(), 2);
}
