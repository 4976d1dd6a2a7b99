//! What a newcomer sees after `frontdesk sandbox`: the tutorial's ticket, with everything in it.
//!
//! With `FRONTDESK_PICTURES` naming a folder, the README's picture is put there.

use std::path::Path;
use std::process::Command;

use super::Browser;
use super::driver::environment;
use super::program::Program;

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_clicks_through_the_tutorial() {
    let Some(browser) = Browser::open().await else {
        return;
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontdesk"));
    command
        .args(["sandbox", "--port", "0"])
        .current_dir(std::env::temp_dir());
    let (_frontdesk, rest) = Program::start(command, "Now open ").await.unwrap();
    let url = rest.split_whitespace().next().unwrap();
    browser.visit(url, "member", "support").await;
    let ticket = "//nav[@id='channels']//button[span[starts-with(.,'ticket-')]]";
    let ticket = browser.sees(&format!("{ticket}/span[@class='name']")).await;
    let ticket = ticket.text().await.unwrap();
    browser.enter(&ticket).await;
    for value in ["Online", "Ryan", "2019", "3000", "400"] {
        browser
            .sees(&format!(
                "//article[contains(@class,'embed')][contains(.,'{value}')]"
            ))
            .await;
    }
    browser.sees("//button[.='Close']").await;
    if let Some(folder) = environment("FRONTDESK_PICTURES") {
        browser
            .picture(&Path::new(&folder).join("sandbox.png"))
            .await;
    }

    browser.become_somebody("Noor").await;
    browser
        .misses(&format!("//nav[@id='channels']//button[span='{ticket}']"))
        .await;
    browser.become_somebody("Ada").await;
    browser.enter("general").await;
    browser.types("/integration view integration:My").await;
    browser
        .sees("//div[@role='listbox']/button[span='My Integration']")
        .await;
    browser.types("\u{e004}\n").await;
    browser
        .sees("//li[contains(@class,'ephemeral')][contains(.,'Only you can see this')]")
        .await;
    browser.reads("online_status").await;

    browser.become_somebody("Mika").await;
    browser.enter(&ticket).await;
    browser.presses("Close With Reason").await;
    browser.submits("Reason", "Found it, thank you").await;
    browser
        .misses(&format!("//nav[@id='channels']//button[span='{ticket}']"))
        .await;
    browser
        .sees("//button[contains(@class,'home')]")
        .await
        .click()
        .await
        .unwrap();
    browser.reads("Found it, thank you").await;
    browser.close().await;
}
