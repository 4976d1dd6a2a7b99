//! `/notify`: what was added, the targets with their health, and the last deliveries.

use super::page::{LINES, List};
use super::say;
use crate::discord::CustomId;
use crate::discord::components::confirmation;
use crate::discord::components::notify::NotifyPress;
use crate::discord::outbound::{Button, ButtonStyle, Message, Row};
use crate::i18n;
use crate::model::{EventKind, Language, TargetId, TargetKind, Text};
use crate::notify::{Added, Attempt, Problem, Target};
use crate::render::markdown;
use crate::store::{Delivery, DeliveryState};

/// How many deliveries a page has: as many as one row has buttons.
const PER_PAGE: usize = 5;

/// The answer to an addition; the secret is shown here and never again.
pub fn added(added: &Added, language: Language) -> Message {
    let target = &added.target;
    let text = Text::new("notify-added")
        .with("name", &target.name)
        .with("address", &target.address)
        .with("events", names(&target.events));
    let mut lines = vec![i18n::words(language, &text)];
    lines.push(outcome(&added.test, language));
    if let Some(secret) = &added.secret {
        let text = Text::new("notify-secret").with("secret", secret.expose());
        lines.push(i18n::words(language, &text));
    }
    Message::text(lines.join("\n"))
}

/// The answer to a test.
pub fn tested(target: &Target, attempt: &Attempt, language: Language) -> Message {
    let message = Message::text(outcome(attempt, language));
    if target.kind == TargetKind::Webhook {
        message.buttons([Button::new(
            say(language, "notify-button-new-secret"),
            ButtonStyle::Secondary(CustomId::Notify(NotifyPress::NewSecret(target.id))),
        )])
    } else {
        message
    }
}

/// Asks whether a webhook is to get a new secret.
pub fn renew_question(name: &str, target: TargetId, language: Language) -> Message {
    let question = Text::new("notify-renew-question").with("name", name);
    let confirm = CustomId::Notify(NotifyPress::RenewSecret(target));
    Message::text(i18n::words(language, &question)).buttons(confirmation(language, confirm))
}

fn outcome(attempt: &Attempt, language: Language) -> String {
    match attempt.problem() {
        None => say(language, "notify-test-well"),
        Some(problem) => {
            let text = Text::new("notify-test-failed").lines("problem", vec![problem.text()]);
            i18n::words(language, &text)
        }
    }
}

fn names(events: &[EventKind]) -> String {
    let names: Vec<String> = events
        .iter()
        .map(|event| markdown::code(event.name()))
        .collect();
    names.join(", ")
}

/// One page of the targets.
pub fn list(targets: &[Target], page: usize, language: Language) -> Message {
    List {
        title: say(language, "notify-list-title"),
        lines: targets.iter().map(|one| line(one, language)).collect(),
        empty: say(language, "notify-list-empty"),
        per_page: LINES / 2,
        target: &|page| CustomId::Notify(NotifyPress::List { page }),
    }
    .page(page, language)
}

fn line(target: &Target, language: Language) -> String {
    let health = &target.health;
    let last = match (health.failures, health.last_success_at) {
        (0, Some(at)) => Text::new("notify-list-well").with("at", moment(at)),
        (0, None) => Text::new("notify-list-new"),
        (failures, _) => {
            let problem = health.last_problem.clone().unwrap_or_default();
            Text::new("notify-list-failing")
                .count("failures", i64::from(failures))
                .with("at", health.last_failure_at.map(moment).unwrap_or_default())
                .lines("problem", vec![Problem::code(problem).text()])
        }
    };
    let mark = if health.failures == 0 { "✅" } else { "❌" };
    format!(
        "{mark} **{}** {}\n-# {}\n{}",
        markdown::escape(&target.name),
        markdown::code(&target.address),
        target
            .events
            .iter()
            .map(|event| event.name())
            .collect::<Vec<_>>()
            .join(", "),
        i18n::words(language, &last),
    )
}

fn moment(at: chrono::DateTime<chrono::Utc>) -> String {
    format!("<t:{}:R>", at.timestamp())
}

/// One page of the last deliveries, newest first, with **Retry** for those that are dead.
pub fn log(
    targets: &[Target],
    deliveries: &[Delivery],
    target: Option<TargetId>,
    page: usize,
    language: Language,
) -> Message {
    let name = |id| {
        let known = targets.iter().find(|target| target.id == id);
        known.map_or_else(String::new, |target| target.name.clone())
    };
    let lines = deliveries.iter();
    let list = List {
        title: say(language, "notify-log-title"),
        lines: lines
            .map(|delivery| entry(delivery, &name(delivery.target), language))
            .collect(),
        empty: say(language, "notify-log-empty"),
        per_page: PER_PAGE,
        target: &|page| CustomId::Notify(NotifyPress::Log { target, page }),
    };
    let mut message = list.page(page, language);
    // The page that is shown if there are fewer than was asked for.
    let page = page.min(deliveries.len().div_ceil(PER_PAGE).max(1) - 1);
    let dead = deliveries.iter().skip(page * PER_PAGE).take(PER_PAGE);
    let retries: Vec<Button> = dead
        .filter(|delivery| delivery.state == DeliveryState::Dead)
        .map(|delivery| {
            let label = Text::new("notify-button-retry").with("number", delivery.id.to_string());
            let press = NotifyPress::Retry {
                delivery: delivery.id,
                target,
                page,
            };
            Button::new(
                i18n::words(language, &label),
                ButtonStyle::Primary(CustomId::Notify(press)),
            )
        })
        .collect();
    if !retries.is_empty() {
        message.rows.insert(0, Row::Buttons(retries));
    }
    message
}

fn entry(delivery: &Delivery, target: &str, language: Language) -> String {
    let (mark, text) = match delivery.state {
        DeliveryState::Delivered => ("✅", Text::new("notify-log-delivered")),
        DeliveryState::Dead => ("❌", Text::new("notify-log-dead")),
        DeliveryState::Pending if delivery.attempts == 0 => ("⏳", Text::new("notify-log-waiting")),
        DeliveryState::Pending => ("⏳", Text::new("notify-log-delayed")),
    };
    let next = delivery.retry_at.map(moment).unwrap_or_default();
    let text = text
        .count("attempts", i64::from(delivery.attempts))
        .with("next", next);
    let mut line = format!(
        "{mark} #{} {} → **{}** <t:{}:T>: {}",
        delivery.id,
        markdown::code(&delivery.kind),
        markdown::escape(target),
        delivery.at.timestamp(),
        i18n::words(language, &text),
    );
    if delivery.state != DeliveryState::Delivered
        && let Some(problem) = &delivery.problem
    {
        let problem = Problem::code(problem.as_str()).text();
        line = format!("{line}\n-# {}", i18n::words(language, &problem));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::sketch;
    use crate::model::GuildId;
    use crate::store::TargetHealth;
    use chrono::{DateTime, TimeDelta};
    use serde_json::json;

    fn target(failures: u32) -> Target {
        Target {
            id: TargetId::new(3),
            name: "slack-1".to_owned(),
            kind: TargetKind::Slack,
            address: "https://hooks.slack.com/…".to_owned(),
            events: vec![EventKind::TicketOpened, EventKind::TicketClosed],
            health: TargetHealth {
                failures,
                last_success_at: Some(DateTime::UNIX_EPOCH),
                last_failure_at: Some(DateTime::UNIX_EPOCH + TimeDelta::minutes(1)),
                last_problem: Some("channel_is_archived".to_owned()),
                ..TargetHealth::default()
            },
        }
    }

    fn delivery(id: i64, state: DeliveryState, problem: Option<&str>) -> Delivery {
        Delivery {
            id,
            target: TargetId::new(3),
            guild: GuildId::new(1),
            lane: 0,
            event: id,
            kind: "ticket.opened".to_owned(),
            data: json!({}),
            at: DateTime::UNIX_EPOCH,
            state,
            attempts: 2,
            since: DateTime::UNIX_EPOCH,
            retry_at: Some(DateTime::UNIX_EPOCH + TimeDelta::minutes(2)),
            ended_at: None,
            problem: problem.map(str::to_owned),
        }
    }

    #[test]
    fn the_list_tells_how_each_target_is() {
        let shown = list(&[target(0), target(2)], 0, Language::English);
        insta::assert_snapshot!(sketch::message(&shown), @"
        | # Targets of events
        | ✅ **slack-1** `https://hooks.slack.com/…`
        | -# ticket.opened, ticket.closed
        | Last delivered <t:0:R>
        | ❌ **slack-1** `https://hooks.slack.com/…`
        | -# ticket.opened, ticket.closed
        | Failed 2 times, last <t:60:R>: The channel in Slack is archived; unarchive it, or add a webhook of another channel.
        | colour: #5865F2
        ");
    }

    #[test]
    fn what_is_dead_in_the_log_can_be_tried_again() {
        let deliveries = [
            delivery(9, DeliveryState::Pending, Some("connect-timeout")),
            delivery(8, DeliveryState::Dead, Some("no_service")),
            delivery(7, DeliveryState::Delivered, None),
        ];
        let shown = log(&[target(0)], &deliveries, None, 4, Language::English);
        insta::assert_snapshot!(sketch::message(&shown), @"
        | # Last deliveries
        | ⏳ #9 `ticket.opened` → **slack-1** <t:0:T>: tried again <t:120:R>
        | -# The receiver could not be reached or gave no proper answer (`connect-timeout`); check that it works.
        | ❌ #8 `ticket.opened` → **slack-1** <t:0:T>: given up after 2 tries
        | -# Slack says that this webhook is removed or turned off; create a new one and add it.
        | ✅ #7 `ticket.opened` → **slack-1** <t:0:T>: delivered at try 2
        | colour: #5865F2
        [Retry #8](primary notify:retry:8:all:0)
        ");
    }
}
