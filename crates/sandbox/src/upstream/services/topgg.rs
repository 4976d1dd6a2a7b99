//! top.gg's individual user vote: <https://docs.top.gg/docs/API/v0/bot>.

use super::{Answer, Recorded, SERVICES_USER, TOPGG_TOKEN, parameter};

pub(super) fn answer(request: &Recorded, bot: &str) -> Answer {
    if request.header("authorization") != Some(TOPGG_TOKEN) {
        return Answer::json(r#"{"error":"Unauthorized"}"#).status(401);
    }
    if bot.parse::<u64>().is_err() {
        return Answer::json(r#"{"error":"Not Found"}"#).status(404);
    }
    let known = SERVICES_USER.to_string();
    let voted = parameter(request, "userId").is_some_and(|user| user == known);
    Answer::json(if voted {
        r#"{"voted":1}"#
    } else {
        r#"{"voted":0}"#
    })
}
