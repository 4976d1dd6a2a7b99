//! A whole bot against the simulated Discord, driven by stories.

mod desk;
mod process;

pub(crate) use desk::Desk;
