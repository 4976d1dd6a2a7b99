//! Answers to "request guild members".

use serde_json::{Value, json};

use super::{Intents, Outgoing, identify::Seat};
use crate::{id::Id, state::World};

impl World {
    /// Sends the asked-for members in chunks of a thousand.
    pub(super) fn send_members(&mut self, seat: &Seat, data: &Value) {
        let ids = |value: &Value| match value {
            Value::Array(list) => list.iter().filter_map(id).collect(),
            one => id(one).into_iter().collect::<Vec<Id>>(),
        };
        let Some(guild) = ids(&data["guild_id"]).first().copied() else {
            return;
        };
        let Ok(home) = self.guild(guild) else { return };
        let wanted = ids(&data["user_ids"]);
        let query = data["query"].as_str().unwrap_or_default().to_lowercase();
        let matches = |user: &Id| {
            if wanted.is_empty() {
                let user = self.users.get(user);
                user.is_some_and(|user| user.username.to_lowercase().starts_with(&query))
            } else {
                wanted.contains(user)
            }
        };
        let limit = data["limit"].as_u64().filter(|limit| *limit > 0);
        let limit = limit
            .and_then(|limit| usize::try_from(limit).ok())
            .unwrap_or(usize::MAX);
        let found: Vec<Value> = home
            .members
            .keys()
            .filter(|user| matches(user))
            .take(limit)
            .filter_map(|user| self.member_payload(guild, *user).ok())
            .collect();
        let not_found: Vec<Id> = wanted
            .iter()
            .copied()
            .filter(|user| !home.members.contains_key(user))
            .collect();
        let chunks: Vec<&[Value]> = if found.is_empty() {
            vec![&[]]
        } else {
            found.chunks(1_000).collect()
        };
        let count = chunks.len();
        let payloads: Vec<Value> = chunks
            .into_iter()
            .enumerate()
            .map(|(index, members)| {
                json!({
                    "guild_id": guild, "members": members, "chunk_index": index,
                    "chunk_count": count, "not_found": not_found, "presences": [],
                    "nonce": data["nonce"],
                })
            })
            .collect();
        let Some(session) = self.hub.sessions.get_mut(&seat.session) else {
            return;
        };
        let everybody = wanted.is_empty() && query.is_empty();
        if everybody && !session.intents.include(Intents::GUILD_MEMBERS) {
            session.tell(Outgoing::Close(4014, "Disallowed intent(s)."));
            return;
        }
        for payload in payloads {
            session.dispatch("GUILD_MEMBERS_CHUNK", &payload);
        }
    }
}

fn id(value: &Value) -> Option<Id> {
    serde_json::from_value(value.clone()).ok()
}
