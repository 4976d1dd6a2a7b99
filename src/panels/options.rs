//! The options of `/panel create` and `/panel edit`, as typed, and the rules that they keep.

use super::{colour, emoji};
use crate::model::{ChannelId, Failure, GuildId, NewPanel, Outcome, RoleId, Text, TicketMode};

/// Discord's limit of an embed's description.
const LONGEST_DESCRIPTION: usize = 4_096;
/// Names are unique in their kind per server and at most this long.
const LONGEST_TITLE: usize = 100;
/// Discord's limit of a button's label.
const LONGEST_BUTTON: usize = 80;
/// What takes a text away again.
const NONE: &str = "none";

/// What was given; what was not stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// `title`
    pub title: Option<String>,
    /// `channel`
    pub channel: Option<ChannelId>,
    /// `category`
    pub category: Option<ChannelId>,
    /// `button`
    pub button: Option<String>,
    /// `emoji`
    pub emoji: Option<String>,
    /// `colour`
    pub colour: Option<String>,
    /// `mode`
    pub mode: Option<TicketMode>,
    /// `staff`
    pub staff: Option<RoleId>,
    /// `description`
    pub description: Option<String>,
}

impl Options {
    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Puts every option that was given into its place, or says what is wrong with the first that is.
    pub fn apply(&self, guild: GuildId, panel: &mut NewPanel) -> Outcome<()> {
        if let Some(title) = &self.title {
            let title = title.trim();
            length("title", title, LONGEST_TITLE)?;
            if title.is_empty() {
                return Err(Failure::refused("panels-title-empty"));
            }
            title.clone_into(&mut panel.title);
        }
        if let Some(staff) = self.staff {
            // The role @everyone has its server's id.
            if staff.get() == guild.get() {
                return Err(Failure::refused("panels-staff-everyone"));
            }
            panel.staff_role = Some(staff);
        }
        if let Some(button) = &self.button {
            panel.button = text(button);
            length("button", button.trim(), LONGEST_BUTTON)?;
        }
        if let Some(typed) = &self.emoji {
            panel.emoji = text(typed)
                .map(|typed| emoji::parse(&typed))
                .transpose()?
                .map(|emoji| emoji.to_string());
        }
        if let Some(typed) = &self.colour {
            panel.colour = text(typed).map(|typed| colour::parse(&typed)).transpose()?;
        }
        if let Some(description) = &self.description {
            // A slash command's option is one line: `\n` stands for a line break.
            panel.description = text(&description.replace("\\n", "\n"));
            length(
                "description",
                panel.description.as_deref().unwrap_or_default(),
                LONGEST_DESCRIPTION,
            )?;
        }
        panel.channel = self.channel.or(panel.channel);
        panel.category = self.category.or(panel.category);
        panel.mode = self.mode.or(panel.mode);
        Ok(())
    }
}

/// The text that was typed, or nothing where it is empty or says `none`.
fn text(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty() && !typed.eq_ignore_ascii_case(NONE)).then(|| typed.to_owned())
}

fn length(option: &'static str, text: &str, most: usize) -> Outcome<()> {
    if text.chars().count() <= most {
        return Ok(());
    }
    Err(Text::new("panels-option-too-long")
        .with("option", option)
        .count("most", i64::try_from(most).unwrap_or(i64::MAX))
        .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUILD: GuildId = GuildId::new(1);

    fn refusal(options: &Options) -> &'static str {
        match options.apply(GUILD, &mut NewPanel::default()) {
            Err(Failure::Refused(text)) => text.id,
            other => panic!("{other:?}"),
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "options are what is tested")]
    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn what_is_given_changes_and_the_rest_stays() {
        let mut panel = NewPanel {
            title: "Support".to_owned(),
            button: some("Help"),
            emoji: some("🎫"),
            category: Some(ChannelId::new(5)),
            ..NewPanel::default()
        };

        Options {
            emoji: some("none"),
            colour: some("#00ff00"),
            description: some(r"One\nTwo"),
            ..Options::default()
        }
        .apply(GUILD, &mut panel)
        .unwrap();

        assert_eq!(
            panel,
            NewPanel {
                title: "Support".to_owned(),
                button: some("Help"),
                colour: Some(0xFF00),
                description: some("One\nTwo"),
                category: Some(ChannelId::new(5)),
                ..NewPanel::default()
            }
        );
    }

    #[test]
    fn each_broken_rule_has_its_sentence() {
        let long = |length| some(&"x".repeat(length));
        for (options, expected) in [
            (
                Options {
                    title: some("  "),
                    ..Options::default()
                },
                "panels-title-empty",
            ),
            (
                Options {
                    title: long(101),
                    ..Options::default()
                },
                "panels-option-too-long",
            ),
            (
                Options {
                    button: long(81),
                    ..Options::default()
                },
                "panels-option-too-long",
            ),
            (
                Options {
                    description: long(4_097),
                    ..Options::default()
                },
                "panels-option-too-long",
            ),
            (
                Options {
                    colour: some("red"),
                    ..Options::default()
                },
                "panels-not-a-colour",
            ),
            (
                Options {
                    emoji: some("x"),
                    ..Options::default()
                },
                "panels-not-an-emoji",
            ),
            (
                Options {
                    staff: Some(RoleId::new(1)),
                    ..Options::default()
                },
                "panels-staff-everyone",
            ),
        ] {
            assert_eq!(refusal(&options), expected, "{options:?}");
        }
    }
}
