//! What an owner changes waits, and what was approved goes on.

use frontdesk_sandbox::{Answer, Upstream};

use super::{approve, desk, elsewhere, operate, published, used_elsewhere};
use crate::integration_commands::{redacted, run};

#[tokio::test(flavor = "multi_thread")]
async fn a_change_waits_while_the_approved_version_runs() {
    let api = Upstream::start("planted-key").await.unwrap();
    api.on("/new", Answer::json(r#"{"user":{"username":"New"}}"#));
    let desk = desk(&api).await;
    published(&desk, &api).await;
    used_elsewhere(&desk, "planted-key").await;
    let admin = desk.user("admin");
    let url = api.url("/new");
    let line = format!("/integration edit integration:my integration url:{url} name:New Name");
    let changed = run(&admin, &line).await;
    assert!(
        changed.text().starts_with(
            "Saved. Servers go on with the approved version until the operator has approved this one."
        ),
        "{}",
        changed.text()
    );
    assert!(changed.text().contains("/new"), "{}", changed.text());

    let test = "/integration test integration:my integration user:585576154958921739";
    let tested = elsewhere(&desk, test).await;
    assert!(tested.text().contains("Ryan"), "{}", tested.text());
    assert!(api.requests_to("/new").is_empty());
    let view = elsewhere(&desk, "/integration view integration:my integration").await;
    assert!(!view.text().contains("New Name"), "{}", view.text());

    // Undone, it does not wait any more.
    let url = api.url("/lookup?user=%user_id%");
    let line = format!("/integration edit integration:new name url:{url} name:My Integration");
    let undone = run(&admin, &line).await;
    assert!(undone.text().starts_with("Saved.\n"), "{}", undone.text());
    assert!(
        operate(&desk, "/operator integrations pending")
            .await
            .text()
            .contains("Nothing waits.")
    );

    // Nothing that servers agreed to has changed: once approved, it runs without a word.
    let line = "/integration placeholder set integration:my integration name:username path:user.scores.high_score";
    run(&admin, line).await;
    let tested = elsewhere(&desk, test).await;
    assert!(tested.text().contains("Ryan"), "{}", tested.text());
    approve(&desk).await;
    let tested = elsewhere(&desk, test).await;
    assert!(!tested.text().contains("paused"), "{}", tested.text());
    assert!(!tested.text().contains("Ryan"), "{}", tested.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_approves_what_they_have_seen() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    super::queued(&desk, &api).await;
    let pending = operate(&desk, "/operator integrations pending").await;
    let card = pending.select(["My Integration"]).finished().await;
    // The author is quick.
    let admin = desk.user("admin");
    let line = "/integration header set integration:my integration name:X-Evil value:evil";
    run(&admin, line).await;
    let refused = card.press("Approve").finished().await;
    insta::assert_snapshot!(refused.text(), @"The integration was changed or taken back since you saw it; look at it again with /operator integrations pending.");
    let line = "/operator integrations approve integration:my integration";
    let again = operate(&desk, line).await;
    assert!(
        again.text().starts_with(
            "**My Integration** was changed after you looked at it, so nothing was approved."
        ),
        "{}",
        again.text()
    );
    assert!(
        again.text().contains("X-Evil"),
        "{}",
        redacted(&api, &again.text())
    );
    approve(&desk).await;
}
