//! Integrations: a manifest, one request, some values. The rules of product section 3 live here.

pub mod activation;
mod ask;
pub mod builtin;
mod cache;
pub mod catalogue;
pub mod changes;
pub mod consent;
pub mod extract;
pub mod health;
mod json;
mod kept;
pub mod logo;
pub mod manage;
pub mod manifest;
mod mask;
pub mod names;
mod path;
pub mod publication;
pub mod request;
pub mod run;
pub mod sharing;
mod shown;
mod suggest;
mod template;
mod texts;
pub mod trial;
mod validation;
pub mod waiting;
mod words;

pub use activation::{Active, Card};
pub use catalogue::CataloguePage;
pub use consent::Review;
pub use logo::Logos;
pub use manifest::{
    FieldError, Format, Manifest, ManifestPlaceholder, ManifestRequest, ManifestSecret,
};
pub use publication::{Publication, Submission, Withdrawn};
pub use run::{OwnerCheck, Run, RunContext};
pub use sharing::Runs;
pub use shown::ShownRequest;
pub use suggest::Suggestion;
pub use trial::{Trial, TrialStep};

use chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::egress::Egress;
use crate::instance::InstanceSettings;
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
    /// Whether it is in the catalogue, and what waits for an operator.
    pub publication: Publication,
}

impl Integration {
    /// Whether it is in the catalogue: any admin may activate it, and every server runs the version that an operator
    /// approved.
    pub fn is_public(&self) -> bool {
        self.publication.approved.is_some()
    }
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
    /// What the runs of this process share.
    pub runs: Runs,
    /// The instance's settings.
    pub settings: InstanceSettings,
}
