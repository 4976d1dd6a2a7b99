//! Logos, which nobody fetches from their authors directly: who looks at one would be known there.

use url::Url;

use crate::clock::Clock;
use crate::egress::ImageLinks;
use crate::model::{GuildId, IntegrationId};

/// Where logos are shown: links of the image proxy under the bot's public URL.
#[derive(Clone, Debug)]
pub struct Logos {
    /// `FRONTDESK_PUBLIC_URL`
    pub public_url: Url,
    /// Signs.
    pub links: ImageLinks,
    /// The time.
    pub clock: Clock,
}

impl Logos {
    /// The address at which an integration's logo can be seen.
    pub fn link(&self, integration: IntegrationId, logo_url: &str) -> String {
        // Limits are per server. An integration has a share of its own: integrations are counted from one and servers
        // have ids of Discord's, so the two never meet.
        let asker = GuildId::new(integration.get());
        let signed = self.links.sign(asker, logo_url, self.clock.now());
        let base = self.public_url.as_str().trim_end_matches('/');
        format!("{base}/i/{signed}")
    }
}
