use std::time::Instant;

use serde_json::{Value, json};

use super::{ASSETS, is_local};
use crate::{Options, Sandbox};

#[test]
fn only_local_names_are_served() {
    assert!(is_local("127.0.0.1:8787") && is_local("localhost") && is_local("[::1]:80"));
    assert!(!is_local("evil.example:8787") && !is_local("127.0.0.1.evil.example"));
}

#[test]
fn the_page_takes_nothing_from_elsewhere_and_writes_no_markup() {
    for (name, _, text) in ASSETS {
        for banned in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
        ] {
            assert!(!text.contains(banned), "{name} uses {banned}");
        }
        let elsewhere = text.replace("http://www.w3.org/", "");
        let loads = [
            "src=\"http",
            "href=\"http",
            "url(http",
            "url(\"http",
            "from \"http",
        ];
        for load in loads {
            assert!(!elsewhere.contains(load), "{name} loads from elsewhere");
        }
    }
}

async fn started() -> (Sandbox, reqwest::Client) {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    (sandbox, reqwest::Client::default())
}

async fn act(sandbox: &Sandbox, client: &reqwest::Client, what: Value) -> (u16, Value) {
    let request = client
        .post(format!("{}/sandbox/act", sandbox.url()))
        .header("Content-Type", "application/json")
        .body(what.to_string());
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    (
        status,
        serde_json::from_str(&response.text().await.unwrap()).unwrap(),
    )
}

async fn get(sandbox: &Sandbox, client: &reqwest::Client, path: &str) -> Value {
    let response = client
        .get(format!("{}{path}", sandbox.url()))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    serde_json::from_str(&response.text().await.unwrap()).unwrap()
}

#[tokio::test]
async fn other_sites_and_names_are_turned_away() {
    let (sandbox, client) = started().await;
    let view = format!("{}/sandbox/view?user=admin", sandbox.url());
    let rebound = client
        .get(&view)
        .header("Host", "evil.example")
        .send()
        .await
        .unwrap();
    assert_eq!(rebound.status(), 403);
    let across = client
        .get(&view)
        .header("Origin", "https://evil.example")
        .send()
        .await
        .unwrap();
    assert_eq!(across.status(), 403);
    let own = client
        .get(&view)
        .header("Origin", sandbox.url())
        .send()
        .await
        .unwrap();
    assert_eq!(own.status(), 200);
    // A form of another site cannot send JSON.
    let form = client
        .post(format!("{}/sandbox/act", sandbox.url()))
        .body("{}")
        .send()
        .await
        .unwrap();
    assert_eq!(form.status(), 415);
    let page = client.get(sandbox.url()).send().await.unwrap();
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"));
}

#[tokio::test]
async fn a_script_acts_as_somebody_and_looks_at_what_they_see() {
    let (sandbox, client) = started().await;
    let say = json!({ "user": "member", "channel": "support", "do": "say", "text": "Hello" });
    assert_eq!(act(&sandbox, &client, say).await.0, 200);
    let support = sandbox.seed().support;
    let path = format!("/sandbox/view?user=admin&channel={support}");
    let view = get(&sandbox, &client, &path).await;
    assert_eq!(view["channel"]["messages"][0]["content"], "Hello");
    assert_eq!(view["me"]["username"], "ada");
    assert_eq!(view["guilds"][0]["channels"][2]["name"], "transcripts");

    let transcripts = sandbox.seed().transcripts;
    let path = format!("/sandbox/view?user=member&channel={transcripts}");
    let view = get(&sandbox, &client, &path).await;
    assert_eq!(view["channel"], Value::Null);
    assert_eq!(view["guilds"][0]["channels"].as_array().unwrap().len(), 2);
    assert_eq!(view["names"]["channels"].get(transcripts.to_string()), None);

    let hidden = json!({ "user": "member", "channel": "transcripts", "do": "say", "text": "x" });
    assert_eq!(act(&sandbox, &client, hidden).await.0, 404);
    let nobody = json!({ "user": "nobody", "channel": "support", "do": "say", "text": "x" });
    let (status, told) = act(&sandbox, &client, nobody).await;
    assert_eq!(
        (status, &told["error"]),
        (404, &json!("There is nobody called nobody."))
    );
    let early = json!({ "user": "admin", "channel": "support", "do": "run", "line": "/help" });
    let (status, told) = act(&sandbox, &client, early).await;
    let why = json!("the bot has not registered any command");
    assert_eq!((status, &told["error"]), (422, &why));
}

#[tokio::test]
async fn faults_are_ordered_and_requests_told() {
    let (sandbox, client) = started().await;
    let order = async |order: Value| {
        let request = client
            .post(format!("{}/sandbox/faults", sandbox.url()))
            .header("Content-Type", "application/json")
            .body(order.to_string());
        request.send().await.unwrap().status().as_u16()
    };
    let gateway = async || {
        let url = format!("{}/api/v10/gateway", sandbox.url());
        client.get(url).send().await.unwrap().status().as_u16()
    };
    assert_eq!(
        order(json!({ "kind": "status", "status": 502, "path": "/gateway" })).await,
        200
    );
    assert_eq!((gateway().await, gateway().await), (502, 200));
    assert_eq!(
        order(json!({ "kind": "delay", "milliseconds": 60 })).await,
        200
    );
    let start = Instant::now();
    gateway().await;
    assert!(start.elapsed().as_millis() >= 60);
    let cleared = client
        .delete(format!("{}/sandbox/faults", sandbox.url()))
        .send()
        .await
        .unwrap();
    assert_eq!(cleared.status(), 200);
    assert_eq!(order(json!({ "kind": "earthquake" })).await, 422);

    let log = get(&sandbox, &client, "/sandbox/requests?after=1").await;
    let log = log.as_array().unwrap();
    assert_eq!(log.len(), 2);
    assert_eq!(
        (&log[0]["path"], &log[0]["status"]),
        (&json!("/gateway"), &json!(200))
    );
}
