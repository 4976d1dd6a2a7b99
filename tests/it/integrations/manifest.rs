//! What an author hears about a manifest.

use frontdesk::integrations::Manifest;
use frontdesk::integrations::manifest::refusal;
use serde_json::{Value, json};

use super::scene::{english, manifest, manifest_with_key, policy, refused};

fn tutorial() -> Value {
    json!({
        "frontdesk": 1,
        "name": "My Integration",
        "description": "In-game names and scores.",
        "logo_url": "https://example.com/logo.png",
        "privacy_policy_url": "https://example.com/privacy",
        "request": {
            "method": "GET",
            "url": "https://example.ticketsbot.net/lookup?user=%user_id%",
            "headers": { "Authorization": "%api_key%" }
        },
        "validation_url": null,
        "cache_seconds": 0,
        "secrets": [{ "name": "api_key", "description": "From your account page", "sensitive": true }],
        "placeholders": [
            { "name": "username", "path": "user.username", "fallback": "N/A", "format": "text" }
        ]
    })
}

/// Each mistake as `field: sentence`.
fn mistakes(manifest: &Value) -> Vec<String> {
    mistakes_in(manifest.to_string().as_bytes())
}

fn mistakes_in(json: &[u8]) -> Vec<String> {
    match Manifest::parse(json, &policy()) {
        Ok(_) => Vec::new(),
        Err(errors) => errors
            .iter()
            .map(|error| format!("{}: {}", error.field, english(&error.text)))
            .collect(),
    }
}

/// The fields that are wrong after a change to the tutorial's manifest.
fn fields(pointer: &str, value: Value) -> Vec<String> {
    let mut manifest = tutorial();
    *manifest.pointer_mut(pointer).unwrap() = value;
    mistakes(&manifest)
        .iter()
        .map(|mistake| mistake.split(": ").next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_tutorials_manifest_comes_back_as_it_went_in() {
    let written = tutorial().to_string();
    let with_mark = format!("\u{feff}{written}");
    let manifest = Manifest::parse(with_mark.as_bytes(), &policy()).unwrap();
    assert_eq!(manifest.slug(), "my_integration");
    assert_eq!(manifest.host(), "example.ticketsbot.net");
    let again = Manifest::parse(manifest.to_json().as_bytes(), &policy()).unwrap();
    assert_eq!(again, manifest);
    assert_eq!(
        serde_json::from_str::<Value>(&manifest.to_json()).unwrap(),
        tutorial()
    );
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let manifest = json!({
        "frontdesk": 2,
        "name": "event",
        "colour": "red",
        "logo_url": "http://10.0.0.1/logo.png",
        "request": {
            "method": "PUT",
            "url": "https://%region%.example.net/%nosuch%/100%",
            "headers": { "Host": "x", "X-A": "1\r\n2", "x-a": "%api_key%" }
        },
        "validation_url": 7,
        "cache_seconds": 90000,
        "secrets": [{ "name": "region" }, { "name": "username" }, { "name": "Bad Name", "senstive": true }],
        "placeholders": [
            { "name": "a", "path": "$.players[" },
            { "name": "a", "path": "a..b", "format": "html" },
            "text"
        ]
    });
    insta::assert_snapshot!(mistakes(&manifest).join("\n"), @r#"
validation_url: This must be a text in quotation marks.
secrets[2].senstive: This field does not exist; the fields here are `name`, `description`, `sensitive`.
placeholders[1].format: The format must be `text`, `markdown`, `timestamp` or `number`.
placeholders[2]: This must be an object in curly braces.
colour: This field does not exist; the fields here are `frontdesk`, `name`, `description`, `logo_url`, `privacy_policy_url`, `request`, `validation_url`, `cache_seconds`, `secrets`, `placeholders`.
frontdesk: This version of the format does not exist; write `1`.
name: `event` already means something in templates; choose another name.
logo_url: The URL's host is not at a public internet address; use a server that everybody can reach.
cache_seconds: Answers can be kept for at most 86,400 seconds.
request.method: The method must be `GET` or `POST`.
request.headers.Host: `Host` cannot be set, because it belongs to the connection itself; remove it.
request.headers.X-A: A header's value may hold visible ASCII characters and spaces only; remove line breaks and other characters.
request.headers.x-a: This header occurs twice, since case makes no difference; remove one of the two.
request.headers.x-a: `%api_key%` is unknown; use `%user_id%`, `%guild_id%`, `%ticket_id%` or the name of one of the integration's secrets.
request.url: `%region%` stands in the URL's scheme, host or port; placeholders may stand in its path and query only.
request.url: `%nosuch%` is unknown; use `%user_id%`, `%guild_id%`, `%ticket_id%` or the name of one of the integration's secrets.
request.url: The URL holds a `%` that begins neither a placeholder nor an escape; write it as `%25`.
secrets[1].name: `username` is a built-in placeholder; call the secret something else.
secrets[2].name: A name here has 1 to 32 characters: small letters `a` to `z`, digits and `_`.
placeholders[0].path: This is not a valid JSONPath; compare it with `$.players[?@.id=='%user_id%'].name`, where placeholders stand inside quotation marks only.
placeholders[1].name: This name occurs twice; rename one of the two.
placeholders[1].path: The path has a dot too many; write it like `user.name`.
"#);
}

#[test]
fn a_file_that_is_no_manifest_is_one_mistake() {
    let large = vec![b' '; 1_000_000];
    for (json, sentence) in [
        (large.as_slice(), "at most 64 KiB"),
        (b"[]", "must be an object"),
        (b"{\"frontdesk\": 1,\n}", "line 1, column 16"),
        (b"{\"name\": \"\xe9\"}", "not UTF-8"),
        ("[".repeat(60_000).as_bytes(), "too deeply"),
        (b"", "line 1, column 1"),
    ] {
        let mistakes = mistakes_in(json);
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        assert!(mistakes[0].contains(sentence), "{mistakes:?}");
    }
}

#[test]
fn what_occurs_twice_is_refused() {
    let twice =
        tutorial()
            .to_string()
            .replacen("\"cache_seconds\"", "\"name\":\"B\",\"cache_seconds\"", 1);
    assert_eq!(
        mistakes_in(twice.as_bytes()),
        ["name: This field occurs twice; remove one of the two."]
    );
    let twice = tutorial().to_string().replacen(
        "{\"Authorization\"",
        "{\"Authorization\":\"a\",\"Authorization\"",
        1,
    );
    assert_eq!(
        mistakes_in(twice.as_bytes()),
        ["request.headers.Authorization: This field occurs twice; remove one of the two."]
    );
}

#[test]
fn limits_hold_to_the_character() {
    let long = |count: usize| json!("ä".repeat(count));
    let url = |count: usize| json!(format!("https://example.com/{}", "a".repeat(count - 20)));
    let many = |count: usize, field: &str| -> Value {
        (0..count)
            .map(|index| json!({ "name": format!("n{index}"), field: "x" }))
            .collect()
    };
    let headers = |count: usize| -> Value {
        let header = |index: usize| (format!("X-{index}"), json!("v"));
        Value::Object((0..count).map(header).collect())
    };
    for (pointer, fits, does_not) in [
        ("/name", long(32), long(33)),
        ("/name", json!("a"), json!("")),
        ("/description", long(255), long(256)),
        ("/logo_url", url(512), url(513)),
        ("/privacy_policy_url", url(512), url(513)),
        ("/request/url", url(512), url(513)),
        ("/cache_seconds", json!(86_400), json!(86_401)),
        ("/request/headers", headers(10), headers(11)),
        (
            "/request/headers",
            json!({ "a".repeat(64): "v" }),
            json!({ "a".repeat(65): "v" }),
        ),
        (
            "/request/headers",
            json!({ "A": "v".repeat(512) }),
            json!({ "A": "v".repeat(513) }),
        ),
        ("/placeholders", many(25, "path"), many(26, "path")),
        ("/placeholders/0/path", long(255), long(256)),
        ("/placeholders/0/fallback", long(255), long(256)),
        (
            "/placeholders/0/name",
            json!("a".repeat(32)),
            json!("a".repeat(33)),
        ),
        ("/secrets/0/description", long(255), long(256)),
    ] {
        assert!(fields(pointer, fits).is_empty(), "{pointer}");
        assert!(!fields(pointer, does_not).is_empty(), "{pointer}");
    }
    let mut manifest = tutorial();
    manifest["request"]["headers"] = json!({});
    manifest["secrets"] = many(5, "description");
    assert!(mistakes(&manifest).is_empty());
    manifest["secrets"] = many(6, "description");
    assert_eq!(mistakes(&manifest).len(), 1);
}

#[test]
fn names_are_those_that_templates_can_say() {
    for good in ["Größe 2", "a-b_c", "プレイヤー"] {
        assert!(fields("/name", json!(good)).is_empty(), "{good}");
    }
    for bad in [
        "a.b", "a%b", " a", "a ", "a\nb", "Body", "FORM", "event", "User ID", "server", "claimed",
        "a|b",
    ] {
        assert_eq!(fields("/name", json!(bad)), ["name"], "{bad}");
    }
    for bad in ["user_id", "channel", "id", "API", "a-b", ""] {
        assert!(
            fields("/secrets/0/name", json!(bad)).contains(&"secrets[0].name".to_owned()),
            "{bad}"
        );
    }
}

#[test]
fn secrets_travel_encrypted() {
    let on = |url: &str| -> Vec<String> {
        mistakes(&serde_json::to_value(manifest_with_key("A", url, &[])).unwrap())
    };
    assert!(on("https://example.com/").is_empty());
    assert_eq!(
        on("http://example.com/"),
        [
            "request.url: This request carries a secret, and http:// sends it readable for everybody on the way; use https://."
        ]
    );
    let mut plain = manifest("A", "http://example.com/?u=%user_id%", &["name"]);
    assert!(plain.check(&policy()).is_empty());
    plain
        .request
        .headers
        .extend([("authorization".to_owned(), "fixed".to_owned())]);
    assert_eq!(plain.check(&policy()).len(), 1);

    let operators_own = frontdesk::egress::Policy::new(&super::scene::settings(&[]));
    assert!(
        manifest_with_key("A", "http://127.0.0.1/", &[])
            .check(&operators_own)
            .is_empty()
    );
}

#[test]
fn a_refusal_lists_the_mistakes() {
    let errors = Manifest::parse(b"{\"name\":\"A\"}", &policy()).unwrap_err();
    insta::assert_snapshot!(refused::<()>(Err(refusal(&errors))), @r#"
The integration has 2 mistakes:
`frontdesk`: This field is missing; add it.
`request`: This field is missing; add it.
"#);
    let errors = Manifest::parse(b"[]", &policy()).unwrap_err();
    insta::assert_snapshot!(refused::<()>(Err(refusal(&errors))), @r#"
The integration has a mistake:
This must be an object in curly braces.
"#);
}

#[test]
fn consent_covers_where_secrets_go_and_nothing_else() {
    let base = manifest_with_key("A", "https://api.example.com/a?u=%user_id%", &["name"]);
    let changed = |change: &dyn Fn(&mut Manifest)| {
        let mut manifest = base.clone();
        change(&mut manifest);
        manifest.consent_hash() != base.consent_hash()
    };
    assert!(!changed(&|_| {}));
    assert!(!changed(&|manifest| manifest.name = "B".into()));
    assert!(!changed(&|manifest| manifest.placeholders.clear()));
    assert!(!changed(
        &|manifest| manifest.request.url = "https://api.example.com:443/b".into()
    ));
    assert!(changed(
        &|manifest| manifest.request.url = "https://api.example.org/a".into()
    ));
    assert!(changed(
        &|manifest| manifest.request.url = "http://api.example.com/a".into()
    ));
    assert!(changed(
        &|manifest| manifest.request.url = "https://api.example.com:8443/a".into()
    ));
    assert!(changed(&|manifest| manifest.request.method = "POST".into()));
    assert!(changed(&|manifest| manifest.request.headers.clear()));
    assert!(changed(&|manifest| {
        manifest
            .request
            .headers
            .insert("X-Key".into(), "%api_key%".into());
    }));
    assert!(changed(&|manifest| manifest.secrets[0].sensitive = false));
    assert!(changed(
        &|manifest| manifest.secrets[0].name = "other".into()
    ));
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_parser_panic(json in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let _ = Manifest::parse(&json, &policy());
    }

    #[test]
    fn no_field_makes_the_parser_panic(
        url in "(https?://)?[a-z%./?#@:_0-9\\[\\]\\\\ é]{0,40}",
        header in "[\\PC\\r\\n]{0,10}",
        value in "[%a-z_ ]{0,20}",
        path in "\\$?[a-z.\\[\\]'?@%]{0,20}",
    ) {
        let mut manifest = tutorial();
        manifest["request"]["url"] = json!(url);
        manifest["request"]["headers"] = json!({ header: value });
        manifest["placeholders"][0]["path"] = json!(path);
        let _ = mistakes(&manifest);
    }
}
