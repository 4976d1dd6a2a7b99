//! What a user sees: channels, messages, direct messages, and nothing else.

use std::fmt;

use super::{Actor, PATIENCE, deed, flat, names, waiting};
use crate::error::ApiError;
use crate::id::Id;
use crate::state::{ChannelKind, Message, MessageDraft, MessageOrigin, State, World, flags};

/// A message, as it stood when somebody looked.
#[derive(Clone)]
pub struct Seen {
    state: State,
    message: Message,
    author: String,
}

impl Seen {
    pub(super) fn new(state: &State, world: &World, message: &Message) -> Self {
        let author = match &message.origin {
            MessageOrigin::Webhook { name, .. } => name.clone(),
            _ => world
                .users
                .get(&message.author)
                .map(|user| user.username.clone())
                .unwrap_or_default(),
        };
        Self {
            state: state.clone(),
            message: message.clone(),
            author,
        }
    }

    /// The message's id.
    pub fn id(&self) -> Id {
        self.message.id
    }

    /// The channel's id.
    pub fn channel(&self) -> Id {
        self.message.channel
    }

    /// The author's name.
    pub fn author(&self) -> &str {
        &self.author
    }

    /// What it shows: text, embeds behind bars (`|`), files, components in brackets.
    pub fn text(&self) -> String {
        flat::message(&self.message)
    }

    /// Whether only one user sees it.
    pub fn is_ephemeral(&self) -> bool {
        self.message.flags & flags::EPHEMERAL != 0
    }

    /// All of it.
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// What is in a file of it.
    pub fn file(&self, filename: &str) -> Option<Vec<u8>> {
        let file = self
            .message
            .attachments
            .iter()
            .find(|file| file.filename == filename)?;
        self.state
            .read(|world| world.files.get(&file.id).map(|file| file.bytes.clone()))
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.author, self.text())
    }
}

impl Actor {
    /// The names of the channels and threads that the user sees, as the sidebar lists them; categories left out.
    pub fn channels(&self) -> Vec<String> {
        self.state.read(|world| {
            let shown = sidebar(world, self.id, world.seed.guild);
            shown
                .into_iter()
                .map(|id| world.channels[&id].name.clone())
                .collect()
        })
    }

    /// The messages that the user sees in a channel, oldest first; none in a channel that is hidden.
    pub fn messages(&self, channel: &str) -> Vec<Seen> {
        self.state.read(|world| {
            let channel = names::place(world, self.id, channel);
            channel
                .map(|channel| self.seen(world, channel))
                .unwrap_or_default()
        })
    }

    /// The direct messages with the bot, oldest first.
    pub fn direct_messages(&self) -> Vec<Seen> {
        self.state.read(|world| {
            let channel = deed::direct(world, self.id);
            channel
                .map(|channel| self.seen(world, channel))
                .unwrap_or_default()
        })
    }

    /// Writes into a channel.
    pub fn say(&self, channel: &str, text: &str) -> Result<Id, ApiError> {
        self.state.write(|world| {
            let channel =
                names::place(world, self.id, channel).ok_or_else(ApiError::unknown_channel)?;
            world.send(self.id, channel, MessageDraft::text(text), Vec::new())
        })
    }

    /// Waits until the user sees a channel.
    ///
    /// # Panics
    ///
    /// When that does not happen in time.
    pub async fn sees(&self, channel: &str) -> Id {
        let what = format!("{} sees {channel}", self.name());
        let look = |world: &World| names::place(world, self.id, channel);
        waiting::until(&self.state, &what, PATIENCE, look).await
    }

    /// Waits until the user no longer sees a channel.
    ///
    /// # Panics
    ///
    /// When that does not happen in time.
    pub async fn no_longer_sees(&self, channel: &str) {
        let what = format!("{} no longer sees {channel}", self.name());
        let look = |world: &World| {
            names::place(world, self.id, channel)
                .is_none()
                .then_some(())
        };
        waiting::until(&self.state, &what, PATIENCE, look).await;
    }

    /// Waits for a message in a channel whose text (as [`Seen::text`]) holds this, and gives the newest.
    ///
    /// # Panics
    ///
    /// When it does not come in time.
    pub async fn sees_message(&self, channel: &str, holding: &str) -> Seen {
        let what = format!("{} sees “{holding}” in {channel}", self.name());
        waiting::until(&self.state, &what, PATIENCE, |world| {
            self.newest(world, names::place(world, self.id, channel)?, holding)
        })
        .await
    }

    /// Waits for a direct message of the bot whose text holds this, and gives the newest.
    ///
    /// # Panics
    ///
    /// When it does not come in time.
    pub async fn receives(&self, holding: &str) -> Seen {
        let what = format!("{} receives “{holding}”", self.name());
        waiting::until(&self.state, &what, PATIENCE, |world| {
            self.newest(world, deed::direct(world, self.id)?, holding)
        })
        .await
    }

    fn seen(&self, world: &World, channel: Id) -> Vec<Seen> {
        let messages = world.messages_seen_by(self.id, channel).into_iter();
        messages
            .map(|message| Seen::new(&self.state, world, message))
            .collect()
    }

    fn newest(&self, world: &World, channel: Id, holding: &str) -> Option<Seen> {
        let messages = world.messages_seen_by(self.id, channel).into_iter().rev();
        let mut fitting = messages.filter(|message| flat::message(message).contains(holding));
        fitting
            .next()
            .map(|message| Seen::new(&self.state, world, message))
    }
}

/// The channels of a guild in the order of the sidebar: those without a category, then category by category, each
/// with its threads below it.
pub(crate) fn sidebar(world: &World, user: Id, guild: Id) -> Vec<Id> {
    let seen = world.channels_seen_by(user, guild);
    // A category may be hidden although a channel inside is not: its place counts all the same.
    let place = |id: Id| {
        world
            .channels
            .get(&id)
            .map_or(0, |channel| channel.position)
    };
    let mut channels: Vec<_> = seen
        .into_iter()
        .filter(|channel| channel.kind != ChannelKind::Category)
        .collect();
    channels.sort_by_key(|channel| {
        let category = channel.parent.map(|parent| (place(parent), parent));
        (category, channel.position, channel.id)
    });
    let mut listed = Vec::new();
    for channel in channels {
        listed.push(channel.id);
        let threads = world.channels.values().filter(|thread| {
            thread.parent == Some(channel.id)
                && thread.is_active()
                && world.can_see(user, thread.id)
        });
        listed.extend(threads.map(|thread| thread.id));
    }
    listed
}
