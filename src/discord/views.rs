//! What people see, as values: pure functions from plain data to messages and modals.

pub mod activation;
pub mod catalogue;
pub mod editor;
pub mod failing;
pub mod fetches;
pub mod help;
pub mod integration;
pub mod integrations;
pub mod notify;
pub mod operator;
pub mod page;
pub mod panels;
pub mod preview;
pub mod settings;
#[cfg(test)]
pub(crate) mod sketch;
pub mod ticket;
pub mod trace;
pub mod welcome;

use crate::i18n;
use crate::model::{Language, Text};

/// The colour of our own cards: Discord's blurple.
const COLOUR: u32 = 0x0058_65F2;
/// How many remarks an answer lists.
const MOST_REMARKS: usize = 10;

/// The words of a message without variables.
fn say(language: Language, id: &'static str) -> String {
    i18n::words(language, &Text::new(id))
}

/// Remarks below an answer, one on each line; the last says how many more there are.
pub(super) fn remarks(language: Language, remarks: &[Text]) -> String {
    let mut lines: Vec<String> = remarks
        .iter()
        .take(MOST_REMARKS)
        .map(|remark| format!("⚠️ {}", i18n::words(language, remark)))
        .collect();
    let more = remarks.len().saturating_sub(MOST_REMARKS);
    if more > 0 {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        let text = Text::new("panels-more-warnings").count("count", more);
        lines.push(i18n::words(language, &text));
    }
    lines.join("\n")
}
