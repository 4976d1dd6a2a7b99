//! Emptying a lane: what was queued for a target about a ticket, one after the other.

use chrono::TimeDelta;
use serde_json::Value;

use super::{Attempt, Notice, Notify, Outgoing, notice};
use crate::jobs::{Backoff, Done, JobOutcome, Jobs, Kind, NotDone};
use crate::model::{EventKind, GuildId, Language, NewJob, TargetId, TicketId};
use crate::settings;
use crate::store::{DELIVER, Delivery, DeliveryState, StoreError, TargetRow};

/// From two seconds to ten minutes, for a day: when a target is back, nobody waits for longer than that.
pub const BACKOFF: Backoff = Backoff {
    first: TimeDelta::seconds(2),
    longest: TimeDelta::minutes(10),
    give_up_after: Some(TimeDelta::days(1)),
};

/// How long what has ended is kept for `/notify log`.
pub const KEPT: TimeDelta = TimeDelta::days(30);

/// The kind of job that forgets it.
pub const PRUNE: &str = "notify.prune";

/// How many deliveries of a lane are made before others have a turn.
const AT_ONCE: usize = 20;

impl Notify {
    /// Has lanes emptied, and what is old forgotten.
    pub fn handle_jobs(&self, jobs: &mut Jobs) {
        let notify = self.clone();
        // The lane itself never gives up: its deliveries do. An error is the database's.
        let lanes = Kind {
            at_once: 16,
            // One delivery takes four seconds at most.
            lease: TimeDelta::seconds(10),
            backoff: Backoff {
                longest: TimeDelta::minutes(1),
                give_up_after: None,
                ..BACKOFF
            },
            ..Kind::new(DELIVER)
        };
        jobs.handle(lanes, move |job| {
            let notify = notify.clone();
            async move { notify.empty_lane(&job.payload).await }
        });
        let notify = self.clone();
        jobs.handle(Kind::new(PRUNE), move |_| {
            let notify = notify.clone();
            async move {
                let now = notify.clock.now();
                notify.store.prune_deliveries(now - KEPT).await?;
                Ok(Done::Again(now + TimeDelta::days(1)))
            }
        });
    }

    /// Sees to it that what is old is forgotten, from now on.
    pub async fn start(&self) -> Result<(), StoreError> {
        let job = NewJob {
            kind: PRUNE.to_owned(),
            key: String::new(),
            payload: Value::Null,
            due_at: self.clock.now(),
        };
        self.store.nudge_job(&job).await
    }

    /// Delivers what waits in a lane, in order, until it is empty or something must wait.
    pub async fn empty_lane(&self, payload: &Value) -> JobOutcome {
        let target = payload["target"].as_str().and_then(|id| id.parse().ok());
        let (Some(target), Some(lane)) = (target, payload["lane"].as_i64()) else {
            return Err(NotDone::Never {
                why: "a payload that is not this version's".to_owned(),
            });
        };
        for _ in 0..AT_ONCE {
            if let Some(done) = self.deliver_next(target, lane).await? {
                return Ok(done);
            }
        }
        Ok(Done::Again(self.clock.now()))
    }

    /// Delivers the next; `None` if there may be another one.
    async fn deliver_next(&self, id: TargetId, lane: i64) -> Result<Option<Done>, StoreError> {
        // Removed: its deliveries are gone with it.
        let Some(target) = self.store.target(id).await? else {
            return Ok(Some(Done::Finished));
        };
        let Some(delivery) = self.store.next_delivery(id, lane).await? else {
            return Ok(Some(Done::Finished));
        };
        let now = self.clock.now();
        let earliest = delivery.retry_at.max(target.health.rest_until);
        if let Some(at) = earliest.filter(|at| *at > now) {
            return Ok(Some(Done::Again(at)));
        }
        let outgoing = self.outgoing(&delivery).await?;
        let attempt = self.deliver_now(&target, &outgoing).await;
        self.settle(&target, &delivery, attempt).await
    }

    /// Stores what came of a try.
    async fn settle(
        &self,
        target: &TargetRow,
        delivery: &Delivery,
        attempt: Attempt,
    ) -> Result<Option<Done>, StoreError> {
        let now = self.clock.now();
        let (problem, not_before) = match attempt {
            Attempt::Delivered => {
                count("delivered");
                self.store
                    .end_delivery(delivery.id, DeliveryState::Delivered, now, None)
                    .await?;
                self.store.target_succeeded(target.id, now).await?;
                return Ok(None);
            }
            Attempt::Never { problem } => (problem, None),
            Attempt::Later {
                problem,
                not_before,
            } => {
                let next = BACKOFF.next(
                    delivery.since,
                    now,
                    delivery.attempts + 1,
                    not_before,
                    (self.random)(),
                );
                (problem, next)
            }
        };
        let code = problem.as_str();
        self.store
            .target_failed(target.id, now, code, not_before.filter(|_| rests(code)))
            .await?;
        let Some(at) = not_before else {
            count("dead");
            tracing::warn!(guild.id = %target.guild, target = %target.id, problem = code, "a delivery is dead");
            self.store
                .end_delivery(delivery.id, DeliveryState::Dead, now, Some(code))
                .await?;
            return Ok(None);
        };
        count("delayed");
        self.store.delay_delivery(delivery.id, at, code).await?;
        Ok(Some(Done::Again(at)))
    }

    /// The message of a delivery.
    async fn outgoing(&self, delivery: &Delivery) -> Result<Outgoing, StoreError> {
        let language = self.language(delivery.guild).await?;
        let mut shown = delivery.data.clone();
        if delivery.lane != 0 && delivery.kind != EventKind::TicketOpened.name() {
            let ticket = TicketId::from_i64(delivery.lane);
            if let Some(first) = self.store.first_event(ticket).await? {
                notice::complete(&mut shown, &first.data);
            }
        }
        Ok(Outgoing {
            // The event's number is unique in this database, the target's was drawn at random.
            id: format!("msg_{}_{}", delivery.target, delivery.event),
            kind: delivery.kind.clone(),
            at: delivery.at,
            notice: Notice::of_event(
                &delivery.kind,
                &shown,
                delivery.guild,
                delivery.at,
                language,
            ),
            data: delivery.data.clone(),
        })
    }

    /// The server's language.
    pub(super) async fn language(&self, guild: GuildId) -> Result<Language, StoreError> {
        let stored = self.store.guild_settings(guild).await?;
        Ok(settings::read(&stored).settings.language)
    }
}

fn count(outcome: &'static str) {
    metrics::counter!("frontdesk_deliveries_total", "outcome" => outcome).increment(1);
}

/// Whether a problem is the target's as a whole, so that its other lanes need not find out for themselves.
fn rests(code: &str) -> bool {
    !matches!(
        code,
        "status-500" | "status-408" | "status-425" | "deadline" | "busy"
    )
}
