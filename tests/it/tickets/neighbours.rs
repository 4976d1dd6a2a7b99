//! Ten integrations, nine of them broken in nine ways: the tenth's values come when they would come alone.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use frontdesk::model::WelcomeTemplate;
use frontdesk_sandbox::upstream::Answer;
use frontdesk_sandbox::{Fault, Upstream};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::support::Desk;

/// What each call of Discord's takes.
const DISCORD: Duration = Duration::from_millis(60);
/// Less than the welcome message waits for somebody who may still answer.
const TOLERANCE: Duration = Duration::from_millis(350);
const DEEP: usize = 5_000;

/// A server that sends a byte now and then, for ever.
async fn dripping() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = [0; 1024];
                let _ = stream.read(&mut request).await;
                let head = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"v\":\"";
                let _ = stream.write_all(head.as_bytes()).await;
                while stream.write_all(b"x").await.is_ok() {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            });
        }
    });
    address
}

/// An address at which nobody listens.
async fn nobody() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap()
}

struct Neighbourhood {
    desk: Desk,
    good: Upstream,
    // Whom they answer with.
    _bad: Vec<Upstream>,
    tickets: usize,
    others: usize,
}

impl Neighbourhood {
    /// The good one alone, or among nine that are broken.
    async fn new(is_crowded: bool) -> Self {
        let good = Upstream::start("unused").await.unwrap();
        good.on("/", Answer::json(r#"{"v":"here"}"#));
        let mut desk = Desk::closed().await;
        desk.allow(good.address());
        let mut bad = Vec::new();
        let mut urls = Vec::new();
        if is_crowded {
            let deep = format!("{{\"v\":{}{}}}", "[".repeat(DEEP), "]".repeat(DEEP));
            for answer in [
                Answer::hang(),
                Answer::json("{}").status(500),
                Answer::html(),
                Answer::huge(10_000_000),
                Answer::half(r#"{"v":"half"}"#),
                Answer::redirect("http://169.254.169.254/latest/meta-data/"),
                Answer::json(&deep),
            ] {
                let upstream = Upstream::start("unused").await.unwrap();
                upstream.on("/", answer);
                desk.allow(upstream.address());
                urls.push(upstream.url("/"));
                bad.push(upstream);
            }
            let (dripping, nobody) = (dripping().await, nobody().await);
            for address in [dripping, nobody] {
                desk.allow(address);
            }
            urls.push(format!("http://{dripping}/"));
            urls.push(format!("https://{nobody}/"));
        }
        desk.start().await;
        desk.integration("Good", &good.url("/"), "GET", &["v"])
            .await;
        let mut names = vec!["%good.v%".to_owned()];
        for (number, url) in urls.iter().enumerate() {
            let name = format!("Bad {number}");
            desk.integration(&name, url, "GET", &["v"]).await;
            names.push(format!("%bad_{number}.v%"));
        }
        desk.panel_with(|panel| {
            panel.welcome = WelcomeTemplate {
                message: Some(names.join(" ")),
                ..WelcomeTemplate::default()
            };
        })
        .await;
        desk.set("ticket_limit", "10").await;
        desk.sandbox.fault(Fault::delay(DISCORD));
        Self {
            desk,
            good,
            _bad: bad,
            tickets: 0,
            others: urls.len(),
        }
    }

    /// Opens a ticket, and how long it took until the good one's value was seen; with the text of that moment.
    async fn open(&mut self) -> (Duration, String) {
        self.tickets += 1;
        let member = self.desk.user("member");
        let started = Instant::now();
        let press = tokio::spawn(member.press("Open a ticket").sent());
        let seen = member.sees_message(&self.channel(), "here").await;
        let took = started.elapsed();
        press.await.unwrap().unwrap();
        (took, seen.text())
    }

    fn channel(&self) -> String {
        format!("ticket-{:04}", self.tickets)
    }

    /// Waits until the ticket's message is complete.
    async fn complete(&self) {
        let text = format!("here{}", " unknown".repeat(self.others));
        self.desk
            .user("member")
            .sees_message(&self.channel(), &text)
            .await;
    }

    /// The best of a few: what else this machine does must not decide.
    async fn best(&mut self) -> Duration {
        let mut best = Duration::MAX;
        for _ in 0..3 {
            best = best.min(self.open().await.0);
        }
        best
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nine_broken_ones_cost_the_tenth_no_time() {
    let mut alone = Neighbourhood::new(false).await;
    alone.open().await;
    alone.complete().await;
    let mut crowded = Neighbourhood::new(true).await;
    assert_eq!(crowded.others, 9);
    // At first nobody knows who will not answer, and the message waits a moment for them.
    let (_, first) = crowded.open().await;
    assert!(first.contains("here …"), "{first}");
    crowded.complete().await;

    let (without, with) = (alone.best().await, crowded.best().await);
    assert!(
        with < without + TOLERANCE,
        "alone it took {without:?}, among nine broken ones {with:?}"
    );
    crowded.complete().await;

    // One that is slow, but good, is shown when it answers, although others are still out.
    let slow = Answer::json(r#"{"v":"here"}"#).after(Duration::from_millis(1_200));
    crowded.good.on("/", slow);
    let (_, text) = crowded.open().await;
    assert!(text.contains("here …"), "{text}");
    crowded.complete().await;
    crowded.desk.stop().await;
}
