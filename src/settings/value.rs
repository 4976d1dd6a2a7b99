//! From what an admin typed to what is stored, and from there to a typed value.

use super::{Kind, Setting};
use crate::model::{
    ChannelId, ClaimMode, GuildSettings, Language, Outcome, RoleId, Text, TicketMode,
};
use crate::render::{Template, builtin, markdown};

/// What exists in a server, by name: a role or a category may be typed as mention, id or name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Directory {
    /// The roles, without `@everyone`.
    pub roles: Vec<(RoleId, String)>,
    /// The categories.
    pub categories: Vec<(ChannelId, String)>,
    /// The channels that hold messages.
    pub channels: Vec<(ChannelId, String)>,
}

/// Names that a channel's name knows besides the placeholders of every template.
const CHANNEL_NAME_PLACEHOLDERS: [&str; 5] = [
    "id",
    "id_padded",
    "claimed",
    "claim_indicator",
    "claimed_by",
];

/// Checks what was typed; the answer is the stored form.
pub fn parse(setting: Setting, typed: &str, directory: &Directory) -> Outcome<String> {
    let typed = typed.trim();
    let stored = match setting.kind() {
        Kind::Language => language(typed).map(|language| language.tag().to_owned()),
        Kind::Count { least, most } => typed
            .parse::<u32>()
            .ok()
            .filter(|number| (least..=most).contains(number))
            .map(|number| number.to_string()),
        Kind::Role => find(
            typed,
            &["<@&", "@"],
            &directory
                .roles
                .iter()
                .map(|(id, name)| (id.get(), name.as_str())),
        ),
        Kind::Category => find_channel(typed, &directory.categories),
        Kind::Categories { most } => categories(typed, most, &directory.categories),
        Kind::Channel => find_channel(typed, &directory.channels),
        Kind::Template { most } => {
            (!typed.is_empty() && typed.chars().count() <= most).then(|| typed.to_owned())
        }
        Kind::Switch => switch(typed).map(|on| on.to_string()),
        Kind::Choice(words) => {
            let typed = typed.to_lowercase().replace([' ', '-'], "_");
            words
                .iter()
                .find(|word| **word == typed)
                .map(|word| (*word).to_owned())
        }
    };
    stored.ok_or_else(|| mend(setting).into())
}

/// What the admin should know about a value that was taken.
pub fn warnings(setting: Setting, stored: &str) -> Vec<Text> {
    if !matches!(setting.kind(), Kind::Template { .. }) {
        return Vec::new();
    }
    Template::parse(stored)
        .names()
        .into_iter()
        .filter(|name| !CHANNEL_NAME_PLACEHOLDERS.contains(name) && !builtin::is_builtin(name))
        .map(|name| {
            Text::new("settings-naming-unknown-placeholder")
                .with("name", markdown::code(&format!("%{name}%")))
        })
        .collect()
}

/// Puts a stored value into its place; false if it does not read.
pub(super) fn apply(setting: Setting, stored: &str, settings: &mut GuildSettings) -> bool {
    fn put<T>(place: &mut T, value: Option<T>) -> bool {
        value.map(|value| *place = value).is_some()
    }
    match setting {
        Setting::Language => put(&mut settings.language, stored.parse().ok()),
        Setting::TicketLimit => put(&mut settings.ticket_limit, count(setting, stored)),
        Setting::StaffRole => put(&mut settings.staff_role, stored.parse().ok().map(Some)),
        Setting::Category => put(&mut settings.category, stored.parse().ok().map(Some)),
        Setting::Naming => put(
            &mut settings.naming,
            Some(stored.to_owned()).filter(|template| !template.is_empty()),
        ),
        Setting::OpenerMayClose => put(&mut settings.opener_may_close, stored.parse().ok()),
        Setting::LogChannel => put(&mut settings.log_channel, stored.parse().ok().map(Some)),
        Setting::Mode => put(&mut settings.mode, TicketMode::named(stored)),
        Setting::OverflowCategories => put(&mut settings.overflow_categories, list(stored)),
        Setting::OverflowThread => put(&mut settings.overflow_thread, stored.parse().ok()),
        Setting::ThreadChannel => put(&mut settings.thread_channel, stored.parse().ok().map(Some)),
        Setting::NoticeChannel => put(&mut settings.notice_channel, stored.parse().ok().map(Some)),
        Setting::ClaimMode => put(
            &mut settings.claim_mode,
            ClaimMode::ALL
                .into_iter()
                .find(|mode| mode.name() == stored),
        ),
    }
}

fn count(setting: Setting, stored: &str) -> Option<u32> {
    let Kind::Count { least, most } = setting.kind() else {
        return None;
    };
    stored
        .parse()
        .ok()
        .filter(|number| (least..=most).contains(number))
}

/// A language by its tag or its name, in English or in itself.
fn language(typed: &str) -> Option<Language> {
    match typed.to_lowercase().as_str() {
        "english" | "englisch" => Some(Language::English),
        "german" | "deutsch" => Some(Language::German),
        tag => tag.parse().ok(),
    }
}

fn switch(typed: &str) -> Option<bool> {
    match typed.to_lowercase().as_str() {
        "on" | "yes" | "true" | "1" | "an" | "ja" | "wahr" => Some(true),
        "off" | "no" | "false" | "0" | "aus" | "nein" | "falsch" => Some(false),
        _ => None,
    }
}

/// Several categories with commas between them, each once, as their ids.
fn categories(typed: &str, most: usize, categories: &[(ChannelId, String)]) -> Option<String> {
    let mut found = Vec::new();
    for name in typed
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let id = find_channel(name, categories)?;
        if !found.contains(&id) {
            found.push(id);
        }
    }
    (1..=most).contains(&found.len()).then(|| found.join(","))
}

/// What [`categories`] wrote.
fn list(stored: &str) -> Option<Vec<ChannelId>> {
    stored.split(',').map(|id| id.parse().ok()).collect()
}

fn find_channel(typed: &str, channels: &[(ChannelId, String)]) -> Option<String> {
    let channels = channels.iter();
    find(
        typed,
        &["<#", "#"],
        &channels.map(|(id, name)| (id.get(), name.as_str())),
    )
}

/// One of `things`, by mention, id, or a name that only one of them has.
fn find<'a>(
    typed: &str,
    marks: &[&str],
    things: &(impl Iterator<Item = (u64, &'a str)> + Clone),
) -> Option<String> {
    let bare = marks
        .iter()
        .find_map(|mark| typed.strip_prefix(mark))
        .unwrap_or(typed)
        .trim_end_matches('>');
    let by_id = bare
        .parse()
        .ok()
        .and_then(|number: u64| things.clone().find(|(id, _)| *id == number));
    let by_name = || {
        let mut named = things
            .clone()
            .filter(|(_, name)| name.to_lowercase() == bare.to_lowercase());
        named.next().filter(|_| named.next().is_none())
    };
    by_id.or_else(by_name).map(|(id, _)| id.to_string())
}

/// What may be typed for a setting.
fn mend(setting: Setting) -> Text {
    let text = match setting.kind() {
        Kind::Language => {
            let tags = Language::ALL.map(|language| format!("`{}`", language.tag()));
            Text::new("settings-not-a-language").with("languages", tags.join(", "))
        }
        Kind::Count { least, most } => Text::new("settings-not-a-count")
            .count("least", least.into())
            .count("most", most.into()),
        Kind::Role => Text::new("settings-not-a-role"),
        Kind::Category => Text::new("settings-not-a-category"),
        Kind::Categories { most } => Text::new("settings-not-categories")
            .count("most", i64::try_from(most).unwrap_or(i64::MAX)),
        Kind::Channel => Text::new("settings-not-a-channel"),
        Kind::Template { most } => Text::new("settings-not-a-template")
            .count("most", i64::try_from(most).unwrap_or(i64::MAX)),
        Kind::Switch => Text::new("settings-not-a-switch"),
        Kind::Choice(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            Text::new("settings-not-a-choice").with("words", words.join(", "))
        }
    };
    text.with("setting", setting.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Failure;

    fn directory() -> Directory {
        Directory {
            roles: vec![
                (RoleId::new(11), "Support".to_owned()),
                (RoleId::new(12), "Twin".to_owned()),
                (RoleId::new(13), "twin".to_owned()),
            ],
            categories: vec![
                (ChannelId::new(21), "Tickets".to_owned()),
                (ChannelId::new(23), "More".to_owned()),
            ],
            channels: vec![(ChannelId::new(22), "staff-log".to_owned())],
        }
    }

    fn parsed(setting: Setting, typed: &str) -> Result<String, &'static str> {
        match parse(setting, typed, &directory()) {
            Ok(stored) => Ok(stored),
            Err(Failure::Refused(text)) => Err(text.id),
            Err(Failure::Fault(error)) => panic!("{error}"),
        }
    }

    #[test]
    fn each_type_takes_its_spellings_and_refuses_the_rest_with_the_mend() {
        use Setting::{
            Category, ClaimMode, Language, LogChannel, Mode, Naming, OpenerMayClose,
            OverflowCategories, StaffRole, TicketLimit,
        };
        for (setting, typed, expected) in [
            (Language, "DE", Ok("de")),
            (Language, "English", Ok("en")),
            (Language, "fr", Err("settings-not-a-language")),
            (TicketLimit, "10", Ok("10")),
            (TicketLimit, "0", Err("settings-not-a-count")),
            (TicketLimit, "11", Err("settings-not-a-count")),
            (TicketLimit, "-1", Err("settings-not-a-count")),
            (TicketLimit, "five", Err("settings-not-a-count")),
            (LogChannel, "<#22>", Ok("22")),
            (LogChannel, "#Staff-Log", Ok("22")),
            (LogChannel, "21", Err("settings-not-a-channel")),
            (StaffRole, "<@&11>", Ok("11")),
            (StaffRole, "11", Ok("11")),
            (StaffRole, "@support", Ok("11")),
            (StaffRole, "twin", Err("settings-not-a-role")),
            (StaffRole, "<@&99>", Err("settings-not-a-role")),
            (StaffRole, "<@&21>", Err("settings-not-a-role")),
            (Category, "<#21>", Ok("21")),
            (Category, "tickets", Ok("21")),
            (Category, "11", Err("settings-not-a-category")),
            (Naming, "  help-%id%  ", Ok("help-%id%")),
            (Naming, " ", Err("settings-not-a-template")),
            (OpenerMayClose, "Nein", Ok("false")),
            (OpenerMayClose, "on", Ok("true")),
            (OpenerMayClose, "maybe", Err("settings-not-a-switch")),
            (ClaimMode, "Read only", Ok("read_only")),
            (ClaimMode, "nobody", Err("settings-not-a-choice")),
            (Mode, "Thread", Ok("thread")),
            (Mode, "voice", Err("settings-not-a-choice")),
            (OverflowCategories, " tickets , <#23>,21", Ok("21,23")),
            (
                OverflowCategories,
                "tickets, 99",
                Err("settings-not-categories"),
            ),
            (OverflowCategories, ",", Err("settings-not-categories")),
        ] {
            assert_eq!(
                parsed(setting, typed),
                expected.map(str::to_owned),
                "{setting:?} {typed}"
            );
        }
        assert_eq!(
            parsed(Naming, &"x".repeat(101)),
            Err("settings-not-a-template")
        );
    }

    #[test]
    fn what_is_stored_reads_back() {
        for (setting, typed) in [
            (Setting::Language, "de"),
            (Setting::TicketLimit, "3"),
            (Setting::StaffRole, "11"),
            (Setting::Category, "21"),
            (Setting::Naming, "x-%id%"),
            (Setting::OpenerMayClose, "off"),
            (Setting::ClaimMode, "claimer_only"),
            (Setting::Mode, "thread"),
            (Setting::OverflowCategories, "Tickets, More"),
            (Setting::OverflowThread, "on"),
            (Setting::NoticeChannel, "#staff-log"),
        ] {
            let mut settings = GuildSettings::default();
            let stored = parsed(setting, typed).unwrap();
            assert!(apply(setting, &stored, &mut settings), "{setting:?}");
            assert_ne!(settings, GuildSettings::default(), "{setting:?}");
        }
    }
}
