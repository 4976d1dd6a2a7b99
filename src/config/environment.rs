//! Where variables come from: the process, then `.env`; or a test's own.

use std::collections::HashMap;
use std::str::FromStr;

use super::{Problem, Problems};

/// The variables, as they stood when they were read once.
#[derive(Clone, Default)]
pub struct Environment {
    variables: HashMap<String, String>,
}

impl Environment {
    /// Reads `.env` of the current folder, if there is one, and the process's variables, which win.
    pub fn load() -> Result<Self, Problem> {
        let mut variables = HashMap::new();
        match dotenvy::from_filename_iter(".env") {
            Ok(lines) => {
                for line in lines {
                    let (name, value) = line.map_err(|error| unreadable(&error))?;
                    variables.insert(name, value);
                }
            }
            Err(error) if error.not_found() => {}
            Err(error) => return Err(unreadable(&error)),
        }
        for (name, value) in std::env::vars_os() {
            if let (Ok(name), Ok(value)) = (name.into_string(), value.into_string()) {
                variables.insert(name, value);
            }
        }
        Ok(Self { variables })
    }

    /// From pairs.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self {
            variables: pairs
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }
    }

    /// A variable's value, trimmed; an empty one counts as not set.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// The variables whose names begin so, as [`Self::get`] gives them.
    pub(super) fn beginning_with(&self, prefix: &str) -> impl Iterator<Item = (&str, &str)> {
        self.variables
            .keys()
            .filter(move |name| name.starts_with(prefix))
            .filter_map(|name| Some((name.as_str(), self.get(name)?)))
    }

    /// A list with commas between. `expected` completes the sentence "holds `x`, which is no …".
    pub(super) fn list<T: FromStr>(
        &self,
        name: &'static str,
        expected: &str,
        problems: &mut Problems,
    ) -> Vec<T> {
        let mut items = Vec::new();
        for item in self
            .get(name)
            .unwrap_or_default()
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
        {
            match item.parse() {
                Ok(item) => items.push(item),
                Err(_) => problems.add(name, format!("holds `{item}`, which is no {expected}")),
            }
        }
        items
    }
}

// A parse error of dotenvy quotes the line, which may hold a secret.
fn unreadable(error: &dotenvy::Error) -> Problem {
    let message = match error {
        dotenvy::Error::LineParse(_, column) => {
            format!(
                "has a line that is not NAME=value (character {column} of it): put the value in quotes"
            )
        }
        _ => "cannot be read: check that it is a file that this user may read".to_owned(),
    };
    Problem::new(".env", message)
}
