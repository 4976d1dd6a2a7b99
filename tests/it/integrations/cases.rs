//! The hostile cases for templates, JSON and tenancy that end in this room.

use std::collections::BTreeMap;

use frontdesk::integrations::extract::extract;
use frontdesk::integrations::{FieldError, Manifest, request};
use frontdesk::render::Value;
use frontdesk::vault::Secret;
use serde_json::{Value as Json, json};

use super::scene::{context, policy, read};

/// The cases of a class.
fn cases(class: &str) -> Vec<Json> {
    let all: Json = serde_json::from_str(include_str!("../../data/egress_cases.json")).unwrap();
    let of_class = |case: &&Json| case["class"] == class;
    all["cases"]
        .as_array()
        .unwrap()
        .iter()
        .filter(of_class)
        .cloned()
        .collect()
}

fn is_expected(case: &Json, outcome: &str) -> bool {
    let also = case["also_ok"].as_array().into_iter().flatten();
    case["expect"] == outcome || also.into_iter().any(|also| also == outcome)
}

fn word<'c>(case: &'c Json, field: &str) -> &'c str {
    case[field].as_str().unwrap_or_default()
}

fn given(case: &Json) -> BTreeMap<String, Secret> {
    let secrets = case["secrets"].as_object().unwrap();
    let secret = |value: &Json| Secret::new(value.as_str().unwrap());
    secrets
        .iter()
        .map(|(name, value)| (name.clone(), secret(value)))
        .collect()
}

fn manifest(case: &Json, url: &str, headers: &Json) -> Manifest {
    let names: Vec<Json> = given(case)
        .keys()
        .map(|name| json!({ "name": name }))
        .collect();
    read(&json!({
        "frontdesk": 1,
        "name": "Case",
        "request": { "url": url, "headers": headers },
        "secrets": names,
    }))
}

fn told(errors: &[FieldError]) -> Vec<&str> {
    errors.iter().map(|error| error.text.id).collect()
}

#[test]
fn urls_are_filled_in_without_leaving_their_place() {
    let cases = cases("template_url");
    assert_eq!(cases.len(), 21);
    for case in &cases {
        let manifest = manifest(case, word(case, "template"), &json!({}));
        let errors = manifest.check(&policy());
        let (outcome, seen) = if errors.is_empty() {
            match request::build(&manifest, &given(case), &context(super::scene::GUILD)) {
                Ok(request) => ("url", request.url.expose().to_owned()),
                Err(text) if is_expected(case, "rejected") => ("rejected", text.id.to_owned()),
                Err(text) => ("blocked", text.id.to_owned()),
            }
        } else {
            ("rejected_at_save", told(&errors).join(" "))
        };
        assert!(
            is_expected(case, outcome),
            "{}: {outcome} {seen}",
            case["id"]
        );
        if outcome == "url" && case["expected_url"].is_string() {
            assert_eq!(seen, word(case, "expected_url"), "{}", case["id"]);
        }
    }
}

#[test]
fn headers_are_refused_or_sent_as_they_stand() {
    let cases = cases("template_header");
    assert_eq!(cases.len(), 30);
    for case in &cases {
        let header = &case["header"];
        let headers = json!({ word(header, "name"): header["value"] });
        let manifest = manifest(case, "https://api.example.net/", &headers);
        let errors = manifest.check(&policy());
        let (outcome, seen) = if errors.is_empty() {
            match request::build(&manifest, &given(case), &context(super::scene::GUILD)) {
                Ok(request) => ("sent", request.headers[0].1.expose().to_owned()),
                Err(text) => ("rejected", text.id.to_owned()),
            }
        } else {
            ("rejected_at_save", told(&errors).join(" "))
        };
        assert!(
            is_expected(case, outcome),
            "{}: {outcome} {seen}",
            case["id"]
        );
        if outcome == "sent" && case["expected_value"].is_string() {
            assert_eq!(seen, word(case, "expected_value"), "{}", case["id"]);
        }
    }
}

fn body(case: &Json) -> String {
    let Some(recipe) = case["body_gen"].as_object() else {
        return word(case, "body").to_owned();
    };
    let number = |name: &str| usize::try_from(recipe[name].as_u64().unwrap()).unwrap();
    let text = |name: &str| recipe[name].as_str().unwrap();
    let members = |prefix: &str, count: usize, value: &str| {
        let member = |index: usize| format!("\"{prefix}{index}\":{value}");
        (0..count).map(member).collect::<Vec<_>>().join(",")
    };
    match text("kind") {
        "wrap" => {
            text("prefix").to_owned() + &text("repeat").repeat(number("count")) + text("suffix")
        }
        "nest" => {
            let depth = number("depth");
            let inner =
                text("open").repeat(depth - 1) + text("inner") + &text("close").repeat(depth - 1);
            format!(
                "{}{inner},{}{}",
                text("open"),
                text("sibling"),
                text("close")
            )
        }
        "wide" => format!(
            "{{{}}}",
            members(text("key_prefix"), number("keys"), text("value"))
        ),
        // The tree keeps members in a list, so there is no hash to collide under.
        "collide_fx" => format!(
            "{{{},{}}}",
            members("\\u0000", number("keys"), "0"),
            text("plus")
        ),
        other => panic!("unknown recipe {other}"),
    }
}

#[test]
fn answers_are_read_without_loss_and_one_bad_field_spoils_no_other() {
    let cases = cases("json_extract");
    assert_eq!(cases.len(), 37);
    for case in &cases {
        let mut manifest = manifest(
            &json!({ "secrets": {} }),
            "https://api.example.net/",
            &json!({}),
        );
        manifest.placeholders = serde_json::from_value(json!([
            { "name": "field", "path": case["path"], "fallback": case["fallback"] }
        ]))
        .unwrap();
        let errors = manifest.check(&policy());
        let (outcome, seen) = if errors.is_empty() {
            let context = context(super::scene::GUILD);
            match extract(body(case).as_bytes(), &manifest, &BTreeMap::new(), &context) {
                Err(text) => ("error".to_owned(), text.id.to_owned()),
                Ok(values) => match &values[0].text {
                    None => (
                        "fallback".to_owned(),
                        values[0].why.as_ref().unwrap().id.to_owned(),
                    ),
                    Some(text) if *text == word(case, "expected") => {
                        ("value".to_owned(), text.clone())
                    }
                    Some(text) => (format!("value:{text}"), text.clone()),
                },
            }
        } else {
            ("rejected_at_save".to_owned(), told(&errors).join(" "))
        };
        // A case that takes any value names none.
        let any = case["expected"].is_null() && is_expected(case, "value");
        let is_value = outcome.starts_with("value");
        assert!(
            is_expected(case, &outcome) || (any && is_value),
            "{}: {outcome} {seen}",
            case["id"]
        );
    }
}

#[test]
fn a_damaged_neighbour_costs_nothing() {
    let mut manifest = manifest(
        &json!({ "secrets": {} }),
        "https://api.example.net/",
        &json!({}),
    );
    manifest.placeholders = serde_json::from_value(json!([
        { "name": "name", "path": "name" },
        { "name": "odd", "path": "odd" },
        { "name": "big", "path": "big", "format": "number" },
    ]))
    .unwrap();
    let body = br#"{"odd":"\ud800!","big":123456789012345678901234567890.10,"far":1e999999,"name":"Ryan"}"#;
    let values = extract(
        body,
        &manifest,
        &BTreeMap::new(),
        &context(super::scene::GUILD),
    )
    .unwrap();
    let values: Vec<Value> = values.into_iter().map(|value| value.value).collect();
    assert_eq!(
        values,
        [
            Value::Text("Ryan".into()),
            Value::Text("\u{fffd}!".into()),
            Value::Number("123456789012345678901234567890.10".into())
        ]
    );
}

#[test]
fn secrets_are_validated_where_they_are_sent() {
    let cases = cases("tenancy");
    let origins: Vec<&Json> = cases
        .iter()
        .filter(|case| case["scenario"]["validation_url"].is_string())
        .collect();
    assert_eq!(origins.len(), 4);
    for case in origins {
        let scenario = &case["scenario"];
        let mut manifest = manifest(
            &json!({ "secrets": {} }),
            word(scenario, "webhook_url"),
            &json!({}),
        );
        manifest.validation_url = Some(word(scenario, "validation_url").to_owned());
        let errors = manifest.check(&policy());
        assert!(
            !errors.is_empty() && is_expected(case, "rejected_at_save"),
            "{}",
            case["id"]
        );
    }
}

proptest::proptest! {
    /// Whatever a server enters, the request goes to the same host, the same path and the same parameters.
    #[test]
    fn no_value_leaves_its_place(value in "\\PC{0,40}|[./\\\\%2eE?#@:&=+ ]{0,8}") {
        let case = json!({ "secrets": { "a": value } });
        let manifest = manifest(&case, "https://api.example.net/x/%a%/y?p=%a%&q=1", &json!({}));
        proptest::prop_assert!(manifest.check(&policy()).is_empty());
        let Ok(request) = request::build(&manifest, &given(&case), &context(super::scene::GUILD)) else {
            return Ok(());
        };
        let url = url::Url::parse(request.url.expose()).unwrap();
        proptest::prop_assert_eq!(url.origin().ascii_serialization(), "https://api.example.net");
        let segments: Vec<_> = url.path_segments().unwrap().collect();
        proptest::prop_assert_eq!((segments.len(), segments[0], segments[2]), (3, "x", "y"));
        let parameters: Vec<_> = url.query_pairs().into_owned().collect();
        let expected = [("p".to_owned(), value), ("q".to_owned(), "1".to_owned())];
        proptest::prop_assert_eq!(parameters, expected);
    }
}
