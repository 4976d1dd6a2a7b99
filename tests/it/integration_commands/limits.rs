//! What is too much is too much by every way in: subcommand, editor and file.

use serde_json::{Value, json};

use super::{files::import, run};
use crate::support::Desk;

/// As much of everything as there may be.
fn full(name: &str) -> Value {
    let named = |kind: &str, count: usize| -> Vec<Value> {
        let names =
            (0..count).map(|number| json!({ "name": format!("{kind}{number}"), "path": "a" }));
        names.collect()
    };
    let mut secrets = named("s", 5);
    for secret in &mut secrets {
        secret.as_object_mut().unwrap().remove("path");
    }
    let headers: serde_json::Map<String, Value> = (0..10)
        .map(|number| (format!("X-{number}"), json!("v")))
        .collect();
    json!({
        "frontdesk": 1,
        "name": name,
        "request": { "url": "https://api.example.com/", "headers": headers },
        "secrets": secrets,
        "placeholders": named("p", 25),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn no_way_in_lets_in_more_than_there_may_be() {
    let desk = Desk::open().await;
    let admin = desk.user("admin");
    let own = "integration:Full";
    let taken = import(&desk, full("Full").to_string()).await;
    assert!(taken.contains("**Full** is created"), "{taken}");

    let mut refusals = Vec::new();
    for line in [
        format!("/integration header set {own} name:X-More value:v"),
        format!("/integration secret add {own} name:more"),
        format!("/integration placeholder set {own} name:more path:a"),
    ] {
        refusals.push(run(&admin, &line).await.text());
    }
    let card = run(&admin, &format!("/integration view {own}")).await;
    for (menu, button, fields) in [
        (
            "Headers",
            "Add a header",
            [("Name", "X-More"), ("Value", "v")],
        ),
        (
            "Secrets",
            "Add a secret",
            [("Name", "more"), ("Description", "v")],
        ),
        (
            "Placeholders",
            "Add a placeholder",
            [("Name", "more"), ("Path", "a")],
        ),
    ] {
        let parts = card.press(menu).finished().await;
        let mut modal = parts.press(button).await.modal();
        for (field, value) in fields {
            modal = modal.fill(field, value);
        }
        let refused = modal.submit().finished().await.text();
        let (refusal, _) = refused.split_once("\n| #").unwrap_or((&refused, ""));
        refusals.push(refusal.to_owned());
    }
    let mut more = full("More");
    more["request"]["headers"]["X-More"] = json!("v");
    for list in ["secrets", "placeholders"] {
        let one = more[list][0].clone();
        more[list].as_array_mut().unwrap().push(one);
    }
    refusals.push(import(&desk, more.to_string()).await);
    refusals.push(import(&desk, "[".repeat(60_000)).await);
    insta::assert_snapshot!(refusals.join("\n---\n"), @"
    The integration has a mistake:
    `request.headers`: There may be at most 10 of these; remove some.
    ---
    The integration has a mistake:
    `secrets`: There may be at most 5 of these; remove some.
    ---
    The integration has a mistake:
    `placeholders`: There may be at most 25 of these; remove some.
    ---
    The integration has a mistake:
    `request.headers`: There may be at most 10 of these; remove some.
    ---
    The integration has a mistake:
    `secrets`: There may be at most 5 of these; remove some.
    ---
    The integration has a mistake:
    `placeholders`: There may be at most 25 of these; remove some.
    ---
    The integration has 5 mistakes:
    `request.headers`: There may be at most 10 of these; remove some.
    `secrets`: There may be at most 5 of these; remove some.
    `secrets[5].name`: This name occurs twice; rename one of the two.
    `placeholders`: There may be at most 25 of these; remove some.
    `placeholders[25].name`: This name occurs twice; rename one of the two.
    ---
    The integration has a mistake:
    This file is nested too deeply to be a manifest; compare it with the example in the documentation.
    ");
    let owned = desk
        .store
        .integrations_of(desk.account("admin"))
        .await
        .unwrap();
    assert_eq!(owned.len(), 1);
    assert_eq!(owned[0].version, 1, "nothing was changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_way_in_makes_an_eleventh() {
    let desk = Desk::open().await;
    let admin = desk.user("admin");
    for number in 0..10 {
        let name = format!("More {number}");
        let taken = import(&desk, full(&name).to_string()).await;
        assert!(taken.contains("is created"), "{taken}");
    }
    let refused = import(&desk, full("Eleven").to_string()).await;
    insta::assert_snapshot!(refused, @"You own 10 integrations already; delete one first.");
    let refused = run(
        &admin,
        "/integration create name:Eleven url:https://api.example.com/",
    )
    .await;
    assert_eq!(
        refused.text(),
        import(&desk, full("Eleven").to_string()).await
    );
    let owned = desk
        .store
        .integrations_of(desk.account("admin"))
        .await
        .unwrap();
    assert_eq!(owned.len(), 10);
}
