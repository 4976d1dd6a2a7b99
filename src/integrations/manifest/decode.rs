//! From JSON to a manifest, with everything that is wrong at once.
//!
//! A derived reader stops at the first mistake and forgets where it was. This one goes on, names each field by its
//! path, and refuses what it does not know: a field that is quietly ignored is a typo that nobody finds.

use super::super::json::Json;
use super::super::words::code;
use super::{FieldError, Format, Manifest, ManifestPlaceholder, ManifestRequest, ManifestSecret};
use crate::model::Text;

/// Reads a manifest. Fields that are wrong or missing are reported and come out empty.
pub(super) fn decode(root: &Json, errors: &mut Vec<FieldError>) -> Option<Manifest> {
    let mut object = Object::new(root, String::new(), errors)?;
    let manifest = Manifest {
        frontdesk: object.required("frontdesk", Object::number),
        name: object.required("name", Object::text),
        description: object
            .optional("description", Object::text)
            .unwrap_or_default(),
        logo_url: object.optional("logo_url", Object::text),
        privacy_policy_url: object.optional("privacy_policy_url", Object::text),
        request: object.required("request", Object::request),
        validation_url: object.optional("validation_url", Object::text),
        cache_seconds: object
            .optional("cache_seconds", Object::number)
            .unwrap_or_default(),
        secrets: object.list("secrets", secret),
        placeholders: object.list("placeholders", placeholder),
    };
    object.finish();
    Some(manifest)
}

fn request(object: &mut Object<'_, '_>) -> ManifestRequest {
    ManifestRequest {
        method: object
            .optional("method", Object::text)
            .unwrap_or_else(super::get),
        url: object.required("url", Object::text),
        headers: object
            .optional("headers", Object::words_by_name)
            .unwrap_or_default(),
    }
}

fn secret(object: &mut Object<'_, '_>) -> ManifestSecret {
    ManifestSecret {
        name: object.required("name", Object::text),
        description: object
            .optional("description", Object::text)
            .unwrap_or_default(),
        sensitive: object
            .optional("sensitive", Object::boolean)
            .unwrap_or(true),
    }
}

fn placeholder(object: &mut Object<'_, '_>) -> ManifestPlaceholder {
    ManifestPlaceholder {
        name: object.required("name", Object::text),
        path: object.required("path", Object::text),
        fallback: object.optional("fallback", Object::text),
        format: object
            .optional("format", Object::format)
            .unwrap_or_default(),
    }
}

/// An object that is being read, and the list of what is wrong with it.
struct Object<'j, 'e> {
    path: String,
    members: &'j [(String, Json)],
    known: Vec<&'static str>,
    errors: &'e mut Vec<FieldError>,
}

/// Reads a value that stands at a path; `None` if it is of another kind, which is then reported.
type Read<'j, 'e, T> = fn(&mut Object<'j, 'e>, &'j Json, &str) -> Option<T>;

impl<'j, 'e> Object<'j, 'e> {
    fn new(value: &'j Json, path: String, errors: &'e mut Vec<FieldError>) -> Option<Self> {
        let Json::Object(members) = value else {
            errors.push(FieldError::new(
                path,
                Text::new("integrations-expected-object"),
            ));
            return None;
        };
        for (index, (name, _)) in members.iter().enumerate() {
            if members[..index].iter().any(|(earlier, _)| earlier == name) {
                let field = join(&path, name);
                errors.push(FieldError::new(
                    field,
                    Text::new("integrations-field-twice"),
                ));
            }
        }
        Some(Self {
            path,
            members,
            known: Vec::new(),
            errors,
        })
    }

    fn error(&mut self, field: impl Into<String>, id: &'static str) {
        self.errors.push(FieldError::new(field, Text::new(id)));
    }

    /// A field that may be absent or `null`.
    fn optional<T>(&mut self, name: &'static str, read: Read<'j, 'e, T>) -> Option<T> {
        self.known.push(name);
        let (_, value) = self.members.iter().rev().find(|(key, _)| key == name)?;
        if *value == Json::Null {
            return None;
        }
        let path = join(&self.path, name);
        read(self, value, &path)
    }

    /// A field that must be there.
    fn required<T: Default>(&mut self, name: &'static str, read: Read<'j, 'e, T>) -> T {
        let present = self
            .members
            .iter()
            .any(|(key, value)| key == name && *value != Json::Null);
        if !present {
            self.error(join(&self.path, name), "integrations-field-missing");
        }
        self.optional(name, read).unwrap_or_default()
    }

    fn list<T>(&mut self, name: &'static str, read: fn(&mut Object<'_, '_>) -> T) -> Vec<T> {
        let items = self.optional(name, |object, value, path| {
            if let Json::Array(items) = value {
                return Some(items);
            }
            object.error(path, "integrations-expected-list");
            None
        });
        let path = join(&self.path, name);
        let mut entries = Vec::new();
        for (index, item) in items.into_iter().flatten().enumerate() {
            if let Some(mut entry) = Object::new(item, format!("{path}[{index}]"), self.errors) {
                entries.push(read(&mut entry));
                entry.finish();
            }
        }
        entries
    }

    fn request(&mut self, value: &'j Json, path: &str) -> Option<ManifestRequest> {
        let mut object = Object::new(value, path.to_owned(), self.errors)?;
        let request = request(&mut object);
        object.finish();
        Some(request)
    }

    fn words_by_name(
        &mut self,
        value: &'j Json,
        path: &str,
    ) -> Option<std::collections::BTreeMap<String, String>> {
        let object = Object::new(value, path.to_owned(), self.errors)?;
        let mut words = std::collections::BTreeMap::new();
        for (name, value) in object.members {
            match value {
                Json::Text(text) => {
                    words.insert(name.clone(), text.clone());
                }
                _ => object.errors.push(FieldError::new(
                    join(path, name),
                    Text::new("integrations-expected-text"),
                )),
            }
        }
        Some(words)
    }

    fn text(&mut self, value: &'j Json, path: &str) -> Option<String> {
        if let Json::Text(text) = value {
            return Some(text.clone());
        }
        self.error(path, "integrations-expected-text");
        None
    }

    fn number(&mut self, value: &'j Json, path: &str) -> Option<u32> {
        if let Json::Number(number) = value
            && let Ok(number) = number.parse()
        {
            return Some(number);
        }
        self.error(path, "integrations-expected-number");
        None
    }

    fn boolean(&mut self, value: &'j Json, path: &str) -> Option<bool> {
        if let Json::Boolean(boolean) = value {
            return Some(*boolean);
        }
        self.error(path, "integrations-expected-boolean");
        None
    }

    fn format(&mut self, value: &'j Json, path: &str) -> Option<Format> {
        let format = match value {
            Json::Text(name) => Format::ALL.into_iter().find(|format| format.name() == name),
            _ => None,
        };
        if format.is_none() {
            self.error(path, "integrations-expected-format");
        }
        format
    }

    /// Reports what nothing has asked for.
    fn finish(self) {
        for (name, _) in self.members {
            if !self.known.contains(&name.as_str()) {
                let text =
                    Text::new("integrations-field-unknown").with("known", self.known.join("`, `"));
                self.errors
                    .push(FieldError::new(join(&self.path, name), text));
            }
        }
    }
}

fn join(path: &str, name: &str) -> String {
    let name = code(name);
    if path.is_empty() {
        name
    } else {
        format!("{path}.{name}")
    }
}
