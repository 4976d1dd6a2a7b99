//! Messages and modals as plain text, for a test to hold against what a person should see.

use std::fmt::Write as _;

use serde_json::Value;

use super::component;
use crate::state::Message;

/// A message: its text, embeds behind bars, files, and its components in brackets.
pub(super) fn message(message: &Message) -> String {
    let mut lines = Vec::new();
    if !message.content.is_empty() {
        lines.push(message.content.clone());
    }
    for embed in &message.embeds {
        lines.extend(
            self::embed(embed)
                .lines()
                .map(|line| format!("| {line}").trim_end().to_owned()),
        );
    }
    for file in &message.attachments {
        lines.push(format!("(file {})", file.filename));
    }
    for row in &message.components {
        let row = components(std::slice::from_ref(row));
        if !row.is_empty() {
            lines.push(row);
        }
    }
    lines.join("\n")
}

/// A modal: its title and its fields, each with what stands in it already.
pub(super) fn modal(modal: &Value) -> String {
    let mut text = format!("« {} »", modal["title"].as_str().unwrap_or_default());
    for field in fields(modal) {
        let required = if field.required { "" } else { " (optional)" };
        let _ = write!(text, "\n{}{required}: {}", field.label, field.value);
    }
    text
}

fn embed(embed: &Value) -> String {
    let part = |value: &Value| value.as_str().map(str::to_owned);
    let mut parts = Vec::new();
    parts.extend(part(&embed["author"]["name"]));
    parts.extend(part(&embed["title"]).map(|title| format!("# {title}")));
    parts.extend(part(&embed["description"]));
    for field in embed["fields"].as_array().into_iter().flatten() {
        let text = |key: &str| field[key].as_str().unwrap_or_default().to_owned();
        parts.push(format!("{}: {}", text("name"), text("value")));
    }
    for picture in ["thumbnail", "image"] {
        parts.extend(part(&embed[picture]["url"]).map(|url| format!("({picture} {url})")));
    }
    parts.extend(part(&embed["footer"]["text"]).map(|footer| format!("_{footer}_")));
    parts.join("\n")
}

fn components(row: &[Value]) -> String {
    let shown = component::all(row).into_iter().filter_map(|component| {
        let disabled = if component["disabled"] == true {
            ", disabled"
        } else {
            ""
        };
        match component["type"].as_u64()? {
            2 => {
                let label = component::label(component).unwrap_or_default();
                let target = component["url"].as_str().map(|url| format!(" → {url}"));
                Some(format!("[{label}{}{disabled}]", target.unwrap_or_default()))
            }
            3 => {
                let options = component["options"].as_array().into_iter().flatten();
                let labels: Vec<_> = options
                    .map(|option| {
                        let chosen = if option["default"] == true { "✓" } else { "" };
                        format!("{chosen}{}", option["label"].as_str().unwrap_or_default())
                    })
                    .collect();
                Some(format!(
                    "<{}{}{disabled}>",
                    placeholder(component),
                    labels.join(" | ")
                ))
            }
            kind @ 5..=8 => {
                let kinds = ["users", "roles", "users and roles", "channels"];
                let kind = kinds[usize::try_from(kind - 5).ok()?];
                Some(format!("<{}{kind}{disabled}>", placeholder(component)))
            }
            10 => component["content"].as_str().map(str::to_owned),
            _ => None,
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn placeholder(select: &Value) -> String {
    let placeholder = select["placeholder"].as_str();
    placeholder
        .map(|text| format!("{text}: "))
        .unwrap_or_default()
}

/// A field of a modal.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) custom_id: String,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) required: bool,
    pub(super) least: usize,
    pub(super) most: usize,
}

/// The text inputs of a modal, in rows or in labels.
pub(super) fn fields(modal: &Value) -> Vec<Field> {
    let rows = modal["components"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut fields = Vec::new();
    for row in rows {
        for input in component::all(std::slice::from_ref(row)) {
            if input["type"] != 4 {
                continue;
            }
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let label = if row["type"] == 18 {
                &row["label"]
            } else {
                &input["label"]
            };
            let number = |key: &str, otherwise: usize| {
                let given = input[key]
                    .as_u64()
                    .and_then(|number| usize::try_from(number).ok());
                given.unwrap_or(otherwise)
            };
            fields.push(Field {
                custom_id: text(&input["custom_id"]),
                label: text(label),
                value: text(&input["value"]),
                required: input["required"] != false,
                least: number("min_length", 0),
                most: number("max_length", 4_000),
            });
        }
    }
    fields
}
