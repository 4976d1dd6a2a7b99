//! Operators hear of what waits for them.

use frontdesk::model::IntegrationId;
use frontdesk_sandbox::actor::PATIENCE;
use frontdesk_sandbox::{Actor, Upstream};

use super::{desk, published, queued};
use crate::integration_commands::{redacted, run};
use crate::support::Desk;

const WAITS: &str = "waits for";

/// Until the database says so, which tells nobody when it does.
async fn until(what: &str, holds: impl AsyncFn() -> bool) {
    let look = async {
        while !holds().await {
            tokio::task::yield_now().await;
        }
    };
    let waited = tokio::time::timeout(PATIENCE, look).await;
    assert!(waited.is_ok(), "in vain: {what}");
}

/// Until no word is under way: it is told, or has turned out to be none.
async fn told(desk: &Desk, integration: IntegrationId) {
    let noor = desk.account("noor");
    for key in [integration.to_string(), format!("{noor}:{integration}")] {
        let gone = async || {
            let job = desk.store.job("integration.waiting", &key).await.unwrap();
            job.is_none()
        };
        until("the word is told", gone).await;
    }
}

fn words(noor: &Actor) -> usize {
    let messages = noor.direct_messages();
    let words = messages.iter().filter(|one| one.text().contains(WAITS));
    words.count()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_is_told_once_of_each_thing_that_waits_and_sees_it_by_a_press() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    queued(&desk, &api).await;
    let (admin, noor) = (desk.user("admin"), desk.user("noor"));
    let ada = admin.id().to_string();
    let word = noor.receives("waits for your approval").await;
    insta::assert_snapshot!(redacted(&api, &word.text()).replace(&ada, "ADA"), @"
    🆕 **My Integration** (`API`) of <@ADA> waits for your approval.
    [Show exactly what would run]
    ");
    let card = noor
        .press("Show exactly what would run")
        .on(&word)
        .finished()
        .await;
    assert!(card.is_ephemeral());
    let text = card.text();
    assert!(
        text.contains("Version 9 waits for its first approval"),
        "{text}"
    );
    assert!(text.contains("planted-header"), "{text}");
    let approved = card.press("Approve").finished().await;
    assert!(
        approved.text().contains("is approved"),
        "{}",
        approved.text()
    );

    // Two changes, one of which begins to wait.
    let id = desk
        .bot()
        .integrations
        .find_owned(desk.account("admin"), "my integration");
    let id = id.await.unwrap().id;
    for description in ["One.", "Two."] {
        let line =
            format!("/integration edit integration:my integration description:{description}");
        run(&admin, &line).await;
    }
    let word = noor.receives("was changed").await;
    insta::assert_snapshot!(redacted(&api, &word.text()).replace(&ada, "ADA"), @"
    ✏️ **My Integration** (`API`) of <@ADA> was changed; the new version waits for your approval. Until then the approved one runs.
    [Show exactly what would run]
    ");
    told(&desk, id).await;
    assert_eq!(words(&noor), 2);

    // An author hears nothing of this, and an old word leads to how it stands now.
    let mut heard = admin.direct_messages().into_iter();
    assert!(heard.all(|one| !one.text().contains(WAITS)));
    let press = noor.press("Show exactly what would run").on(&word);
    let card = press.finished().await;
    let text = card.text();
    assert!(text.contains("Version 11 waits; version 9 runs"), "{text}");
    card.press("Reject").await.modal().submit().finished().await;
    let press = noor.press("Show exactly what would run").on(&word);
    let text = press.finished().await.text();
    assert!(text.contains("Version 9 is in the catalogue"), "{text}");
    assert!(
        !text.contains("Two."),
        "what was turned down does not run: {text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_is_told_of_what_an_erased_owner_leaves() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    published(&desk, &api).await;
    let owner = desk.account("admin");
    let handed_over = desk.bot().integrations.hand_over(owner).await.unwrap();
    assert_eq!(handed_over, 1);
    let noor = desk.user("noor");
    let word = noor.receives("was erased").await;
    insta::assert_snapshot!(redacted(&api, &word.text()), @"
    🗑️ The owner of **My Integration** (`API`) was erased; it waits for you to remove it.
    [Show exactly what would run]
    ");
    let card = noor
        .press("Show exactly what would run")
        .on(&word)
        .finished()
        .await;
    assert!(card.text().contains("[Take down]"), "{}", card.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_publishes_and_takes_back_all_day_long_is_heard_of_a_few_times() {
    let api = Upstream::start("planted-key").await.unwrap();
    let desk = desk(&api).await;
    queued(&desk, &api).await;
    let owner = desk.account("admin");
    let integrations = desk.bot().integrations.clone();
    let id = integrations
        .find_owned(owner, "my integration")
        .await
        .unwrap()
        .id;
    for _ in 1..5 {
        told(&desk, id).await;
        integrations.unpublish(owner, id).await.unwrap();
        integrations.publish(owner, id).await.unwrap();
    }
    told(&desk, id).await;
    integrations.unpublish(owner, id).await.unwrap();
    integrations.publish(owner, id).await.unwrap();
    let later = async || {
        let job = desk.store.job("integration.waiting", &id.to_string()).await;
        let now = desk.bot().clock.now();
        job.unwrap()
            .is_some_and(|job| job.ready_at > now && job.owner.is_none())
    };
    until("the sixth comes later", later).await;
    assert_eq!(words(&desk.user("noor")), 5);
}
