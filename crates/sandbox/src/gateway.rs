//! The gateway: sessions, the events they are sent, and the connections that carry them.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Value, json};
use tokio::{sync::mpsc::UnboundedSender, time::Instant};

use crate::{error::ApiError, id::Id, state::World};

mod connection;
mod encoder;
mod event;
mod identify;
mod intents;
mod members;

pub(crate) use connection::{Setting, serve};
pub(crate) use event::Event;
pub use intents::Intents;

/// How many events of a session are kept for a resume.
const REPLAY: usize = 5_000;

/// How long a session can be resumed after its connection is gone.
const RESUMABLE: std::time::Duration = std::time::Duration::from_mins(3);

/// All gateway sessions.
#[derive(Debug, Default)]
pub(crate) struct Hub {
    pub(crate) sessions: BTreeMap<String, Session>,
    /// Events to be sent twice: the name (any when absent) and how many.
    pub(crate) duplicates: Vec<(Option<String>, u32)>,
    /// Whether heartbeats stay unanswered.
    pub(crate) deaf: bool,
    connections: u64,
}

/// What a session is, connected or waiting to be resumed.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) shard: u64,
    pub(crate) shards: u64,
    pub(crate) intents: Intents,
    pub(crate) sequence: u64,
    replay: VecDeque<(u64, Value)>,
    connection: Option<Connection>,
    lost: Option<Instant>,
}

/// The connection of a session.
#[derive(Debug)]
struct Connection {
    number: u64,
    sender: UnboundedSender<Outgoing>,
}

/// What a connection is told to do.
#[derive(Debug)]
pub(crate) enum Outgoing {
    /// Send a payload.
    Payload(Value),
    /// Close with a code.
    Close(u16, &'static str),
    /// Break off without a word.
    Cut,
}

impl Session {
    fn new(shard: u64, shards: u64, intents: Intents) -> Self {
        Self {
            shard,
            shards,
            intents,
            sequence: 0,
            replay: VecDeque::new(),
            connection: None,
            lost: None,
        }
    }

    /// Whether a connection carries the session now.
    pub(crate) fn connected(&self) -> bool {
        self.connection.is_some()
    }

    /// Tells the connection, if there is one.
    pub(crate) fn tell(&self, outgoing: Outgoing) {
        if let Some(connection) = &self.connection {
            // A connection that is gone notices by itself.
            drop(connection.sender.send(outgoing));
        }
    }

    fn dispatch(&mut self, name: &str, data: &Value) {
        self.sequence += 1;
        let payload = json!({ "op": 0, "s": self.sequence, "t": name, "d": data });
        self.tell(Outgoing::Payload(payload.clone()));
        self.replay.push_back((self.sequence, payload));
        if self.replay.len() > REPLAY {
            self.replay.pop_front();
        }
    }

    fn serves(&self, guild: Option<Id>) -> bool {
        match guild {
            Some(guild) => (guild.0 >> 22) % self.shards == self.shard,
            None => self.shard == 0,
        }
    }
}

impl Hub {
    /// Attaches a connection to a session, in place of the one that it had.
    fn attach(&mut self, session: &str, sender: UnboundedSender<Outgoing>) -> u64 {
        self.connections += 1;
        let number = self.connections;
        if let Some(session) = self.sessions.get_mut(session) {
            session.tell(Outgoing::Close(
                4000,
                "Another connection has taken the session.",
            ));
            session.connection = Some(Connection { number, sender });
            session.lost = None;
        }
        number
    }

    /// Notes that a connection is gone; the session stays for a while.
    fn detach(&mut self, session: &str, number: u64) {
        if let Some(session) = self.sessions.get_mut(session)
            && session
                .connection
                .as_ref()
                .is_some_and(|own| own.number == number)
        {
            session.connection = None;
            session.lost = Some(Instant::now());
        }
        self.sessions
            .retain(|_, session| session.lost.is_none_or(|lost| lost.elapsed() < RESUMABLE));
    }

    /// Forgets all sessions; their connections must identify anew on new connections.
    pub(crate) fn forget(&mut self) {
        self.sessions.clear();
    }

    /// How many sessions are connected.
    pub(crate) fn connected(&self) -> usize {
        self.sessions
            .values()
            .filter(|session| session.connected())
            .count()
    }

    fn times(&mut self, name: &str) -> usize {
        let matching = |(wanted, left): &&mut (Option<String>, u32)| {
            *left > 0 && wanted.as_ref().is_none_or(|wanted| wanted == name)
        };
        let Some(duplicate) = self.duplicates.iter_mut().find(matching) else {
            return 1;
        };
        duplicate.1 -= 1;
        2
    }
}

impl World {
    /// Sends an event to the sessions that it concerns.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "an event is handed over and done with"
    )]
    pub(crate) fn emit(&mut self, event: Event) {
        let bot = self.bot();
        if let Some(channel) = event.seen_in
            && !self.can_see(bot, channel)
        {
            return;
        }
        let foreign = event.guild.is_some_and(|guild| {
            self.guilds
                .get(&guild)
                .is_none_or(|g| !g.members.contains_key(&bot))
        });
        if foreign {
            return;
        }
        let times = self.hub.times(event.name);
        for session in self.hub.sessions.values_mut() {
            if session.serves(event.guild) && session.intents.include(event.intents) {
                let data = event.data_for(session.intents);
                for _ in 0..times {
                    session.dispatch(event.name, &data);
                }
            }
        }
    }

    /// Tells the bot of a guild that it has joined.
    pub(crate) fn announce_guild(&mut self, guild: Id) -> Result<(), ApiError> {
        let data = self.guild_create_payload(guild)?;
        let bot = json!(self.bot());
        for session in self.hub.sessions.values_mut() {
            if session.serves(Some(guild)) && session.intents.include(Intents::GUILDS) {
                let data = event::trimmed_guild(data.clone(), session.intents, &bot);
                session.dispatch("GUILD_CREATE", &data);
            }
        }
        Ok(())
    }

    /// Whether a bot is connected and has been sent the guild it serves.
    pub fn bot_is_connected(&self) -> bool {
        self.hub.connected() > 0
    }
}
