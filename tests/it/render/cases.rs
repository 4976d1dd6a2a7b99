//! The table of hostile values, class `discord_output`.

use std::time::{Duration, Instant};

use frontdesk::render::{Surface, Template};
use serde_json::Value as Json;

use super::payload::{Job, payload, values};
use super::predicates::check;

const TABLE: &str = include_str!("../../data/egress_cases.json");

/// How many cases of the class the table has: a case that is not read is not passed.
const CASES: usize = 40;

fn cases() -> Vec<Json> {
    let table: Json = serde_json::from_str(TABLE).expect("the table is JSON");
    let cases = table["cases"].as_array().expect("the table has cases");
    cases
        .iter()
        .filter(|case| case["class"] == "discord_output")
        .cloned()
        .collect()
}

fn count(case: &Json, name: &str) -> usize {
    case[name]
        .as_u64()
        .map_or(1, |count| usize::try_from(count).expect("a small count"))
}

#[test]
fn every_value_of_the_table_comes_out_harmless() {
    let mut failed = Vec::new();
    let mut checked = 0;
    for case in cases() {
        let template = case["template"].as_str().expect("a case has a template");
        let given = case["values"].as_object().expect("a case has values");
        let job = Job {
            surface: case["surface"].as_str().expect("a case has a surface"),
            template,
            fields: count(&case, "field_count"),
            embeds: count(&case, "embed_count"),
        };
        let values = values(template, given);
        let message = payload(&job, &values);
        let substituted = given
            .values()
            .next()
            .and_then(Json::as_str)
            .unwrap_or_default();
        for demand in case["asserts"].as_array().expect("a case has asserts") {
            let limit = || demand["value"].as_u64().expect("a number");
            let result = match demand["op"].as_str() {
                Some("max_work_ms") => fastest(
                    || drop(payload(&job, &values)),
                    Duration::from_millis(limit()),
                ),
                Some("max_alloc_bytes") => {
                    // What is worked on is bounded, so what is allocated is: the text before it is cut, the values, and
                    // their cleaned and escaped copies.
                    let text = Template::parse(template).render(&values, Surface::Markdown);
                    let sources: usize =
                        given.values().filter_map(Json::as_str).map(str::len).sum();
                    let bound = (2 * text.len() + 4 * sources) as u64;
                    (bound <= limit())
                        .then_some(())
                        .ok_or_else(|| format!("{bound} bytes"))
                }
                _ => check(demand, &message, substituted),
            };
            checked += 1;
            if let Err(seen) = result {
                failed.push(format!("{} ({}): {seen}", case["id"], case["strictness"]));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(checked > CASES, "only {checked} demands were checked");
}

#[test]
fn the_table_is_read_to_its_end() {
    assert_eq!(cases().len(), CASES);
}

/// The fastest of a few runs, because the machine may have other things to do.
fn fastest(work: impl Fn(), limit: Duration) -> Result<(), String> {
    let run = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let time = (0..5).map(|_| run()).min().unwrap_or_default();
    (time <= limit)
        .then_some(())
        .ok_or_else(|| format!("it took {time:?}"))
}
