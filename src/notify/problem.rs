//! What was wrong with a delivery: a code for the database and the log, a sentence for the admin.

use crate::model::Text;

/// A stable code such as `status-404`, `no_service` or `connect-timeout`. It holds nothing of the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(String);

impl Problem {
    /// The target answered with this status.
    pub fn status(status: u16) -> Self {
        Self(format!("status-{status}"))
    }

    /// One of Slack's own codes, of the fetch's, or of this bot's.
    pub fn code(code: impl Into<String>) -> Self {
        Self(code.into())
    }

    /// As it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is wrong and what to do.
    pub fn text(&self) -> Text {
        if let Some(status) = self.0.strip_prefix("status-") {
            let id = match status {
                "404" | "410" => "notify-problem-gone",
                "429" => "notify-problem-rate",
                _ => "notify-problem-status",
            };
            return Text::new(id).with("status", status);
        }
        match self.0.as_str() {
            "no_service" | "no_service_id" | "no_team" | "team_disabled" | "no_active_hooks" => {
                Text::new("notify-problem-slack-no-service")
            }
            "invalid_token" | "invalid_auth" => Text::new("notify-problem-slack-token"),
            "invalid_payload" | "invalid_blocks" | "no_text" => {
                Text::new("notify-problem-slack-payload")
            }
            "channel_is_archived" => Text::new("notify-problem-slack-archived"),
            "channel_not_found" => Text::new("notify-problem-slack-channel"),
            "action_prohibited" | "posting_to_general_channel_denied" => {
                Text::new("notify-problem-slack-prohibited")
            }
            "unknown-webhook" => Text::new("notify-problem-discord-gone"),
            "key" => Text::new("notify-problem-key"),
            code => Text::new("notify-problem-other").with("code", code),
        }
    }
}
