//! `/panel welcome`: its modals, and the editor behind **More**.

use super::{remarks, say};
use crate::discord::CustomId;
use crate::discord::components::panel::PanelPress;
use crate::discord::outbound::{Button, ButtonStyle, Choice, Input, Message, Modal, Row, Select};
use crate::i18n;
use crate::model::{Failure, Language, Outcome, Panel, Text};
use crate::panels::{FrameForm, Provider, WelcomeForm, placeholders, welcome};
use crate::render::{Embed, embed, markdown};

/// The input for the title.
pub const TITLE: &str = "title";
/// The input for the message.
pub const MESSAGE: &str = "message";
/// The input for the colour.
pub const COLOUR: &str = "colour";
/// The input for the big picture.
pub const IMAGE: &str = "image";
/// The input for the small picture.
pub const THUMBNAIL: &str = "thumbnail";
/// The input for the line above.
pub const AUTHOR: &str = "author";
/// The input for the line below.
pub const FOOTER: &str = "footer";
/// The input for a field's name.
pub const NAME: &str = "name";
/// The input for a field's text.
pub const VALUE: &str = "value";
/// The input for whether a field may stand beside others.
pub const INLINE: &str = "inline";

/// Discord's limit of what is typed into a modal.
const LONGEST_INPUT: u16 = 4_000;
/// How much of a text the editor shows.
const EXCERPT: usize = 80;

/// The modal of `/panel welcome`, filled with what is stored.
pub fn modal(panel: &Panel, language: Language) -> Modal {
    let form = WelcomeForm::of(&panel.settings.welcome);
    let input = |name: &str, label, value: String, max_length| Input {
        name: name.to_owned(),
        label: say(language, label),
        max_length,
        value: Some(value),
        ..Input::default()
    };
    let message = Input {
        paragraph: true,
        placeholder: Some(say(language, "panels-welcome-message-hint")),
        ..input(
            MESSAGE,
            "panels-welcome-message",
            form.message,
            LONGEST_INPUT,
        )
    };
    Modal {
        custom_id: CustomId::Panel(PanelPress::Welcome(panel.id)),
        title: say(language, "panels-welcome-modal"),
        inputs: vec![
            input(TITLE, "panels-welcome-title", form.title, 256),
            message,
            Input {
                placeholder: Some("#5865F2".to_owned()),
                ..input(COLOUR, "panels-welcome-colour", form.colour, 7)
            },
            input(IMAGE, "panels-welcome-image", form.image_url, 512),
            input(
                THUMBNAIL,
                "panels-welcome-thumbnail",
                form.thumbnail_url,
                512,
            ),
        ],
    }
}

/// The answer after the modal was filled in.
pub fn saved(panel: &Panel, providers: &[Provider], language: Language) -> Message {
    let title = markdown::escape(&panel.settings.title);
    let text = Text::new("panels-welcome-saved").with("title", title);
    let mut content = i18n::words(language, &text);
    let warnings = placeholders::warnings(&panel.settings.welcome, providers);
    if !warnings.is_empty() {
        content = format!("{content}\n{}", remarks(language, &warnings));
    }
    Message::text(embed::cut(&content, 2_000)).buttons([Button::new(
        say(language, "panels-welcome-more"),
        ButtonStyle::Secondary(CustomId::Panel(PanelPress::More(panel.id))),
    )])
}

/// Fields, author and footer, with buttons that open a modal for each.
pub fn editor(panel: &Panel, providers: &[Provider], language: Language) -> Message {
    let template = &panel.settings.welcome;
    let none = || say(language, "panels-more-none");
    let shown = |text: &Option<String>| {
        text.as_deref()
            .map_or_else(none, |text| markdown::code(&embed::cut(text, EXCERPT)))
    };
    let mut lines = vec![
        format!(
            "**{}**: {}",
            say(language, "panels-more-author"),
            shown(&template.author)
        ),
        format!(
            "**{}**: {}",
            say(language, "panels-more-footer"),
            shown(&template.footer)
        ),
    ];
    let count = i64::try_from(template.fields.len()).unwrap_or(i64::MAX);
    let heading = Text::new("panels-more-fields").count("count", count);
    lines.push(format!("**{}**", i18n::words(language, &heading)));
    lines.extend((1..).zip(&template.fields).map(|(number, field)| {
        format!(
            "{number}. {}: {}",
            markdown::code(&embed::cut(&field.name, EXCERPT)),
            markdown::code(&embed::cut(&field.value, EXCERPT)),
        )
    }));
    let warnings = placeholders::warnings(template, providers);
    if !warnings.is_empty() {
        lines.push(remarks(language, &warnings));
    }
    let title = Text::new("panels-more-title").with("title", panel.settings.title.as_str());
    let press = |press| ButtonStyle::Secondary(CustomId::Panel(press));
    let mut message = Message::embed(
        Embed {
            title: Some(i18n::words(language, &title)),
            description: Some(lines.join("\n")),
            colour: Some(super::COLOUR),
            ..Embed::default()
        }
        .fit(),
    )
    .buttons([
        Button::new(
            say(language, "panels-more-frame-button"),
            press(PanelPress::Frame(panel.id)),
        ),
        Button {
            disabled: template.fields.len() >= welcome::MOST_FIELDS,
            ..Button::new(
                say(language, "panels-more-field-button"),
                press(PanelPress::NewField(panel.id)),
            )
        },
    ]);
    if !template.fields.is_empty() {
        let choices = template
            .fields
            .iter()
            .enumerate()
            .map(|(position, field)| Choice {
                label: embed::cut(&format!("{}. {}", position + 1, field.name), 100),
                value: position.to_string(),
                description: None,
                chosen: false,
            });
        message.rows.push(Row::Select(Select {
            custom_id: CustomId::Panel(PanelPress::Field(panel.id)),
            placeholder: say(language, "panels-more-field-menu"),
            choices: choices.collect(),
            count: (1, 1),
        }));
    }
    message
}

/// The modal for author and footer.
pub fn frame_modal(panel: &Panel, language: Language) -> Modal {
    let form = FrameForm::of(&panel.settings.welcome);
    let input = |name: &str, label, value, max_length| Input {
        name: name.to_owned(),
        label: say(language, label),
        max_length,
        value: Some(value),
        ..Input::default()
    };
    Modal {
        custom_id: CustomId::Panel(PanelPress::SaveFrame(panel.id)),
        title: say(language, "panels-frame-modal"),
        inputs: vec![
            input(AUTHOR, "panels-more-author", form.author, 256),
            Input {
                paragraph: true,
                ..input(FOOTER, "panels-more-footer", form.footer, 2_048)
            },
        ],
    }
}

/// The modal for a field: an empty one, or one that exists.
pub fn field_modal(panel: &Panel, position: Option<usize>, language: Language) -> Outcome<Modal> {
    let field = match position {
        None => None,
        Some(position) => Some(
            panel
                .settings
                .welcome
                .fields
                .get(position)
                .ok_or_else(|| Failure::refused("panels-field-gone"))?,
        ),
    };
    let custom_id = match position {
        None => PanelPress::AddField(panel.id),
        Some(position) => PanelPress::SaveField(panel.id, position),
    };
    let input = |name: &str, label, value: &str, max_length| Input {
        name: name.to_owned(),
        label: say(language, label),
        max_length,
        value: Some(value.to_owned()),
        ..Input::default()
    };
    let inline = match field {
        Some(field) if field.inline => say(language, "panels-yes"),
        _ => say(language, "panels-no"),
    };
    let (name, value) = field.map_or(("", ""), |field| (&field.name, &field.value));
    Ok(Modal {
        custom_id: CustomId::Panel(custom_id),
        title: say(language, "panels-field-modal"),
        inputs: vec![
            input(NAME, "panels-field-name", name, 256),
            Input {
                paragraph: true,
                ..input(VALUE, "panels-field-value", value, 1_024)
            },
            input(INLINE, "panels-field-inline-label", &inline, 5),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::sketch;
    use crate::model::{GuildId, NewPanel, PanelId, WelcomeField, WelcomeTemplate};

    fn panel(welcome: WelcomeTemplate) -> Panel {
        Panel {
            id: PanelId::new(7),
            guild: GuildId::new(1),
            settings: NewPanel {
                title: "Support".to_owned(),
                welcome,
                ..NewPanel::default()
            },
            message: None,
            enabled: true,
        }
    }

    fn provider(name: &str, placeholders: &[&str]) -> Provider {
        Provider {
            name: name.to_owned(),
            slug: name.to_lowercase().replace(' ', "_"),
            placeholders: placeholders.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    #[test]
    fn the_modal_holds_what_is_stored() {
        let stored = panel(WelcomeTemplate {
            message: Some("Hello %user%".to_owned()),
            colour: Some(0xFF00),
            ..WelcomeTemplate::default()
        });
        insta::assert_snapshot!(sketch::modal(&modal(&stored, Language::English)), @r#"
        Welcome message (panel:welcome:7)
        Title:  [title, up to 256]
        Message: Hello %user% [message, up to 4000, paragraph]
        Colour: #00FF00 [colour, up to 7]
        Image URL:  [image, up to 512]
        Thumbnail URL:  [thumbnail, up to 512]
        "#);
        insta::assert_snapshot!(sketch::modal(&modal(&stored, Language::German)), @r#"
        Begrüßung (panel:welcome:7)
        Titel:  [title, up to 256]
        Nachricht: Hello %user% [message, up to 4000, paragraph]
        Farbe: #00FF00 [colour, up to 7]
        Bild-URL:  [image, up to 512]
        Vorschaubild-URL:  [thumbnail, up to 512]
        "#);
    }

    #[test]
    fn saving_tells_what_the_names_will_come_to() {
        let stored = panel(WelcomeTemplate {
            message: Some(
                "%user% %username% %my_integration.username% %high_score% %nothing% %other.x%"
                    .to_owned(),
            ),
            ..WelcomeTemplate::default()
        });
        let providers = [
            provider("My Integration", &["username", "high_score"]),
            provider("Second", &["high_score"]),
        ];
        let shown = saved(&stored, &providers, Language::English);
        insta::assert_snapshot!(sketch::message(&shown), @r#"
        The welcome message of **Support** is saved. `/panel preview` shows it filled in.
        ⚠️ `%high_score%` comes from My Integration, which was activated first. For another's value write `%second.high_score%`.
        ⚠️ `%nothing%` is neither built in nor provided by an active integration: it will stay as typed.
        ⚠️ `%other.x%` is neither built in nor provided by an active integration: it will stay as typed.
        ⚠️ `%username%` is the built-in placeholder. For the integration's value write `%my_integration.username%`.
        [More](secondary panel:more:7)
        "#);
    }

    #[test]
    fn more_shows_fields_author_and_footer() {
        let stored = panel(WelcomeTemplate {
            author: Some("%server%".to_owned()),
            fields: vec![WelcomeField {
                name: "Score".to_owned(),
                value: "%user_id%".to_owned(),
                inline: true,
            }],
            ..WelcomeTemplate::default()
        });
        let shown = editor(&stored, &[], Language::English);
        insta::assert_snapshot!(sketch::message(&shown), @r#"
        | # More of the welcome message of Support
        | **Author**: `%server%`
        | **Footer**: none
        | **Fields (1 of 25)**
        | 1. `Score`: `%user_id%`
        | colour: #5865F2
        [Author and footer](secondary panel:frame:7) [Add a field](secondary panel:new-field:7)
        ⟨Edit a field⟩ panel:field:7
          1. Score = 0
        "#);
        let opened = field_modal(&stored, Some(0), Language::English).unwrap();
        insta::assert_snapshot!(sketch::modal(&opened), @r#"
        Field (panel:save-field:7:0)
        Name: Score [name, up to 256]
        Text: %user_id% [value, up to 1024, paragraph]
        Beside others (yes or no): yes [inline, up to 5]
        "#);
        assert!(field_modal(&stored, Some(1), Language::English).is_err());
        insta::assert_snapshot!(sketch::modal(&frame_modal(&stored, Language::English)), @r#"
        Author and footer (panel:save-frame:7)
        Author: %server% [author, up to 256]
        Footer:  [footer, up to 2048, paragraph]
        "#);
    }
}
