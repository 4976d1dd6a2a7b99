//! `/integration list`.

use super::page::{LINES, List};
use super::say;
use crate::discord::CustomId;
use crate::discord::components::integration::{IntegrationPress, Scope};
use crate::discord::outbound::Message;
use crate::discord::views::integration::Standing;
use crate::i18n;
use crate::model::{Language, Text};
use crate::render::markdown;

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The integration's name.
    pub name: String,
    /// Who is asked.
    pub host: String,
    /// Whether it is active here.
    pub standing: Standing,
    /// Whether the reader owns it.
    pub is_owner: bool,
}

/// One page of the integrations.
pub fn list(lines: &[Line], scope: Scope, page: usize, language: Language) -> Message {
    let (title, empty) = match scope {
        Scope::Both => (
            "integration-commands-list-both",
            "integration-commands-list-both-empty",
        ),
        Scope::Active => (
            "integration-commands-list-active",
            "integration-commands-list-active-empty",
        ),
        Scope::Mine => (
            "integration-commands-list-mine",
            "integration-commands-list-mine-empty",
        ),
    };
    List {
        title: say(language, title),
        lines: lines.iter().map(|line| words(line, language)).collect(),
        empty: say(language, empty),
        per_page: LINES,
        target: &|page| CustomId::Integration(IntegrationPress::List { scope, page }),
    }
    .page(page, language)
}

fn words(line: &Line, language: Language) -> String {
    let text = match line.standing {
        Standing::Inactive => Text::new("integration-commands-list-inactive-line"),
        Standing::Active => Text::new("integration-commands-list-active-line"),
        Standing::Paused => Text::new("integration-commands-list-paused-line"),
    };
    let text = text
        .with("name", markdown::escape(&line.name))
        .with("host", markdown::code(&line.host));
    let words = i18n::words(language, &text);
    if line.is_owner {
        format!(
            "{words} · {}",
            say(language, "integration-commands-list-own")
        )
    } else {
        words
    }
}
