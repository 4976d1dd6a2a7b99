//! Modals.

use serde_json::Value;

use super::{component::Met, text};
use crate::error::Form;

/// Checks a modal: a title and one to five rows, each with one text input (or labels around other inputs).
pub(crate) fn modal(form: &mut Form, modal: &Value) {
    let required = |form: &mut Form, key: &str, most: usize| {
        let given = text(modal, key).unwrap_or_default();
        form.length(&format!("data.{key}"), given, 1, most);
    };
    required(form, "title", 45);
    required(form, "custom_id", 100);
    let rows = modal["components"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if rows.is_empty() || rows.len() > 5 {
        let message = "Must be between 1 and 5 in length.";
        form.refuse("data.components", "BASE_TYPE_BAD_LENGTH", message);
    }
    let mut met = Met::default();
    for (index, row) in rows.iter().enumerate() {
        let place = format!("data.components.{index}");
        match row["type"].as_u64() {
            Some(1) => {
                let children = row["components"]
                    .as_array()
                    .map(Vec::as_slice)
                    .unwrap_or_default();
                if children.len() != 1 {
                    let message = "Must be between 1 and 1 in length.";
                    form.refuse(
                        &format!("{place}.components"),
                        "BASE_TYPE_BAD_LENGTH",
                        message,
                    );
                }
                for (index, child) in children.iter().enumerate() {
                    let place = format!("{place}.components.{index}");
                    let label = text(child, "label").unwrap_or_default();
                    form.length(&format!("{place}.label"), label, 1, 45);
                    input(form, &place, child, &mut met);
                }
            }
            Some(18) => {
                let label = text(row, "label").unwrap_or_default();
                form.length(&format!("{place}.label"), label, 1, 45);
                if let Some(description) = text(row, "description") {
                    form.length(&format!("{place}.description"), description, 0, 100);
                }
                let place = format!("{place}.component");
                if row["component"]["type"] == 4 {
                    input(form, &place, &row["component"], &mut met);
                } else {
                    met.custom_id(form, &place, &row["component"]);
                }
            }
            Some(10) => {}
            _ => {
                let message = "Value of field \"type\" must be one of (1, 10, 18).";
                form.refuse(&place, "UNION_TYPE_CHOICES", message);
            }
        }
    }
}

fn input(form: &mut Form, place: &str, input: &Value, met: &mut Met) {
    if input["type"] != 4 {
        let message = "Value of field \"type\" must be one of (4,).";
        form.refuse(place, "UNION_TYPE_CHOICES", message);
        return;
    }
    met.custom_id(form, place, input);
    if !matches!(input["style"].as_u64(), Some(1 | 2)) {
        let message = "Value must be one of {1, 2}.";
        form.refuse(&format!("{place}.style"), "BASE_TYPE_CHOICES", message);
    }
    if let Some(placeholder) = text(input, "placeholder") {
        form.length(&format!("{place}.placeholder"), placeholder, 0, 100);
    }
    let least = input["min_length"].as_u64().unwrap_or(0);
    let most = input["max_length"].as_u64().unwrap_or(4_000);
    if most == 0 || most > 4_000 || least > 4_000 {
        let message = "int value should be between 1 and 4000.";
        form.refuse(&format!("{place}.max_length"), "NUMBER_TYPE_MAX", message);
    } else if least > most {
        let message = "min_length must be less than or equal to max_length";
        form.refuse(place, "TEXT_INPUT_LENGTH_RANGE_INVALID", message);
    }
    if let Some(value) = text(input, "value") {
        let most = usize::try_from(most).unwrap_or(4_000);
        form.length(&format!("{place}.value"), value, 0, most);
    }
}
