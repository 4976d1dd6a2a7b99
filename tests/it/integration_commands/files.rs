//! `/integration import` and `/integration export`.

use frontdesk_sandbox::Upstream;

use super::{authored, desk, redacted, run};
use crate::support::Desk;

pub(super) async fn import(desk: &Desk, bytes: impl Into<Vec<u8>>) -> String {
    let admin = desk.user("admin");
    let reply = admin
        .run("/integration import")
        .with_file("file", "manifest.json", bytes)
        .in_channel("general")
        .finished()
        .await;
    assert!(reply.is_ephemeral());
    reply.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_can_be_imported() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    authored(&desk, &api).await;
    let admin = desk.user("admin");
    let exported = run(&admin, "/integration export integration:My Integration").await;
    assert!(exported.is_ephemeral());
    let file = exported
        .message()
        .unwrap()
        .file("my_integration.json")
        .unwrap();
    let taken = import(&desk, file.clone()).await;
    insta::assert_snapshot!(taken, @"You already have an integration called My Integration; choose another name.");
    let other = String::from_utf8(file)
        .unwrap()
        .replace("My Integration", "Second");
    insta::assert_snapshot!(redacted(&api, &import(&desk, other).await), @"
    **Second** is created. Only you see it, and it is not active yet.
    | # Second
    | Request: `GET` `http://API/lookup?user=%user_id%`
    | Headers: `Authorization`: `%api_key%`
    | Secrets: `api_key`: From your account page
    | Placeholders: `%second.online_status%` ← `online_status`
    | `%second.username%` ← `user.username`
    | `%second.creation_year%` ← `user.account_created_year`
    | `%second.high_score%` ← `user.scores.high_score`
    | `%second.last_score%` ← `user.scores.last_score`
    | In this server: Not active
    | _Next: Add to server puts it to use here._
    [Request] [Details] [Headers] [Secrets] [Placeholders]
    [Test] [Add to server]
    [Export] [Publish] [Delete]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_file_says_what_is_wrong_with_it() {
    let desk = Desk::open().await;
    let mut answers = Vec::new();
    for bytes in [
        b"not json".to_vec(),
        vec![b' '; 1024 * 1024],
        br#"{"frontdesk":1,"name":"X","request":{"url":"https://%user_id%.example.com/"},"placeholders":[{"name":"a","path":"b..c"}],"more":1}"#.to_vec(),
    ] {
        answers.push(import(&desk, bytes).await);
    }
    insta::assert_snapshot!(answers.join("\n---\n"), @r#"
    The integration has a mistake:
    This file is not valid JSON; look at line 1, column 1.
    ---
    The file is larger than 64 KiB, which no manifest is. Attach the JSON of one integration.
    ---
    The integration has 3 mistakes:
    `more`: This field does not exist; the fields here are `frontdesk`, `name`, `description`, `logo_url`, `privacy_policy_url`, `request`, `validation_url`, `cache_seconds`, `secrets`, `placeholders`.
    `request.url`: `%user_id%` stands in the URL's scheme, host or port; placeholders may stand in its path and query only.
    `placeholders[0].path`: The path has a dot too many; write it like `user.name`.
    "#);
    let owned = desk
        .store
        .integrations_of(desk.account("admin"))
        .await
        .unwrap();
    assert!(owned.is_empty());
}
