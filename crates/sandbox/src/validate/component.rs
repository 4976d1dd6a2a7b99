//! Buttons, selects and the rows that hold them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::text;
use crate::error::Form;

const ROW: u64 = 1;
const BUTTON: u64 = 2;
const STRING_SELECT: u64 = 3;

/// What has been met so far in one message or modal.
#[derive(Default)]
pub(super) struct Met {
    pub(super) custom_ids: BTreeSet<String>,
    pub(super) count: usize,
}

impl Met {
    /// A `custom_id`: there, short enough, and not used twice.
    pub(super) fn custom_id(&mut self, form: &mut Form, place: &str, component: &Value) {
        let path = format!("{place}.custom_id");
        let Some(id) = text(component, "custom_id").filter(|id| !id.is_empty()) else {
            form.refuse(&path, "BASE_TYPE_REQUIRED", "This field is required");
            return;
        };
        form.length(&path, id, 1, 100);
        if !self.custom_ids.insert(id.to_owned()) {
            let message = "Component custom id cannot be duplicated";
            form.refuse(&path, "COMPONENT_CUSTOM_ID_DUPLICATED", message);
        }
    }
}

/// Checks a message's components.
pub(crate) fn components(form: &mut Form, components: &[Value], components_v2: bool) {
    let mut met = Met::default();
    if !components_v2 && components.len() > 5 {
        form.refuse(
            "components",
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 5 in length.",
        );
    }
    for (index, component) in components.iter().enumerate() {
        let place = format!("components.{index}");
        let kind = component["type"].as_u64();
        if kind == Some(ROW) {
            row(form, &place, component, &mut met);
        } else if components_v2 && kind.is_some_and(|kind| (9..=17).contains(&kind)) {
            layout(form, &place, component, &mut met);
        } else {
            let message = if components_v2 {
                "Value of field \"type\" must be one of (1, 9, 10, 12, 13, 14, 17)."
            } else {
                "Value of field \"type\" must be one of (1,)."
            };
            form.refuse(&place, "UNION_TYPE_CHOICES", message);
        }
    }
    if met.count > 40 {
        let message = "The total number of components cannot exceed 40.";
        form.refuse("components", "COMPONENT_MAX_TOTAL_COMPONENTS", message);
    }
}

fn layout(form: &mut Form, place: &str, component: &Value, met: &mut Met) {
    met.count += 1;
    if component["type"] == 10 {
        form.length(
            &format!("{place}.content"),
            text(component, "content").unwrap_or_default(),
            1,
            4_000,
        );
    }
    let children = component["components"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    for (index, child) in children.iter().enumerate() {
        let place = format!("{place}.components.{index}");
        if child["type"] == ROW {
            row(form, &place, child, met);
        } else {
            layout(form, &place, child, met);
        }
    }
    if component["accessory"]["type"] == BUTTON {
        button(
            form,
            &format!("{place}.accessory"),
            &component["accessory"],
            met,
        );
    }
}

fn row(form: &mut Form, place: &str, row: &Value, met: &mut Met) {
    met.count += 1;
    let children = row["components"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let inside = format!("{place}.components");
    if children.is_empty() || children.len() > 5 {
        form.refuse(
            &inside,
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 5 in length.",
        );
    }
    let selects = children
        .iter()
        .filter(|child| is_select(child["type"].as_u64()))
        .count();
    if selects > 0 && children.len() > 1 {
        let message = "Component layout width exceeded";
        form.refuse(&inside, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message);
    }
    for (index, child) in children.iter().enumerate() {
        let place = format!("{inside}.{index}");
        match child["type"].as_u64() {
            Some(BUTTON) => button(form, &place, child, met),
            kind if is_select(kind) => select(form, &place, child, met),
            _ => {
                let message = "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).";
                form.refuse(&place, "UNION_TYPE_CHOICES", message);
            }
        }
    }
}

fn is_select(kind: Option<u64>) -> bool {
    matches!(kind, Some(3 | 5..=8))
}

fn button(form: &mut Form, place: &str, button: &Value, met: &mut Met) {
    met.count += 1;
    if let Some(label) = text(button, "label") {
        form.length(&format!("{place}.label"), label, 0, 80);
    }
    let bare = text(button, "label").is_none_or(str::is_empty) && button["emoji"].is_null();
    match button["style"].as_u64() {
        Some(1..=4) => {
            met.custom_id(form, place, button);
            if bare {
                let message = "A button must have a label or an emoji.";
                form.refuse(place, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", message);
            }
        }
        Some(5) => {
            let url = text(button, "url").unwrap_or_default();
            let path = format!("{place}.url");
            if !button["custom_id"].is_null() {
                let message = "A custom id and url cannot both be specified";
                form.refuse(
                    place,
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                    message,
                );
            }
            if url.is_empty() {
                form.refuse(&path, "BASE_TYPE_REQUIRED", "This field is required");
            } else if !["http://", "https://", "discord://"]
                .iter()
                .any(|s| url.starts_with(s))
            {
                let message = "Scheme must be one of ('http', 'https', 'discord').";
                form.refuse(&path, "URL_TYPE_INVALID_SCHEME", message);
            }
            form.length(&path, url, 0, 512);
        }
        Some(6) => {}
        _ => {
            let message = "Value must be one of {1, 2, 3, 4, 5, 6}.";
            form.refuse(&format!("{place}.style"), "BASE_TYPE_CHOICES", message);
        }
    }
}

fn select(form: &mut Form, place: &str, select: &Value, met: &mut Met) {
    met.count += 1;
    met.custom_id(form, place, select);
    if let Some(placeholder) = text(select, "placeholder") {
        form.length(&format!("{place}.placeholder"), placeholder, 0, 150);
    }
    let least = select["min_values"].as_u64().unwrap_or(1);
    let most = select["max_values"].as_u64().unwrap_or(1);
    if least > 25 || most > 25 || most < least.max(1) {
        let message = "int value should be between 1 and 25.";
        form.refuse(&format!("{place}.max_values"), "NUMBER_TYPE_MAX", message);
    }
    if select["type"] == STRING_SELECT {
        options(form, &format!("{place}.options"), select);
    }
}

fn options(form: &mut Form, place: &str, select: &Value) {
    let options = select["options"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if options.is_empty() || options.len() > 25 {
        form.refuse(
            place,
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 25 in length.",
        );
    }
    let mut values = BTreeSet::new();
    for (index, option) in options.iter().enumerate() {
        for (key, least) in [("label", 1), ("value", 1), ("description", 0)] {
            let given = text(option, key);
            if least == 1 || given.is_some() {
                let path = format!("{place}.{index}.{key}");
                form.length(&path, given.unwrap_or_default(), least, 100);
            }
        }
        if !values.insert(text(option, "value").unwrap_or_default()) {
            let path = format!("{place}.{index}.value");
            let message = "The specified option value is already used";
            form.refuse(&path, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message);
        }
    }
}

/// The components as they are kept: numbered, as Discord numbers them.
pub(crate) fn stored_components(mut components: Vec<Value>) -> Vec<Value> {
    let mut next = 1_u64;
    for component in &mut components {
        number(component, &mut next);
    }
    components
}

fn number(component: &mut Value, next: &mut u64) {
    if !component.is_object() {
        return;
    }
    if component["id"].as_u64().is_none_or(|id| id == 0) {
        component["id"] = json!(*next);
    }
    *next += 1;
    if let Some(children) = component
        .get_mut("components")
        .and_then(Value::as_array_mut)
    {
        for child in children {
            number(child, next);
        }
    }
}
