use serde_json::{Value, json};

use super::{Description, Mismatch};

fn description() -> Description {
    let document = json!({
        "openapi": "3.1.0",
        "paths": {
            "/channels/{channel_id}/messages": {
                "parameters": [],
                "get": {},
                "post": { "requestBody": { "content": { "application/json": { "schema": {
                    "$ref": "#/components/schemas/Message"
                } } } } },
            },
            "/hooks/{id}/messages/{message_id}": { "patch": {} },
            "/hooks/{id}/messages/@original": { "patch": { "requestBody": { "content": {
                "application/json": { "schema": { "type": "object", "required": ["content"] } }
            } } } },
        },
        "components": { "schemas": {
            "Message": { "type": "object", "properties": {
                "content": { "type": "string", "maxLength": 5 },
                "permissions": { "type": ["integer", "null"] },
                "components": { "type": ["array", "null"], "items": { "oneOf": [
                    { "$ref": "#/components/schemas/Button" },
                    { "$ref": "#/components/schemas/Row" },
                ] } },
            } },
            "Button": { "type": "object", "required": ["type", "label"], "properties": {
                "type": { "const": 2 }, "label": { "type": "string", "maxLength": 3 },
            } },
            "Row": { "type": "object", "required": ["type"], "properties": {
                "type": { "const": 1 }, "components": { "type": "array", "maxItems": 1 },
            } },
        } },
    });
    Description::new(document).unwrap()
}

fn problems(method: &str, path: &str, body: &Value) -> Vec<String> {
    let mismatch = description().judge(method, path, body);
    mismatch
        .map(|mismatch| mismatch.problems)
        .unwrap_or_default()
}

#[test]
fn a_body_is_judged_by_the_schema_of_its_operation() {
    let path = "/channels/12/messages?wait=true";
    assert!(problems("POST", path, &json!({ "content": "short", "more": 1 })).is_empty());
    let mismatch = Mismatch {
        operation: "POST /channels/{channel_id}/messages".to_owned(),
        problems: vec!["/content: value is longer than 5 characters".to_owned()],
    };
    assert_eq!(
        description().judge("POST", path, &json!({ "content": "too long" })),
        Some(mismatch)
    );
}

#[test]
fn permissions_are_numbers_or_text_of_digits() {
    let path = "/channels/1/messages";
    for fine in [json!(8), json!("8"), json!(null)] {
        assert_eq!(
            problems("POST", path, &json!({ "permissions": fine })).len(),
            0
        );
    }
    assert_eq!(
        problems("POST", path, &json!({ "permissions": "all" })).len(),
        1
    );
}

#[test]
fn a_choice_is_explained_by_its_nearest_branch() {
    let row = json!({ "components": [{ "type": 1, "components": [1, 2] }] });
    assert_eq!(
        problems("POST", "/channels/1/messages", &row),
        ["/components/0/components: value has more than 1 item"]
    );
    let button = json!({ "components": [{ "type": 2, "label": "long" }] });
    assert_eq!(
        problems("POST", "/channels/1/messages", &button),
        ["/components/0/label: value is longer than 3 characters"]
    );
}

#[test]
fn literal_segments_win_over_parameters() {
    assert_eq!(
        problems("PATCH", "/hooks/1/messages/2", &json!({})).len(),
        0
    );
    assert_eq!(
        problems("PATCH", "/hooks/1/messages/@original", &json!({})).len(),
        1
    );
}

#[test]
fn an_unknown_operation_is_a_mismatch() {
    assert_eq!(
        problems("PUT", "/channels/1/messages", &Value::Null),
        ["Discord's description has no such operation"]
    );
}

/// Runs where the real description is at hand.
#[test]
fn the_real_description_can_be_used() {
    let Some(description) = super::description() else {
        return;
    };
    let path = "/channels/1/messages";
    let fine = json!({ "content": "Hello", "embeds": [{ "title": "T" }], "tts": false });
    assert_eq!(description.judge("POST", path, &fine), None);
    let long = json!({ "embeds": [{ "title": "T".repeat(257) }] });
    let mismatch = description.judge("POST", path, &long).unwrap();
    assert_eq!(mismatch.problems.len(), 1, "{mismatch:?}");
    let modal = json!({ "type": 9, "data": { "custom_id": "c", "title": "T", "components": [
        { "type": 1, "components": [{ "type": 4, "custom_id": "i", "style": 1, "label": "L" }] },
    ] } });
    assert_eq!(
        description.judge("POST", "/interactions/1/token/callback", &modal),
        None
    );
    let wrong = json!({ "type": 9, "data": { "custom_id": "c", "components": [] } });
    assert!(
        description
            .judge("POST", "/interactions/1/token/callback", &wrong)
            .is_some()
    );
}
