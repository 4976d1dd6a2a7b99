//! From a private integration to the catalogue and back, as author, operator and another server's admin see it.
//!
//! Ada owns the integration and the first server; Sam owns another server; Noor runs the bot.

mod attacks;
mod changes;
mod list;
mod review;
mod waiting;

use frontdesk::integrations::builtin;
use frontdesk_sandbox::{Actor, Reply, Upstream};

use crate::integration_commands::{authored, run};
use crate::support::Desk;

/// A bot that Noor operates, in Ada's server and in Sam's "Elsewhere".
pub(crate) async fn desk(api: &Upstream) -> Desk {
    let mut desk = Desk::closed().await;
    desk.allow(api.address());
    desk.operated_by("noor");
    let sam = desk.user("sam").id();
    desk.state()
        .write(|world| world.add_guild("Elsewhere", sam))
        .unwrap();
    desk.start().await;
    // What comes with the program would stand between the pages.
    for built_in in &builtin::ALL {
        let taken = desk.bot().integrations.take_down(built_in.id, None).await;
        taken.unwrap();
    }
    desk
}

/// A command of Sam's in the other server, to its last word.
pub(crate) async fn elsewhere(desk: &Desk, line: &str) -> Reply {
    let sam = desk.user("sam");
    sam.run(line)
        .in_channel("Elsewhere/general")
        .finished()
        .await
}

/// A command of the operator's, to its last word.
pub(crate) async fn operate(desk: &Desk, line: &str) -> Reply {
    let noor = desk.user("noor");
    noor.run(line).in_direct_messages().finished().await
}

/// The tutorial's integration with a literal header, waiting for the operator.
pub(crate) async fn queued(desk: &Desk, api: &Upstream) {
    authored(desk, api).await;
    let admin = desk.user("admin");
    let own = r#"integration:"My Integration""#;
    let line = format!("/integration header set {own} name:X-Static value:planted-header");
    run(&admin, &line).await;
    submit(&admin).await;
}

/// Publishes Ada's integration.
pub(crate) async fn submit(admin: &Actor) {
    let asked = run(admin, "/integration publish integration:my_integration").await;
    let queued = asked.press("Confirm").finished().await;
    assert!(queued.text().contains("waits for"), "{}", queued.text());
}

/// The tutorial's integration in the catalogue.
pub(crate) async fn published(desk: &Desk, api: &Upstream) {
    queued(desk, api).await;
    approve(desk).await;
}

/// The operator approves what waits.
pub(crate) async fn approve(desk: &Desk) {
    let line = "/operator integrations approve integration:My Integration";
    let approved = operate(desk, line).await;
    assert!(
        approved.text().contains("is approved"),
        "{}",
        approved.text()
    );
}

/// Sam's server uses it.
pub(crate) async fn used_elsewhere(desk: &Desk, key: &str) {
    let shown = desk
        .user("sam")
        .run("/integration activate integration:my integration")
        .in_channel("Elsewhere/general")
        .await
        .modal()
        .fill("api_key", key)
        .submit()
        .finished()
        .await;
    let active = shown.press("Confirm").finished().await;
    assert!(
        active.text().contains("is active here"),
        "{}",
        active.text()
    );
}
