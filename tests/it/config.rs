//! `frontdesk config`, as an operator runs it, and a running bot that hears of it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use frontdesk::config::{Config, Environment};
use frontdesk::instance::known;
use frontdesk::vault::Secret;

use crate::support::Desk;

/// Runs the binary over a data folder, with these variables and this on standard input.
fn run(folder: &Path, variables: &[(&str, &str)], arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .arg("config")
        .args(arguments)
        .env_clear()
        .env("FRONTDESK_DATA_DIR", folder)
        .envs(variables.iter().copied())
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A program that refuses its arguments reads nothing.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().unwrap()
}

/// What it printed, and its code if that is not 0.
fn shown(output: &Output) -> String {
    let mut shown = String::from_utf8(output.stdout.clone()).unwrap();
    shown.push_str(std::str::from_utf8(&output.stderr).unwrap());
    match output.status.code() {
        Some(0) => shown,
        code => format!("{shown}(exit {code:?})"),
    }
}

#[test]
fn values_are_set_shown_masked_and_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let config = |arguments: &[&str]| shown(&run(folder.path(), &[], arguments, ""));
    assert_eq!(config(&["get"]), "{}\n");
    insta::assert_snapshot!(
        config(&["set", "patreon.client_id=abc", "patreon.client_secret=planted", "my.own=a=b c"]),
        @r"
    patreon.client_id is set
    patreon.client_secret is set
    my.own is set
    "
    );
    insta::assert_snapshot!(config(&["set", "--secret", "my.pin=planted"]), @"my.pin is set");
    insta::assert_snapshot!(config(&["get"]), @r#"
    {
      "my": {
        "own": "a=b c",
        "pin": "***"
      },
      "patreon": {
        "client_id": "abc",
        "client_secret": "***"
      }
    }
    "#);
    insta::assert_snapshot!(config(&["get", "patreon", "--reveal"]), @r#"
    {
      "client_id": "abc",
      "client_secret": "planted"
    }
    "#);
    assert_eq!(config(&["get", "my.own"]), "a=b c\n");
    assert_eq!(config(&["get", "my.pin"]), "***\n");
    assert_eq!(config(&["get", "my.pin", "--reveal"]), "planted\n");
    assert_eq!(
        config(&["get", "patreon.api_url"]),
        "https://www.patreon.com\n"
    );
    insta::assert_snapshot!(config(&["get", "bloxlink.api_key"]), @r"
    bloxlink.api_key is not set
    (exit Some(1))
    ");

    // A secret stays one, whoever sets it again.
    config(&["set", "my.pin=other"]);
    assert_eq!(config(&["get", "my.pin"]), "***\n");
    insta::assert_snapshot!(config(&["unset", "my.pin", "my.other"]), @r"
    my.pin is forgotten
    my.other was not set
    (exit Some(1))
    ");
    assert!(!config(&["get"]).contains("pin"));
}

#[test]
fn nothing_is_set_when_one_value_is_wrong_and_no_value_is_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |wrong: &str| {
        let output = run(folder.path(), &[], &["set", "good=1", wrong], "");
        assert_eq!(output.status.code(), Some(1), "{wrong}");
        let shown = shown(&output);
        assert!(!shown.contains("planted"), "{shown}");
        shown.lines().next().unwrap().to_owned()
    };
    let said: Vec<_> = [
        "no value",
        "a..b=planted",
        "bloxlink.api_key=",
        "bloxlink.api_key=two planted",
        "patreon.campaign_id=planted",
        "crypto.api_url=http://planted.example",
        "crypto.api_url=https://user:planted@example.com",
        "patreon=planted",
        "patreon.client_id.more=planted",
        "good=planted",
        "line=planted\nbreak",
    ]
    .map(refused)
    .into();
    insta::assert_snapshot!(said.join("\n"), @"
    nothing was set: write PATH=VALUE, like patreon.client_id=abc
    nothing was set: `a..b` is no path: write letters, digits, `_` and `-` with dots between, like `patreon.client_id`
    nothing was set: bloxlink.api_key must not be empty: `frontdesk config unset bloxlink.api_key` forgets it
    nothing was set: bloxlink.api_key must be one word as the service shows it, without spaces
    nothing was set: patreon.campaign_id must be a number, as it stands in the service's addresses
    nothing was set: crypto.api_url must be an `https:` address; `http:` is for a literal address such as `http://127.0.0.1:9000` alone
    nothing was set: crypto.api_url must be the address of an API, like `https://api.example.com`
    nothing was set: `patreon` cannot be set beside `patreon.client_id`: one would be inside the other
    nothing was set: `patreon.client_id.more` cannot be set beside `patreon.client_id`: one would be inside the other
    nothing was set: `good` is given twice
    nothing was set: line must be one line of text, of at most 4096 bytes
    ");
    assert_eq!(shown(&run(folder.path(), &[], &["get"], "")), "{}\n");
    assert_eq!(run(folder.path(), &[], &["set"], "").status.code(), Some(2));
}

#[test]
fn a_value_from_standard_input_is_in_no_argument_and_in_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(
        folder.path(),
        &[],
        &["set", "bloxlink.api_key=-"],
        "planted-9f\r\n",
    );
    assert_eq!(shown(&output), "bloxlink.api_key is set\n");
    let get = ["get", "bloxlink.api_key", "--reveal"];
    assert_eq!(shown(&run(folder.path(), &[], &get, "")), "planted-9f\n");
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(10).any(|window| window == b"planted-9f"));
    }
    let twice = run(folder.path(), &[], &["set", "a=-", "b=-"], "one\ntwo\n");
    insta::assert_snapshot!(shown(&twice), @r"
    nothing was set: only one value can be read from standard input
    (exit Some(1))
    ");
    let empty = run(folder.path(), &[], &["set", "a=-"], "");
    assert_eq!(empty.status.code(), Some(1));
}

#[test]
fn the_environment_wins_and_is_judged_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let variables = [
        ("FRONTDESK_CONFIG_CRYPTO_API_URL", "https://prices.example"),
        ("FRONTDESK_CONFIG_MY_OWN", "theirs"),
    ];
    let config = |arguments: &[&str]| shown(&run(folder.path(), &variables, arguments, ""));
    insta::assert_snapshot!(config(&["set", "my.own=mine"]), @r"
    my.own is set
    note: FRONTDESK_CONFIG_MY_OWN wins over what is stored
    ");
    assert_eq!(config(&["get", "my.own"]), "theirs\n");
    assert_eq!(
        config(&["get", "crypto.api_url"]),
        "https://prices.example\n"
    );
    let stored = run(folder.path(), &[], &["get", "my.own"], "");
    assert_eq!(shown(&stored), "mine\n");

    let environment = Environment::from_pairs([
        ("DISCORD_TOKEN", "a.b.c"),
        ("FRONTDESK_CONFIG_CRYPTO_API_URL", "planted.example"),
    ]);
    let problems = Config::read(&environment).unwrap_err();
    insta::assert_snapshot!(problems, @"FRONTDESK_CONFIG_CRYPTO_API_URL must be the address of an API, like `https://api.example.com`");
}

#[test]
fn help_lists_the_known_paths() {
    let folder = tempfile::tempdir().unwrap();
    let help = shown(&run(folder.path(), &[], &["get", "--help"], ""));
    for known in known::ALL {
        assert!(help.contains(known.path), "{help}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_bot_goes_by_a_change_within_five_seconds() {
    let desk = Desk::open().await;
    let settings = &desk.bot().instance_settings;
    assert!(
        settings
            .get(&known::BLOXLINK_API_KEY)
            .await
            .unwrap()
            .is_none()
    );
    for (arguments, expected) in [
        (["set", "bloxlink.api_key=k1"], Some("k1")),
        (["set", "bloxlink.api_key=k2"], Some("k2")),
        (["unset", "bloxlink.api_key"], None),
    ] {
        let output = run(desk.folder(), &[], &arguments, "");
        assert!(output.status.success(), "{}", shown(&output));
        let start = Instant::now();
        loop {
            let value = settings.get(&known::BLOXLINK_API_KEY).await.unwrap();
            if value.as_ref().map(Secret::expose) == expected {
                break;
            }
            assert!(start.elapsed() < Duration::from_secs(5));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
