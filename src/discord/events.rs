//! What Discord tells: each event becomes tracked work.

pub mod guilds;
pub mod interactions;
pub mod ready;

use std::sync::{Arc, OnceLock};

use serenity::all::{
    ChannelId, Context, EventHandler, Guild, GuildChannel, GuildId, Interaction, Message,
    MessageId, PartialGuild, PartialGuildChannel, Ready, ResumedEvent, Role, RoleId, ShardManager,
    UnavailableGuild,
};
use serenity::async_trait;

use super::Bot;
use crate::model::Failure;

/// Receives the events of all shards.
pub(super) struct Handler {
    bot: Arc<Bot>,
    options: Arc<poise::FrameworkOptions<Arc<Bot>, Failure>>,
    shards: Arc<OnceLock<Arc<ShardManager>>>,
}

impl Handler {
    pub(super) fn new(
        bot: Arc<Bot>,
        options: poise::FrameworkOptions<Arc<Bot>, Failure>,
        shards: Arc<OnceLock<Arc<ShardManager>>>,
    ) -> Self {
        Self {
            bot,
            options: Arc::new(options),
            shards,
        }
    }

    /// Does work that a soft stop lets finish; takes nothing new after one.
    fn work(&self, work: impl Future<Output = ()> + Send + 'static) {
        if !self.bot.lifecycle.is_stopping() {
            self.bot.lifecycle.run_work(work);
        }
    }

    fn messages_gone(&self, guild: Option<GuildId>, channel: ChannelId, messages: Vec<MessageId>) {
        if let Some(guild) = guild {
            let bot = Arc::clone(&self.bot);
            self.work(guilds::messages_gone(bot, guild, channel, messages));
        }
    }
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, _: Context, ready: Ready) {
        self.bot.readiness.set(true);
        self.work(ready::register(
            Arc::clone(&self.bot),
            Arc::clone(&self.options),
            ready.application.id.get(),
        ));
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        self.bot.readiness.set(true);
    }

    async fn guild_create(&self, _: Context, guild: Guild, _: Option<bool>) {
        self.work(guilds::arrived(Arc::clone(&self.bot), guild));
    }

    async fn guild_update(&self, _: Context, _: Option<Guild>, guild: PartialGuild) {
        guilds::changed(&self.bot, &guild);
    }

    async fn guild_delete(&self, _: Context, guild: UnavailableGuild, _: Option<Guild>) {
        guilds::gone(&self.bot, &guild);
    }

    async fn guild_role_create(&self, _: Context, role: Role) {
        guilds::role(&self.bot, &role);
    }

    async fn guild_role_update(&self, _: Context, _: Option<Role>, role: Role) {
        guilds::role(&self.bot, &role);
    }

    async fn guild_role_delete(&self, _: Context, guild: GuildId, role: RoleId, _: Option<Role>) {
        guilds::role_gone(&self.bot, guild, role);
    }

    async fn channel_create(&self, _: Context, channel: GuildChannel) {
        self.work(guilds::channel_new(Arc::clone(&self.bot), channel));
    }

    async fn channel_delete(&self, _: Context, channel: GuildChannel, _: Option<Vec<Message>>) {
        let (guild, channel) = (channel.guild_id, channel.id);
        self.work(guilds::channel_gone(Arc::clone(&self.bot), guild, channel));
    }

    async fn thread_create(&self, _: Context, thread: GuildChannel) {
        self.work(guilds::thread_new(Arc::clone(&self.bot), thread));
    }

    async fn thread_delete(
        &self,
        _: Context,
        thread: PartialGuildChannel,
        _: Option<GuildChannel>,
    ) {
        let (guild, thread) = (thread.guild_id, thread.id);
        self.work(guilds::channel_gone(Arc::clone(&self.bot), guild, thread));
    }

    async fn message_delete(
        &self,
        _: Context,
        channel: ChannelId,
        message: MessageId,
        guild: Option<GuildId>,
    ) {
        self.messages_gone(guild, channel, vec![message]);
    }

    async fn message_delete_bulk(
        &self,
        _: Context,
        channel: ChannelId,
        messages: Vec<MessageId>,
        guild: Option<GuildId>,
    ) {
        self.messages_gone(guild, channel, messages);
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        let Some(shards) = self.shards.get().cloned() else {
            return;
        };
        self.work(interactions::take_up(
            Arc::clone(&self.bot),
            Arc::clone(&self.options),
            shards,
            context,
            interaction,
        ));
    }
}
