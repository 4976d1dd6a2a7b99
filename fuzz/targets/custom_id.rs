//! A custom id is understood in one spelling only.

#![no_main]

use frontdesk::discord::CustomId;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(id) = CustomId::parse(text) {
        assert_eq!(id.to_string(), text);
    }
});
