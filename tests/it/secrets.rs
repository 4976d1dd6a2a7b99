//! A planted secret occurs nowhere: not on the disk, not in a log, not on a terminal, not in an answer.

use std::path::Path;
use std::process::Command;

use frontdesk_sandbox::Upstream;
use frontdesk_sandbox::upstream::EXAMPLE_USER;

use crate::support::Desk;

/// The value that an admin enters; nothing else in the world looks like it.
const PLANTED: &str = "planted-Zq7-secret-value";

/// The same, as a URL carries it and as JSON does: nothing to escape, so that one search finds every form.
fn assert_absent(text: &[u8], place: &str) {
    let found = text
        .windows(PLANTED.len())
        .any(|window| window == PLANTED.as_bytes());
    assert!(!found, "the secret stands in {place}");
}

fn files(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else {
            into.push(path);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_is_in_no_answer_and_in_no_file() {
    let upstream = Upstream::start(PLANTED).await.unwrap();
    let mut desk = Desk::closed().await;
    desk.allow(upstream.address());
    desk.start().await;
    let admin = desk.user("admin");
    let run = |line: String| {
        let action = admin.run(&line).in_channel("general");
        async move { action.finished().await }
    };

    let url = upstream.url("/lookup?user=%user_id%");
    let mut seen = vec![
        run(format!("/integration create name:Game url:{url}")).await,
        run("/integration secret add integration:Game name:api_key".to_owned()).await,
        run(
            "/integration header set integration:Game name:Authorization value:%api_key%"
                .to_owned(),
        )
        .await,
        run(
            "/integration placeholder set integration:Game name:player path:user.username"
                .to_owned(),
        )
        .await,
    ];
    let form = admin
        .run("/integration activate integration:Game")
        .in_channel("general")
        .attempt()
        .await
        .unwrap();
    let card = form
        .modal()
        .fill("api_key", PLANTED)
        .submit()
        .finished()
        .await;
    let active = card.press("Confirm").finished().await;
    seen.extend([card, active]);
    let test = run(format!(
        "/integration test integration:Game user:{EXAMPLE_USER}"
    ))
    .await;
    assert!(test.text().contains("Ryan"), "{}", test.text());
    seen.push(test);
    for line in [
        "view integration:Game",
        "list",
        "log integration:Game",
        "export integration:Game",
    ] {
        seen.push(run(format!("/integration {line}")).await);
    }

    for reply in &seen {
        assert_absent(reply.text().as_bytes(), "an answer");
        let shown = reply.message();
        let payload = shown.map(|message| format!("{:?}", message.message()));
        assert_absent(
            payload.unwrap_or_default().as_bytes(),
            "an answer's payload",
        );
    }
    let active = desk.bot().integrations.active(desk.guild()).await.unwrap();
    assert_eq!(active[0].secrets["api_key"].expose(), PLANTED);
    assert_absent(format!("{active:?}").as_bytes(), "Debug output");

    desk.stop().await;
    let mut paths = Vec::new();
    files(desk.folder(), &mut paths);
    assert!(paths.iter().any(|path| path.ends_with("frontdesk.db")));
    for path in paths {
        assert_absent(&std::fs::read(&path).unwrap(), &path.display().to_string());
    }
}

#[test]
fn the_tutorial_at_trace_level_prints_neither_key_nor_token() {
    let output = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .args(["sandbox", "--once"])
        .env_clear()
        .env("RUST_LOG", "trace")
        .current_dir(std::env::temp_dir())
        .output()
        .unwrap();
    let terminal = String::from_utf8_lossy(&output.stdout).into_owned();
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{terminal}\n{log}");
    assert!(
        log.contains("registered the commands"),
        "the log was not read"
    );
    for secret in [
        "tutorial-key-7f3a",
        frontdesk_sandbox::Options::default().token.as_str(),
    ] {
        assert!(!terminal.contains(secret), "the terminal shows a secret");
        for line in log.lines() {
            assert!(!line.contains(secret), "a log line shows a secret: {line}");
        }
    }
}
