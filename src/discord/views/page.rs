//! Lists in pages: what fits on one, and the two buttons under it.

use super::say;
use crate::discord::CustomId;
use crate::discord::outbound::{Button, ButtonStyle, Message};
use crate::i18n;
use crate::model::{Language, Text};
use crate::render::Embed;

/// How many lines a page has.
pub const LINES: usize = 10;

/// A list of lines, one page of which is shown.
pub struct List<'a> {
    /// The heading.
    pub title: String,
    /// Everything.
    pub lines: Vec<String>,
    /// What is shown where there are no lines.
    pub empty: String,
    /// How many lines a page has.
    pub per_page: usize,
    /// What the buttons carry for a page.
    pub target: &'a dyn Fn(usize) -> CustomId,
}

impl List<'_> {
    /// Page `number`, from 0; the last one if there are fewer, because what was listed may be gone by the time a button
    /// is pressed.
    pub fn page(&self, number: usize, language: Language) -> Message {
        let pages = self.lines.len().div_ceil(self.per_page).max(1);
        let number = number.min(pages - 1);
        let description = if self.lines.is_empty() {
            self.empty.clone()
        } else {
            let shown = self.lines.iter().skip(number * self.per_page);
            let shown: Vec<&str> = shown.take(self.per_page).map(String::as_str).collect();
            shown.join("\n")
        };
        let footer = Text::new("commands-page")
            .count("page", i64::try_from(number + 1).unwrap_or(i64::MAX))
            .count("pages", i64::try_from(pages).unwrap_or(i64::MAX));
        let message = Message::embed(
            Embed {
                title: Some(self.title.clone()),
                description: Some(description),
                footer: (pages > 1).then(|| i18n::words(language, &footer)),
                colour: Some(super::COLOUR),
                ..Embed::default()
            }
            .fit(),
        );
        if pages == 1 {
            return message;
        }
        // Two buttons of one message may not carry the same custom id: at either end the button that leads nowhere
        // carries a page that does not exist.
        let button = |id, page: Option<usize>, nowhere| Button {
            disabled: page.is_none(),
            ..Button::new(
                say(language, id),
                ButtonStyle::Secondary((self.target)(page.unwrap_or(nowhere))),
            )
        };
        let next = Some(number + 1).filter(|next| *next < pages);
        message.buttons([
            button("commands-page-back", number.checked_sub(1), pages),
            button("commands-page-on", next, pages + 1),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::sketch;

    fn page(lines: usize, number: usize) -> String {
        let list = List {
            title: "Things".to_owned(),
            lines: (1..=lines).map(|line| format!("line {line}")).collect(),
            empty: "Nothing here.".to_owned(),
            per_page: 3,
            target: &|page| CustomId::HelpPage { page },
        };
        sketch::message(&list.page(number, Language::English))
    }

    #[test]
    fn a_short_list_has_no_buttons() {
        insta::assert_snapshot!(page(0, 0), @r#"
        | # Things
        | Nothing here.
        | colour: #5865F2
        "#);
        insta::assert_snapshot!(page(3, 0), @r#"
        | # Things
        | line 1
        | line 2
        | line 3
        | colour: #5865F2
        "#);
    }

    #[test]
    fn a_long_list_is_turned_page_by_page() {
        insta::assert_snapshot!(page(7, 0), @r#"
        | # Things
        | line 1
        | line 2
        | line 3
        | footer: Page 1 of 3
        | colour: #5865F2
        [Back](secondary help:3, off) [Next](secondary help:1)
        "#);
        insta::assert_snapshot!(page(7, 1), @r#"
        | # Things
        | line 4
        | line 5
        | line 6
        | footer: Page 2 of 3
        | colour: #5865F2
        [Back](secondary help:0) [Next](secondary help:2)
        "#);
        insta::assert_snapshot!(page(7, 99), @r#"
        | # Things
        | line 7
        | footer: Page 3 of 3
        | colour: #5865F2
        [Back](secondary help:1) [Next](secondary help:4, off)
        "#);
    }
}
