//! The modals of the live editor.

use super::{EditorPress, IntegrationPress};
use crate::discord::CustomId;
use crate::discord::components::integration::Part;
use crate::discord::components::integration::editor::Action;
use crate::discord::outbound::{Input, Modal};
use crate::discord::views::{activation, say};
use crate::i18n;
use crate::integrations::{Format, Integration};
use crate::model::{IntegrationId, Language, Text, UserId};
use crate::render::embed;

/// The names of the inputs, by which the answers are found.
pub mod field {
    /// A name.
    pub const NAME: &str = "name";
    /// A description.
    pub const DESCRIPTION: &str = "description";
    /// The picture.
    pub const LOGO: &str = "logo";
    /// The privacy policy.
    pub const POLICY: &str = "policy";
    /// The request's URL.
    pub const URL: &str = "url";
    /// The request's method.
    pub const METHOD: &str = "method";
    /// Who checks the secrets.
    pub const VALIDATION: &str = "validation";
    /// How long answers are kept.
    pub const CACHE: &str = "cache";
    /// A header's value.
    pub const VALUE: &str = "value";
    /// Whether a secret is one.
    pub const SENSITIVE: &str = "sensitive";
    /// A placeholder's path.
    pub const PATH: &str = "path";
    /// What is shown without a value.
    pub const FALLBACK: &str = "fallback";
    /// How a value is shown.
    pub const FORMAT: &str = "format";
}

/// Discord's limits of a modal's title, and of what stands in an empty input.
const TITLE: usize = 45;
const HINT: usize = 100;
/// The limits of a manifest, as far as they keep somebody from typing for nothing.
const LONGEST_NAME: u16 = 32;
const LONGEST_HEADER: u16 = 64;
const LONGEST_TEXT: u16 = 255;
const LONGEST_URL: u16 = 512;

/// **Request**: whom to ask, and how.
pub fn request_modal(integration: &Integration, language: Language) -> Modal {
    let manifest = &integration.manifest;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let inputs = Inputs(language);
    let cache = (manifest.cache_seconds > 0).then(|| manifest.cache_seconds.to_string());
    Modal {
        custom_id: press(integration.id, Action::SaveRequest),
        title: title(integration, "editor-modal-request", language),
        inputs: vec![
            Input {
                required: true,
                ..inputs.input(
                    field::URL,
                    "editor-field-url",
                    LONGEST_URL,
                    manifest.request.url.clone(),
                )
            },
            Input {
                placeholder: Some("GET / POST".to_owned()),
                required: true,
                ..inputs.input(
                    field::METHOD,
                    "editor-field-method",
                    8,
                    manifest.request.method.clone(),
                )
            },
            inputs.input(
                field::VALIDATION,
                "editor-field-validation",
                LONGEST_URL,
                text(&manifest.validation_url),
            ),
            inputs.input(field::CACHE, "editor-field-cache", 5, text(&cache)),
        ],
    }
}

/// **Details**: what people read about it.
pub fn details_modal(integration: &Integration, language: Language) -> Modal {
    let manifest = &integration.manifest;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let inputs = Inputs(language);
    Modal {
        custom_id: press(integration.id, Action::SaveDetails),
        title: title(integration, "editor-modal-details", language),
        inputs: vec![
            Input {
                required: true,
                ..inputs.input(
                    field::NAME,
                    "editor-field-name",
                    LONGEST_NAME,
                    manifest.name.clone(),
                )
            },
            Input {
                paragraph: true,
                ..inputs.input(
                    field::DESCRIPTION,
                    "editor-field-description",
                    LONGEST_TEXT,
                    manifest.description.clone(),
                )
            },
            inputs.input(
                field::LOGO,
                "editor-field-logo",
                LONGEST_URL,
                text(&manifest.logo_url),
            ),
            inputs.input(
                field::POLICY,
                "editor-field-policy",
                LONGEST_URL,
                text(&manifest.privacy_policy_url),
            ),
        ],
    }
}

/// One header, secret or placeholder: the one of this name, or an empty one.
pub fn part_modal(
    integration: &Integration,
    part: Part,
    name: Option<&str>,
    language: Language,
) -> Modal {
    let heading = match part {
        Part::Header => "editor-modal-header",
        Part::Secret => "editor-modal-secret",
        Part::Placeholder => "editor-modal-placeholder",
    };
    let action = match name {
        Some(name) => Action::Save(part, name.to_owned()),
        None => Action::Add(part),
    };
    let longest = match part {
        Part::Header => LONGEST_HEADER,
        Part::Secret | Part::Placeholder => LONGEST_NAME,
    };
    let inputs = Inputs(language);
    let shown = name.unwrap_or_default().to_owned();
    let mut all = vec![Input {
        required: true,
        ..inputs.input(field::NAME, "editor-field-name", longest, shown)
    }];
    all.extend(match part {
        Part::Header => header(integration, name, language),
        Part::Secret => secret(integration, name, language),
        Part::Placeholder => placeholder(integration, name, language),
    });
    Modal {
        custom_id: press(integration.id, action),
        title: title(integration, heading, language),
        inputs: all,
    }
}

fn header(integration: &Integration, name: Option<&str>, language: Language) -> Vec<Input> {
    let headers = &integration.manifest.request.headers;
    let value = name.and_then(|name| headers.get(name)).cloned();
    let input = Inputs(language).input(
        field::VALUE,
        "editor-field-value",
        LONGEST_URL,
        value.unwrap_or_default(),
    );
    vec![Input {
        required: true,
        placeholder: Some(embed::cut(&say(language, "editor-hint-value"), HINT)),
        ..input
    }]
}

fn secret(integration: &Integration, name: Option<&str>, language: Language) -> Vec<Input> {
    let mut secrets = integration.manifest.secrets.iter();
    let secret = secrets.find(|secret| Some(secret.name.as_str()) == name);
    let is_sensitive = secret.is_none_or(|secret| secret.sensitive);
    let sensitive = if is_sensitive {
        say(language, "editor-yes")
    } else {
        say(language, "editor-no")
    };
    let description = secret.map(|secret| secret.description.clone());
    let inputs = Inputs(language);
    vec![
        inputs.input(
            field::DESCRIPTION,
            "editor-field-description",
            LONGEST_TEXT,
            description.unwrap_or_default(),
        ),
        Input {
            placeholder: Some(embed::cut(&say(language, "editor-hint-sensitive"), HINT)),
            ..inputs.input(field::SENSITIVE, "editor-field-sensitive", 5, sensitive)
        },
    ]
}

fn placeholder(integration: &Integration, name: Option<&str>, language: Language) -> Vec<Input> {
    let mut placeholders = integration.manifest.placeholders.iter();
    let placeholder = placeholders.find(|one| Some(one.name.as_str()) == name);
    let inputs = Inputs(language);
    let path = placeholder.map(|one| one.path.clone());
    let fallback = placeholder.and_then(|one| one.fallback.clone());
    let format = placeholder.map_or(Format::default(), |one| one.format);
    let formats: Vec<_> = Format::ALL.iter().map(|format| format.name()).collect();
    vec![
        Input {
            required: true,
            placeholder: Some(embed::cut(&say(language, "editor-hint-path"), HINT)),
            ..inputs.input(
                field::PATH,
                "editor-field-path",
                LONGEST_TEXT,
                path.unwrap_or_default(),
            )
        },
        Input {
            placeholder: Some("N/A".to_owned()),
            ..inputs.input(
                field::FALLBACK,
                "editor-field-fallback",
                LONGEST_TEXT,
                fallback.unwrap_or_default(),
            )
        },
        Input {
            placeholder: Some(formats.join(", ")),
            ..inputs.input(
                field::FORMAT,
                "editor-field-format",
                16,
                format.name().to_owned(),
            )
        },
    ]
}

/// The secrets for one test, which are not kept.
pub fn test_modal(integration: &Integration, user: UserId, language: Language) -> Modal {
    let asked = activation::modal(integration, &|_| None, language);
    Modal {
        custom_id: press(
            integration.id,
            Action::TestWith {
                version: integration.version,
                user,
            },
        ),
        title: title(integration, "editor-modal-test", language),
        inputs: asked.inputs,
    }
}

/// What somebody means who was asked for yes or no, in any of the bot's languages; nothing is a yes.
pub fn yes(typed: Option<&str>) -> Option<bool> {
    match typed.unwrap_or_default().trim().to_lowercase().as_str() {
        "" | "yes" | "y" | "true" | "ja" | "j" => Some(true),
        "no" | "n" | "false" | "nein" => Some(false),
        _ => None,
    }
}

fn title(integration: &Integration, id: &'static str, language: Language) -> String {
    let text = Text::new(id).with("name", integration.manifest.name.as_str());
    embed::cut(&i18n::words(language, &text), TITLE)
}

fn press(integration: IntegrationId, action: Action) -> CustomId {
    let press = EditorPress::new(integration, action);
    CustomId::Integration(IntegrationPress::Editor(press))
}

/// Makes inputs with labels in a language.
struct Inputs(Language);

impl Inputs {
    fn input(&self, name: &str, label: &'static str, max_length: u16, value: String) -> Input {
        Input {
            name: name.to_owned(),
            label: say(self.0, label),
            max_length,
            value: Some(value),
            ..Input::default()
        }
    }
}
