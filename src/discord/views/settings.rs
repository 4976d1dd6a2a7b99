//! The settings of a server.

use super::say;
use crate::discord::outbound::Message;
use crate::i18n;
use crate::model::{ChannelId, GuildSettings, Language, Text};
use crate::render::{Embed, markdown};
use crate::settings::{Setting, View};

/// All settings, with what each is for.
pub fn all(view: &View, language: Language) -> Message {
    let lines = Setting::ALL.into_iter().map(|setting| {
        let shown = value(setting, &view.settings, language);
        let shown = if view.set.contains(&setting) {
            shown
        } else {
            let text = Text::new("settings-value-default").with("value", shown);
            i18n::words(language, &text)
        };
        let purpose = i18n::words(language, &setting.purpose());
        format!("`{}`: {shown}\n-# {purpose}", setting.name())
    });
    Message::embed(
        Embed {
            title: Some(say(language, "settings-view-title")),
            description: Some(lines.collect::<Vec<_>>().join("\n")),
            footer: Some(say(language, "settings-view-footer")),
            colour: Some(super::COLOUR),
            ..Embed::default()
        }
        .fit(),
    )
}

/// One setting's value as people read it.
pub fn value(setting: Setting, settings: &GuildSettings, language: Language) -> String {
    let none = || say(language, "settings-value-none");
    match setting {
        Setting::Language => format!(
            "{} ({})",
            markdown::code(settings.language.tag()),
            native_name(settings.language)
        ),
        Setting::TicketLimit => settings.ticket_limit.to_string(),
        Setting::StaffRole => settings
            .staff_role
            .map_or_else(none, |role| format!("<@&{role}>")),
        Setting::Category => settings.category.map_or_else(none, channel),
        Setting::Naming => markdown::code(&settings.naming),
        Setting::OpenerMayClose => switch(settings.opener_may_close, language),
        Setting::LogChannel => settings.log_channel.map_or_else(none, channel),
        Setting::ClaimMode => markdown::code(settings.claim_mode.name()),
        Setting::Mode => markdown::code(settings.mode.name()),
        Setting::OverflowCategories if settings.overflow_categories.is_empty() => none(),
        Setting::OverflowCategories => {
            let categories = settings.overflow_categories.iter();
            let categories: Vec<_> = categories
                .map(|category| format!("<#{category}>"))
                .collect();
            categories.join(", ")
        }
        Setting::OverflowThread => switch(settings.overflow_thread, language),
        Setting::ThreadChannel => settings.thread_channel.map_or_else(none, channel),
        Setting::NoticeChannel => settings.notice_channel.map_or_else(none, channel),
    }
}

fn channel(channel: ChannelId) -> String {
    format!("<#{channel}>")
}

/// On or off.
pub fn switch(on: bool, language: Language) -> String {
    say(
        language,
        if on {
            "settings-value-on"
        } else {
            "settings-value-off"
        },
    )
}

/// A language's name for itself, the same for every reader.
pub const fn native_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::German => "Deutsch",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::sketch;
    use crate::model::RoleId;

    #[test]
    fn every_setting_is_shown_with_its_value() {
        let view = View {
            settings: GuildSettings {
                staff_role: Some(RoleId::new(42)),
                ..GuildSettings::default()
            },
            set: vec![Setting::StaffRole],
        };
        insta::assert_snapshot!(sketch::message(&all(&view, Language::English)), @"
        | # Settings
        | `language`: `en` (English) (default)
        | -# The language of what everybody sees.
        | `ticket_limit`: 5 (default)
        | -# How many tickets a member may have open.
        | `staff_role`: <@&42>
        | -# Who answers, where the panel names nobody.
        | `category`: none (default)
        | -# Where tickets open, where the panel names no category.
        | `naming`: `ticket-%id_padded%` (default)
        | -# The name of a ticket's channel.
        | `opener_may_close`: on (default)
        | -# Whether members may close their own tickets.
        | `log_channel`: none (default)
        | -# Where staff is told when something needs looking after.
        | `claim_mode`: `everyone` (default)
        | -# Who may write in a claimed ticket; read_only: the others only read; claimer_only: they do not see it.
        | `mode`: `channel` (default)
        | -# Whether tickets are channels or private threads, where the panel does not say.
        | `overflow_categories`: none (default)
        | -# Where tickets open when their category is full, in this order.
        | `overflow_thread`: off (default)
        | -# Whether a ticket opens as a private thread when no category has room.
        | `thread_channel`: none (default)
        | -# Under which channel threads open; the panel's own where none is set.
        | `notice_channel`: none (default)
        | -# Where staff is told of a new thread; the log channel where none is set.
        | footer: Change one with /settings set, put it back with /settings reset.
        | colour: #5865F2
        ");
        insta::assert_snapshot!(sketch::message(&all(&view, Language::German)), @"
        | # Einstellungen
        | `language`: `en` (English) (Standard)
        | -# Die Sprache dessen, was alle sehen.
        | `ticket_limit`: 5 (Standard)
        | -# Wie viele Tickets ein Mitglied offen haben darf.
        | `staff_role`: <@&42>
        | -# Wer antwortet, wo das Panel niemanden nennt.
        | `category`: keine (Standard)
        | -# Wo Tickets aufgehen, wo das Panel keine Kategorie nennt.
        | `naming`: `ticket-%id_padded%` (Standard)
        | -# Der Name eines Ticket-Kanals.
        | `opener_may_close`: an (Standard)
        | -# Ob Mitglieder ihre eigenen Tickets schließen dürfen.
        | `log_channel`: keine (Standard)
        | -# Wo das Team erfährt, worum es sich kümmern sollte.
        | `claim_mode`: `everyone` (Standard)
        | -# Wer in einem übernommenen Ticket schreiben darf; read_only: die anderen lesen nur; claimer_only: sie sehen es nicht.
        | `mode`: `channel` (Standard)
        | -# Ob Tickets Kanäle oder private Threads sind, wo das Panel nichts sagt.
        | `overflow_categories`: keine (Standard)
        | -# Wo Tickets aufgehen, wenn ihre Kategorie voll ist, in dieser Reihenfolge.
        | `overflow_thread`: aus (Standard)
        | -# Ob ein Ticket als privater Thread aufgeht, wenn keine Kategorie Platz hat.
        | `thread_channel`: keine (Standard)
        | -# Unter welchem Kanal Threads aufgehen; ohne Angabe der des Panels.
        | `notice_channel`: keine (Standard)
        | -# Wo das Team von einem neuen Thread erfährt; ohne Angabe der Log-Kanal.
        | footer: Ändere eine mit /settings set, setze sie zurück mit /settings reset.
        | colour: #5865F2
        ");
    }
}
