//! `/help` and `/about`.

use super::page::List;
use super::say;
use crate::discord::CustomId;
use crate::discord::outbound::Message;
use crate::i18n;
use crate::model::{Language, Text};
use crate::render::Embed;

/// Who a command is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Everybody.
    Member,
    /// Those who answer tickets.
    Staff,
    /// Whoever manages the server.
    Admin,
    /// Those who run the bot.
    Operator,
}

/// One command as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Who it is for.
    pub audience: Audience,
    /// Its name with those of its parents.
    pub name: String,
    /// What it does, in the reader's language.
    pub description: String,
}

/// One page of the commands, grouped by whom they are for.
pub fn commands(entries: &[Entry], page: usize, language: Language) -> Message {
    let mut lines = Vec::new();
    for (audience, heading) in [
        (Audience::Member, "help-members"),
        (Audience::Staff, "help-staff"),
        (Audience::Admin, "help-admins"),
        (Audience::Operator, "help-operators"),
    ] {
        let group: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.audience == audience)
            .collect();
        if group.is_empty() {
            continue;
        }
        lines.push(format!("### {}", say(language, heading)));
        lines.extend(
            group
                .into_iter()
                .map(|entry| format!("`/{}`: {}", entry.name, entry.description)),
        );
    }
    List {
        title: say(language, "help-title"),
        lines,
        empty: String::new(),
        per_page: 20,
        target: &|page| CustomId::HelpPage { page },
    }
    .page(page, language)
}

/// What this program is.
pub fn about(version: &str, licence: &str, source: Option<&str>, language: Language) -> Message {
    let source = match source {
        Some(url) => url.to_owned(),
        None => say(language, "about-source-with-operator"),
    };
    let text = Text::new("about-text")
        .with("version", version)
        .with("licence", licence)
        .with("source", source);
    Message::embed(
        Embed {
            title: Some("Frontdesk".to_owned()),
            description: Some(i18n::words(language, &text)),
            colour: Some(super::COLOUR),
            ..Embed::default()
        }
        .fit(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::sketch;

    #[test]
    fn commands_stand_under_whom_they_are_for() {
        let entry = |audience, name: &str| Entry {
            audience,
            name: name.to_owned(),
            description: "Does it".to_owned(),
        };
        let entries = [
            entry(Audience::Admin, "panel create"),
            entry(Audience::Member, "open"),
        ];
        insta::assert_snapshot!(sketch::message(&commands(&entries, 0, Language::English)), @r#"
        | # Commands
        | ### For everybody
        | `/open`: Does it
        | ### For admins (Manage Server)
        | `/panel create`: Does it
        | colour: #5865F2
        "#);
        insta::assert_snapshot!(sketch::message(&about("1.2.3", "Apache-2.0", None, Language::German)), @r#"
        | # Frontdesk
        | Tickets, die ihren Zusammenhang schon mitbringen.
        | Version 1.2.3 · Lizenz Apache-2.0
        | Quelltext: frag, wer diesen Bot betreibt
        | colour: #5865F2
        "#);
    }
}
