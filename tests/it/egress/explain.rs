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
