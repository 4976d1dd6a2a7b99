//! `/integration list scope:public`: the catalogue.

use super::say;
use crate::discord::CustomId;
use crate::discord::components::integration::{IntegrationPress, PublicPress};
use crate::discord::outbound::{Button, ButtonStyle, Input, Message, Modal};
use crate::discord::views::integration::Standing;
use crate::i18n;
use crate::integrations::catalogue::MAX_SEARCH;
use crate::model::{Language, Text};
use crate::render::{Embed, embed, markdown};

/// The field of the search.
pub const SEARCH: &str = "search";
/// How much of a description an entry shows.
const DESCRIPTION: usize = 200;

/// An integration of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What it is for, in its author's words.
    pub description: String,
    /// Who is asked.
    pub host: String,
    /// Whether it is active here.
    pub standing: Standing,
    /// To its owner, and to nobody else: how many servers use it.
    pub servers: Option<i64>,
    /// Where its logo can be seen.
    pub logo: Option<String>,
}

/// A page of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What is searched for; empty for everything.
    pub search: String,
    /// From 0.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// What is on it.
    pub entries: Vec<Entry>,
}

/// Shows a page.
pub fn page(page: &Page, language: Language) -> Message {
    let is_search = !page.search.is_empty();
    // A picture stands beside an embed, so each entry has one of its own where there is any to be seen.
    let has_logos = page.entries.iter().any(|entry| entry.logo.is_some());
    let title = if is_search {
        let text = Text::new("publishing-catalogue-search");
        i18n::words(
            language,
            &text.with("search", markdown::escape(&page.search)),
        )
    } else {
        say(language, "publishing-catalogue")
    };
    let description = if page.entries.is_empty() {
        let id = if is_search {
            "publishing-catalogue-nothing"
        } else {
            "publishing-catalogue-empty"
        };
        say(language, id)
    } else {
        let entries = page.entries.iter().map(|entry| words(entry, language));
        let hint = say(language, "publishing-catalogue-hint");
        let entries = entries.filter(|_| !has_logos);
        entries.chain([hint]).collect::<Vec<_>>().join("\n\n")
    };
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let footer = Text::new("commands-page")
        .count("page", number(page.page + 1))
        .count("pages", number(page.pages));
    let mut message = Message::embed(
        Embed {
            title: Some(title),
            description: Some(description),
            footer: (page.pages > 1).then(|| i18n::words(language, &footer)),
            colour: Some(super::COLOUR),
            ..Embed::default()
        }
        .fit(),
    );
    if has_logos {
        let entries = page.entries.iter().map(|entry| {
            Embed {
                description: Some(words(entry, language)),
                thumbnail_url: entry.logo.clone(),
                colour: Some(super::COLOUR),
                ..Embed::default()
            }
            .fit()
        });
        message.embeds.extend(entries);
    }
    message.buttons(buttons(page, language))
}

fn buttons(page: &Page, language: Language) -> Vec<Button> {
    let button = |id, press| {
        let custom_id = CustomId::Integration(IntegrationPress::Public(press));
        Button::new(say(language, id), ButtonStyle::Secondary(custom_id))
    };
    let to = |number, search: &str| PublicPress::Page {
        page: number,
        search: search.to_owned(),
    };
    let mut buttons = Vec::new();
    if page.pages > 1 {
        // A button that leads nowhere carries a page that does not exist: no two may carry the same.
        let (back, next) = (page.page.checked_sub(1), page.page + 1);
        buttons.push(Button {
            disabled: back.is_none(),
            ..button(
                "commands-page-back",
                to(back.unwrap_or(page.pages), &page.search),
            )
        });
        let is_last = next >= page.pages;
        let next = if is_last { page.pages + 1 } else { next };
        buttons.push(Button {
            disabled: is_last,
            ..button("commands-page-on", to(next, &page.search))
        });
    }
    buttons.push(button("publishing-button-search", PublicPress::Search));
    if !page.search.is_empty() {
        buttons.push(button("publishing-button-all", to(0, "")));
    }
    buttons
}

fn words(entry: &Entry, language: Language) -> String {
    let mut line = format!(
        "**{}** ({}) · {}",
        markdown::escape(&entry.name),
        markdown::code(&entry.host),
        say(language, "publishing-entry-approved"),
    );
    let mut add = |words: String| line = format!("{line} · {words}");
    match entry.standing {
        Standing::Inactive => {}
        Standing::Active => add(say(language, "publishing-entry-active")),
        Standing::Paused | Standing::Withdrawn => add(say(language, "publishing-entry-paused")),
    }
    if let Some(servers) = entry.servers {
        let text = Text::new("publishing-entry-own").count("servers", servers);
        add(i18n::words(language, &text));
    }
    let description = entry.description.trim();
    if description.is_empty() {
        return line;
    }
    let description = embed::cut(description, DESCRIPTION).replace('\n', " ");
    format!("{line}\n{}", markdown::escape(&description))
}

/// The dialog of the search.
pub fn search(language: Language) -> Modal {
    Modal {
        custom_id: CustomId::Integration(IntegrationPress::Public(PublicPress::Searched)),
        title: say(language, "publishing-search-title"),
        inputs: vec![Input {
            name: SEARCH.to_owned(),
            label: say(language, "publishing-search-label"),
            required: true,
            max_length: MAX_SEARCH.try_into().unwrap_or(u16::MAX),
            ..Input::default()
        }],
    }
}
