//! What a call to Discord can come to besides success.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use crate::model::Failure;

/// Discord's [error codes](https://discord.com/developers/docs/topics/opcodes-and-status-codes#json) that decide something here.
pub mod code {
    /// The channel does not exist.
    pub const UNKNOWN_CHANNEL: i64 = 10_003;
    /// The user is no member of the server.
    pub const UNKNOWN_MEMBER: i64 = 10_007;
    /// The message does not exist.
    pub const UNKNOWN_MESSAGE: i64 = 10_008;
    /// The webhook does not exist.
    pub const UNKNOWN_WEBHOOK: i64 = 10_015;
    /// The interaction's three seconds are over, or it never was.
    pub const UNKNOWN_INTERACTION: i64 = 10_062;
    /// The server has as many channels as it may.
    pub const MAXIMUM_CHANNELS: i64 = 30_013;
    /// The interaction has been answered before.
    pub const ALREADY_ACKNOWLEDGED: i64 = 40_060;
    /// The webhook's token is another one.
    pub const INVALID_WEBHOOK_TOKEN: i64 = 50_027;
    /// The bot may not see the thing.
    pub const MISSING_ACCESS: i64 = 50_001;
    /// The user takes no direct messages from this bot.
    pub const CANNOT_MESSAGE_USER: i64 = 50_007;
    /// The bot may not do that.
    pub const MISSING_PERMISSIONS: i64 = 50_013;
    /// Something in the request is not as Discord wants it; the fields say what.
    pub const INVALID_FORM: i64 = 50_035;
}

/// The code of the field `parent_id` when the category has 50 channels.
const PARENT_FULL: &str = "CHANNEL_PARENT_MAX_CHANNELS";

/// A call that did not succeed. No variant holds a URL: an interaction's URL holds its token.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DiscordError {
    /// Discord said no, for certain.
    #[error(
        "Discord refused with status {status}, code {code}: {message}{}",
        list(fields)
    )]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Discord's own code; 0 if there was none.
        code: i64,
        /// Discord's sentence.
        message: String,
        /// For an invalid form: path and code of each field, such as `parent_id: CHANNEL_PARENT_INVALID`.
        fields: Vec<String>,
    },
    /// Too many calls; nothing was done.
    #[error("Discord limits the rate and wants a pause of {}", Pause(*after))]
    RateLimited {
        /// How long Discord wants to be left alone.
        after: Duration,
    },
    /// No connection; nothing was done.
    #[error("Discord cannot be reached: {0}")]
    Unreachable(String),
    /// The request left, the answer did not arrive or was a 5xx: it may have taken effect.
    #[error("it is not certain what Discord did: {0}")]
    Uncertain(String),
    /// Discord answered with success and something that cannot be read.
    #[error("Discord's answer cannot be read: {0}")]
    Unreadable(String),
}

struct Pause(Duration);

impl std::fmt::Display for Pause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.3} s", self.0.as_secs_f64())
    }
}

fn list(fields: &[String]) -> String {
    if fields.is_empty() {
        String::new()
    } else {
        format!(" ({})", fields.join(", "))
    }
}

#[derive(Deserialize)]
struct ErrorBody {
    #[serde(default)]
    code: i64,
    #[serde(default)]
    message: String,
    #[serde(default)]
    errors: Value,
    retry_after: Option<f64>,
}

impl DiscordError {
    /// Reads an answer that is no success. `retry_after` is the header's value, in seconds.
    pub fn from_answer(status: u16, retry_after: Option<f64>, body: &[u8]) -> Self {
        let body: Option<ErrorBody> = serde_json::from_slice(body).ok();
        if status == 429 {
            let seconds = body
                .and_then(|body| body.retry_after)
                .or(retry_after)
                .filter(|seconds| seconds.is_finite())
                .unwrap_or(1.0);
            return Self::RateLimited {
                after: Duration::from_secs_f64(seconds.clamp(0.0, 86_400.0)),
            };
        }
        if status >= 500 {
            return Self::Uncertain(format!("it answered with status {status}"));
        }
        let body = body.unwrap_or(ErrorBody {
            code: 0,
            message: "no JSON".to_owned(),
            errors: Value::Null,
            retry_after: None,
        });
        let mut fields = Vec::new();
        collect_fields(&body.errors, &mut Vec::new(), &mut fields);
        Self::Refused {
            status,
            code: body.code,
            message: body.message,
            fields,
        }
    }

    /// Reads a request that got no complete answer.
    pub(super) fn from_request(error: &reqwest::Error) -> Self {
        // `Display` of the outer error names the URL; its sources do not.
        let mut words = if error.is_timeout() {
            "no answer in time".to_owned()
        } else {
            "the connection failed".to_owned()
        };
        let mut source = std::error::Error::source(error);
        while let Some(inner) = source {
            words = format!("{words}: {inner}");
            source = inner.source();
        }
        if error.is_connect() || error.is_builder() {
            Self::Unreachable(words)
        } else {
            Self::Uncertain(words)
        }
    }

    /// Discord's own code, if it refused.
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// Whether the thing that the call was about does not exist.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Refused { status: 404, .. })
    }

    /// Whether a permission is missing.
    pub fn is_forbidden(&self) -> bool {
        matches!(
            self.code(),
            Some(code::MISSING_PERMISSIONS | code::MISSING_ACCESS)
        )
    }

    /// Whether Discord found the category full or gone.
    pub fn is_about_parent(&self) -> bool {
        match self {
            Self::Refused { code, fields, .. } => {
                *code == code::UNKNOWN_CHANNEL
                    || (*code == code::INVALID_FORM
                        && fields.iter().any(|field| field.starts_with("parent_id")))
            }
            _ => false,
        }
    }

    /// Whether Discord found the category full.
    pub fn is_full_parent(&self) -> bool {
        matches!(
            self,
            Self::Refused { fields, .. } if fields.iter().any(|field| field.ends_with(PARENT_FULL))
        )
    }

    /// Whether the call may have taken effect all the same.
    pub fn is_uncertain(&self) -> bool {
        matches!(self, Self::Uncertain(_) | Self::Unreadable(_))
    }
}

/// Flattens Discord's tree of `_errors` to `path: CODE`.
fn collect_fields<'a>(value: &'a Value, path: &mut Vec<&'a str>, fields: &mut Vec<String>) {
    let Value::Object(entries) = value else {
        return;
    };
    for (key, inner) in entries {
        if key == "_errors" {
            for error in inner.as_array().into_iter().flatten() {
                let code = error["code"].as_str().unwrap_or("?");
                fields.push(format!("{}: {code}", path.join(".")));
            }
        } else {
            path.push(key);
            collect_fields(inner, path, fields);
            path.pop();
        }
    }
}

impl From<DiscordError> for Failure {
    fn from(error: DiscordError) -> Self {
        Self::fault(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_form_names_its_fields() {
        let body = br#"{"code":50035,"message":"Invalid Form Body","errors":{"parent_id":{"_errors":[{"code":"CHANNEL_PARENT_MAX_CHANNELS","message":"Maximum number of channels in category reached (50)"}]}}}"#;
        let error = DiscordError::from_answer(400, None, body);
        insta::assert_snapshot!(error, @"Discord refused with status 400, code 50035: Invalid Form Body (parent_id: CHANNEL_PARENT_MAX_CHANNELS)");
        assert!(error.is_about_parent() && error.is_full_parent());
        assert!(!error.is_uncertain());
    }

    #[test]
    fn the_pause_stands_in_the_body_or_in_the_header() {
        let body =
            br#"{"message":"You are being rate limited.","retry_after":0.25,"global":false}"#;
        assert_eq!(
            DiscordError::from_answer(429, Some(9.0), body),
            DiscordError::RateLimited {
                after: Duration::from_millis(250)
            }
        );
        assert_eq!(
            DiscordError::from_answer(429, Some(2.0), b"<html>"),
            DiscordError::RateLimited {
                after: Duration::from_secs(2)
            }
        );
    }

    #[test]
    fn a_server_error_leaves_the_outcome_open() {
        assert!(DiscordError::from_answer(502, None, b"<html>").is_uncertain());
        assert!(
            !DiscordError::from_answer(
                403,
                None,
                br#"{"code":50013,"message":"Missing Permissions"}"#
            )
            .is_uncertain()
        );
    }

    #[test]
    fn a_hostile_body_is_no_panic() {
        for body in [
            &b"[]"[..],
            b"{\"errors\":{\"_errors\":3}}",
            b"{\"errors\":[1]}",
            b"",
            b"{\"code\":\"x\"}",
        ] {
            DiscordError::from_answer(400, None, body);
        }
        DiscordError::from_answer(429, Some(f64::NAN), b"{\"retry_after\":-1}");
    }
}
