//! Making and mending an integration.

use frontdesk_sandbox::Upstream;

use super::{authored, desk, redacted, run};
use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn each_piece_is_shown_as_soon_as_it_is_there() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    let admin = desk.user("admin");
    let url = api.url("/lookup?user=%user_id%");
    let created = run(
        &admin,
        &format!(
            r#"/integration create name:"My Integration" url:{url} description:In-game *names*."#
        ),
    )
    .await;
    assert!(created.is_ephemeral());
    insta::assert_snapshot!(redacted(&api, &created.text()), @r"
    **My Integration** is created. Only you see it, and it is not active yet.
    | # My Integration
    | In-game \*names\*.
    | Request: `GET` `http://API/lookup?user=%user_id%`
    | In this server: Not active
    | _Next: Test asks your API, and offers what it answers as placeholders._
    [Request] [Details] [Headers] [Secrets] [Placeholders]
    [Test] [Add to server]
    [Export] [Publish] [Delete]
    ");

    let own = "integration:my_integration";
    // The order in which people try it: the mend is in the sentence.
    let early = run(
        &admin,
        &format!("/integration header set {own} name:Authorization value:%api_key%"),
    )
    .await;
    insta::assert_snapshot!(early.text(), @"`%api_key%` is no secret of this integration yet. Add it first with `/integration secret add`, then set the header again.");
    run(
        &admin,
        &format!("/integration secret add {own} name:api_key"),
    )
    .await;
    run(
        &admin,
        &format!("/integration header set {own} name:Authorization value:%api_key%"),
    )
    .await;
    let shadowed = run(
        &admin,
        &format!("/integration placeholder set {own} name:%username% path:user.username fallback:nobody format:markdown"),
    )
    .await;
    insta::assert_snapshot!(redacted(&api, &shadowed.text()), @r"
    Saved.
    ⚠️ `%username%` alone is the built-in placeholder. Write `%my_integration.username%` for this integration's value.
    | # My Integration
    | In-game \*names\*.
    | Request: `GET` `http://API/lookup?user=%user_id%`
    | Headers: `Authorization`: `%api_key%`
    | Secrets: `api_key`
    | Placeholders: `%my_integration.username%` ← `user.username` | `nobody` (markdown)
    | In this server: Not active
    | _Next: Add to server puts it to use here._
    [Request] [Details] [Headers] [Secrets] [Placeholders]
    [Test] [Add to server]
    [Export] [Publish] [Delete]
    ");
    let edited = run(
        &admin,
        &format!("/integration edit {own} name:Other method:POST privacy_policy:https://example.com/privacy cache_seconds:60 description:none"),
    )
    .await;
    insta::assert_snapshot!(redacted(&api, &edited.text()), @"
    Saved.
    | # Other
    | Request: `POST` `http://API/lookup?user=%user_id%`
    | Headers: `Authorization`: `%api_key%`
    | Secrets: `api_key`
    | Placeholders: `%other.username%` ← `user.username` | `nobody` (markdown)
    | More: Privacy policy: `https://example.com/privacy`
    | Answers are kept for 60 seconds
    | In this server: Not active
    | _Next: Add to server puts it to use here._
    [Request] [Details] [Headers] [Secrets] [Placeholders]
    [Test] [Add to server]
    [Export] [Publish] [Delete]
    ");
    let gone = run(&admin, "/integration view integration:My Integration").await;
    insta::assert_snapshot!(gone.text(), @"You have no integration called My Integration; see your integrations with /integration list.");
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_names_the_field_and_the_mend() {
    let desk = Desk::open().await;
    let admin = desk.user("admin");
    run(
        &admin,
        "/integration create name:Mine url:https://api.example.com/",
    )
    .await;
    let mut answers = Vec::new();
    for line in [
        "/integration create name:mine url:https://api.example.com/",
        "/integration create name:Bad! url:https://api.example.com/",
        "/integration create name:Two url:https://%user_id%.example.com/",
        "/integration create name:Two url:https://api.example.com/%nothing%",
        "/integration create name:Two url:https://localhost/",
        "/integration create name:Two url:http://169.254.169.254/latest",
        "/integration create name:Two url:ftp://example.com/ cache_seconds:90000",
        "/integration edit integration:Mine",
        "/integration header set integration:Mine name:Host value:x",
        "/integration header set integration:Mine name:X-Key value:%api_key%",
        "/integration header remove integration:Mine name:X-Key",
        "/integration secret add integration:Mine name:user_id",
        "/integration secret remove integration:Mine name:nothing",
        "/integration placeholder set integration:Mine name:x path:a..b",
        "/integration placeholder remove integration:Mine name:x",
        "/integration edit integration:Nobody's name:x",
        "/integration test integration:Another",
        "/integration deactivate integration:Mine",
    ] {
        let reply = run(&admin, line).await;
        assert!(reply.is_ephemeral(), "{line}");
        answers.push(format!("{line}\n  {}", reply.text().replace('\n', "\n  ")));
    }
    insta::assert_snapshot!(answers.join("\n"), @r#"
    /integration create name:mine url:https://api.example.com/
      You already have an integration called mine; choose another name.
    /integration create name:Bad! url:https://api.example.com/
      The integration has a mistake:
      `name`: The name may hold letters, digits, spaces, `_` and `-` only.
    /integration create name:Two url:https://%user_id%.example.com/
      The integration has a mistake:
      `request.url`: `%user_id%` stands in the URL's scheme, host or port; placeholders may stand in its path and query only.
    /integration create name:Two url:https://api.example.com/%nothing%
      The integration has a mistake:
      `request.url`: `%nothing%` is unknown; use `%user_id%`, `%guild_id%`, `%ticket_id%` or the name of one of the integration's secrets.
    /integration create name:Two url:https://localhost/
      The integration has a mistake:
      `request.url`: The URL's host is a local or reserved name; use a host name that works on the public internet.
    /integration create name:Two url:http://169.254.169.254/latest
      The integration has a mistake:
      `request.url`: The URL's host is not at a public internet address; use a server that everybody can reach.
    /integration create name:Two url:ftp://example.com/ cache_seconds:90000
      The integration has 2 mistakes:
      `cache_seconds`: Answers can be kept for at most 86,400 seconds.
      `request.url`: Only http:// and https:// URLs can be asked; use one of them.
    /integration edit integration:Mine
      Nothing to change: name at least one option besides `integration`.
    /integration header set integration:Mine name:Host value:x
      The integration has a mistake:
      `request.headers.Host`: `Host` cannot be set, because it belongs to the connection itself; remove it.
    /integration header set integration:Mine name:X-Key value:%api_key%
      `%api_key%` is no secret of this integration yet. Add it first with `/integration secret add`, then set the header again.
    /integration header remove integration:Mine name:X-Key
      There is no header `X-Key`. `/integration view` shows all of them.
    /integration secret add integration:Mine name:user_id
      The integration has a mistake:
      `secrets[0].name`: `user_id` is a built-in placeholder; call the secret something else.
    /integration secret remove integration:Mine name:nothing
      There is no secret `nothing`. `/integration view` shows all of them.
    /integration placeholder set integration:Mine name:x path:a..b
      The integration has a mistake:
      `placeholders[0].path`: The path has a dot too many; write it like `user.name`.
    /integration placeholder remove integration:Mine name:x
      There is no placeholder `x`. `/integration view` shows all of them.
    /integration edit integration:Nobody's name:x
      You have no integration called Nobody's; see your integrations with /integration list.
    /integration test integration:Another
      No integration called “Another” is active here. `/integration list` shows what is; `/integration activate` activates one.
    /integration deactivate integration:Mine
      No integration called “Mine” is active here. `/integration list` shows what is; `/integration activate` activates one.
    "#);
    let owned = desk
        .store
        .integrations_of(desk.account("admin"))
        .await
        .unwrap();
    assert_eq!(owned.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_are_removed_after_a_question() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    authored(&desk, &api).await;
    let admin = desk.user("admin");
    let own = r#"integration:"My Integration""#;
    let question = run(
        &admin,
        &format!("/integration header remove {own} name:AUTHORIZATION"),
    )
    .await;
    insta::assert_snapshot!(question.text(), @r#"
    Remove the header `Authorization`? Its value is gone then.
    [Confirm] [Cancel]
    "#);
    question.press("Cancel").finished().await;
    let view = format!("/integration view {own}");
    assert!(run(&admin, &view).await.text().contains("Authorization"));

    let question = run(
        &admin,
        &format!("/integration header remove {own} name:Authorization"),
    )
    .await;
    let removed = question.press("Confirm").finished().await;
    assert!(removed.text().contains("Saved."), "{}", removed.text());
    assert!(!run(&admin, &view).await.text().contains("Authorization"));

    for (part, name) in [("secret", "api_key"), ("placeholder", "last_score")] {
        let question = run(
            &admin,
            &format!("/integration {part} remove {own} name:{name}"),
        )
        .await;
        question.press("Confirm").finished().await;
        assert!(!run(&admin, &view).await.text().contains(name), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_completed_where_they_belong() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    authored(&desk, &api).await;
    let admin = desk.user("admin");
    let complete = async |line: &str| {
        let choices = admin.complete(line).in_channel("general").await;
        let names: Vec<String> = choices.into_iter().map(|choice| choice.name).collect();
        names.join(", ")
    };
    let own = "integration:My Integration";
    for (line, expected) in [
        (
            "/integration view integration:my".to_owned(),
            "My Integration",
        ),
        (
            "/integration test integration:my".to_owned(),
            "My Integration",
        ),
        ("/integration deactivate integration:my".to_owned(), ""),
        (
            format!("/integration header remove {own} name:a"),
            "Authorization",
        ),
        (format!("/integration secret remove {own} name:"), "api_key"),
        (
            format!("/integration placeholder remove {own} name:score"),
            "high_score, last_score",
        ),
    ] {
        assert_eq!(complete(&line).await, expected, "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_integration_belongs_to_its_owner() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    super::tutorial(&desk, &api, "planted-key").await;
    // Another admin of the same server.
    desk.state().write(|world| {
        let (guild, staff, admin_role) =
            (world.seed.guild, world.seed.staff, world.seed.admin_role);
        let members = &mut world.guilds.get_mut(&guild).unwrap().members;
        members.get_mut(&staff).unwrap().roles.push(admin_role);
    });
    let other = desk.user("staff");
    let mut answers = Vec::new();
    for line in [
        "/integration view integration:My Integration",
        "/integration edit integration:My Integration name:Stolen",
        "/integration export integration:My Integration",
        "/integration delete integration:My Integration",
        "/integration list scope:mine",
        "/integration list scope:active",
    ] {
        answers.push(run(&other, line).await.text());
    }
    let answers = redacted(&api, &answers.join("\n---\n"));
    assert!(!answers.contains("/lookup"), "{answers}");
    assert!(!answers.contains("%api_key%"), "{answers}");
    insta::assert_snapshot!(answers, @"
    | # My Integration
    | Request: `GET` `API`
    | Headers: `Authorization`
    | Secrets: `api_key`: From your account page
    | Placeholders: `%my_integration.online_status%` ← `online_status`
    | `%my_integration.username%` ← `user.username`
    | `%my_integration.creation_year%` ← `user.account_created_year`
    | `%my_integration.high_score%` ← `user.scores.high_score`
    | `%my_integration.last_score%` ← `user.scores.last_score`
    | In this server: Active
    [Test] [Remove]
    ---
    You have no integration called My Integration; see your integrations with /integration list.
    ---
    You have no integration called My Integration; see your integrations with /integration list.
    ---
    You have no integration called My Integration; see your integrations with /integration list.
    ---
    | # Your integrations
    | You own no integration. `/integration create` makes one.
    ---
    | # Active integrations
    | 🟢 **My Integration** (`API`): active
    ");
}
