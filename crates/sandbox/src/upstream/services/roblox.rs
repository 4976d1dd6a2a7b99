//! Roblox's users API: <https://create.roblox.com/docs/cloud/legacy/users/v1>.

use super::Answer;

pub(super) fn answer(id: &str) -> Answer {
    if id == "156" {
        return Answer::json(
            r#"{"description":"","created":"2006-03-08T23:21:42.28Z","isBanned":false,"externalAppDisplayName":null,"hasVerifiedBadge":true,"id":156,"name":"builder_man","displayName":"Builderman"}"#,
        );
    }
    Answer::json(
        r#"{"errors":[{"code":3,"message":"The user id is invalid.","userFacingMessage":"Something went wrong"}]}"#,
    )
    .status(404)
}
