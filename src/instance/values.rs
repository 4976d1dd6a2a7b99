//! All settings as they stood at one moment.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use url::Url;

use super::{Known, Overrides, known, path};
use crate::store::InstanceRow;
use crate::vault::{Place, Secret, Vault, VaultError};

/// What stands for a value that is not shown.
pub const MASK: &str = "***";

/// Who set a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A variable of the environment, which wins.
    Environment,
    /// `config set`.
    Database,
}

/// One setting.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The value.
    pub value: Secret,
    /// Whether it is shown masked.
    pub is_secret: bool,
    /// Who set it.
    pub origin: Origin,
}

impl Setting {
    /// The value, or what stands for it.
    pub fn shown(&self, reveal: bool) -> &str {
        if self.is_secret && !reveal {
            MASK
        } else {
            self.value.expose()
        }
    }
}

/// All settings as they stood at one moment.
#[derive(Debug, Default)]
pub struct Values {
    settings: BTreeMap<String, Setting>,
    /// What is stored and does not open, and why. It counts as not set.
    pub unreadable: Vec<(String, VaultError)>,
}

impl Values {
    /// Opens what is stored, and puts the environment over it.
    pub(super) fn open(rows: Vec<InstanceRow>, vault: &Vault, overrides: &Overrides) -> Self {
        let mut values = Self::default();
        for row in rows {
            let place = Place::InstanceSetting {
                path: row.path.clone(),
            };
            let (value, origin) = match (overrides.get(&row.path), vault.open(&place, &row.value)) {
                (Some(value), _) => (value.clone(), Origin::Environment),
                (None, Ok(value)) => (value, Origin::Database),
                (None, Err(error)) => {
                    tracing::error!(path = row.path, %error, "a setting of the instance cannot be opened");
                    values.unreadable.push((row.path, error));
                    continue;
                }
            };
            let is_secret = row.is_secret || path::is_secret(&row.path);
            let setting = Setting {
                value,
                is_secret,
                origin,
            };
            values.settings.insert(row.path, setting);
        }
        for known in known::ALL {
            if let Some(value) = overrides.get(known) {
                let setting = Setting {
                    value: value.clone(),
                    is_secret: path::is_secret(known),
                    origin: Origin::Environment,
                };
                values
                    .settings
                    .entry(known.path.to_owned())
                    .or_insert(setting);
            }
        }
        values
    }

    /// The value that holds for a path: the environment's, the stored one, or the default of a known path.
    pub fn get(&self, path: &str) -> Option<Secret> {
        let set = self.settings.get(path).map(|setting| setting.value.clone());
        set.or_else(|| known::find(path)?.default.map(Secret::new))
    }

    /// The address that holds for a known `*_url` path.
    ///
    /// # Panics
    ///
    /// For a path that is no address: a mistake in the code that asks.
    pub fn url(&self, known: &Known) -> Url {
        let parse = |text: &str| Url::parse(text).ok();
        let set = self.settings.get(known.path);
        set.and_then(|setting| parse(setting.value.expose()))
            .or_else(|| parse(known.default?))
            .expect("a `*_url` path has a default, which is an address")
    }

    /// What was set, by path.
    pub fn settings(&self) -> impl Iterator<Item = (&str, &Setting)> {
        self.settings
            .iter()
            .map(|(path, setting)| (path.as_str(), setting))
    }

    /// What was set under a path, or everything, as nested objects.
    pub fn nested(&self, group: Option<&str>, reveal: bool) -> Value {
        let mut root = Map::new();
        for (path, setting) in &self.settings {
            let inside = match group {
                None => path.as_str(),
                Some(group) if path::contains(group, path) => &path[group.len() + 1..],
                Some(_) => continue,
            };
            insert(&mut root, inside, setting.shown(reveal).into());
        }
        Value::Object(root)
    }
}

/// Puts a value at a dotted path. Two programs that set `a` and `a.b` at the same moment leave both: then `a.b` stands
/// beside `a`, as it is.
fn insert(object: &mut Map<String, Value>, path: &str, value: Value) {
    let Some((first, rest)) = path.split_once('.') else {
        object.insert(path.to_owned(), value);
        return;
    };
    let inner = object
        .entry(first)
        .or_insert_with(|| Value::Object(Map::new()));
    match inner {
        Value::Object(inner) => insert(inner, rest, value),
        _ => {
            object.insert(path.to_owned(), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_nest_and_nothing_is_lost() {
        let mut root = Map::new();
        for (path, value) in [("a.b", "1"), ("a.c.d", "2"), ("e", "3"), ("e.f", "4")] {
            insert(&mut root, path, value.into());
        }
        insta::assert_snapshot!(Value::Object(root), @r#"{"a":{"b":"1","c":{"d":"2"}},"e":"3","e.f":"4"}"#);
    }
}
