//! How channels of guilds come to be and change, with the rights that it takes.

use super::{
    Channel, ChannelKind, NewChannel, Overwrite, OverwriteKind, World, channel::ChannelVerb,
};
use crate::{
    error::{ApiError, Form},
    id::Id,
    permissions::Permissions,
    rate_limit::spend_rename,
};

const PER_GUILD: usize = 500;
const PER_CATEGORY: usize = 50;

impl World {
    /// Creates a channel, if the user may.
    pub fn create_channel(&mut self, user: Id, guild: Id, new: NewChannel) -> Result<Id, ApiError> {
        let kind = new.kind.unwrap_or(ChannelKind::Text);
        let parent = new.parent.flatten();
        self.demand_in_guild(user, guild, Permissions::NONE)?;
        let has = match parent.filter(|parent| self.channels.contains_key(parent)) {
            Some(parent) => self.permissions(user, parent),
            None => self.guild_permissions(guild, user),
        };
        if !has.contains(Permissions::MANAGE_CHANNELS) {
            return Err(ApiError::missing_permissions());
        }
        let mut form = Form::default();
        let name = channel_name(&mut form, kind, new.name.as_deref().unwrap_or_default());
        self.check_fields(&mut form, guild, None, &new);
        form.finish()?;
        let siblings = self
            .channels
            .values()
            .filter(|c| c.guild == Some(guild) && !c.is_thread());
        if siblings.clone().count() >= PER_GUILD {
            return Err(ApiError::too_many_channels());
        }
        let last = siblings
            .filter(|c| c.parent == parent)
            .map(|c| c.position + 1)
            .max();
        if let Some(overwrites) = &new.overwrites {
            self.check_overwrites(user, guild, None, &[], overwrites)?;
        }
        let id = self.next_id();
        let mut channel = Channel::new(id, kind, Some(guild), &name);
        channel.parent = parent;
        channel.topic = new.topic.flatten();
        channel.position = new.position.or(last).unwrap_or(0);
        channel.nsfw = new.nsfw.unwrap_or(false);
        channel.slow_mode = new.slow_mode.unwrap_or(0);
        channel.overwrites = match (new.overwrites, parent) {
            (Some(overwrites), _) => overwrites,
            (None, Some(parent)) => self.channel(parent)?.overwrites.clone(),
            (None, None) => Vec::new(),
        };
        self.channels.insert(id, channel.clone());
        self.emit_channel(ChannelVerb::Create, &channel);
        Ok(id)
    }

    fn check_fields(&self, form: &mut Form, guild: Id, own: Option<Id>, new: &NewChannel) {
        if let Some(Some(topic)) = &new.topic {
            form.length("topic", topic, 0, 1_024);
        }
        if new.slow_mode.is_some_and(|seconds| seconds > 21_600) {
            let message = "int value should be less than or equal to 21600.";
            form.refuse("rate_limit_per_user", "NUMBER_TYPE_MAX", message);
        }
        let Some(Some(parent)) = new.parent else {
            return;
        };
        let category = self
            .channels
            .get(&parent)
            .filter(|c| c.guild == Some(guild));
        let Some(category) = category else {
            form.refuse(
                "parent_id",
                "CHANNEL_PARENT_INVALID",
                "Category does not exist",
            );
            return;
        };
        if category.kind != ChannelKind::Category {
            form.refuse("parent_id", "CHANNEL_PARENT_INVALID_TYPE", "Not a category");
            return;
        }
        let inside = self.channels.values().filter(|c| c.parent == Some(parent));
        if inside.filter(|c| Some(c.id) != own).count() >= PER_CATEGORY {
            let message = "Maximum number of channels in category reached (50)";
            form.refuse("parent_id", "CHANNEL_PARENT_MAX_CHANNELS", message);
        }
    }

    /// A user may only hand out or take away what is theirs; `MANAGE_ROLES` itself only admins.
    fn check_overwrites(
        &self,
        user: Id,
        guild: Id,
        channel: Option<Id>,
        before: &[Overwrite],
        after: &[Overwrite],
    ) -> Result<(), ApiError> {
        let in_guild = self.guild_permissions(guild, user);
        if in_guild.contains(Permissions::ADMINISTRATOR) {
            return Ok(());
        }
        let here = channel.map_or(Permissions::NONE, |channel| self.permissions(user, channel));
        let held = in_guild | here;
        let entitled = before.iter().any(|own| {
            own.id == user
                && own.kind == OverwriteKind::Member
                && own.allow.contains(Permissions::MANAGE_ROLES)
        });
        for overwrite in after {
            let old = before.iter().find(|old| old.id == overwrite.id);
            let (allow, deny) = old.map_or_else(Default::default, |old| (old.allow, old.deny));
            let changed = Permissions((allow.0 ^ overwrite.allow.0) | (deny.0 ^ overwrite.deny.0));
            let beyond = !held.contains(changed) && !entitled;
            if beyond || changed.contains(Permissions::MANAGE_ROLES) {
                return Err(ApiError::missing_permissions());
            }
        }
        Ok(())
    }

    /// Changes a channel or thread, if the user may.
    pub fn edit_channel(&mut self, user: Id, channel: Id, new: NewChannel) -> Result<(), ApiError> {
        let current = self.channel(channel)?;
        let guild = current.guild.ok_or_else(ApiError::not_in_dm)?;
        if current.is_thread() {
            return self.edit_thread(user, channel, new);
        }
        let mut wanted = Permissions::MANAGE_CHANNELS;
        if new.overwrites.is_some() {
            wanted |= Permissions::MANAGE_ROLES;
        }
        self.demand(user, channel, wanted)?;
        let mut form = Form::default();
        let name = new
            .name
            .as_deref()
            .map(|name| channel_name(&mut form, current.kind, name));
        self.check_fields(&mut form, guild, Some(channel), &new);
        form.finish()?;
        if let Some(overwrites) = &new.overwrites {
            let before = &current.overwrites;
            self.check_overwrites(user, guild, Some(channel), before, overwrites)?;
        }
        if name.is_some() || new.topic.is_some() {
            self.spend_rename(channel)?;
        }
        self.change_channel(channel, |channel| {
            channel.name = name.unwrap_or(std::mem::take(&mut channel.name));
            channel.topic = new.topic.unwrap_or(channel.topic.take());
            channel.parent = new.parent.unwrap_or(channel.parent);
            channel.position = new.position.unwrap_or(channel.position);
            channel.nsfw = new.nsfw.unwrap_or(channel.nsfw);
            channel.slow_mode = new.slow_mode.unwrap_or(channel.slow_mode);
            channel.overwrites = new
                .overwrites
                .unwrap_or(std::mem::take(&mut channel.overwrites));
        })
    }

    fn spend_rename(&mut self, channel: Id) -> Result<(), ApiError> {
        match spend_rename(&mut self.channel_mut(channel)?.renames) {
            Some(wait) => Err(ApiError::rate_limited(wait)),
            None => Ok(()),
        }
    }

    fn edit_thread(&mut self, user: Id, thread: Id, new: NewChannel) -> Result<(), ApiError> {
        self.demand(user, thread, Permissions::VIEW_CHANNEL)?;
        let has = self.permissions(user, thread);
        let channel = self.channel(thread)?;
        let state = channel
            .thread
            .as_ref()
            .ok_or_else(ApiError::wrong_channel_type)?;
        let own = state.owner == user;
        let only_reopens = new.archived == Some(false) && new.name.is_none() && !state.locked;
        let reopens = only_reopens && has.contains(Permissions::SEND_MESSAGES_IN_THREADS);
        let manages = has.contains(Permissions::MANAGE_THREADS);
        let mild = new.locked.is_none() && new.slow_mode.is_none();
        if !(manages || own && mild || reopens && mild) {
            return Err(ApiError::missing_permissions());
        }
        if state.archived && new.archived != Some(false) {
            return Err(ApiError::archived_thread());
        }
        if let Some(name) = &new.name {
            let mut form = Form::default();
            form.length("name", name, 1, 100);
            form.finish()?;
            self.spend_rename(thread)?;
        }
        let now = self.now();
        self.change_channel(thread, |channel| {
            channel.name = new.name.unwrap_or(std::mem::take(&mut channel.name));
            channel.slow_mode = new.slow_mode.unwrap_or(channel.slow_mode);
            let Some(thread) = &mut channel.thread else {
                return;
            };
            if new
                .archived
                .is_some_and(|archived| archived != thread.archived)
            {
                thread.archived = !thread.archived;
                thread.archive_changed = now;
            }
            thread.locked = new.locked.unwrap_or(thread.locked);
            thread.invitable = new.invitable.unwrap_or(thread.invitable);
            thread.auto_archive_minutes = new
                .auto_archive_duration
                .unwrap_or(thread.auto_archive_minutes);
        })
    }

    /// Deletes a channel or thread, if the user may; a direct message is only closed.
    pub fn remove_channel(&mut self, user: Id, channel: Id) -> Result<Channel, ApiError> {
        let current = self.channel(channel)?;
        if current.kind == ChannelKind::Direct {
            return Ok(current.clone());
        }
        let thread = current.is_thread();
        let wanted = if thread {
            Permissions::MANAGE_THREADS
        } else {
            Permissions::MANAGE_CHANNELS
        };
        self.demand(user, channel, wanted)?;
        if thread {
            self.delete_thread(channel)
        } else {
            self.delete_channel(channel)
        }
    }

    /// Sets one overwrite, if the user may.
    pub fn put_overwrite(
        &mut self,
        user: Id,
        channel: Id,
        overwrite: Overwrite,
    ) -> Result<(), ApiError> {
        self.demand(user, channel, Permissions::MANAGE_ROLES)?;
        let current = self.channel(channel)?;
        let guild = current.guild.ok_or_else(ApiError::not_in_dm)?;
        if current.is_thread() {
            return Err(ApiError::wrong_channel_type());
        }
        let known = overwrite.kind == OverwriteKind::Member
            || self.guild(guild)?.roles.contains_key(&overwrite.id);
        if !known {
            return Err(ApiError::unknown_overwrite());
        }
        let changed = std::slice::from_ref(&overwrite);
        self.check_overwrites(user, guild, Some(channel), &current.overwrites, changed)?;
        self.change_channel(channel, |channel| {
            channel.overwrites.retain(|old| old.id != overwrite.id);
            channel.overwrites.push(overwrite);
        })
    }

    /// Takes one overwrite away, if the user may.
    pub fn delete_overwrite(&mut self, user: Id, channel: Id, target: Id) -> Result<(), ApiError> {
        self.demand(user, channel, Permissions::MANAGE_ROLES)?;
        if !self
            .channel(channel)?
            .overwrites
            .iter()
            .any(|overwrite| overwrite.id == target)
        {
            return Err(ApiError::unknown_overwrite());
        }
        self.change_channel(channel, |channel| {
            channel
                .overwrites
                .retain(|overwrite| overwrite.id != target);
        })
    }
}

/// A name as Discord keeps it: text channels in lower case, with dashes for spaces and without most punctuation.
fn channel_name(form: &mut Form, kind: ChannelKind, name: &str) -> String {
    form.length("name", name.trim(), 1, 100);
    if !matches!(
        kind,
        ChannelKind::Text | ChannelKind::News | ChannelKind::Forum
    ) {
        return name.trim().to_owned();
    }
    let mut kept = String::new();
    for character in name.trim().to_lowercase().chars() {
        let character = if character.is_whitespace() {
            '-'
        } else {
            character
        };
        let dropped = character.is_ascii_punctuation() && !matches!(character, '-' | '_');
        let doubled = character == '-' && kept.ends_with('-');
        if !(dropped || doubled) {
            kept.push(character);
        }
    }
    if kept.trim_matches('-').is_empty() && form.is_fine() {
        return "-".to_owned();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_text_channels_are_normalised() {
        let name = |name| channel_name(&mut Form::default(), ChannelKind::Text, name);
        assert_eq!(name("Hello,  World!"), "hello-world");
        assert_eq!(name("ticket-0001"), "ticket-0001");
        assert_eq!(name("Größe_Ü 🎫"), "größe_ü-🎫");
        assert_eq!(
            channel_name(&mut Form::default(), ChannelKind::Category, "My Tickets"),
            "My Tickets"
        );
    }
}
