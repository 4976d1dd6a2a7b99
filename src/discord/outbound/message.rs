//! Messages as values, and their JSON.

use serde_json::{Value, json};

use crate::discord::CustomId;
use crate::model::{RoleId, UserId};
use crate::render::Embed;

/// A message: what a pure function builds and a test looks at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    /// The text above the embeds.
    pub content: String,
    /// At most 10.
    pub embeds: Vec<Embed>,
    /// At most 5 rows of buttons or selects.
    pub rows: Vec<Row>,
    /// Who may be pinged by `content`. Nobody else is, whatever stands there.
    pub mentions: Mentions,
    /// Discord posts one message only for a nonce of the last minutes: a retry does not double it. At most 25.
    pub nonce: Option<String>,
    /// An attached file.
    pub file: Option<File>,
}

/// Who may be pinged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    /// These users.
    pub users: Vec<UserId>,
    /// These roles.
    pub roles: Vec<RoleId>,
}

/// An attached file.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// One row of components.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// At most 5.
    Buttons(Vec<Button>),
    /// One.
    Select(Select),
    /// A menu of the server's members, one of whom is chosen.
    Users(Users),
}

/// A menu of members.
#[derive(Clone, Debug, PartialEq)]
pub struct Users {
    /// What a choice does.
    pub custom_id: CustomId,
    /// Shown while nobody is chosen; at most 150.
    pub placeholder: String,
}

/// A button.
#[derive(Clone, Debug, PartialEq)]
pub struct Button {
    /// At most 80.
    pub label: String,
    /// What a press does.
    pub style: ButtonStyle,
    /// A Unicode emoji, or `<:name:id>`.
    pub emoji: Option<String>,
    /// Grey, and cannot be pressed.
    pub disabled: bool,
}

/// The look of a button, and what a press does.
#[derive(Clone, Debug, PartialEq)]
pub enum ButtonStyle {
    /// Blue.
    Primary(CustomId),
    /// Grey.
    Secondary(CustomId),
    /// Green.
    Success(CustomId),
    /// Red.
    Danger(CustomId),
    /// Opens a page.
    Link(String),
}

/// A menu of strings.
#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    /// What a choice does.
    pub custom_id: CustomId,
    /// Shown while nothing is chosen; at most 150.
    pub placeholder: String,
    /// 1 to 25.
    pub choices: Vec<Choice>,
    /// How many may be chosen, from and to.
    pub count: (u8, u8),
}

/// One line of a menu.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// At most 100.
    pub label: String,
    /// At most 100.
    pub value: String,
    /// At most 100.
    pub description: Option<String>,
    /// Chosen from the start.
    pub chosen: bool,
}

impl Message {
    /// A message that is only text.
    pub fn text(content: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// A message that is only an embed.
    pub fn embed(embed: Embed) -> Self {
        Self {
            embeds: vec![embed],
            ..Self::default()
        }
    }

    /// Puts a picture beside its embed.
    #[must_use]
    pub fn thumbnail(mut self, url: Option<String>) -> Self {
        if let Some(embed) = self.embeds.first_mut() {
            embed.thumbnail_url = url;
        }
        self
    }

    /// Adds a row of buttons.
    #[must_use]
    pub fn buttons(mut self, buttons: impl IntoIterator<Item = Button>) -> Self {
        self.rows.push(Row::Buttons(buttons.into_iter().collect()));
        self
    }

    /// Everything, so that an edit with it replaces what was there.
    pub(super) fn body(&self) -> Value {
        let mut body = json!({
            "content": self.content,
            "embeds": self.embeds.iter().map(embed).collect::<Vec<_>>(),
            "components": self.rows.iter().map(row).collect::<Vec<_>>(),
            "allowed_mentions": {
                "parse": [],
                "users": self.mentions.users,
                "roles": self.mentions.roles,
            },
        });
        if let Some(file) = &self.file {
            body["attachments"] = json!([{ "id": "0", "filename": file.name }]);
        }
        body
    }

    /// Only rows of components, for an edit that leaves the rest.
    pub(super) fn rows_body(rows: &[Row]) -> Value {
        json!({ "components": rows.iter().map(row).collect::<Vec<_>>() })
    }

    /// The body for posting: with the nonce.
    pub(super) fn new_body(&self) -> Value {
        let mut body = self.body();
        if let Some(nonce) = &self.nonce {
            body["nonce"] = json!(nonce);
            body["enforce_nonce"] = json!(true);
        }
        body
    }
}

impl Button {
    /// An enabled button without an emoji.
    pub fn new(label: impl Into<String>, style: ButtonStyle) -> Self {
        Self {
            label: label.into(),
            style,
            emoji: None,
            disabled: false,
        }
    }
}

fn embed(embed: &Embed) -> Value {
    let mut value = json!({});
    let texts = [("title", &embed.title), ("description", &embed.description)];
    for (name, text) in texts {
        if let Some(text) = text {
            value[name] = json!(text);
        }
    }
    if let Some(colour) = embed.colour {
        value["color"] = json!(colour);
    }
    if !embed.fields.is_empty() {
        value["fields"] = embed
            .fields
            .iter()
            .map(
                |field| json!({ "name": field.name, "value": field.value, "inline": field.inline }),
            )
            .collect();
    }
    let objects = [
        ("image", "url", &embed.image_url),
        ("thumbnail", "url", &embed.thumbnail_url),
        ("author", "name", &embed.author),
        ("footer", "text", &embed.footer),
    ];
    for (name, inner, text) in objects {
        if let Some(text) = text {
            value[name] = json!({ inner: text });
        }
    }
    value
}

fn row(row: &Row) -> Value {
    let components: Vec<Value> = match row {
        Row::Buttons(buttons) => buttons.iter().map(button).collect(),
        Row::Select(menu) => vec![select(menu)],
        Row::Users(menu) => vec![json!({
            "type": 5,
            "custom_id": menu.custom_id.to_string(),
            "placeholder": menu.placeholder,
            "min_values": 1,
            "max_values": 1,
        })],
    };
    json!({ "type": 1, "components": components })
}

fn button(button: &Button) -> Value {
    let (style, custom_id) = match &button.style {
        ButtonStyle::Primary(id) => (1, Some(id)),
        ButtonStyle::Secondary(id) => (2, Some(id)),
        ButtonStyle::Success(id) => (3, Some(id)),
        ButtonStyle::Danger(id) => (4, Some(id)),
        ButtonStyle::Link(_) => (5, None),
    };
    let mut value = json!({
        "type": 2,
        "style": style,
        "label": button.label,
        "disabled": button.disabled,
    });
    if let Some(id) = custom_id {
        value["custom_id"] = json!(id.to_string());
    }
    if let ButtonStyle::Link(url) = &button.style {
        value["url"] = json!(url);
    }
    if let Some(emoji) = &button.emoji {
        value["emoji"] = emoji_object(emoji);
    }
    value
}

/// `<:name:id>`, `<a:name:id>`, or the emoji itself.
fn emoji_object(text: &str) -> Value {
    let custom = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'))
        .and_then(|text| {
            let mut parts = text.split(':');
            let animated = match parts.next()? {
                "" => false,
                "a" => true,
                _ => return None,
            };
            let (name, id) = (parts.next()?, parts.next()?);
            (parts.next().is_none() && id.parse::<u64>().is_ok())
                .then(|| json!({ "id": id, "name": name, "animated": animated }))
        });
    custom.unwrap_or_else(|| json!({ "name": text }))
}

fn select(select: &Select) -> Value {
    let options: Vec<Value> = select
        .choices
        .iter()
        .map(|choice| {
            let mut value = json!({
                "label": choice.label,
                "value": choice.value,
                "default": choice.chosen,
            });
            if let Some(description) = &choice.description {
                value["description"] = json!(description);
            }
            value
        })
        .collect();
    json!({
        "type": 3,
        "custom_id": select.custom_id.to_string(),
        "placeholder": select.placeholder,
        "min_values": select.count.0,
        "max_values": select.count.1,
        "options": options,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_pinged_unless_named() {
        let body = Message::text("@everyone <@1>").new_body();
        assert_eq!(
            body["allowed_mentions"],
            json!({ "parse": [], "users": [], "roles": [] })
        );
    }

    #[test]
    fn an_emoji_is_one_of_the_servers_or_a_character() {
        assert_eq!(
            emoji_object("<:blob:123>"),
            json!({ "id": "123", "name": "blob", "animated": false })
        );
        assert_eq!(
            emoji_object("<a:dance:9>"),
            json!({ "id": "9", "name": "dance", "animated": true })
        );
        assert_eq!(emoji_object("🎫"), json!({ "name": "🎫" }));
        assert_eq!(emoji_object("<:x:y>"), json!({ "name": "<:x:y>" }));
    }
}
