//! Frontdesk, a Discord ticket bot whose tickets arrive with the context already in them.
//!
//! Data goes one way: a Discord event becomes a request in [`discord`], a decision in a domain room ([`tickets`],
//! [`panels`], [`settings`], [`integrations`]), rows in [`store`] and requests through [`egress`], then text in
//! [`render`], and leaves through [`discord`] again.
//!
//! # Import table
//!
//! What each room may name, besides itself (`tests/layers.rs` checks it):
//!
//! ```text
//! model:        -
//! clock:        -
//! config:       egress, instance, model, vault
//! telemetry:    config
//! lifecycle:    -
//! i18n:         model
//! vault:        model
//! render:       i18n, model
//! egress:       clock, i18n, lifecycle, model, vault
//! store:        model, vault
//! instance:     store, vault
//! integrations: clock, egress, i18n, instance, model, render, store, vault
//! jobs:         clock, lifecycle, model, store
//! notify:       clock, egress, i18n, jobs, model, render, settings, store, vault
//! panels:       clock, model, render, store
//! settings:     model, render, store
//! tickets:      clock, model, render, store
//! discord:      clock, config, i18n, instance, integrations, jobs, lifecycle, model, notify, panels, render, settings, store, tickets, vault
//! web:          clock, egress, lifecycle, store, telemetry
//! app:          *
//! cli:          *
//! ```

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod discord;
pub mod egress;
pub mod i18n;
pub mod instance;
pub mod integrations;
pub mod jobs;
pub mod lifecycle;
pub mod model;
pub mod notify;
pub mod panels;
pub mod render;
pub mod settings;
pub mod store;
pub mod telemetry;
pub mod tickets;
pub mod vault;
pub mod web;
