//! Servers, roles and channels that come, change and go.

use std::sync::Arc;

use serenity::all::{Guild, GuildChannel, PartialGuild, Role, UnavailableGuild};

use crate::discord::Bot;
use crate::discord::guilds::GuildFacts;
use crate::model::{GuildId, RoleId};

/// After connecting, for each server, and when the bot is added to one.
pub(super) async fn arrived(bot: Arc<Bot>, guild: Guild) {
    let facts = GuildFacts::told(&guild.name, guild.owner_id, guild.roles.values());
    bot.guilds.put(GuildId::new(guild.id.get()), facts);
}

pub(super) fn changed(bot: &Bot, guild: &PartialGuild) {
    let facts = GuildFacts::told(&guild.name, guild.owner_id, guild.roles.values());
    bot.guilds.put(GuildId::new(guild.id.get()), facts);
}

pub(super) fn gone(bot: &Bot, guild: &UnavailableGuild) {
    // An outage of Discord's is not the end of anything.
    if !guild.unavailable {
        bot.guilds.remove(GuildId::new(guild.id.get()));
    }
}

pub(super) fn role(bot: &Bot, role: &Role) {
    bot.guilds.put_role(
        GuildId::new(role.guild_id.get()),
        RoleId::new(role.id.get()),
        Some(role.permissions),
    );
}

pub(super) fn role_gone(bot: &Bot, guild: serenity::all::GuildId, role: serenity::all::RoleId) {
    bot.guilds
        .put_role(GuildId::new(guild.get()), RoleId::new(role.get()), None);
}

/// A channel was deleted: by the bot, or by hand.
pub(super) async fn channel_gone(_bot: Arc<Bot>, _channel: GuildChannel) {}
