//! Asking the needed integrations, all at the same time, isolated from each other.
//!
//! Each integration has a task of its own and a slot on a common board. Whatever becomes of the task, an answer, a
//! failure, a panic, the slot is filled, so that nobody waits for one that will not come.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tracing::Instrument as _;

use super::ask::Question;
use super::extract::{Extracted, fallbacks};
use super::kept::Kept;
use super::names::{Provider, provider};
use super::{Active, Integrations, request::RequestContext};
use crate::model::{ChannelId, Text, TicketId, UserId};
use crate::render::Value;

/// Answers whether a user still has Manage Server: a private integration runs only where its owner does.
#[derive(Clone)]
pub struct OwnerCheck(Arc<dyn Fn(UserId) -> BoxFuture<'static, bool> + Send + Sync>);

impl OwnerCheck {
    /// From a function that may ask Discord. It is called at most once per owner and run, while the channel is being
    /// created, and no request is made before it has answered.
    pub fn new<F>(check: impl Fn(UserId) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = bool> + Send + 'static,
    {
        Self(Arc::new(move |user| check(user).boxed()))
    }

    /// From the owners who are known to have it.
    pub fn known(owners: BTreeSet<UserId>) -> Self {
        Self::new(move |user| std::future::ready(owners.contains(&user)))
    }
}

impl fmt::Debug for OwnerCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnerCheck")
    }
}

/// What a run is about; the channel may come later.
#[derive(Clone, Debug)]
pub struct RunContext {
    /// Everything; without a channel, POSTs wait for [`Run::channel_created`].
    pub request: RequestContext,
    /// The names that occur in the message to be rendered.
    pub names: BTreeSet<String>,
    /// Whether an integration's owner may still have it run here.
    pub owner_check: OwnerCheck,
}

/// Fetches under way. Dropping it abandons them.
pub struct Run {
    names: BTreeMap<String, Provider>,
    board: Arc<Board>,
    channel: watch::Sender<Option<ChannelId>>,
    // Aborts the tasks when the run is dropped.
    _tasks: JoinSet<()>,
}

impl Integrations {
    /// Starts the fetches: GETs at once, POSTs when the channel is told. Only integrations of which a placeholder is
    /// in `names` are asked. Each has 4 s in all.
    pub fn start(&self, active: Vec<Active>, context: RunContext) -> Run {
        self.begin(active, context, None, Kept::new())
    }

    /// The same for a ticket that has just been reserved: the values are kept with it.
    pub fn start_for(&self, ticket: TicketId, active: Vec<Active>, context: RunContext) -> Run {
        self.begin(active, context, Some(ticket), Kept::new())
    }

    /// Starts the fetches of all that is needed and not among the kept values.
    pub(super) fn begin(
        &self,
        active: Vec<Active>,
        context: RunContext,
        ticket: Option<TicketId>,
        mut kept: Kept,
    ) -> Run {
        let names: BTreeMap<String, Provider> = context
            .names
            .into_iter()
            .filter_map(|name| provider(&active, &name).map(|provider| (name, provider)))
            .collect();
        let mut needed: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for provider in names.values() {
            let placeholders = needed.entry(provider.integration).or_default();
            placeholders.insert(provider.placeholder);
        }
        let board = Arc::new(Board::new(needed.len()));
        let channel = watch::Sender::new(context.request.channel);
        let mut owners: BTreeMap<UserId, Shared<BoxFuture<'static, bool>>> = BTreeMap::new();
        let mut tasks = JoinSet::new();
        for (index, active) in active.into_iter().enumerate() {
            let Some(placeholders) = needed.get(&index) else {
                continue;
            };
            let (id, manifest) = (active.integration.id, &active.integration.manifest);
            let slot = Slot {
                index,
                fallbacks: fallbacks(manifest, &why(&active)),
                is_doubtful: self.runs.disappoints(context.request.guild, id),
                board: Arc::clone(&board),
            };
            if slot.is_doubtful {
                board.doubtful.send_modify(|count| *count += 1);
            }
            if active.paused {
                // Dropping the slot fills it.
                continue;
            }
            let kept = kept.remove(&id).unwrap_or_default();
            if kept.tell_of(
                placeholders
                    .iter()
                    .filter_map(|at| manifest.placeholders.get(*at)),
            ) {
                slot.fill(kept.restored(manifest));
                continue;
            }
            let owner = active.integration.owner;
            let owner_may = if active.integration.is_public() {
                // An operator answers for it, whoever its owner is.
                std::future::ready(true).boxed().shared()
            } else {
                owners
                    .entry(owner)
                    .or_insert_with(|| (context.owner_check.0)(owner).shared())
                    .clone()
            };
            let span = tracing::info_span!(
                "integration.run",
                guild.id = %context.request.guild,
                integration.id = %active.integration.id,
            );
            let question = Question {
                service: self.clone(),
                active,
                context: context.request.clone(),
                owner_may,
                channel: channel.subscribe(),
                ticket,
                kept,
            };
            tasks.spawn(async move { slot.fill(question.ask().await) }.instrument(span));
        }
        Run {
            names,
            board,
            channel,
            _tasks: tasks,
        }
    }
}

impl Run {
    /// Tells the channel: POSTs start.
    pub fn channel_created(&self, channel: ChannelId) {
        self.channel.send_replace(Some(channel));
    }

    /// Whether every fetch has arrived or failed.
    pub fn is_finished(&self) -> bool {
        *self.board.outstanding.borrow() == 0
    }

    /// Waits until every fetch has arrived or failed from which an answer can be expected: one that kept
    /// a message waiting in vain the last time does not do so again.
    pub async fn expected(&mut self) {
        let mut outstanding = self.board.outstanding.subscribe();
        let mut doubtful = self.board.doubtful.subscribe();
        loop {
            if *outstanding.borrow_and_update() <= *doubtful.borrow_and_update() {
                return;
            }
            // The senders live as long as the board.
            tokio::select! {
                _ = outstanding.changed() => {}
                _ = doubtful.changed() => {}
            }
        }
    }

    /// Waits until every fetch has arrived or failed.
    pub async fn finished(&mut self) {
        let mut outstanding = self.board.outstanding.subscribe();
        // The sender lives as long as the board.
        let _ = outstanding.wait_for(|count| *count == 0).await;
    }

    /// The values of all names of this run as they stand: `Pending` where a fetch is outstanding.
    pub fn values(&self) -> BTreeMap<String, Value> {
        let slots = self.board.slots();
        self.names
            .iter()
            .map(|(name, provider)| {
                let value = slots
                    .get(&provider.integration)
                    .and_then(|values| values.get(provider.placeholder))
                    .map_or(Value::Pending, |extracted| extracted.value.clone());
                (name.clone(), value)
            })
            .collect()
    }
}

/// Why an integration shows fallbacks when nothing better is known.
fn why(active: &Active) -> Text {
    Text::new(if active.withdrawn {
        "integrations-why-withdrawn"
    } else if active.paused {
        "integrations-why-paused"
    } else {
        "integrations-why-failed"
    })
}

/// What has arrived.
struct Board {
    slots: Mutex<BTreeMap<usize, Vec<Extracted>>>,
    outstanding: watch::Sender<usize>,
    /// How many of those disappointed the last time.
    doubtful: watch::Sender<usize>,
}

impl Board {
    fn new(outstanding: usize) -> Self {
        Self {
            slots: Mutex::default(),
            outstanding: watch::Sender::new(outstanding),
            doubtful: watch::Sender::new(0),
        }
    }

    fn slots(&self) -> MutexGuard<'_, BTreeMap<usize, Vec<Extracted>>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One integration's place on the board. It fills itself with fallbacks when its task ends without an answer.
struct Slot {
    index: usize,
    fallbacks: Vec<Extracted>,
    is_doubtful: bool,
    board: Arc<Board>,
}

impl Slot {
    fn fill(mut self, values: Vec<Extracted>) {
        self.fallbacks = values;
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let values = std::mem::take(&mut self.fallbacks);
        self.board.slots().insert(self.index, values);
        if self.is_doubtful {
            self.board.doubtful.send_modify(|count| *count -= 1);
        }
        self.board.outstanding.send_modify(|count| *count -= 1);
    }
}
