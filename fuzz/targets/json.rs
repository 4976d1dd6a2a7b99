//! No path and no body upsets the extraction of values. The first line is the path, the rest is the body.

#![no_main]

use std::collections::BTreeMap;

use frontdesk::egress::{Policy, PolicySettings};
use frontdesk::integrations::Manifest;
use frontdesk::integrations::extract::extract;
use frontdesk::integrations::request::RequestContext;
use frontdesk::model::{GuildId, UserId};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|data: &[u8]| {
    let line = data.iter().position(|byte| *byte == b'\n');
    let (path, body) = data.split_at(line.unwrap_or(data.len()));
    let policy = Policy::new(&PolicySettings::default());
    let manifest = json!({
        "frontdesk": 1,
        "name": "Fuzzed",
        "request": { "url": "https://example.com/" },
        "placeholders": [
            { "name": "a", "path": String::from_utf8_lossy(path) },
            { "name": "b", "path": "b.0.c", "format": "number" },
            { "name": "c", "path": "c", "format": "timestamp" },
        ],
    });
    let Ok(manifest) = Manifest::parse(manifest.to_string().as_bytes(), &policy) else {
        return;
    };
    let context = RequestContext {
        guild: GuildId::new(1),
        user: UserId::new(2),
        ticket_number: None,
        channel: None,
        is_new_ticket: false,
        form: Some(Vec::new()),
    };
    if let Ok(values) = extract(body, &manifest, &BTreeMap::new(), &context) {
        assert_eq!(values.len(), 3);
    }
});
