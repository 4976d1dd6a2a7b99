//! Embeds.

use serde_json::{Map, Value, json};

use super::text;
use crate::{error::Form, state::Attachment};

const MOST: usize = 10;
const ALL_TEXT: usize = 6_000;

/// Checks a message's embeds.
pub(crate) fn embeds(form: &mut Form, embeds: &[Value], components_v2: bool) {
    if components_v2 && !embeds.is_empty() {
        let message = "The 'embeds' field cannot be used when using MessageFlags.IS_COMPONENTS_V2";
        form.refuse(
            "embeds",
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            message,
        );
    }
    if embeds.len() > MOST {
        form.refuse(
            "embeds",
            "BASE_TYPE_MAX_LENGTH",
            "Must be 10 or fewer in length.",
        );
    }
    let mut all = 0;
    for (index, embed) in embeds.iter().enumerate() {
        let place = format!("embeds.{index}");
        if !embed.is_object() {
            let message = "Only dictionaries may be used in a DictType";
            form.refuse(&place, "DICT_TYPE_CONVERT", message);
            continue;
        }
        all += one(form, &place, embed);
    }
    if all > ALL_TEXT {
        let message = "Embed size exceeds maximum size of 6000";
        form.refuse("embeds", "MAX_EMBED_SIZE_EXCEEDED", message);
    }
}

fn one(form: &mut Form, place: &str, embed: &Value) -> usize {
    let mut all = 0;
    let mut check = |form: &mut Form, path: String, text: Option<&str>, most: usize| {
        if let Some(text) = text {
            form.length(&path, text, 0, most);
            all += text.trim().chars().count();
        }
    };
    check(form, format!("{place}.title"), text(embed, "title"), 256);
    check(
        form,
        format!("{place}.description"),
        text(embed, "description"),
        4_096,
    );
    check(
        form,
        format!("{place}.footer.text"),
        text(&embed["footer"], "text"),
        2_048,
    );
    check(
        form,
        format!("{place}.author.name"),
        text(&embed["author"], "name"),
        256,
    );
    let fields = embed["fields"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if fields.len() > 25 {
        let message = "Must be 25 or fewer in length.";
        form.refuse(&format!("{place}.fields"), "BASE_TYPE_MAX_LENGTH", message);
    }
    for (index, field) in fields.iter().enumerate() {
        for (key, most) in [("name", 256), ("value", 1_024)] {
            let path = format!("{place}.fields.{index}.{key}");
            match text(field, key) {
                Some(text) if !text.trim().is_empty() => check(form, path, Some(text), most),
                _ => form.refuse(&path, "BASE_TYPE_REQUIRED", "This field is required"),
            }
        }
    }
    for (key, schemes) in [
        ("url", &["http", "https"][..]),
        ("image.url", &["http", "https", "attachment"]),
        ("thumbnail.url", &["http", "https", "attachment"]),
        ("footer.icon_url", &["http", "https", "attachment"]),
        ("author.icon_url", &["http", "https", "attachment"]),
        ("author.url", &["http", "https"]),
    ] {
        let pointer = format!("/{}", key.replace('.', "/"));
        if let Some(url) = embed.pointer(&pointer).and_then(Value::as_str) {
            check_url(form, &format!("{place}.{key}"), url, schemes);
        }
    }
    if let Some(color) = embed.get("color").filter(|color| !color.is_null())
        && color.as_u64().is_none_or(|color| color > 0xFF_FFFF)
    {
        let message = "int value should be less than or equal to 16777215.";
        form.refuse(&format!("{place}.color"), "NUMBER_TYPE_MAX", message);
    }
    all
}

fn check_url(form: &mut Form, place: &str, url: &str, schemes: &[&str]) {
    if url.is_empty() {
        return;
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        form.refuse(place, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        return;
    };
    if !schemes.contains(&scheme.to_lowercase().as_str()) {
        let message = format!(
            "Scheme \"{}\" is not supported. Scheme must be one of ({}).",
            scheme.to_lowercase(),
            schemes
                .iter()
                .map(|scheme| format!("'{scheme}'"))
                .collect::<Vec<_>>()
                .join(", "),
        );
        form.refuse(place, "URL_TYPE_INVALID_SCHEME", message);
    } else if rest.is_empty() || rest.starts_with('/') || rest.contains(char::is_whitespace) {
        form.refuse(place, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
    } else if url.chars().count() > 2_048 {
        form.refuse(
            place,
            "BASE_TYPE_MAX_LENGTH",
            "Must be 2048 or fewer in length.",
        );
    }
}

/// The embeds as they are kept: unknown keys dropped, texts trimmed, `attachment://` made a URL.
pub(crate) fn stored_embeds(embeds: Vec<Value>, attachments: &[Attachment]) -> Vec<Value> {
    embeds
        .into_iter()
        .map(|embed| stored(&embed, attachments))
        .collect()
}

fn stored(embed: &Value, attachments: &[Attachment]) -> Value {
    let mut kept = Map::new();
    let kind = text(embed, "type").unwrap_or("rich");
    kept.insert("type".to_owned(), kind.into());
    for key in ["title", "description"] {
        if let Some(text) = text(embed, key)
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            kept.insert(key.to_owned(), text.into());
        }
    }
    for key in ["url", "color", "timestamp"] {
        if let Some(value) = embed.get(key).filter(|value| !value.is_null()) {
            kept.insert(key.to_owned(), value.clone());
        }
    }
    for (key, inner) in [("footer", "text"), ("author", "name")] {
        if text(&embed[key], inner).is_some_and(|text| !text.trim().is_empty()) {
            let mut part = embed[key].clone();
            if let Some(url) = text(&part, "icon_url") {
                let url = located(url, attachments);
                part["proxy_icon_url"] = url.clone().into();
                part["icon_url"] = url.into();
            }
            kept.insert(key.to_owned(), part);
        }
    }
    for key in ["image", "thumbnail"] {
        if let Some(url) = text(&embed[key], "url").filter(|url| !url.is_empty()) {
            let url = located(url, attachments);
            let media = json!({
                "url": url, "proxy_url": url, "width": 0, "height": 0, "content_type": "image/png",
                "placeholder_version": 1, "flags": 0,
            });
            kept.insert(key.to_owned(), media);
        }
    }
    let fields = embed["fields"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if !fields.is_empty() {
        let field = |field: &Value| {
            json!({
                "name": text(field, "name").unwrap_or_default().trim(),
                "value": text(field, "value").unwrap_or_default().trim(),
                "inline": field["inline"] == true,
            })
        };
        kept.insert("fields".to_owned(), fields.iter().map(field).collect());
    }
    Value::Object(kept)
}

fn located(url: &str, attachments: &[Attachment]) -> String {
    url.strip_prefix("attachment://")
        .and_then(|name| {
            attachments
                .iter()
                .find(|attachment| attachment.filename == name)
        })
        .map_or_else(|| url.to_owned(), |attachment| attachment.url.clone())
}
