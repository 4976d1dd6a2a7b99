use std::time::Duration;

use frontdesk_sandbox::RateLimit;
use serde_json::{Value, json};

use crate::client::Desk;

#[tokio::test]
async fn messages_have_limits() {
    let desk = Desk::start().await;
    let path = format!("/channels/{}/messages", desk.sandbox.seed().general);
    assert_eq!(desk.post(&path, json!({})).await.refused(), (400, 50006));
    let long = desk
        .post(&path, json!({ "content": "x".repeat(2_001) }))
        .await;
    assert_eq!(long.codes("content"), ["BASE_TYPE_MAX_LENGTH"]);
    let embed = json!({
        "title": "x".repeat(257), "description": "x".repeat(4_097), "color": 0x100_0000,
        "fields": [{ "name": "", "value": "v".repeat(1_025) }],
        "image": { "url": "ftp://x" }, "footer": { "text": "x".repeat(2_049) },
    });
    let refused = desk.post(&path, json!({ "embeds": [embed] })).await;
    for (place, code) in [
        ("title", "BASE_TYPE_MAX_LENGTH"),
        ("description", "BASE_TYPE_MAX_LENGTH"),
        ("color", "NUMBER_TYPE_MAX"),
        ("fields.0.name", "BASE_TYPE_REQUIRED"),
        ("fields.0.value", "BASE_TYPE_MAX_LENGTH"),
        ("image.url", "URL_TYPE_INVALID_SCHEME"),
        ("footer.text", "BASE_TYPE_MAX_LENGTH"),
    ] {
        assert_eq!(refused.codes(&format!("embeds.0.{place}")), [code]);
    }
    assert_eq!(refused.codes("embeds"), ["MAX_EMBED_SIZE_EXCEEDED"]);
}

#[tokio::test]
async fn components_have_limits() {
    let desk = Desk::start().await;
    let path = format!("/channels/{}/messages", desk.sandbox.seed().general);
    let button =
        json!({ "type": 2, "style": 1, "label": "l".repeat(81), "custom_id": "c".repeat(101) });
    let link =
        json!({ "type": 2, "style": 5, "label": "l", "url": "javascript:x", "custom_id": "c" });
    let select = json!({ "type": 3, "custom_id": "s", "options": [] });
    let rows = json!([
        { "type": 1, "components": [button, button] },
        { "type": 1, "components": [link] },
        { "type": 1, "components": [select, select] },
        { "type": 2, "style": 1, "label": "l", "custom_id": "bare" },
    ]);
    let refused = desk.post(&path, json!({ "components": rows })).await;
    let first = "components.0.components.0";
    assert_eq!(
        refused.codes(&format!("{first}.label")),
        ["BASE_TYPE_MAX_LENGTH"]
    );
    assert_eq!(
        refused.codes(&format!("{first}.custom_id")),
        ["BASE_TYPE_MAX_LENGTH"]
    );
    assert_eq!(
        refused.codes("components.0.components.1.custom_id"),
        ["BASE_TYPE_MAX_LENGTH", "COMPONENT_CUSTOM_ID_DUPLICATED"]
    );
    assert_eq!(
        refused.codes("components.1.components.0"),
        ["BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"]
    );
    assert_eq!(
        refused.codes("components.2.components"),
        ["COMPONENT_LAYOUT_WIDTH_EXCEEDED"]
    );
    assert_eq!(
        refused.codes("components.2.components.0.options"),
        ["BASE_TYPE_BAD_LENGTH"]
    );
    assert_eq!(refused.codes("components.3"), ["UNION_TYPE_CHOICES"]);
}

#[tokio::test]
async fn categories_and_guilds_fill_up() {
    let desk = Desk::start().await;
    let seed = desk.sandbox.seed();
    let path = format!("/guilds/{}/channels", seed.guild);
    let new = |parent: Value| json!({ "name": "c", "parent_id": parent });
    // One is there at the start.
    for _ in 1..50 {
        desk.post(&path, new(json!(seed.tickets))).await.fine();
    }
    let full = desk.post(&path, new(json!(seed.tickets))).await;
    assert_eq!(full.refused(), (400, 50035));
    assert_eq!(full.codes("parent_id"), ["CHANNEL_PARENT_MAX_CHANNELS"]);
    for _ in 0..500 - 5 - 49 {
        desk.post(&path, new(Value::Null)).await.fine();
    }
    assert_eq!(
        desk.post(&path, new(Value::Null)).await.refused(),
        (400, 30013)
    );
    let gone = desk.post(&path, new(json!("1"))).await;
    assert_eq!(gone.codes("parent_id"), ["CHANNEL_PARENT_INVALID"]);
}

#[tokio::test]
async fn a_channel_is_renamed_twice_in_ten_minutes() {
    let desk = Desk::start().await;
    let path = format!("/channels/{}", desk.sandbox.seed().support);
    for name in ["A b", "C!d"] {
        desk.call("PATCH", &path, json!({ "name": name }))
            .await
            .fine();
    }
    desk.call("PATCH", &path, json!({ "nsfw": true }))
        .await
        .fine();
    let refused = desk.call("PATCH", &path, json!({ "topic": "e" })).await;
    assert_eq!(refused.status, 429);
    assert!(
        refused.json["retry_after"].as_f64().unwrap() > 500.0,
        "{}",
        refused.json
    );
    assert_eq!(refused.headers["x-ratelimit-scope"], "shared");
    tokio::time::pause();
    tokio::time::advance(Duration::from_mins(10)).await;
    tokio::time::resume();
    let renamed = desk
        .call("PATCH", &path, json!({ "name": "later" }))
        .await
        .fine();
    assert_eq!(renamed["name"], "later");
}

#[tokio::test]
async fn a_bucket_runs_empty() {
    let desk = Desk::start().await;
    let free = desk.get("/users/@me").await;
    assert_eq!(free.headers["x-ratelimit-limit"], "1000");
    desk.sandbox.rate_limit(RateLimit {
        method: "POST".to_owned(),
        path: "/channels/*/messages".to_owned(),
        limit: 2,
        per: Duration::from_mins(1),
    });
    let seed = desk.sandbox.seed();
    let path = format!("/channels/{}/messages", seed.general);
    for left in ["1", "0"] {
        let sent = desk.post(&path, json!({ "content": "x" })).await;
        assert_eq!(sent.headers["x-ratelimit-remaining"], left);
    }
    let refused = desk.post(&path, json!({ "content": "x" })).await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.json["global"], false);
    assert!(refused.headers.contains_key("retry-after"));
    let elsewhere = format!("/channels/{}/messages", seed.support);
    desk.post(&elsewhere, json!({ "content": "x" }))
        .await
        .fine();
}
