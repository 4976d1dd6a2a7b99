//! The emoji of a button: one Unicode emoji, or one of a server as `<:name:id>`.

use crate::model::{Outcome, Text};
use crate::render::{embed, markdown};

/// An emoji that Discord takes on a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Emoji {
    /// `🎫`
    Unicode(String),
    /// `<:name:1>`, or `<a:name:1>` when it moves.
    Custom {
        /// Whether it moves.
        animated: bool,
        /// Its name.
        name: String,
        /// Its id.
        id: u64,
    },
}

/// Reads what an admin typed or what was stored.
pub fn parse(typed: &str) -> Outcome<Emoji> {
    let typed = typed.trim();
    emojis::get(typed)
        .map(|emoji| Emoji::Unicode(emoji.as_str().to_owned()))
        .or_else(|| custom(typed))
        // Discord's own short names, `:ticket:`, where the client did not replace them.
        .or_else(|| {
            let name = typed.strip_prefix(':')?.strip_suffix(':')?;
            emojis::get_by_shortcode(name).map(|emoji| Emoji::Unicode(emoji.as_str().to_owned()))
        })
        .ok_or_else(|| {
            Text::new("panels-not-an-emoji")
                .with("typed", markdown::escape(&embed::cut(typed, 100)))
                .into()
        })
}

fn custom(typed: &str) -> Option<Emoji> {
    let mut parts = typed.strip_prefix('<')?.strip_suffix('>')?.split(':');
    let animated = match parts.next()? {
        "" => false,
        "a" => true,
        _ => return None,
    };
    let name = parts.next()?;
    let id = parts.next()?;
    let sound = parts.next().is_none()
        && (2..=32).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && id.bytes().all(|byte| byte.is_ascii_digit());
    if !sound {
        return None;
    }
    Some(Emoji::Custom {
        animated,
        name: name.to_owned(),
        id: id.parse().ok().filter(|id| *id > 0)?,
    })
}

impl std::fmt::Display for Emoji {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unicode(emoji) => f.write_str(emoji),
            Self::Custom { animated, name, id } => {
                let mark = if *animated { "a" } else { "" };
                write!(f, "<{mark}:{name}:{id}>")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unicode_emoji_and_those_of_a_server_are_read() {
        for (typed, expected) in [
            ("🎫", "🎫"),
            (" 👩‍🚀 ", "👩‍🚀"),
            ("🇩🇪", "🇩🇪"),
            ("👍🏽", "👍🏽"),
            (":ticket:", "🎫"),
            ("<:frontdesk:123>", "<:frontdesk:123>"),
            ("<a:party_time:99>", "<a:party_time:99>"),
        ] {
            assert_eq!(parse(typed).unwrap().to_string(), expected, "{typed}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for typed in [
            "",
            "x",
            "ticket",
            "🎫🎫",
            "🎫 x",
            "<:x:1>",
            "<b:name:1>",
            "<:name:>",
            "<:name:0>",
            "<:name:+1>",
            "<:na me:1>",
            "<:name:1:2>",
            "<@1>",
            "::",
            "1",
        ] {
            assert!(parse(typed).is_err(), "{typed}");
        }
    }
}
