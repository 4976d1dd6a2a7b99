//! The page by itself: no bot is connected.

use frontdesk_sandbox::{Options, Sandbox};

use super::Browser;

const HOSTILE: &str = "<img src=x onerror=document.title='owned'> <script>1</script> **bold**";

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_each_what_is_for_them_as_it_happens() {
    let Some(browser) = Browser::open().await else {
        return;
    };
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    browser.visit(sandbox.url(), "admin", "support").await;
    browser
        .sees("//nav[@id='channels']//button[span='transcripts']")
        .await;
    browser.types("Hello, how can we help?\n").await;
    browser.reads("Hello, how can we help?").await;

    // Somebody else answers elsewhere: the open page shows it without being asked.
    sandbox.user("member").say("support", HOSTILE).unwrap();
    browser.reads("<script>1</script> bold").await;
    browser.sees("//ol[@id='messages']//strong[.='bold']").await;
    assert!(!browser.has("//ol[@id='messages']//img").await);
    let title = browser.runs("return document.title").await;
    assert_eq!(title, "#support · Frontdesk sandbox");

    browser.become_somebody("Mika").await;
    browser
        .misses("//nav[@id='channels']//button[span='transcripts']")
        .await;
    sandbox.user("staff").say("general", "News").unwrap();
    browser
        .sees("//nav[@id='channels']//button[contains(@class,'unread')][span='general']")
        .await;
    browser.enter("general").await;
    browser.reads("News").await;

    browser.types("/nothing\n").await;
    browser
        .sees("//div[@role='alert'][contains(.,'has not registered')]")
        .await;
    browser.close().await;
}
