//! Which addresses are taken for which kind of target, and how they are shown.

use url::Url;

use crate::egress::Policy;
use crate::model::{Failure, Outcome, TargetKind, Text};
use crate::vault::Secret;

/// Where Slack's incoming webhooks live.
const SLACK_HOSTS: [&str; 2] = ["hooks.slack.com", "hooks.slack-gov.com"];

/// Where Discord's live.
const DISCORD_HOSTS: [&str; 5] = [
    "discord.com",
    "ptb.discord.com",
    "canary.discord.com",
    "discordapp.com",
    "www.discord.com",
];

/// Judges an address that an admin typed; what comes back is what is stored.
pub(super) fn check(policy: &Policy, kind: TargetKind, typed: &str) -> Outcome<Secret> {
    let typed = typed.trim();
    match kind {
        TargetKind::Discord => discord(typed)
            .map(|_| Secret::new(typed))
            .ok_or_else(|| Failure::refused("notify-url-discord")),
        TargetKind::Slack | TargetKind::Webhook => {
            let url = policy.check_url(typed).map_err(|refusal| {
                if kind == TargetKind::Slack {
                    Text::new("notify-url-slack")
                } else {
                    refusal.text()
                }
            })?;
            // What an operator allows by its address is the operator's to answer for: a relay, or a test.
            if !policy.is_allow_listed_literal(&url) {
                if url.scheme() != "https" {
                    return Err(Failure::refused("notify-url-https"));
                }
                if kind == TargetKind::Slack && !is_slack(&url) {
                    return Err(Failure::refused("notify-url-slack"));
                }
            }
            Ok(Secret::new(String::from(url)))
        }
    }
}

fn is_slack(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let segments = url.path_segments().map_or(0, Iterator::count);
    SLACK_HOSTS.contains(&host)
        && url.port().is_none()
        && url.path().starts_with("/services/")
        && segments == 4
}

/// The id and the token in the address of a Discord webhook.
pub(super) fn discord(url: &str) -> Option<(u64, Secret)> {
    let url = Url::parse(url).ok()?;
    let is_discord = url.scheme() == "https"
        && url.port().is_none()
        && url.username().is_empty()
        && DISCORD_HOSTS.contains(&url.host_str()?);
    let mut segments = url.path_segments()?.peekable();
    if !is_discord || segments.next()? != "api" {
        return None;
    }
    if segments.peek()?.starts_with('v') {
        segments.next();
    }
    if segments.next()? != "webhooks" {
        return None;
    }
    let id = segments.next()?;
    let token = segments.next()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_token = !token.is_empty() && token.len() <= 200 && token.chars().all(plain);
    let rest = segments.all(str::is_empty);
    let id: u64 = id.parse().ok().filter(|id| *id > 0)?;
    (is_token && rest).then(|| (id, Secret::new(token)))
}

/// The address as admins see it: where it leads, and nothing that lets anybody send there.
pub(super) fn masked(url: &Secret) -> String {
    match Url::parse(url.expose()) {
        Ok(url) => format!("{}/…", url.origin().ascii_serialization()),
        Err(_) => "…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::egress::PolicySettings;

    fn verdict(kind: TargetKind, url: &str) -> &'static str {
        let mut settings = PolicySettings {
            allow: vec!["127.0.0.1/32".parse().unwrap()],
            ..PolicySettings::default()
        };
        settings.ports.insert(9999);
        match check(&Policy::new(&settings), kind, url) {
            Ok(_) => "ok",
            Err(Failure::Refused(text)) => text.id,
            Err(Failure::Fault(_)) => "fault",
        }
    }

    #[test]
    fn slack_is_slack_or_an_address_that_the_operator_allows() {
        use TargetKind::Slack;
        assert_eq!(
            verdict(Slack, " https://hooks.slack.com/services/T0/B0/x "),
            "ok"
        );
        assert_eq!(
            verdict(Slack, "http://127.0.0.1:9999/services/T0/B0/x"),
            "ok"
        );
        for url in [
            "https://hooks.slack.com.evil.example/services/T0/B0/x",
            "https://hooks.slack.com@evil.example/services/T0/B0/x",
            "https://hooks.slack.com:8443/services/T0/B0/x",
            "https://hooks.slack.com/services/../x",
            "https://evil.example/services/T0/B0/x",
            "http://10.0.0.1/services/T0/B0/x",
            "nonsense",
        ] {
            assert_eq!(verdict(Slack, url), "notify-url-slack", "{url}");
        }
        assert_eq!(
            verdict(Slack, "http://hooks.slack.com/services/T0/B0/x"),
            "notify-url-https"
        );
    }

    #[test]
    fn any_other_address_is_public_and_encrypted() {
        use TargetKind::Webhook;
        assert_eq!(verdict(Webhook, "https://example.com/hook?token=x"), "ok");
        assert_eq!(verdict(Webhook, "http://127.0.0.1:9999/"), "ok");
        assert_eq!(verdict(Webhook, "http://example.com/"), "notify-url-https");
        assert_eq!(
            verdict(Webhook, "https://discord.com/api/webhooks/1/x"),
            "egress-refused-host-discord"
        );
        assert_eq!(
            verdict(Webhook, "https://localhost/"),
            "egress-refused-host-local"
        );
    }

    #[test]
    fn a_discord_webhook_is_an_id_and_a_token() {
        let parsed = discord("https://discord.com/api/v10/webhooks/12/To-ken_1?wait=true").unwrap();
        assert_eq!((parsed.0, parsed.1.expose()), (12, "To-ken_1"));
        assert!(discord("https://canary.discord.com/api/webhooks/12/token/").is_some());
        for url in [
            "http://discord.com/api/webhooks/12/token",
            "https://discord.com/api/webhooks/12/",
            "https://discord.com/api/webhooks/0/token",
            "https://discord.com/api/webhooks/12/token/messages/3",
            "https://discord.com/api/webhooks/12/a%2Fb",
            "https://discord.com.evil.example/api/webhooks/12/token",
            "https://x@discord.com/api/webhooks/12/token",
        ] {
            assert!(discord(url).is_none(), "{url}");
        }
    }

    #[test]
    fn what_is_shown_sends_nothing() {
        let url = Secret::new("https://hooks.slack.com/services/T0/B0/planted");
        assert_eq!(masked(&url), "https://hooks.slack.com/…");
    }
}
