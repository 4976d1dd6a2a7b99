//! One WebSocket connection, from hello to its close.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use serde_json::{Value, json};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    time::Instant,
};
use tokio_util::sync::CancellationToken;

use super::{
    Outgoing,
    encoder::Encoder,
    identify::{Refusal, Seat},
};
use crate::{state::State, wire::Cutter};

/// What a connection needs to know.
pub(crate) struct Setting {
    pub(crate) state: State,
    pub(crate) heartbeat: Duration,
    pub(crate) stream: bool,
    pub(crate) cutter: Cutter,
    pub(crate) shutdown: CancellationToken,
}

/// Whether the connection goes on.
enum Next {
    GoOn,
    Close(u16, &'static str),
    Cut,
    Gone,
}

struct Connection {
    socket: WebSocket,
    setting: Setting,
    encoder: Encoder,
    sender: UnboundedSender<Outgoing>,
    outgoing: UnboundedReceiver<Outgoing>,
    seat: Option<Seat>,
    last_heartbeat: Instant,
}

/// Talks to a client until one of the two ends it.
pub(crate) async fn serve(socket: WebSocket, setting: Setting) {
    let encoder = if setting.stream {
        Encoder::stream()
    } else {
        Encoder::Text
    };
    let (sender, outgoing) = unbounded_channel();
    let last_heartbeat = Instant::now();
    let mut connection = Connection {
        socket,
        setting,
        encoder,
        sender,
        outgoing,
        seat: None,
        last_heartbeat,
    };
    connection.run().await;
    if let Some(seat) = connection.seat.take() {
        connection.setting.state.write(|world| world.unseat(&seat));
    }
}

impl Connection {
    async fn run(&mut self) {
        let interval = u64::try_from(self.setting.heartbeat.as_millis()).unwrap_or(41_250);
        let hello = json!({
            "op": 10, "s": null, "t": null,
            "d": { "heartbeat_interval": interval, "_trace": ["sandbox"] },
        });
        let mut next = self.send(&hello).await;
        while matches!(next, Next::GoOn) {
            next = self.step().await;
        }
        match next {
            Next::Close(code, reason) => {
                let frame = CloseFrame {
                    code,
                    reason: reason.into(),
                };
                // The client may be gone already.
                drop(self.socket.send(Message::Close(Some(frame))).await);
            }
            Next::Cut => self.setting.cutter.cut(),
            Next::GoOn | Next::Gone => {}
        }
    }

    async fn step(&mut self) -> Next {
        let patience = self.setting.heartbeat + self.setting.heartbeat / 2;
        let silent = self.last_heartbeat + patience;
        tokio::select! {
            () = self.setting.shutdown.cancelled() => Next::Close(1001, "The sandbox stops."),
            () = tokio::time::sleep_until(silent) => Next::Close(4009, "Session timed out."),
            outgoing = self.outgoing.recv() => match outgoing {
                Some(Outgoing::Payload(payload)) => self.send(&payload).await,
                Some(Outgoing::Close(code, reason)) => Next::Close(code, reason),
                Some(Outgoing::Cut) => Next::Cut,
                None => Next::Gone,
            },
            message = self.socket.recv() => match message {
                Some(Ok(Message::Text(text))) => self.receive(text.as_bytes()).await,
                Some(Ok(Message::Binary(bytes))) => self.receive(&bytes).await,
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => Next::GoOn,
                Some(Ok(Message::Close(close))) => self.closed(close.as_ref()),
                Some(Err(_)) | None => Next::Gone,
            },
        }
    }

    /// A client that says goodbye (1000, 1001) gives up its session; any other end keeps it resumable.
    fn closed(&mut self, close: Option<&CloseFrame>) -> Next {
        if close.is_some_and(|close| matches!(close.code, 1000 | 1001))
            && let Some(seat) = self.seat.take()
        {
            self.setting.state.write(|world| {
                world.unseat(&seat);
                world.hub.sessions.remove(&seat.session);
            });
        }
        Next::Gone
    }

    async fn send(&mut self, payload: &Value) -> Next {
        let Ok(message) = self.encoder.encode(payload) else {
            return Next::Gone;
        };
        if self.socket.send(message).await.is_ok() {
            Next::GoOn
        } else {
            Next::Gone
        }
    }

    async fn receive(&mut self, bytes: &[u8]) -> Next {
        let Ok(payload) = serde_json::from_slice::<Value>(bytes) else {
            return Next::Close(4002, "Error while decoding payload.");
        };
        let data = &payload["d"];
        match (payload["op"].as_u64(), &self.seat) {
            (Some(1), _) => {
                self.last_heartbeat = Instant::now();
                if self.setting.state.read(|world| world.hub.deaf) {
                    return Next::GoOn;
                }
                self.send(&json!({ "op": 11, "s": null, "t": null, "d": null }))
                    .await
            }
            (Some(2 | 6), Some(_)) => Next::Close(4005, "Already authenticated."),
            (Some(2), None) => {
                if data["compress"] == true && !self.setting.stream {
                    self.encoder = Encoder::Each;
                }
                let sender = self.sender.clone();
                let seat = self
                    .setting
                    .state
                    .write(|world| world.identify(data, sender));
                self.sit(seat).await
            }
            (Some(6), None) => {
                let sender = self.sender.clone();
                let seat = self.setting.state.write(|world| world.resume(data, sender));
                self.sit(seat).await
            }
            (Some(3 | 4 | 8 | 31), None) => Next::Close(4003, "Not authenticated."),
            (Some(8), Some(seat)) => {
                self.setting
                    .state
                    .write(|world| world.send_members(seat, data));
                Next::GoOn
            }
            (Some(3 | 4 | 31), Some(_)) => Next::GoOn,
            _ => Next::Close(4001, "Unknown opcode."),
        }
    }

    async fn sit(&mut self, seat: Result<Seat, Refusal>) -> Next {
        match seat {
            Ok(seat) => {
                self.seat = Some(seat);
                Next::GoOn
            }
            Err(Refusal::Close(code, reason)) => Next::Close(code, reason),
            Err(Refusal::InvalidSession) => {
                self.send(&json!({ "op": 9, "s": null, "t": null, "d": false }))
                    .await
            }
        }
    }
}
