//! How long an opening takes, from the press to the finished welcome message, as a multiple of what cannot be avoided:
//! the channel is created while the integrations are asked, then the message is posted. Fails above 1.25.
//!
//! `cargo bench --bench opening`; with `--profile dev` it needs no second build.

#![expect(
    clippy::unwrap_used,
    dead_code,
    unused_imports,
    reason = "the testers are shared with the tests, which use all of them"
)]

#[path = "../tests/it"]
mod it {
    pub(crate) mod support;
}

use std::process::ExitCode;
use std::time::Duration;

use it::support::{Case, Pace};

/// Each case is played so often.
const TIMES: usize = 9;
/// The most that the median may be.
const MOST: f64 = 1.25;

#[tokio::main]
async fn main() -> ExitCode {
    let cases = [
        ("no integration", 100, 0, 0),
        ("five of 300 ms", 100, 5, 300),
        ("five of 50 ms", 100, 5, 50),
        ("one of 600 ms, slow Discord", 250, 1, 600),
    ];
    let mut well = true;
    for (name, discord, integrations, each) in cases {
        let case = Case {
            discord: Duration::from_millis(discord),
            integrations,
            each: Duration::from_millis(each),
        };
        let mut ratios: Vec<f64> = case.run(TIMES).await.iter().map(Pace::ratio).collect();
        ratios.sort_by(f64::total_cmp);
        let median = ratios[TIMES / 2];
        println!(
            "{name:<28} median {median:.3}  best {:.3}  worst {:.3}",
            ratios[0],
            ratios[TIMES - 1]
        );
        well &= median <= MOST;
    }
    if well {
        ExitCode::SUCCESS
    } else {
        println!("above {MOST}");
        ExitCode::FAILURE
    }
}
