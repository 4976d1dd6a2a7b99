//! Where a sealed value belongs.

use std::fmt;

use crate::model::{GuildId, IntegrationId, TargetId, TicketId};

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
    /// `integration_cache.answer`
    CachedAnswer {
        /// The server on whose behalf it was given.
        guild: GuildId,
        /// The integration that was asked.
        integration: IntegrationId,
        /// The keyed hash of what was asked.
        request: Vec<u8>,
    },
    /// `ticket_values.kept`
    TicketValues {
        /// The ticket.
        ticket: TicketId,
        /// The integration whose values they are.
        integration: IntegrationId,
    },
    /// `instance_settings.value`
    InstanceSetting {
        /// The dotted path.
        path: String,
    },
    /// `publications.manifest`
    PublishedManifest {
        /// The row.
        integration: IntegrationId,
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
            Self::CachedAnswer {
                guild,
                integration,
                request,
            } => {
                push(b"integration_cache.answer");
                push(&guild.get().to_be_bytes());
                push(&integration.get().to_be_bytes());
                push(request);
            }
            Self::TicketValues {
                ticket,
                integration,
            } => {
                push(b"ticket_values.kept");
                push(&ticket.get().to_be_bytes());
                push(&integration.get().to_be_bytes());
            }
            Self::InstanceSetting { path } => {
                push(b"instance_settings.value");
                push(path.as_bytes());
            }
            Self::PublishedManifest { integration } => {
                push(b"publications.manifest");
                push(&integration.get().to_be_bytes());
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
            Self::CachedAnswer {
                guild, integration, ..
            } => write!(
                f,
                "a cached answer of integration {integration} in server {guild}"
            ),
            Self::TicketValues {
                ticket,
                integration,
            } => write!(
                f,
                "the values of integration {integration} kept with ticket {ticket}"
            ),
            Self::InstanceSetting { path } => write!(f, "the instance's setting `{path}`"),
            Self::PublishedManifest { integration } => {
                write!(f, "the approved manifest of integration {integration}")
            }
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
