//! Making a stranger's text inert in Discord's Markdown.

/// Escapes a text so that Discord shows it as typed and nothing in it can ping, link under a false name, reorder the
/// line or open a block. Discord timestamps and bare `https:` URLs stay usable.
pub fn escape(_text: &str) -> String {
    todo!()
}

/// A text for places that show no Markdown: control characters and direction overrides go, the rest stays.
pub fn plain(_text: &str) -> String {
    todo!()
}
