//! How long an opening takes, as a multiple of what cannot be avoided.

use std::time::Duration;

use crate::support::{Case, Pace};

/// The best of a few: what else this machine does must not decide.
async fn best(case: Case) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..4 {
        let paces = case.run(2).await;
        best = paces.iter().map(Pace::ratio).fold(best, f64::min);
        if best <= 1.25 {
            break;
        }
    }
    best
}

#[tokio::test(flavor = "multi_thread")]
async fn integrations_are_asked_while_the_channel_is_created() {
    let ratio = best(Case {
        discord: Duration::from_millis(100),
        integrations: 5,
        each: Duration::from_millis(300),
    })
    .await;
    assert!(ratio <= 1.25, "{ratio}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_integrations_an_opening_takes_two_calls() {
    let ratio = best(Case {
        discord: Duration::from_millis(200),
        integrations: 0,
        each: Duration::ZERO,
    })
    .await;
    assert!(ratio <= 1.25, "{ratio}");
}
