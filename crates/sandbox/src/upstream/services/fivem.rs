//! FiveM's server list, as <https://servers.fivem.net> asks it: `GET /api/servers/single/{code}`.
//!
//! The identifiers are those of
//! <https://docs.fivem.net/docs/scripting-reference/runtimes/lua/functions/GetPlayerIdentifiers/>. A full server has 2 048
//! players, so the answer is long.

use serde_json::{Value, json};

use super::{Answer, SERVICES_USER};

/// The server that there is.
const CODE: &str = "abc123";
const PLAYERS: usize = 600;

pub(super) fn answer(code: &str) -> Answer {
    if code != CODE {
        return Answer::bytes("text/plain", "Not Found").status(404);
    }
    let mut players: Vec<Value> = (1..PLAYERS)
        .map(|id| {
            json!({
                "endpoint": "127.0.0.1", "id": id, "name": format!("Player {id}"), "ping": 40,
                "identifiers": [
                    format!("license:{id:040x}"),
                    format!("license2:{id:040x}"),
                    format!("discord:{}", 100_000_000_000_000_000 + id),
                ],
            })
        })
        .collect();
    players.push(json!({
        "endpoint": "127.0.0.1", "id": PLAYERS, "name": "Ryan", "ping": 31,
        "identifiers": [
            "steam:11000010a1b2c3d",
            "license:9c4f1f2b9a7d4c1e8b3a5d6f7e8090a1b2c3d4e5",
            "license2:9c4f1f2b9a7d4c1e8b3a5d6f7e8090a1b2c3d4e5",
            "xbl:2535400000000001",
            "live:914798000000001",
            format!("discord:{SERVICES_USER}"),
            "fivem:123456",
        ],
    }));
    let answer = json!({
        "EndPoint": CODE,
        "Data": {
            "clients": PLAYERS, "gametype": "ESX Legacy", "hostname": "A server of the sandbox", "mapname": "fivem-map-skater",
            "sv_maxclients": 2048, "enhancedHostSupport": true, "resources": ["chat", "es_extended"], "server": "FXServer",
            "vars": { "locale": "en-GB", "onesync_enabled": "true" }, "players": players, "ownerID": 1, "private": false,
            "upvotePower": 0, "connectEndPoints": ["127.0.0.1:30120"],
        },
    });
    Answer::json(&answer.to_string())
}
