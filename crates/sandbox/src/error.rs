//! Discord's errors: a status, a code, a sentence, and for forms a tree of what is wrong where.

use std::time::Duration;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

/// An error as Discord answers it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message} ({code})")]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// Discord's JSON error code.
    pub code: u32,
    /// Discord's sentence.
    pub message: String,
    /// The tree of form errors of a 50035.
    pub errors: Option<Value>,
    /// For a 429: when to come back.
    pub retry_after: Option<Duration>,
}

macro_rules! known {
    ($($name:ident = $status:literal, $code:literal, $message:literal;)*) => {
        impl ApiError {
            $(
                #[doc = concat!("Discord's ", stringify!($code), ": ", $message, ".")]
                pub fn $name() -> Self {
                    Self { status: $status, code: $code, message: $message.to_owned(), errors: None, retry_after: None }
                }
            )*
        }
    };
}

known! {
    not_found = 404, 0, "404: Not Found";
    method_not_allowed = 405, 0, "405: Method Not Allowed";
    unauthorized = 401, 0, "401: Unauthorized";
    unknown_application = 404, 10002, "Unknown Application";
    unknown_channel = 404, 10003, "Unknown Channel";
    unknown_guild = 404, 10004, "Unknown Guild";
    unknown_member = 404, 10007, "Unknown Member";
    unknown_message = 404, 10008, "Unknown Message";
    unknown_overwrite = 404, 10009, "Unknown Overwrite";
    unknown_role = 404, 10011, "Unknown Role";
    unknown_user = 404, 10013, "Unknown User";
    unknown_emoji = 400, 10014, "Unknown Emoji";
    unknown_webhook = 404, 10015, "Unknown Webhook";
    unknown_ban = 404, 10026, "Unknown Ban";
    unknown_interaction = 404, 10062, "Unknown interaction";
    unknown_command = 404, 10063, "Unknown application command";
    unknown_command_permissions = 404, 10066, "Unknown application command permissions";
    not_for_bots = 403, 20001, "Bots cannot use this endpoint";
    too_many_pins = 400, 30003, "Maximum number of pins reached (50)";
    too_many_channels = 400, 30013, "Maximum number of guild channels reached (500)";
    too_many_roles = 400, 30005, "Maximum number of guild roles reached (250)";
    too_many_webhooks = 400, 30007, "Maximum number of webhooks reached (15)";
    too_many_reactions = 400, 30010, "Maximum number of reactions reached (20)";
    too_many_commands = 400, 30032, "Maximum number of application commands reached (100)";
    bad_token = 401, 50014, "Invalid authentication token provided";
    entity_too_large = 413, 40005, "Request entity too large";
    already_acknowledged = 400, 40060, "Interaction has already been acknowledged.";
    missing_access = 403, 50001, "Missing Access";
    not_in_dm = 403, 50003, "Cannot execute action on a DM channel";
    not_the_author = 403, 50005, "Cannot edit a message authored by another user";
    empty_message = 400, 50006, "Cannot send an empty message";
    no_dms = 403, 50007, "Cannot send messages to this user";
    not_a_text_channel = 400, 50008, "Cannot send messages in a non-text channel";
    missing_permissions = 403, 50013, "Missing Permissions";
    bulk_delete_count = 400, 50016, "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete";
    system_message = 403, 50021, "Cannot execute action on a system message";
    wrong_channel_type = 400, 50024, "Cannot execute action on this channel type";
    invalid_webhook_token = 401, 50027, "Invalid Webhook Token";
    invalid_role = 400, 50028, "Invalid Role";
    bulk_delete_age = 400, 50034, "You can only bulk delete messages that are under 14 days old.";
    archived_thread = 400, 50083, "Thread is archived";
    invalid_json = 400, 50109, "The request body contains invalid JSON.";
    thread_exists = 400, 160_004, "A thread has already been created for this message";
    thread_locked = 400, 160_005, "Thread is locked";
}

impl ApiError {
    /// Discord's 50035 with the given tree of form errors.
    pub fn invalid_form(errors: Value) -> Self {
        Self {
            status: 400,
            code: 50035,
            message: "Invalid Form Body".to_owned(),
            errors: Some(errors),
            retry_after: None,
        }
    }

    /// A 50035 with one error at one place (`embeds.0.title`).
    pub fn invalid_field(path: &str, code: &str, message: impl Into<String>) -> Self {
        let mut form = Form::default();
        form.refuse(path, code, message);
        form.error()
    }

    /// A 429 of a limit that belongs to the thing itself, not to a route.
    pub(crate) fn rate_limited(wait: Duration) -> Self {
        let message = "You are being rate limited.".to_owned();
        Self {
            status: 429,
            code: 0,
            message,
            errors: None,
            retry_after: Some(wait),
        }
    }

    /// The body of the answer.
    pub fn body(&self) -> Value {
        if let Some(wait) = self.retry_after {
            let seconds = (wait.as_secs_f64() * 1_000.0).ceil() / 1_000.0;
            return json!({ "message": self.message, "retry_after": seconds, "global": false });
        }
        let mut body = json!({ "message": self.message, "code": self.code });
        if let Some(errors) = &self.errors {
            body["errors"] = errors.clone();
        }
        body
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self.body())).into_response();
        if let Some(wait) = self.retry_after {
            let seconds = wait.as_secs_f64().ceil().to_string();
            if let Ok(seconds) = HeaderValue::from_str(&seconds) {
                response.headers_mut().insert(RETRY_AFTER, seconds);
            }
            let scope = HeaderValue::from_static("shared");
            response.headers_mut().insert("x-ratelimit-scope", scope);
        }
        response
    }
}

/// Collects what is wrong with a form, place by place, so that all of it is answered at once.
#[derive(Debug, Default)]
pub(crate) struct Form {
    errors: Map<String, Value>,
}

impl Form {
    /// Notes an error at a place such as `embeds.0.title`; the empty place is the form itself.
    pub(crate) fn refuse(&mut self, path: &str, code: &str, message: impl Into<String>) {
        let mut node = &mut self.errors;
        for key in path.split('.').filter(|key| !key.is_empty()) {
            let child = node
                .entry(key.to_owned())
                .or_insert_with(|| Value::Object(Map::new()));
            if !child.is_object() {
                *child = Value::Object(Map::new());
            }
            let Value::Object(next) = child else { return };
            node = next;
        }
        let list = node
            .entry("_errors")
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(list) = list {
            list.push(json!({ "code": code, "message": message.into() }));
        }
    }

    /// Refuses a text that is too long (or too short) for its place.
    pub(crate) fn length(&mut self, path: &str, text: &str, least: usize, most: usize) {
        let length = text.chars().count();
        if length < least || length > most {
            if least <= 1 && length > most {
                let message = format!("Must be {most} or fewer in length.");
                self.refuse(path, "BASE_TYPE_MAX_LENGTH", message);
            } else if length == 0 {
                self.refuse(path, "BASE_TYPE_REQUIRED", "This field is required");
            } else {
                let message = format!("Must be between {least} and {most} in length.");
                self.refuse(path, "BASE_TYPE_BAD_LENGTH", message);
            }
        }
    }

    /// Whether nothing was refused.
    pub(crate) fn is_fine(&self) -> bool {
        self.errors.is_empty()
    }

    /// The 50035 that says all of it.
    pub(crate) fn error(self) -> ApiError {
        ApiError::invalid_form(Value::Object(self.errors))
    }

    /// `Ok` when nothing was refused.
    pub(crate) fn finish(self) -> Result<(), ApiError> {
        if self.is_fine() {
            Ok(())
        } else {
            Err(self.error())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_nest_by_place() {
        let mut form = Form::default();
        form.refuse(
            "embeds.0.title",
            "BASE_TYPE_MAX_LENGTH",
            "Must be 256 or fewer in length.",
        );
        form.refuse("embeds.0", "X", "Y");
        assert_eq!(
            form.error().body(),
            json!({ "message": "Invalid Form Body", "code": 50035, "errors": { "embeds": { "0": {
                "title": { "_errors": [{ "code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 256 or fewer in length." }] },
                "_errors": [{ "code": "X", "message": "Y" }],
            } } } })
        );
    }
}
