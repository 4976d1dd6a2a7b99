//! The example API of the tutorial: what it knows about one user of a game.

use super::{Answer, Recorded};

/// The user about whom it knows something.
pub(super) const KNOWN_USER: u64 = 585_576_154_958_921_739;

const KNOWN: &str = r#"{"online_status":"Online","user":{"username":"Ryan","account_created_year":2019,"scores":{"high_score":3000,"last_score":400}}}"#;

/// What it answers; the key is judged first, so that nobody without it learns what exists.
pub(super) fn answer(request: &Recorded, api_key: &str) -> Answer {
    if request.path != "/lookup" {
        return Answer::json(r#"{"error":"There is nothing here. Try /lookup?user=ID."}"#)
            .status(404);
    }
    if request.header("authorization") != Some(api_key) {
        return Answer::json(
            r#"{"error":"Send your API key as it is in the Authorization header."}"#,
        )
        .status(401);
    }
    if request.method != "GET" {
        return Answer::json(r#"{"error":"Only GET works here."}"#).status(405);
    }
    let known = format!("user={KNOWN_USER}");
    if request.query.split('&').any(|pair| pair == known) {
        Answer::json(KNOWN)
    } else {
        Answer::json("{}")
    }
}
