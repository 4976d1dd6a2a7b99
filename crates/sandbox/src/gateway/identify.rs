//! How a session begins, or goes on where it was.

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use super::{Intents, Outgoing, Session, event::trimmed_guild};
use crate::{id::Id, state::World};

/// A connection's place in a session.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    pub(super) session: String,
    pub(super) connection: u64,
}

/// Why a connection is not seated.
#[derive(Clone, Copy, Debug)]
pub(super) enum Refusal {
    /// It is closed with a code.
    Close(u16, &'static str),
    /// The session cannot be resumed; it must identify anew.
    InvalidSession,
}

const PRIVILEGED: [(Intents, u64); 3] = [
    (Intents::GUILD_PRESENCES, 1 << 12 | 1 << 13),
    (Intents::GUILD_MEMBERS, 1 << 14 | 1 << 15),
    (Intents::MESSAGE_CONTENT, 1 << 18 | 1 << 19),
];

impl World {
    fn check_token(&self, data: &Value) -> Result<(), Refusal> {
        let token = data["token"].as_str().unwrap_or_default();
        if token.trim_start_matches("Bot ") == self.application.token {
            Ok(())
        } else {
            Err(Refusal::Close(4004, "Authentication failed."))
        }
    }

    /// Begins a session: READY, then every guild of the shard.
    pub(super) fn identify(
        &mut self,
        data: &Value,
        sender: UnboundedSender<Outgoing>,
    ) -> Result<Seat, Refusal> {
        self.check_token(data)?;
        let (shard, shards) = match &data["shard"] {
            Value::Null => (0, 1),
            given => (
                given[0].as_u64().unwrap_or(1),
                given[1].as_u64().unwrap_or(0),
            ),
        };
        if shard >= shards {
            return Err(Refusal::Close(4010, "Invalid shard."));
        }
        let Some(intents) = data["intents"].as_u64().map(Intents) else {
            return Err(Refusal::Close(4013, "Invalid intent(s)."));
        };
        if intents.0 & !Intents::KNOWN.0 != 0 {
            return Err(Refusal::Close(4013, "Invalid intent(s)."));
        }
        let flags = self.application.flags;
        if PRIVILEGED
            .iter()
            .any(|(intent, flag)| intents.include(*intent) && flags & flag == 0)
        {
            return Err(Refusal::Close(4014, "Disallowed intent(s)."));
        }
        let name = session_name();
        self.hub
            .sessions
            .insert(name.clone(), Session::new(shard, shards, intents));
        let connection = self.hub.attach(&name, sender);
        self.greet(&name, shard, shards, intents);
        Ok(Seat {
            session: name,
            connection,
        })
    }

    fn greet(&mut self, name: &str, shard: u64, shards: u64, intents: Intents) {
        let guilds: Vec<Id> = self
            .bot_guilds()
            .into_iter()
            .filter(|guild| (guild.0 >> 22) % shards == shard)
            .collect();
        let user = self
            .users
            .get(&self.bot())
            .map(crate::state::User::own_payload);
        let unavailable = guilds
            .iter()
            .map(|id| json!({ "id": id, "unavailable": true }));
        let ready = json!({
            "v": 10,
            "user_settings": {},
            "user": user,
            "session_type": "normal",
            "session_id": name,
            "resume_gateway_url": self.gateway_url(),
            "relationships": [],
            "private_channels": [],
            "presences": [],
            "guilds": unavailable.collect::<Vec<_>>(),
            "guild_join_requests": [],
            "geo_ordered_rtc_regions": [],
            "application": { "id": self.application.id, "flags": self.application.flags },
            "auth": {},
            "shard": [shard, shards],
            "_trace": ["sandbox"],
        });
        let bot = json!(self.bot());
        let mut payloads = vec![("READY", ready)];
        if intents.include(Intents::GUILDS) {
            let guilds = guilds
                .iter()
                .filter_map(|guild| self.guild_create_payload(*guild).ok());
            payloads.extend(guilds.map(|g| ("GUILD_CREATE", trimmed_guild(g, intents, &bot))));
        }
        if let Some(session) = self.hub.sessions.get_mut(name) {
            for (event, data) in payloads {
                session.dispatch(event, &data);
            }
        }
    }

    /// Goes on with a session: what was missed, then RESUMED.
    pub(super) fn resume(
        &mut self,
        data: &Value,
        sender: UnboundedSender<Outgoing>,
    ) -> Result<Seat, Refusal> {
        self.check_token(data)?;
        let name = data["session_id"].as_str().unwrap_or_default().to_owned();
        let Some(seen) = data["seq"].as_u64() else {
            return Err(Refusal::Close(4007, "Invalid seq."));
        };
        let session = self
            .hub
            .sessions
            .get(&name)
            .ok_or(Refusal::InvalidSession)?;
        if seen > session.sequence {
            return Err(Refusal::Close(4007, "Invalid seq."));
        }
        let missed: Vec<Value> = session
            .replay
            .iter()
            .filter(|(sequence, _)| *sequence > seen)
            .map(|(_, payload)| payload.clone())
            .collect();
        if missed.len() as u64 != session.sequence - seen {
            return Err(Refusal::InvalidSession);
        }
        let connection = self.hub.attach(&name, sender);
        if let Some(session) = self.hub.sessions.get_mut(&name) {
            for payload in missed {
                session.tell(Outgoing::Payload(payload));
            }
            session.dispatch("RESUMED", &json!({ "_trace": ["sandbox"] }));
        }
        Ok(Seat {
            session: name,
            connection,
        })
    }

    /// Lets go of a connection's place.
    pub(super) fn unseat(&mut self, seat: &Seat) {
        self.hub.detach(&seat.session, seat.connection);
    }

    /// Where the gateway is reached.
    pub fn gateway_url(&self) -> String {
        format!("{}/gateway", self.url.replacen("http", "ws", 1))
    }
}

fn session_name() -> String {
    let number: u128 = rand::random();
    format!("{number:032x}")
}
