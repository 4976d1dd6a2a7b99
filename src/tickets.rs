//! Tickets: who may open and close one, and what is stored at each step.
//!
//! Opening is `reserve`, then `confirm` or `undo`; closing is `begin`, then `finish`. Each step is one transaction, and
//! between two of them a crash may come: [`reconcile`] decides what becomes of what it left.

pub mod actor;
pub mod claim;
pub mod close;
pub mod instances;
pub mod members;
pub mod open;
pub mod persist;
pub mod reconcile;
pub mod topic;

use crate::model::{GuildSettings, Panel, RoleId};

/// The role that answers a ticket: the panel's, else the server's.
pub fn staff_role(panel: Option<&Panel>, settings: &GuildSettings) -> Option<RoleId> {
    panel
        .and_then(|panel| panel.settings.staff_role)
        .or(settings.staff_role)
}
