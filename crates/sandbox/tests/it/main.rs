//! The server, asked over HTTP and WebSocket as any client asks it.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; clippy knows only functions marked as tests"
)]

mod client;
mod faults;
mod gateway;
mod interactions;
mod limits;
mod messages;
mod permissions;
