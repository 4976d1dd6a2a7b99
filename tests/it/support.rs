//! A whole bot against the simulated Discord, driven by stories.

mod desk;
mod pace;
mod process;

pub(crate) use desk::Desk;
pub(crate) use pace::{Case, Pace};
pub(crate) use process::Process;
