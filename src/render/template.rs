//! `%name%`, `%name|text%` and `\%name\%`, in one pass.

use std::collections::BTreeSet;

use super::{Resolve, Surface};

/// A parsed template. Parsing never fails: what is no placeholder is text.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {}

impl Template {
    /// Parses a text.
    pub fn parse(_source: &str) -> Self {
        todo!()
    }

    /// The names that occur, as typed (`username`, `my_integration.username`, `date_days:7:R`, `form:Label`).
    pub fn names(&self) -> BTreeSet<&str> {
        todo!()
    }

    /// Fills in. Values are inert: they are never searched for placeholders, are escaped for the surface, mention
    /// nobody. A name that `values` does not know stays as typed.
    pub fn render(&self, _values: &dyn Resolve, _surface: Surface) -> String {
        todo!()
    }
}
