//! Faults on order: what a network and a busy Discord do to a bot, at the moment that a test chooses.

use std::time::Duration;

use tokio::sync::watch;

use crate::{request_log::path_matches, state::State};

/// Something that is to go wrong with the next matching requests.
#[derive(Clone, Debug)]
pub struct Fault {
    method: String,
    path: String,
    skip: u32,
    times: Option<u32>,
    effect: Effect,
}

#[derive(Clone, Debug)]
enum Effect {
    Delay(Duration),
    Status(u16),
    LoseAnswer,
    LoseRequest,
    RateLimit(Duration),
    Pause { after: bool },
}

impl Fault {
    fn new(effect: Effect) -> Self {
        let times = if matches!(effect, Effect::Delay(_)) {
            None
        } else {
            Some(1)
        };
        Self {
            method: "*".to_owned(),
            path: "**".to_owned(),
            skip: 0,
            times,
            effect,
        }
    }

    /// Every request takes this long (until removed, unless [`Fault::times`] says otherwise).
    pub fn delay(time: Duration) -> Self {
        Self::new(Effect::Delay(time))
    }

    /// The next request fails with a status and has no effect.
    pub fn status(status: u16) -> Self {
        Self::new(Effect::Status(status))
    }

    /// The next request takes effect, but the connection closes before its answer.
    pub fn lose_answer() -> Self {
        Self::new(Effect::LoseAnswer)
    }

    /// The next request is lost before it takes effect.
    pub fn lose_request() -> Self {
        Self::new(Effect::LoseRequest)
    }

    /// The next request is told to come back later (429).
    pub fn rate_limit(retry_after: Duration) -> Self {
        Self::new(Effect::RateLimit(retry_after))
    }

    /// The next request stops before it takes effect, until released; it never takes effect when the asker goes away.
    pub fn pause_before() -> Self {
        Self::new(Effect::Pause { after: false })
    }

    /// The next request stops after it took effect and before its answer, until released.
    pub fn pause_after() -> Self {
        Self::new(Effect::Pause { after: true })
    }

    /// Only requests with this method and a path such as `/channels/*/messages`; `*` is any method.
    #[must_use]
    pub fn on(mut self, method: &str, path: &str) -> Self {
        method.clone_into(&mut self.method);
        path.clone_into(&mut self.path);
        self
    }

    /// Only this many requests.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// All requests until it is removed.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// Lets this many matching requests pass first.
    #[must_use]
    pub fn after(mut self, skip: u32) -> Self {
        self.skip = skip;
        self
    }
}

/// Faults that are on order.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    active: Vec<Active>,
    count: u64,
}

#[derive(Debug)]
struct Active {
    number: u64,
    fault: Fault,
    gate: watch::Sender<Gate>,
}

/// How often a fault has struck, and whether what it holds may go on.
#[derive(Clone, Copy, Debug, Default)]
struct Gate {
    struck: u32,
    released: bool,
}

/// A fault that is on order; it stays so when the handle goes.
#[derive(Clone, Debug)]
pub struct FaultHandle {
    number: u64,
    state: State,
    gate: watch::Sender<Gate>,
}

impl FaultHandle {
    /// How often it has struck.
    pub fn struck(&self) -> u32 {
        self.gate.borrow().struck
    }

    /// Waits until it has struck.
    pub async fn reached(&self) {
        // The handle itself holds a sender, so the channel cannot close.
        drop(self.gate.subscribe().wait_for(|gate| gate.struck > 0).await);
    }

    /// Lets a held request go on.
    pub fn release(&self) {
        self.gate.send_modify(|gate| gate.released = true);
    }

    /// Takes the fault back, and lets what it holds go on.
    pub fn remove(&self) {
        self.state.write(|world| world.faults.remove(self.number));
        self.release();
    }
}

impl State {
    /// Orders a fault.
    pub fn fault(&self, fault: Fault) -> FaultHandle {
        let (gate, _) = watch::channel(Gate::default());
        let number = self.write(|world| world.faults.add(fault, gate.clone()));
        FaultHandle {
            number,
            state: self.clone(),
            gate,
        }
    }
}

impl Faults {
    fn add(&mut self, fault: Fault, gate: watch::Sender<Gate>) -> u64 {
        self.count += 1;
        self.active.push(Active {
            number: self.count,
            fault,
            gate,
        });
        self.count
    }

    fn remove(&mut self, number: u64) {
        self.active.retain(|active| active.number != number);
    }

    /// Takes all faults back.
    pub(crate) fn clear(&mut self) {
        for active in self.active.drain(..) {
            active.gate.send_modify(|gate| gate.released = true);
        }
    }

    /// What is to happen to a request: all delays, and the first other fault that fits.
    pub(crate) fn strike(&mut self, method: &str, path: &str) -> Strike {
        let mut strike = Strike::default();
        for active in &mut self.active {
            let fault = &mut active.fault;
            let fits = (fault.method == "*" || fault.method == method)
                && path_matches(&fault.path, path)
                && fault.times != Some(0);
            if !fits {
                continue;
            }
            let delays = matches!(fault.effect, Effect::Delay(_));
            if !delays && strike.blow.is_some() {
                continue;
            }
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            fault.times = fault.times.map(|times| times - 1);
            match fault.effect {
                Effect::Delay(time) => strike.delay += time,
                Effect::Status(status) => strike.blow = Some(Blow::Status(status)),
                Effect::LoseAnswer => strike.blow = Some(Blow::LoseAnswer),
                Effect::LoseRequest => strike.blow = Some(Blow::LoseRequest),
                Effect::RateLimit(wait) => strike.blow = Some(Blow::RateLimit(wait)),
                Effect::Pause { after } => {
                    let hold = Hold(active.gate.subscribe());
                    strike.blow = Some(if after {
                        Blow::PauseAfter(hold)
                    } else {
                        Blow::PauseBefore(hold)
                    });
                }
            }
            // A pause is told when it is reached, everything else at once.
            if matches!(fault.effect, Effect::Pause { after: true }) {
                strike.told_later = Some(active.gate.clone());
            } else {
                active.gate.send_modify(|gate| gate.struck += 1);
            }
        }
        let spent = |active: &Active| active.fault.times == Some(0);
        self.active
            .retain(|active| !spent(active) || matches!(active.fault.effect, Effect::Pause { .. }));
        strike
    }
}

/// What is to happen to one request.
#[derive(Debug, Default)]
pub(crate) struct Strike {
    pub(crate) delay: Duration,
    pub(crate) blow: Option<Blow>,
    told_later: Option<watch::Sender<Gate>>,
}

/// The one fault, besides delays, that meets a request.
#[derive(Debug)]
pub(crate) enum Blow {
    Status(u16),
    LoseAnswer,
    LoseRequest,
    RateLimit(Duration),
    PauseBefore(Hold),
    PauseAfter(Hold),
}

impl Strike {
    /// Tells that a request has come to where it is held after its effect.
    pub(crate) fn tell(&self) {
        if let Some(gate) = &self.told_later {
            gate.send_modify(|gate| gate.struck += 1);
        }
    }
}

/// Where a request is held.
#[derive(Debug)]
pub(crate) struct Hold(watch::Receiver<Gate>);

impl Hold {
    /// Waits for the release.
    pub(crate) async fn wait(mut self) {
        // When the handle is gone nobody can release it any more: let it go.
        drop(self.0.wait_for(|gate| gate.released).await);
    }
}
