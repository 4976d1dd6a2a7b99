//! What docs/events.md says: the walkthrough in the sandbox, and the receivers that it shows.

use std::io::Write as _;
use std::net::SocketAddr;
use std::process::{Command, Stdio};

use frontdesk_sandbox::inbox::Letter;

use super::{asked, run};
use crate::support::Desk;

/// Waits until something has arrived.
async fn arrives(desk: &Desk, is: impl Fn(&Letter) -> bool) -> Letter {
    desk.state()
        .until(|world| {
            world
                .inbox
                .letters()
                .iter()
                .find(|letter| is(letter))
                .cloned()
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandboxs_inbox_shows_what_arrives() {
    let mut desk = Desk::closed().await;
    let address = desk.sandbox.url().trim_start_matches("http://").to_owned();
    desk.allow(address.parse::<SocketAddr>().unwrap());
    desk.start().await;
    desk.panel().await;
    let (admin, url) = (desk.user("admin"), desk.sandbox.url().to_owned());
    let added = run(
        &admin,
        &format!("/notify slack url:{url}/services/T0/B0/sandbox"),
    )
    .await;
    assert!(added.text().contains("was added"), "{}", added.text());
    let added = run(&admin, &format!("/notify webhook url:{url}/receiver"))
        .await
        .text();
    let secret = &added[added.find("whsec_").unwrap()..];
    let secret = &secret[..secret.find('`').unwrap()];
    desk.state().write(|world| world.inbox.set_secret(secret));
    desk.user("member").press("Open a ticket").finished().await;
    let slack = arrives(&desk, |letter| {
        letter.to == "slack" && letter.body["text"].as_str().unwrap().contains("was opened")
    });
    assert_eq!(slack.await.remark, "ok");
    let signed = arrives(&desk, |letter| letter.body["type"] == "ticket.opened").await;
    assert_eq!(
        (signed.status, signed.remark.as_str()),
        (200, "the signature is right")
    );

    // Another secret: the receiver refuses, and the admin is told.
    desk.state()
        .write(|world| world.inbox.set_secret("whsec_AAAA"));
    let tested = run(&admin, "/notify test target:webhook-1").await.text();
    assert!(tested.contains("HTTP status 401"), "{tested}");
    for (name, answer) in [
        ("gone", "removed or turned off"),
        ("archived", "is archived"),
        ("busy", "no more at the moment"),
    ] {
        let line = format!("/notify slack url:{url}/services/T0/B0/{name}");
        let refused = run(&admin, &line).await.text();
        assert!(refused.contains(answer), "{refused}");
    }
}

/// The code in a fenced block of docs/events.md.
fn example(language: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/events.md");
    let text = std::fs::read_to_string(path).unwrap();
    let block = text.split(&format!("```{language}\n")).nth(1).unwrap();
    block.split("```").next().unwrap().to_owned()
}

/// Whether a program takes a delivery: its code with a call of `verify` behind it.
fn takes(program: &str, code: &str, arguments: &[&str]) -> Option<bool> {
    let mut command = Command::new(program);
    command.args(if program == "node" {
        ["--input-type=module", "-"].as_slice()
    } else {
        &["-"]
    });
    let started = command
        .env("DELIVERY", serde_json::to_string(arguments).unwrap())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else {
        eprintln!("skipped: no {program} here");
        return None;
    };
    child
        .stdin
        .take()
        .unwrap()
        .write_all(code.as_bytes())
        .unwrap();
    Some(child.wait().unwrap().success())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receivers_in_the_docs_take_what_is_signed_and_nothing_else() {
    let receiver = frontdesk_sandbox::Upstream::start("").await.unwrap();
    receiver.on("/hook", frontdesk_sandbox::Answer::json("{}"));
    let desk = super::desk(&[&receiver]).await;
    let line = format!("/notify webhook url:{}", receiver.url("/hook"));
    let added = run(&desk.user("admin"), &line).await.text();
    let secret = &added[added.find("whsec_").unwrap()..];
    let secret = &secret[..secret.find('`').unwrap()];
    let test = asked(&receiver, "/hook", 1).await.remove(0);
    let header = |name| test.header(name).unwrap();
    let python = format!(
        "{}\nimport json, os\nverify(*json.loads(os.environ['DELIVERY']))\n",
        example("python")
    );
    let node = format!(
        "{}\nverify(...JSON.parse(process.env.DELIVERY));\n",
        example("javascript")
    );
    for (program, code) in [("python3", python), ("node", node)] {
        let call = |body: &str, secret: &str, timestamp: &str| {
            let (id, signature) = (header("webhook-id"), header("webhook-signature"));
            takes(program, &code, &[secret, id, timestamp, signature, body])
        };
        let timestamp = header("webhook-timestamp");
        if let Some(taken) = call(&test.body, secret, timestamp) {
            assert!(taken, "{program} takes what is signed");
            assert_eq!(
                call("{}", secret, timestamp),
                Some(false),
                "{program}: another body"
            );
            assert_eq!(
                call(&test.body, "whsec_AAAA", timestamp),
                Some(false),
                "{program}: another secret"
            );
            assert_eq!(
                call(&test.body, secret, "1614265330"),
                Some(false),
                "{program}: too old"
            );
        }
    }
}
