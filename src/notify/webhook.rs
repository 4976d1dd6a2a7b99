//! [Standard Webhooks](https://www.standardwebhooks.com): the body, the headers and the signature.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::Sha256;

use super::Outgoing;
use crate::vault::Secret;

/// What every secret begins with.
const PREFIX: &str = "whsec_";

/// A new secret, of 32 random bytes.
pub(super) fn new_secret() -> Secret {
    let bytes: [u8; 32] = rand::random();
    Secret::new(format!("{PREFIX}{}", STANDARD.encode(bytes)))
}

/// The body.
pub(super) fn body(outgoing: &Outgoing) -> String {
    json!({
        "type": outgoing.kind,
        "timestamp": outgoing.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        "data": outgoing.data,
    })
    .to_string()
}

/// The headers of one try. Each secret signs: while a new one is being put in place the old one is still good.
pub(super) fn headers(
    id: &str,
    now: DateTime<Utc>,
    body: &str,
    secrets: &[Secret],
) -> Vec<(String, Secret)> {
    let timestamp = now.timestamp();
    let content = format!("{id}.{timestamp}.{body}");
    let signatures: Vec<String> = secrets
        .iter()
        .map(|secret| format!("v1,{}", sign(secret, &content)))
        .collect();
    let header = |name: &str, value: String| (name.to_owned(), Secret::new(value));
    vec![
        header("webhook-id", id.to_owned()),
        header("webhook-timestamp", timestamp.to_string()),
        header("webhook-signature", signatures.join(" ")),
    ]
}

fn sign(secret: &Secret, content: &str) -> String {
    let encoded = secret.expose();
    let encoded = encoded.strip_prefix(PREFIX).unwrap_or(encoded);
    // Ours is always base64; a key of no bytes signs too, for nobody.
    let key = STANDARD.decode(encoded).unwrap_or_default();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("HMAC takes keys of every length");
    mac.update(content.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_signs_as_the_specification_does() {
        // The example of the specification's own libraries.
        let secret = Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let now = DateTime::from_timestamp(1_614_265_330, 0).unwrap();
        let headers = headers(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            now,
            r#"{"test": 2432232314}"#,
            &[secret.clone(), secret],
        );
        assert_eq!(
            headers[2].1.expose(),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
        assert_eq!(headers[1].1.expose(), "1614265330");
    }

    #[test]
    fn each_secret_is_another() {
        let (first, second) = (new_secret(), new_secret());
        assert_ne!(first.expose(), second.expose());
        assert_eq!(first.expose().len(), PREFIX.len() + 44);
    }
}
