//! `/integration list`.

use super::page::{LINES, List};
use super::say;
use crate::discord::CustomId;
use crate::discord::components::integration::{IntegrationPress, PublicPress, Scope};
use crate::discord::outbound::{Button, ButtonStyle, Message};
use crate::discord::views::integration::Standing;
use crate::i18n;
use crate::integrations::Integration;
use crate::model::{IntegrationId, Language, Text};
use crate::render::{embed, markdown};

/// How many buttons a row holds.
const BUTTONS: usize = 5;

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The row.
    pub id: IntegrationId,
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
        // The catalogue has a view of its own.
        Scope::Mine | Scope::Public => (
            "integration-commands-list-mine",
            "integration-commands-list-mine-empty",
        ),
    };
    let message = List {
        title: say(language, title),
        lines: lines.iter().map(|line| words(line, language)).collect(),
        empty: say(language, empty),
        per_page: LINES,
        target: &|page| CustomId::Integration(IntegrationPress::List { scope, page }),
    }
    .page(page, language);
    // The list shows the last page where there is no such.
    let page = page.min(lines.len().div_ceil(LINES).max(1) - 1);
    let paused: Vec<Button> = lines
        .iter()
        .skip(page * LINES)
        .take(LINES)
        .filter(|line| line.standing == Standing::Paused)
        .map(|line| review(line.id, &line.name, language))
        .collect();
    paused
        .chunks(BUTTONS)
        .fold(message, |message, row| message.buttons(row.to_vec()))
}

/// The note to a server's staff that an approved change has paused an integration.
pub fn paused(integration: &Integration, language: Language) -> Message {
    let name = &integration.manifest.name;
    let text = Text::new("publishing-paused").with("name", markdown::escape(name));
    Message {
        // One that was posted without an answer is posted again, and must not stand there twice.
        nonce: Some(format!(
            "p{:x}-{:x}",
            integration.id.get(),
            integration.version
        ))
        .filter(|nonce| nonce.len() <= 25),
        ..Message::text(i18n::words(language, &text))
    }
    .buttons([review(integration.id, name, language)])
}

fn review(integration: IntegrationId, name: &str, language: Language) -> Button {
    let text = Text::new("publishing-button-review-named").with("name", name);
    let press = PublicPress::Review(integration);
    Button::new(
        embed::cut(&i18n::words(language, &text), 80),
        ButtonStyle::Primary(CustomId::Integration(IntegrationPress::Public(press))),
    )
}

fn words(line: &Line, language: Language) -> String {
    let text = match line.standing {
        Standing::Inactive => Text::new("integration-commands-list-inactive-line"),
        Standing::Active => Text::new("integration-commands-list-active-line"),
        Standing::Paused => Text::new("integration-commands-list-paused-line"),
        Standing::Withdrawn => Text::new("publishing-list-withdrawn-line"),
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
