//! A sentence for a person, named rather than written: the language is chosen where it is shown.

/// A message of `locales/`, with its arguments. `i18n` turns it into words.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The Fluent message id.
    pub id: &'static str,
    /// The message's variables.
    pub arguments: Vec<(&'static str, Argument)>,
}

/// One variable of a [`Text`].
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// Shown as it is. The caller has escaped what a stranger wrote.
    Words(String),
    /// Formatted, and counted for plural rules, in the reader's language.
    Number(i64),
    /// Further sentences, each on a line of its own, in the reader's language.
    Lines(Vec<Text>),
}

impl Text {
    /// The message `id`, without variables.
    pub fn new(id: &'static str) -> Self {
        Self {
            id,
            arguments: Vec::new(),
        }
    }

    /// Adds a variable that is words.
    #[must_use]
    pub fn with(mut self, name: &'static str, words: impl Into<String>) -> Self {
        self.arguments.push((name, Argument::Words(words.into())));
        self
    }

    /// Adds a variable that is a number.
    #[must_use]
    pub fn count(mut self, name: &'static str, number: i64) -> Self {
        self.arguments.push((name, Argument::Number(number)));
        self
    }

    /// Adds a variable that is a list of sentences, one on each line.
    #[must_use]
    pub fn lines(mut self, name: &'static str, lines: Vec<Text>) -> Self {
        self.arguments.push((name, Argument::Lines(lines)));
        self
    }
}
