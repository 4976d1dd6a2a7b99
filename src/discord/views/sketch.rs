//! A message as text, the way a person takes it in: for the snapshots of tests.

use std::fmt::Write as _;

use crate::discord::outbound::{Button, ButtonStyle, Message, Modal, Row};
use crate::render::Embed;

/// Draws a message.
pub(crate) fn message(message: &Message) -> String {
    let mut drawn = String::new();
    if !message.content.is_empty() {
        let _ = writeln!(drawn, "{}", message.content);
    }
    for shown in &message.embeds {
        embed(&mut drawn, shown);
    }
    for row in &message.rows {
        match row {
            Row::Buttons(buttons) => {
                let buttons: Vec<String> = buttons.iter().map(button).collect();
                let _ = writeln!(drawn, "{}", buttons.join(" "));
            }
            Row::Users(menu) => {
                let _ = writeln!(drawn, "⟨{}⟩ users {}", menu.placeholder, menu.custom_id);
            }
            Row::Select(select) => {
                let _ = writeln!(drawn, "⟨{}⟩ {}", select.placeholder, select.custom_id);
                for choice in &select.choices {
                    let _ = writeln!(drawn, "  {} = {}", choice.label, choice.value);
                }
            }
        }
    }
    if let Some(file) = &message.file {
        let _ = writeln!(drawn, "file {} ({} bytes)", file.name, file.bytes.len());
    }
    drawn
}

/// Draws a modal.
pub(crate) fn modal(modal: &Modal) -> String {
    let mut drawn = format!("{} ({})\n", modal.title, modal.custom_id);
    for input in &modal.inputs {
        let _ = writeln!(
            drawn,
            "{}{}: {} [{}, up to {}{}]",
            input.label,
            if input.required { "*" } else { "" },
            input.value.as_deref().unwrap_or_default(),
            input.name,
            input.max_length,
            if input.paragraph { ", paragraph" } else { "" },
        );
    }
    drawn
}

fn embed(drawn: &mut String, embed: &Embed) {
    let mut line = |name: &str, text: &Option<String>| {
        if let Some(text) = text {
            let _ = writeln!(drawn, "| {name}{}", text.replace('\n', "\n| "));
        }
    };
    line("author: ", &embed.author);
    line("# ", &embed.title);
    line("", &embed.description);
    for field in &embed.fields {
        let mark = if field.inline { "··" } else { "··· " };
        line(
            &format!("{mark}{}: ", field.name),
            &Some(field.value.clone()),
        );
    }
    line("image: ", &embed.image_url);
    line("thumbnail: ", &embed.thumbnail_url);
    line("footer: ", &embed.footer);
    line(
        "colour: ",
        &embed.colour.map(|colour| format!("#{colour:06X}")),
    );
}

fn button(button: &Button) -> String {
    let (style, target) = match &button.style {
        ButtonStyle::Primary(id) => ("primary", id.to_string()),
        ButtonStyle::Secondary(id) => ("secondary", id.to_string()),
        ButtonStyle::Success(id) => ("success", id.to_string()),
        ButtonStyle::Danger(id) => ("danger", id.to_string()),
        ButtonStyle::Link(url) => ("link", url.clone()),
    };
    let emoji = button
        .emoji
        .as_ref()
        .map(|emoji| format!("{emoji} "))
        .unwrap_or_default();
    let off = if button.disabled { ", off" } else { "" };
    format!("[{emoji}{}]({style} {target}{off})", button.label)
}
