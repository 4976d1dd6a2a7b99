//! A stateful simulation of Discord (REST v10 and Gateway v10) to run bots against.

pub mod upstream;

pub use upstream::{Answer, Upstream};
