//! Changes of a manifest, piece by piece: the same whether a command or the editor makes them.

use super::{Format, Manifest, ManifestPlaceholder, ManifestSecret, Suggestion};
use crate::model::{Outcome, Text};
use crate::render::Template;

/// What takes a text away again where an option cannot be left empty.
const NONE: &str = "none";

/// What stands once in a manifest. What was given changes; what was not stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// The name.
    pub name: Option<String>,
    /// The URL.
    pub url: Option<String>,
    /// GET or POST, in any case.
    pub method: Option<String>,
    /// The description; empty or `none` takes it away, as for those below.
    pub description: Option<String>,
    /// The picture.
    pub logo_url: Option<String>,
    /// The privacy policy.
    pub privacy_policy_url: Option<String>,
    /// Who checks the secrets.
    pub validation_url: Option<String>,
    /// How long answers are kept.
    pub cache_seconds: Option<u32>,
}

impl Details {
    /// Writes what was given into the manifest.
    pub fn apply(&self, manifest: &mut Manifest) {
        if let Some(name) = &self.name {
            name.trim().clone_into(&mut manifest.name);
        }
        if let Some(url) = &self.url {
            url.trim().clone_into(&mut manifest.request.url);
        }
        if let Some(method) = &self.method {
            manifest.request.method = method.trim().to_uppercase();
        }
        if let Some(description) = &self.description {
            manifest.description = text(description).unwrap_or_default();
        }
        for (place, given) in [
            (&mut manifest.logo_url, &self.logo_url),
            (&mut manifest.privacy_policy_url, &self.privacy_policy_url),
            (&mut manifest.validation_url, &self.validation_url),
        ] {
            if let Some(given) = given {
                *place = text(given);
            }
        }
        if let Some(seconds) = self.cache_seconds {
            manifest.cache_seconds = seconds;
        }
    }
}

/// The text that was typed, or nothing where it says `none`.
fn text(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty() && !typed.eq_ignore_ascii_case(NONE)).then(|| typed.to_owned())
}

/// A name inside a manifest as people type it: in any case, with or without the percent signs.
pub fn tidy(name: &str) -> String {
    name.trim().trim_matches('%').to_lowercase()
}

/// Sets a header, in place of the one called `replaced` if that is given. There is one header of a name, whatever its
/// case. A value that names a secret which is not declared yet says what to do first.
pub fn put_header(
    manifest: &mut Manifest,
    replaced: Option<&str>,
    name: &str,
    value: &str,
) -> Outcome<()> {
    if let Some(undeclared) = undeclared(manifest, value) {
        return Err(Text::new("integration-commands-add-secret-first")
            .with("name", undeclared)
            .into());
    }
    let headers = &mut manifest.request.headers;
    let is_renamed = replaced.is_some_and(|old| !old.eq_ignore_ascii_case(name));
    if is_renamed && headers.keys().any(|own| own.eq_ignore_ascii_case(name)) {
        return Err(Text::new("editor-header-taken")
            .with("name", super::words::code(name))
            .into());
    }
    headers.retain(|own, _| {
        let is_replaced = replaced.is_some_and(|old| own.eq_ignore_ascii_case(old));
        !is_replaced && !own.eq_ignore_ascii_case(name)
    });
    headers.insert(name.to_owned(), value.to_owned());
    Ok(())
}

/// Declares a secret, in place of the one called `replaced` or of the one of its own name. Where the manifest names the
/// old one, it names the new one then: neither could be changed before the other.
pub fn put_secret(manifest: &mut Manifest, replaced: Option<&str>, secret: ManifestSecret) {
    let new = secret.name.clone();
    let secrets = &mut manifest.secrets;
    let own = |name: &str| secrets.iter().position(|one| one.name == name);
    match replaced.and_then(own).or_else(|| own(&new)) {
        None => secrets.push(secret),
        Some(position) => {
            let old = std::mem::replace(&mut secrets[position], secret).name;
            if old != new {
                rename(manifest, &format!("%{old}%"), &format!("%{new}%"));
            }
        }
    }
}

fn rename(manifest: &mut Manifest, old: &str, new: &str) {
    let request = &mut manifest.request;
    let texts = std::iter::once(&mut request.url)
        .chain(request.headers.values_mut())
        .chain(manifest.validation_url.as_mut())
        .chain(manifest.placeholders.iter_mut().map(|one| &mut one.path));
    for text in texts {
        *text = text.replace(old, new);
    }
}

/// Names a value, in place of the one called `replaced` or of the one of its own name.
pub fn put_placeholder(
    manifest: &mut Manifest,
    replaced: Option<&str>,
    placeholder: ManifestPlaceholder,
) {
    let placeholders = &mut manifest.placeholders;
    let own = |name: &str| placeholders.iter().position(|one| one.name == name);
    match replaced.and_then(own).or_else(|| own(&placeholder.name)) {
        Some(position) => placeholders[position] = placeholder,
        None => placeholders.push(placeholder),
    }
}

/// Names a value that an answer was seen to hold. A second time, which an older message allows, adds nothing.
pub fn add_suggestion(manifest: &mut Manifest, suggestion: &Suggestion) {
    let placeholders = &mut manifest.placeholders;
    if placeholders.iter().all(|one| one.path != suggestion.path) {
        placeholders.push(ManifestPlaceholder {
            name: suggestion.name.clone(),
            path: suggestion.path.clone(),
            fallback: None,
            format: Format::default(),
        });
    }
}

/// A placeholder that could be the name of a secret, if only it were declared.
fn undeclared(manifest: &Manifest, value: &str) -> Option<String> {
    const IDS: [&str; 3] = ["user_id", "guild_id", "ticket_id"];
    let template = Template::parse(value);
    template
        .names()
        .into_iter()
        .filter(|name| !IDS.contains(name))
        .filter(|name| manifest.secrets.iter().all(|secret| secret.name != *name))
        .find(|name| {
            (1..=32).contains(&name.len())
                && name
                    .bytes()
                    .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
        })
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Failure;

    fn manifest() -> Manifest {
        serde_json::from_value(serde_json::json!({
            "frontdesk": 1,
            "name": "My Integration",
            "description": "Kept",
            "logo_url": "https://example.com/logo.png",
            "request": {
                "url": "https://example.com/?key=%api_key%",
                "headers": { "authorization": "Bearer %api_key%", "X-Other": "1" },
            },
            "secrets": [{ "name": "api_key" }, { "name": "other" }],
            "placeholders": [
                { "name": "first", "path": "$.all[?@.key=='%api_key%'].name" },
                { "name": "second", "path": "second" },
            ],
        }))
        .unwrap()
    }

    #[test]
    fn what_is_given_changes_and_none_takes_away() {
        let mut manifest: Manifest = serde_json::from_value(serde_json::json!({
            "frontdesk": 1,
            "name": "Old",
            "description": "Kept",
            "logo_url": "https://example.com/logo.png",
            "request": { "url": "https://example.com/" },
        }))
        .unwrap();
        Details {
            name: Some(" New ".to_owned()),
            method: Some("post".to_owned()),
            logo_url: Some("None".to_owned()),
            cache_seconds: Some(60),
            ..Details::default()
        }
        .apply(&mut manifest);
        insta::assert_snapshot!(manifest.to_json(), @r#"
        {
          "frontdesk": 1,
          "name": "New",
          "description": "Kept",
          "logo_url": null,
          "privacy_policy_url": null,
          "request": {
            "method": "POST",
            "url": "https://example.com/",
            "headers": {}
          },
          "validation_url": null,
          "cache_seconds": 60,
          "secrets": [],
          "placeholders": []
        }
        "#);
    }

    #[test]
    fn a_header_replaces_the_one_of_its_name_in_any_case() {
        let mut manifest = manifest();
        put_header(&mut manifest, None, "Authorization", "%user_id%").unwrap();
        put_header(&mut manifest, Some("x-other"), "X-New", "2").unwrap();
        let headers: Vec<_> = manifest.request.headers.clone().into_iter().collect();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            headers,
            [pair("Authorization", "%user_id%"), pair("X-New", "2")]
        );
        let taken = put_header(&mut manifest, Some("X-New"), "AUTHORIZATION", "3");
        assert!(taken.is_err());
        assert_eq!(manifest.request.headers.len(), 2);
    }

    #[test]
    fn a_secret_that_is_not_declared_yet_is_named_with_what_to_do_first() {
        let Err(Failure::Refused(text)) = put_header(&mut manifest(), None, "X-Token", "%token%")
        else {
            panic!();
        };
        assert_eq!(
            text,
            Text::new("integration-commands-add-secret-first").with("name", "token")
        );
    }

    #[test]
    fn a_secret_takes_its_mentions_along() {
        let mut manifest = manifest();
        let secret = ManifestSecret {
            name: "token".to_owned(),
            description: "New".to_owned(),
            sensitive: true,
        };
        put_secret(&mut manifest, Some("api_key"), secret.clone());
        assert_eq!(manifest.secrets[0], secret);
        assert_eq!(manifest.secrets.len(), 2);
        assert!(!manifest.to_json().contains("api_key"));
        assert_eq!(manifest.request.headers["authorization"], "Bearer %token%");
    }

    #[test]
    fn what_was_suggested_is_added_once() {
        let mut manifest = manifest();
        let suggestion = Suggestion::parse("high=user.scores.high").unwrap();
        assert_eq!(suggestion.to_string(), "high=user.scores.high");
        add_suggestion(&mut manifest, &suggestion);
        add_suggestion(&mut manifest, &suggestion);
        assert_eq!(manifest.placeholders.len(), 3);
        assert_eq!(manifest.placeholders[2].path, "user.scores.high");
    }

    #[test]
    fn a_placeholder_keeps_its_place_and_two_of_a_name_are_left_to_the_check() {
        let mut manifest = manifest();
        let placeholder = |name: &str| ManifestPlaceholder {
            name: name.to_owned(),
            path: "path".to_owned(),
            fallback: None,
            format: Format::Number,
        };
        put_placeholder(&mut manifest, Some("first"), placeholder("renamed"));
        put_placeholder(&mut manifest, Some("gone"), placeholder("third"));
        put_placeholder(&mut manifest, None, placeholder("second"));
        let names = |manifest: &Manifest| {
            let names = manifest.placeholders.iter().map(|one| one.name.clone());
            names.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names(&manifest), "renamed second third");
        assert_eq!(manifest.placeholders[1].format, Format::Number);
        put_placeholder(&mut manifest, Some("third"), placeholder("second"));
        assert_eq!(names(&manifest), "renamed second second");
    }
}
