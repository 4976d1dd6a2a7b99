//! `/integration`, as an author and admin uses it.

mod activation;
mod authoring;
mod editor;
mod files;
mod limits;
mod logo;
mod secrets_again;
mod testing;

use frontdesk_sandbox::{Actor, Reply, Upstream};

use crate::support::Desk;

/// A desk whose bot may ask this example API.
pub(crate) async fn desk(api: &Upstream) -> Desk {
    let mut desk = Desk::closed().await;
    desk.allow(api.address());
    desk.start().await;
    desk
}

/// A command of the admin's, to its last word.
pub(crate) async fn run(admin: &Actor, line: &str) -> Reply {
    admin.run(line).in_channel("general").finished().await
}

/// The tutorial's integration, not active yet.
pub(crate) async fn authored(desk: &Desk, api: &Upstream) {
    let admin = desk.user("admin");
    let url = api.url("/lookup?user=%user_id%");
    let own = r#"integration:"My Integration""#;
    for line in [
        format!(r#"/integration create name:"My Integration" url:{url}"#),
        format!("/integration secret add {own} name:api_key description:From your account page"),
        format!("/integration header set {own} name:Authorization value:%api_key%"),
        format!("/integration placeholder set {own} name:online_status path:online_status"),
        format!("/integration placeholder set {own} name:username path:user.username"),
        format!(
            "/integration placeholder set {own} name:creation_year path:user.account_created_year"
        ),
        format!("/integration placeholder set {own} name:high_score path:user.scores.high_score"),
        format!("/integration placeholder set {own} name:last_score path:user.scores.last_score"),
    ] {
        let reply = run(&admin, &line).await;
        assert!(
            reply.text().contains("My Integration"),
            "{line}: {}",
            reply.text()
        );
    }
}

/// The tutorial's integration, active with this key.
pub(crate) async fn tutorial(desk: &Desk, api: &Upstream, key: &str) {
    authored(desk, api).await;
    let active = card(desk, key).await.press("Confirm").finished().await;
    assert!(
        active.text().contains("is active here"),
        "{}",
        active.text()
    );
}

/// The card after the key was entered, before **Confirm**.
pub(crate) async fn card(desk: &Desk, key: &str) -> Reply {
    desk.user("admin")
        .run("/integration activate integration:my integration")
        .in_channel("general")
        .await
        .modal()
        .fill("api_key", key)
        .submit()
        .finished()
        .await
}

/// A text without what differs between two runs.
pub(crate) fn redacted(api: &Upstream, text: &str) -> String {
    text.replace(&api.address().to_string(), "API")
}
