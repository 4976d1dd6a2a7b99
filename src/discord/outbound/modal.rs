//! Modals as values, and their JSON.

use serde_json::{Value, json};

use crate::discord::CustomId;

/// A dialog with 1 to 5 text inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Modal {
    /// Where the answers go.
    pub custom_id: CustomId,
    /// At most 45.
    pub title: String,
    /// 1 to 5.
    pub inputs: Vec<Input>,
}

/// A text input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// By which the answer is found; at most 100.
    pub name: String,
    /// At most 45.
    pub label: String,
    /// Several lines.
    pub paragraph: bool,
    /// Must be filled in.
    pub required: bool,
    /// At most so many characters; at most 4 000.
    pub max_length: u16,
    /// Shown while it is empty; at most 100.
    pub placeholder: Option<String>,
    /// Filled in from the start.
    pub value: Option<String>,
}

impl Modal {
    pub(super) fn body(&self) -> Value {
        // Text inputs stand in rows: wrapped in labels, they come back empty from the library.
        let rows: Vec<Value> = self
            .inputs
            .iter()
            .map(|input| json!({ "type": 1, "components": [input.body()] }))
            .collect();
        json!({
            "custom_id": self.custom_id.to_string(),
            "title": self.title,
            "components": rows,
        })
    }
}

impl Input {
    fn body(&self) -> Value {
        let mut value = json!({
            "type": 4,
            "custom_id": self.name,
            "label": self.label,
            "style": if self.paragraph { 2 } else { 1 },
            "required": self.required,
            "max_length": self.max_length,
        });
        let texts = [("placeholder", &self.placeholder), ("value", &self.value)];
        for (name, text) in texts {
            if let Some(text) = text.as_ref().filter(|text| !text.is_empty()) {
                value[name] = json!(text);
            }
        }
        value
    }
}
