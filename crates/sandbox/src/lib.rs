//! A stateful simulation of Discord (REST v10 and Gateway v10), in memory, to run bots against.
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! use frontdesk_sandbox::{Options, Sandbox};
//!
//! let sandbox = Sandbox::start(Options::default()).await?;
//! println!("REST at {}/api/v10, token {}", sandbox.url(), sandbox.token());
//! # Ok(())
//! # }
//! ```
//!
//! A bot library that takes another base URL for REST finds the gateway by itself and cannot tell the difference in what
//! it uses: permissions are evaluated, limits are enforced, interactions expire. Faults are injected with [`Fault`].

pub mod actor;
pub mod clock;
pub mod error;
pub mod fault;
pub mod gateway;
pub mod id;
pub mod inbox;
mod numbered;
#[cfg(feature = "openapi")]
pub mod openapi;
mod page;
pub mod permissions;
pub mod rate_limit;
pub mod request_log;
mod rest;
mod sandbox;
pub mod state;
pub mod upstream;
mod validate;
mod wire;

pub use actor::{Action, ActionError, Actor, Choice, Modal, Reply, Seen};
pub use error::ApiError;
pub use fault::{Fault, FaultHandle};
pub use id::Id;
pub use permissions::Permissions;
pub use rate_limit::RateLimit;
pub use sandbox::{Options, Sandbox};
pub use state::{State, World};
pub use upstream::{Answer, Upstream};
