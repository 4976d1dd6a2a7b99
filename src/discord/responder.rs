//! One way to answer commands, components and modals alike.
//!
//! A deferral is sent at once and not waited for: the work goes on meanwhile, and the answer, which comes after the commit,
//! waits for it.

use std::sync::{Mutex, PoisonError};

use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::outbound::{Acknowledgement, InteractionHandle, Message, Modal, Outbound};
use crate::model::{Language, Outcome};

/// What was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A command, or a modal that a command opened: there is no message to replace.
    Command,
    /// A component of a message that only one person sees.
    OwnMessage,
    /// A component of a message that everybody sees: an answer does not replace it.
    SharedMessage,
}

/// Answers one interaction; only the asking user sees it.
pub struct Responder {
    outbound: Outbound,
    handle: InteractionHandle,
    language: Language,
    source: Source,
    /// Held while an answer is sent, so that two answers do not both believe to be the first.
    state: tokio::sync::Mutex<State>,
    acknowledging: Mutex<Acknowledging>,
}

enum Acknowledging {
    Not,
    Sent(Acknowledgement, JoinHandle<()>),
    Settled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing has been sent.
    Fresh,
    /// The first answer is there; a further one replaces it.
    Answered,
    /// Acknowledged without a message of its own.
    Updating,
}

impl Responder {
    /// For an interaction that has just arrived.
    pub fn new(
        outbound: Outbound,
        handle: InteractionHandle,
        language: Language,
        source: Source,
    ) -> Self {
        Self {
            outbound,
            handle,
            language,
            source,
            state: tokio::sync::Mutex::new(State::Fresh),
            acknowledging: Mutex::new(Acknowledging::Not),
        }
    }

    /// The language of the asking user's client.
    pub fn language(&self) -> Language {
        self.language
    }

    /// When the interaction arrived.
    pub fn received(&self) -> Instant {
        self.handle.received
    }

    /// Sends the acknowledgement without waiting for its answer. A second call does nothing.
    pub fn acknowledge(&self, kind: Acknowledgement) {
        if kind == Acknowledgement::Modal {
            return;
        }
        let kind = match (kind, self.source) {
            // There is no message to update.
            (Acknowledgement::Update, Source::Command) => Acknowledgement::Answer,
            (kind, _) => kind,
        };
        let mut acknowledging = self.lock();
        if !matches!(*acknowledging, Acknowledging::Not) {
            return;
        }
        let (outbound, handle) = (self.outbound.clone(), self.handle.clone());
        let task = tokio::spawn(async move {
            if let Err(error) = outbound.acknowledge(&handle, kind).await {
                tracing::warn!(interaction.id = %handle.id, %error, "an interaction was not acknowledged");
            }
        });
        *acknowledging = Acknowledging::Sent(kind, task);
    }

    /// Shows a message to the asking user: as the first answer, in place of the deferral or of the answer before, or in
    /// place of the message with the pressed component if only they see it. A failure is logged: what was asked for has
    /// been decided by then.
    pub async fn show(&self, message: &Message) {
        let mut state = self.state.lock().await;
        self.settle(&mut state).await;
        let sent = match *state {
            State::Fresh => {
                *state = State::Answered;
                self.outbound.answer(&self.handle, message).await
            }
            State::Updating if self.source == Source::SharedMessage => {
                self.outbound.follow_up(&self.handle, message).await
            }
            State::Answered | State::Updating => {
                self.outbound.edit_answer(&self.handle, message).await
            }
        };
        if let Err(error) = sent {
            tracing::warn!(interaction.id = %self.handle.id, %error, "an answer was not delivered");
        }
    }

    /// One more message, beside the answer.
    pub async fn add(&self, message: &Message) {
        let mut state = self.state.lock().await;
        self.settle(&mut state).await;
        if let Err(error) = self.outbound.follow_up(&self.handle, message).await {
            tracing::warn!(interaction.id = %self.handle.id, %error, "an answer was not delivered");
        }
    }

    /// Replaces the message that carries the pressed component, also where everybody sees it.
    /// Needs [`Acknowledgement::Update`].
    pub async fn update(&self, message: &Message) {
        let mut state = self.state.lock().await;
        self.settle(&mut state).await;
        if let Err(error) = self.outbound.edit_answer(&self.handle, message).await {
            tracing::warn!(interaction.id = %self.handle.id, %error, "a message was not updated");
        }
    }

    /// Shows a dialog; the interaction must not have been acknowledged.
    pub async fn show_modal(&self, modal: &Modal) -> Outcome<()> {
        let mut state = self.state.lock().await;
        self.settle(&mut state).await;
        self.outbound.show_modal(&self.handle, modal).await?;
        *state = State::Updating;
        Ok(())
    }

    /// Waits until the acknowledgement has arrived; nothing can be acknowledged after that.
    async fn settle(&self, state: &mut State) {
        let acknowledging = std::mem::replace(&mut *self.lock(), Acknowledging::Settled);
        if let Acknowledging::Sent(kind, task) = acknowledging {
            // The task does not panic, and a failure has been logged: the answer is tried all the same.
            let _ = task.await;
            *state = match kind {
                Acknowledgement::Answer => State::Answered,
                Acknowledgement::Update | Acknowledgement::Modal => State::Updating,
            };
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Acknowledging> {
        self.acknowledging
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
