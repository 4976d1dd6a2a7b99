//! Discord's limits, each refusal at its place in the form.

use serde_json::Value;

use crate::error::Form;

mod command;
mod component;
mod embed;
mod modal;

pub(crate) use command::command;
pub(crate) use component::{components, stored_components};
pub(crate) use embed::{embeds, stored_embeds};
pub(crate) use modal::modal;

/// A message's text.
pub(crate) fn content(form: &mut Form, content: &str, components_v2: bool) {
    form.length("content", content, 0, 2_000);
    if components_v2 && !content.is_empty() {
        let message = "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2";
        form.refuse(
            "content",
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            message,
        );
    }
}

/// The sender's own number for a message.
pub(crate) fn nonce(form: &mut Form, nonce: Option<&Value>) {
    match nonce {
        None | Some(Value::Null | Value::Number(_)) => {}
        Some(Value::String(text)) => form.length("nonce", text, 0, 25),
        Some(_) => form.refuse(
            "nonce",
            "NONCE_TYPE",
            "Nonce must be a string or an integer.",
        ),
    }
}

/// A text of a JSON object, if it is one.
fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value[key].as_str()
}
