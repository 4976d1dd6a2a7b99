//! The web server.

use std::net::{Ipv4Addr, SocketAddr};

use url::Url;

use super::{Environment, Problems};

/// Where it listens, and where people find it.
#[derive(Clone, Debug)]
pub struct WebSettings {
    /// `FRONTDESK_HTTP_ADDR`
    pub address: SocketAddr,
    /// `FRONTDESK_PUBLIC_URL`, without a trailing slash in its path.
    pub public_url: Option<Url>,
}

impl WebSettings {
    pub(super) fn read(environment: &Environment, problems: &mut Problems) -> Self {
        let address = match environment
            .get("FRONTDESK_HTTP_ADDR")
            .map(|text| (text, text.parse()))
        {
            None => SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            Some((_, Ok(address))) => address,
            Some((text, Err(_))) => {
                problems.add(
                    "FRONTDESK_HTTP_ADDR",
                    format!("is `{text}`, which is no address to listen on: write it like `127.0.0.1:8080`"),
                );
                SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))
            }
        };
        let public_url = environment.get("FRONTDESK_PUBLIC_URL").and_then(|text| match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Some(url),
            _ => {
                problems.add(
                    "FRONTDESK_PUBLIC_URL",
                    format!("is `{text}`, which is no URL of this bot: write it like `https://desk.example.com`"),
                );
                None
            }
        });
        Self {
            address,
            public_url,
        }
    }
}
