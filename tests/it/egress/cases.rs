//! The table of hostile cases.

use serde_json::{Map, Value};

/// One case of the table.
pub(crate) struct Case {
    pub(crate) id: String,
    expect: String,
    also_ok: Vec<String>,
    fields: Map<String, Value>,
}

impl Case {
    pub(crate) fn field(&self, name: &str) -> &Value {
        self.fields.get(name).unwrap_or(&Value::Null)
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.field(name).as_str().unwrap_or_default()
    }

    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        texts(self.field(name))
    }

    /// Whether the outcome is the expected one, or one of the others that are good enough.
    pub(crate) fn accepts(&self, outcome: &str) -> bool {
        self.expect == outcome || self.also_ok.iter().any(|other| other == outcome)
    }

    #[track_caller]
    pub(crate) fn check(&self, outcome: &str, seen: &dyn std::fmt::Debug) {
        assert!(
            self.accepts(outcome),
            "{}: expected {} or {:?}, but was {outcome}: {seen:?}",
            self.id,
            self.expect,
            self.also_ok
        );
    }
}

pub(crate) fn texts(value: &Value) -> Vec<String> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|text| Some(text.as_str()?.to_owned()))
        .collect()
}

/// The cases of a class, and how many there must be: a case that is added must be looked at.
#[track_caller]
pub(crate) fn of(class: &str, count: usize) -> Vec<Case> {
    let table: Value =
        serde_json::from_str(include_str!("../../data/egress_cases.json")).expect("the table");
    let cases: Vec<Case> = table["cases"]
        .as_array()
        .expect("cases")
        .iter()
        .filter(|case| case["class"] == class)
        .map(|case| Case {
            id: case["id"].as_str().expect("id").to_owned(),
            expect: case["expect"].as_str().expect("expect").to_owned(),
            also_ok: texts(&case["also_ok"]),
            fields: case.as_object().expect("an object").clone(),
        })
        .collect();
    assert_eq!(cases.len(), count, "cases of {class}");
    cases
}
