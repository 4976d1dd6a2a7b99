//! Everything that runs more than one room: one binary, because linking is what costs; the tree mirrors `src/`.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; clippy knows only functions marked as tests"
)]

mod admin;
mod browser;
mod builtin;
mod check;
mod config;
mod egress;
mod examples;
mod gateway;
mod integration_commands;
mod integrations;
mod jobs;
mod notify;
mod operator;
mod panel_messages;
mod panels;
mod publishing;
mod render;
mod sandbox;
mod schema;
mod secrets;
mod settings;
mod store;
mod support;
mod tickets;
mod vault;
