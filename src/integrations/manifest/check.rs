//! Every rule that a manifest must keep.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use url::Url;

use super::super::builtin::SLUGS;
use super::super::path;
use super::super::template::{Grammar, Piece, pieces};
use super::super::words::{code, number, too_long};
use super::{FieldError, Manifest, header, limits, url as url_rules};
use crate::egress::Policy;
use crate::model::Text;
use crate::render::builtin::is_builtin_in_channel_name as is_builtin;

/// What a request can be about, besides its secrets.
pub(super) const IDS: [&str; 3] = ["user_id", "guild_id", "ticket_id"];

/// Names in front of a dot that mean something else in templates.
const RESERVED_SLUGS: [&str; 3] = ["event", "body", "form"];

/// The name in lower case, spaces as `_`.
pub(in super::super) fn slug(name: &str) -> String {
    name.nfc()
        .collect::<String>()
        .to_lowercase()
        .replace(' ', "_")
}

/// Collects what is wrong.
pub(super) struct Check<'m> {
    manifest: &'m Manifest,
    policy: &'m Policy,
    errors: Vec<FieldError>,
}

impl<'m> Check<'m> {
    pub(super) fn all(manifest: &'m Manifest, policy: &'m Policy) -> Vec<FieldError> {
        let mut check = Self {
            manifest,
            policy,
            errors: Vec::new(),
        };
        check.metadata();
        check.request();
        check.secrets();
        check.placeholders();
        check.errors
    }

    fn error(&mut self, field: impl Into<String>, text: Text) {
        self.errors.push(FieldError::new(field, text));
    }

    fn metadata(&mut self) {
        let manifest = self.manifest;
        if manifest.frontdesk != 1 {
            self.error("frontdesk", Text::new("integrations-version"));
        }
        self.name();
        self.words("description", &manifest.description);
        if let Some(url) = &manifest.logo_url {
            self.logo(url);
        }
        if let Some(url) = &manifest.privacy_policy_url {
            self.link("privacy_policy_url", url);
        }
        if manifest.cache_seconds > limits::CACHE_SECONDS {
            let limit = i64::from(limits::CACHE_SECONDS);
            let text = Text::new("integrations-cache-seconds").count("limit", limit);
            self.error("cache_seconds", text);
        }
    }

    fn name(&mut self) {
        let name = &self.manifest.name;
        if name.is_empty() || name.chars().count() > limits::NAME {
            let limit = number(limits::NAME);
            self.error(
                "name",
                Text::new("integrations-name-length").count("limit", limit),
            );
        } else if !name
            .chars()
            .all(|character| character.is_alphanumeric() || " _-".contains(character))
        {
            self.error("name", Text::new("integrations-name-characters"));
        } else if name.starts_with(' ') || name.ends_with(' ') {
            self.error("name", Text::new("integrations-name-spaces"));
        } else {
            let slug = slug(name);
            let is_reserved = RESERVED_SLUGS.contains(&slug.as_str());
            if is_reserved || SLUGS.contains(&slug.as_str()) || is_builtin(&slug) {
                let text = Text::new("integrations-name-reserved").with("slug", slug);
                self.error("name", text);
            }
        }
    }

    /// A text for people: not endless, and no control characters but line breaks.
    fn words(&mut self, field: &str, words: &str) {
        if words.chars().count() > limits::DESCRIPTION {
            self.error(field, too_long(limits::DESCRIPTION));
        }
        if words
            .chars()
            .any(|character| character.is_control() && character != '\n')
        {
            self.error(field, Text::new("integrations-control-characters"));
        }
    }

    fn logo(&mut self, url: &str) {
        if url.chars().count() > limits::URL {
            self.error("logo_url", too_long(limits::URL));
            return;
        }
        match self.policy.check_url(url) {
            Err(refusal) => self.error("logo_url", refusal.text()),
            Ok(url) if url.scheme() != "https" => {
                self.error("logo_url", Text::new("integrations-url-https"));
            }
            Ok(_) => {}
        }
    }

    /// A link that a person follows, and Frontdesk never does.
    fn link(&mut self, field: &str, url: &str) {
        if url.chars().count() > limits::URL {
            self.error(field, too_long(limits::URL));
            return;
        }
        let is_link = Url::parse(url).is_ok_and(|parsed| {
            matches!(parsed.scheme(), "http" | "https")
                && parsed.username().is_empty()
                && parsed.password().is_none()
        });
        let is_plain = !url.chars().any(|character| {
            character.is_control() || character.is_whitespace() || "<>`".contains(character)
        });
        if !is_link || !is_plain {
            self.error(field, Text::new("integrations-link"));
        }
    }

    fn request(&mut self) {
        let manifest = self.manifest;
        let declares = |name: &str| manifest.declares(name);
        if !matches!(manifest.request.method.as_str(), "GET" | "POST") {
            self.error("request.method", Text::new("integrations-method"));
        }
        self.headers(&declares);
        match url_rules::check(&manifest.request.url, &declares, self.policy) {
            Err(texts) => {
                for text in texts {
                    self.error("request.url", text);
                }
                if let Some(url) = &manifest.validation_url {
                    self.validation_url(url, None);
                }
            }
            Ok(url) => {
                if url.scheme() == "http"
                    && self.carries_secret()
                    && !self.policy.is_allow_listed_literal(&url)
                {
                    self.error("request.url", Text::new("integrations-http-with-secret"));
                }
                if let Some(validation) = &manifest.validation_url {
                    self.validation_url(validation, Some(&url));
                }
            }
        }
    }

    fn validation_url(&mut self, validation: &str, request: Option<&Url>) {
        match url_rules::check(validation, &|_| false, self.policy) {
            Err(texts) => {
                for text in texts {
                    self.error("validation_url", text);
                }
            }
            Ok(url) => {
                if let Some(request) = request
                    && url.origin() != request.origin()
                {
                    let text = Text::new("integrations-validation-origin")
                        .with("origin", request.origin().ascii_serialization());
                    self.error("validation_url", text);
                }
            }
        }
    }

    fn headers(&mut self, declares: &dyn Fn(&str) -> bool) {
        let headers = &self.manifest.request.headers;
        if headers.len() > limits::HEADERS {
            self.error("request.headers", too_many(limits::HEADERS));
        }
        let mut seen = BTreeSet::new();
        for (name, value) in headers {
            let field = format!("request.headers.{}", code(name));
            if let Some(text) = header::check_name(name) {
                self.error(&field, text);
            } else if !seen.insert(name.to_ascii_lowercase()) {
                self.error(&field, Text::new("integrations-header-twice"));
            }
            for text in header::check_value(value, declares) {
                self.error(&field, text);
            }
        }
    }

    /// Whether the request, or the validation before it, sends what must not be read on the way.
    fn carries_secret(&self) -> bool {
        let manifest = self.manifest;
        let declares = |name: &str| manifest.declares(name);
        let names_secret = |template: &str, grammar| {
            pieces(template, grammar, &declares)
                .iter()
                .any(|(_, piece)| matches!(piece, Piece::Name(name) if !IDS.contains(name)))
        };
        names_secret(&manifest.request.url, Grammar::Url)
            || (manifest.validation_url.is_some() && !manifest.secrets.is_empty())
            || manifest.request.headers.iter().any(|(name, value)| {
                name.eq_ignore_ascii_case("authorization") || names_secret(value, Grammar::Words)
            })
    }

    fn secrets(&mut self) {
        let secrets = &self.manifest.secrets;
        if secrets.len() > limits::SECRETS {
            self.error("secrets", too_many(limits::SECRETS));
        }
        let mut seen = BTreeSet::new();
        for (index, secret) in secrets.iter().enumerate() {
            let field = format!("secrets[{index}].name");
            if !is_word(&secret.name) {
                self.error(field, Text::new("integrations-word"));
            } else if IDS.contains(&secret.name.as_str()) || is_builtin(&secret.name) {
                let text = Text::new("integrations-secret-reserved");
                self.error(field, text.with("name", secret.name.clone()));
            } else if !seen.insert(&secret.name) {
                self.error(field, Text::new("integrations-twice"));
            }
            self.words(
                &format!("secrets[{index}].description"),
                &secret.description,
            );
        }
    }

    fn placeholders(&mut self) {
        let manifest = self.manifest;
        if manifest.placeholders.len() > limits::PLACEHOLDERS {
            self.error("placeholders", too_many(limits::PLACEHOLDERS));
        }
        let mut seen = BTreeSet::new();
        for (index, placeholder) in manifest.placeholders.iter().enumerate() {
            let field = format!("placeholders[{index}].name");
            if !is_word(&placeholder.name) {
                self.error(field, Text::new("integrations-word"));
            } else if !seen.insert(&placeholder.name) {
                self.error(field, Text::new("integrations-twice"));
            }
            let field = format!("placeholders[{index}].path");
            if placeholder.path.chars().count() > limits::DESCRIPTION {
                self.error(field, too_long(limits::DESCRIPTION));
            } else if let Err(text) =
                path::check(&placeholder.path, &|name| manifest.declares(name))
            {
                self.error(field, text);
            }
            if let Some(fallback) = &placeholder.fallback {
                self.words(&format!("placeholders[{index}].fallback"), fallback);
            }
        }
    }
}

fn too_many(limit: usize) -> Text {
    Text::new("integrations-too-many").count("limit", number(limit))
}

/// `[a-z0-9_]{1,32}`
fn is_word(word: &str) -> bool {
    (1..=limits::WORD).contains(&word.len())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
