//! How long an opening takes, held against what cannot be avoided.

use std::time::{Duration, Instant};

use frontdesk::model::WelcomeTemplate;
use frontdesk_sandbox::{Fault, Upstream, upstream::Answer};

use super::Desk;

/// A day in the life of an opening.
pub(crate) struct Case {
    /// What Discord takes for each call.
    pub(crate) discord: Duration,
    /// How many integrations are asked.
    pub(crate) integrations: usize,
    /// What each takes.
    pub(crate) each: Duration,
}

/// What was measured.
pub(crate) struct Pace {
    /// From the press to the finished welcome message.
    pub(crate) took: Duration,
    /// The channel while the integrations are asked, then the message.
    pub(crate) critical: Duration,
}

impl Pace {
    /// 1 is perfect.
    pub(crate) fn ratio(&self) -> f64 {
        self.took.as_secs_f64() / self.critical.as_secs_f64()
    }
}

impl Case {
    /// Opens some tickets one after another and gives the pace of each.
    pub(crate) async fn run(&self, times: usize) -> Vec<Pace> {
        let upstream = Upstream::start("unused").await.unwrap();
        let mut desk = Desk::closed().await;
        desk.allow(upstream.address());
        desk.start().await;
        let mut names = vec!["%username%".to_owned()];
        for number in 0..self.integrations {
            let path = format!("/slow/{number}");
            upstream.on(&path, Answer::json(r#"{"value":"here"}"#).after(self.each));
            let name = format!("Slow {number}");
            desk.integration(&name, &upstream.url(&path), "GET", &["value"])
                .await;
            names.push(format!("%slow_{number}.value%"));
        }
        desk.panel_with(|panel| {
            panel.welcome = WelcomeTemplate {
                message: Some(names.join(" ")),
                ..WelcomeTemplate::default()
            };
        })
        .await;
        desk.set("ticket_limit", "10").await;
        let finished = format!("mika{}", " here".repeat(self.integrations));
        desk.sandbox.fault(Fault::delay(self.discord));
        let mut paces = Vec::new();
        for number in 1..=times {
            let member = desk.user("member");
            let channel = format!("ticket-{number:04}");
            let started = Instant::now();
            let press = tokio::spawn(member.press("Open a ticket").sent());
            member.sees_message(&channel, &finished).await;
            paces.push(Pace {
                took: started.elapsed(),
                critical: self.discord.max(self.each) + self.discord,
            });
            press.await.unwrap().unwrap().finished().await;
        }
        desk.stop().await;
        paces
    }
}
