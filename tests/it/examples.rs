//! What the documentation shows to authors: each manifest is checked, and the Rust server is run.

use std::fs;
use std::path::{Path, PathBuf};

use frontdesk::cli::integration::{CheckArguments, check};
use frontdesk::egress::PolicySettings;
use frontdesk::model::UserId;
use frontdesk::vault::Secret;
use serde_json::Value;

#[expect(
    dead_code,
    unreachable_pub,
    clippy::disallowed_methods,
    reason = "a program of its own, of which the test takes the router"
)]
#[path = "../../docs/examples/axum/main.rs"]
mod axum_example;

const KEY: &str = "key-of-the-example";

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

async fn report(arguments: CheckArguments, settings: &PolicySettings) -> (u8, Value) {
    let arguments = CheckArguments {
        json: true,
        ..arguments
    };
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let code = check(&arguments, settings, &mut output, &mut errors)
        .await
        .unwrap();
    (code, serde_json::from_slice(&output).unwrap())
}

#[tokio::test]
async fn the_axum_server_is_the_tutorial_s_api() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = axum::serve(listener, axum_example::router(KEY));
    let server = tokio::spawn(server.into_future());
    let mut settings = PolicySettings {
        allow: vec!["127.0.0.1/32".parse().unwrap()],
        ..PolicySettings::default()
    };
    settings.ports.insert(address.port());
    let manifest = fs::read_to_string(docs().join("examples/manifest.json")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("manifest.json");
    fs::write(
        &file,
        manifest.replace("127.0.0.1:8080", &address.to_string()),
    )
    .unwrap();
    let ask = |user: u64, key: &str| CheckArguments {
        file: file.clone(),
        user: Some(UserId::new(user)),
        secrets: vec![Secret::new(format!("api_key={key}"))],
        fetch: true,
        ..CheckArguments::default()
    };

    let (code, known) = report(ask(585_576_154_958_921_739, KEY), &settings).await;
    assert_eq!((code, &known["ok"]), (0, &Value::Bool(true)), "{known}");
    let value = |report: &Value, name: &str| report["placeholders"][name]["value"].clone();
    assert_eq!(value(&known, "username"), "Ryan");
    assert_eq!(value(&known, "high_score"), "3000");
    let (code, stranger) = report(ask(7, KEY), &settings).await;
    assert_eq!((code, value(&stranger, "username")), (0, "N/A".into()));
    let (code, refused) = report(ask(7, "wrong"), &settings).await;
    assert_eq!(
        (code, &refused["ok"]),
        (1, &Value::Bool(false)),
        "{refused}"
    );
    server.abort();
}

#[tokio::test]
async fn the_price_guide_s_manifest_reads_the_answer_beside_it() {
    let arguments = CheckArguments {
        file: docs().join("examples/coins.json"),
        secrets: vec![Secret::new("currency=usd")],
        response: Some(docs().join("examples/prices.json")),
        ..CheckArguments::default()
    };
    let (code, report) = report(arguments, &PolicySettings::default()).await;
    assert_eq!(code, 0, "{report}");
    assert_eq!(report["placeholders"]["btc"]["value"], "67187.3358936566");
    assert_eq!(report["placeholders"]["eth"]["value"], "3117.15");
    let guide = fs::read_to_string(docs().join("integrations-crypto.md")).unwrap();
    for file in ["coins.json", "prices.json"] {
        let example = fs::read_to_string(docs().join("examples").join(file)).unwrap();
        assert!(
            guide.contains(&example),
            "{file} is not what the guide shows"
        );
    }
}
