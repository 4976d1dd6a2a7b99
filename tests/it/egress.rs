//! The way out, against hostile addresses, URLs, name servers, targets and certificates.
//!
//! Most of it is driven by `tests/data/egress_cases.json`. A public address of a case is stood in for by a loopback
//! address that the operator's allow list lets pass; the addresses that must not be dialled stand for themselves.

mod audit;
mod breaker;
mod cases;
pub(crate) mod certificate;
mod explain;
pub(crate) mod image;
mod leak;
mod limits;
mod memory;
mod name_server;
mod outage;
mod process;
mod property;
mod ranges;
mod redirect;
mod remote;
mod resolver;
mod response;
mod rules;
pub(crate) mod target;
mod tls;
pub(crate) mod world;
