//! GitHub's latest release: <https://docs.github.com/en/rest/releases/releases#get-the-latest-release>. Who sends no user
//! agent gets 403; without a token 60 requests an hour.

use serde_json::json;

use super::{Answer, Recorded};

pub(super) fn answer(request: &Recorded, owner: &str, repository: &str) -> Answer {
    if request.header("user-agent").is_none() {
        return Answer::bytes("text/html", "Request forbidden by administrative rules.")
            .status(403);
    }
    if (owner, repository) != ("octocat", "Hello-World") {
        let body = json!({
            "message": "Not Found",
            "documentation_url": "https://docs.github.com/rest/releases/releases#get-the-latest-release",
            "status": "404",
        });
        return Answer::json(&body.to_string()).status(404);
    }
    let body = json!({
        "url": "https://api.github.com/repos/octocat/Hello-World/releases/1",
        "html_url": "https://github.com/octocat/Hello-World/releases/v1.0.0",
        "id": 1, "node_id": "MDc6UmVsZWFzZTE=", "tag_name": "v1.0.0", "target_commitish": "master", "name": "Spring",
        "body": "Notes that go on. ".repeat(8_000),
        "draft": false, "prerelease": false,
        "created_at": "2013-02-27T19:35:32Z", "published_at": "2013-02-27T19:35:32Z",
        "author": { "login": "octocat", "id": 1 }, "assets": [],
    });
    Answer::json(&body.to_string())
        .header("X-RateLimit-Limit", "60")
        .header("X-RateLimit-Remaining", "59")
}
