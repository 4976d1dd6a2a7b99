//! Where a bot's messages to the outside arrive: a Slack that takes incoming webhooks, and a receiver of
//! [Standard Webhooks](https://www.standardwebhooks.com) that checks signatures.
//!
//! `POST /services/T0/B0/NAME` is an incoming webhook of Slack's. Three names answer as Slack does when something is
//! wrong: `gone` with `no_service`, `archived` with `channel_is_archived`, `busy` with a 429. `POST /receiver` is the
//! receiver; until it is told the secret it takes everything and says that nothing was checked.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::rest::Server;

/// How many messages are kept.
const KEPT: usize = 100;
/// How far a timestamp may be off, in seconds: the specification's advice against replays.
const TOLERANCE: i64 = 300;

/// What has arrived, and the receiver's secret.
#[derive(Debug, Default)]
pub struct Inbox {
    letters: Vec<Letter>,
    secret: Option<String>,
    count: usize,
}

/// One message.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Counts from 1.
    pub number: usize,
    /// `slack` or `webhook`.
    pub to: &'static str,
    /// What was answered.
    pub status: u16,
    /// What there is to say about it: Slack's answer, or what came of checking the signature.
    pub remark: String,
    /// The delivery's id, of a webhook.
    pub id: Option<String>,
    /// The body.
    pub body: Value,
}

impl Inbox {
    /// Everything that is kept, oldest first.
    pub fn letters(&self) -> &[Letter] {
        &self.letters
    }

    /// What the receiver checks signatures with from now on.
    pub fn set_secret(&mut self, secret: &str) {
        let secret = secret.trim();
        self.secret = (!secret.is_empty()).then(|| secret.to_owned());
    }

    fn put(
        &mut self,
        to: &'static str,
        status: u16,
        remark: &str,
        id: Option<String>,
        body: Value,
    ) {
        self.count += 1;
        self.letters.push(Letter {
            number: self.count,
            to,
            status,
            remark: remark.to_owned(),
            id,
            body,
        });
        if self.letters.len() > KEPT {
            self.letters.remove(0);
        }
    }
}

/// What a bot sends to.
pub(crate) fn routes() -> Router<Server> {
    Router::new()
        .route("/services/{team}/{app}/{name}", post(slack))
        .route("/receiver", post(receive))
}

/// What the page looks at.
pub(crate) fn page_routes() -> Router<Server> {
    Router::new().route("/sandbox/inbox", get(list).post(configure))
}

async fn slack(
    State(server): State<Server>,
    Path((_, _, name)): Path<(String, String, String)>,
    body: Bytes,
) -> Response {
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let (status, word) = judge_slack(&name, &body);
    server
        .state
        .write(|world| world.inbox.put("slack", status, word, None, body));
    let code = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    if status == 429 {
        return (code, [(header::RETRY_AFTER, "1")], word).into_response();
    }
    (code, word).into_response()
}

/// Slack's [answers](https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/#handling_errors).
fn judge_slack(name: &str, body: &Value) -> (u16, &'static str) {
    match name {
        "gone" => return (404, "no_service"),
        "archived" => return (410, "channel_is_archived"),
        "busy" => return (429, "rate_limited"),
        _ => {}
    }
    if !body.is_object() {
        return (400, "invalid_payload");
    }
    let blocks = body["blocks"].as_array();
    if body["text"].as_str().is_none_or(str::is_empty) && blocks.is_none() {
        return (400, "no_text");
    }
    if blocks.is_some_and(|blocks| blocks.len() > 50 || !blocks.iter().all(is_block)) {
        return (400, "invalid_blocks");
    }
    (200, "ok")
}

/// The limits of the blocks that bots use here.
fn is_block(block: &Value) -> bool {
    let fits = |text: &Value, limit: usize| {
        let known = matches!(text["type"].as_str(), Some("mrkdwn" | "plain_text"));
        let length = text["text"].as_str().map_or(0, |text| text.chars().count());
        known && (1..=limit).contains(&length)
    };
    match block["type"].as_str() {
        Some("header") => fits(&block["text"], 150),
        Some("section") => {
            let fields = block["fields"].as_array();
            let text = block.get("text");
            (text.is_some() || fields.is_some())
                && text.is_none_or(|text| fits(text, 3000))
                && fields.is_none_or(|fields| {
                    (1..=10).contains(&fields.len()) && fields.iter().all(|one| fits(one, 2000))
                })
        }
        Some("context") => block["elements"].as_array().is_some_and(|elements| {
            (1..=10).contains(&elements.len()) && elements.iter().all(|one| fits(one, 3000))
        }),
        Some("divider" | "actions") => true,
        _ => false,
    }
}

async fn receive(State(server): State<Server>, headers: HeaderMap, body: Bytes) -> Response {
    let text = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let (id, timestamp) = (text("webhook-id"), text("webhook-timestamp"));
    let signatures = text("webhook-signature");
    server
        .state
        .write(|world| {
            let now = world.now().timestamp();
            let (status, remark) = match &world.inbox.secret {
                None => (200, "not checked: the receiver has no secret yet"),
                Some(secret) => {
                    let fresh = timestamp
                        .parse::<i64>()
                        .is_ok_and(|at| (now - at).abs() <= TOLERANCE);
                    if !fresh {
                        (401, "refused: the timestamp is too old")
                    } else if is_signed(secret, &id, &timestamp, &body, &signatures) {
                        (200, "the signature is right")
                    } else {
                        (401, "refused: the signature is wrong")
                    }
                }
            };
            let json = serde_json::from_slice(&body).unwrap_or_default();
            world.inbox.put("webhook", status, remark, Some(id), json);
            StatusCode::from_u16(status).unwrap_or(StatusCode::OK)
        })
        .into_response()
}

/// Whether one of the signatures is that of the secret.
fn is_signed(secret: &str, id: &str, timestamp: &str, body: &[u8], signatures: &str) -> bool {
    let encoded = secret.strip_prefix("whsec_").unwrap_or(secret);
    let Ok(key) = STANDARD.decode(encoded) else {
        return false;
    };
    signatures
        .split(' ')
        .filter_map(|signature| signature.strip_prefix("v1,"))
        .filter_map(|signature| STANDARD.decode(signature).ok())
        .any(|signature| {
            let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key) else {
                return false;
            };
            mac.update(format!("{id}.{timestamp}.").as_bytes());
            mac.update(body);
            mac.verify_slice(&signature).is_ok()
        })
}

async fn list(State(server): State<Server>) -> Json<Value> {
    server.state.read(|world| {
        let letters = world.inbox.letters.iter().rev();
        let letters: Vec<Value> = letters
            .map(|letter| {
                json!({
                    "number": letter.number,
                    "to": letter.to,
                    "status": letter.status,
                    "remark": letter.remark,
                    "id": letter.id,
                    "body": letter.body,
                })
            })
            .collect();
        Json(json!({
            "slack": format!("{}/services/T0/B0/sandbox", world.url),
            "webhook": format!("{}/receiver", world.url),
            "has_secret": world.inbox.secret.is_some(),
            "letters": letters,
        }))
    })
}

/// What the page tells the receiver.
#[derive(Debug, Deserialize)]
struct Settings {
    secret: String,
}

async fn configure(State(server): State<Server>, Json(settings): Json<Settings>) -> Json<Value> {
    server
        .state
        .write(|world| world.inbox.set_secret(&settings.secret));
    Json(json!({}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slack_answers_as_slack_does() {
        let good = json!({ "text": "hello" });
        assert_eq!(judge_slack("x", &good), (200, "ok"));
        assert_eq!(judge_slack("gone", &good), (404, "no_service"));
        assert_eq!(judge_slack("archived", &good), (410, "channel_is_archived"));
        assert_eq!(judge_slack("x", &json!({})), (400, "no_text"));
        assert_eq!(judge_slack("x", &Value::Null), (400, "invalid_payload"));
        let long = json!({ "blocks": [{ "type": "section",
            "text": { "type": "mrkdwn", "text": "x".repeat(3001) } }] });
        assert_eq!(judge_slack("x", &long), (400, "invalid_blocks"));
    }

    #[test]
    fn the_specifications_example_is_signed() {
        let signed = |signatures| {
            is_signed(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "1614265330",
                br#"{"test": 2432232314}"#,
                signatures,
            )
        };
        assert!(signed("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        assert!(signed(
            "v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        ));
        assert!(!signed("v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        assert!(!signed(""));
    }
}
