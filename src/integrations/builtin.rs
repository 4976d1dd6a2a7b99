//! Integrations that come with the program: manifests in `builtin/`, and small modules where a manifest is not enough.
//!
//! They run on the same machinery as everybody's: at the start each becomes a row of the catalogue
//! ([`Integrations::install_built_ins`]), which any admin may activate. They belong to nobody, so that nobody edits or
//! exports them; an operator may take one from the catalogue, and it stays out.

mod fivem;
mod install;
mod lent;
mod roblox;

use std::time::Duration;

use ::url::Url;

use super::request::{MAX_BODY_BYTES, RequestContext};
use super::{Integration, Integrations, Manifest};
use crate::egress::{Egress, FetchFailed, Fetched};
use crate::instance::{Known, Values, known};
use crate::model::{IntegrationId, UserId};

/// Whose they are. Discord gives nobody this id.
pub const OWNER: UserId = UserId::new(0);

/// The integration that the operator's key lends to every server.
pub const BLOXLINK: IntegrationId = IntegrationId::new(1);

/// An integration that comes with the program.
#[derive(Debug)]
pub struct BuiltIn {
    /// Its row; the ids of others are drawn at random from 2^53.
    pub id: IntegrationId,
    /// Stands in front of its name: pictures of services are not ours to ship.
    pub icon: &'static str,
    /// The setting that says where its API is.
    pub base: &'static Known,
    /// The manifest, with the service's own address.
    pub json: &'static str,
    /// The most decoded bytes of an answer.
    max_bytes: usize,
    module: Module,
}

/// What is done with an answer before its placeholders are read.
#[derive(Clone, Copy, Debug)]
enum Module {
    Nothing,
    Roblox,
    FiveM,
}

const fn built_in(
    id: u64,
    icon: &'static str,
    base: &'static Known,
    json: &'static str,
) -> BuiltIn {
    BuiltIn {
        id: IntegrationId::new(id),
        icon,
        base,
        json,
        max_bytes: MAX_BODY_BYTES,
        module: Module::Nothing,
    }
}

/// All of them.
pub static ALL: [BuiltIn; 6] = [
    BuiltIn {
        module: Module::Roblox,
        ..built_in(
            1,
            "\u{1f9f1}",
            &known::BLOXLINK_API_URL,
            include_str!("builtin/bloxlink.json"),
        )
    },
    built_in(
        2,
        "\u{1fa99}",
        &known::CRYPTO_API_URL,
        include_str!("builtin/crypto.json"),
    ),
    BuiltIn {
        // A full server has 2 048 players.
        max_bytes: 2 * 1024 * 1024,
        module: Module::FiveM,
        ..built_in(
            3,
            "\u{1f697}",
            &known::FIVEM_API_URL,
            include_str!("builtin/fivem.json"),
        )
    },
    built_in(
        4,
        "\u{1f5f3}\u{fe0f}",
        &known::TOPGG_API_URL,
        include_str!("builtin/topgg.json"),
    ),
    BuiltIn {
        // The server's picture and the names of its players are in the answer.
        max_bytes: 256 * 1024,
        ..built_in(
            5,
            "\u{26cf}\u{fe0f}",
            &known::MINECRAFT_API_URL,
            include_str!("builtin/minecraft.json"),
        )
    },
    BuiltIn {
        // So are the release's notes and files.
        max_bytes: 512 * 1024,
        ..built_in(
            6,
            "\u{1f3f7}\u{fe0f}",
            &known::GITHUB_API_URL,
            include_str!("builtin/github.json"),
        )
    },
];

/// The slugs that nobody else's integration may have, in the order of [`ALL`].
pub(super) const SLUGS: [&str; 6] = [
    "bloxlink",
    "crypto_prices",
    "fivem",
    "topgg_votes",
    "minecraft_server",
    "github_release",
];

/// The built-in integration of this row.
pub fn find(id: IntegrationId) -> Option<&'static BuiltIn> {
    ALL.iter().find(|built_in| built_in.id == id)
}

impl Integration {
    /// What stands in front of its name, if it comes with the program.
    pub fn icon(&self) -> Option<&'static str> {
        let built_in = find(self.id).filter(|_| self.owner == OWNER);
        built_in.map(|built_in| built_in.icon)
    }

    /// Its name, with what stands in front of it.
    pub fn shown_name(&self) -> String {
        match self.icon() {
            Some(icon) => format!("{icon} {}", self.manifest.name),
            None => self.manifest.name.clone(),
        }
    }
}

impl BuiltIn {
    /// The manifest, asking where the operator says.
    ///
    /// # Panics
    ///
    /// Never: a test reads every manifest.
    pub fn manifest(&self, values: &Values) -> Manifest {
        let mut manifest: Manifest =
            serde_json::from_str(self.json).expect("a test reads every manifest");
        let base = values.url(self.base);
        let own = self.base.default.unwrap_or_default();
        if let Some(path) = manifest.request.url.strip_prefix(own) {
            manifest.request.url = format!("{}{path}", base.as_str().trim_end_matches('/'));
        }
        manifest
    }
}

/// A built-in integration with what its module needs.
#[derive(Clone, Debug)]
pub(crate) struct Completion {
    built_in: &'static BuiltIn,
    /// Where Roblox answers.
    roblox: Url,
}

impl Integrations {
    /// How the answers of this integration are completed, if it comes with the program.
    pub(super) async fn completion(&self, id: IntegrationId) -> Option<Completion> {
        let built_in = find(id)?;
        let roblox = self.settings.url(&known::ROBLOX_API_URL).await;
        Some(Completion {
            built_in,
            // Without a database nothing has been asked for; the operator's address is not guessed.
            roblox: roblox.ok()?,
        })
    }
}

impl Completion {
    /// The most decoded bytes of an answer.
    pub(super) fn max_bytes(&self) -> usize {
        self.built_in.max_bytes
    }

    /// Makes of an answer what the placeholders' paths lead through. A second request has the time that is left.
    pub(super) async fn complete(
        &self,
        egress: &Egress,
        about: &RequestContext,
        left: Duration,
        answer: Result<Fetched, FetchFailed>,
    ) -> Result<Fetched, FetchFailed> {
        match self.built_in.module {
            Module::Nothing => answer,
            Module::Roblox => {
                roblox::complete(egress, &self.roblox, about.guild, left, answer).await
            }
            Module::FiveM => answer.map(fivem::complete),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::egress::{Policy, PolicySettings};

    #[test]
    fn every_manifest_keeps_the_rules_but_the_reserved_name() {
        let policy = Policy::new(&PolicySettings::default());
        for (built_in, slug) in ALL.iter().zip(SLUGS) {
            let manifest = built_in.manifest(&Values::default());
            assert_eq!(manifest.slug(), slug);
            let url = manifest.request.url.as_str();
            assert!(url.starts_with(built_in.base.default.unwrap()), "{url}");
            let errors: Vec<_> = manifest
                .check(&policy)
                .into_iter()
                .filter(|error| error.field != "name")
                .collect();
            assert!(errors.is_empty(), "{slug}: {errors:?}");
        }
    }

    #[test]
    fn no_two_share_an_id_or_a_placeholder() {
        let mut names = std::collections::BTreeSet::new();
        for (position, built_in) in ALL.iter().enumerate() {
            assert_eq!(built_in.id.get(), position as u64 + 1);
            for placeholder in built_in.manifest(&Values::default()).placeholders {
                assert!(
                    names.insert(placeholder.name.clone()),
                    "{}",
                    placeholder.name
                );
                assert!(!crate::render::builtin::is_builtin(&placeholder.name));
            }
        }
    }
}
