//! The live editor in the simulated Discord: what an author clicks from a URL to an active integration.

use frontdesk_sandbox::{Answer, Upstream};

use super::Browser;
use crate::integration_commands::{desk, run};

#[tokio::test(flavor = "multi_thread")]
async fn an_author_clicks_through_the_editor() {
    let Some(browser) = Browser::open().await else {
        return;
    };
    let api = Upstream::start("unused").await.unwrap();
    let body = r#"{"online_status":"Online","user":{"username":"Ryan","level":7}}"#;
    api.on("/lookup", Answer::json(body));
    let desk = desk(&api).await;
    browser.visit(desk.sandbox.url(), "admin", "general").await;
    let url = api.url("/lookup?user=%user_id%");
    let line = format!("/integration create name:Mine url:{url}");
    run(&desk.user("admin"), &line).await;

    browser.presses("Test").await;
    browser.reads("Could be placeholders too").await;
    browser
        .chooses("Add as placeholder", &["online_status", "level"])
        .await;
    browser.reads("%mine.online_status%").await;
    browser.reads("%mine.level%").await;

    browser.presses("Headers").await;
    browser.presses("Add a header").await;
    browser.fills("Name", "X-Key").await;
    browser.submits("Value", "%user_id%").await;
    browser.reads("X-Key: %user_id%").await;

    browser.presses("Placeholders").await;
    browser.chooses("Change a placeholder", &["level"]).await;
    browser.submits("Fallback", "beginner").await;
    browser.reads("user.level | beginner").await;
    browser.presses("Headers").await;
    browser.chooses("Remove a header", &["X-Key"]).await;
    browser.presses("Cancel").await;

    browser.presses("Add to server").await;
    browser.reads("Activate Mine?").await;
    browser.presses("Confirm").await;
    browser.reads("is active here").await;
    browser.presses("Test").await;
    browser.reads("Status").await;
    browser.chooses("Ask about somebody else", &["@Mika"]).await;
    browser.reads("Asked about @Mika").await;
    browser.presses("Back").await;
    browser.presses("Delete").await;
    browser.presses("Confirm").await;
    browser.reads("Mine is deleted.").await;
    browser.close().await;
}
