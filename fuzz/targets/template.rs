//! No template and no value upsets the renderer, and a value's placeholders stay text.

#![no_main]

use frontdesk::model::Language;
use frontdesk::render::{Resolve, Surface, Template, Value};
use libfuzzer_sys::fuzz_target;

struct Values<'v> {
    text: &'v str,
    kind: u8,
}

impl Resolve for Values<'_> {
    fn resolve(&self, name: &str, _: Surface) -> Option<Value> {
        let text = self.text.to_owned();
        match name {
            "never" => panic!("a value was searched for placeholders"),
            "a" => Some(match self.kind % 6 {
                0 => Value::Text(text),
                1 => Value::Markdown(text),
                2 => Value::Timestamp(text),
                3 => Value::Number(text),
                4 => Value::Missing(text),
                _ => Value::Pending,
            }),
            _ => None,
        }
    }

    fn language(&self) -> Language {
        Language::German
    }
}

fuzz_target!(|data: (u8, &str, &str)| {
    let (kind, source, text) = data;
    if source.contains("never") {
        return;
    }
    let values = Values { text, kind };
    let template = Template::parse(source);
    let _ = template.names();
    for surface in [
        Surface::Markdown,
        Surface::MarkdownLine,
        Surface::Plain,
        Surface::Line,
        Surface::ChannelName,
        Surface::Url,
    ] {
        let shown = template.render(&values, surface);
        assert!(shown.len() <= 64 * 1024);
    }
});
