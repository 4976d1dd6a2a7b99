//! `FRONTDESK_CONFIG_…`: variables of the environment that win over what is stored.

use std::collections::HashMap;
use std::fmt;

use super::path;
use crate::vault::Secret;

/// The variables that begin with `FRONTDESK_CONFIG_`, by name.
#[derive(Clone, Default)]
pub struct Overrides {
    variables: HashMap<String, Secret>,
}

impl Overrides {
    /// From the variables themselves.
    pub fn new(variables: HashMap<String, Secret>) -> Self {
        Self { variables }
    }

    /// The variable for a path, if it is set.
    pub fn get(&self, path: &str) -> Option<&Secret> {
        if self.variables.is_empty() {
            return None;
        }
        self.variables.get(&path::variable(path))
    }
}

impl fmt::Debug for Overrides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.variables.keys()).finish()
    }
}
