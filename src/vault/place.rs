//! Where a sealed value belongs.

use std::fmt;

use crate::model::{GuildId, IntegrationId, TargetId};

/// A place that holds sealed values. It is the associated data of the encryption, so a ciphertext that was copied to
/// another place does not open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// `integrations.manifest`
    IntegrationManifest {
        /// The row.
        integration: IntegrationId,
    },
    /// `integration_secrets.value`
    IntegrationSecret {
        /// The server whose value it is.
        guild: GuildId,
        /// The integration that it is for.
        integration: IntegrationId,
        /// The secret's name in the manifest.
        name: String,
    },
    /// A sealed column of `notify_targets`.
    NotifyTarget {
        /// The server whose target it is.
        guild: GuildId,
        /// The row.
        target: TargetId,
        /// Which of its columns.
        part: TargetPart,
    },
}

/// The sealed columns of `notify_targets`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetPart {
    /// `url`
    Url,
    /// `secret`
    Secret,
    /// `old_secret`
    OldSecret,
}

impl TargetPart {
    /// The column's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Secret => "secret",
            Self::OldSecret => "old_secret",
        }
    }
}

impl Place {
    /// The one encoding of a header and this place: each part follows its length, so that no two places share one.
    pub(super) fn associated_data(&self, header: &[u8]) -> Vec<u8> {
        let mut data = Vec::with_capacity(128);
        let mut push = |part: &[u8]| {
            data.extend_from_slice(&(part.len() as u64).to_be_bytes());
            data.extend_from_slice(part);
        };
        push(header);
        match self {
            Self::IntegrationManifest { integration } => {
                push(b"integrations.manifest");
                push(&integration.get().to_be_bytes());
            }
            Self::IntegrationSecret {
                guild,
                integration,
                name,
            } => {
                push(b"integration_secrets.value");
                push(&guild.get().to_be_bytes());
                push(&integration.get().to_be_bytes());
                push(name.as_bytes());
            }
            Self::NotifyTarget {
                guild,
                target,
                part,
            } => {
                push(b"notify_targets");
                push(&guild.get().to_be_bytes());
                push(&target.get().to_be_bytes());
                push(part.name().as_bytes());
            }
        }
        data
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IntegrationManifest { integration } => {
                write!(f, "the manifest of integration {integration}")
            }
            Self::IntegrationSecret {
                guild,
                integration,
                name,
            } => write!(
                f,
                "the secret `{name}` of server {guild} for integration {integration}"
            ),
            Self::NotifyTarget {
                guild,
                target,
                part,
            } => write!(
                f,
                "the column `{}` of target {target} of server {guild}",
                part.name()
            ),
        }
    }
}
