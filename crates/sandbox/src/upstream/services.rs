//! The services that Frontdesk's built-in integrations ask, all on one address: each answers below the paths of its own.
//!
//! Shapes, errors and limits are those of the services' documentation, which each module names. The people whom they know
//! have the Discord id that is passed in the test, see [`SERVICES_USER`].

mod bloxlink;
mod coingecko;
mod fivem;
mod github;
mod minecraft;
mod roblox;
mod topgg;

use super::{Answer, Recorded};

/// The Discord user whom the services know.
pub const SERVICES_USER: u64 = 585_576_154_958_921_739;
/// The key that Bloxlink takes.
pub const BLOXLINK_KEY: &str = "bloxlink-key-5c1d";
/// The token that top.gg takes.
pub const TOPGG_TOKEN: &str = "topgg-token-77ab";

/// What a service answers; `None` if the path is none of theirs.
pub(super) fn answer(request: &Recorded) -> Option<Answer> {
    let path = request.path.trim_matches('/');
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts.as_slice() {
        ["v4", "public", "guilds", guild, "discord-to-roblox", user] => {
            bloxlink::answer(request, guild, user)
        }
        ["v1", "users", id] => roblox::answer(id),
        ["api", "v3", "simple", "price"] => coingecko::answer(request),
        ["api", "servers", "single", code] => fivem::answer(code),
        ["api", "bots", bot, "check"] => topgg::answer(request, bot),
        ["3", address] => minecraft::answer(request, address),
        ["repos", owner, repository, "releases", "latest"] => {
            github::answer(request, owner, repository)
        }
        _ => return None,
    })
}

/// A parameter of the query, with its percent-escapes of a comma undone, which is all that occurs.
fn parameter(request: &Recorded, name: &str) -> Option<String> {
    let pair = request
        .query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    Some(pair.replace("%2C", ","))
}
