//! Integrations: a manifest, one request, some values. The rules of product section 3 live here.

pub mod activation;
mod ask;
pub mod extract;
mod json;
pub mod logo;
pub mod manage;
pub mod manifest;
mod mask;
pub mod names;
mod path;
pub mod request;
pub mod run;
mod shown;
mod template;
pub mod trial;
mod validation;
mod words;

pub use activation::{Active, Card};
pub use logo::Logos;
pub use manifest::{
    FieldError, Format, Manifest, ManifestPlaceholder, ManifestRequest, ManifestSecret,
};
pub use run::{OwnerCheck, Run, RunContext};
pub use shown::ShownRequest;
pub use trial::{Trial, TrialStep};

use chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::egress::Egress;
use crate::model::{IntegrationId, UserId};
use crate::store::Store;
use crate::vault::Vault;

/// An integration, opened.
#[derive(Clone, Debug)]
pub struct Integration {
    /// The row.
    pub id: IntegrationId,
    /// Who created it.
    pub owner: UserId,
    /// The version, for updates.
    pub version: i64,
    /// Everything else.
    pub manifest: Manifest,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

/// The service: all that the rules need.
#[derive(Clone)]
pub struct Integrations {
    /// The database.
    pub store: Store,
    /// The keys.
    pub vault: Vault,
    /// The way out.
    pub egress: Egress,
    /// The time.
    pub clock: Clock,
}
