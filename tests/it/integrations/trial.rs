//! What `/integration test` tells.

use frontdesk::integrations::Trial;
use serde_json::json;

use super::scene::{GUILD, Scene, context, english, manifest, manifest_with_key, read, secrets};
use super::upstream::{Behaviour, Upstream};

const ANSWER: &str = r#"{"online_status":"Online","user":{"username":"Ryan","Score":3000},"level":1.50,"extra":1,"more":[]}"#;

/// A trace without times and ports.
fn shown(trial: &Trial, upstream: &Upstream) -> String {
    let mut lines = vec![trial.request_line()];
    lines.extend(
        trial
            .request
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}")),
    );
    for step in &trial.steps {
        lines.push(format!(
            "{} {} {}",
            if step.ok { "ok  " } else { "FAIL" },
            step.name,
            step.detail
        ));
    }
    lines.extend(
        trial
            .error
            .iter()
            .map(|error| format!("error: {}", english(error))),
    );
    for placeholder in &trial.placeholders {
        let why = placeholder.why.as_ref().map(english).unwrap_or_default();
        lines.push(
            format!("%{}% = {} {why}", placeholder.name, placeholder.shown())
                .trim()
                .to_owned(),
        );
    }
    lines.push(format!("unused: {:?}", trial.unused_keys));
    for suggestion in &trial.suggestions {
        lines.push(format!(
            "suggested: {} = {}",
            suggestion.name, suggestion.path
        ));
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    lines.join("\n").replace(&upstream.port.to_string(), "PORT")
}

#[tokio::test]
async fn a_trace_lets_an_author_mend_the_integration() {
    let upstream = Upstream::start(Behaviour::json(ANSWER)).await;
    let scene = Scene::new(&[&upstream]).await;
    let mut manifest = manifest_with_key(
        "A",
        &upstream.url("/lookup?k=%api_key%&r=%region%&user=%user_id%"),
        &[],
    );
    manifest.secrets.extend(read(&json!({
        "frontdesk": 1, "name": "x", "request": { "url": "" }, "secrets": [{ "name": "region", "sensitive": false }]
    })).secrets);
    manifest.placeholders = serde_json::from_value(json!([
        { "name": "online_status", "path": "online_status" },
        { "name": "high_score", "path": "user.scores.high_score", "fallback": "none" },
        { "name": "score", "path": "user.score" },
        { "name": "level", "path": "level", "format": "number" },
    ]))
    .unwrap();
    let given = secrets(&[("api_key", "planted/key"), ("region", "eu west")]);
    let trial = scene
        .service
        .trial(&manifest, &given, &context(GUILD))
        .await;
    insta::assert_snapshot!(shown(&trial, &upstream), @r#"
GET http://127.0.0.1:PORT/lookup?k=***&r=eu%20west&user=585576154958921739
Authorization: Bearer ***
ok   request GET
ok   address http://127.0.0.1:PORT
ok   wait
ok   resolve
ok   connect
ok   status 200
ok   body 99
ok   json 5 keys
ok   placeholders 2/4
%online_status% = Online
%high_score% = none no key `scores` in `user`; it has `Score`, `username`
%score% = N/A no key `score` in `user`; it has `Score`, `username`
%level% = 1.50
unused: ["extra", "more"]
suggested: extra = extra
suggested: user_username = user.username
suggested: user_score = user.Score
"#);
    insta::assert_snapshot!(shown(&trial.for_stranger(), &upstream).lines().take(2).collect::<Vec<_>>().join("\n"), @r#"
GET http://127.0.0.1:PORT
Authorization: ***
"#);
}

#[tokio::test]
async fn a_trace_hides_what_a_server_echoes() {
    let upstream = Upstream::start(Behaviour::Echo).await;
    let scene = Scene::new(&[&upstream]).await;
    let mut manifest = manifest_with_key(
        "A",
        &upstream.url("/?k=%api_key%"),
        &["lines", "body", "nothing"],
    );
    manifest.request.method = "POST".into();
    let given = secrets(&[("api_key", "plänted key/\"")]);
    let failed = scene
        .service
        .trial(&manifest, &given, &context(GUILD))
        .await;
    insta::assert_snapshot!(shown(&failed, &upstream), @r#"
POST http://127.0.0.1:PORT/?k=***
Authorization: Bearer ***
FAIL request
error: The value of `api_key` cannot stand in the header `Authorization`, so the request was not sent; enter it again without line breaks and special characters.
%lines% = no lines there is no usable answer
%body% = no body there is no usable answer
%nothing% = no nothing there is no usable answer
unused: []
"#);

    let given = secrets(&[("api_key", "planted key/\"")]);
    let trial = scene
        .service
        .trial(&manifest, &given, &context(GUILD))
        .await;
    let trace = format!("{trial:?}");
    assert!(upstream.received()[0].head.contains("planted%20key%2F%22"));
    assert!(
        trial.placeholders[0]
            .shown()
            .contains("authorization: Bearer ***"),
        "{trace}"
    );
    assert!(!trace.contains("planted"), "{trace}");
}

#[tokio::test]
async fn an_error_hides_what_a_server_redirects_to() {
    let upstream = Upstream::start(Behaviour::Redirect(
        "https://planted-key.evil.example/".into(),
    ))
    .await;
    let scene = Scene::new(&[&upstream]).await;
    let manifest = manifest_with_key("A", &upstream.url("/"), &["name"]);
    let given = secrets(&[("api_key", "planted-key")]);
    let trial = scene
        .service
        .trial(&manifest, &given, &context(GUILD))
        .await;
    insta::assert_snapshot!(shown(&trial, &upstream), @r#"
GET http://127.0.0.1:PORT/
Authorization: Bearer ***
ok   request GET
ok   address http://127.0.0.1:PORT
ok   wait
ok   resolve
ok   connect
FAIL status 302
error: The host redirects to https://***.evil.example, and redirects are not followed; put the final address into the URL.
%name% = no name there is no usable answer
unused: []
"#);
    assert!(!format!("{trial:?}").contains("planted"));
}

#[tokio::test]
async fn each_answer_that_is_none_has_its_sentence() {
    let mut seen = Vec::new();
    for behaviour in [
        Behaviour::json("<html>"),
        Behaviour::json("[]"),
        Behaviour::json(""),
        Behaviour::Status(204, String::new()),
        Behaviour::Status(401, r#"{"name":"denied"}"#.into()),
        Behaviour::Huge,
        Behaviour::Half,
    ] {
        let upstream = Upstream::start(behaviour).await;
        let scene = Scene::new(&[&upstream]).await;
        let manifest = manifest("A", &upstream.url("/"), &["name"]);
        let trial = scene
            .service
            .trial(&manifest, &secrets(&[]), &context(GUILD))
            .await;
        let error = trial.error.as_ref().map(english).unwrap_or_default();
        let why = trial.placeholders[0]
            .why
            .as_ref()
            .map(english)
            .unwrap_or_default();
        seen.push(format!("{error} ({why})"));
    }
    insta::assert_snapshot!(seen.join("\n"), @r#"
The answer is not a JSON object: it cannot be read at line 1, column 1. (there is no usable answer)
The answer is not a JSON object; answer with one in curly braces. (there is no usable answer)
The answer is empty, so it is not a JSON object; answer with an empty object in curly braces if nothing is known. (there is no usable answer)
 (the answer is empty: nothing is known about this user)
The host answered with HTTP status 401 instead of 200; check the URL, the headers and the server. (there is no usable answer)
The answer is larger than 65,536 bytes; send only what is needed. (there is no usable answer)
The host's answer broke off or is not valid HTTP; check the server. (there is no usable answer)
"#);
}
