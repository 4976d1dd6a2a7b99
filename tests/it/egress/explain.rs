//! `frontdesk egress explain`, single and as a batch.

use frontdesk::cli::egress::{explain, explain_lines};
use frontdesk::egress::{PolicySettings, Rule};
use serde_json::{Value, json};

use super::cases;

fn lines(settings: &PolicySettings, input: &[u8]) -> Vec<Value> {
    let mut output = Vec::new();
    explain_lines(settings, input, &mut output).expect("written");
    String::from_utf8(output)
        .expect("text")
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect()
}

#[test]
fn a_batch_answers_line_by_line() {
    let input = [
        json!({"url": "https://example.com/", "addresses": ["93.184.216.34"]}).to_string(),
        json!({"url": "https://example.com/", "addresses": ["93.184.216.34", "10.0.0.1"]})
            .to_string(),
        json!({"url": "http://[::ffff:7f00:1]/"}).to_string(),
        "nonsense".to_owned(),
        json!({"url": "https://example.com/", "addresses": ["fe80::1%eth0"]}).to_string(),
        json!({"url": "ftp://example.com/", "addresses": []}).to_string(),
    ]
    .join("\n");
    let seen: Vec<(Value, Value)> = lines(&PolicySettings::default(), input.as_bytes())
        .into_iter()
        .map(|mut line| {
            assert!(
                line["message"]
                    .as_str()
                    .is_some_and(|message| message.len() > 10)
            );
            (line["verdict"].take(), line["rule"].take())
        })
        .collect();
    assert_eq!(
        seen,
        [
            (json!("allowed"), Value::Null),
            (json!("blocked"), json!("ip-private")),
            (json!("blocked"), json!("ip-embedded-ipv4")),
            (json!("blocked"), json!("input")),
            (json!("blocked"), json!("input")),
            (json!("blocked"), json!("url-scheme")),
        ]
    );
}

#[test]
fn a_batch_over_the_whole_table_agrees_with_it() {
    let mut run = 0;
    for (class, count) in [
        ("ip_special", 64),
        ("ip_public", 26),
        ("ip_embedded", 27),
        ("url_form", 52),
        ("url_scheme_port", 25),
    ] {
        let cases = cases::of(class, count);
        let input: Vec<String> = cases
            .iter()
            .map(|case| {
                json!({"url": case.text("url"), "addresses": case.texts("mock_dns")}).to_string()
            })
            .collect();
        let answers = lines(&PolicySettings::default(), input.join("\n").as_bytes());
        assert_eq!(answers.len(), cases.len());
        for (case, answer) in cases.iter().zip(answers) {
            case.check(answer["verdict"].as_str().expect("a verdict"), &answer);
            run += 1;
        }
    }
    assert_eq!(run, 194);
}

#[test]
fn one_url_is_one_line() {
    let mut output = Vec::new();
    let settings = PolicySettings::default();
    let allowed = explain(
        &settings,
        "https://localtest.me/",
        &[[127, 0, 0, 1].into()],
        &mut output,
    );
    assert!(!allowed.expect("written"));
    let allowed = explain(&settings, "https://example.com/", &[], &mut output);
    assert!(allowed.expect("written"));
    insta::assert_snapshot!(String::from_utf8(output).expect("text"), @r"
    blocked by ip-loopback: The URL's host is not at a public internet address; use a server that everybody can reach.
    allowed: No rule refuses this request.
    ");
}

#[test]
fn an_operator_may_allow_and_deny() {
    let settings = PolicySettings {
        allow: vec![
            "10.1.0.0/16".parse().unwrap(),
            "::ffff:0:0/96".parse().unwrap(),
        ],
        deny: vec![
            "10.1.2.0/24".parse().unwrap(),
            "93.184.216.0/24".parse().unwrap(),
        ],
        ..PolicySettings::default()
    };
    for (url, rule) in [
        ("http://10.1.1.1:8080/", None),
        ("http://10.2.1.1/", Some(Rule::IpPrivate)),
        ("http://10.1.2.1/", Some(Rule::IpDenied)),
        ("http://10.1.1.1:22/", Some(Rule::UrlPort)),
        ("http://93.184.216.34/", Some(Rule::IpDenied)),
        ("http://[::ffff:5db8:d822]/", Some(Rule::IpDenied)),
        ("http://[2002:a01:201::1]/", Some(Rule::IpDenied)),
        ("http://[64:ff9b::5db8:d822]/", Some(Rule::IpDenied)),
        (
            "http://[2001:470:1:2:0:5efe:5db8:d822]/",
            Some(Rule::IpDenied),
        ),
    ] {
        let input = json!({"url": url}).to_string();
        let seen = &lines(&settings, input.as_bytes())[0]["rule"];
        assert_eq!(seen.as_str(), rule.map(Rule::name), "{url}");
    }
}

/// Runs `frontdesk egress explain` on these arguments and this input: its exit code and what it writes.
fn run(arguments: &[&str], input: &str) -> (Option<i32>, String) {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .args(["egress", "explain"])
        .args(arguments)
        .env_clear()
        .env("FRONTDESK_EGRESS_DENY", "9.9.9.9")
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // It may not read what it is given.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
    )
}

#[test]
fn the_exit_code_says_whether_it_is_allowed() {
    let (code, said) = run(&["https://example.com/"], "");
    assert_eq!(code, Some(0));
    assert!(said.starts_with("allowed: "), "{said}");
    for (arguments, rule) in [
        (&["http://localhost/"][..], "host-special-use"),
        (
            &["https://example.com/", "--resolve", "10.0.0.1"],
            "ip-private",
        ),
        (
            &[
                "https://example.com/",
                "--resolve",
                "8.8.8.8",
                "--resolve",
                "::ffff:8.8.8.8",
            ],
            "ip-embedded-ipv4",
        ),
        (
            &["https://example.com/", "--resolve", "9.9.9.9"],
            "ip-denied",
        ),
    ] {
        let (code, said) = run(arguments, "");
        assert_eq!(code, Some(1), "{arguments:?}");
        assert!(said.starts_with(&format!("blocked by {rule}: ")), "{said}");
        assert_eq!(said.lines().count(), 1);
    }
    for arguments in [
        &[][..],
        &["--resolve", "10.0.0.1"],
        &["https://example.com/", "--resolve", "nowhere"],
        &["https://example.com/", "--json"],
    ] {
        assert_eq!(run(arguments, "").0, Some(2), "{arguments:?}");
    }
    let (code, said) = run(
        &["--json"],
        "{\"url\":\"http://[::1]/\"}\nnonsense\n{\"url\":\"https://example.com/\"}",
    );
    assert_eq!((code, said.lines().count()), (Some(0), 3));
}
