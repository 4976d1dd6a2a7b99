//! Waiting for the world to become as it should be.

use std::fmt::Write as _;
use std::time::Duration;

use super::flat;
use crate::sandbox::Sandbox;
use crate::state::{State, World};

/// How long a story waits for what must come: far longer than anything takes, so that only what is missing is missed.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How many messages of a channel, and how many requests, the account of a failure holds.
const TOLD: usize = 5;

impl Sandbox {
    /// Waits until something holds.
    ///
    /// # Panics
    ///
    /// With the description and an account of the world, when it does not come to hold in ten seconds.
    pub async fn until(&self, what: &str, mut holds: impl FnMut(&World) -> bool) {
        self.find(what, |world| holds(world).then_some(())).await;
    }

    /// Waits until something is found.
    ///
    /// # Panics
    ///
    /// With the description and an account of the world, when it is not found in ten seconds.
    pub async fn find<T>(&self, what: &str, look: impl FnMut(&World) -> Option<T>) -> T {
        until(self.state(), what, PATIENCE, look).await
    }
}

pub(super) async fn until<T>(
    state: &State,
    what: &str,
    patience: Duration,
    look: impl FnMut(&World) -> Option<T>,
) -> T {
    match state.until_within(patience, look).await {
        Some(found) => found,
        None => panic!("this should have come about: {what}\n{}", state.read(dump)),
    }
}

/// An account of the world: what stands in the channels, what the bot asked last, what it left unanswered.
pub(super) fn dump(world: &World) -> String {
    let mut text = String::from("--- the sandbox at this moment\n");
    for channel in world.channels.values() {
        if channel.messages.is_empty() {
            let _ = writeln!(text, "#{} ({}): no messages", channel.name, channel.id);
            continue;
        }
        let _ = writeln!(text, "#{} ({}):", channel.name, channel.id);
        let skipped = channel.messages.len().saturating_sub(TOLD);
        for message in channel.messages.values().skip(skipped) {
            let author = world
                .users
                .get(&message.author)
                .map_or("?", |user| &user.username);
            let only_for = message.only_for.and_then(|user| world.users.get(&user));
            let only_for = only_for.map(|user| format!(" (only for {})", user.username));
            let flat = flat::message(message).replace('\n', "\n      ");
            let _ = writeln!(text, "   {author}{}: {flat}", only_for.unwrap_or_default());
        }
    }
    for interaction in world
        .interactions
        .values()
        .filter(|waiting| waiting.response.is_none())
    {
        let _ = writeln!(
            text,
            "unanswered: {:?} {}",
            interaction.kind, interaction.id
        );
    }
    let requests: Vec<_> = world.requests.all().collect();
    for request in &requests[requests.len().saturating_sub(TOLD)..] {
        let status = request
            .status
            .map_or("no answer".to_owned(), |status| status.to_string());
        // Tokens of interactions and webhooks are long and say nothing.
        let path: Vec<_> = request
            .path
            .split('/')
            .map(|piece| if piece.len() > 40 { "…" } else { piece })
            .collect();
        let _ = writeln!(text, "{} {}: {status}", request.method, path.join("/"));
    }
    text
}
