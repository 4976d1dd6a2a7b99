//! Secrets that are entered again: validated again, and the old ones stay until the new ones are accepted.

use frontdesk_sandbox::{Answer, Upstream};

use super::{authored, card, desk, run};

#[tokio::test(flavor = "multi_thread")]
async fn they_are_validated_again_and_the_old_ones_stay_until_then() {
    let api = Upstream::start("good-key").await.unwrap();
    let desk = desk(&api).await;
    authored(&desk, &api).await;
    let admin = desk.user("admin");
    let own = r#"integration:"My Integration""#;
    let url = api.url("/check");
    run(
        &admin,
        &format!("/integration edit {own} validation_url:{url}"),
    )
    .await;
    api.on("/check", Answer::json("{}"));
    let active = card(&desk, "good-key").await.press("Confirm");
    active.finished().await;

    let again = async |key: &str| {
        let modal = admin
            .run(&format!("/integration secrets {own}"))
            .in_channel("general")
            .await
            .modal();
        let card = modal.fill("api_key", key).submit().finished().await;
        card.press("Confirm").finished().await.text()
    };
    let long = format!("<@&1> {}", "no ".repeat(200));
    let error = serde_json::json!({ "error": long }).to_string();
    api.on("/check", Answer::json(&error).status(401));
    let refused = again("bad-key").await;
    let words = refused.split("these values: ").nth(1).unwrap();
    assert!(words.starts_with(r"\<@&1\> no no"), "{refused}");
    assert!(words.replace('\\', "").chars().count() <= 255, "{refused}");
    let trace = run(&admin, &format!("/integration test {own}")).await;
    assert!(trace.text().contains("200"), "{}", trace.text());
    let last = api.requests_to("/lookup").pop().unwrap();
    assert_eq!(last.header("authorization"), Some("good-key"));

    api.on("/check", Answer::json("{}"));
    again("other-key").await;
    assert_eq!(api.requests_to("/check").len(), 3);
    run(&admin, &format!("/integration test {own}")).await;
    let last = api.requests_to("/lookup").pop().unwrap();
    assert_eq!(last.header("authorization"), Some("other-key"));
}
