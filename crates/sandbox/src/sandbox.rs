//! The running sandbox: a server on this machine and a handle to its world.

use std::{io, net::SocketAddr, time::Duration};

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    Fault, FaultHandle, RateLimit, State,
    clock::Clock,
    gateway::Outgoing,
    rest::{self, Server},
    state::Seed,
    wire::{Cutter, CuttingListener},
};

/// How the sandbox is started.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// The bot's token.
    pub token: String,
    /// How often clients are told to send heartbeats.
    pub heartbeat: Duration,
    /// How many shards `/gateway/bot` recommends.
    pub shards: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            // Shaped as Discord's tokens are: some libraries read the bot's id out of the first part.
            token: "MTAwMDAwMDAwMDAwMDAwMDAwMQ.sandbox.frontdesk-has-no-secrets-here".to_owned(),
            heartbeat: Duration::from_millis(41_250),
            shards: 1,
        }
    }
}

/// A running sandbox; it stops when this is dropped.
#[derive(Debug)]
pub struct Sandbox {
    state: State,
    url: String,
    token: String,
    shutdown: CancellationToken,
}

impl Sandbox {
    /// Starts the server with the seeded world.
    pub async fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], options.port))).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let state = State::new(Seed::plant(
            Clock::start(),
            url.clone(),
            options.token.clone(),
        ));
        let shutdown = CancellationToken::new();
        let server = Server {
            state: state.clone(),
            heartbeat: options.heartbeat,
            shards: options.shards,
            shutdown: shutdown.clone(),
        };
        let service = rest::router(server).into_make_service_with_connect_info::<Cutter>();
        let listener = CuttingListener {
            listener,
            shutdown: shutdown.clone(),
        };
        let stop = shutdown.clone().cancelled_owned();
        tokio::spawn(async move {
            // Serving ends with the shutdown; there is nothing else that could end it.
            drop(
                axum::serve(listener, service)
                    .with_graceful_shutdown(stop)
                    .await,
            );
        });
        Ok(Self {
            state,
            url,
            token: options.token,
            shutdown,
        })
    }

    /// Where the sandbox is reached: the base that stands for `https://discord.com`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The bot's token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The world, to look at and to change.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The ids of what there is at the start.
    pub fn seed(&self) -> Seed {
        self.state.read(|world| world.seed)
    }

    /// Orders a fault.
    pub fn fault(&self, fault: Fault) -> FaultHandle {
        self.state.fault(fault)
    }

    /// Takes all faults back.
    pub fn clear_faults(&self) {
        self.state.write(|world| world.faults.clear());
    }

    /// Limits requests of a kind.
    pub fn rate_limit(&self, rule: RateLimit) {
        self.state.write(|world| world.rate_limits.add(rule));
    }

    /// Breaks off every gateway connection without a word; sessions can be resumed.
    pub fn disconnect(&self) {
        self.tell_all(|| Outgoing::Cut);
    }

    /// Closes every gateway connection with a code.
    pub fn close_gateway(&self, code: u16) {
        self.tell_all(|| Outgoing::Close(code, "The sandbox was told to."));
    }

    /// Asks every client to reconnect (op 7).
    pub fn request_reconnect(&self) {
        let payload = serde_json::json!({ "op": 7, "s": null, "t": null, "d": null });
        self.tell_all(|| Outgoing::Payload(payload.clone()));
    }

    /// Invalidates every session (op 9); one that is not resumable is forgotten.
    pub fn invalidate_sessions(&self, resumable: bool) {
        let payload = serde_json::json!({ "op": 9, "s": null, "t": null, "d": resumable });
        self.tell_all(|| Outgoing::Payload(payload.clone()));
        if !resumable {
            self.state.write(|world| world.hub.forget());
        }
    }

    /// Sends the next `times` events (with a name such as `MESSAGE_CREATE`, or any) twice.
    pub fn duplicate_events(&self, name: Option<&str>, times: u32) {
        let name = name.map(str::to_owned);
        self.state
            .write(|world| world.hub.duplicates.push((name, times)));
    }

    /// Leaves heartbeats unanswered, as a connection does that is dead without knowing it.
    pub fn ignore_heartbeats(&self, ignore: bool) {
        self.state.write(|world| world.hub.deaf = ignore);
    }

    /// Waits until a bot is connected to the gateway.
    pub async fn connected(&self) {
        self.state
            .until(|world| world.bot_is_connected().then_some(()))
            .await;
    }

    fn tell_all(&self, outgoing: impl Fn() -> Outgoing) {
        self.state.write(|world| {
            for session in world.hub.sessions.values() {
                session.tell(outgoing());
            }
        });
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.shutdown.cancel();
        #[cfg(feature = "openapi")]
        self.demand_described_bodies();
    }
}
