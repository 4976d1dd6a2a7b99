//! The one place where a failure becomes a reply.
//!
//! A refusal is its sentence. A fault is one fixed sentence with a number to quote; the log line with the same number has
//! the rest.

use std::error::Error;

use super::Request;
use crate::model::{Failure, Text};

/// Tells the asking user why it was not done.
pub(super) async fn answer(request: &Request, failure: Failure) {
    request.say(&text(request, failure)).await;
}

/// The sentence for the asking user; of a fault, the log has the rest under the number in it.
pub(super) fn text(request: &Request, failure: Failure) -> Text {
    match failure {
        Failure::Refused(text) => text,
        Failure::Fault(error) => {
            let correlation = correlation_id();
            tracing::error!(
                correlation.id = %correlation,
                guild.id = request.guild_id.map(tracing::field::display),
                error = %chain(error.as_ref()),
                "a request failed",
            );
            Text::new("discord-fault").with("id", correlation)
        }
    }
}

/// Logs a failure of work that nobody waits for.
pub(super) fn log(failure: &Failure, what: &'static str) {
    match failure {
        Failure::Refused(text) => tracing::warn!(reason = text.id, "{what}"),
        Failure::Fault(error) => tracing::error!(error = %chain(error.as_ref()), "{what}"),
    }
}

/// The failure behind what the command framework reports.
pub(super) fn of_framework(
    error: poise::FrameworkError<'_, std::sync::Arc<super::Bot>, Failure>,
) -> Failure {
    use poise::FrameworkError as Error;
    match error {
        Error::Command { error, .. }
        | Error::CommandCheckFailed {
            error: Some(error), ..
        } => error,
        Error::ArgumentParse { .. } => Failure::refused("discord-invalid-option"),
        Error::MissingUserPermissions { .. } | Error::CommandCheckFailed { .. } => {
            Failure::refused("discord-admins-only")
        }
        Error::NotAnOwner { .. } => Failure::refused("discord-owners-only"),
        Error::GuildOnly { .. } => Failure::refused("discord-servers-only"),
        // Discord still shows what an older version has registered.
        Error::UnknownInteraction { .. }
        | Error::CommandStructureMismatch { .. }
        | Error::SubcommandRequired { .. } => Failure::refused("discord-unknown-command"),
        other => Failure::fault(format!("the command framework failed: {other}")),
    }
}

/// Eight characters that a person can read out.
fn correlation_id() -> String {
    const LETTERS: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";
    (0..8)
        .map(|_| char::from(LETTERS[rand::random_range(0..LETTERS.len())]))
        .collect()
}

/// An error with all that caused it.
fn chain(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        let more = inner.to_string();
        // Many errors repeat their cause.
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        source = inner.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("outer")]
    struct Outer(#[source] std::io::Error);

    #[test]
    fn a_chain_tells_every_cause_once() {
        let error = Outer(std::io::Error::other("inner"));
        assert_eq!(chain(&error), "outer: inner");
    }

    #[test]
    fn a_correlation_id_can_be_read_out() {
        assert_eq!(correlation_id().len(), 8);
        assert_ne!(correlation_id(), correlation_id());
    }
}
