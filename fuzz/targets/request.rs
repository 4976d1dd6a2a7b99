//! No value of a secret or parameter changes whom an integration asks.

#![no_main]

use std::collections::BTreeMap;

use frontdesk::egress::{Policy, PolicySettings};
use frontdesk::integrations::request::{RequestContext, build};
use frontdesk::integrations::Manifest;
use frontdesk::model::{GuildId, UserId};
use frontdesk::vault::Secret;
use libfuzzer_sys::fuzz_target;
use serde_json::json;
use url::Url;

fuzz_target!(|data: (&str, &str)| {
    let (template, value) = data;
    let policy = Policy::new(&PolicySettings::default());
    let manifest = json!({
        "frontdesk": 1,
        "name": "Fuzzed",
        "request": { "url": template, "headers": { "X-Key": "%a%" } },
        "secrets": [{ "name": "a" }],
    });
    let Ok(manifest) = Manifest::parse(manifest.to_string().as_bytes(), &policy) else {
        return;
    };
    let filled = |value: &str| {
        let secrets = BTreeMap::from([("a".to_owned(), Secret::new(value))]);
        let context = RequestContext {
            guild: GuildId::new(1),
            user: UserId::new(2),
            ticket_number: None,
            channel: None,
            is_new_ticket: false,
            form: Some(Vec::new()),
        };
        let request = build(&manifest, &secrets, &context).ok()?;
        Url::parse(request.url.expose()).ok()
    };
    if let (Some(url), Some(harmless)) = (filled(value), filled("x")) {
        assert_eq!(url.origin(), harmless.origin());
        assert_eq!(
            url.path_segments().map(Iterator::count),
            harmless.path_segments().map(Iterator::count)
        );
        // Counted in the text: of an empty value a query may be empty too.
        let pairs = |url: &Url| url.query().map(|query| query.split('&').count());
        assert_eq!(pairs(&url), pairs(&harmless));
        assert_eq!(url.fragment(), harmless.fragment());
    }
});
