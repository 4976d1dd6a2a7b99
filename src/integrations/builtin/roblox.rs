//! Bloxlink, then Roblox: whose Roblox account it is, and what Roblox says about that account.
//!
//! * `GET {bloxlink}/v4/public/guilds/{guild}/discord-to-roblox/{user}` answers `{"robloxID": "1", "resolved": {}}`, or
//!   404 for somebody who has linked nothing (<https://blox.link/dashboard/user/developer>).
//! * `GET {roblox}/v1/users/{id}` answers `{"id": 1, "name": "…", "displayName": "…", "created": "2006-02-27T21:06:40.3Z",
//!   …}` (<https://create.roblox.com/docs/cloud/legacy/users/v1>).

use std::time::Duration;

use chrono::DateTime;
use serde_json::{Map, Value, json};
use url::Url;

use crate::egress::{Egress, FetchFailed, FetchRequest, Fetched, Method};
use crate::integrations::request::MAX_BODY_BYTES;
use crate::model::GuildId;
use crate::vault::Secret;

/// Asks Roblox about the account that Bloxlink named. Nobody who has linked nothing is an error; when Roblox does not
/// answer, what Bloxlink said is still shown.
pub(super) async fn complete(
    egress: &Egress,
    roblox: &Url,
    guild: GuildId,
    left: Duration,
    answer: Result<Fetched, FetchFailed>,
) -> Result<Fetched, FetchFailed> {
    let mut answer = match answer {
        Ok(answer) => answer,
        Err(failed) if failed.status == Some(404) => {
            return Ok(Fetched {
                status: 404,
                headers: Vec::new(),
                body: b"{}".to_vec(),
                steps: failed.steps,
            });
        }
        Err(failed) => return Err(failed),
    };
    let Ok(root) = serde_json::from_slice::<Value>(&answer.body) else {
        // Read again, and explained, by whoever reads all answers.
        return Ok(answer);
    };
    let Some(id) = linked(&root) else {
        answer.body = b"{}".to_vec();
        return Ok(answer);
    };
    let request = FetchRequest {
        guild,
        method: Method::Get,
        url: Secret::new(format!(
            "{}/v1/users/{id}",
            roblox.as_str().trim_end_matches('/')
        )),
        headers: Vec::new(),
        body: None,
        max_bytes: MAX_BODY_BYTES,
        deadline: left,
    };
    let account = match egress.fetch(request).await {
        Ok(fetched) => {
            answer.steps.extend(fetched.steps);
            serde_json::from_slice(&fetched.body).unwrap_or_default()
        }
        Err(failed) => {
            tracing::debug!(error = %failed.error, "Roblox did not answer");
            answer.steps.extend(failed.steps);
            Value::Null
        }
    };
    answer.body = json!({ "roblox": described(id, &account) })
        .to_string()
        .into_bytes();
    Ok(answer)
}

/// The account's id, a text in one version of the API and a number in another.
fn linked(root: &Value) -> Option<u64> {
    match root.get("robloxID")? {
        Value::String(id) => id.parse().ok(),
        id => id.as_u64(),
    }
    .filter(|id| *id > 0)
}

fn described(id: u64, account: &Value) -> Value {
    let mut known = Map::new();
    let mut put = |key: &str, value: Value| known.insert(key.to_owned(), value);
    put("id", id.to_string().into());
    put(
        "profile_url",
        format!("https://www.roblox.com/users/{id}/profile").into(),
    );
    for (key, name) in [
        ("username", "name"),
        ("display_name", "displayName"),
        ("account_created", "created"),
    ] {
        if let Some(value) = account.get(name) {
            put(key, value.clone());
        }
    }
    let created = account.get("created").and_then(Value::as_str);
    if let Some(created) = created.and_then(|text| DateTime::parse_from_rfc3339(text).ok()) {
        // Discord words it in the reader's language, and it grows.
        put(
            "account_age",
            format!("<t:{}:R>", created.timestamp()).into(),
        );
    }
    Value::Object(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_linked_by_a_positive_number() {
        for (body, expected) in [
            (json!({ "robloxID": "156" }), Some(156)),
            (json!({ "robloxID": 156 }), Some(156)),
            (json!({ "robloxID": "" }), None),
            (json!({ "robloxID": "0" }), None),
            (json!({ "robloxID": "../1" }), None),
            (json!({ "robloxID": null }), None),
            (json!({ "error": "User not found" }), None),
            (json!([]), None),
        ] {
            assert_eq!(linked(&body), expected, "{body}");
        }
    }

    #[test]
    fn what_roblox_does_not_say_is_not_there() {
        let account = json!({ "name": "builderman", "displayName": "B", "created": "2006-03-08T23:21:42.28Z", "id": 156 });
        insta::assert_snapshot!(described(156, &account), @r#"{"account_age":"<t:1141860102:R>","account_created":"2006-03-08T23:21:42.28Z","display_name":"B","id":"156","profile_url":"https://www.roblox.com/users/156/profile","username":"builderman"}"#);
        insta::assert_snapshot!(described(156, &Value::Null), @r#"{"id":"156","profile_url":"https://www.roblox.com/users/156/profile"}"#);
    }
}
