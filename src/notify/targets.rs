//! Targets: added, listed, tried, given a new secret.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::{Attempt, Notice, Notify, Outgoing, address, webhook};
use crate::model::{
    EventKind, Failure, GuildId, Language, Outcome, TargetId, TargetKind, Text, UserId,
};
use crate::render::markdown;
use crate::store::{InsertTarget, StoreError, TargetHealth, TargetRow};
use crate::vault::{Place, Sealed, Secret, TargetPart};

/// How many targets a server may have.
pub const MOST_TARGETS: u32 = 10;

/// What a target hears of that names nothing: everything but each single message.
pub const DEFAULT_EVENTS: &[EventKind] = &[
    EventKind::TicketOpened,
    EventKind::TicketClaimed,
    EventKind::TicketUnclaimed,
    EventKind::TicketClosed,
    EventKind::TicketReopened,
    EventKind::TicketRated,
    EventKind::TicketStale,
    EventKind::IntegrationFailing,
    EventKind::PanelCreated,
];

/// How long an old secret still signs.
const OLD_SECRET: TimeDelta = TimeDelta::hours(24);

/// A target as admins see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its number.
    pub id: TargetId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: TargetKind,
    /// Where it leads, without what lets anybody send there.
    pub address: String,
    /// What it hears of.
    pub events: Vec<EventKind>,
    /// How it is.
    pub health: TargetHealth,
}

/// A target that was just added.
#[derive(Debug)]
pub struct Added {
    /// The target.
    pub target: Target,
    /// What signs, of a webhook. It is shown once.
    pub secret: Option<Secret>,
    /// What came of the test.
    pub test: Attempt,
}

/// Reads the types that an admin typed, with commas between; what a target hears of by itself if there is none.
pub fn parse_events(typed: Option<&str>) -> Outcome<Vec<EventKind>> {
    let mut events = Vec::new();
    for name in typed.unwrap_or_default().split(',') {
        let name = name.trim();
        if name.is_empty() {
            continue;
        }
        if matches!(name.to_lowercase().as_str(), "all" | "*") {
            return Ok(EventKind::ALL.to_vec());
        }
        let kind = EventKind::parse(name).ok_or_else(|| {
            let known: Vec<_> = EventKind::ALL.iter().map(|kind| kind.name()).collect();
            Text::new("notify-event-unknown")
                .with("name", markdown::escape(name))
                .with("known", known.join(", "))
        })?;
        if !events.contains(&kind) {
            events.push(kind);
        }
    }
    if events.is_empty() {
        events = DEFAULT_EVENTS.to_vec();
    }
    Ok(events)
}

impl Notify {
    /// Adds a target and tells it something. Slack and Discord must take it: an address that does not work is worth
    /// nothing. Another receiver may need the secret first, so it is kept, and what came of it is told.
    pub async fn add(
        &self,
        guild: GuildId,
        kind: TargetKind,
        url: &str,
        events: Option<&str>,
        by: UserId,
    ) -> Outcome<Added> {
        let events = parse_events(events)?;
        let url = address::check(self.egress.policy(), kind, url)?;
        let others = self.store.targets(guild).await?;
        if others.len() >= MOST_TARGETS as usize {
            return Err(too_many());
        }
        let id = TargetId::random();
        let seal = |part, text: &Secret| {
            let place = Place::NotifyTarget {
                guild,
                target: id,
                part,
            };
            self.vault.seal(&place, text)
        };
        let secret = (kind == TargetKind::Webhook).then(webhook::new_secret);
        let row = TargetRow {
            id,
            guild,
            name: free_name(kind, &others),
            kind,
            url: seal(TargetPart::Url, &url),
            secret: secret.as_ref().map(|text| seal(TargetPart::Secret, text)),
            old_secret: None,
            events,
            created_by: by,
            created_at: self.clock.now(),
            health: TargetHealth::default(),
        };
        let test = self.try_out(&row).await?;
        if kind != TargetKind::Webhook
            && let Some(problem) = test.problem()
        {
            return Err(Text::new("notify-not-added")
                .lines("problem", vec![problem.text()])
                .into());
        }
        match self.store.insert_target(&row, MOST_TARGETS).await {
            Ok(InsertTarget::Stored) => {}
            Ok(InsertTarget::LimitReached) => return Err(too_many()),
            Err(StoreError::NameTaken) => return Err(Failure::refused("notify-name-taken")),
            Err(error) => return Err(error.into()),
        }
        self.remember(&row, &test).await?;
        Ok(Added {
            target: self.shown(row),
            secret,
            test,
        })
    }

    /// The server's targets.
    pub async fn all(&self, guild: GuildId) -> Outcome<Vec<Target>> {
        let rows = self.store.targets(guild).await?;
        Ok(rows.into_iter().map(|row| self.shown(row)).collect())
    }

    /// The target of that name, in any case.
    pub async fn find(&self, guild: GuildId, name: &str) -> Outcome<Target> {
        let all = self.all(guild).await?;
        let wanted = name.trim().to_lowercase();
        all.into_iter()
            .find(|target| target.name == wanted)
            .ok_or_else(|| {
                Text::new("notify-unknown")
                    .with("name", markdown::escape(name.trim()))
                    .into()
            })
    }

    /// The server's target of that number.
    pub async fn get(&self, guild: GuildId, id: TargetId) -> Outcome<TargetRow> {
        let row = self.store.target(id).await?;
        row.filter(|row| row.guild == guild)
            .ok_or_else(|| Failure::refused("notify-gone"))
    }

    /// Tells a target something now, and remembers what came of it.
    pub async fn test(&self, guild: GuildId, id: TargetId) -> Outcome<Attempt> {
        let row = self.get(guild, id).await?;
        let attempt = self.try_out(&row).await?;
        self.remember(&row, &attempt).await?;
        Ok(attempt)
    }

    /// Gives a webhook a new secret; the old one still signs for a day.
    pub async fn renew_secret(&self, guild: GuildId, id: TargetId) -> Outcome<Secret> {
        let row = self.get(guild, id).await?;
        let Some(current) = &row.secret else {
            return Err(Failure::refused("notify-no-secret"));
        };
        let current = self.open(&row, TargetPart::Secret, current);
        let current = current.map_err(Failure::fault)?;
        let secret = webhook::new_secret();
        let seal = |part, text: &Secret| -> Sealed {
            let place = Place::NotifyTarget {
                guild,
                target: id,
                part,
            };
            self.vault.seal(&place, text)
        };
        let (new, old) = (
            seal(TargetPart::Secret, &secret),
            seal(TargetPart::OldSecret, &current),
        );
        let until = self.clock.now() + OLD_SECRET;
        let renewed = self
            .store
            .rotate_target_secret(guild, id, &new, &old, until);
        if !renewed.await? {
            return Err(Failure::refused("notify-gone"));
        }
        Ok(secret)
    }

    /// Removes a target, and with it what was still to be delivered.
    pub async fn remove(&self, guild: GuildId, id: TargetId) -> Outcome<()> {
        if self.store.delete_target(guild, id).await? {
            Ok(())
        } else {
            Err(Failure::refused("notify-gone"))
        }
    }

    /// Has a dead delivery tried again.
    pub async fn retry(&self, guild: GuildId, delivery: i64) -> Outcome<()> {
        let now = self.clock.now();
        if self.store.revive_delivery(guild, delivery, now).await? {
            Ok(())
        } else {
            Err(Failure::refused("notify-not-dead"))
        }
    }

    async fn try_out(&self, row: &TargetRow) -> Outcome<Attempt> {
        let now = self.clock.now();
        let language = self.language(row.guild).await?;
        let outgoing = test_message(row, now, language);
        Ok(self.deliver_now(row, &outgoing).await)
    }

    async fn remember(&self, row: &TargetRow, attempt: &Attempt) -> Outcome<()> {
        let now = self.clock.now();
        match attempt.problem() {
            None => self.store.target_succeeded(row.id, now).await?,
            Some(problem) => {
                let problem = problem.as_str();
                self.store.target_failed(row.id, now, problem, None).await?;
            }
        }
        Ok(())
    }

    fn shown(&self, row: TargetRow) -> Target {
        let address = match self.open(&row, TargetPart::Url, &row.url) {
            Ok(url) => address::masked(&url),
            Err(error) => {
                tracing::error!(%error, target = %row.id, "a target's address does not open");
                "…".to_owned()
            }
        };
        Target {
            id: row.id,
            name: row.name,
            kind: row.kind,
            address,
            events: row.events,
            health: row.health,
        }
    }
}

/// What a test says.
fn test_message(row: &TargetRow, now: DateTime<Utc>, language: Language) -> Outgoing {
    Outgoing {
        id: format!("msg_{}_test{:016x}", row.id, rand::random::<u64>()),
        kind: "test".to_owned(),
        at: now,
        data: json!({ "guild_id": row.guild, "target": row.name }),
        notice: Notice::of_test(&row.name, now, language),
    }
}

/// `slack-1`, `slack-2`, …: the first that is free.
fn free_name(kind: TargetKind, others: &[TargetRow]) -> String {
    let mut names = (1..).map(|number| format!("{}-{number}", kind.name()));
    names
        .find(|name| others.iter().all(|other| other.name != *name))
        .unwrap_or_default()
}

fn too_many() -> Failure {
    Text::new("notify-too-many")
        .count("limit", i64::from(MOST_TARGETS))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_taken_as_typed() {
        let parse = |typed| parse_events(Some(typed)).ok();
        assert_eq!(
            parse(" Ticket.Opened, ticket.closed ,ticket.opened,"),
            Some(vec![EventKind::TicketOpened, EventKind::TicketClosed])
        );
        assert_eq!(parse("all"), Some(EventKind::ALL.to_vec()));
        assert_eq!(parse("  ,"), Some(DEFAULT_EVENTS.to_vec()));
        assert_eq!(parse_events(None).ok(), Some(DEFAULT_EVENTS.to_vec()));
        assert_eq!(parse("ticket.opend"), None);
    }
}
