//! The manifest's JSON Schema in `docs/`: made from the types, current, and true of what the documentation shows.

use std::fs;
use std::path::{Path, PathBuf};

use frontdesk::integrations::{Manifest, builtin};
use regex::Regex;
use serde_json::{Map, Value, json};

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn generated() -> Value {
    schemars::schema_for!(Manifest).to_value()
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a person's word to this test, not the program's configuration"
)]
fn the_published_schema_is_current() {
    let path = docs().join("manifest.schema.json");
    let current = format!("{:#}\n", generated());
    if std::env::var_os("FRONTDESK_WRITE_SCHEMA").is_some() {
        fs::write(&path, &current).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        published == current,
        "run `FRONTDESK_WRITE_SCHEMA=1 cargo test --test it schema::` and commit {}",
        path.display()
    );
}

#[test]
fn what_is_shown_and_shipped_is_valid_and_what_is_wrong_is_not() {
    let schema = generated();
    let mut manifests: Vec<Value> = builtin::ALL
        .iter()
        .map(|one| serde_json::from_str(one.json).unwrap())
        .collect();
    let mut examples = 0;
    for page in ["integrations.md", "integrations-crypto.md"] {
        let text = fs::read_to_string(docs().join(page)).unwrap();
        for block in text.split("```json\n").skip(1) {
            let block = block.split("```").next().unwrap();
            if let Ok(example) = serde_json::from_str::<Value>(block)
                && example.get("frontdesk").is_some()
            {
                manifests.push(example);
                examples += 1;
            }
        }
    }
    assert!(examples >= 2, "the guides show manifests");
    for file in ["manifest.json", "coins.json"] {
        let text = fs::read_to_string(docs().join("examples").join(file)).unwrap();
        manifests.push(serde_json::from_str(&text).unwrap());
    }
    for manifest in &manifests {
        assert_eq!(problem(&schema, &schema, manifest), None, "{manifest:#}");
    }
    let base = &manifests[1];
    for (pointer, wrong) in [
        ("/frontdesk", json!(2)),
        ("/name", json!("")),
        ("/name", json!("x".repeat(33))),
        ("/description", json!("x".repeat(256))),
        ("/request/method", json!("PUT")),
        ("/request/url", json!("x".repeat(513))),
        ("/cache_seconds", json!(86_401)),
        ("/cache_seconds", json!(-1)),
        ("/secrets/0/name", json!("Not A Word")),
        ("/secrets/0/sensitive", json!("yes")),
        ("/placeholders/0/format", json!("html")),
        ("/placeholders/0/path", json!(null)),
        (
            "/placeholders",
            json!(vec![base["placeholders"][0].clone(); 26]),
        ),
        (
            "/request",
            json!({ "url": "https://a.example", "unknown": 1 }),
        ),
        ("/request", json!({})),
    ] {
        let mut manifest = base.clone();
        *manifest.pointer_mut(pointer).unwrap() = wrong;
        assert!(
            problem(&schema, &schema, &manifest).is_some(),
            "{pointer}: {manifest:#}"
        );
    }
}

/// What is wrong with a value, by the keywords that the schema uses; one that is not known here fails the test.
fn problem(root: &Value, schema: &Value, value: &Value) -> Option<String> {
    let keywords = schema.as_object()?;
    keywords.iter().find_map(|(keyword, rule)| {
        let is_right = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" => true,
            "additionalProperties" if *rule == json!(false) => {
                let known = keywords["properties"].as_object().unwrap();
                keys(value).iter().all(|key| known.contains_key(*key))
            }
            "additionalProperties" => {
                return value
                    .as_object()?
                    .values()
                    .find_map(|one| problem(root, rule, one));
            }
            "$ref" => {
                let pointer = rule.as_str().unwrap().trim_start_matches('#');
                return problem(root, root.pointer(pointer).unwrap(), value);
            }
            "type" => match rule {
                Value::Array(types) => types.iter().any(|one| is_a(one, value)),
                one => is_a(one, value),
            },
            "enum" => rule.as_array().unwrap().contains(value),
            "const" => rule == value,
            "required" => {
                let required = rule.as_array().unwrap();
                required
                    .iter()
                    .all(|name| value.get(name.as_str().unwrap()).is_some())
            }
            "properties" => {
                let properties = rule.as_object().unwrap();
                return properties
                    .iter()
                    .find_map(|(name, rule)| problem(root, rule, value.get(name)?));
            }
            "items" => {
                return value
                    .as_array()?
                    .iter()
                    .find_map(|one| problem(root, rule, one));
            }
            "oneOf" | "anyOf" => {
                let ways = rule.as_array().unwrap().iter();
                ways.clone().any(|way| problem(root, way, value).is_none())
            }
            "minLength" => length(value).is_none_or(|length| length >= rule.as_u64().unwrap()),
            "maxLength" => length(value).is_none_or(|length| length <= rule.as_u64().unwrap()),
            "minimum" => value
                .as_f64()
                .is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => value
                .as_f64()
                .is_none_or(|number| number <= rule.as_f64().unwrap()),
            "maxItems" => value
                .as_array()
                .is_none_or(|items| items.len() as u64 <= rule.as_u64().unwrap()),
            "maxProperties" => keys(value).len() as u64 <= rule.as_u64().unwrap(),
            "pattern" => value
                .as_str()
                .is_none_or(|text| Regex::new(rule.as_str().unwrap()).unwrap().is_match(text)),
            other => panic!("this test does not know the keyword {other}"),
        };
        (!is_right).then(|| format!("{keyword} {rule}: {value}"))
    })
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .map(Map::keys)
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect()
}

fn length(value: &Value) -> Option<u64> {
    Some(value.as_str()?.chars().count() as u64)
}

fn is_a(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_u64() || value.is_i64(),
        other => panic!("this test does not know the type {other}"),
    }
}
