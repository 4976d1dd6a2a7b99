//! One try to tell a target something.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::{DiscordCall, Notify, Outgoing, Problem, address, discord, slack, webhook};
use crate::egress::{FetchError, FetchFailed, FetchRequest, Method};
use crate::model::TargetKind;
use crate::store::TargetRow;
use crate::vault::{Place, Sealed, Secret, TargetPart, VaultError};

/// How long a target may take, as everything that goes through egress.
const DEADLINE: Duration = Duration::from_secs(4);
/// Of an answer, only Slack's word for what was wrong is read.
const ANSWER: usize = 16 * 1024;

/// What came of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The target has it.
    Delivered,
    /// It may work later.
    Later {
        /// What was wrong.
        problem: Problem,
        /// The earliest moment, if the target named one.
        not_before: Option<DateTime<Utc>>,
    },
    /// It never will.
    Never {
        /// What was wrong.
        problem: Problem,
    },
}

impl Attempt {
    /// What was wrong, if anything was.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Delivered => None,
            Self::Later { problem, .. } | Self::Never { problem } => Some(problem),
        }
    }
}

impl Notify {
    /// Tells a target something, once, now.
    pub async fn deliver_now(&self, target: &TargetRow, outgoing: &Outgoing) -> Attempt {
        let secrets = self.open(target, TargetPart::Url, &target.url);
        let secrets = secrets.and_then(|url| Ok((url, self.signing_secrets(target)?)));
        match secrets {
            Ok((url, secrets)) => self.send(target, &url, &secrets, outgoing).await,
            Err(error) => {
                tracing::error!(%error, target = %target.id, "a target's address does not open");
                // The operator may give the key back.
                Attempt::Later {
                    problem: Problem::code("key"),
                    not_before: None,
                }
            }
        }
    }

    pub(super) async fn send(
        &self,
        target: &TargetRow,
        url: &Secret,
        secrets: &[Secret],
        outgoing: &Outgoing,
    ) -> Attempt {
        let now = self.clock.now();
        let (body, headers) = match target.kind {
            TargetKind::Discord => {
                let Some((webhook, token)) = address::discord(url.expose()) else {
                    return Attempt::Never {
                        problem: Problem::code("unknown-webhook"),
                    };
                };
                let embed = discord::embed(&outgoing.notice);
                return (self.discord)(DiscordCall {
                    webhook,
                    token,
                    embed,
                })
                .await;
            }
            TargetKind::Slack => (slack::body(&outgoing.notice).to_string(), Vec::new()),
            TargetKind::Webhook => {
                let body = webhook::body(outgoing);
                let headers = webhook::headers(&outgoing.id, now, &body, secrets);
                (body, headers)
            }
        };
        let request = FetchRequest {
            guild: target.guild,
            method: Method::Post,
            url: url.clone(),
            headers,
            body: Some(body),
            max_bytes: ANSWER,
            deadline: DEADLINE,
        };
        match self.egress.fetch(request).await {
            Ok(_) => Attempt::Delivered,
            Err(failed) => judge(&failed, target.kind, now),
        }
    }

    /// The secrets that sign now, the newest first.
    fn signing_secrets(&self, target: &TargetRow) -> Result<Vec<Secret>, VaultError> {
        let mut secrets = Vec::new();
        if let Some(secret) = &target.secret {
            secrets.push(self.open(target, TargetPart::Secret, secret)?);
        }
        if let Some((secret, until)) = &target.old_secret
            && *until > self.clock.now()
        {
            secrets.push(self.open(target, TargetPart::OldSecret, secret)?);
        }
        Ok(secrets)
    }

    pub(super) fn open(
        &self,
        target: &TargetRow,
        part: TargetPart,
        sealed: &Sealed,
    ) -> Result<Secret, VaultError> {
        let place = Place::NotifyTarget {
            guild: target.guild,
            target: target.id,
            part,
        };
        self.vault.open(&place, sealed)
    }
}

/// What an answer that is no success means.
fn judge(failed: &FetchFailed, kind: TargetKind, now: DateTime<Utc>) -> Attempt {
    let FetchError::Status { status } = failed.error else {
        let problem = Problem::code(failed.error.code());
        return match failed.error {
            // These hold until somebody changes something, which a new try would not notice sooner than an admin.
            FetchError::Refused(_) | FetchError::Header { .. } | FetchError::Redirect { .. } => {
                Attempt::Never { problem }
            }
            // It took what was sent; its answer is not wanted anyway.
            FetchError::TooLarge { .. } | FetchError::Encoding if is_success(failed.status) => {
                Attempt::Delivered
            }
            FetchError::Resting { seconds } => Attempt::Later {
                problem,
                not_before: Some(now + TimeDelta::seconds(seconds.cast_signed())),
            },
            _ => Attempt::Later {
                problem,
                not_before: None,
            },
        };
    };
    let problem = match kind {
        TargetKind::Slack => slack_code(&failed.body).unwrap_or_else(|| Problem::status(status)),
        _ => Problem::status(status),
    };
    let asked = failed
        .headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("retry-after"))
        .map(|(_, value)| value.as_str());
    if (400..500).contains(&status) && !matches!(status, 408 | 425 | 429) {
        Attempt::Never { problem }
    } else {
        Attempt::Later {
            problem: if status == 429 {
                Problem::status(status)
            } else {
                problem
            },
            not_before: asked.and_then(|asked| moment(asked, now)),
        }
    }
}

fn is_success(status: Option<u16>) -> bool {
    status.is_some_and(|status| (200..300).contains(&status))
}

/// Slack says in one word what was wrong; anything else may quote what was sent.
fn slack_code(body: &[u8]) -> Option<Problem> {
    let word = str::from_utf8(body).ok()?.trim();
    let is_code =
        (3..=50).contains(&word.len()) && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    is_code.then(|| Problem::code(word))
}

/// `Retry-After`: seconds or a date; at most a day, after which nothing is tried any more.
fn moment(asked: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let asked = asked.trim();
    let at = match asked.parse::<u32>() {
        Ok(seconds) => now + TimeDelta::seconds(seconds.into()),
        Err(_) => DateTime::parse_from_rfc2822(asked).ok()?.to_utc(),
    };
    Some(at.min(now + TimeDelta::days(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(error: FetchError, body: &str, retry_after: Option<&str>) -> FetchFailed {
        FetchFailed {
            status: match error {
                FetchError::Status { status } => Some(status),
                _ => None,
            },
            error,
            body: body.as_bytes().to_vec(),
            headers: retry_after
                .map(|value| ("retry-after".to_owned(), value.to_owned()))
                .into_iter()
                .collect(),
            steps: Vec::new(),
        }
    }

    fn answer(status: u16, body: &str, retry_after: Option<&str>) -> String {
        let failed = failed(FetchError::Status { status }, body, retry_after);
        match judge(&failed, TargetKind::Slack, DateTime::UNIX_EPOCH) {
            Attempt::Delivered => "delivered".to_owned(),
            Attempt::Never { problem } => format!("never: {}", problem.as_str()),
            Attempt::Later {
                problem,
                not_before,
            } => {
                let seconds = not_before.map(|at| at.timestamp());
                format!("later: {} {seconds:?}", problem.as_str())
            }
        }
    }

    #[test]
    fn permanent_answers_are_told_from_passing_ones() {
        assert_eq!(answer(404, "no_service", None), "never: no_service");
        assert_eq!(
            answer(400, "invalid_payload", None),
            "never: invalid_payload"
        );
        assert_eq!(
            answer(410, "channel_is_archived", None),
            "never: channel_is_archived"
        );
        assert_eq!(
            answer(403, "<html>Secret</html>", None),
            "never: status-403"
        );
        assert_eq!(answer(408, "", None), "later: status-408 None");
        assert_eq!(answer(425, "", None), "later: status-425 None");
        assert_eq!(answer(429, "", Some("30")), "later: status-429 Some(30)");
        assert_eq!(
            answer(503, "", Some("Thu, 01 Jan 1970 00:02:00 GMT")),
            "later: status-503 Some(120)"
        );
        assert_eq!(
            answer(500, "", Some("99999999")),
            "later: status-500 Some(86400)"
        );
    }

    #[test]
    fn what_no_try_mends_is_never() {
        let redirect = FetchError::Redirect {
            status: 301,
            origin: None,
        };
        let judged = |error| {
            judge(
                &failed(error, "", None),
                TargetKind::Webhook,
                DateTime::UNIX_EPOCH,
            )
        };
        assert!(matches!(judged(redirect), Attempt::Never { .. }));
        assert!(matches!(
            judged(FetchError::Unreachable),
            Attempt::Later { .. }
        ));
        assert!(matches!(
            judged(FetchError::Deadline),
            Attempt::Later { .. }
        ));
    }
}
