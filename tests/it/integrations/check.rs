//! `frontdesk integration check`

use std::path::PathBuf;

use frontdesk::cli::integration::{CheckArguments, check};
use frontdesk::egress::PolicySettings;
use frontdesk::vault::Secret;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::scene::settings;
use super::upstream::{Behaviour, Upstream};

struct Desk {
    folder: TempDir,
    settings: PolicySettings,
}

impl Desk {
    fn new(upstreams: &[&Upstream]) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            settings: settings(upstreams),
        }
    }

    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn manifest(&self, url: &str) -> CheckArguments {
        let manifest = json!({
            "frontdesk": 1,
            "name": "My Integration",
            "request": { "url": url, "headers": { "Authorization": "Bearer %api_key%" } },
            "secrets": [{ "name": "api_key" }],
            "placeholders": [
                { "name": "username", "path": "user.username" },
                { "name": "score", "path": "user.scores.high_score", "fallback": "none" }
            ]
        });
        CheckArguments {
            file: self.file("manifest.json", &manifest.to_string()),
            ..CheckArguments::default()
        }
    }

    /// Exit code, standard output, standard error.
    async fn check(&self, arguments: &CheckArguments) -> (u8, String, String) {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let code = check(arguments, &self.settings, &mut output, &mut errors)
            .await
            .unwrap();
        (
            code,
            String::from_utf8(output).unwrap(),
            String::from_utf8(errors).unwrap(),
        )
    }

    /// Exit code and the object of `--json`, without times.
    async fn json(&self, mut arguments: CheckArguments) -> (u8, Value) {
        arguments.json = true;
        let (code, output, errors) = self.check(&arguments).await;
        assert_eq!(errors, "");
        let mut report: Value = serde_json::from_str(&output).unwrap();
        for step in report["steps"].as_array_mut().unwrap() {
            assert!(
                step.as_object_mut()
                    .unwrap()
                    .remove("elapsed_ms")
                    .unwrap()
                    .is_number()
            );
        }
        (code, report)
    }
}

#[tokio::test]
async fn a_valid_manifest_shows_its_request() {
    let desk = Desk::new(&[]);
    let arguments = desk.manifest(
        "https://example.com/lookup?k=%api_key%&user=%user_id%&g=%guild_id%&t=%ticket_id%",
    );
    let arguments = CheckArguments {
        user: Some(frontdesk::model::UserId::new(1)),
        guild: Some(frontdesk::model::GuildId::new(2)),
        ticket: Some(3),
        ..arguments
    };
    let (code, report) = desk.json(arguments.clone()).await;
    assert_eq!(code, 0);
    insta::assert_snapshot!(serde_json::to_string_pretty(&report).unwrap(), @r#"
{
  "errors": [],
  "ok": true,
  "placeholders": {
    "score": {
      "fallback": true,
      "value": "none",
      "why": "nothing was asked; add --fetch or --response"
    },
    "username": {
      "fallback": true,
      "value": "N/A",
      "why": "nothing was asked; add --fetch or --response"
    }
  },
  "request": {
    "body": null,
    "headers": {
      "Authorization": "Bearer <api_key>"
    },
    "method": "GET",
    "url": "https://example.com/lookup?k=<api_key>&user=1&g=2&t=3"
  },
  "steps": []
}
"#);

    let given = CheckArguments {
        secrets: vec![Secret::new("api_key=a/b=c")],
        ..arguments
    };
    let (_, masked) = desk.json(given.clone()).await;
    assert_eq!(
        masked["request"]["url"],
        "https://example.com/lookup?k=***&user=1&g=2&t=3"
    );
    assert_eq!(masked["request"]["headers"]["Authorization"], "Bearer ***");
    let (_, revealed) = desk
        .json(CheckArguments {
            reveal: true,
            ..given
        })
        .await;
    assert_eq!(
        revealed["request"]["url"],
        "https://example.com/lookup?k=a%2Fb%3Dc&user=1&g=2&t=3"
    );
    assert_eq!(
        revealed["request"]["headers"]["Authorization"],
        "Bearer a/b=c"
    );
}

#[tokio::test]
async fn an_invalid_manifest_names_its_fields() {
    let desk = Desk::new(&[]);
    let arguments = CheckArguments {
        file: desk.file("manifest.json", r#"{"frontdesk":1,"name":"A","request":{"url":"https://example.com/%x%"},"placeholders":[{"name":"a","path":"$["}]}"#),
        ..CheckArguments::default()
    };
    let (code, report) = desk.json(arguments.clone()).await;
    assert_eq!(code, 1);
    insta::assert_snapshot!(serde_json::to_string_pretty(&report).unwrap(), @r#"
{
  "errors": [
    {
      "field": "request.url",
      "message": "`%x%` is unknown; use `%user_id%`, `%guild_id%`, `%ticket_id%` or the name of one of the integration's secrets."
    },
    {
      "field": "placeholders[0].path",
      "message": "This is not a valid JSONPath; compare it with `$.players[?@.id=='%user_id%'].name`, where placeholders stand inside quotation marks only."
    }
  ],
  "ok": false,
  "placeholders": {},
  "request": null,
  "steps": []
}
"#);
    let (code, output, _) = desk.check(&arguments).await;
    assert_eq!(code, 1);
    assert!(output.starts_with("error: request.url: "), "{output}");
}

#[tokio::test]
async fn a_saved_answer_is_read_as_a_real_one() {
    let desk = Desk::new(&[]);
    let arguments = CheckArguments {
        response: Some(desk.file(
            "answer.json",
            r#"{"user":{"username":"Ry*an","score":1},"more":"\u001b[31m"}"#,
        )),
        ..desk.manifest("https://example.com/")
    };
    let (code, report) = desk.json(arguments.clone()).await;
    assert_eq!((code, &report["ok"]), (0, &json!(true)));
    insta::assert_snapshot!(serde_json::to_string_pretty(&report["placeholders"]).unwrap(), @r#"
{
  "score": {
    "fallback": true,
    "value": "none",
    "why": "no key `scores` in `user`; it has `score`, `username`"
  },
  "username": {
    "fallback": false,
    "value": "Ry*an",
    "why": null
  }
}
"#);
    let (_, output, _) = desk.check(&arguments).await;
    let output: Vec<&str> = output
        .lines()
        .filter(|line| !line.contains(" ms "))
        .collect();
    insta::assert_snapshot!(output.join("\n"), @r#"
My Integration: the manifest is valid.

GET https://example.com/
Authorization: Bearer <api_key>


%score% = none  (no key `scores` in `user`; it has `score`, `username`)
%username% = Ry*an

No placeholder uses: more
These could be placeholders too, at these paths:
%more% = more
%user_score% = user.score
"#);

    let broken = CheckArguments {
        response: Some(desk.file("answer.json", "<html>")),
        ..arguments
    };
    let (code, report) = desk.json(broken).await;
    assert_eq!(code, 1);
    assert_eq!(report["errors"][0]["field"], "response");
    assert_eq!(report["placeholders"]["score"]["value"], "none");
}

#[tokio::test]
async fn a_fetch_makes_the_request() {
    let upstream = Upstream::start(Behaviour::json(r#"{"user":{"username":"planted-key"}}"#)).await;
    let desk = Desk::new(&[&upstream]);
    let arguments = CheckArguments {
        fetch: true,
        secrets: vec![Secret::new("api_key=planted-key")],
        ..desk.manifest(&upstream.url("/lookup"))
    };
    let (code, report) = desk.json(arguments.clone()).await;
    assert_eq!(code, 0, "{report}");
    assert_eq!(
        upstream.received()[0].header("authorization"),
        Some("Bearer planted-key")
    );
    let names: Vec<&str> = report["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "request",
            "address",
            "wait",
            "resolve",
            "connect",
            "status",
            "body",
            "json",
            "placeholders"
        ]
    );
    assert!(!report.to_string().contains("planted"));
    let (_, report) = desk
        .json(CheckArguments {
            reveal: true,
            ..arguments
        })
        .await;
    assert_eq!(report["placeholders"]["username"]["value"], "planted-key");

    let refused = Upstream::start(Behaviour::Status(401, String::new())).await;
    let desk = Desk::new(&[&refused]);
    let arguments = CheckArguments {
        fetch: true,
        ..desk.manifest(&refused.url("/lookup"))
    };
    let (code, report) = desk.json(arguments).await;
    assert_eq!((code, &report["ok"]), (1, &json!(false)));
    assert_eq!(report["errors"][0]["field"], "request");
    assert_eq!(
        refused.received()[0].header("authorization"),
        Some("Bearer <api_key>")
    );
}

#[tokio::test]
async fn arguments_that_do_not_fit_are_a_usage_error() {
    let desk = Desk::new(&[]);
    let base = desk.manifest("https://example.com/");
    let mut said = Vec::new();
    for arguments in [
        CheckArguments {
            fetch: true,
            response: Some("x".into()),
            ..base.clone()
        },
        CheckArguments {
            secrets: vec![Secret::new("api_key")],
            ..base.clone()
        },
        CheckArguments {
            secrets: vec![Secret::new("other=1")],
            ..base.clone()
        },
    ] {
        let (code, output, errors) = desk.check(&arguments).await;
        assert_eq!((code, output.as_str()), (2, ""));
        said.push(errors);
    }
    insta::assert_snapshot!(said.concat(), @r#"
Use --fetch or --response, not both.
Write each secret as --secret NAME=VALUE.
The manifest declares no secret `other`; check its name.
"#);
    let missing = CheckArguments {
        file: "/nonexistent/manifest.json".into(),
        ..base
    };
    let (code, report) = desk.json(missing).await;
    assert_eq!((code, &report["ok"]), (1, &json!(false)));
}
