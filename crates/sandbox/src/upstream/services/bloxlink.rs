//! Bloxlink's guild API, version 4: <https://blox.link/dashboard/user/developer>.
//!
//! A key in `Authorization`; 404 for somebody who has linked nothing; 60 requests a minute.

use super::{Answer, BLOXLINK_KEY, Recorded, SERVICES_USER};

pub(super) fn answer(request: &Recorded, guild: &str, user: &str) -> Answer {
    if request.header("authorization") != Some(BLOXLINK_KEY) {
        return Answer::json(r#"{"error":"Invalid API key"}"#).status(401);
    }
    if guild.parse::<u64>().is_err() {
        return Answer::json(r#"{"error":"Invalid server ID"}"#).status(400);
    }
    if user.parse() == Ok(SERVICES_USER) {
        Answer::json(r#"{"robloxID":"156","resolved":{}}"#)
            .header("Quota-Limit", "500")
            .header("Quota-Remaining", "499")
    } else {
        Answer::json(r#"{"error":"User not found"}"#).status(404)
    }
}
