//! Every call to Discord, in one place: what is waited for, what is tried again, and what an answer means.
//!
//! Outbound messages are values ([`Message`], [`Modal`]) that pure functions build; here they become JSON. Retries live in
//! [`call`] and nowhere else: a 429 is waited out, a call that may be repeated is repeated, and one that may not
//! (creating a channel) ends as [`DiscordError::Uncertain`], which its caller settles by looking.

pub mod attachments;
pub mod call;
pub mod channels;
pub mod error;
pub mod guild;
pub mod interactions;
pub mod message;
pub mod messages;
pub mod modal;
pub mod own_guilds;
pub mod threads;
pub mod webhooks;

use std::sync::Arc;
use std::time::Duration;

use serenity::all::{Http, HttpBuilder};
use serenity::http::Ratelimiter;

pub use channels::{ChannelFacts, NewChannel};
pub use error::DiscordError;
pub use guild::{GuildAnswer, MemberAnswer};
pub use interactions::{Acknowledgement, InteractionHandle};
pub use message::{Button, ButtonStyle, Choice, File, Mentions, Message, Row, Select, Users};
pub use modal::{Input, Modal};

use crate::config::DiscordSettings;

/// One attempt at a call, from the first byte to the last. Discord answers within seconds or not at all.
const ATTEMPT: Duration = Duration::from_secs(15);

/// The way to Discord; clones share the connections.
#[derive(Clone)]
pub struct Outbound {
    http: Arc<Http>,
    client: reqwest::Client,
}

impl Outbound {
    /// With the token and, if the operator has set one, the address that stands in for `https://discord.com`.
    pub fn new(settings: &DiscordSettings) -> Result<Self, DiscordError> {
        #[expect(
            clippy::disallowed_methods,
            reason = "this client asks Discord alone, never an address that a user chose"
        )]
        let client = reqwest::Client::builder()
            .use_rustls_tls()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(5))
            .timeout(ATTEMPT)
            .build()
            .map_err(|error| DiscordError::from_request(&error))?;
        let token = settings.token.expose();
        let builder = HttpBuilder::new(token).client(client.clone());
        let builder = match &settings.api_url {
            // The library's own limiter would ask discord.com whatever the proxy: with another address, what is over
            // the limit comes back as a 429 and is waited out in `call`.
            Some(url) => builder
                .proxy(url.as_str().trim_end_matches('/'))
                .ratelimiter_disabled(true),
            None => builder.ratelimiter(Ratelimiter::new(client.clone(), format!("Bot {token}"))),
        };
        Ok(Self {
            http: Arc::new(builder.build()),
            client,
        })
    }

    /// A handle of the library's for the gateway, which asks for its address only.
    pub(super) fn gateway_http(&self) -> Http {
        let builder = HttpBuilder::new(self.http.token()).client(self.client.clone());
        match &self.http.proxy {
            Some(url) => builder.proxy(url).ratelimiter_disabled(true).build(),
            None => builder.build(),
        }
    }
}
