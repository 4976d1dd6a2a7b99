//! FiveM: the server list tells of each player the identifiers that the server saw, such as `discord:5855…` and
//! `steam:110000100000001`. The module puts beside them what is derived from them.
//!
//! `GET /api/servers/single/{code}`, see <https://docs.fivem.net/docs/scripting-reference/runtimes/lua/functions/GetPlayerIdentifiers/>
//! for the identifiers. An unknown code answers 404.

use serde_json::{Map, Value, json};

use crate::egress::Fetched;

/// The same players with `steam_id`, `steam_profile_url` and `license`, and nothing else of the answer. One that has
/// another shape stays as it is.
pub(super) fn complete(mut answer: Fetched) -> Fetched {
    let Ok(root) = serde_json::from_slice::<Value>(&answer.body) else {
        return answer;
    };
    if let Some(players) = root.pointer("/Data/players").and_then(Value::as_array) {
        let players: Vec<Value> = players.iter().filter_map(player).collect();
        answer.body = json!({ "Data": { "players": players } })
            .to_string()
            .into_bytes();
    }
    answer
}

fn player(player: &Value) -> Option<Value> {
    let identifiers: Vec<&str> = player
        .get("identifiers")?
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let mut kept = Map::new();
    for key in ["id", "name"] {
        kept.insert(key.to_owned(), player.get(key).cloned().unwrap_or_default());
    }
    let steam = identifiers.iter().find_map(|identifier| {
        // In hexadecimal there, in decimal everywhere else.
        u64::from_str_radix(identifier.strip_prefix("steam:")?, 16).ok()
    });
    if let Some(steam) = steam {
        kept.insert("steam_id".to_owned(), steam.to_string().into());
        let profile = format!("https://steamcommunity.com/profiles/{steam}");
        kept.insert("steam_profile_url".to_owned(), profile.into());
    }
    if let Some(license) = identifiers.iter().find(|one| one.starts_with("license:")) {
        kept.insert("license".to_owned(), (*license).into());
    }
    kept.insert("identifiers".to_owned(), json!(identifiers));
    Some(Value::Object(kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(body: &str) -> String {
        let answer = Fetched {
            status: 200,
            headers: Vec::new(),
            body: body.as_bytes().to_vec(),
            steps: Vec::new(),
        };
        String::from_utf8(complete(answer).body).unwrap()
    }

    #[test]
    fn steam_s_number_is_decimal_and_what_nobody_reads_is_dropped() {
        let body = r#"{"EndPoint":"abc123","Data":{"vars":{"x":"y"},"players":[
            {"endpoint":"127.0.0.1","id":12,"name":"Ryan","ping":40,
             "identifiers":["steam:110000100000001","license:ab","license2:cd","discord:7"]},
            {"id":13,"name":"Mia","identifiers":["steam:no","discord:8"]},
            {"id":14,"name":"No identifiers"}, 5]}}"#;
        insta::assert_snapshot!(completed(body), @r#"{"Data":{"players":[{"id":12,"identifiers":["steam:110000100000001","license:ab","license2:cd","discord:7"],"license":"license:ab","name":"Ryan","steam_id":"76561197960265729","steam_profile_url":"https://steamcommunity.com/profiles/76561197960265729"},{"id":13,"identifiers":["steam:no","discord:8"],"name":"Mia"}]}}"#);
    }

    #[test]
    fn what_has_another_shape_stays_as_it_is() {
        for body in [
            "no JSON",
            "[]",
            r#"{"Data":{"players":{}}}"#,
            r#"{"error":"x"}"#,
        ] {
            assert_eq!(completed(body), body);
        }
    }
}
