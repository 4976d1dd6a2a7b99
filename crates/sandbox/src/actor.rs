//! Acting as a user: what tests, the tutorial and the page do to a bot, and what its users see of it.
//!
//! ```no_run
//! # async fn story(sandbox: frontdesk_sandbox::Sandbox) {
//! let admin = sandbox.user("admin");
//! let reply = admin.run("/integration create name:\"My Integration\" url:https://example.com").await;
//! assert_eq!(reply.finished().await.text(), "…");
//!
//! let member = sandbox.user("member");
//! member.press("Open a ticket").in_channel("support").await.finished().await;
//! let welcome = member.sees_message("#ticket-0001", "Ryan").await;
//! member.press("Close With Reason").on(&welcome).await.modal().fill("Reason", "Solved").submit().await;
//! member.receives("Solved").await;
//! # }
//! ```
//!
//! A story in which somebody does the impossible fails at that line and says what was possible. Nothing here sleeps:
//! every wait listens for changes of the world and is bounded, and when it ends in vain the world is told.

mod action;
mod component;
mod deed;
mod flat;
mod names;
mod reading;
mod reply;
#[cfg(test)]
mod tests;
mod typed;
mod values;
mod waiting;

use crate::error::ApiError;
use crate::id::Id;
use crate::sandbox::Sandbox;
use crate::state::{State, World};

pub use action::{Action, Completion};
pub use reading::Seen;
pub(crate) use reading::sidebar;
pub use reply::{Choice, Modal, Reply};
pub use waiting::PATIENCE;

/// Somebody who uses the bot.
#[derive(Clone, Debug)]
pub struct Actor {
    state: State,
    id: Id,
}

/// Why something could not be done.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ActionError {
    /// Discord's client would not even send it.
    #[error("{0}")]
    Refused(String),
    /// What it is done with is not there (yet).
    #[error("{0}")]
    NotThere(String),
    /// Discord refuses it.
    #[error(transparent)]
    Discord(#[from] ApiError),
    /// The bot did not acknowledge it in time; Discord shows "The application did not respond".
    #[error("the bot did not acknowledge {0} within 3 s")]
    Unanswered(String),
}

impl Sandbox {
    /// Somebody by name, display name or id; or by part: `admin`, `staff`, `member` (whom the tutorial's example API
    /// knows) or `other member`.
    ///
    /// # Panics
    ///
    /// When there is nobody of that name.
    pub fn user(&self, who: &str) -> Actor {
        Actor::named(self.state(), who)
    }
}

impl Actor {
    /// Somebody by id.
    pub fn new(state: &State, id: Id) -> Self {
        Self {
            state: state.clone(),
            id,
        }
    }

    /// Somebody by name, part or id.
    ///
    /// # Panics
    ///
    /// When there is nobody of that name.
    pub fn named(state: &State, who: &str) -> Self {
        let id = state.read(|world| somebody(world, who));
        Self::new(
            state,
            id.unwrap_or_else(|| panic!("there is nobody called {who}")),
        )
    }

    /// The user's id.
    pub fn id(&self) -> Id {
        self.id
    }

    /// The user's name.
    pub fn name(&self) -> String {
        let name = |user: &crate::state::User| user.username.clone();
        self.state
            .read(|world| world.users.get(&self.id).map(name))
            .unwrap_or_default()
    }
}

/// Somebody by part, name, display name or id.
pub(crate) fn somebody(world: &World, who: &str) -> Option<Id> {
    match who {
        "admin" => Some(world.seed.admin),
        "staff" => Some(world.seed.staff),
        "member" => Some(world.seed.member),
        "other member" => Some(world.seed.other_member),
        name => names::person(world, name),
    }
}
