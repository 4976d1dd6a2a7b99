//! The Minecraft server status API: <https://api.mcsrvstat.us/>. A server that is down is no error. Who sends no user agent
//! gets 403.

use super::{Answer, Recorded};

const ONLINE: &str = r#"{"online":true,"ip":"127.0.0.1","port":25565,"hostname":"play.example.com","debug":{"ping":true,"query":false,"srv":false,"querymismatch":false,"ipinsrv":false,"cnameinsrv":false,"animatedmotd":false,"cachehit":false,"cachetime":1790000000,"cacheexpire":1790000060,"apiversion":3},"version":"1.21.4","protocol":{"version":769,"name":"1.21.4"},"motd":{"raw":["\u00a7aA server","of the sandbox"],"clean":["A server","of the sandbox"],"html":["A server","of the sandbox"]},"players":{"online":1234,"max":2000,"list":[{"name":"Ryan","uuid":"853c80ef-3c37-49fd-aa49-938b674adae6"}]},"eula_blocked":false}"#;
const OFFLINE: &str = r#"{"online":false,"ip":"127.0.0.1","port":25565,"debug":{"ping":false,"query":false,"srv":false,"querymismatch":false,"ipinsrv":false,"cnameinsrv":false,"animatedmotd":false,"cachehit":false,"cachetime":1790000000,"cacheexpire":1790000060,"apiversion":3}}"#;

pub(super) fn answer(request: &Recorded, address: &str) -> Answer {
    if request.header("user-agent").is_none() {
        return Answer::bytes("text/plain", "Please send a user agent").status(403);
    }
    Answer::json(if address == "play.example.com" {
        ONLINE
    } else {
        OFFLINE
    })
}
