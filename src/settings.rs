//! A server's settings: a fixed list with types, each stored as text and read back typed.
//!
//! A row that no longer reads (an older version wrote it, a role is gone) counts as not set: a server must never be
//! unable to open tickets because of a setting.

pub mod setting;
pub mod value;

use std::collections::BTreeMap;

pub use setting::{Kind, Setting};
pub use value::Directory;

use crate::model::{GuildId, GuildSettings, Outcome, Text};
use crate::store::Store;

/// A server's settings, and which of them it has set itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The values in force.
    pub settings: GuildSettings,
    /// Those that are not at their default because nobody touched them.
    pub set: Vec<Setting>,
}

/// What came of setting one.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Everything after the change.
    pub view: View,
    /// What the admin should know besides.
    pub warnings: Vec<Text>,
}

/// The settings in force in a server.
pub async fn load(store: &Store, guild: GuildId) -> Outcome<GuildSettings> {
    Ok(view(store, guild).await?.settings)
}

/// The settings in force, with which of them were set.
pub async fn view(store: &Store, guild: GuildId) -> Outcome<View> {
    Ok(read(&store.guild_settings(guild).await?))
}

/// Sets one to what an admin typed.
pub async fn set(
    store: &Store,
    guild: GuildId,
    setting: Setting,
    typed: &str,
    directory: &Directory,
) -> Outcome<Change> {
    let stored = value::parse(setting, typed, directory)?;
    store
        .set_guild_setting(guild, setting.name(), &stored)
        .await?;
    Ok(Change {
        view: view(store, guild).await?,
        warnings: value::warnings(setting, &stored),
    })
}

/// Puts one back to its default; whether it was set.
pub async fn reset(store: &Store, guild: GuildId, setting: Setting) -> Outcome<bool> {
    Ok(store.reset_guild_setting(guild, setting.name()).await?)
}

/// What the stored rows of a server say.
pub fn read(rows: &BTreeMap<String, String>) -> View {
    let mut view = View::default();
    for setting in Setting::ALL {
        if let Some(stored) = rows.get(setting.name())
            && value::apply(setting, stored, &mut view.settings)
        {
            view.set.push(setting);
        }
    }
    view
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Language, RoleId};

    #[test]
    fn a_server_that_set_nothing_has_the_defaults() {
        assert_eq!(read(&BTreeMap::new()), View::default());
    }

    #[test]
    fn rows_become_typed_values_and_damaged_ones_are_passed_over() {
        let rows = [
            ("language", "de"),
            ("staff_role", "42"),
            ("ticket_limit", "eleven"),
            ("category", ""),
            ("of_another_version", "1"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));

        let view = read(&BTreeMap::from(rows));

        assert_eq!(view.set, [Setting::Language, Setting::StaffRole]);
        assert_eq!(
            view.settings,
            GuildSettings {
                language: Language::German,
                staff_role: Some(RoleId::new(42)),
                ..GuildSettings::default()
            }
        );
    }
}
