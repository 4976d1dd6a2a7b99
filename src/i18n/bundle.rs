//! The messages of one language, ready to be formatted from any thread.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use unic_langid::{LanguageIdentifier, langid};

use crate::model::Language;

pub(super) type Bundle = FluentBundle<FluentResource>;

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// The bundle of a language from all files of its folder.
pub(super) fn embedded(language: Language) -> Bundle {
    let files = FOLDER
        .get_dir(language.tag())
        .into_iter()
        .flat_map(Dir::files);
    from_sources(language, files.filter_map(|file| file.contents_utf8()))
}

/// The bundle of a language from texts in Fluent's syntax. What does not parse is left out, and of two messages with one
/// id the first stays; `tests/locales.rs` lets neither pass.
pub(super) fn from_sources<'a>(
    language: Language,
    sources: impl IntoIterator<Item = &'a str>,
) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![identifier(language)]);
    // The isolating marks are themselves direction controls, and Discord shows them as boxes in some places.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::English => |value, _| number(Language::English, value),
        Language::German => |value, _| number(Language::German, value),
    }));
    for source in sources {
        let resource = FluentResource::try_new(source.to_owned())
            .unwrap_or_else(|(resource, _errors)| resource);
        let _ = bundle.add_resource(resource);
    }
    bundle
}

fn identifier(language: Language) -> LanguageIdentifier {
    match language {
        Language::English => langid!("en"),
        Language::German => langid!("de"),
    }
}

/// Fluent writes numbers as Rust does unless it is told how a language groups them.
fn number(language: Language, value: &FluentValue) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.options.use_grouping => {
            language.grouped(&number.as_string())
        }
        _ => None,
    }
}
