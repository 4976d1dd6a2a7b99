//! The welcome message as an admin fills it in: the modal's five texts, then fields, author and footer.

use url::Url;

use super::colour;
use crate::model::{Failure, Outcome, Text, WelcomeField, WelcomeTemplate};
use crate::render::{Template, embed, markdown};

/// Discord's limit of fields.
pub const MOST_FIELDS: usize = 25;

/// The five texts of `/panel welcome`'s modal, as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WelcomeForm {
    /// Title
    pub title: String,
    /// Message
    pub message: String,
    /// Colour
    pub colour: String,
    /// Image URL
    pub image_url: String,
    /// Thumbnail URL
    pub thumbnail_url: String,
}

/// The lines above and below.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrameForm {
    /// Author
    pub author: String,
    /// Footer
    pub footer: String,
}

/// One field. Without name and text it means: take the field away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldForm {
    /// Name
    pub name: String,
    /// Text
    pub value: String,
    /// Beside others: yes or no.
    pub inline: String,
}

impl WelcomeForm {
    /// What the modal is filled with before the admin types.
    pub fn of(template: &WelcomeTemplate) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            title: text(&template.title),
            message: text(&template.message),
            colour: template.colour.map(colour::format).unwrap_or_default(),
            image_url: text(&template.image_url),
            thumbnail_url: text(&template.thumbnail_url),
        }
    }

    /// Puts the five texts into the template.
    pub fn apply(&self, template: &mut WelcomeTemplate) -> Outcome<()> {
        let colour = text(&self.colour)
            .map(|typed| colour::parse(&typed))
            .transpose()?;
        let changed = WelcomeTemplate {
            title: text(&self.title),
            message: text(&self.message),
            colour,
            image_url: url(&self.image_url)?,
            thumbnail_url: url(&self.thumbnail_url)?,
            ..template.clone()
        };
        visible(&changed)?;
        *template = changed;
        Ok(())
    }
}

impl FrameForm {
    /// What the modal is filled with before the admin types.
    pub fn of(template: &WelcomeTemplate) -> Self {
        Self {
            author: template.author.clone().unwrap_or_default(),
            footer: template.footer.clone().unwrap_or_default(),
        }
    }

    /// Puts both lines into the template.
    pub fn apply(&self, template: &mut WelcomeTemplate) -> Outcome<()> {
        let changed = WelcomeTemplate {
            author: text(&self.author),
            footer: text(&self.footer),
            ..template.clone()
        };
        visible(&changed)?;
        *template = changed;
        Ok(())
    }
}

impl FieldForm {
    /// Puts the field at its place (`None`: behind the others), or takes it away where nothing is left of it.
    pub fn apply(&self, position: Option<usize>, template: &mut WelcomeTemplate) -> Outcome<()> {
        if position.is_some_and(|position| position >= template.fields.len()) {
            return Err(Failure::refused("panels-field-gone"));
        }
        let (name, value) = (self.name.trim(), self.value.trim());
        let mut changed = template.clone();
        match (position, name.is_empty() && value.is_empty()) {
            (Some(position), true) => {
                changed.fields.remove(position);
            }
            (None, true) => return Err(Failure::refused("panels-field-empty")),
            (_, false) if name.is_empty() || value.is_empty() => {
                return Err(Failure::refused("panels-field-empty"));
            }
            (position, false) => {
                let field = WelcomeField {
                    name: name.to_owned(),
                    value: value.to_owned(),
                    inline: yes(&self.inline)?,
                };
                match position {
                    Some(position) => changed.fields[position] = field,
                    None if changed.fields.len() < MOST_FIELDS => changed.fields.push(field),
                    None => return Err(Failure::refused("panels-fields-full")),
                }
            }
        }
        visible(&changed)?;
        *template = changed;
        Ok(())
    }
}

fn yes(typed: &str) -> Outcome<bool> {
    match typed.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "ja" | "j" => Ok(true),
        "no" | "n" | "false" | "nein" | "" => Ok(false),
        _ => Err(Failure::refused("panels-field-inline")),
    }
}

fn visible(template: &WelcomeTemplate) -> Outcome<()> {
    let nothing = template.title.is_none()
        && template.message.is_none()
        && template.author.is_none()
        && template.footer.is_none()
        && template.fields.is_empty();
    if nothing {
        return Err(Failure::refused("panels-welcome-empty"));
    }
    Ok(())
}

fn text(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

/// A picture's address: `http(s)`, or one that a placeholder completes.
fn url(typed: &str) -> Outcome<Option<String>> {
    let Some(typed) = text(typed) else {
        return Ok(None);
    };
    let lower = typed.to_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    let sound = if Template::parse(&typed).names().is_empty() {
        web && Url::parse(&typed).is_ok_and(|url| url.has_host())
    } else {
        // What a placeholder will come to is judged when it is known.
        web || typed.starts_with('%')
    };
    if sound {
        Ok(Some(typed))
    } else {
        Err(Text::new("panels-not-a-picture")
            .with("typed", markdown::escape(&embed::cut(&typed, 100)))
            .into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template() -> WelcomeTemplate {
        WelcomeTemplate {
            message: Some("Hello %user%".to_owned()),
            ..WelcomeTemplate::default()
        }
    }

    fn refusal(outcome: Outcome<()>) -> &'static str {
        match outcome {
            Err(Failure::Refused(text)) => text.id,
            other => panic!("{other:?}"),
        }
    }

    fn field(name: &str, value: &str, inline: &str) -> FieldForm {
        FieldForm {
            name: name.to_owned(),
            value: value.to_owned(),
            inline: inline.to_owned(),
        }
    }

    #[test]
    fn the_modal_is_filled_with_what_it_saved() {
        let form = WelcomeForm {
            title: "Hello".to_owned(),
            message: "I am %username%".to_owned(),
            colour: "#00FF00".to_owned(),
            image_url: "https://example.com/a.png".to_owned(),
            thumbnail_url: "%avatar_url%".to_owned(),
        };
        let mut saved = template();
        form.apply(&mut saved).unwrap();
        assert_eq!(WelcomeForm::of(&saved), form);
    }

    #[test]
    fn a_welcome_message_that_shows_nothing_is_refused() {
        let mut saved = template();
        assert_eq!(
            refusal(WelcomeForm::default().apply(&mut saved)),
            "panels-welcome-empty"
        );
        assert_eq!(saved, template(), "nothing half done");
    }

    #[test]
    fn a_picture_is_a_web_address_or_a_placeholder() {
        for (typed, sound) in [
            ("https://example.com/a.png", true),
            ("http://example.com/%user_id%.png", true),
            ("%avatar_url%", true),
            ("javascript:alert(1)", false),
            ("javascript:%username%", false),
            ("ftp://example.com/a.png", false),
            ("https://", false),
            ("picture.png", false),
        ] {
            assert_eq!(url(typed).is_ok(), sound, "{typed}");
        }
    }

    #[test]
    fn fields_are_added_changed_and_taken_away() {
        let mut saved = template();
        field("One", "1", "").apply(None, &mut saved).unwrap();
        field("Two", "2", "yes").apply(None, &mut saved).unwrap();
        field("First", "1", "ja")
            .apply(Some(0), &mut saved)
            .unwrap();
        field("", " ", "").apply(Some(1), &mut saved).unwrap();
        assert_eq!(
            saved.fields,
            [WelcomeField {
                name: "First".to_owned(),
                value: "1".to_owned(),
                inline: true
            }]
        );

        for (form, position, expected) in [
            (field("", "", ""), None, "panels-field-empty"),
            (field("x", "", ""), Some(0), "panels-field-empty"),
            (field("x", "y", "maybe"), None, "panels-field-inline"),
            (field("x", "y", ""), Some(1), "panels-field-gone"),
        ] {
            assert_eq!(refusal(form.apply(position, &mut saved)), expected);
        }
        while saved.fields.len() < MOST_FIELDS {
            field("x", "y", "").apply(None, &mut saved).unwrap();
        }
        assert_eq!(
            refusal(field("x", "y", "").apply(None, &mut saved)),
            "panels-fields-full"
        );
    }

    #[test]
    fn author_and_footer_may_be_all_there_is() {
        let mut saved = WelcomeTemplate::default();
        FrameForm {
            author: "Us".to_owned(),
            footer: String::new(),
        }
        .apply(&mut saved)
        .unwrap();
        assert_eq!(FrameForm::of(&saved).author, "Us");
    }
}
