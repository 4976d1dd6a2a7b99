//! Discord webhooks as targets of events: the part of a delivery that only the Discord client can do.

use std::sync::Arc;

use chrono::TimeDelta;

use super::outbound::error::code;
use super::{DiscordError, Message, Outbound};
use crate::clock::Clock;
use crate::notify::{Attempt, DiscordWebhooks, Problem};

/// Executes webhooks over this way to Discord.
pub fn executor(outbound: Outbound, clock: Clock) -> DiscordWebhooks {
    Arc::new(move |call| {
        let (outbound, clock) = (outbound.clone(), clock.clone());
        Box::pin(async move {
            let message = Message::embed(call.embed);
            let executed = outbound.execute_webhook(call.webhook, &call.token, &message);
            match executed.await {
                Ok(()) => Attempt::Delivered,
                Err(error) => judge(&error, &clock),
            }
        })
    })
}

fn judge(error: &DiscordError, clock: &Clock) -> Attempt {
    match error {
        DiscordError::Refused { status, code, .. } => Attempt::Never {
            problem: match (*code, status) {
                (code::UNKNOWN_WEBHOOK | code::INVALID_WEBHOOK_TOKEN, _) | (_, 401 | 404) => {
                    Problem::code("unknown-webhook")
                }
                _ => Problem::status(*status),
            },
        },
        DiscordError::RateLimited { after } => Attempt::Later {
            problem: Problem::status(429),
            not_before: TimeDelta::from_std(*after)
                .ok()
                .map(|after| clock.now() + after),
        },
        // Success that cannot be read is success.
        DiscordError::Unreadable(_) => Attempt::Delivered,
        DiscordError::Unreachable(_) | DiscordError::Uncertain(_) => Attempt::Later {
            problem: Problem::code("unreachable"),
            not_before: None,
        },
    }
}
