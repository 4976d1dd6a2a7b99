//! The inbox of the page.

use frontdesk_sandbox::{Options, Sandbox};

use super::Browser;

#[tokio::test(flavor = "multi_thread")]
async fn the_inbox_shows_what_slack_got_as_text() {
    let Some(browser) = Browser::open().await else {
        return;
    };
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    browser.visit(sandbox.url(), "admin", "support").await;
    let button = browser.sees("//header//button[.='Inbox']").await;
    button.click().await.unwrap();
    let slack = format!("{}/services/T0/B0/sandbox", sandbox.url());
    browser
        .sees(&format!("//aside[@id='inbox']//pre[.='{slack}']"))
        .await;
    let posted = reqwest::Client::default()
        .post(&slack)
        .body(r#"{"text":"Ticket 1 &lt;img src=x&gt;"}"#)
        .send()
        .await
        .unwrap();
    assert_eq!(posted.text().await.unwrap(), "ok");
    // The open page shows it without being asked, and as text.
    browser
        .sees("//aside[@id='inbox']//summary[contains(.,'Ticket 1 <img src=x>')]")
        .await;
    assert!(!browser.has("//aside[@id='inbox']//img").await);
    browser.close().await;
}
