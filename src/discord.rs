//! The only room that knows Discord's library: an event becomes a request, an outcome becomes a reply. It holds no rules.

pub mod access;
pub mod admin;
pub mod appearance;
pub mod bot;
pub mod changes;
pub mod closing;
pub mod commands;
pub mod components;
pub mod error;
pub mod events;
pub mod gateway;
pub mod guilds;
pub mod lookup;
pub mod opening;
pub mod outbound;
pub mod overwrites;
pub mod pending;
pub mod permissions;
pub mod posting;
pub mod probe;
pub mod reconcile;
pub mod registration;
pub mod request;
pub mod responder;
pub mod seen;
pub mod suggest;
pub mod under_way;
pub mod views;
pub mod working;

pub use bot::{Bot, Context};
pub use components::CustomId;
pub use outbound::{DiscordError, Message, Outbound};
pub use request::{Caller, Request};
pub use responder::Responder;
