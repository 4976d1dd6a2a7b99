//! `/notify`: events out.

mod commands;
mod crash;
mod delivery;
mod walkthrough;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use frontdesk_sandbox::upstream::Recorded;
use frontdesk_sandbox::{Actor, Answer, Reply, Upstream};
use hmac::{Hmac, KeyInit as _, Mac as _};

use crate::support::Desk;

/// Where the fake Slack's webhook is.
const SLACK: &str = "/services/T0/B0/planted-path";

/// A Slack that takes everything.
async fn slack() -> Upstream {
    let slack = Upstream::start("").await.unwrap();
    slack.on(SLACK, Answer::bytes("text/plain", "ok"));
    slack
}

/// A desk whose bot may reach these.
async fn desk(upstreams: &[&Upstream]) -> Desk {
    let mut desk = Desk::closed().await;
    for upstream in upstreams {
        desk.allow(upstream.address());
    }
    desk.start().await;
    desk
}

async fn run(admin: &Actor, line: &str) -> Reply {
    admin.run(line).in_channel("general").finished().await
}

/// Waits until a path was asked so often, for longer than the crate's own patience: a lease may have to run out.
async fn asked(upstream: &Upstream, path: &str, count: usize) -> Vec<Recorded> {
    let until = tokio::time::Instant::now() + Duration::from_mins(1);
    loop {
        let requests = upstream.requests_to(path);
        if requests.len() >= count {
            return requests;
        }
        assert!(
            tokio::time::Instant::now() < until,
            "{count} requests expected, not {requests:#?}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// What a receiver does: whether one of the signatures is that of this secret.
fn is_signed(request: &Recorded, secret: &str) -> bool {
    let header = |name| request.header(name).unwrap();
    let key = STANDARD
        .decode(secret.strip_prefix("whsec_").unwrap())
        .unwrap();
    let content = format!(
        "{}.{}.{}",
        header("webhook-id"),
        header("webhook-timestamp"),
        request.body
    );
    header("webhook-signature").split(' ').any(|signature| {
        let signature = signature.strip_prefix("v1,").unwrap();
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap();
        mac.update(content.as_bytes());
        mac.verify_slice(&STANDARD.decode(signature).unwrap())
            .is_ok()
    })
}
