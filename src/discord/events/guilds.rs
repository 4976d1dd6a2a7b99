//! Servers, roles and channels that come, change and go.

use std::sync::Arc;

use serenity::all::{Guild, GuildChannel, PartialGuild, Role, UnavailableGuild};

use crate::discord::guilds::GuildFacts;
use crate::discord::outbound::threads::ThreadFacts;
use crate::discord::{Bot, closing, error, panel_messages, reconcile};
use crate::model::{ChannelId, GuildId, MessageId, RoleId, Ticket, UserId};

/// After connecting, for each server, and when the bot is added to one.
pub(super) async fn arrived(bot: Arc<Bot>, guild: Guild) {
    let facts = GuildFacts::told(&guild.name, guild.owner_id, guild.roles.values());
    let guild = GuildId::new(guild.id.get());
    bot.guilds.put(guild, facts);
    reconcile::server(&bot, guild).await;
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
    let guild = GuildId::new(role.guild_id.get());
    bot.guilds
        .put_role(guild, RoleId::new(role.id.get()), Some(role.permissions));
}

pub(super) fn role_gone(bot: &Bot, guild: serenity::all::GuildId, role: serenity::all::RoleId) {
    let guild = GuildId::new(guild.get());
    bot.guilds.put_role(guild, RoleId::new(role.get()), None);
}

/// A channel was created: by the bot, or by somebody else.
pub(super) async fn channel_new(bot: Arc<Bot>, channel: GuildChannel) {
    let guild = GuildId::new(channel.guild_id.get());
    let id = ChannelId::new(channel.id.get());
    let topic = channel.topic.as_deref();
    if let Err(failure) = reconcile::orphan(&bot, guild, id, topic).await {
        error::log(&failure, "a channel without a ticket stays");
    }
}

/// A thread was created: by the bot, or by somebody else.
pub(super) async fn thread_new(bot: Arc<Bot>, thread: GuildChannel) {
    let guild = GuildId::new(thread.guild_id.get());
    let facts = ThreadFacts {
        id: ChannelId::new(thread.id.get()),
        kind: u8::from(thread.kind),
        name: thread.name,
        owner_id: thread.owner_id.map(|owner| UserId::new(owner.get())),
        parent_id: thread.parent_id.map(|parent| ChannelId::new(parent.get())),
    };
    if let Err(failure) = reconcile::orphan_thread(&bot, guild, &facts).await {
        error::log(&failure, "a thread without a ticket stays");
    }
}

/// A channel or thread was deleted: by the bot, or by hand.
pub(super) async fn channel_gone(
    bot: Arc<Bot>,
    guild: serenity::all::GuildId,
    channel: serenity::all::ChannelId,
) {
    let (guild, channel) = (GuildId::new(guild.get()), ChannelId::new(channel.get()));
    let closed = async {
        let ticket = bot.store.ticket_by_channel(guild, channel).await?;
        match ticket {
            // Somebody is at work on it, and this is their doing.
            Some(ticket) if bot.under_way.is_claimed(&ticket.reference) => Ok(()),
            Some(ticket) => closing::vanished(&bot, ticket).await,
            None => {
                // With a channel go its threads, of which Discord says nothing.
                let live = bot.store.live_tickets(guild).await?;
                if live.iter().any(|ticket| is_under(ticket, channel)) {
                    bot.under_way.leave(guild);
                }
                panel_messages::channel_gone(&bot, guild, channel).await
            }
        }
    };
    if let Err(failure) = closed.await {
        error::log(
            &failure,
            "a deleted channel's ticket or panel could not be seen to now",
        );
        bot.under_way.leave(guild);
    }
}

fn is_under(ticket: &Ticket, channel: ChannelId) -> bool {
    ticket
        .thread
        .as_ref()
        .is_some_and(|thread| thread.parent == channel)
}

/// Messages were deleted: by the bot, or by somebody else.
pub(super) async fn messages_gone(
    bot: Arc<Bot>,
    guild: serenity::all::GuildId,
    channel: serenity::all::ChannelId,
    messages: Vec<serenity::all::MessageId>,
) {
    let (guild, channel) = (GuildId::new(guild.get()), ChannelId::new(channel.get()));
    let messages: Vec<_> = messages
        .into_iter()
        .map(|message| MessageId::new(message.get()))
        .collect();
    if let Err(failure) = panel_messages::gone(&bot, guild, channel, &messages).await {
        error::log(&failure, "a deleted panel could not be posted again now");
        bot.under_way.leave(guild);
    }
}
